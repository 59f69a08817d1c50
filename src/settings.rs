//! The school's settings file `nastavnik.toml`: a leaf that only parses.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use crate::diag::Severity;

/// What `nastavnik.toml` may say; every key may be absent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The day as of which everything is computed, unless `--date` says another.
    #[serde(deserialize_with = "date")]
    pub date: Option<Date>,
    /// Id of the target model, or the path of a model file.
    pub model: Option<String>,
    /// Parameters of the model, by their names.
    pub parameters: toml::Table,
    /// Header of a column as it stands → `sheet.field`, or an empty text for a column to be passed over.
    pub columns: BTreeMap<String, String>,
    /// A name, post or word in the nominative → its forms.
    pub declension: BTreeMap<String, Declension>,
    /// Code of a finding → its severity in this school.
    pub severity: BTreeMap<String, Severity>,
    /// Folder with the school's own templates, relative to the settings file.
    pub templates: Option<String>,
    /// How orders are made.
    pub orders: Orders,
    /// What stands at the head of every paper.
    pub letterhead: Letterhead,
}

/// One line of `[declension]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Declension {
    /// `"м"`, `"ж"`: the sex of a person; `"-"`: the word is not declined.
    Word(String),
    /// Genitive, dative, accusative, instrumental, prepositional.
    Forms([String; 5]),
}

/// Settings of orders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Orders {
    /// Introduction, curator, regulation and roadmap in separate orders instead of one.
    pub separate: bool,
}

/// What stands at the head of every paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Letterhead {
    /// A picture above the requisites, relative to the settings file.
    pub emblem: Option<String>,
    /// Its height in millimetres.
    pub emblem_height: Option<u64>,
    /// A Word file in place of the requisites, relative to the settings file.
    pub file: Option<String>,
}

/// A TOML date, or a text such as `"2026-11-21"`.
fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Toml(toml::value::Datetime),
        Text(String),
    }
    let text = match Written::deserialize(from)? {
        Written::Toml(date) => date.to_string(),
        Written::Text(text) => text,
    };
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
