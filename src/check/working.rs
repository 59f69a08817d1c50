//! The working days of the school that is checked: its week, the holidays of its region, the years of its model.

use crate::model::calendar::{Calendar, Week};
use crate::model::eval::facts::Facts;

/// The calendar of the school.
pub fn calendar(facts: &Facts<'_>) -> Calendar {
    Calendar::of(facts.model, Week::of(facts.school))
}
