//! A staff record as the JSON of `read`: the keys that tools rely on.

use std::collections::HashMap;

use serde_json::{Map, json};

use super::clean;
use super::read::{Derived, TableRead};
use super::record::{Cell, Record, Value};
use super::schema::{Schema, SheetDef};
use super::values::date::{Century, DateRead};
use super::values::{category, date, experience};
use crate::russian::{Gender, gender_of};

/// Numbers of persons: the rows of one person have one number.
#[derive(Debug, Default)]
pub struct Persons(HashMap<String, usize>);

/// One record.
pub fn record(
    table: &TableRead,
    record: &Record,
    courses: &[&Derived],
    persons: &mut Persons,
) -> serde_json::Value {
    let Some((_, def)) = Schema::get().sheet("person") else {
        return json!(null);
    };
    let own = Own { def, record };
    let mut map = Map::new();
    map.insert("row".into(), json!(record.row + 1));
    let fio = own.text("fio").unwrap_or_default();
    map.insert("fio".into(), json!(fio));
    for key in ["last_name", "first_name", "patronymic"] {
        own.put(&mut map, key);
    }
    map.insert("gender".into(), json!(gender(&own, fio)));
    for key in ["position", "subject", "department", "building"] {
        own.put(&mut map, key);
    }
    category_of(&own, &mut map);
    experience_of(&own, &mut map);
    for key in ["birth_date", "hire_date", "dismissal_date", "contract_date"] {
        own.put(&mut map, key);
    }
    partial(&own, "hire_date", &mut map);
    for key in [
        "education_level",
        "ped_education",
        "former_fio",
        "contract_number",
        "employment",
        "tab_number",
    ] {
        own.put(&mut map, key);
    }
    own.put(&mut map, "young_specialist");
    if let Some(Value::Number(rate)) = own.value("rate") {
        map.insert("rate".into(), json!(rate));
    } else {
        own.put(&mut map, "rate");
    }
    match own.value("hours") {
        Some(Value::Number(hours)) if hours.fract() == 0.0 => {
            map.insert("hours".into(), json!(*hours as i64));
        }
        _ => own.put(&mut map, "hours"),
    }
    if own.has("absence_kind") || own.has("note") || own.has("dismissal_date") || own.has("dismissal_kind") {
        map.insert("status".into(), json!(status(&own)));
    }
    let has_courses = own.has("courses")
        || table
            .columns
            .iter()
            .any(|column| column.field.as_deref() == Some("person.course_topic"));
    if has_courses {
        map.insert(
            "courses".into(),
            courses.iter().map(|course| course_of(course)).collect(),
        );
    }
    let birth = own.text_of("birth_date").unwrap_or_default();
    let next = persons.0.len() + 1;
    let number = *persons
        .0
        .entry(format!("{}|{birth}", clean::key(fio)))
        .or_insert(next);
    map.insert("person".into(), json!(number));
    map.insert("hidden_row".into(), json!(record.hidden));
    map.into()
}

struct Own<'a> {
    def: &'a SheetDef,
    record: &'a Record,
}

impl<'a> Own<'a> {
    fn cell(&self, key: &str) -> Option<&'a Cell> {
        self.record.cells.get(self.def.field(key)?)
    }

    fn value(&self, key: &str) -> Option<&'a Value> {
        self.cell(key)?.value.as_ref()
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        match self.value(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn text_of(&self, key: &str) -> Option<String> {
        Some(super::report::value(self.value(key)?).to_string())
    }

    /// The table has such a column, or another column told the value.
    fn has(&self, key: &str) -> bool {
        self.cell(key)
            .is_some_and(|cell| cell.at.is_some() || cell.value.is_some())
    }

    fn put(&self, map: &mut Map<String, serde_json::Value>, key: &str) {
        if self.has(key) {
            map.insert(key.into(), json!(self.value(key).map(super::report::value)));
        }
    }
}

fn gender(own: &Own<'_>, fio: &str) -> Option<&'static str> {
    match own.text("gender") {
        Some("ж") => Some("f"),
        Some("м") => Some("m"),
        _ => match gender_of(fio)? {
            Gender::Female => Some("f"),
            Gender::Male => Some("m"),
        },
    }
}

fn category_of(own: &Own<'_>, map: &mut Map<String, serde_json::Value>) {
    if !own.has("category") && !own.has("qualification") {
        own.put(map, "category_date");
        return;
    }
    let qualification = own.text("qualification").map(|word| {
        if word.ends_with("методист") {
            "методист"
        } else {
            "наставник"
        }
    });
    let category = match own.text("category") {
        Some(category::CONFORMITY) => Some("сзд"),
        other => other,
    };
    map.insert("category".into(), json!(category.or(qualification)));
    map.insert(
        "category_date".into(),
        json!(own.value("category_date").map(super::report::value)),
    );
    if let Some(cell) = own.cell("category")
        && let Some(year) = category::read(&cell.raw).year
    {
        map.insert("category_year".into(), json!(year));
    }
}

fn experience_of(own: &Own<'_>, map: &mut Map<String, serde_json::Value>) {
    for key in ["exp_total", "exp_ped", "exp_org"] {
        let Some(cell) = own.cell(key).filter(|cell| cell.at.is_some()) else {
            continue;
        };
        let months = match cell.value {
            Some(Value::Months(months)) => Some(months),
            _ => None,
        };
        map.insert(format!("{key}_years"), json!(months.map(|months| months / 12)));
        if key != "exp_org"
            && let experience::ExperienceRead::Months(months, true) = experience::read(&cell.raw)
        {
            map.insert(format!("{key}_months"), json!(months));
        }
    }
    own.put(map, "exp_as_of");
}

fn partial(own: &Own<'_>, key: &str, map: &mut Map<String, serde_json::Value>) {
    let Some(cell) = own
        .cell(key)
        .filter(|cell| cell.value.is_none() && !cell.raw.is_empty())
    else {
        return;
    };
    let told = match date::read(&cell.raw, Century::Event) {
        DateRead::Month(year, month) => Some(format!("{year}-{month:02}")),
        DateRead::Year(year) => Some(year.to_string()),
        _ => None,
    };
    map.insert(format!("{key}_partial"), json!(told));
}

fn status<'a>(own: &Own<'a>) -> Option<&'a str> {
    if own.value("dismissal_date").is_some() || own.text("dismissal_kind").is_some() {
        return Some("уволен");
    }
    own.text("absence_kind")
}

fn course_of(course: &Derived) -> serde_json::Value {
    let Some((_, def)) = Schema::get().sheet("course") else {
        return json!(null);
    };
    let own = Own {
        def,
        record: &course.record,
    };
    json!({
        "topic": own.text("topic"),
        "hours": own.value("hours").map(super::report::value),
        "date": own.value("to").map(super::report::value),
    })
}
