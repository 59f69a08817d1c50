//! A built-in template, exported and put back as the school's own, gives the paper it gave before: part by part when
//! unchanged, the same text when LibreOffice saved it.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::papers::{Paper, first_of_each_kind};
use common::word_file::{names, part};
use nastavnik::render::library::Library;
use paper_text::paper_text;

/// Puts every built-in template into a folder as a Word file.
fn export_all(folder: &Path) -> usize {
    let library = Library::new(&[]).expect("the templates");
    for document in &library.documents {
        let bytes = document.export().expect("a right template");
        fs::write(folder.join(format!("{}.docx", document.meta.id)), bytes).expect("a file");
    }
    library.documents.len()
}

/// Only the Word papers.
fn words(papers: BTreeMap<String, Paper>) -> BTreeMap<String, Paper> {
    let word = |name: &str| name.ends_with(".docx");
    papers.into_iter().filter(|(_, (name, _))| word(name)).collect()
}

#[test]
fn exported_and_put_back_every_template_gives_the_same_paper() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let count = export_all(home.path());
    let (built_in, own) = (
        words(first_of_each_kind(None)),
        words(first_of_each_kind(Some(home.path()))),
    );
    assert_eq!(built_in.len(), count);
    assert!(built_in.keys().eq(own.keys()));
    for (id, (name, bytes)) in &built_in {
        let (other_name, other) = &own[id];
        assert_eq!(
            Path::new(name).file_name(),
            Path::new(other_name).file_name(),
            "{id}"
        );
        assert_eq!(names(bytes), names(other), "{id}");
        assert_eq!(paper_text(name, bytes), paper_text(name, other), "{id}");
        // The layout is in the parts: not a byte differs.
        for part_name in names(bytes)
            .iter()
            .filter(|name| name.starts_with("word/") && name.ends_with(".xml"))
        {
            assert!(
                part(bytes, part_name) == part(other, part_name),
                "{id}: {part_name}"
            );
        }
    }
}

/// LibreOffice opens and saves every exported template, all in one call; needs it installed.
#[cfg(feature = "installed")]
#[test]
fn exported_and_saved_by_libreoffice_every_template_gives_the_same_text() {
    use std::process::Command;

    let home = tempfile::tempdir().expect("a temporary folder");
    let (exported, saved) = (home.path().join("exported"), home.path().join("saved"));
    fs::create_dir(&exported).expect("a folder");
    let count = export_all(&exported);
    let mut files: Vec<_> = fs::read_dir(&exported)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let status = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            home.path().join("profile").display()
        ))
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
        ])
        .arg(&saved)
        .args(&files)
        .output()
        .expect("LibreOffice is installed")
        .status;
    assert!(status.success());
    assert_eq!(fs::read_dir(&saved).expect("a folder").count(), count);
    let (built_in, own) = (
        words(first_of_each_kind(None)),
        words(first_of_each_kind(Some(&saved))),
    );
    assert!(built_in.keys().eq(own.keys()));
    let mut differ = Vec::new();
    for (id, (name, bytes)) in &built_in {
        let (one, other) = (
            plain(&paper_text(name, bytes)),
            plain(&paper_text(name, &own[id].1)),
        );
        if one != other {
            let first = one.lines().zip(other.lines()).find(|(one, other)| one != other);
            differ.push(format!("{id}: {first:?}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// The text without what LibreOffice writes otherwise: breaks and spaces at the ends of lines, empty lines.
#[cfg(feature = "installed")]
fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_matches([' ', '/', '\t']));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
