//! The object that `check --format json` prints; other tools rely on its keys.

use serde::Serialize;

use super::Finding;

/// The whole answer. `indicators`, `summary` and `requirements` are the stages' own serializable types.
#[derive(Debug, Serialize)]
pub struct Report<I: Serialize, S: Serialize, R: Serialize> {
    /// Which program answered.
    pub tool: Tool,
    /// ISO day of the check.
    pub date: String,
    /// Which model was applied.
    pub model: ModelName,
    /// One entry for each school.
    pub schools: Vec<SchoolReport<I, S, R>>,
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

/// What was found in one school.
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

/// The object as indented JSON with a final line break.
pub fn json<I: Serialize, S: Serialize, R: Serialize>(report: &Report<I, S, R>) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("only strings, numbers and lists");
    text.push('\n');
    text
}
