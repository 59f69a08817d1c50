//! Tables as schools make them: text files in `tables/`, each with the records that must come out of it.
//!
//! A file is a description, sheets and expectations. `@sheet NAME` begins a sheet, then rows follow, cells between
//! bars. `@at C9` puts the next row's first cell there, `@merge A1:B2` merges, `@hide 5` hides rows. In cells `\n`
//! is a line break, `\_` a no-break space, `\-` a soft hyphen, `\0` a zero-width space, `d:2015-09-01` a date,
//! `t:12` a number as text. After `@expect` stand the keys and the records of the whole file in their order;
//! `@skipped 3 7` names rows that must be passed over, `@codes Д-04` the codes of all findings.
#![allow(clippy::unwrap_used, reason = "tests")]

mod fixture;
mod formats;

use std::sync::Arc;

use nastavnik::ingest::grid::Grid;
use nastavnik::ingest::source::Cancel;
use nastavnik::ingest::{Ingested, report, understand_grids};
use nastavnik::settings::Settings;
use serde_json::Value as Json;

use fixture::Fixture;

fn understand(grids: Vec<Grid>) -> Ingested {
    let files = vec![(Arc::from("таблица.xlsx"), Ok(grids))];
    understand_grids(files, &Settings::default(), &Cancel::default())
}

/// Letters and case as a reader compares them.
fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => folded(text),
        Json::Array(parts) => parts.iter().map(shown).collect::<Vec<_>>().join("; "),
        Json::Object(map) => map.values().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Records of all sheets of a kind that the expectation names, or of staff.
fn records(read: &Ingested) -> Vec<Json> {
    let json = report::json(read);
    let files = json["files"].as_array().unwrap().iter();
    let sheets = files.flat_map(|file| file["sheets"].as_array().unwrap());
    sheets
        .flat_map(|sheet| sheet["records"].as_array().unwrap().clone())
        .collect()
}

/// Every difference between the records and the expectation.
fn misses(fixture: &Fixture, read: &Ingested) -> Vec<String> {
    let found = records(read);
    let mut misses = Vec::new();
    if found.len() != fixture.records.len() {
        let names: Vec<String> = found.iter().map(|record| shown(&record["fio"])).collect();
        misses.push(format!(
            "{} records of {}: {names:?}",
            found.len(),
            fixture.records.len()
        ));
    }
    for (record, expected) in found.iter().zip(&fixture.records) {
        for (key, want) in fixture.keys.iter().zip(expected) {
            let got = shown(&record[key]);
            if got != folded(want) {
                misses.push(format!("{}, {key}: «{got}», not «{want}»", shown(&record["fio"])));
            }
        }
    }
    let skipped: Vec<u32> = read
        .files
        .iter()
        .flat_map(|file| &file.tables)
        .flat_map(|table| &table.skipped)
        .map(|skipped| skipped.row + 1)
        .collect();
    for row in &fixture.skipped {
        if !skipped.contains(row) {
            misses.push(format!("row {row} is not passed over"));
        }
    }
    if let Some(codes) = &fixture.codes {
        let told: Vec<&str> = read
            .findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect();
        if told != *codes {
            let texts: Vec<&str> = read
                .findings
                .iter()
                .map(|finding| finding.message.as_str())
                .collect();
            misses.push(format!("codes {told:?}: {texts:?}"));
        }
    }
    misses
}

#[test]
fn every_table_gives_its_records() {
    let mut wrong = Vec::new();
    for fixture in fixture::all() {
        let read = understand(fixture.grids.clone());
        let misses = misses(&fixture, &read);
        if !misses.is_empty() {
            wrong.push(format!("{}:\n  {}", fixture.name, misses.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
