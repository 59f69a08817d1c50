//! What only staff tables have: names in three columns, posts in headers, courses of a person, experience as of a day.

use std::sync::Arc;

use super::clean;
use super::grid::{CellRef, CellValue};
use super::layout::content::is_person_name;
use super::layout::header::Header;
use super::read::{Derived, empty_record};
use super::record::{Cell, Record, Value};
use super::schema::Schema;
use super::values::read::{Context, raw};
use super::values::{courses, date, fio, number, person};

type Slot<'v> = (usize, CellRef, Option<&'v CellValue>);

/// Fields of a staff table.
#[derive(Debug)]
pub struct Staff {
    fio: usize,
    last: usize,
    first: usize,
    patronymic: usize,
    position: usize,
    courses: usize,
    course: [usize; 3],
    as_of: usize,
    experience: [usize; 3],
    post: Option<&'static str>,
    in_parts: bool,
    has_experience: bool,
    telling: [usize; 6],
}

impl Staff {
    /// The fields, when the header is one of a staff table.
    pub fn of(header: &Header) -> Option<Self> {
        let (sheet, def) = Schema::get().sheet("person")?;
        if sheet != header.sheet {
            return None;
        }
        let field = |key: &str| def.field(key);
        let has = |wanted: usize| header.columns.iter().any(|column| column.field == Some(wanted));
        let fio = field("fio")?;
        let position = field("position")?;
        let experience = [field("exp_total")?, field("exp_ped")?, field("exp_org")?];
        let name = header.columns.iter().find(|column| column.field == Some(fio));
        Some(Self {
            fio,
            last: field("last_name")?,
            first: field("first_name")?,
            patronymic: field("patronymic")?,
            position,
            telling: [
                position,
                field("tab_number")?,
                field("birth_date")?,
                field("hire_date")?,
                field("category")?,
                field("subject")?,
            ],
            courses: field("courses")?,
            course: [
                field("course_topic")?,
                field("course_hours")?,
                field("course_date")?,
            ],
            as_of: field("exp_as_of")?,
            experience,
            post: name
                .filter(|_| !has(position))
                .and_then(|name| post_of(&name.header)),
            in_parts: name.is_none() && !header.columns.is_empty(),
            has_experience: header.columns.is_empty() || experience.into_iter().any(has),
        })
    }

    /// Field of the name, for findings.
    pub fn name_field(&self) -> usize {
        self.fio
    }

    /// The field holds the name or its first part.
    pub fn is_name_field(&self, field: usize) -> bool {
        field == self.fio || self.in_parts && field == self.last
    }

