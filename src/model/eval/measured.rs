//! Measurements of competences: which one is the latest, and what it is compared with.
//!
//! A measurement is compared with the same person's own earlier one, so that people who came or left between the
//! two do not change the result.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use super::facts::{Facts, Got};
use super::school_year_start;
use crate::model::fold::alike;
use crate::school::{Link, Row, School};

/// A round of measurements: its name and the first day of its school year.
type Wave<'a> = (&'a str, Date);

/// What the measurements of a school are of, found once.
#[derive(Debug, Default)]
pub struct Measured {
    /// Number of the competence of each record.
    competences: Vec<usize>,
    /// Dated records of each competence, by date.
    by_date: Vec<Vec<(Date, usize)>>,
}

impl Measured {
    /// Walks the measurements of a school once.
    pub fn of(school: &School) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut made = Self::default();
        for (record, row) in school.rows("diagnosis").enumerate() {
            let name = row.text("competence");
            // A school measures a handful of competences.
            let number = names
                .iter()
                .position(|known| alike(known, name))
                .unwrap_or(names.len());
            if number == names.len() {
                names.push(name);
                made.by_date.push(Vec::new());
            }
            made.competences.push(number);
            if let Some(date) = row.date("date") {
                made.by_date[number].push((date, record));
            }
        }
        for rows in &mut made.by_date {
            rows.sort_unstable();
        }
        made
    }

    /// The latest record of the competence of a record, up to a day.
    fn latest(&self, record: usize, day: Date) -> Option<usize> {
        let rows = self.by_date.get(*self.competences.get(record)?)?;
        let known = rows.partition_point(|(date, _)| *date <= day);
        rows.get(known.checked_sub(1)?).map(|(_, record)| *record)
    }
}

impl<'a> Facts<'a> {
    /// How many days of the last twelve months a person was measured on.
    pub(super) fn measured_this_year(&self, link: Link) -> Option<i64> {
        self.school.rows("diagnosis").next()?;
        let from = self.day.checked_sub(Span::new().months(12)).ok()?;
        let days: BTreeSet<Date> = self
            .related("замеры", link)
            .filter_map(|link| self.row(link)?.date("date"))
            .filter(|date| from < *date && *date <= self.day)
            .collect();
        i64::try_from(days.len()).ok()
    }

    /// The measurement is of the same wave (its name and school year) as the latest one of its competence.
    pub(super) fn is_latest_measurement(&self, row: Row<'a>) -> Option<bool> {
        let own = wave(row)?;
        if row.date("date")? > self.day {
            return Some(false);
        }
        let record = self.index.measured.latest(row.link.record, self.day)?;
        let latest = self.row(Link { record, ..row.link })?;
        Some(own == wave(latest)?)
    }

    /// Score of the measurement before this one; empty when this is the first.
    pub(super) fn previous_score(&self, row: Row<'a>) -> Got<'a> {
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
        let (old, new) = (before.text("instrument"), row.text("instrument"));
        (!old.is_empty() && !new.is_empty()).then(|| alike(old, new))
    }

    /// The same person's latest measurement of the same competence before this one.
    fn before(&self, row: Row<'a>) -> Option<Row<'a>> {
        let (person, date) = (row.linked("person").next()?.link, row.date("date")?);
        let competence = |link: Link| self.index.measured.competences.get(link.record);
        self.related("замеры", person)
            .filter(|link| competence(*link) == competence(row.link))
            .filter_map(|link| self.row(link))
            .filter(|other| other.date("date").is_some_and(|earlier| earlier < date))
            .max_by_key(|other| other.date("date"))
    }
}

fn wave(row: Row<'_>) -> Option<Wave<'_>> {
    Some((row.text("measurement"), school_year_start(row.date("date")?)))
}
