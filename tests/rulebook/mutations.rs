//! `tests/cases/mutations.tsv`: the clean sample broken once for each code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nastavnik::check;
use nastavnik::ingest::grid::Grid;
use nastavnik::model;
use nastavnik::settings::Settings;

use crate::edits::{Edit, apply};
use crate::school::{DAY, codes, federal, grids, ingested, with_changed};

pub struct Case {
    pub code: String,
    also: BTreeSet<String>,
    cell: bool,
    pub edits: Vec<Edit>,
}

pub fn cases(name: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    let mut cases: Vec<Case> = Vec::new();
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, also, cell, sheet, row, column, value] = fields[..] else {
            panic!("seven fields: {line}")
        };
        if cases.last().is_none_or(|case| case.code != code) {
            let also = also.split_whitespace().map(str::to_owned).collect();
            cases.push(Case {
                code: code.to_owned(),
                also,
                cell: cell == "да",
                edits: Vec::new(),
            });
        }
        let edit = [sheet, row, column, value].map(str::to_owned);
        let [sheet, row, column, value] = edit;
        cases.last_mut().unwrap().edits.push(Edit {
            sheet,
            row,
            column,
            value,
        });
    }
    cases
}

#[test]
fn a_broken_cell_makes_its_own_finding_and_no_unrelated_one() {
    let clean = grids("school-clean");
    let read = ingested(clean.clone());
    let model = federal();
    let mut wrong = Vec::new();
    for case in cases("mutations.tsv") {
        let changed = |grid: &&Grid| case.edits.iter().any(|edit| edit.sheet == *grid.name);
        let mut broken: Vec<Grid> = clean.iter().filter(changed).cloned().collect();
        let touched = apply(&mut broken, &case.edits);
        let found = check::check(&with_changed(&read, broken), &model, &Settings::default(), DAY);
        let fired = codes(&found);
        let own: Vec<_> = found
            .findings
            .iter()
            .filter(|finding| finding.code == case.code)
            .collect();
        let places = own.iter().flat_map(|finding| &finding.places);
        let at_cell = places
            .into_iter()
            .any(|place| touched.contains(&(place.sheet.to_string(), place.cell.clone())));
        let stray: Vec<&String> = fired
            .iter()
            .filter(|code| **code != case.code && !case.also.contains(*code))
            .collect();
        if own.is_empty() || !stray.is_empty() || (case.cell && !at_cell) {
            let seen: Vec<String> = found
                .findings
                .iter()
                .map(|finding| {
                    format!(
                        "{} {} {:?}",
                        finding.code,
                        finding.message,
                        finding.places.first().map(ToString::to_string)
                    )
                })
                .collect();
            wrong.push(format!("{} (cells {touched:?}): {seen:#?}", case.code));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<String> = cases("mutations.tsv").into_iter().map(|case| case.code).collect();
    let known: BTreeSet<String> = check::cards(&federal())
        .into_iter()
        .map(|card| card.code)
        .collect();
    assert_eq!(
        known.difference(&cases).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    assert_eq!(
        cases.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

/// What the clean sample has no occasion for is silent in `tests/cases/silent.tsv`: cells that make the requirement
/// concern something, and hold.
#[test]
fn every_requirement_is_silent_where_it_holds() {
    let clean = grids("school-clean");
    let read = ingested(clean.clone());
    let model = federal();
    let look = |edits: &[Edit]| {
        let changed = |grid: &&Grid| edits.iter().any(|edit| edit.sheet == *grid.name);
        let mut grids: Vec<Grid> = clean.iter().filter(changed).cloned().collect();
        apply(&mut grids, edits);
        check::check(&with_changed(&read, grids), &model, &Settings::default(), DAY)
    };
    let holds = |found: &check::Checked, code: &str| {
        let tally = found.requirements.iter().find(|tally| tally.code == code);
        tally.is_some_and(|tally| tally.passed > 0 && tally.failed == 0)
    };
    let untouched = look(&[]);
    let mut wanting: BTreeSet<&str> = untouched
        .requirements
        .iter()
        .map(|tally| tally.code.as_str())
        .filter(|code| !holds(&untouched, code))
        .collect();
    let mut wrong = Vec::new();
    for case in cases("silent.tsv") {
        let found = look(&case.edits);
        wanting.remove(case.code.as_str());
        let stray: Vec<String> = codes(&found).difference(&case.also).cloned().collect();
        if !holds(&found, &case.code) || !stray.is_empty() {
            let tally = found.requirements.iter().find(|tally| tally.code == case.code);
            wrong.push(format!("{}: {stray:?} {tally:?}", case.code));
        }
    }
    assert!(wanting.is_empty(), "no silent case: {wanting:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Model → its sample and the model it builds on: `tests/cases/<model>.tsv` breaks the sample once for each code that
/// the model brings.
const MODELS: &[(&str, &str, &str)] = &[
    ("federal-students", "additional", "federal-staff"),
    ("municipal", "municipality/sosh1", "federal-staff"),
    ("college", "college", "federal-students"),
    ("soft-skills", "soft-skills", "federal-staff"),
    ("methodical", "methodical", "federal-staff"),
    ("school-to-school", "leader", "federal-staff"),
];

#[test]
fn each_model_finds_what_is_broken_in_its_own_sample() {
    let mut wrong = Vec::new();
    for (id, sample, base) in MODELS {
        let load = |id: &str| model::load(id, &toml::Table::new()).unwrap();
        let (own, base) = (load(id), load(base));
        let whole = grids(sample);
        let read = ingested(whole.clone());
        let look = |edits: &[Edit]| {
            let changed = |grid: &&Grid| edits.iter().any(|edit| edit.sheet == *grid.name);
            let mut broken: Vec<Grid> = whole.iter().filter(changed).cloned().collect();
            let touched = apply(&mut broken, edits);
            let found = check::check(&with_changed(&read, broken), &own, &Settings::default(), DAY);
            (touched, found.findings)
        };
        let before: BTreeSet<String> = look(&[]).1.into_iter().map(|one| one.key).collect();
        let cases = cases(&format!("{id}.tsv"));
        for case in &cases {
            let (touched, mut found) = look(&case.edits);
            found.retain(|finding| !before.contains(&finding.key));
            let mut own = found
                .iter()
                .filter(|finding| finding.code == case.code)
                .peekable();
            let missing = own.peek().is_none();
            let at_cell = own
                .flat_map(|finding| &finding.places)
                .any(|place| touched.contains(&(place.sheet.to_string(), place.cell.clone())));
            let stray = found
                .iter()
                .any(|finding| finding.code != case.code && !case.also.contains(&finding.code));
            if missing || stray || (case.cell && !at_cell) {
                let seen: Vec<String> = found
                    .iter()
                    .map(|finding| format!("{} {}", finding.code, finding.message))
                    .collect();
                wrong.push(format!("{id} {} (cells {touched:?}): {seen:#?}", case.code));
            }
        }
        let codes = |model: &model::Model| -> BTreeSet<String> {
            model
                .requirements
                .iter()
                .map(|one| one.card.code.clone())
                .collect()
        };
        let told: BTreeSet<String> = cases.iter().map(|case| case.code.clone()).collect();
        let brought: BTreeSet<String> = codes(&own).difference(&codes(&base)).cloned().collect();
        let untold: Vec<&String> = brought.difference(&told).collect();
        assert!(untold.is_empty(), "{id}: no case for {untold:?}");
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
