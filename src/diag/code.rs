//! What a code of a finding means: the entry that `explain` and the reference page print.

use super::Severity;

/// A registered code; stages list theirs in a `CODES` slice, sorted by code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeInfo {
    /// Code such as «Д-03».
    pub code: &'static str,
    /// The problem in a few words.
    pub title: &'static str,
    /// Severity unless the settings say otherwise.
    pub severity: Severity,
    /// What is checked, why, how to put it right.
    pub explanation: &'static str,
}
