//! The one place where findings are collected.

use super::Finding;

/// Collects findings of all stages.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Findings so far, in the order they came.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// All findings.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
