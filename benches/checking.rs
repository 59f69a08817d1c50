//! The full federal model over one school of 50 staff and 20 pairs, after reading; `cargo bench --bench checking`.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::civil::{Date, date};
use nastavnik::check;
use nastavnik::indicator;
use nastavnik::ingest::read::{Ingested, read};
use nastavnik::ingest::record::{Record, Value};
use nastavnik::ingest::schema::Schema;
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::model::eval::facts::Index;
use nastavnik::model::{self, Model};
use nastavnik::school::School;
use nastavnik::school::build::build;
use nastavnik::settings::Settings;

const DAY: Date = date(2026, 11, 21);
const STAFF: usize = 50;
const PAIRS: usize = 20;

fn main() {
    divan::main();
}

/// The sample school, every sheet of it filled, cut down to the latest pairs and to those who work in them or now.
fn school() -> &'static School {
    static SCHOOL: OnceLock<School> = OnceLock::new();
    SCHOOL.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/school/Наставничество.xlsx");
        let source = Source {
            name: Arc::from("Наставничество.xlsx"),
            bytes: Arc::from(fs::read(path).unwrap()),
        };
        let mut read = read(&[source], &Settings::default(), None, &Cancel::default());
        cut(&mut read);
        let school = build(read, "школа", "школа").0;
        assert_eq!(school.rows("person").count(), STAFF);
        assert_eq!(school.rows("pair").count(), PAIRS);
        school
    })
}

fn cut(read: &mut Ingested) {
    let pairs = records(read, "pair");
    pairs.drain(..pairs.len() - PAIRS);
    let kept: HashSet<String> = texts(pairs, "pair", "key");
    let paired: HashSet<String> = ["mentor", "mentees"]
        .into_iter()
        .flat_map(|key| texts(pairs, "pair", key))
        .collect();
    let people = records(read, "person");
    let is_paired =
        |record: &Record| !texts(std::slice::from_ref(record), "person", "fio").is_disjoint(&paired);
    let gone = Schema::get()
        .sheet("person")
        .unwrap()
        .1
        .field("dismissal_date")
        .unwrap();
    people.sort_by_key(|record| (!is_paired(record), record.value(gone).is_some()));
    people.truncate(STAFF);
    for sheet in &Schema::get().sheets {
        if sheet.key != "pair" && sheet.field("pair").is_some() {
            records(read, &sheet.key)
                .retain(|record| !texts(std::slice::from_ref(record), &sheet.key, "pair").is_disjoint(&kept));
        }
    }
}

fn records<'a>(read: &'a mut Ingested, sheet: &str) -> &'a mut Vec<Record> {
    let (index, _) = Schema::get().sheet(sheet).unwrap();
    let tables = read.files.iter_mut().flat_map(|file| &mut file.tables);
    let table = tables.into_iter().find(|table| table.sheet == Some(index));
    &mut table.unwrap().records
}

fn texts(records: &[Record], sheet: &str, key: &str) -> HashSet<String> {
    let field = Schema::get().sheet(sheet).unwrap().1.field(key).unwrap();
    let values = records.iter().filter_map(|record| record.value(field));
    values
        .flat_map(|value| match value {
            Value::Text(text) => vec![text.to_string()],
            Value::List(items) => items.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        })
        .collect()
}

fn federal() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| model::load(model::DEFAULT, &toml::Table::new()).unwrap())
}

/// The bound: the whole model, requirements and indicators, 0.5 ms.
#[divan::bench]
fn model(bencher: divan::Bencher<'_, '_>) {
    let (school, model) = (school(), federal());
    bencher.bench(|| {
        let index = Index::of(school, model, DAY);
        let facts = index.facts();
        (check::requirements(&facts), indicator::all(&facts))
    });
}

#[divan::bench]
fn requirements(bencher: divan::Bencher<'_, '_>) {
    let (school, model) = (school(), federal());
    bencher.bench(|| check::requirements(&Index::of(school, model, DAY).facts()));
}

#[divan::bench]
fn indicators(bencher: divan::Bencher<'_, '_>) {
    let (school, model) = (school(), federal());
    bencher.bench(|| indicator::compute(school, model, DAY));
}

/// Requirements, explanations of the school and the forms of names that papers will print.
#[divan::bench]
fn check_with_forms(bencher: divan::Bencher<'_, '_>) {
    let (school, model, settings) = (school(), federal(), Settings::default());
    bencher.bench(|| check::check(school, model, &settings, DAY));
}

#[divan::bench]
fn loading() -> Model {
    model::load(model::DEFAULT, &toml::Table::new()).unwrap()
}
