//! Each model has a sample that its source would recognise: its indicators have values, its requirements are met or
//! broken there, and papers come out. A model or a sample is one line of a table.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{nastavnik, root, stderr, stdout};
use nastavnik::model;
use serde_json::Value;

/// Model → folders of `samples/` that are measured by it.
const SAMPLES: &[(&str, &[&str])] = &[
    ("federal-staff", &["school", "kindergarten", "village"]),
    ("federal-students", &["additional"]),
    (
        "municipal",
        &[
            "municipality/sosh1",
            "municipality/gymnasium",
            "municipality/sosh-lugovoe",
            "municipality/oosh-berezki",
            "municipality/lyceum",
        ],
    ),
    ("college", &["college"]),
    ("soft-skills", &["soft-skills"]),
    ("methodical", &["methodical"]),
    ("school-to-school", &["leader"]),
];

/// Sample → beginnings of words that its papers must not hold: it has no such thing.
const ABSENT: &[(&str, &[&str])] = &[
    (
        "kindergarten",
        &[
            "урок",
            "ученик",
            "класс",
            "обучающ",
            "профком",
            "бухгалтер",
            "совет наставников",
        ],
    ),
    (
        "village",
        &["профком", "бухгалтер", "совет наставников", "психолог"],
    ),
    (
        "additional",
        &["урок", "ученик ", "бухгалтер", "совет наставников"],
    ),
    ("college", &["урок", "ученик", "школ", "классн"]),
    ("leader", &["воспитанник", "группы детей"]),
    ("soft-skills", &["воспитанник", "группы детей"]),
    ("methodical", &["воспитанник", "группы детей"]),
];

/// Names of posts and forms hold some of these words and are no mistake.
const SAID_BY_ALL: &[&str] = &[
    "педагог-психолог",
    "ученик – ученик",
    "студент – ученик",
    "работодатель – ученик",
];

fn checked(sample: &str) -> Value {
    let output = nastavnik(&["check", &format!("samples/{sample}"), "--format", "json"]);
    let answer = serde_json::from_str::<Value>(&stdout(&output));
    let mut answer = answer.unwrap_or_else(|_| panic!("{sample}: {}", stderr(&output)));
    answer["schools"][0].take()
}

fn samples_of(id: &str) -> Vec<Value> {
    let (_, samples) = SAMPLES.iter().find(|(model, _)| *model == id).unwrap();
    samples.iter().map(|sample| checked(sample)).collect()
}

#[test]
fn each_sample_is_measured_by_its_model() {
    for (id, samples) in SAMPLES {
        for sample in *samples {
            let settings =
                fs::read_to_string(root().join("samples").join(sample).join("nastavnik.toml")).unwrap();
            let named = settings.parse::<toml::Table>().unwrap();
            let named = named
                .get("model")
                .and_then(toml::Value::as_str)
                .unwrap_or(model::DEFAULT);
            assert_eq!(named, *id, "samples/{sample}");
        }
    }
}

#[test]
fn four_indicators_of_five_have_a_value() {
    for (id, _) in SAMPLES {
        let mut known: BTreeMap<String, bool> = BTreeMap::new();
        for school in samples_of(id) {
            for one in school["indicators"].as_array().unwrap() {
                let name = one["id"].as_str().unwrap().to_owned();
                *known.entry(name).or_default() |= one["status"] != "no-data";
            }
        }
        let with_value = known.values().filter(|known| **known).count();
        assert!(
            with_value * 5 >= known.len() * 4,
            "{id}: {with_value} of {}",
            known.len()
        );
    }
}

/// Codes that were passed or failed for somebody in a school.
fn applied(schools: &[Value]) -> BTreeSet<String> {
    let rows = schools
        .iter()
        .flat_map(|school| school["requirements"].as_array().unwrap());
    rows.filter(|row| row["passed"].as_u64().unwrap() + row["failed"].as_u64().unwrap() > 0)
        .map(|row| row["code"].as_str().unwrap().to_owned())
        .collect()
}

