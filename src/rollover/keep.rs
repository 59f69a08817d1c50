//! Which rows go on into the new year, and what changes in them.

use jiff::civil::Date;

use super::cells::Cells;
use super::words::Why;
use super::{Links, SchoolYear, term};
use crate::ingest::record::Value;
use crate::ingest::schema::SheetDef;
use crate::ingest::values::read::russian_day;
use crate::model::calendar::Calendar;
use crate::russian::short_name;
use crate::school::{Row, School};

/// Columns of the staff table that stand on the sheet of courses, too.
const COURSES: [&str; 4] = ["courses", "course_topic", "course_hours", "course_date"];

/// What is known of the old school.
#[derive(Debug)]
pub struct Keep {
    first: Date,
    year: SchoolYear,
    /// The roadmap that is shifted.
    roadmap: Option<SchoolYear>,
    people: Links,
    students: Links,
    pairs: Links,
    with_courses: Links,
}

impl Keep {
    /// Looks at people and pairs, on which other rows hang.
    pub fn new(school: &School, year: SchoolYear) -> Self {
        let first = year.first_day();
        let maps = school
            .rows("activity")
            .filter_map(|row| row.text("year").parse().ok());
        let stays = school.rows("person").filter(|row| !is_dismissed(*row, first));
        let mut keep = Self {
            first,
            year,
            roadmap: maps.filter(|old| *old < year).max(),
            people: stays.map(|row| row.link).collect(),
            students: Links::new(),
            pairs: Links::new(),
            with_courses: school
                .rows("course")
                .flat_map(|row| row.linked("person"))
                .map(|row| row.link)
                .collect(),
        };
        let going_on: Vec<Row<'_>> = school
            .rows("pair")
            .filter(|row| keep.pair(*row).is_ok())
            .collect();
        keep.pairs = going_on.iter().map(|row| row.link).collect();
        let members = going_on
            .iter()
            .flat_map(|row| row.linked("mentor").chain(row.linked("mentees")));
        keep.students = members.map(|row| row.link).collect();
        keep
    }

    /// Whether a row goes on; else why not.
    pub fn verdict(&self, row: Row<'_>, sheet: &str) -> Result<(), Why> {
        let unless = |left: bool, why: Why| if left { Err(why) } else { Ok(()) };
        match sheet {
            "organisation" | "measure" | "partner" => Ok(()),
            "official" => unless(row.date("to").is_some_and(|to| to < self.first), Why::OutOfOffice),
            "person" => unless(!self.people.contains(&row.link), Why::Dismissed),
            "student" => unless(!self.students.contains(&row.link), Why::NotInPairs),
            "pair" => self.pair(row),
            "programme" | "addendum" | "plan_row" => {
                let kept = row.linked("pair").any(|pair| self.pairs.contains(&pair.link));
                unless(!kept, Why::OfPair)
            }
            // Candidates are the bank of mentors.
            "course" | "achievement" | "candidate" => unless(!self.is_of_kept(row), Why::OfPerson),
            "consent" => {
                let lasts = row.date("until").is_some_and(|until| until >= self.first);
                unless(!lasts || row.date("withdrawn").is_some(), Why::Consent)?;
                unless(!self.is_of_kept(row), Why::OfPerson)
            }
            "activity" => {
                let told: Option<SchoolYear> = row.text("year").parse().ok();
                unless(told.is_some() && told != self.roadmap, Why::OldRoadmap)
            }
            "document" => self.document(row),
            _ => Err(Why::Anew),
        }
    }

    /// The person of the row goes on.
    fn is_of_kept(&self, row: Row<'_>) -> bool {
        row.linked("person")
            .any(|one| self.people.contains(&one.link) || self.students.contains(&one.link))
    }

    fn pair(&self, row: Row<'_>) -> Result<(), Why> {
        if matches!(row.text("state"), "завершена" | "прекращена") || row.date("ended_on").is_some()
        {
            return Err(Why::Ended);
        }
        if end(row).is_none_or(|end| end <= self.first) {
            return Err(Why::Unfinished);
        }
        let mut members = row.linked("mentor").chain(row.linked("mentees"));
        if members.any(|one| is_dismissed(one, self.first)) {
            return Err(Why::Gone);
        }
        Ok(())
    }

    fn document(&self, row: Row<'_>) -> Result<(), Why> {
        let Some(Value::List(kinds)) = row.value("kinds") else {
            return Err(Why::OfYear);
        };
        let lasts = |kind: &str| {
            kind.starts_with("положение")
                || matches!(kind, "программа организации" | "соглашение о сотрудничестве")
        };
        if !kinds.iter().any(|kind| lasts(kind)) {
            return Err(Why::OfYear);
        }
        let over = matches!(row.text("state"), "проект" | "отменён" | "утратил силу");
        if over || row.date("valid_until").is_some_and(|until| until < self.first) {
            return Err(Why::NotInForce);
        }
        Ok(())
    }

    /// What the new year changes in the cells of a row that goes on.
    pub fn change(&self, row: Row<'_>, sheet: &SheetDef, cells: &mut Cells, calendar: &Calendar) {
        match sheet.key.as_str() {
            "person" if self.with_courses.contains(&row.link) => {
                cells.retain(|key, _| !COURSES.contains(&key.as_str()));
            }
            "pair" => {
                let paused = row.text("state") == "приостановлена"
                    && row.date("suspended_to").is_none_or(|to| to >= self.first);
                if !paused {
                    cells.insert("state".to_owned(), "действует".to_owned());
                }
                if !row
                    .linked("replaces")
                    .any(|other| self.pairs.contains(&other.link))
                {
                    cells.remove("replaces");
                }
            }
            "activity" => {
                let old = self.roadmap.map_or(self.year.start() - 1, SchoolYear::start);
                if let Some(Value::Term(term)) = row.value("term") {
                    let later = term::later(term, self.year.start() - old, calendar);
                    cells.insert("term".to_owned(), later);
                }
                cells.insert("year".to_owned(), self.year.to_string());
                cells.retain(|key, _| key != "done" && key != "proof");
            }
            _ => {}
        }
    }
}

/// How a row that stays is called, where a reader has to know it.
pub fn name(row: Row<'_>, why: Why) -> Option<String> {
    match why {
        Why::Dismissed => Some(short_name(row.text("fio"))),
        Why::OutOfOffice => Some(format!("{} ({})", short_name(row.text("fio")), row.text("role"))),
        Why::Unfinished | Why::Gone => {
            let until = end(row)
                .map(|day| format!(", по {}", russian_day(day)))
                .unwrap_or_default();
            let mentees: Vec<String> = row
                .linked("mentees")
                .map(|one| short_name(one.text("fio")))
                .collect();
            let mentor = row.linked("mentor").next().map_or("", |one| one.text("fio"));
            Some(format!(
                "{} ({} – {}{until})",
                row.text("key"),
                short_name(mentor),
                mentees.join(", ")
            ))
        }
        Why::NotInForce => Some(format!("{} №\u{a0}{}", row.text("title"), row.text("number"))),
        _ => None,
    }
}

fn end(pair: Row<'_>) -> Option<Date> {
    pair.date("extended_to").or_else(|| pair.date("to"))
}

fn is_dismissed(person: Row<'_>, day: Date) -> bool {
    match person.date("dismissal_date") {
        Some(last) => last < day,
        None => !person.text("dismissal_kind").is_empty(),
    }
}
