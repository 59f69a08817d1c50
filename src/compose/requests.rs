//! Requests for a mentor, and the rating of those who may become one.

use jiff::Span;
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::Facts;
use super::named::Naming;
use super::object::object;
use super::staff::{person, rows_about};
use crate::school::Row;

/// Group of the criteria that the model does not name.
const OWN: &str = "Другие критерии организации";

/// The map of requests: rows, counts by kind of need, names of those who wait.
pub fn map(facts: Facts<'_>) -> Map<String, Json> {
    let (first, last) = facts.year_span();
    // Requests are gathered from August on; an open one stays on the map until it is closed.
    let first = first.saturating_sub(Span::new().days(31));
    let of_year = |row: &Row<'_>| {
        row.text("state") != "закрыт" || row.date("date").is_none_or(|day| first <= day && day <= last)
    };
    let rows: Vec<Row<'_>> = facts.school.rows("request").filter(of_year).collect();
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
    for person in facts
        .school
        .rows("candidate")
        .flat_map(|row| row.linked("person"))
    {
        if !found.iter().any(|known| known.link == person.link) {
            found.push(person);
        }
    }
    found
}

/// A candidate with the criteria of the model by groups, rated or not, and those of the school's own.
///
/// `criteria` are lines «Группа: критерий».
pub fn candidate(
    candidate: Row<'_>,
    criteria: &[String],
    day: Date,
    naming: &mut Naming,
) -> Map<String, Json> {
    let mut ratings: Vec<Row<'_>> = rows_about(candidate, "candidate").collect();
    let mut groups: Vec<(String, Vec<Json>)> = Vec::new();
    let (mut rated, mut number) = (0, 0);
    let mut put = |group: &str, name: &str, rating: Option<Row<'_>>| {
        number += 1;
        rated += usize::from(rating.is_some_and(|row| row.value("score").is_some()));
        let told = rating.map(|row| object(row, 0)).unwrap_or_default();
        let field = |name: &str| told.get(name).cloned().unwrap_or_default();
        let computed = rating.is_none().then(|| computed(name, candidate)).flatten();
        rated += usize::from(computed.is_some());
        let (score, by) = match computed {
            Some((fact, sheet)) => (json!(fact), json!(format!("по листу «{sheet}»"))),
            None => (field("балл"), field("оценил")),
        };
        let line = json!({
            "номер": number,
            "название": name,
            "балл": score,
            "оценил": by,
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

/// A criterion that the sheets decide: the fact and the sheet it comes from.
fn computed(criterion: &str, candidate: Row<'_>) -> Option<(String, &'static str)> {
    let name = criterion.to_lowercase();
    let achieved = |kind: &str| {
        rows_about(candidate, "achievement")
            .filter(|row| row.text("achievement_kind") == kind)
            .count()
    };
    let found = |count: usize, sheet: &'static str| (count > 0).then(|| (count.to_string(), sheet));
    if name.contains("категори") {
        let category = candidate.text("category");
        return (!category.is_empty()).then(|| (category.to_owned(), "Сотрудники"));
    }
    if name.contains("публикаци") {
        let made = achieved("публикация") + achieved("продукт");
        return found(made, "Достижения");
    }
    if name.contains("конкурс") {
        return found(achieved("конкурс"), "Достижения");
    }
    None
}
