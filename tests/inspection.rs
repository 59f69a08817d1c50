//! `build --folder проверка`: fifteen points in their order, an inventory, a leaf for each wanting one, signed papers
//! beside drafts, nothing about health and no contacts.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;
#[path = "common/sample_texts.rs"]
mod sample_texts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{nastavnik, stderr, stdout};
use paper_text::paper_text;
use sample_texts::copy;

fn build(school: &Path, out: &Path) -> String {
    let output = nastavnik(&[
        "build",
        &school.to_string_lossy(),
        "--folder",
        "проверка",
        "--out",
        &out.to_string_lossy(),
    ]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    stdout(&output)
}

/// Folders and files of the folder, with `/`.
fn listed(out: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(out).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if !path.is_dir() {
            found.insert(name);
            continue;
        }
        for inner in fs::read_dir(&path).expect("a point") {
            let inner = inner.expect("a file").file_name();
            found.insert(format!("{name}/{}", inner.to_string_lossy()));
        }
    }
    found
}

fn text(out: &Path, path: &str) -> String {
    paper_text("a.docx", &fs::read(out.join(path)).expect("a paper")).replace('\u{a0}', " ")
}

#[test]
fn a_school_in_order_has_its_papers_by_points_and_its_scans_beside_them() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (school, out) = (home.path().join("school"), home.path().join("out"));
    fs::create_dir_all(school.join("подписанные")).expect("folders");
    copy("school", &school, |_, _| true);
    for name in [
        "Скан 214-од.pdf",
        "Положение 198-од.pdf",
        "Согласие Авериной.jpg",
        "неизвестно.pdf",
    ] {
        fs::write(school.join("подписанные").join(name), name).expect("a scan");
    }
    let told = build(&school, &out);
    let files = listed(&out);
    for path in [
        "00 Внутренняя опись.docx",
        "02 Положение/Подписан – Положение 198-од.pdf",
        "02 Положение/Положение о системе наставничества.docx",
        "05 Приказ о парах и согласия/Подписан – Скан 214-од.pdf",
        "05 Приказ о парах и согласия/Подписан – Согласие Авериной.jpg",
        "05 Приказ о парах и согласия/Приказ о закреплении пар от 16.09.2026 № 214-од.docx",
        "16 Прочие подписанные документы/Подписан – неизвестно.pdf",
    ] {
        assert!(files.contains(path), "no {path} in {files:#?}");
    }
    assert!(
        !files.iter().any(|path| path.contains("Отсутствует")),
        "{files:#?}"
    );
    assert!(told.contains("листов «отсутствует» 0"), "{told}");
    let inventory = text(&out, "00 Внутренняя опись.docx");
    assert!(
        inventory.contains("Всего пунктов – 15, документы есть по 15."),
        "{inventory}"
    );
    assert!(
        inventory.contains("1 | Приказ о системе наставничества | от 31.08.2026 № 198-од | есть"),
        "{inventory}"
    );
    // A second run keeps the order of the folder.
    build(&school, &out);
    assert_eq!(listed(&out), files);
}

#[test]
fn what_is_wanting_has_a_leaf_with_room_for_the_reason_and_the_term() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (school, out) = (home.path().join("school"), home.path().join("out"));
    fs::create_dir(&school).expect("a folder");
    copy("school", &school, |sheet, line| {
        sheet != "partner"
            && !(sheet == "programme" && line.contains("2026-03"))
            && !line.contains("приказ о внедрении")
    });
    let told = build(&school, &out);
    let files = listed(&out);
    for (path, wanting) in [
        (
            "01 Приказ о системе наставничества/01 Отсутствует.docx",
            "подписанного документа: приказ о внедрении",
        ),
        (
            "06 Программы пар/06 Отсутствует.docx",
            "«Программы» – есть у 12 пар из 13",
        ),
        ("14 Партнёры/14 Отсутствует.docx", "записей на листе «Партнёры»"),
    ] {
        assert!(files.contains(path), "no {path} in {files:#?}\n{told}");
        let leaf = text(&out, path);
        assert!(
            leaf.contains(wanting) && leaf.contains("Причина") && leaf.contains("Срок"),
            "{leaf}"
        );
    }
}

#[test]
fn a_paper_that_names_health_or_contacts_stays_out() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (school, out) = (home.path().join("school"), home.path().join("out"));
    fs::create_dir(&school).expect("a folder");
    copy("school", &school, |_, _| true);
    let path = school.join("pair.tsv");
    let pairs = fs::read_to_string(&path).expect("the pairs");
    let changed = pairs.replacen("работает в другом здании школы", "высокая тревожность", 1);
    assert_ne!(pairs, changed);
    fs::write(path, changed).expect("the pairs");
    let told = build(&school, &out);
    assert!(
        told.contains("не вложен: 2026-08 Программа") && told.contains("сведения о здоровье"),
        "{told}"
    );
    assert!(told.contains("не вложен: Реестр наставляемых.xlsx"), "{told}");
    let files = listed(&out);
    assert!(
        !files
            .iter()
            .any(|path| path.starts_with("06 Программы пар/2026-08")),
        "{files:#?}"
    );
    for path in files.iter().filter(|path| path.ends_with(".docx")) {
        let text = text(&out, path);
        assert!(!text.contains('@') && !text.contains("тревожност"), "{path}");
    }
}
