//! The full federal model over one school of 50 staff and 20 pairs, after reading; `cargo bench --bench checking`.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::civil::date;
use nastavnik::check::{self, Checked};
use nastavnik::indicator::{self, IndicatorValue};
use nastavnik::ingest::read::read;
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::model::{self, Model};
use nastavnik::school::School;
use nastavnik::school::build::build;
use nastavnik::settings::Settings;

fn main() {
    divan::main();
}

fn school() -> &'static School {
    static SCHOOL: OnceLock<School> = OnceLock::new();
    SCHOOL.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/school/Наставничество.xlsx");
        let source = Source {
            name: Arc::from("Наставничество.xlsx"),
            bytes: Arc::from(fs::read(path).unwrap()),
        };
        let read = read(&[source], &Settings::default(), None, &Cancel::default());
        build(read, "школа", "школа").0
    })
}

fn federal() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| model::load(model::DEFAULT, &toml::Table::new()).unwrap())
}

#[divan::bench]
fn checking(bencher: divan::Bencher<'_, '_>) {
    let (school, model, settings) = (school(), federal(), Settings::default());
    bencher.bench(|| -> Checked { check::check(school, model, &settings, date(2026, 11, 21)) });
}

#[divan::bench]
fn indicators(bencher: divan::Bencher<'_, '_>) {
    let (school, model) = (school(), federal());
    bencher.bench(|| -> Vec<IndicatorValue> { indicator::compute(school, model, date(2026, 11, 21)) });
}

#[divan::bench]
fn loading() -> Model {
    model::load(model::DEFAULT, &toml::Table::new()).unwrap()
}
