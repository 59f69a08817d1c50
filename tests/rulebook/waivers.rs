//! Explanations of the school: they stand while the cells they were given for stand.

use std::collections::BTreeSet;

use nastavnik::check::Checked;
use nastavnik::settings::Settings;

use crate::edits::{Edit, broken, edit};
use crate::school::codes;

/// The gap that is explained: the pair has no date of the mentee's consent.
fn gap() -> Edit {
    edit("Пары", "Ключ пары=2026-02", "Согласие наставляемого (дата)", "")
}

fn explained(cells: &[(&str, &str)]) -> Vec<Edit> {
    let fixed = [
        ("Код замечания", "п-10"),
        ("О ком или о чём", "2026-02"),
        ("Пояснение", "согласие хранится у куратора"),
        ("Автор пояснения", "Нестерова И. В."),
    ];
    let cells = fixed.iter().chain(cells);
    let cells = cells.map(|(column, value)| edit("Пояснения", "++", column, value));
    std::iter::once(gap()).chain(cells).collect()
}

#[track_caller]
fn found(edits: &[Edit], expected: &[&str]) -> Checked {
    let found = broken(edits, &Settings::default());
    let expected: BTreeSet<String> = expected.iter().map(|code| (*code).to_owned()).collect();
    assert_eq!(codes(&found), expected);
    found
}

fn waived(found: &Checked) -> bool {
    let finding = found.findings.iter().find(|finding| finding.code == "П-10");
    finding.unwrap().waiver.is_some()
}

/// The letters that the note asks to write down.
fn print(edits: &[Edit]) -> String {
    let found = found(edits, &["П-10", "Д-92"]);
    let note = found.findings.iter().find(|finding| finding.code == "Д-92");
    let hint = &note.unwrap().hint;
    hint.rsplit(' ').next().unwrap().to_owned()
}

#[test]
fn a_query_may_be_explained_and_stays_in_sight() {
    let until = ("Действует до (пояснение)", "31.12.2026");
    let edits = explained(&[until]);
    let seen = found(&edits, &["П-10", "Д-92"]);
    let waiver = seen.findings.iter().find_map(|finding| finding.waiver.as_ref());
    let waiver = waiver.unwrap();
    assert_eq!(
        (waiver.reason.as_str(), waiver.until.as_str()),
        ("согласие хранится у куратора", "2026-12-31")
    );
    assert_eq!((seen.summary.failed, seen.summary.waived), (0, 1));

    // An error cannot be explained away: the explanation then explains nothing.
    let settings: Settings = toml::from_str("[severity]\n\"П-10\" = \"error\"").unwrap();
    let seen = broken(&edits, &settings);
    assert_eq!(
        codes(&seen),
        BTreeSet::from(["Д-90".to_owned(), "П-10".to_owned()])
    );
    assert!(seen.findings.iter().all(|finding| finding.waiver.is_none()));
}

#[test]
fn an_explanation_lapses_when_its_cells_change_and_only_then() {
    let letters = print(&explained(&[]));
    let bound = || explained(&[("Отпечаток", &letters)]);
    assert!(waived(&found(&bound(), &["П-10"])));

    // Another row, another column of the row, and rows that move leave it standing.
    for other in [
        edit("Пары", "Ключ пары=2026-04", "Цель", "уверенно вести урок"),
        edit("Пары", "Ключ пары=2026-02", "Цель", "уверенно вести урок"),
        edit("Пары", "Ключ пары=2024-04", "*", ""),
    ] {
        let mut edits = bound();
        edits.push(other);
        assert!(waived(&found(&edits, &["П-10"])));
    }

    // The pair has another mentee now: the question is open again, at the cell of the letters.
    let mut edits = bound();
    edits.push(edit(
        "Пары",
        "Ключ пары=2026-02",
        "Наставляемый",
        "Дёмин Кирилл Павлович; Терехова Ксения Андреевна",
    ));
    let seen = broken(&edits, &Settings::default());
    assert!(
        !waived(&seen) && codes(&seen).contains("Д-91"),
        "{:?}",
        codes(&seen)
    );
    let note = seen.findings.iter().find(|finding| finding.code == "Д-91");
    let new = note.unwrap().hint.rsplit(' ').next().unwrap().to_owned();
    assert_ne!(new, letters);
    let mut edits = explained(&[("Отпечаток", &new.to_uppercase())]);
    edits.push(edit(
        "Пары",
        "Ключ пары=2026-02",
        "Наставляемый",
        "Дёмин Кирилл Павлович; Терехова Ксения Андреевна",
    ));
    assert!(waived(&broken(&edits, &Settings::default())));
}

#[test]
fn an_explanation_lapses_when_its_day_passes() {
    let letters = print(&explained(&[]));
    let until = |day: &str| explained(&[("Отпечаток", letters.as_str()), ("Действует до (пояснение)", day)]);
    assert!(waived(&found(&until("21.11.2026"), &["П-10"])));
    assert!(!waived(&found(&until("20.11.2026"), &["П-10", "Д-91"])));
}

#[test]
fn an_explanation_that_matches_nothing_is_a_note() {
    // The gap is filled, the pair is another one, the code does not exist.
    found(&explained(&[])[1..], &["Д-90"]);
    found(&explained(&[("О ком или о чём", "2026-04")]), &["П-10", "Д-90"]);
    found(&explained(&[("Код замечания", "П-99")]), &["П-10", "Д-90"]);
}
