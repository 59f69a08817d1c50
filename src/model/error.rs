//! What is wrong with a model file: always with file, line, column and, where there is one, the nearest known name.

use std::fmt;

use crate::diag::suggestion;

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
        write!(
            out,
            ": {}{}",
            self.message,
            suggestion(self.suggestion.as_deref())
        )
    }
}

impl std::error::Error for ModelError {}
