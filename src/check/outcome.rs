//! What one requirement says of one subject.

use crate::diag::Place;
use crate::model::eval::facts::Facts;
use crate::school::{Link, Row};

/// The answer of a requirement.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Held.
    Pass,
    /// Does not concern the subject.
    NotApplicable,
    /// The data do not tell.
    NoData,
    /// Does not hold, in one or more ways.
    Fail(Vec<Failure>),
}

/// One way in which a requirement does not hold.
#[derive(Debug, Clone, Default)]
pub struct Failure {
    /// What tells two findings of one code and subject apart; never a row or a message.
    pub meaning: String,
    /// What is wrong, with the values.
    pub message: String,
    /// The cells that show it, the most telling first.
    pub places: Vec<Place>,
    /// Whom it is about, when not the subject that was looked at.
    pub about: Option<Link>,
}

impl Failure {
    /// A failure with its message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }

    /// Adds the cell of a field, by the field's key.
    #[must_use]
    pub fn at(mut self, facts: &Facts<'_>, row: Row<'_>, key: &str) -> Self {
        let field = row.field(key).unwrap_or(usize::MAX);
        let role = facts.role(row.link, field);
        self.places.push(row.record().place(field, &role));
        self
    }

    /// Adds the sheet of a record, when it is the sheet that lacks something and no cell of it.
    #[must_use]
    pub fn on_sheet(mut self, row: Row<'_>) -> Self {
        let place = row.record().place(usize::MAX, "");
        self.places.push(Place {
            cell: String::new(),
            ..place
        });
        self
    }

    /// Sets what tells it from another failure of the same subject.
    #[must_use]
    pub fn meaning(mut self, meaning: impl Into<String>) -> Self {
        self.meaning = meaning.into();
        self
    }

    /// Sets whom it is about.
    #[must_use]
    pub fn about(mut self, link: Link) -> Self {
        self.about = Some(link);
        self
    }
}

impl From<Failure> for Outcome {
    fn from(failure: Failure) -> Self {
        Self::Fail(vec![failure])
    }
}

impl From<Vec<Failure>> for Outcome {
    /// No failure is a pass.
    fn from(failures: Vec<Failure>) -> Self {
        if failures.is_empty() {
            Self::Pass
        } else {
            Self::Fail(failures)
        }
    }
}
