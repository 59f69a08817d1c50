//! Papers of every sample before the judges: the Open XML SDK validator, our own checks of structure, of ГОСТ and of pages;
//! findings as SARIF before its published schema.
//!
//! Needs `.ci/tools/setup check render`; behind the feature `installed`, where a missing program fails the test.

#![cfg(feature = "installed")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn papers_of_every_sample_are_valid_and_follow_the_standard() {
    let mut judged = 0;
    for sample in common::samples() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let out = home.path().join("out");
        common::build(&sample, &out);
        let answer = Command::new("python3")
            .arg(common::root().join(".ci/tools/ooxml-check"))
            .arg("--gost")
            .args(one_of_each_kind(&out))
            .output()
            .expect("python3 is installed");
        let said = String::from_utf8_lossy(&answer.stdout);
        assert!(
            answer.status.success(),
            "{}:\n{said}{}",
            sample.display(),
            String::from_utf8_lossy(&answer.stderr)
        );
        judged += 1;
    }
    assert!(judged > 0, "no sample was found");
}

/// Reading text and tables takes no time, setting pages does: the pages of one sample stand for all.
#[test]
fn papers_read_well_and_their_pages_are_filled() {
    let judge = common::root().join(".ci/tools/page-check");
    for sample in common::samples() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let out = home.path().join("out");
        common::build(&sample, &out);
        let words = one_of_each_kind(&out);
        let words = words
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "docx"));
        let mut check = Command::new(&judge);
        check.args(words);
        if sample.ends_with("school-clean") {
            check.arg("--pages");
        }
        let answer = check.output().expect("python3 is installed");
        assert!(
            answer.status.success(),
            "{}:\n{}{}",
            sample.display(),
            String::from_utf8_lossy(&answer.stdout),
            String::from_utf8_lossy(&answer.stderr)
        );
    }
}

/// The first paper of each template: the others of a pack differ in their data only.
fn one_of_each_kind(out: &Path) -> Vec<PathBuf> {
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let mut seen = BTreeSet::new();
    let files = manifest["files"].as_array().expect("a list of files").iter();
    files
        .filter(|file| seen.insert(file["template"].to_string()))
        .map(|file| out.join(file["path"].as_str().expect("a path")))
        .collect()
}

#[test]
fn findings_as_sarif_hold_to_the_published_schema() {
    let judge = common::root().join(".ci/tools/sarif-check");
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().join("findings.sarif");
    for sample in common::samples() {
        let answer = Command::new(env!("CARGO_BIN_EXE_nastavnik"))
            .args(["check", "--date", "2026-11-21", "--format", "sarif", "--out"])
            .arg(&path)
            .arg(&sample)
            .output()
            .expect("the program runs");
        assert_ne!(answer.status.code(), Some(2), "{}", sample.display());
        let answer = Command::new(&judge)
            .arg(&path)
            .output()
            .expect("python3 is installed");
        let said = String::from_utf8_lossy(&answer.stdout);
        assert!(answer.status.success(), "{}:\n{said}", sample.display());
    }
    // The judge does see a mistake.
    let log = fs::read_to_string(&path).expect("the last log");
    let broken = log.replacen("\"version\": \"2.1.0\"", "\"version\": \"2.0\"", 1);
    assert_ne!(log, broken);
    fs::write(&path, broken).expect("the broken log");
    let answer = Command::new(&judge)
        .arg(&path)
        .status()
        .expect("python3 is installed");
    assert!(!answer.success());
}
