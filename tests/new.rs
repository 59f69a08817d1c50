//! `new`: a folder with the sheets of the model, whole or not at all.

mod common;

use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use common::{nastavnik, stderr, stdout};

fn sheets(folder: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(folder.join("наставничество.xlsx")).expect("a workbook");
    let names = book.sheet_names();
    names.into_iter().filter(|name| !name.starts_with('_')).collect()
}

#[test]
fn a_new_workbook_has_the_sheets_of_its_model() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let made = |name: &str, more: &[&str]| {
        let folder = home.path().join(name);
        let path = folder.to_string_lossy().into_owned();
        let output = nastavnik(&[&["new", path.as_str()], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        (sheets(&folder), stdout(&output))
    };
    let (staff, said) = made("педагоги", &[]);
    assert!(staff.len() <= 12, "{staff:?}");
    assert!(said.contains(&format!("{}\u{a0}лист", staff.len())), "{said}");
    for needed in ["Организация", "Сотрудники", "Пары", "Дорожная карта", "Пояснения"]
    {
        assert!(staff.iter().any(|name| name == needed), "{needed}");
    }
    let (students, _) = made("обучающиеся", &["--model", "federal-students"]);
    assert!(
        staff.iter().all(|name| students.contains(name)),
        "the sheets of the base"
    );
    assert!(students.iter().any(|name| name == "Обучающиеся"));
    let (all, _) = made("все", &["--all-sheets"]);
    assert!(all.len() > students.len());
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().to_string_lossy().into_owned();
    fs::write(home.path().join("кадры.csv"), "ФИО\n").expect("a file");
    let output = nastavnik(&["new", &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("не пуста"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(home.path()).expect("the folder").count(), 1);
}

/// Names and bytes of the files of a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut found: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a file"))
        })
        .collect();
    found.sort();
    found
}

/// Records of a sheet as `read --format json` tells them.
fn records(folder: &Path, sheet: &str) -> Vec<serde_json::Value> {
    let output = nastavnik(&["read", &folder.to_string_lossy(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let errors = read["findings"].as_array().expect("findings").iter();
    let errors: Vec<_> = errors.filter(|finding| finding["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    let tables = read["files"].as_array().expect("files").iter();
    let mut sheets = tables.flat_map(|file| file["sheets"].as_array().expect("sheets"));
    let found = sheets.find(|one| one["kind"] == sheet);
    found.map_or_else(Vec::new, |one| {
        one["records"].as_array().expect("records").clone()
    })
}

#[test]
fn a_new_year_begins_from_the_folder_of_the_old_one() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let old = common::root().join("samples/school-clean");
    let before = files(&old);
    let new = home.path().join("2027");
    let (from, to) = (old.to_string_lossy(), new.to_string_lossy());
    let output = nastavnik(&["new", &to, "--from", &from, "--year", "2027/2028"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(files(&old), before, "the old folder is as it was");

    let said = stdout(&output);
    for (sheet, title) in [
        ("organisation", "Организация"),
        ("official", "Должностные лица"),
        ("person", "Сотрудники"),
        ("activity", "Дорожная карта"),
        ("document", "Документы"),
        ("measure", "Показатели"),
    ] {
        let count = records(&new, sheet).len();
        assert!(count > 0, "{title}");
        assert!(
            said.contains(&format!("  {title}: {count}\u{a0}стро")),
            "{title}: {count}\n{said}"
        );
    }
    assert!(said.contains("продлить или завершить"), "{said}");
    let text = |record: &serde_json::Value| record.to_string();
    for activity in records(&new, "activity") {
        assert!(
            activity["done"].is_null() && activity["proof"].is_null(),
            "{activity}"
        );
        let activity = text(&activity);
        assert!(
            activity.contains("2027/2028") && !activity.contains("2026/2027"),
            "{activity}"
        );
    }
    assert!(
        records(&new, "official")
            .iter()
            .all(|one| !text(one).contains("Громов"))
    );
    assert!(
        records(&new, "measure")
            .iter()
            .any(|one| text(one).contains("2026/2027"))
    );
    let settings = fs::read_to_string(new.join("nastavnik.toml")).expect("settings");
    assert!(settings.contains("\n# date = 2026-11-21\n"), "{settings}");
}

#[test]
fn a_new_year_that_cannot_begin_is_told_in_a_line_and_leaves_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let old = common::root().join("samples/school-clean");
    let empty = home.path().join("пусто");
    fs::create_dir(&empty).expect("a folder");
    fs::write(empty.join("книга.csv"), "а;б\n1;2\n").expect("a file");
    let new = home.path().join("новая");
    let inside = old.join("новая");
    for (to, from, year, expected) in [
        (&new, &old, "2027/2029", "не учебный год"),
        (&new, &old, "2026/2027", "уже есть"),
        (&new, &empty, "2027/2028", "нет ни организации, ни сотрудников"),
        (&new, &home.path().join("нет"), "2027/2028", "нет"),
        (&old, &old, "2027/2028", "той же папке"),
        (&inside, &old, "2027/2028", "внутри"),
    ] {
        let (to, from) = (to.to_string_lossy(), from.to_string_lossy());
        let output = nastavnik(&["new", &to, "--from", &from, "--year", year]);
        assert_eq!(output.status.code(), Some(2), "{year} {to}");
        assert!(
            stderr(&output).contains(expected),
            "{expected}: {}",
            stderr(&output)
        );
    }
    assert!(!new.exists() && !inside.exists());
}

#[test]
fn a_pair_that_runs_into_the_new_year_goes_on() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let old = home.path().join("старая");
    fs::create_dir(&old).expect("a folder");
    for (name, bytes) in files(&common::root().join("samples/school-clean")) {
        fs::write(old.join(name), bytes).expect("a file");
    }
    let pair = "Ключ пары;Наставник;Наставляемый;Начало;Окончание;Состояние пары\n\
                2027-90;Долгих Наталья Сергеевна;Терехова Ксения Андреевна;15.02.2027;30.11.2027;проект\n";
    fs::write(old.join("пары.csv"), pair).expect("a file");
    let new = home.path().join("новая");
    let (from, to) = (old.to_string_lossy(), new.to_string_lossy());
    let output = nastavnik(&["new", &to, "--from", &from, "--year", "2027/2028"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let pairs = records(&new, "pair");
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!(pairs[0]["key"], "2027-90");
    assert_eq!(pairs[0]["state"], "действует");
    assert!(
        stdout(&output).contains("Пары: 1\u{a0}строка\n"),
        "{}",
        stdout(&output)
    );
}
