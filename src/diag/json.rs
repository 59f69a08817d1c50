//! The object that `check --format json` prints; other tools rely on its keys.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::Finding;

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct Report<S: Serialize> {
    /// Which program answered.
    pub tool: Tool,
    /// ISO day of the check.
    pub date: String,
    /// Which model was applied.
    pub model: ModelName,
    /// One [`SchoolReport`] for each school.
    pub schools: S,
}

/// A list whose items are made while it is written, so that they need not be in memory together. It can be written
/// once.
#[derive(Debug)]
pub struct Flow<I>(RefCell<I>);

impl<I: Iterator> Flow<I> {
    /// The items, not yet made.
    pub fn new(items: I) -> Self {
        Self(RefCell::new(items))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Flow<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&mut *self.0.borrow_mut())
    }
}

/// Name and version of this program.
#[derive(Debug, Serialize)]
pub struct Tool {
    /// `nastavnik`.
    pub name: &'static str,
    /// Version of the crate.
    pub version: &'static str,
}

impl Default for Tool {
    fn default() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// Id and version of a model.
#[derive(Debug, Serialize)]
pub struct ModelName {
    /// Id for `--model`.
    pub id: String,
    /// Version of its file.
    pub version: String,
}

/// What was found in one school; `indicators`, `summary` and `requirements` are the stages' own serializable types.
#[derive(Debug, Serialize)]
pub struct SchoolReport<I: Serialize, S: Serialize, R: Serialize> {
    /// Identity of the school.
    pub key: String,
    /// Short name.
    pub name: String,
    /// Path given by the user.
    pub path: String,
    /// Findings of all stages.
    pub findings: Vec<Finding>,
    /// Indicators of the model.
    pub indicators: Vec<I>,
    /// What became of each requirement.
    pub requirements: Vec<R>,
    /// Counts of requirement × subject.
    pub summary: S,
}

/// Writes the object as indented JSON with a final line break.
///
/// # Errors
/// The bytes cannot be written.
pub fn json<S: Serialize>(report: &Report<S>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    out.write_all(b"\n")
}
