//! The sample schools, read and checked.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use nastavnik::check::{self, Checked};
use nastavnik::ingest::formats;
use nastavnik::ingest::grid::Grid;
use nastavnik::ingest::read::{Ingested, TableRead, understand_grids};
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::model::{self, Model};
use nastavnik::school::School;
use nastavnik::school::build::build;
use nastavnik::settings::Settings;

/// The day as of which the samples stand.
pub const DAY: Date = date(2026, 11, 21);

pub fn grids(name: &str) -> Vec<Grid> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(name)
        .join("Наставничество.xlsx");
    let source = Source {
        name: Arc::from("Наставничество.xlsx"),
        bytes: Arc::from(fs::read(path).unwrap()),
    };
    formats::grids(&source, None, &Cancel::default()).unwrap()
}

pub fn ingested(grids: Vec<Grid>) -> Ingested {
    let files = [(Arc::from("Наставничество.xlsx"), Ok(grids))];
    understand_grids(files, &Settings::default(), &Cancel::default())
}

pub fn understood(grids: Vec<Grid>) -> School {
    build(ingested(grids), "школа", "школа").0
}

/// The school whose sheets are those already understood, except the ones that were changed.
pub fn with_changed(clean: &Ingested, changed: Vec<Grid>) -> School {
    let mut read = ingested(changed);
    let new: Vec<Arc<str>> = read.files[0]
        .tables
        .iter()
        .map(|table| Arc::clone(&table.name))
        .collect();
    let kept = clean.files[0]
        .tables
        .iter()
        .filter(|table| !new.contains(&table.name));
    let copies = kept.map(|table| TableRead {
        name: Arc::clone(&table.name),
        sheet: table.sheet,
        records: table.records.clone(),
        ..TableRead::default()
    });
    read.files[0].tables.extend(copies.collect::<Vec<_>>());
    build(read, "школа", "школа").0
}

pub fn federal() -> Model {
    model::load(model::DEFAULT, &toml::Table::new()).unwrap()
}

pub fn checked(school: &School, day: Date) -> Checked {
    check::check(school, &federal(), &Settings::default(), day)
}

pub fn codes(checked: &Checked) -> BTreeSet<String> {
    checked
        .findings
        .iter()
        .map(|finding| finding.code.clone())
        .collect()
}
