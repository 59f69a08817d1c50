//! `docs/checks.md` names every code once or more, and only codes that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nastavnik::{check, ingest, school};

use crate::school::federal;

#[test]
fn the_table_of_questions_names_every_code_of_the_federal_model() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md")).unwrap();
    let letters: Vec<char> = page.chars().collect();
    let named: BTreeSet<String> = letters
        .windows(4)
        .filter(|part| "ДЛПАКИСШ".contains(part[0]) && part[1] == '-')
        .filter(|part| part[2].is_ascii_digit() && part[3].is_ascii_digit())
        .map(String::from_iter)
        .collect();
    let known: BTreeSet<String> = check::cards(&federal())
        .into_iter()
        .map(|card| card.code)
        .collect();
    let missing: Vec<&String> = known.difference(&named).collect();
    assert!(missing.is_empty(), "not in docs/checks.md: {missing:?}");
    let earlier = |code: &String| {
        let stages = ingest::findings::CODES.iter().chain(school::findings::CODES);
        stages.into_iter().any(|info| info.code == code)
    };
    let strange: Vec<&String> = named.difference(&known).filter(|code| !earlier(code)).collect();
    assert!(strange.is_empty(), "no such code: {strange:?}");
    let rows = page.lines().filter(|line| {
        let number = line
            .trim_start_matches("| ")
            .split(' ')
            .next()
            .unwrap_or_default();
        number.parse::<u32>().is_ok()
    });
    assert_eq!(rows.count(), 60);
}
