//! Tables of our own examples, by class of rule.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::russian::{Case, person, title};

#[test]
fn a_person_in_the_dative() {
    assert_eq!(
        person("Орлова Татьяна Павловна", None, Case::Dative).text,
        "Орловой Татьяне Павловне"
    );
    assert_eq!(person("Т. П. Орлова", None, Case::Dative).text, "Т. П. Орловой");
}

#[test]
fn a_post_in_the_dative() {
    assert_eq!(
        title("старший воспитатель", Case::Dative).text,
        "старшему воспитателю"
    );
}
