//! What reading tells: first what matters most, one finding for one cause, exact counts.

use super::{codes, grid, read};
use crate::ingest::grid::{CellValue, Grid, Oddity, OddityKind};
use crate::ingest::workbook::HIDDEN;

#[test]
fn an_uncertain_column_asks_for_the_line_that_settles_it() {
    let sheet = grid(&[
        "Человек|Чем занят",
        "Белоус Елена Андреевна|учитель",
        "Ткач Иван Львович|воспитатель",
    ]);
    let unknown = read(vec![sheet]);
    assert_eq!(codes(&unknown), ["Д-03"]);
    let sheet = grid(&[
        "ФИО|Чем занят",
        "Белоус Елена Андреевна|учитель",
        "Ткач Иван Львович|воспитатель",
    ]);
    let read = read(vec![sheet]);
    let finding = read
        .findings
        .iter()
        .find(|finding| finding.code == "Д-05")
        .unwrap();
    assert!(
        finding.hint.contains("\"Чем занят\" = \"person.position\""),
        "{}",
        finding.hint
    );
    assert_eq!(finding.places[0].cell, "B1");
}

#[test]
fn one_cause_is_one_finding_with_the_exact_count() {
    let mut lines = vec!["ФИО|Общий стаж|Дата рождения".to_owned()];
    for number in 0..30 {
        let letter = char::from_u32('а' as u32 + number).unwrap();
        lines.push(format!("Белоус{letter} Елена Андреевна|{number} лет|не помню"));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let read = read(vec![grid(&lines)]);
    let told: Vec<(&str, usize)> = read
        .findings
        .iter()
        .map(|finding| (finding.message.as_str(), finding.places.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("Дата рождения: не прочитано – 30 ячеек, например «не помню»", 30),
            ("Общий стаж: 30 ячеек текстом", 30),
        ]
    );
}

#[test]
fn an_empty_file_is_a_finding() {
    assert_eq!(codes(&read(vec![Grid::default()])), ["Д-02"]);
    assert_eq!(codes(&read(vec![grid(&["ФИО|Должность|Категория"])])), ["Д-02"]);
}

#[test]
fn a_strange_template_is_told_first_and_plainly() {
    let sheet = grid(&[
        "База наставников и наставляемых",
        "№|ФИО наставника|Контактные данные|Место учёбы|Компетенции|Достижения|Интересы|Желаемый возраст|ФИО наставляемого|Ссылка на кейс",
        "1|Белоус Елена Андреевна|нет|школа|чтение|грамота|шахматы|12|Ткач Иван Львович|нет",
    ]);
    let read = read(vec![sheet]);
    assert_eq!(codes(&read)[0], "Д-17");
    assert!(
        read.findings[0].message.contains("по чужому шаблону"),
        "{}",
        read.findings[0].message
    );
}

#[test]
fn an_old_version_is_told_first() {
    let mut hidden = grid(&["nastavnik|0"]);
    hidden.name = HIDDEN.into();
    hidden.cells[1].value = CellValue::Text("0".into());
    let read = read(vec![
        grid(&["ФИО|Должность", "Белоус Елена Андреевна|не помню", "|учитель"]),
        hidden,
    ]);
    assert_eq!(codes(&read)[0], "Д-17");
    assert!(
        read.findings[0].message.contains("версии «0»"),
        "{}",
        read.findings[0].message
    );
}

#[test]
fn everything_odd_about_a_file_is_told_with_its_count() {
    let kinds = OddityKind::ALL;
    let mut sheet = grid(&["ФИО|Должность", "Белоус Елена Андреевна|учитель"]);
    let at = Some(sheet.cells[3].at);
    sheet.oddities = kinds
        .iter()
        .flat_map(|kind| [Oddity { at, kind: *kind }, Oddity { at, kind: *kind }])
        .collect();
    let read = read(vec![sheet]);
    assert_eq!(codes(&read), vec!["Д-20"; kinds.len()]);
    for finding in &read.findings {
        assert!(finding.message.ends_with("(2)"), "{}", finding.message);
        assert_eq!(finding.places.len(), 2);
    }
}

#[test]
fn one_unknown_column_of_two_sheets_is_one_finding() {
    let sheet = || {
        grid(&[
            "ФИО|Должность|Любимый цвет",
            "Белоус Елена Андреевна|учитель|синий",
        ])
    };
    let read = read(vec![sheet(), sheet()]);
    assert_eq!(codes(&read), ["Д-04"]);
    assert_eq!(read.findings[0].places.len(), 2);
}
