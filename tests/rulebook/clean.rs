//! The clean sample is silent, and its numbers are those of its staff.

use nastavnik::diag::text::{Colours, text};
use nastavnik::indicator::{self, IndicatorValue};

use crate::school::{DAY, checked, federal, grids, understood};

#[test]
fn the_clean_school_has_no_finding_at_all() {
    let found = checked(&understood(grids("school-clean")), DAY);
    assert!(
        found.findings.is_empty(),
        "{}",
        text(&found.findings, Colours::Off)
    );
    assert!(found.summary.passed > 1000, "{:?}", found.summary);
}

#[test]
fn the_shares_are_those_of_the_staff() {
    let values = indicator::compute(&understood(grids("school")), &federal(), DAY);
    let young = values.iter().find(|value| value.id == "доля-молодых").unwrap();
    let IndicatorValue {
        numerator,
        denominator,
        value,
        ..
    } = young;
    assert_eq!(
        (*numerator, *denominator, *value),
        (Some(15.0), Some(52.0), Some(28.8))
    );
    let first = young
        .history
        .iter()
        .find(|year| year.year == "2024/2025")
        .unwrap();
    assert_eq!(
        (first.numerator, first.denominator, first.value),
        (Some(7.0), Some(52.0), 13.5)
    );
    assert_eq!(first.origin, indicator::Origin::Computed);
    let pairs = values.iter().find(|value| value.id == "пар").unwrap();
    assert_eq!(pairs.previous, Some(7.0));
    assert!(
        pairs
            .history
            .iter()
            .any(|year| year.origin == indicator::Origin::Declared)
    );
}
