//! The text of one paper of each kind, built from the samples, is the one in `tests/golden/`.
//!
//! `UPDATE=1 cargo test --test golden` rewrites the texts; read the difference before it is taken.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{nastavnik, root, samples, stderr};
use nastavnik::render::library::Library;
use paper_text::paper_text;

/// Text of the first paper of each kind: the papers everybody gets, then those that are made when asked for.
fn texts() -> BTreeMap<String, String> {
    let library = Library::new(&[]).expect("the templates");
    let mut wanted: BTreeSet<String> = library.ids().into_iter().map(ToOwned::to_owned).collect();
    let mut found = BTreeMap::new();
    let mut folders = samples();
    // The school without defects shows what a paper looks like when everything is there.
    folders.sort_by_key(|folder| (!folder.ends_with("school-clean"), folder.clone()));
    for asked_for in [false, true] {
        for folder in &folders {
            let home = tempfile::tempdir().expect("a temporary folder");
            let only: Vec<&str> = match asked_for {
                true => wanted.iter().map(String::as_str).collect(),
                false => Vec::new(),
            };
            if wanted.is_empty() {
                return found;
            }
            let papers = build(folder, &home.path().join("out"), &only);
            for (template, path) in papers {
                if wanted.remove(&template) {
                    let bytes = fs::read(&path).expect("a paper");
                    found.insert(template, paper_text(&path.to_string_lossy(), &bytes));
                }
            }
        }
    }
    assert!(wanted.is_empty(), "no sample gives these papers: {wanted:?}");
    found
}

/// Template and path of every paper, by path.
fn build(school: &Path, out: &Path, only: &[&str]) -> Vec<(String, PathBuf)> {
    let (school, folder) = (school.to_string_lossy(), out.to_string_lossy());
    let mut arguments = vec!["build", &school, "--out", &folder];
    if !only.is_empty() {
        arguments.push("--only");
        arguments.extend(only);
    }
    let output = nastavnik(&arguments);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let files = manifest["files"].as_array().expect("a list of files");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    files
        .iter()
        .map(|file| (text(&file["template"]), out.join(text(&file["path"]))))
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
