//! Who worked here in the year before a day, and since when: what the movement of staff is counted from.
//!
//! A dismissed person is counted with the group and experience of the last day; a person without a date of hiring
//! cannot be placed in the past and is unknown there.

use jiff::Span;

use super::derived::is_external;
use super::facts::Facts;
use super::school_year_start;
use crate::school::Row;

impl Facts<'_> {
    /// Pedagogical staff that worked at least one of the twelve months before this day.
    pub(super) fn worked_this_year(&self, row: Row<'_>) -> Option<bool> {
        if row.is_outside() || is_external(row) {
            return Some(false);
        }
        let from = self.day.checked_sub(Span::new().months(12)).ok()?;
        let left = row.date("dismissal_date").is_some_and(|last| last <= from);
        let yet_to_come = row.date("hire_date").is_some_and(|hired| hired > self.day);
        if left || yet_to_come {
            return Some(false);
        }
        if row.date("hire_date").is_none() && self.day != self.today {
            return None;
        }
        self.staff_group(row).map(|group| group == "педагогический")
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
