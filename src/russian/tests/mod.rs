//! Tables of our own examples, by class of rule, and properties that hold for any text.
#![allow(clippy::unwrap_used, reason = "tests")]

mod classes;
mod dates;
mod lines;
mod numbers;
mod order;
mod overrides;
mod persons;
mod posts;
mod properties;
mod things;
mod typography;

use crate::russian::{Case, Gender, Inflected};

/// Checks a row «nominative | genitive | dative | accusative | instrumental | prepositional».
#[track_caller]
fn check(row: &str, inflect: impl Fn(&str, Case) -> Inflected) {
    let forms: Vec<&str> = row.split('|').map(str::trim).collect();
    assert_eq!(forms.len(), 6, "{row}");
    for (case, want) in Case::ALL.into_iter().zip(&forms) {
        assert_eq!(inflect(forms[0], case).text, *want, "{case:?} of {}", forms[0]);
    }
}

/// Checks a row of a person whose sex the name tells.
#[track_caller]
fn check_person(row: &str) {
    check(row, |text, case| crate::russian::person(text, None, case));
}

/// Checks a row of a person whose sex is given.
#[track_caller]
fn check_given(row: &str, gender: Gender) {
    check(row, |text, case| crate::russian::person(text, Some(gender), case));
}

/// Checks lines «text | genitive | instrumental».
#[track_caller]
fn check_two(inflect: impl Fn(&str, Case) -> Inflected, rows: &str) {
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let forms: Vec<&str> = row.split(" | ").collect();
        assert_eq!(forms.len(), 3, "{row}");
        assert_eq!(inflect(forms[0], Case::Genitive).text, forms[1]);
        assert_eq!(inflect(forms[0], Case::Instrumental).text, forms[2]);
    }
}