/// What a model brings itself is met or broken in its own sample, what it takes over in the sample of its base.
#[test]
fn every_requirement_meets_a_subject() {
    let base = applied(&samples_of("federal-staff"));
    let codes = |id: &str| -> BTreeSet<String> {
        let model = model::load(id, &toml::Table::new()).unwrap();
        model
            .requirements
            .iter()
            .map(|one| one.card.code.clone())
            .collect()
    };
    let of_base = codes("federal-staff");
    let idle: Vec<&String> = of_base.difference(&base).collect();
    assert!(idle.is_empty(), "federal-staff: {idle:?}");
    let rules: BTreeSet<String> = nastavnik::check::rules::all()
        .iter()
        .map(|rule| rule.code.to_owned())
        .collect();
    let idle: Vec<&String> = rules.difference(&base).collect();
    assert!(idle.is_empty(), "rules: {idle:?}");
    for (id, _) in SAMPLES {
        let own = applied(&samples_of(id));
        let idle: Vec<String> = codes(id)
            .into_iter()
            .filter(|code| !(own.contains(code) || of_base.contains(code) && base.contains(code)))
            .collect();
        assert!(idle.is_empty(), "{id}: {idle:?}");
    }
}

fn built(sample: &str, out: &Path) -> Vec<PathBuf> {
    common::build(&root().join("samples").join(sample), out);
    let mut found = Vec::new();
    let mut waiting = vec![out.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending == "docx" || ending == "xlsx")
            {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn papers_come_out_and_speak_of_nothing_that_is_absent() {
    for (sample, words) in ABSENT {
        let home = tempfile::tempdir().unwrap();
        let papers = built(sample, &home.path().join("out"));
        assert!(papers.len() >= 10, "{sample}: {} papers", papers.len());
        let mut said = Vec::new();
        for path in papers
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "docx"))
        {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = paper_text::paper_text(&name, &fs::read(path).unwrap()).replace('\u{a0}', " ");
            for line in text.lines() {
                let mut lower = line.to_lowercase();
                for common in SAID_BY_ALL {
                    lower = lower.replace(common, "");
                }
                said.extend(
                    words
                        .iter()
                        .filter(|word| begins(&lower, word))
                        .map(|word| format!("{name}: «{word}» in: {line}")),
                );
            }
        }
        assert!(said.is_empty(), "{sample}:\n{}", said.join("\n"));
    }
}

/// The text holds the word at the beginning of a word.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphabetic))
}

#[test]
fn each_school_of_the_municipality_gives_papers() {
    let (_, schools) = SAMPLES.iter().find(|(id, _)| *id == "municipal").unwrap();
    for sample in *schools {
        let home = tempfile::tempdir().unwrap();
        let papers = built(sample, &home.path().join("out"));
        assert!(papers.len() >= 10, "{sample}: {} papers", papers.len());
    }
}

/// The shares of the source come out of the five schools together.
#[test]
fn the_municipality_has_the_shares_of_its_source() {
    let schools = samples_of("municipal");
    let share = |id: &str| {
        let mut part = 0.0;
        let mut whole = 0.0;
        for school in &schools {
            let found = school["indicators"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["id"] == id)
                .unwrap();
            part += found["numerator"].as_f64().unwrap();
            whole += found["denominator"].as_f64().unwrap();
        }
        (part, whole, nastavnik::indicator::tenths(part / whole * 100.0))
    };
    assert_eq!(share("с-высшим-образованием"), (64.0, 65.0, 98.5));
    assert_eq!(share("с-категорией"), (57.0, 65.0, 87.7));
}

/// The names that docs/models.md gives to indicators and models are those of the models.
#[test]
fn the_page_of_models_names_what_there_is() {
    let page = fs::read_to_string(root().join("docs/models.md")).unwrap();
    let listed = page.split("## Показатели программ").next().unwrap();
    for model in model::list() {
        assert!(listed.contains(&format!("| `{}` |", model.id)), "{}", model.id);
    }
    let mut named = 0;
    for row in page
        .split("| показатель программы |")
        .nth(1)
        .unwrap()
        .lines()
        .skip(2)
    {
        let [_, title, id, names, _] = row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("five cells: {row}")
        };
        let model = model::load(id, &toml::Table::new()).unwrap_or_else(|_| panic!("{row}"));
        for name in names.split('`').skip(1).step_by(2) {
            let found = model.indicators.iter().find(|one| one.id == name);
            let found = found.unwrap_or_else(|| panic!("{id} has no indicator {name}"));
            let declared = found.kind == model::requirement::IndicatorKind::Declared;
            assert_eq!(declared, title.ends_with("(з)"), "{id} {name}");
            named += 1;
        }
    }
    assert!(named >= 65, "{named}");
}
