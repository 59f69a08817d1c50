//! Mistakes that real programmes of mentoring are known for, as cells.

use nastavnik::settings::Settings;

use crate::edits::{Edit, broken, edit};

/// The finding of this code, its message and its first cells.
#[track_caller]
fn found(edits: &[Edit], code: &str, count: usize, message: &str, roles: &[&str]) {
    let checked = broken(edits, &Settings::default());
    let own: Vec<_> = checked
        .findings
        .iter()
        .filter(|finding| finding.code == code)
        .collect();
    assert_eq!(own.len(), count, "{:?}", checked.findings);
    assert!(
        own.iter().any(|finding| finding.message == message),
        "{:?}",
        own[0].message
    );
    let seen: Vec<&str> = own[0].places.iter().map(|place| place.role.as_str()).collect();
    assert_eq!(seen, roles);
    assert!(own[0].places.iter().all(|place| !place.cell.is_empty()));
}

#[test]
fn a_register_of_mentees_is_made_after_the_pairs() {
    found(
        &[edit(
            "Дорожная карта",
            "№ пункта=2.1",
            "Отметка о выполнении (дата)",
            "16.10.2026",
        )],
        "К-10",
        1,
        "пункт 2.1: выполнено 16.10.2026, а первая пара года закреплена 16.09.2026",
        &["отметка о выполнении (дата)", "дата приказа о закреплении"],
    );
}

#[test]
fn a_row_number_is_used_twice() {
    found(
        &[edit("Дорожная карта", "№ пункта=7.3", "№ пункта", "7.2")],
        "К-04",
        1,
        "номер 7.2 стоит у двух пунктов",
        &["№ пункта", "№ пункта"],
    );
}

#[test]
fn a_programme_of_three_years_stands_against_three_to_twelve_months() {
    found(
        &[edit("Пары", "Ключ пары=2026-02", "Окончание", "20.09.2029")],
        "П-15",
        1,
        "пара 2026-02: срок с 21.09.2026 по 20.09.2029, рекомендуется от 3 до 12 мес.",
        &["начало", "окончание"],
    );
    // The programme of the whole school, called personalised: one query that tells the two apart, not five errors.
    let programme = [
        ("№ документа", "251-од"),
        ("Дата документа", "02.10.2026"),
        ("Журнал", "основная деятельность"),
        ("Вид документа", "персонализированная программа"),
        (
            "Название документа",
            "Персонализированная программа наставничества на три года",
        ),
        ("Состояние документа", "подписан"),
        ("Действует до", "31.08.2029"),
    ];
    let edits: Vec<Edit> = programme
        .into_iter()
        .map(|(column, value)| edit("Документы", "+", column, value))
        .collect();
    let checked = broken(&edits, &Settings::default());
    let codes: Vec<&str> = checked
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(codes, ["А-18"]);
    let mut organisation = edits;
    organisation[3].value = "программа организации".to_owned();
    assert!(broken(&organisation, &Settings::default()).findings.is_empty());
}

#[test]
fn a_consent_is_younger_than_the_order() {
    found(
        &[edit(
            "Пары",
            "Ключ пары=2026-02",
            "Согласие наставника (дата)",
            "18.09.2026",
        )],
        "П-02",
        1,
        "пара 2026-02: согласие наставника от 18.09.2026, а приказ — от 16.09.2026",
        &["согласие наставника (дата)", "дата приказа о закреплении"],
    );
}
