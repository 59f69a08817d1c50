//! What other tools rely on: keys, SARIF, explanations of every code.

use nastavnik::check;
use nastavnik::diag::Severity;
use nastavnik::model::act;
use nastavnik::model::requirement::Trust;
use nastavnik::settings::Settings;

use crate::edits::{Edit, broken, edit};
use crate::school::{DAY, checked, federal, grids, understood};

#[test]
fn findings_keep_their_keys_when_rows_move() {
    let key = |edits: &[Edit]| -> String {
        let found = broken(edits, &Settings::default());
        found
            .findings
            .iter()
            .find(|finding| finding.code == "П-10")
            .unwrap()
            .key
            .clone()
    };
    let gap = || edit("Пары", "Ключ пары=2026-02", "Согласие наставляемого (дата)", "");
    let without_the_row_above = [gap(), edit("Пары", "Ключ пары=2024-04", "*", "")];
    assert_eq!(key(&[gap()]), key(&without_the_row_above));
}

#[test]
fn sarif_has_a_result_for_every_finding() {
    let found = checked(&understood(grids("school")), DAY);
    let text = nastavnik::diag::sarif::sarif(&found.findings, &[]);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), found.findings.len());
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .as_str()
            .unwrap();
        assert!(uri.is_ascii() && uri.ends_with(".xlsx"), "{uri}");
    }
}

#[test]
fn every_code_is_explained() {
    for card in check::cards(&federal()) {
        let text = check::explain(&card.code).unwrap();
        assert!(
            text.starts_with(&format!("## {} {}", card.code, card.title)),
            "{text}"
        );
        assert!(
            card.explanation.ends_with('.') && !card.hint.ends_with('.'),
            "{}: explanation, hint",
            card.code
        );
        assert!(
            card.severity != Severity::Error || card.trust == Trust::Law,
            "{}: an error rests on a law or on an act of the organisation",
            card.code
        );
        for basis in &card.basis {
            assert!(act::find(&basis.act).is_some(), "{}: {}", card.code, basis.act);
        }
        assert!(
            !card.good.is_empty() && !card.bad.is_empty() && card.good != card.bad,
            "{}: no good and bad example",
            card.code
        );
        assert!(
            card.explanation.chars().count() > 60,
            "{}: too short an explanation",
            card.code
        );
    }
    assert!(check::explain("П-99").is_none());
}
