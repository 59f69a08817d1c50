//! What is wrong with a model file: always with file, line, column and, where there is one, the nearest known name.

use std::fmt;

/// One mistake in a model file, in the acts it cites or in the parameters of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError {
    /// Id of the model, or the name of the file.
    pub file: String,
    /// Line from 1; 0 when the mistake is in no line of this file.
    pub line: usize,
    /// Column in characters from 1.
    pub column: usize,
    /// What is wrong, in Russian.
    pub message: String,
    /// The nearest known name.
    pub suggestion: Option<String>,
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if self.line > 0 {
            write!(out, ":{}:{}", self.line, self.column)?;
        }
        write!(out, ": {}", self.message)?;
        if let Some(name) = &self.suggestion {
            write!(out, "; возможно, имелось в виду «{name}»")?;
        }
        Ok(())
    }
}

impl std::error::Error for ModelError {}

/// The known name nearest to a misspelt one, if it is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(name, candidate), candidate))
        .filter(|(score, _)| *score >= 0.6)
        .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)))
        .map(|(_, candidate)| candidate.to_owned())
}
