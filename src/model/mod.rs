//! Target models of mentoring as data: parameters, populations, requirements, indicators, and the acts they rest on.
//!
//! A model is a folder of `model/` (its files are read together) or one file of the user; it may extend another.
//! Nothing here is computed of a school except in [`eval`], where conditions meet its records. Everything is checked
//! while loading: a name that is not in the schema, a value that a column cannot have, an act that is not registered.

pub mod act;
pub mod calendar;
pub mod compile;
pub mod condition;
mod define;
pub mod entity;
pub mod error;
pub mod eval;
pub mod event;
pub mod fold;
pub mod inspection;
mod load;
pub mod path;
pub mod positions;
mod reader;
pub mod requirement;
pub mod roadmap;
pub mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};

use crate::ingest::record::Value;
use error::ModelError;
use requirement::{IndicatorDef, Population, Requirement};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/model");

/// How messages name a model that came as a text.
pub const OWN_FILE: &str = "модель";

/// Id of the model used when neither the settings nor the command line name one.
pub const DEFAULT: &str = "federal-staff";

/// A parameter: a threshold that a region or a school may change.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// What it is.
    pub title: String,
    /// Its value.
    pub value: Value,
}

/// A target model, checked and ready to be applied.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Id for `--model`.
    pub id: String,
    /// Ids of the models it extends, the base first, and its own.
    pub lineage: Vec<String>,
    /// Version of the file.
    pub version: String,
    /// Title for a reader.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// Thresholds, after the settings were applied.
    pub parameters: BTreeMap<String, Parameter>,
    /// Named lists: forms, kinds, sections of the roadmap…
    pub lists: BTreeMap<String, Vec<String>>,
    /// Named sets of records.
    pub populations: BTreeMap<String, Population>,
    /// Requirements by code.
    pub requirements: Vec<Requirement>,
    /// Indicators in the order of the files.
    pub indicators: Vec<IndicatorDef>,
    /// Codes that this model does without.
    pub without: BTreeSet<String>,
    /// Keys of the sheets that a new workbook begins with.
    pub sheets: BTreeSet<String>,
    /// The roadmap of a school that has written none yet.
    pub roadmap: Vec<roadmap::Section>,
}

/// One line of `model list`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Id for `--model`.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// What it is for.
    pub about: String,
}

/// One line about an indicator, for lists and the reference page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorLine {
    /// Id in JSON and templates.
    pub id: String,
    /// Title.
    pub title: String,
    /// Unit.
    pub unit: String,
    /// Target with its direction; empty when there is none.
    pub target: String,
    /// How it is computed and of whom.
    pub rule: String,
}

impl Model {
    /// What belongs to these models belongs to this one: it is named, or extends one that is; an empty list names all.
    pub fn is_among(&self, ids: &[String]) -> bool {
        ids.is_empty() || ids.iter().any(|id| self.lineage.contains(id))
    }

    /// An indicator as one line.
    pub fn line(&self, def: &IndicatorDef) -> IndicatorLine {
        IndicatorLine {
            id: def.id.clone(),
            title: def.title.clone(),
            unit: def.unit.clone(),
            target: def.target_words(),
            rule: def.explanation.clone(),
        }
    }

    /// A number among the parameters. Every loaded model has those that the program asks for.
    pub fn number(&self, name: &str) -> i64 {
        match self.parameters.get(name).map(|parameter| &parameter.value) {
            Some(Value::Integer(number)) => *number,
            #[allow(clippy::cast_possible_truncation, reason = "thresholds are small")]
            Some(Value::Number(number)) => *number as i64,
            _ => 0,
        }
    }

    /// A count among the parameters; a negative one is none.
    pub fn count<N: TryFrom<i64> + Default>(&self, name: &str) -> N {
        N::try_from(self.number(name)).unwrap_or_default()
    }

    /// Yes or no among the parameters.
    pub fn flag(&self, name: &str) -> bool {
        match self.parameters.get(name).map(|parameter| &parameter.value) {
            Some(Value::Bool(yes)) => *yes,
            _ => false,
        }
    }

