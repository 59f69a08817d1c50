//! The first paper of each kind that the samples give.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nastavnik::render::library::Library;

use super::{nastavnik, samples, stderr};

/// A paper: the name of its file and what is in it.
pub type Paper = (String, Vec<u8>);

/// One paper of each kind: those that everybody gets, then those that are made when asked for. `templates` is a folder
/// of templates in place of the built-in ones.
pub fn first_of_each_kind(templates: Option<&Path>) -> BTreeMap<String, Paper> {
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
            for (template, path) in build(folder, &home.path().join("out"), &only, templates) {
                if wanted.remove(&template) {
                    let bytes = fs::read(&path).expect("a paper");
                    found.insert(template, (path.to_string_lossy().into_owned(), bytes));
                }
            }
        }
    }
    assert!(wanted.is_empty(), "no sample gives these papers: {wanted:?}");
    found
}

/// Template and path of every paper, by path.
fn build(school: &Path, out: &Path, only: &[&str], templates: Option<&Path>) -> Vec<(String, PathBuf)> {
    let (school, folder) = (school.to_string_lossy(), out.to_string_lossy());
    let templates = templates.map(Path::to_string_lossy);
    let mut arguments = vec!["build", &school, "--out", &folder];
    if let Some(templates) = &templates {
        arguments.extend(["--templates", templates]);
    }
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
