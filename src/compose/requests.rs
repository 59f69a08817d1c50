//! Requests for a mentor, and the rating of those who may become one.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::Facts;
use super::named::Naming;
use super::object::object;
use super::staff::person;
use crate::school::Row;

/// Group of the criteria that the model does not name.
const OWN: &str = "Другие критерии организации";

/// The map of requests: rows, counts by kind of need, names of those who wait.
pub fn map(facts: Facts<'_>) -> Map<String, Json> {
    let rows: Vec<Row<'_>> = facts.school.rows("request").collect();
    let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
    let mut waiting = Vec::new();
    for row in &rows {
        let waits = matches!(row.text("state"), "" | "ждёт");
        let kind = match row.text("deficit") {
            "" => "вид не указан",
            told => told,
        };
        match kinds.iter_mut().find(|(known, _, _)| *known == kind) {
            Some((_, all, wait)) => {
                *all += 1;
                *wait += usize::from(waits);
            }
            None => kinds.push((kind, 1, usize::from(waits))),
        }
        if waits {
            let told = object(*row, 0);
            waiting.extend(told.get("кто").cloned().filter(|name| !name.is_null()));
        }
    }
    let kinds = kinds
        .into_iter()
        .map(|(name, all, wait)| json!({"название": name, "всего": all, "ждут": wait}));
    let mut made = Map::new();
    made.insert("виды_запросов".into(), Json::Array(kinds.collect()));
    made.insert("ждут_наставника".into(), Json::Array(waiting));
    let rows = rows.into_iter().map(|row| Json::Object(object(row, 0)));
    made.insert("запросы".into(), Json::Array(rows.collect()));
    made
}

/// Everybody who was rated, in the order of the sheet.
pub fn candidates(facts: Facts<'_>) -> Vec<Row<'_>> {
    let mut found: Vec<Row<'_>> = Vec::new();
    for person in facts.school.rows("candidate").flat_map(|row| row.linked("person")) {
        if !found.iter().any(|known| known.link == person.link) {
            found.push(person);
        }
    }
    found
}

/// A candidate with the criteria of the model by groups, rated or not, and those of the school's own.
///
/// `criteria` are lines «Группа: критерий».
pub fn candidate(candidate: Row<'_>, criteria: &[String], day: Date, naming: &mut Naming) -> Map<String, Json> {
    let of_candidate =
        |row: &Row<'_>| row.linked("person").any(|one| one.link == candidate.link);
    let mut ratings: Vec<Row<'_>> = candidate.school.rows("candidate").filter(of_candidate).collect();
    let mut groups: Vec<(String, Vec<Json>)> = Vec::new();
    let (mut rated, mut number) = (0, 0);
    let mut put = |group: &str, name: &str, rating: Option<Row<'_>>| {
        number += 1;
        rated += usize::from(rating.is_some_and(|row| row.value("score").is_some()));
        let told = rating.map(|row| object(row, 0)).unwrap_or_default();
        let field = |name: &str| told.get(name).cloned().unwrap_or_default();
        let line = json!({
            "номер": number,
            "название": name,
            "балл": field("балл"),
            "оценил": field("оценил"),
            "дата": field("дата"),
        });
        match groups.iter_mut().find(|(known, _)| known == group) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((group.to_owned(), vec![line])),
        }
    };
    for line in criteria {
        let (group, name) = line.split_once(": ").unwrap_or((OWN, line));
        let place = ratings
            .iter()
            .position(|row| row.text("criterion").to_lowercase() == name.to_lowercase());
        let rating = place.map(|index| ratings.remove(index));
        put(group, name, rating);
    }
    for rating in ratings {
        put(OWN, rating.text("criterion"), Some(rating));
    }
    let mut made = Map::new();
    made.insert("кандидат".into(), Json::Object(person(candidate, day, naming)));
    made.insert("оценено".into(), json!(rated));
    made.insert("всего_критериев".into(), json!(number));
    let groups = groups
        .into_iter()
        .map(|(name, lines)| json!({"название": name, "критерии": lines}));
    made.insert("группы_критериев".into(), Json::Array(groups.collect()));
    made
}
