//! What several tests need: the samples and the program.

#![allow(dead_code, reason = "each test uses its part")]

pub mod papers;
pub mod word_file;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Folders of the samples: those with settings.
pub fn samples() -> Vec<PathBuf> {
    let folder = root().join("samples");
    let mut found: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("samples/")
        .map(|entry| entry.expect("an entry of samples/").path())
        .filter(|path| path.join("nastavnik.toml").is_file())
        .collect();
    found.sort();
    found
}

/// Runs the program.
pub fn nastavnik(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nastavnik"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the program runs")
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on the standard output")
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on the standard error")
}

/// Builds the papers of a school; findings are no failure.
pub fn build(school: &Path, out: &Path) -> Output {
    let output = nastavnik(&[
        "build",
        &school.to_string_lossy(),
        "--out",
        &out.to_string_lossy(),
    ]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    output
}
