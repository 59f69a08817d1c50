//! Measurements of competences: which one is the latest, and what it is compared with.
//!
//! A measurement is compared with the same person's own earlier one, so that people who came or left between the
//! two do not change the result.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use super::facts::{Facts, Got};
use super::school_year_start;
use crate::model::fold::fold;
use crate::school::{Link, Row};

impl<'a> Facts<'a> {
    /// How many days of the last twelve months a person was measured on.
    pub(super) fn measured_this_year(&self, link: Link) -> Option<i64> {
        self.school.rows("diagnosis").next()?;
        let from = self.day.checked_sub(Span::new().months(12)).ok()?;
        let days: BTreeSet<Date> = self
            .related("замеры", link)
            .into_iter()
            .filter_map(|link| self.row(link)?.date("date"))
            .filter(|date| from < *date && *date <= self.day)
            .collect();
        i64::try_from(days.len()).ok()
    }

    /// The measurement is of the same wave (its name and school year) as the latest one of its competence.
    pub(super) fn is_latest_measurement(&self, row: Row<'a>) -> Option<bool> {
        let date = row.date("date")?;
        if date > self.day {
            return Some(false);
        }
        let competence = fold(row.text("competence"));
        let latest = self
            .school
            .rows("diagnosis")
            .filter(|other| fold(other.text("competence")) == competence)
            .filter(|other| other.date("date").is_some_and(|date| date <= self.day))
            .max_by_key(|other| other.date("date"))?;
        let wave = |row: Row<'_>| {
            let year = row.date("date").map(school_year_start);
            (row.text("measurement").to_owned(), year)
        };
        Some(wave(row) == wave(latest))
    }

    /// Score of the measurement before this one; empty when this is the first.
    pub(super) fn previous_score(&self, row: Row<'a>) -> Got {
        match self.before(row) {
            Some(before) => before
                .field("score")
                .map_or(Got::Unknown, |field| self.field(before.link, field)),
            None => Got::Empty,
        }
    }

    /// The measurement before this one was made with the same instrument; unknown for the first.
    pub(super) fn same_instrument(&self, row: Row<'a>) -> Option<bool> {
        let before = self.before(row)?;
        let (old, new) = (fold(before.text("instrument")), fold(row.text("instrument")));
        (!old.is_empty() && !new.is_empty()).then(|| old == new)
    }

    /// The same person's latest measurement of the same competence before this one.
    fn before(&self, row: Row<'a>) -> Option<Row<'a>> {
        let (person, date) = (row.linked("person").next()?.link, row.date("date")?);
        let competence = fold(row.text("competence"));
        self.related("замеры", person)
            .into_iter()
            .filter_map(|link| self.row(link))
            .filter(|other| fold(other.text("competence")) == competence)
            .filter(|other| other.date("date").is_some_and(|earlier| earlier < date))
            .max_by_key(|other| other.date("date"))
    }
}
