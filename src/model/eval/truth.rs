//! Yes, no, unknown; and the cell that an answer hangs on.

use crate::school::Link;

/// Three-valued truth, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold.
    No,
    /// The data do not tell.
    Unknown,
    /// It holds.
    Yes,
}

impl Truth {
    /// From a known answer.
    pub fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// The contrary; unknown stays unknown.
    #[must_use]
    #[allow(
        clippy::should_implement_trait,
        reason = "three-valued negation, beside `and`"
    )]
    pub fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

/// A truth with what it hangs on.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The answer.
    pub truth: Truth,
    /// Record and column of the first condition that did not hold; no column for a derived field or a count.
    pub cell: Option<(Link, Option<usize>)>,
    /// What the quantifier counted.
    pub count: Option<i64>,
    /// The records that the quantifier counted.
    pub counted: Vec<Link>,
}

impl Verdict {
    /// Holds.
    pub fn yes() -> Self {
        Self {
            truth: Truth::Yes,
            cell: None,
            count: None,
            counted: Vec::new(),
        }
    }

    /// Both hold; of two answers that do not, the worse and then the first is kept.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let truth = self.truth.and(other.truth);
        if truth == Truth::Yes || self.truth == truth {
            if self.truth == Truth::Yes && other.count.is_some() {
                self.count = other.count;
                self.counted = other.counted;
            }
            self.truth = truth;
            return self;
        }
        Self { truth, ..other }
    }
}
