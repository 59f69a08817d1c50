//! The worked example of CONTRIBUTING.md is a requirement that works as the page says: one block, in one file.

use std::fs;
use std::path::Path;

use nastavnik::check;
use nastavnik::ingest::grid::Grid;
use nastavnik::model;
use nastavnik::settings::Settings;

use crate::edits::{apply, edit};
use crate::school::{DAY, grids, understood};

#[test]
fn adding_a_comparing_requirement_touches_one_file() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md")).unwrap();
    let example = page.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let head = "[model]\nid = \"пример\"\ntitle = \"Пример\"\nextends = \"federal-staff\"\n\n";
    let model = model::load(&format!("{head}{example}"), &toml::Table::new());
    let model = model.unwrap_or_else(|errors| panic!("{errors:?}"));
    let look =
        |grids: Vec<Grid>| check::check(&understood(grids), &model, &Settings::default(), DAY).findings;

    // Silent on the clean sample, and it did look at meetings there.
    let clean = grids("school-clean");
    assert!(look(clean.clone()).is_empty());

    // Fires at the cell that the page names.
    let mut broken = clean;
    let touched = apply(
        &mut broken,
        &[edit(
            "Встречи",
            "Пара встречи=2026-02; Дата встречи=2026-09-23",
            "Дата встречи",
            "24.08.2026",
        )],
    );
    let findings = look(broken);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}")
    };
    assert_eq!(finding.code, "П-59");
    assert_eq!(
        finding.message,
        "пара 2026-02: встреча 24.08.2026, а работа начата 21.09.2026"
    );
    let first = &finding.places[0];
    assert!(touched.contains(&(first.sheet.to_string(), first.cell.clone())));
    assert_eq!(first.role, "дата встречи");
    assert_eq!(check::card(&model, "п-59").unwrap().code, "П-59");
}
