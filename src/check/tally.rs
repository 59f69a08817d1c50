//! What became of each requirement in a school, and why one concerns nothing there.

use serde::Serialize;

use super::outcome::Outcome;
use crate::model::eval::Truth;
use crate::model::eval::facts::{Facts, WHOLE};
use crate::model::requirement::{Card, Except};

/// Counts of one requirement over the subjects of a school.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// «П-07».
    pub code: String,
    /// What is checked.
    pub title: String,
    /// Held.
    pub passed: usize,
    /// Did not hold, explained or not.
    pub failed: usize,
    /// Did not concern the subject.
    pub not_applicable: usize,
    /// The data do not tell.
    pub no_data: usize,
    /// Why it concerns nothing here; `None` when it concerns something.
    pub reason: Option<String>,
    /// The model excepts schools like this one.
    pub excepted: bool,
}

impl Tally {
    /// Nothing seen yet.
    pub fn of(card: &Card) -> Self {
        Self {
            code: card.code.clone(),
            title: card.title.clone(),
            ..Self::default()
        }
    }

    /// Counts an answer.
    pub fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Pass => self.passed += 1,
            Outcome::NotApplicable => self.not_applicable += 1,
            Outcome::NoData => self.no_data += 1,
            Outcome::Fail(failures) => self.failed += failures.len(),
        }
    }

    /// Says why, when the requirement concerned nothing.
    #[must_use]
    pub fn closed(mut self, card: &Card, excepted: Option<&Except>) -> Self {
        self.excepted = excepted.is_some();
        if self.passed + self.failed + self.no_data == 0 {
            let reason = match excepted {
                Some(except) => except.reason.clone(),
                None if card.scope.is_empty() => "здесь нет того, о чём оно".to_owned(),
                None => format!("здесь нет того, кого оно касается: {}", card.scope),
            };
            self.reason = Some(reason);
        }
        self
    }
}

/// The exception of a requirement that holds for this school.
pub fn excepted<'a>(facts: &Facts<'_>, except: Option<&'a Except>) -> Option<&'a Except> {
    except.filter(|except| facts.holds(&except.conditions, WHOLE).truth == Truth::Yes)
}
