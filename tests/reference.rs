//! The pages of `docs/reference/` are those that the program knows: `UPDATE=1 cargo test --test reference` rewrites them.

use std::fs;
use std::path::Path;

use nastavnik::check::listed::{self, Given};
use nastavnik::check::{catalogue, reference};
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::model;
use nastavnik::pipeline::{self, Job};
use nastavnik::render::library::Library;
use nastavnik::settings::Settings;

#[track_caller]
fn compare(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/reference")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("docs/reference");
        fs::write(&path, page).expect("the page");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/reference/{name} is stale: UPDATE=1 cargo test --test reference"
    );
}

#[test]
fn requirements() {
    let model = model::load(model::DEFAULT, &toml::Table::new()).expect("the built-in model");
    compare("requirements.md", &reference::requirements(&model));
}

#[test]
fn fields() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/school-clean");
    let name = "Наставничество.xlsx";
    let sources = [Source {
        name: name.into(),
        bytes: fs::read(folder.join(name)).expect("the workbook").into(),
    }];
    let settings = fs::read_to_string(folder.join("nastavnik.toml")).expect("the settings");
    let settings: Settings = toml::from_str(&settings).expect("the settings");
    let model = model::load(model::DEFAULT, &toml::Table::new()).expect("the built-in model");
    let cancel = Cancel::default();
    let job = Job {
        papers: &[],
        sources: &sources,
        unread: &[],
        name: "school-clean",
        path: "school-clean",
        date: settings.date.expect("the day"),
        settings: &settings,
        model: &model,
        reader: None,
        cancel: &cancel,
    };
    let library = Library::new(&[]).expect("the templates");
    compare(
        "fields.md",
        &pipeline::fields(&job, &pipeline::check(&job), &library),
    );
}

#[test]
fn acts() {
    compare("acts.md", &reference::acts());
}

#[test]
fn calendar() {
    compare("calendar.md", &catalogue::calendar());
}

#[test]
fn conditions() {
    compare("conditions.md", &reference::conditions());
}

#[test]
fn indicators() {
    compare("indicators.md", &catalogue::indicators());
}

#[test]
fn programme_indicators() {
    compare("programme-indicators.md", &listed::page());
}

/// Every number of the list stands in one model, once; 47 are counted, 18 declared, and of these the records give eight.
#[test]
fn every_indicator_of_the_programmes_has_its_place() {
    let all = listed::all();
    let numbers: Vec<u32> = all
        .keys()
        .filter(|(derived, _)| !derived)
        .map(|(_, number)| *number)
        .collect();
    assert_eq!(numbers, (1..=listed::NUMBERS).collect::<Vec<_>>());
    assert_eq!(all.keys().filter(|(derived, _)| *derived).count(), 5);
    for (number, found) in &all {
        assert_eq!(found.len(), 1, "{number:?} stands in several models");
    }
    let of = |given: Given| {
        let mut found: Vec<u32> = Vec::new();
        for ((derived, number), one) in &all {
            if !derived && one[0].given() == given {
                found.push(*number);
            }
        }
        found
    };
    assert_eq!(of(Given::Counted).len(), 47);
    assert_eq!(of(Given::CountedOrDeclared), [4, 5, 7, 26, 44, 45, 46, 65]);
    assert_eq!(of(Given::Declared), [41, 42, 48, 49, 53, 55, 56, 57, 58, 59]);
}

#[test]
fn words() {
    compare("words.md", &catalogue::words());
}

#[test]
fn columns() {
    compare("columns.md", &reference::columns());
}

/// The worked example of docs/model.md is a model that loads, and does what the page says.
#[test]
fn the_example_of_a_model_loads() {
    let page = include_str!("../docs/model.md");
    let example = page
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("the example");
    let model = model::load(example, &toml::Table::new()).unwrap_or_else(|errors| panic!("{errors:?}"));
    let base = model::load(model::DEFAULT, &toml::Table::new()).expect("the built-in model");
    let codes = |model: &model::Model| -> Vec<String> {
        model
            .requirements
            .iter()
            .map(|requirement| requirement.card.code.clone())
            .collect()
    };
    assert!(codes(&model).contains(&"П-90".to_owned()) && !codes(&model).contains(&"П-22".to_owned()));
    assert_eq!(codes(&model).len(), codes(&base).len());
    assert_eq!(
        (model.number("стаж-наставника"), base.number("стаж-наставника")),
        (3, 5)
    );
}

#[test]
fn the_page_of_events_is_what_the_program_knows() {
    compare("events.md", &reference::events());
}
