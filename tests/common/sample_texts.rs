//! A sample as the texts it is made of, so that a test can change a row.

use std::fs;
use std::path::{Path, PathBuf};

/// A copy of a sample's texts without some lines; a sheet of which nothing is left is not there.
pub fn copy(sample: &str, to: &Path, keep: impl Fn(&str, &str) -> bool) {
    let from = root().join("samples/source").join(sample);
    for entry in fs::read_dir(from).expect("a sample") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Some(sheet) = name
            .strip_suffix(".tsv")
            .filter(|sheet| !sheet.starts_with("defects"))
        else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("a text");
        let mut lines = text.lines();
        let head = lines.next().expect("headers");
        let kept: Vec<&str> = lines.filter(|line| keep(sheet, line)).collect();
        if !kept.is_empty() {
            fs::write(to.join(&name), format!("{head}\n{}\n", kept.join("\n"))).expect("a sheet");
        }
    }
    let settings = root().join("samples").join(sample).join("nastavnik.toml");
    fs::copy(settings, to.join("nastavnik.toml")).expect("settings");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
