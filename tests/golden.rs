//! The text of one paper of each kind, built from the samples, is the one in `tests/golden/`.
//!
//! `UPDATE=1 cargo test --test golden` rewrites the texts; read the difference before it is taken.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::papers::first_of_each_kind;
use common::root;
use nastavnik::render::library::Library;
use paper_text::paper_text;

/// Text of the first paper of each kind.
fn texts() -> BTreeMap<String, String> {
    first_of_each_kind(None)
        .into_iter()
        .map(|(id, (name, bytes))| (id, paper_text(&name, &bytes)))
        .collect()
}

#[test]
fn every_kind_of_paper_reads_as_its_golden_text() {
    let folder = root().join("tests/golden");
    let texts = texts();
    if std::env::var_os("UPDATE").is_some() {
        fs::remove_dir_all(&folder).expect("tests/golden");
        fs::create_dir_all(&folder).expect("tests/golden");
        for (id, text) in &texts {
            fs::write(folder.join(format!("{id}.txt")), text).expect("a golden text");
        }
    }
    let kept: BTreeSet<String> = fs::read_dir(&folder)
        .expect("tests/golden")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .replace(".txt", "")
        })
        .collect();
    assert_eq!(
        kept,
        texts.keys().cloned().collect(),
        "one golden text for each kind"
    );
    for (id, text) in &texts {
        let golden = fs::read_to_string(folder.join(format!("{id}.txt"))).expect("a golden text");
        let first = golden
            .lines()
            .zip(text.lines())
            .position(|(one, other)| one != other);
        assert!(
            golden == *text,
            "{id} reads otherwise from line {}: if that is meant, UPDATE=1 cargo test --test golden",
            first.unwrap_or_else(|| golden.lines().count().min(text.lines().count())) + 1
        );
    }
}

#[test]
fn a_paper_made_on_a_condition_says_what_is_wanting_without_it() {
    let library = Library::new(&[]).expect("the templates");
    for document in &library.documents {
        let meta = &document.meta;
        assert!(meta.only_if.is_empty() || !meta.without.is_empty(), "{}", meta.id);
    }
}
