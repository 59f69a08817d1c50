//! A signed paper stays; what the data say otherwise now is told point by point, with a draft of the order.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;
#[path = "common/sample_texts.rs"]
mod sample_texts;

use std::fs;
use std::path::Path;

use common::{build, stdout};
use paper_text::paper_text;
use sample_texts::copy;

const COUNCIL: &str = "01 Приказы/Приказ о совете наставников от 04.09.2026 № 203-од.docx";
const DRAFT: &str = "01 Приказы/Приказ о внесении изменений в документ 203-од.docx";

/// Replaces a text in a sheet of a school.
fn change(school: &Path, sheet: &str, was: &str, becomes: &str) {
    let path = school.join(format!("{sheet}.tsv"));
    let text = fs::read_to_string(&path).expect("a sheet");
    assert!(text.contains(was), "no «{was}» in {sheet}");
    fs::write(path, text.replace(was, becomes)).expect("a sheet");
}

fn text(path: &Path) -> String {
    paper_text("a.docx", &fs::read(path).expect("a paper")).replace('\u{a0}', " ")
}

#[test]
fn an_order_whose_data_changed_gets_a_draft_that_words_its_points_anew() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (school, out) = (home.path().join("school"), home.path().join("out"));
    fs::create_dir(&school).expect("a folder");
    copy("school", &school, |_, _| true);
    let told = stdout(&build(&school, &out));
    assert!(!told.contains("читается иначе"), "{told}");
    let signed = fs::read(out.join(COUNCIL)).expect("the order");
    let again = stdout(&build(&school, &out));
    assert!(
        !again.contains("читается иначе") && !out.join(DRAFT).exists(),
        "{again}"
    );

    change(
        &school,
        "official",
        "член совета наставников\tКоваленко Людмила Анатольевна\tучитель русского языка и литературы",
        "член совета наставников\tОсипова Вера Николаевна\tучитель русского языка и литературы",
    );
    let told = stdout(&build(&school, &out));
    assert_eq!(fs::read(out.join(COUNCIL)).expect("the order"), signed);
    assert!(
        told.contains("подпункт 1.3: было «Коваленко Людмила Анатольевна"),
        "{told}"
    );
    let draft = text(&out.join(DRAFT));
    assert!(
        draft.contains("1.1. подпункт 1.3 изложить в следующей редакции: «Осипова Вера Николаевна, учитель русского языка и литературы»"),
        "{draft}"
    );
    assert!(
        draft.contains("О внесении изменений в приказ от 04.09.2026 № 203-од"),
        "{draft}"
    );
}

#[test]
fn a_row_of_a_signed_roadmap_is_amended_and_a_mark_of_execution_is_not() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (school, out) = (home.path().join("school"), home.path().join("out"));
    fs::create_dir(&school).expect("a folder");
    copy("school", &school, |_, _| true);
    build(&school, &out);
    change(&school, "activity", "до 28.05.2027", "до 31.05.2027");
    change(
        &school,
        "activity",
        "лист регистрации, 13 человек",
        "лист регистрации, 14 человек",
    );
    let told = stdout(&build(&school, &out));
    let lines: Vec<&str> = told.lines().filter(|line| line.contains("было «")).collect();
    assert_eq!(lines.len(), 1, "{told}");
    assert!(
        lines[0].contains("строка 6.2") && lines[0].contains("до 31.05.2027"),
        "{told}"
    );
}
