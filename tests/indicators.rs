//! Kinds of indicators over the sample school: what each counts, of whom, on which day, against what.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use nastavnik::model;
use serde_json::Value;

const HEAD: &str = "[model]\nid = \"проба\"\ntitle = \"Проба\"\nextends = \"federal-staff\"\n\n";

/// The indicator of a model file over a sample, as `check --format json` prints it.
fn computed(indicator: &str) -> Value {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("model.toml");
    let basis =
        "basis = [{ act = \"практика\" }]\nexplanation = \"Проба\"\nunit = \"%\"\ntitle = \"Проба\"\n";
    std::fs::write(
        &file,
        format!("{HEAD}[[indicator]]\nid = \"проба\"\n{basis}{indicator}\n"),
    )
    .unwrap();
    let output = common::nastavnik(&[
        "check",
        "samples/school-clean",
        "--model",
        &file.to_string_lossy(),
        "--format",
        "json",
    ]);
    let answer: Value = serde_json::from_str(&common::stdout(&output))
        .unwrap_or_else(|_| panic!("{}", common::stderr(&output)));
    let mut found = answer["schools"][0]["indicators"].as_array().unwrap().iter();
    found.rfind(|one| one["id"] == "проба").unwrap().clone()
}

#[test]
fn a_share_names_everybody_it_counts_and_everybody_it_misses() {
    let share = computed(
        "kind = \"ratio\"\npopulation = \"педагоги\"\nwhere = { \"молодой\" = { eq = true } }\nhistory = true",
    );
    assert_eq!(
        (&share["numerator"], &share["denominator"]),
        (&15.0.into(), &52.0.into())
    );
    assert_eq!(share["value"], 28.8);
    assert_eq!(share["counted"].as_array().unwrap().len(), 15);
    assert_eq!(share["missing"].as_array().unwrap().len(), 37);
    assert!(share["counted"][0]["name"].as_str().unwrap().contains(' '));
    let years: Vec<&str> = share["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["origin"].as_str().unwrap())
        .collect();
    assert_eq!(years, ["computed"; 4]);
    assert_eq!(share["base"], share["history"][0]["value"]);
}

#[test]
fn a_change_is_told_in_points_or_per_cent_of_what_was() {
    let of = |kind: &str| {
        let text = "population = \"педагоги\"\nwhere = { \"молодой\" = { eq = true } }\nhistory = true\n";
        computed(&format!("kind = \"change\"\n{text}{kind}"))
    };
    let points = of("");
    let before = points["previous"].as_f64().unwrap();
    assert_eq!(before, 17.3);
    assert_eq!(points["value"], 11.5);
    let grown = of("of = \"count\"\nchange = \"growth\"");
    // From 9 young teachers to 15.
    assert_eq!((&grown["previous"], &grown["value"]), (&9.0.into(), &66.7.into()));
}

#[test]
fn an_indicator_is_taken_on_its_own_day() {
    let on = |day: &str| {
        let text = "kind = \"count\"\npopulation = \"педагоги\"\nwhere = { \"молодой\" = { eq = true } }\nhistory = true\n";
        computed(&format!("{text}day = \"{day}\""))["day"].clone()
    };
    assert_eq!(on("today"), "2026-11-21");
    assert_eq!(on("1 сентября"), "2026-09-01");
    assert_eq!(on("1 января"), "2026-01-01");
}

#[test]
fn a_share_of_few_is_shown_and_not_judged() {
    let few = computed(
        "kind = \"ratio\"\npopulation = \"анкеты-наставляемых\"\nwhere = { \"удовлетворён\" = { eq = true } }\ntarget = 100",
    );
    assert!(few["denominator"].as_f64().unwrap() < 10.0, "{few}");
    assert_eq!((&few["status"], &few["small"]), (&"info".into(), &true.into()));
    assert!(few["explanation"].as_str().unwrap().contains("не сравнивается"));
}

#[test]
fn a_model_may_do_without_an_indicator_of_its_base() {
    let text = "[model]\nid = \"проба\"\ntitle = \"Проба\"\nextends = \"federal-staff\"\nwithout = [\"партнёров\"]\n";
    let model = model::load(text, &toml::Table::new()).unwrap();
    assert!(model.indicators.iter().all(|one| one.id != "партнёров"));
    assert!(model.indicators.iter().any(|one| one.id == "наставников"));
}

/// The worked example of CONTRIBUTING: one block, and the indicator is counted and printed.
#[test]
fn an_indicator_is_one_block_of_one_file() {
    let page = std::fs::read_to_string(common::root().join("CONTRIBUTING.md")).unwrap();
    let example = page
        .split("```toml\n")
        .find(|part| part.starts_with("[[indicator]]"))
        .and_then(|part| part.split("```").next())
        .unwrap();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("model.toml");
    std::fs::write(&file, format!("{HEAD}{example}")).unwrap();
    let model = file.to_string_lossy();
    let output = common::nastavnik(&["check", "samples/school-clean", "--model", &model]);
    let said = common::stdout(&output);
    let line = said
        .lines()
        .find(|line| line.contains("Доля наставников с высшей категорией"))
        .unwrap_or_else(|| panic!("{said}{}", common::stderr(&output)));
    assert!(line.contains("из 13") && line.contains("план 50"), "{line}");
}
