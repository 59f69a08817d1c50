//! What holds of every requirement of every built-in model, inherited or its own.

use std::collections::{BTreeMap, BTreeSet};

use nastavnik::ingest::grid::Grid;
use nastavnik::model::{self, Model, act};
use nastavnik::settings::Settings;
use nastavnik::{check, school::School};

use crate::edits::apply;
use crate::mutations::cases;
use crate::school::{DAY, grids, ingested, with_changed};

const SECTIONS: &str = "разделы-карты";

fn models() -> Vec<Model> {
    let ids = model::list().into_iter().map(|listed| listed.id);
    ids.map(|id| model::load(id, &toml::Table::new()).unwrap())
        .collect()
}

#[test]
fn no_requirement_lacks_what_a_reader_asks_of_it() {
    let mut lacking = Vec::new();
    for model in models() {
        for card in check::cards(&model) {
            let told = [
                ("title", &card.title),
                ("scope", &card.scope),
                ("hint", &card.hint),
                ("explanation", &card.explanation),
                ("good", &card.good),
                ("bad", &card.bad),
            ];
            for (name, text) in told {
                if text.trim().is_empty() {
                    lacking.push(format!("{} {}: {name}", model.id, card.code));
                }
            }
            if card.basis.is_empty() || card.basis.iter().any(|basis| act::find(&basis.act).is_none()) {
                lacking.push(format!("{} {}: basis", model.id, card.code));
            }
            if card.good == card.bad {
                lacking.push(format!("{} {}: the examples are alike", model.id, card.code));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// A code names one problem: two models may have one only if one of them inherits it from the other.
#[test]
fn no_code_is_used_for_two_problems() {
    let models = models();
    let mut titles: BTreeMap<&str, Vec<(&Model, &str)>> = BTreeMap::new();
    for model in &models {
        for requirement in &model.requirements {
            let card = &requirement.card;
            titles.entry(&card.code).or_default().push((model, &card.title));
        }
    }
    let kin = |one: &Model, other: &Model| one.lineage.contains(&other.id) || other.lineage.contains(&one.id);
    for (code, told) in titles {
        for (model, title) in &told {
            let strangers = told
                .iter()
                .filter(|(other, theirs)| theirs != title && !kin(model, other))
                // Each may have changed what both inherit.
                .filter(|(other, _)| {
                    let common = |id: &&String| other.lineage.contains(id);
                    let shared = model.lineage.iter().find(common);
                    !shared.is_some_and(|id| titles_of(&models, id).contains(code))
                });
            let strangers: Vec<&str> = strangers.map(|(other, _)| other.id.as_str()).collect();
            assert!(strangers.is_empty(), "{code} of {} and {strangers:?}", model.id);
        }
    }
}

fn titles_of<'a>(models: &'a [Model], id: &str) -> BTreeSet<&'a str> {
    let model = models.iter().find(|model| model.id == id);
    let requirements = model.into_iter().flat_map(|model| &model.requirements);
    requirements.map(|one| one.card.code.as_str()).collect()
}

/// What a model inherits works in it as in its base: the same broken cells make the same finding.
#[test]
fn inherited_requirements_fire_in_every_model() {
    let clean = grids("school-clean");
    let read = ingested(clean.clone());
    let broken: Vec<(String, School)> = cases("mutations.tsv")
        .into_iter()
        .map(|case| {
            let changed = |grid: &&Grid| case.edits.iter().any(|edit| edit.sheet == *grid.name);
            let mut grids: Vec<Grid> = clean.iter().filter(changed).cloned().collect();
            apply(&mut grids, &case.edits);
            (case.code, with_changed(&read, grids))
        })
        .collect();
    let whole = with_changed(&read, Vec::new());
    let base = model::load(model::DEFAULT, &toml::Table::new()).unwrap();
    let mut silent = Vec::new();
    for model in models().iter().filter(|model| model.id != base.id) {
        let keys = |school: &School| -> BTreeMap<String, String> {
            let found = check::check(school, model, &Settings::default(), DAY).findings;
            found.into_iter().map(|one| (one.key, one.code)).collect()
        };
        let before = keys(&whole);
        let known: BTreeSet<String> = check::cards(model).into_iter().map(|card| card.code).collect();
        let titles = |model: &Model, code: &str| {
            let own = model.requirements.iter().find(|one| one.card.code == code);
            own.map(|one| one.card.title.clone())
        };
        for (code, school) in &broken {
            // What a model changes has cases of its own; one that asks for other sections misses others.
            let other_sections = code == "К-05" && model.list(SECTIONS) != base.list(SECTIONS);
            if other_sections || !known.contains(code) || titles(model, code) != titles(&base, code) {
                continue;
            }
            let after = keys(school);
            let fired = after
                .iter()
                .any(|(key, own)| own == code && !before.contains_key(key));
            let already = before.values().any(|own| own == code);
            if !fired && !already {
                silent.push(format!("{} {code}", model.id));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
