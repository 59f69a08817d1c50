//! Meetings of councils: the rows of one day and number are one set of minutes.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::Facts;
use super::object::object;
use crate::model::fold::fold;
use crate::school::Row;

/// The rows of each meeting of the school year, in the order of the sheet.
pub fn of_year(facts: Facts<'_>) -> Vec<Vec<Row<'_>>> {
    let (first, last) = facts.year_span();
    // Councils of August prepare the year.
    let first = first.saturating_sub(jiff::Span::new().days(31));
    let mut meetings: Vec<Vec<Row<'_>>> = Vec::new();
    for row in facts.school.rows("council") {
        let Some(day) = row.date("date").filter(|day| *day >= first && *day <= last) else {
            continue;
        };
        let same = |known: &&mut Vec<Row<'_>>| {
            known.first().is_some_and(|one| {
                one.text("body") == row.text("body")
                    && one.text("number") == row.text("number")
                    && one.date("date") == Some(day)
            })
        };
        match meetings.iter_mut().find(same) {
            Some(known) => known.push(row),
            None => meetings.push(vec![row]),
        }
    }
    meetings
}

/// The day of a meeting.
pub fn day(rows: &[Row<'_>]) -> Option<Date> {
    rows.first()?.date("date")
}

/// The meeting chooses mentors: a question of it speaks of that.
pub fn chooses_mentors(rows: &[Row<'_>]) -> bool {
    rows.iter().any(|row| {
        let question = fold(row.text("question"));
        question.contains("отбор") && question.contains("наставник")
    })
}

/// One meeting with its questions; who presided is known of the pedagogical council only.
pub fn meeting(rows: &[Row<'_>], common: &Map<String, Json>) -> Map<String, Json> {
    let mut made = rows.first().map(|row| object(*row, 0)).unwrap_or_default();
    let pedagogical = made.get("орган").and_then(Json::as_str) == Some("педагогический совет");
    let name = |role: &str| match common.get(role) {
        Some(official) if pedagogical => official["фио"].clone(),
        _ => Json::Null,
    };
    made.insert("председатель".into(), name("руководитель"));
    made.insert("секретарь".into(), name("секретарь_педсовета"));
    let questions: Vec<Json> = rows.iter().map(|row| Json::Object(object(*row, 0))).collect();
    let decided: Vec<&Json> = questions
        .iter()
        .filter(|question| !question["решение"].is_null())
        .collect();
    made.insert("решения".into(), json!(decided));
    made.insert("вопросы".into(), json!(questions));
    made
}
