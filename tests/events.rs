//! `build --event`: the papers of one event in the order of signing, and the cells to change.

mod common;

use std::fs;

use common::{nastavnik, stderr, stdout};
use nastavnik::model::event;
use nastavnik::render::library::Library;

/// Names of the files of a folder, sorted.
fn names(folder: &std::path::Path) -> Vec<String> {
    let mut found: Vec<String> = fs::read_dir(folder)
        .expect("the folder of papers")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "manifest.json")
        .collect();
    found.sort();
    found
}

#[test]
fn every_paper_of_an_event_is_a_template() {
    let library = Library::new(&[]).expect("the templates");
    let ids = library.ids();
    for event in event::all() {
        for paper in &event.papers {
            assert!(ids.contains(&paper.as_str()), "{}: no template {paper}", event.id);
        }
    }
}

#[test]
fn a_mentor_who_refuses_gives_the_order_the_agreement_and_the_act_of_that_pair_alone() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("out").to_string_lossy().into_owned();
    let pair = "2026-05";
    let output = nastavnik(&[
        "build",
        "samples/changes",
        "--event",
        "mentor-refuses",
        "--pair",
        pair,
        "--out",
        &out,
    ]);
    let said = stdout(&output);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    assert_eq!(
        names(&home.path().join("out")),
        [
            "01 Приказ о прекращении работы пары.docx",
            "02 2026-05 Прекращение допсоглашения – Кедров О. М.docx",
            "03 2026-05 Акт передачи материалов.docx",
        ]
    );
    assert!(
        said.contains("Пары › Дата уведомления о прекращении (эта пара, ячейка "),
        "{said}"
    );
    assert!(
        said.contains("Пары › Состояние пары (эта пара, ячейка "),
        "{said}"
    );
}

#[test]
fn papers_of_an_event_leave_the_pack_in_the_same_folder_alone() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("out").to_string_lossy().into_owned();
    let built = nastavnik(&[
        "build",
        "samples/changes",
        "--only",
        "order-curator",
        "--out",
        &out,
    ]);
    assert!(matches!(built.status.code(), Some(0 | 1)), "{}", stderr(&built));
    nastavnik(&["build", "samples/changes", "--event", "misprint", "--out", &out]);
    assert_eq!(
        names(&home.path().join("out")),
        [
            "01 Приказ об исправлении опечатки в документе 64.docx",
            "01 Приказы"
        ]
    );
}

#[test]
fn an_unknown_event_or_pair_is_answered_with_those_that_are_there() {
    let plan = |arguments: &[&str]| {
        let mut all = vec!["build", "samples/changes", "--plan"];
        all.extend(arguments);
        stderr(&nastavnik(&all))
    };
    let said = plan(&["--event", "mentor-lef"]);
    assert!(said.contains("нет события «mentor-lef»"), "{said}");
    assert!(
        said.contains("year-end") && said.contains("Конец учебного года"),
        "{said}"
    );
    let said = plan(&["--event", "mentor-left"]);
    assert!(said.contains("--pair") && said.contains("2026-07"), "{said}");
    let said = plan(&["--event", "mentor-left", "--pair", "2026-77"]);
    assert!(said.contains("нет пары «2026-77»"), "{said}");
}

#[test]
fn a_change_of_the_head_needs_no_paper() {
    let output = nastavnik(&[
        "build",
        "samples/changes",
        "--event",
        "director-changed",
        "--out",
        "unused",
    ]);
    let said = stdout(&output);
    assert!(said.contains("Должностные лица › "), "{said}");
    assert!(said.contains("Ничего не переиздаётся"), "{said}");
    assert!(!common::root().join("unused").exists());
}

#[test]
fn a_signed_order_is_kept_and_the_cells_that_changed_behind_it_are_told() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("out");
    let arguments = [
        "build",
        "samples/school-clean",
        "--only",
        "order-pairs",
        "--out",
        &out.to_string_lossy(),
    ];
    nastavnik(&arguments);
    let said = stdout(&nastavnik(&arguments));
    assert!(!said.contains("данные с тех пор изменились"), "{said}");
    // The manifest remembers another last day of one pair: as if the cell had been edited since.
    let path = out.join("manifest.json");
    let text = fs::read_to_string(&path).expect("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    manifest["files"][0]["behind"]["пара 2026-04: Окончание"] = serde_json::json!("another");
    fs::write(&path, manifest.to_string()).expect("manifest.json");
    let said = stdout(&nastavnik(&arguments));
    assert!(said.contains("пара 2026-04: Окончание (Пары › L"), "{said}");
    assert!(said.contains("--event order-changed"), "{said}");
}
