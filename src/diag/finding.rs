//! The finding and its parts.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// How much a finding asks of the school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must be fixed.
    Error,
    /// Fix it or explain it in the sheet of explanations.
    Query,
    /// Good to know.
    Note,
}

/// A cell, or a sheet, or a whole file, that made a finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Path relative to the one given by the user, with `/`.
    pub file: Arc<str>,
    /// Name of the sheet; empty when the finding is about the whole file.
    pub sheet: Arc<str>,
    /// Address such as `C12`; empty when the finding is about the whole sheet.
    pub cell: String,
    /// What this cell is to the finding, in Russian: «приказ», «дата начала»; empty for the only cell.
    pub role: String,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if !self.sheet.is_empty() {
            write!(out, " › {}", self.sheet)?;
        }
        if !self.cell.is_empty() {
            write!(out, " › {}", self.cell)?;
        }
        Ok(())
    }
}

/// An act of law and the clause that a requirement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Id of the act in `model/acts.toml`.
    pub act: String,
    /// Clause as it is quoted; may be empty.
    #[serde(default)]
    pub clause: String,
}

/// Whom or what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Default)]
pub struct Subject {
    /// Key of the entity (`person`, `pair`, `document`), or `file`, `sheet`, `school`.
    pub kind: String,
    /// Key that survives a new export: never a row number.
    pub key: String,
    /// Name for a reader.
    pub name: String,
}

/// An explanation given by the school for a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiver {
    /// Why it is so.
    pub reason: String,
    /// Who says it.
    pub author: String,
    /// ISO date until which it stands; empty when without end.
    pub until: String,
}

/// One thing the school is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Hash of code, subject and meaning: stays the same when rows move.
    pub key: String,
    /// Short Russian code such as «П-07».
    pub code: String,
    /// Severity after the settings were applied.
    pub severity: Severity,
    /// What is wrong here, with the value: one clause, no final period.
    pub message: String,
    /// What to do now: imperative, one action; may be empty.
    pub hint: String,
    /// Acts it rests on.
    pub basis: Vec<Basis>,
    /// Whom it is about.
    pub subject: Subject,
    /// Cells that made it, the most telling first.
    pub places: Vec<Place>,
    /// The school's explanation, when there is one that still holds.
    pub waiver: Option<Waiver>,
}

impl Finding {
    /// A finding with a computed key; `meaning` tells two findings of one code and subject apart
    /// (a field's key, the other person's key), and must not hold a row or a message.
    pub fn new(
        code: &str,
        severity: Severity,
        subject: Subject,
        meaning: &str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            key: super::stable_key(&[code, &subject.kind, &subject.key, meaning]),
            code: code.to_owned(),
            severity,
            message: message.into(),
            hint: String::new(),
            basis: Vec::new(),
            subject,
            places: Vec::new(),
            waiver: None,
        }
    }

    /// Adds what to do now.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds a cell.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }
}
