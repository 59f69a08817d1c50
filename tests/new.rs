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
