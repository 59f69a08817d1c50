//! Who worked here in the year before a day, and since when: what the movement of staff is counted from.
//!
//! A dismissed person is counted with the group and experience of the last day; a person without a date of hiring
//! cannot be placed in the past and is unknown there.

use jiff::Span;
use jiff::civil::Date;

use super::derived::is_external;
use super::facts::Facts;
use super::school_year_start;
use crate::school::Row;

impl Facts<'_> {
    /// Pedagogical staff that worked at least one of the twelve months before this day.
    pub(super) fn worked_this_year(&self, row: Row<'_>) -> Option<bool> {
        let from = self.year_ago();
        let left = row.date("dismissal_date").is_some_and(|last| last <= from);
        let yet_to_come = row.date("hire_date").is_some_and(|hired| hired > self.day);
        if left || yet_to_come {
            return Some(false);
        }
        if row.date("hire_date").is_none() && self.day != self.today {
            return None;
        }
        self.teaches_by_post(row)
    }

    /// Left, by dismissal or transfer, in the twelve months before this day.
    pub(super) fn left_this_year(&self, row: Row<'_>) -> bool {
        let gone = row.date("dismissal_date");
        gone.is_some_and(|gone| self.year_ago() < gone && gone <= self.day)
    }

    /// Pedagogical staff of the day twelve months before this one; who was on leave worked.
    pub(super) fn worked_at_start(&self, row: Row<'_>) -> Option<bool> {
        match self.on(self.year_ago()).employed(row)? {
            true => self.teaches_by_post(row),
            false => Some(false),
        }
    }

    /// One of the pedagogical staff of this organisation, whether still here or gone.
    pub(super) fn teaches_by_post(&self, row: Row<'_>) -> Option<bool> {
        if row.is_outside() || is_external(row) {
            return Some(false);
        }
        self.staff_group(row).map(|group| group == "педагогический")
    }

    /// Full years of pedagogical experience twelve months before this day.
    pub(super) fn years_at_start(&self, row: Row<'_>) -> Option<i64> {
        let months = self.on(self.year_ago()).ped_months(row)?;
        Some(i64::from(months / 12))
    }

    fn year_ago(&self) -> Date {
        self.day.checked_sub(Span::new().months(12)).unwrap_or(self.day)
    }

    /// Full years of pedagogical experience on this day or, for those who left before it, on the day they left.
    pub(super) fn years_at_leaving(&self, row: Row<'_>) -> Option<i64> {
        let day = row
            .date("dismissal_date")
            .map_or(self.day, |left| left.min(self.day));
        self.on(day).ped_months(row).map(|months| i64::from(months / 12))
    }

    /// School years between the one of hiring and the one of this day.
    pub(super) fn school_years_since_hired(&self, row: Row<'_>) -> Option<i64> {
        let hired = school_year_start(row.date("hire_date")?);
        Some(i64::from(school_year_start(self.day).year()) - i64::from(hired.year()))
    }
}
