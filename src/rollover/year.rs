//! A school year as it is written: «2026/2027».

use std::str::FromStr;

use jiff::civil::{Date, date};

/// A school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolYear(i16);

impl SchoolYear {
    /// The calendar year in which it begins.
    pub fn start(self) -> i16 {
        self.0
    }

    /// The year after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Its 1 September.
    pub fn first_day(self) -> Date {
        date(self.0, 9, 1)
    }
}

impl FromStr for SchoolYear {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, second) = text.trim().split_once(['/', '-', '–']).ok_or(())?;
        let (first, second): (i16, i16) = (
            first.trim().parse().map_err(|_| ())?,
            second.trim().parse().map_err(|_| ())?,
        );
        // Years of a school that keeps such records; a date of them always exists.
        ((2000..2100).contains(&first) && second == first + 1)
            .then_some(Self(first))
            .ok_or(())
    }
}

impl std::fmt::Display for SchoolYear {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}/{}", self.0, self.0 + 1)
    }
}
