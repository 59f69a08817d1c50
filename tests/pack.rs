//! Papers of one pack agree: what a paper cites by number and day is there, and what it calls an appendix is one.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{build, nastavnik, root, samples, stderr};
use paper_text::paper_text;

/// Word papers of a pack by path, with plain spaces.
fn papers(out: &Path) -> BTreeMap<String, String> {
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let files = manifest["files"].as_array().expect("a list");
    let paths = files
        .iter()
        .map(|file| file["path"].as_str().expect("a path").to_owned());
    paths
        .filter(|path| path.ends_with(".docx"))
        .map(|path| {
            let bytes = fs::read(out.join(&path)).expect("a paper");
            let text = paper_text(&path, &bytes).replace('\u{a0}', " ");
            (path, text)
        })
        .collect()
}

/// «от 31.08.2026 № 198-од» everywhere in a text: day and number.
fn citations(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("от ") {
        let rest = &text[at + "от ".len()..];
        let Some((day, rest)) = rest.split_at_checked(10) else {
            continue;
        };
        let is_day = day.bytes().enumerate().all(|(place, byte)| match place {
            2 | 5 => byte == b'.',
            _ => byte.is_ascii_digit(),
        });
        if let (true, Some(rest)) = (is_day, rest.strip_prefix(" № ")) {
            let number: String = rest
                .chars()
                .take_while(|mark| mark.is_alphanumeric() || matches!(mark, '-' | '/'))
                .collect();
            found.push((day.to_owned(), number.trim_end_matches('-').to_owned()));
        }
    }
    found
}

/// Days (31.08.2026) and numbers that the sheets of a sample and the acts know; days of a sheet are 2026-08-31.
fn known(source: &Path) -> BTreeSet<(String, String)> {
    let mut known = BTreeSet::new();
    let acts = fs::read_to_string(root().join("model/acts.toml")).expect("the acts");
    known.extend(citations(&acts));
    for entry in fs::read_dir(source).expect("the texts of a sample") {
        let path = entry.expect("a sheet").path();
        let text = fs::read_to_string(path).expect("a sheet");
        known.extend(citations(&text));
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            for day in cells.iter().filter_map(|cell| dotted(cell)) {
                known.extend(cells.iter().map(|cell| (day.clone(), (*cell).to_owned())));
            }
        }
    }
    known
}

/// «2026-08-31» as «31.08.2026».
fn dotted(cell: &str) -> Option<String> {
    let parts: Vec<&str> = cell.split('-').collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            Some(format!("{day}.{month}.{year}"))
        }
        _ => None,
    }
}

/// Numbers after «приложение №», «приложения № … по № …»; `headings` takes those that begin a line with a capital.
fn appendices(text: &str, headings: bool) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let is_heading = line.starts_with("Приложение №")
            || line.contains("/ Приложение №")
            || line.contains("| Приложение №");
        if is_heading != headings {
            continue;
        }
        for (at, _) in line.to_lowercase().match_indices("приложени") {
            let rest: String = line.to_lowercase()[at..].chars().take(40).collect();
            let rest = rest.split([')', ';', '/']).next().unwrap_or_default();
            let numbers: Vec<u32> = rest
                .split('№')
                .skip(1)
                .filter_map(|part| {
                    part.trim()
                        .split(|mark: char| !mark.is_ascii_digit())
                        .next()?
                        .parse()
                        .ok()
                })
                .collect();
            match (numbers.as_slice(), rest.contains("по №")) {
                ([first, last], true) => found.extend(*first..=*last),
                (numbers, _) => found.extend(numbers.first()),
            }
        }
    }
    found
}

/// Samples whose papers must agree: all but the one with planted defects.
fn sound() -> Vec<(String, PathBuf)> {
    let named = |folder: PathBuf| {
        (
            folder.file_name().expect("a name").to_string_lossy().into_owned(),
            folder,
        )
    };
    samples()
        .into_iter()
        .map(named)
        .filter(|(name, _)| name != "school")
        .collect()
}

#[test]
fn papers_of_a_pack_agree() {
    for (name, folder) in sound() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let out = home.path().join("out");
        build(&folder, &out);
        let papers = papers(&out);
        citations_are_there(&name, &papers);
        appendices_are_there(&name, &papers);
    }
}

/// What papers cite by number and day is on a sheet or among the acts.
#[track_caller]
fn citations_are_there(name: &str, papers: &BTreeMap<String, String>) {
    // The clean sample is made of the texts of its twin.
    let known = known(
        &root()
            .join("samples/source")
            .join(name.trim_end_matches("-clean")),
    );
    for (path, text) in papers {
        for citation in citations(text) {
            assert!(
                known.contains(&citation),
                "{name}, {path}: nothing is from {citation:?}"
            );
        }
    }
}

/// Every appendix that an order names is its own, or a paper that bears its mark.
#[track_caller]
fn appendices_are_there(name: &str, papers: &BTreeMap<String, String>) {
    let head = |paper: &String| paper.lines().take(6).collect::<Vec<_>>().join("\n");
    let approved: BTreeSet<u32> = papers
        .values()
        .map(head)
        .filter(|head| head.contains("УТВЕРЖДЕН"))
        .flat_map(|head| appendices(&head, true))
        .collect();
    let orders = papers.iter().filter(|(path, _)| path.starts_with("01 Приказы/"));
    for (path, text) in orders {
        let own = appendices(text, true);
        for number in appendices(text, false) {
            assert!(
                own.contains(&number) || approved.contains(&number),
                "{name}, {path}: no appendix {number}; its own: {own:?}, approved: {approved:?}"
            );
        }
    }
}

#[test]
fn a_paper_of_a_day_before_the_article_does_not_cite_it() {
    let school = root().join("samples/school-clean");
    for (day, cites) in [("2025-02-28", false), ("2025-03-03", true)] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let out = home.path().join("out");
        let output = nastavnik(&[
            "build",
            &school.to_string_lossy(),
            "--out",
            &out.to_string_lossy(),
            "--date",
            day,
        ]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
        let papers = papers(&out);
        assert!(papers.len() > 10, "{day}: {:?}", papers.keys());
        // The agreements with partners are of later days of their own.
        let of_the_day = papers
            .iter()
            .filter(|(path, _)| !path.starts_with("11 Партнёры/"));
        let citing: Vec<&String> = of_the_day
            .filter(|(_, text)| text.contains("351.8"))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(!citing.is_empty(), cites, "{day}: {citing:#?}");
    }
}