    /// A word among the parameters; empty when there is none.
    pub fn word(&self, name: &str) -> &str {
        match self.parameters.get(name).map(|parameter| &parameter.value) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A named list; empty when there is none.
    pub fn list(&self, name: &str) -> &[String] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Loads a built-in model by its id, or a model file by its text, with parameters of the settings on top.
///
/// # Errors
/// All mistakes of the model, of the models it extends and of the parameters, each with its place.
pub fn load(id_or_text: &str, parameters: &toml::Table) -> Result<Model, Vec<ModelError>> {
    load::load(id_or_text, parameters)
}

/// Built-in models.
pub fn list() -> Vec<Listed> {
    load::list()
}

/// Files of a built-in model (name and text), for `model export`.
pub fn files(id: &str) -> Vec<(&'static str, &'static str)> {
    // Folders of other data lie beside those of models.
    let Some(folder) = FILES
        .get_dir(id)
        .filter(|_| FILES.contains(format!("{id}/model.toml")))
    else {
        return Vec::new();
    };
    let mut files: Vec<_> = folder
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
        .collect();
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{list, load};

    #[track_caller]
    fn errors(text: &str) -> Vec<String> {
        let found = load(text, &toml::Table::new()).unwrap_err();
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn built_in_models_load() {
        assert!(!list().is_empty());
        for listed in list() {
            let model = load(listed.id, &toml::Table::new());
            let model = model.unwrap_or_else(|errors| {
                panic!(
                    "{}",
                    errors
                        .iter()
                        .map(|error| format!("{error}\n"))
                        .collect::<String>()
                )
            });
            assert_eq!(model.id, listed.id);
            assert!(model.requirements.len() >= 20);
            assert!(model.indicators.len() >= 10);
        }
    }

    #[test]
    fn mistakes_have_a_place_and_a_suggestion() {
        let text = "[model]\nid = \"своя\"\ntitle = \"Своя\"\nextends = \"federal-staff\"\n\n[[requirement]]\ncode = \"П-90\"\n\
            title = \"т\"\nseverity = \"query\"\nhint = \"п\"\nexplanation = \"о\"\nmessage = \"{ключь}\"\n\
            basis = [{ act = \"тк-351.9\" }]\nover = \"пара\"\nrequire = { \"согласие-наставнка\" = { present = true }, \"вид\" = { eq = \"групповая\" } }\n";
        let found = errors(text);
        let expected = [
            "модель:13:10: акта «тк-351.9» нет в acts.toml; возможно, имелось в виду «тк-351.8»",
            "модель:15:13: у сущности «пара» нет поля «согласие-наставнка»; возможно, имелось в виду «согласие-наставника»",
            "модель:15:71: поле «вид» не бывает «групповая»; возможно, имелось в виду «групповое»",
            "модель:12:11: у сущности «пара» нет поля «ключь»; возможно, имелось в виду «ключ»",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_error_rests_on_law_only() {
        let text = "[model]\nid = \"своя\"\ntitle = \"Своя\"\n\n[[requirement]]\ncode = \"П-90\"\ntitle = \"т\"\nseverity = \"error\"\n\
            trust = \"practice\"\nhint = \"п\"\nexplanation = \"о\"\nmessage = \"м\"\nbasis = [{ act = \"практика\" }]\nover = \"пара\"\n\
            require = { \"ключ\" = { present = true } }\n";
        assert_eq!(errors(text).len(), 1);
    }

    #[test]
    fn settings_change_known_parameters_only() {
        let settings: toml::Table = "\"стаж-наставника\" = 3".parse().unwrap();
        assert_eq!(
            load("federal-staff", &settings)
                .unwrap()
                .number("стаж-наставника"),
            3
        );
        let settings: toml::Table = "\"стаж-наставнка\" = 3".parse().unwrap();
        let found = load("federal-staff", &settings).unwrap_err();
        assert_eq!(found[0].suggestion.as_deref(), Some("стаж-наставника"));
    }
}
