//! An act applies to what happened while it was in force.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use nastavnik::check::Checked;
use nastavnik::settings::Settings;

use crate::edits::{Edit, broken, edit};
use crate::school::{checked, grids, understood};

/// Between the two days nothing changes but the reach of art. 351.8.
#[test]
fn an_act_reaches_what_happened_while_it_was_in_force() {
    let school = understood(grids("school"));
    let key = |checked: &Checked| -> BTreeMap<String, String> {
        let findings = checked.findings.iter();
        findings
            .map(|finding| (finding.key.clone(), finding.code.clone()))
            .collect()
    };
    let before = key(&checked(&school, date(2025, 2, 28)));
    let after = key(&checked(&school, date(2025, 3, 1)));
    let gone: Vec<_> = before
        .iter()
        .filter(|(key, _)| !after.contains_key(*key))
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
    let new: BTreeSet<&str> = after
        .iter()
        .filter(|(key, _)| !before.contains_key(*key))
        .map(|(_, code)| code.as_str())
        .collect();
    assert_eq!(new, BTreeSet::from(["П-01", "П-03"]));
}

/// One pair before, one across and one after 2025-03-01, and an order of each year: only what the act reaches fires.
#[test]
fn pairs_and_orders_are_judged_by_the_acts_of_their_own_days() {
    let pair = |row: &str, key: &str, from: &str, to: &str| -> Vec<Edit> {
        [
            ("Ключ пары", key),
            ("Наставник", "Сафонова Лариса Викторовна"),
            ("Наставляемый", "Долгих Наталья Сергеевна"),
            ("Начало", from),
            ("Окончание", to),
            ("Состояние пары", "завершена"),
        ]
        .into_iter()
        .map(|(column, value)| edit("Пары", row, column, value))
        .collect()
    };
    let order = |row: &str, number: &str, day: &str| -> Vec<Edit> {
        [
            ("№ документа", number),
            ("Дата документа", day),
            ("Вид документа", "приказ об аттестации"),
            ("Название документа", "Об аттестации"),
            ("Журнал", "обучающиеся"),
            ("Состояние документа", "подписан"),
            (
                "На какие акты ссылается",
                "приказ Минобрнауки России от 07.04.2014 № 276",
            ),
        ]
        .into_iter()
        .map(|(column, value)| edit("Документы", row, column, value))
        .collect()
    };
    let edits: Vec<Edit> = [
        pair("+0", "до", "01.09.2023", "28.02.2025"),
        pair("+1", "через", "01.09.2024", "31.05.2025"),
        pair("+2", "после", "01.03.2025", "30.11.2025"),
        order("+0", "1", "01.03.2023"),
        order("+1", "2", "01.03.2024"),
        order("+2", "3", "03.03.2025"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let found = broken(&edits, &Settings::default());
    let about = |code: &str| -> Vec<&str> {
        let own = found.findings.iter().filter(|finding| finding.code == code);
        own.map(|finding| finding.subject.name.as_str()).collect()
    };
    assert_eq!(about("П-01"), ["пара через", "пара после"]);
    assert_eq!(about("П-03"), ["пара через", "пара после"]);
    assert_eq!(about("А-05"), ["№ 2 от 01.03.2024", "№ 3 от 03.03.2025"]);
}
