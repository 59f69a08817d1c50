//! Explanations of the school: they stand while the cells they were given for stand.

use std::collections::BTreeSet;

use nastavnik::settings::Settings;

use crate::edits::{broken, edit};
use crate::school::codes;

#[test]
fn a_query_may_be_explained_and_stays_in_sight() {
    let mut edits = vec![edit(
        "Пары",
        "Ключ пары=2026-02",
        "Согласие наставляемого (дата)",
        "",
    )];
    for (column, value) in [
        ("Код замечания", "п-10"),
        ("О ком или о чём", "2026-02"),
        ("Пояснение", "согласие хранится у куратора"),
        ("Автор пояснения", "Нестерова И. В."),
        ("Действует до (пояснение)", "31.12.2026"),
    ] {
        edits.push(edit("Пояснения", "++", column, value));
    }
    let found = broken(&edits, &Settings::default());
    assert_eq!(codes(&found), BTreeSet::from(["П-10".to_owned()]));
    let waiver = found.findings[0].waiver.as_ref().unwrap();
    assert_eq!(
        (waiver.reason.as_str(), waiver.until.as_str()),
        ("согласие хранится у куратора", "2026-12-31")
    );
    assert_eq!((found.summary.failed, found.summary.waived), (0, 1));

    // An error cannot be explained away: the explanation then explains nothing.
    let settings: Settings = toml::from_str("[severity]\n\"П-10\" = \"error\"").unwrap();
    let found = broken(&edits, &settings);
    assert_eq!(
        codes(&found),
        BTreeSet::from(["Д-90".to_owned(), "П-10".to_owned()])
    );
    assert!(found.findings.iter().all(|finding| finding.waiver.is_none()));
}
