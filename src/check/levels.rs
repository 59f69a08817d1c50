//! Declared values that are parts of one table: those of one name and year, or the levels of one competence, told as
//! name, colon, level. What the rules on such tables share.

use crate::ingest::schema::Schema;
use crate::model::eval::facts::Facts;
use crate::model::eval::number;
use crate::model::fold::alike;
use crate::school::Row;

/// The levels that a measurement may have.
pub fn all() -> &'static [String] {
    Schema::get()
        .sheet("diagnosis")
        .and_then(|(_, sheet)| sheet.fields.get(sheet.field("level")?))
        .map_or(&[], |field| field.values.as_slice())
}

/// What is measured: the name without the level.
pub fn name(measure: Row<'_>) -> &str {
    let full = measure.text("indicator");
    match full.split_once(": ") {
        Some((name, rest)) if level(rest).is_some() => name,
        _ => full,
    }
}

fn level(words: &str) -> Option<&'static str> {
    let first = words.split_whitespace().next()?;
    all().iter().map(String::as_str).find(|level| alike(level, first))
}

fn level_of(measure: Row<'_>) -> Option<&'static str> {
    measure
        .text("indicator")
        .split_once(": ")
        .and_then(|(_, rest)| level(rest))
}

/// All rows of the table of a row, in the order of the sheet.
pub fn same_table<'a>(facts: &Facts<'a>, measure: Row<'a>) -> Vec<Row<'a>> {
    let (wanted, year) = (name(measure), measure.text("year"));
    facts
        .school
        .rows("measure")
        .filter(|row| alike(row.text("year"), year) && alike(name(*row), wanted))
        .collect()
}

/// The rows of a table that tell levels, one for each level; none when this row tells none.
pub fn parts<'a>(facts: &Facts<'a>, measure: Row<'a>) -> Vec<Row<'a>> {
    let mut seen = Vec::new();
    let mut rows = same_table(facts, measure);
    rows.retain(|row| match level_of(*row) {
        Some(level) if !seen.contains(&level) => {
            seen.push(level);
            true
        }
        _ => false,
    });
    rows
}

/// A number of a row.
pub fn number_of(row: Row<'_>, key: &str) -> Option<f64> {
    row.value(key).and_then(number)
}
