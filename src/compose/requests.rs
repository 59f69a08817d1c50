//! Requests for a mentor.

use jiff::Span;
use serde_json::{Map, Value as Json, json};

use super::facts::Facts;
use super::object::object;
use crate::school::Row;

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