    /// Text of the name, or of the surname.
    pub fn name<'v>(&self, slots: &[Slot<'v>]) -> Option<&'v str> {
        slots
            .iter()
            .find(|slot| self.is_name_field(slot.0))
            .and_then(|slot| match slot.2? {
                CellValue::Text(text) if !text.trim().is_empty() => Some(text.as_str()),
                _ => None,
            })
    }

    /// The name is one of a person beyond doubt.
    pub fn is_person(&self, slots: &[Slot<'_>]) -> bool {
        let Some(name) = self.name(slots) else {
            return false;
        };
        if self.in_parts {
            let has_first = slots.iter().any(|slot| slot.0 == self.first && slot.2.is_some());
            return has_first && !super::values::status::is_vacancy(name);
        }
        is_person_name(name)
            || fio::read(&clean::visible(name)).is_some_and(|fio| fio::is_first_name(&fio.first))
            || person::behind_post(name).is_some()
    }

    /// Something is told that only a person has: a post, a birthday, a category.
    pub fn tells_of_person(&self, slots: &[Slot<'_>]) -> bool {
        slots
            .iter()
            .any(|slot| self.telling.contains(&slot.0) && slot.2.is_some())
    }

    /// Some column of a course is filled.
    pub fn is_course(&self, slots: &[Slot<'_>]) -> bool {
        slots
            .iter()
            .any(|slot| slot.0 == self.course[0] && slot.2.is_some())
    }

    /// The field belongs to a course.
    pub fn is_course_field(&self, field: usize) -> bool {
        self.course.contains(&field)
    }

    /// Fills what the row tells indirectly.
    pub fn complete(&self, record: &mut Record, context: Context) {
        if self.in_parts || record.cells[self.fio].at.is_none() {
            let part = |field: usize| record.cells[field].raw.clone();
            let (last, first, patronymic) = (part(self.last), part(self.first), part(self.patronymic));
            if let Some(fio) = fio::from_parts(&last, &first, &patronymic) {
                let written = format!("{last} {first} {patronymic}");
                record.cells[self.fio] = Cell {
                    value: Some(Value::Text(fio.full().into())),
                    raw: written.trim().into(),
                    at: record.cells[self.last].at,
                };
                for (field, text) in [
                    (self.last, fio.last),
                    (self.first, fio.first),
                    (self.patronymic, fio.patronymic),
                ] {
                    record.cells[field].value = (!text.is_empty()).then(|| Value::Text(text.into()));
                }
                for (key, value) in person::remarks(&fio.remark) {
                    if let Some(cell) = self.cell(record, key).filter(|cell| cell.raw.is_empty()) {
                        cell.value = cell.value.take().or(Some(value));
                    }
                }
            }
        }
        if let Some(post) = self.post
            && record.cells[self.position].value.is_none()
        {
            record.cells[self.position].value = Some(Value::Text(post.into()));
        }
        let told = self
            .experience
            .iter()
            .any(|field| record.cells[*field].value.is_some());
        if told
            && self.has_experience
            && record.cells[self.as_of].at.is_none()
            && record.cells[self.as_of].value.is_none()
        {
            record.cells[self.as_of].value = context.as_of.map(Value::Date);
        }
    }

    fn cell<'r>(&self, record: &'r mut Record, key: &str) -> Option<&'r mut Cell> {
        let (_, def) = Schema::get().sheet("person")?;
        record.cells.get_mut(def.field(key)?)
    }

    /// The course of a row that has a column for its topic.
    pub fn course(&self, owner: usize, record: &Record, slots: &[Slot<'_>]) -> Option<Derived> {
        let text = |field: usize| {
            let slot = slots.iter().find(|slot| slot.0 == field)?;
            Some((slot.1, raw(slot.2?).into_owned(), slot.2?))
        };
        let (at, topic, _) = text(self.course[0])?;
        let hours = text(self.course[1])
            .and_then(|(_, hours, _)| number::read(&hours).map(|(hours, _)| hours as i64));
        let day = text(self.course[2]).and_then(|(_, text, value)| match value {
            CellValue::Date(moment) => Some(moment.date()),
            CellValue::Number(number) => match date::serial(*number) {
                date::DateRead::Day(day) => Some(day),
                _ => None,
            },
            _ => date::all(&text, date::Century::Event).last().copied(),
        });
        let course = courses::CourseRead {
            topic: clean::line(&topic).into_owned(),
            hours,
            date: day,
            year: None,
        };
        self.derived(owner, record, at, &course)
    }

    /// Courses written into one cell.
    pub fn courses(&self, owner: usize, record: &Record) -> Vec<Derived> {
        let cell = &record.cells[self.courses];
        let (Some(at), false) = (cell.at, cell.raw.is_empty()) else {
            return Vec::new();
        };
        courses::read(&cell.raw)
            .iter()
            .filter_map(|course| self.derived(owner, record, at, course))
            .collect()
    }

    fn derived(
        &self,
        owner: usize,
        record: &Record,
        at: CellRef,
        course: &courses::CourseRead,
    ) -> Option<Derived> {
        let (sheet, def) = Schema::get().sheet("course")?;
        let mut own = empty_record(&record.file, &record.sheet, at.row, def.fields.len());
        own.hidden = record.hidden;
        let mut set = |key: &str, value: Option<Value>, raw: Arc<str>, at: Option<CellRef>| {
            if let Some(cell) = def.field(key).and_then(|field| own.cells.get_mut(field)) {
                *cell = Cell { value, raw, at };
            }
        };
        let person = &record.cells[self.fio];
        set("person", person.value.clone(), Arc::clone(&person.raw), person.at);
        set(
            "topic",
            Some(Value::Text(course.topic.as_str().into())),
            course.topic.as_str().into(),
            Some(at),
        );
        if let Some(hours) = course.hours {
            set(
                "hours",
                Some(Value::Integer(hours)),
                hours.to_string().into(),
                Some(at),
            );
        }
        match (course.date, course.year) {
            (Some(day), _) => set("to", Some(Value::Date(day)), day.to_string().into(), Some(at)),
            (None, Some(year)) => set("to", None, year.to_string().into(), Some(at)),
            (None, None) => {}
        }
        Some(Derived {
            sheet,
            owner,
            record: own,
        })
    }
}

/// «ФИО учителя» tells the post of everybody below.
fn post_of(header: &str) -> Option<&'static str> {
    const POSTS: [(&str, &str); 8] = [
        ("учителя", "учитель"),
        ("воспитателя", "воспитатель"),
        ("преподавателя", "преподаватель"),
        ("учитель", "учитель"),
        ("воспитатель", "воспитатель"),
        ("тренера", "тренер-преподаватель"),
        ("мастера", "мастер производственного обучения"),
        ("преподаватель", "преподаватель"),
    ];
    let key = clean::key(header);
    POSTS
        .iter()
        .find(|(word, _)| key.split(' ').any(|own| own == *word))
        .map(|(_, post)| *post)
}
