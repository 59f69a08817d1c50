//! Pairs as papers show them: the people, the programme, the plan, the addenda.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::{Facts, empty_object};
use super::named::Naming;
use super::object::object;
use super::staff::person;
use crate::school::Row;

/// Pairs that run in the school year of the day, in the order of the sheet.
pub fn of_year<'a>(facts: Facts<'a>) -> Vec<Row<'a>> {
    let (first, last) = facts.year_span();
    let running = |row: &Row<'a>| {
        row.date("from").is_some_and(|from| from >= first && from <= last)
            && row.text("state") != "прекращена"
    };
    facts.school.rows("pair").filter(running).collect()
}

/// One pair with everything that hangs on it.
pub fn pair(row: Row<'_>, number: usize, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let mut made = object(row, 1);
    made.insert("номер".into(), json!(number));
    let mentor = row.linked("mentor").next();
    if let Some(mentor) = mentor {
        made.insert("наставник".into(), Json::Object(person(mentor, day, naming)));
    }
    let mentees: Vec<Json> = row
        .linked("mentees")
        .map(|mentee| Json::Object(person(mentee, day, naming)))
        .collect();
    if !mentees.is_empty() {
        made.insert("наставляемые".into(), Json::Array(mentees));
    }
    let count = made
        .get("наставляемые")
        .and_then(Json::as_array)
        .map_or(0, Vec::len);
    made.insert("группа".into(), json!(count > 1));
    made.insert("реверсивная".into(), json!(row.text("kind") == "реверсивное"));
    let first = |sheet: &str| row.school.rows(sheet).find(|other| belongs(*other, row));
    for (name, sheet) in [("программа", "programme"), ("допсоглашение", "addendum")] {
        let found = first(sheet);
        made.insert(format!("есть_{name}"), json!(found.is_some()));
        let content = found.map_or_else(|| empty_object(sheet), |found| object(found, 0));
        made.insert(name.into(), Json::Object(content));
    }
    for (name, sheet) in [("план", "plan_row"), ("встречи", "meeting")] {
        let rows = row.school.rows(sheet).filter(|other| belongs(*other, row));
        made.insert(
            name.into(),
            Json::Array(rows.map(|other| Json::Object(object(other, 0))).collect()),
        );
    }
    made
}

/// A row of another sheet names this pair by its key.
fn belongs(other: Row<'_>, pair: Row<'_>) -> bool {
    other.text("pair") == pair.text("key")
}

/// Mentors of pairs, each once, by name, with those they guide.
pub fn mentors(pairs: &[Json]) -> Vec<Json> {
    by_person(pairs, |pair| vec![pair["наставник"].clone()])
}

/// Mentees of pairs, each once, by name, with their pairs.
pub fn mentees(pairs: &[Json]) -> Vec<Json> {
    by_person(pairs, |pair| {
        pair["наставляемые"].as_array().cloned().unwrap_or_default()
    })
}

/// Full names of all who take part, each once: mentors first, then mentees.
pub fn names(pairs: &[Json]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for person in mentors(pairs).iter().chain(&mentees(pairs)) {
        let name = person["фио"].as_str().unwrap_or_default();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn by_person(pairs: &[Json], people: impl Fn(&Json) -> Vec<Json>) -> Vec<Json> {
    let mut found: Vec<(String, Json, Vec<Json>)> = Vec::new();
    for pair in pairs {
        for person in people(pair) {
            let name = person["фио"].as_str().unwrap_or_default().to_owned();
            match found.iter_mut().find(|(known, _, _)| *known == name) {
                Some((_, _, theirs)) => theirs.push(pair.clone()),
                None => found.push((name, person, vec![pair.clone()])),
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let with_pairs = |(_, mut person, theirs): (String, Json, Vec<Json>)| {
        if let Some(fields) = person.as_object_mut() {
            let texts = |key: &str| -> Vec<Json> {
                let mut texts: Vec<Json> = theirs.iter().map(|pair| pair[key].clone()).collect();
                texts.dedup();
                texts
            };
            fields.insert("формы".into(), Json::Array(texts("форма")));
            fields.insert("виды".into(), Json::Array(texts("вид")));
            fields.insert("ключи".into(), Json::Array(texts("ключ")));
            fields.insert("пары".into(), Json::Array(theirs));
        }
        person
    };
    found.into_iter().map(with_pairs).collect()
}
