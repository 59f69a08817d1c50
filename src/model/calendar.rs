//! Working days: `model/calendar.toml`. A year that is not in the file gives no answer, not a guess.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use crate::school::School;

static CALENDAR: &str = include_str!("../../model/calendar.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendar {
    holidays: Vec<String>,
    year: BTreeMap<String, Year>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Year {
    #[allow(dead_code, reason = "the act is for the reader of the file")]
    act: String,
    days_off: Vec<String>,
    workdays: Vec<String>,
}

fn calendar() -> &'static Calendar {
    static LOADED: OnceLock<Calendar> = OnceLock::new();
    LOADED.get_or_init(|| toml::from_str(CALENDAR).expect("model/calendar.toml is checked by the tests"))
}

/// Days a week that a school works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Week {
    /// Monday to Friday.
    Five,
    /// Monday to Saturday; transfers of days off do not concern it.
    Six,
}

impl Week {
    /// The week of a school; five days when it does not tell.
    pub fn of(school: &School) -> Self {
        let six = school.rows("organisation").any(|row| row.text("week") == "6");
        if six { Self::Six } else { Self::Five }
    }
}

/// Whether a day is worked; `None` for a year that is not in the calendar.
pub fn is_working(day: Date, week: Week) -> Option<bool> {
    let calendar = calendar();
    let year = calendar.year.get(&day.year().to_string())?;
    let iso = day.to_string();
    if calendar
        .holidays
        .iter()
        .any(|holiday| iso.ends_with(holiday.as_str()))
    {
        return Some(false);
    }
    Some(match week {
        Week::Six => day.weekday() != Weekday::Sunday,
        Week::Five if year.workdays.contains(&iso) => true,
        Week::Five if year.days_off.contains(&iso) => false,
        Week::Five => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
    })
}

/// Working days after `from` and before `to`: the full days between a notice and the day it takes effect.
pub fn working_days_between(from: Date, to: Date, week: Week) -> Option<i64> {
    let mut count = 0;
    let mut day = from.tomorrow().ok()?;
    // A notice is given days before, not decades: longer terms are all alike.
    for _ in 0..1000 {
        if day >= to {
            break;
        }
        count += i64::from(is_working(day, week)?);
        day = day.tomorrow().ok()?;
    }
    Some(count)
}

/// The day that is so many working days after another.
pub fn add_working_days(from: Date, days: u32, week: Week) -> Option<Date> {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u32::from(is_working(day, week)?);
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::{Week, add_working_days, is_working, working_days_between};
    use jiff::civil::date;

    #[test]
    fn holidays_and_transfers_are_not_worked() {
        assert_eq!(is_working(date(2026, 11, 4), Week::Five), Some(false));
        assert_eq!(is_working(date(2025, 11, 1), Week::Five), Some(true));
        assert_eq!(is_working(date(2025, 11, 3), Week::Five), Some(false));
        assert_eq!(is_working(date(2026, 11, 21), Week::Six), Some(true));
        assert_eq!(is_working(date(2031, 1, 14), Week::Five), None);
    }

    #[test]
    fn terms_in_working_days() {
        // Friday 13 November to Thursday 19 November: Monday, Tuesday, Wednesday lie between.
        assert_eq!(
            working_days_between(date(2026, 11, 13), date(2026, 11, 19), Week::Five),
            Some(3)
        );
        assert_eq!(
            working_days_between(date(2026, 11, 13), date(2026, 11, 18), Week::Five),
            Some(2)
        );
        assert_eq!(
            add_working_days(date(2026, 11, 3), 1, Week::Five),
            Some(date(2026, 11, 5))
        );
        assert_eq!(
            working_days_between(date(2030, 12, 30), date(2031, 1, 14), Week::Five),
            None
        );
    }
}
