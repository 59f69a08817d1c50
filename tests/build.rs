//! The main job: a school in, its papers out; the same papers every time.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{build, root, stdout};

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(here) = waiting.pop() {
        for entry in fs::read_dir(&here).expect("a folder of papers") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("below the folder")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a paper"));
            }
        }
    }
    found
}

#[test]
fn the_sample_gives_a_whole_pack_with_equal_bytes_wherever_it_is_laid() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let school = root().join("samples/school");
    build(&school, &home.path().join("one"));
    build(&school, &home.path().join("другая папка"));
    let one = files(&home.path().join("one"));
    let other = files(&home.path().join("другая папка"));
    assert!(one.len() > 30, "{} files: {:?}", one.len(), one.keys());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &other[name], "{name} differs between two folders");
    }
    let manifest = String::from_utf8(one["manifest.json"].clone()).expect("UTF-8");
    assert!(
        !manifest.contains(&*home.path().to_string_lossy()),
        "the manifest names a place"
    );
}

#[test]
fn a_paper_that_somebody_edited_is_kept_and_the_reader_is_told() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let school = root().join("samples/school-clean");
    let out = home.path().join("out");
    build(&school, &out);
    let paper = files(&out)
        .into_keys()
        .find(|name| name.contains("Программа"))
        .expect("a Word paper");
    fs::write(out.join(&paper), b"edited by hand").expect("the paper");
    let said = stdout(&build(&school, &out));
    assert_eq!(fs::read(out.join(&paper)).expect("the paper"), b"edited by hand");
    let beside = paper.replace(".docx", " (новый).docx");
    assert!(out.join(&beside).is_file(), "no {beside}");
    assert!(said.contains(&beside), "the new paper is not named:\n{said}");
}

#[test]
fn the_clean_school_has_nothing_wrong() {
    let output = common::nastavnik(&["check", "samples/school-clean", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(answer["schools"][0]["findings"], serde_json::json!([]));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_school_with_defects_has_exactly_the_listed_ones() {
    let output = common::nastavnik(&["check", "samples/school", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let mut found: Vec<String> = answer["schools"][0]["findings"]
        .as_array()
        .expect("a list of findings")
        .iter()
        .map(|finding| {
            let place = &finding["places"][0];
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            [
                text(&finding["code"]),
                text(&place["file"]),
                text(&place["sheet"]),
                text(&place["cell"]),
            ]
            .join("\t")
        })
        .collect();
    found.sort();
    let listed = fs::read_to_string(root().join("samples/source/defects.tsv")).expect("defects.tsv");
    let mut listed: Vec<String> = listed
        .lines()
        .skip(1)
        .map(|line| line.split('\t').take(4).collect::<Vec<_>>().join("\t"))
        .collect();
    listed.sort();
    assert!(listed.len() >= 12);
    assert_eq!(found, listed);
    assert_eq!(output.status.code(), Some(1));
}
