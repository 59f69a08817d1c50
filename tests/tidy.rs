//! The project keeps its own rules: one-way dependencies, Russian in its place, lists equal to folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(below: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(below)];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry of the project").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path
                    .strip_prefix(root())
                    .expect("below the root")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    found.sort();
    found
}

/// `src/check/rules/x.rs` → `check`.
fn module(file: &str) -> &str {
    let rest = file.strip_prefix("src/").expect("a source file");
    rest.split('/')
        .next()
        .expect("a first part")
        .trim_end_matches(".rs")
}

fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let section = page
        .split("## Who may use whom")
        .nth(1)
        .expect("the section")
        .split("\n## ")
        .next()
        .expect("its text");
    section
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let name = cells.next().expect("a module").to_owned();
            let may = cells
                .next()
                .expect("a list")
                .split(',')
                .map(|one| one.trim().to_owned());
            (name, may.filter(|one| !one.is_empty()).collect())
        })
        .collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let table = table();
    let mut wrong = Vec::new();
    for (file, text) in sources("src") {
        let from = module(&file);
        if matches!(from, "lib" | "main") {
            continue;
        }
        let Some(allowed) = table.get(from) else {
            panic!("{file}: module {from} is not in docs/architecture.md")
        };
        for (number, line) in text.lines().enumerate() {
            for part in line.split("crate::").skip(1) {
                let to: String = part
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if to != from && table.contains_key(&to) && !allowed.contains(&to) {
                    wrong.push(format!("{file}:{}: {from} must not use {to}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
    let table = table();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    while done.len() < table.len() {
        let next: Vec<&str> = table
            .iter()
            .filter(|(name, may)| {
                !done.contains(name.as_str()) && may.iter().all(|one| done.contains(one.as_str()))
            })
            .map(|(name, _)| name.as_str())
            .collect();
        assert!(
            !next.is_empty(),
            "a circle among {:?}",
            table
                .keys()
                .filter(|name| !done.contains(name.as_str()))
                .collect::<Vec<_>>()
        );
        done.extend(next);
    }
}

#[test]
fn every_module_is_in_the_table() {
    let table = table();
    let modules: BTreeSet<String> = sources("src")
        .iter()
        .map(|(file, _)| module(file).to_owned())
        .collect();
    let modules: BTreeSet<String> = modules
        .into_iter()
        .filter(|name| name != "lib" && name != "main")
        .collect();
    assert_eq!(modules, table.keys().cloned().collect());
}

/// Where a source file may hold Russian text besides comments and tests.
fn may_speak(file: &str) -> bool {
    let last = file.rsplit('/').next().expect("a file name");
    [
        "src/russian/",
        "src/cli/",
        "src/check/rules/",
        "src/ingest/values/",
        // Fields that templates name in Russian.
        "src/compose/",
    ]
    .iter()
    .any(|folder| file.starts_with(folder))
        || matches!(last, "error.rs" | "findings.rs" | "words.rs" | "text.rs")
        || SPEAKERS.contains(&file)
}

/// Files that speak to the school beside the thing they speak of. Each is here for a reason.
const SPEAKERS: &[&str] = &[
    // How acts are cited in papers.
    "src/check/citation.rs",
    // How a paper of the folder and its paragraphs are called, and which kinds of papers last.
    "src/check/citing.rs",
    "src/ingest/paper.rs",
    // The end of a message about a misspelt name.
    "src/diag/nearest.rs",
    // What `explain` says of a code, and the notes about explanations.
    "src/check/catalogue.rs",
    "src/check/listed.rs",
    "src/check/doubtful_forms.rs",
    "src/check/explain.rs",
    "src/check/tally.rs",
    "src/check/reference.rs",
    "src/check/waiver.rs",
    // Values of the drop-downs that rules and derived fields compare with.
    "src/check/conditions.rs",
    "src/model/eval/campus.rs",
    "src/model/eval/cohort.rs",
    "src/model/eval/derived.rs",
    "src/model/eval/limits.rs",
    "src/model/eval/measured.rs",
    "src/model/eval/young.rs",
    // Names of the lists of a model that add to the calendar.
    "src/model/calendar.rs",
    // States and kinds that decide what goes on into a new year, and cells as a person types them.
    "src/rollover/cells.rs",
    "src/rollover/keep.rs",
    // A parameter of the model that tells how far an indicator looks back.
    "src/indicator/history.rs",
    // How an indicator was computed, in words.
    "src/indicator/compute.rs",
    "src/indicator/explain.rs",
    "src/indicator/mod.rs",
    // The words of an organisation of which nothing is known.
    "src/model/vocabulary.rs",
    // Names of relations and derived fields in conditions, and mistakes of a model file beside their checks.
    "src/model/compile.rs",
    "src/model/path.rs",
    "src/model/define.rs",
    "src/model/entity.rs",
    // Letters that are compared as one.
    "src/model/fold.rs",
    "src/model/load.rs",
    "src/model/roadmap.rs",
    // How a point of a paper is named, and the words by which the parts of an order are told apart.
    "src/render/docx/compare.rs",
    "src/model/mod.rs",
    "src/model/reader.rs",
    "src/model/requirement.rs",
    // How schools head columns, name totals, vacancies and posts; why a row is no record.
    "src/ingest/builder.rs",
    "src/ingest/clean.rs",
    "src/ingest/dictionary.rs",
    "src/ingest/layout/content.rs",
    "src/ingest/layout/header.rs",
    "src/ingest/layout/parts.rs",
    "src/ingest/layout/rows.rs",
    "src/ingest/sections.rs",
    "src/ingest/staff.rs",
    "src/ingest/table.rs",
    "src/ingest/tally.rs",
    // What `read` answers and what the blank workbook says in its notes.
    "src/ingest/remember.rs",
    "src/ingest/report.rs",
    "src/ingest/staff_report.rs",
    "src/ingest/workbook.rs",
    // Values of the drop-downs that joining compares with.
    "src/school/facts.rs",
    "src/school/people.rs",
    "src/school/references.rs",
    // Names of the copies laid beside files that somebody edited.
    "src/package/write.rs",
    // Names of sheets of a register.
    "src/render/xlsx/book.rs",
    // Words of the template language beside what they do.
    "src/render/docx/directive.rs",
    "src/render/docx/figure.rs",
    "src/render/docx/filters.rs",
    // Mistakes of a template beside their checks.
    "src/render/docx/inline.rs",
    "src/render/docx/markdown.rs",
    "src/render/docx/source.rs",
    "src/render/docx/table.rs",
    "src/render/docx/template.rs",
];

#[test]
fn russian_stands_beside_the_thing_that_speaks() {
    let mut wrong = Vec::new();
    for (file, text) in sources("src") {
        if may_speak(&file) || file.contains("/tests/") || file.ends_with("/tests.rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("#[cfg(test)]") {
                break;
            }
            let code = line.split("//").next().unwrap_or_default();
            if code.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)) {
                wrong.push(format!("{file}:{}: {}", number + 1, code.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "Russian text out of its place:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_source_file_says_what_it_is_for() {
    for below in ["src", "tests", "benches", "examples"] {
        if root().join(below).is_dir() {
            for (file, text) in sources(below) {
                assert!(text.starts_with("//!"), "{file} begins with no //! comment");
            }
        }
    }
}

#[test]
fn no_source_file_is_longer_than_a_reader_can_hold() {
    let long: Vec<String> = sources("src")
        .iter()
        .filter(|(_, text)| text.lines().count() > 500)
        .map(|(file, text)| format!("{file}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "over 500 lines:\n{}", long.join("\n"));
}

#[test]
fn every_rule_file_is_in_the_list_of_rules() {
    let folder = root().join("src/check/rules");
    let list = fs::read_to_string(folder.join("mod.rs")).expect("src/check/rules/mod.rs");
    for entry in fs::read_dir(&folder).expect("src/check/rules") {
        let name = entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        let Some(stem) = name.strip_suffix(".rs").filter(|stem| *stem != "mod") else {
            continue;
        };
        let times =
            list.matches(&format!("{stem}::")).count() + list.matches(&format!("mod {stem};")).count();
        assert!(
            times >= 2,
            "{name} is not both declared and listed in src/check/rules/mod.rs"
        );
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let mut inside = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && line.contains('=') {
            assert!(before.starts_with('#'), "no reason above: {line}");
        }
        before = line;
    }
}

#[test]
fn the_project_names_no_place_of_its_making() {
    for (file, text) in sources("src").into_iter().chain(sources("tests")) {
        if file == "tests/tidy.rs" {
            continue;
        }
        for word in ["/work/", "/tmp/"] {
            assert!(!text.contains(word), "{file} names {word}");
        }
    }
}
