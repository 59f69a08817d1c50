//! Working days: `model/calendar.toml`, with the holidays of a region and the transfers of later years from the model.
//! A year that is in neither gives no answer, not a guess.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::Model;
use crate::school::School;

static CALENDAR: &str = include_str!("../../model/calendar.toml");

/// The list of a model with the holidays of its region: «25.07».
pub const REGIONAL: &str = "праздники-региона";
/// The list of a model with transfers of days off: «03.01.2027 на 30.12.2027».
pub const TRANSFERS: &str = "переносы-выходных";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    holidays: Vec<String>,
    year: BTreeMap<String, Year>,
}

/// A year of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Year {
    /// The decree on transfers.
    pub act: String,
    /// When and by which public text it was checked.
    pub checked: String,
    /// Transfers of the decree: from which day to which.
    pub transfers: Vec<(Date, Date)>,
    /// Transfers by the code itself.
    #[serde(default)]
    pub by_article: Vec<(Date, Date)>,
}

fn file() -> &'static File {
    static LOADED: OnceLock<File> = OnceLock::new();
    LOADED.get_or_init(|| toml::from_str(CALENDAR).expect("model/calendar.toml is checked by the tests"))
}

/// Years of the file with their transfers, for the reference page.
pub fn years() -> impl Iterator<Item = (&'static str, &'static Year)> {
    file().year.iter().map(|(number, year)| (number.as_str(), year))
}

/// Days a week that a school works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Week {
    /// Monday to Friday.
    Five,
    /// Monday to Saturday; transfers from a Saturday do not concern it.
    Six,
}

impl Week {
    /// The week of a school; five days when it does not tell.
    pub fn of(school: &School) -> Self {
        let six = school.rows("organisation").any(|row| row.text("week") == "6");
        if six { Self::Six } else { Self::Five }
    }
}

/// The working days of one organisation.
#[derive(Debug)]
pub struct Calendar {
    week: Week,
    /// Month and day.
    regional: Vec<(i8, i8)>,
    transfers: Vec<(Date, Date)>,
}

/// A term runs into a year that the calendar does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoYear(pub i16);

impl Calendar {
    /// The calendar of the file alone.
    pub fn federal(week: Week) -> Self {
        Self::of(&Model::default(), week)
    }

    /// The calendar of the file with what the model adds.
    pub fn of(model: &Model, week: Week) -> Self {
        let own = model.list(TRANSFERS).iter().filter_map(|text| transfer(text));
        let years = file().year.values();
        let decreed = years.flat_map(|year| year.transfers.iter().chain(&year.by_article));
        Self {
            week,
            regional: model.list(REGIONAL).iter().filter_map(|text| day(text)).collect(),
            transfers: decreed.copied().chain(own).collect(),
        }
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    /// The year of the day is not in the calendar.
    pub fn is_working(&self, day: Date) -> Result<bool, NoYear> {
        let of_year = |(from, _): &&(Date, Date)| from.year() == day.year();
        let mut transfers = self.transfers.iter().filter(of_year).peekable();
        if transfers.peek().is_none() {
            return Err(NoYear(day.year()));
        }
        let holiday = format!("{:02}-{:02}", day.month(), day.day());
        if file().holidays.contains(&holiday) || self.regional.contains(&(day.month(), day.day())) {
            return Ok(false);
        }
        let reached =
            transfers.filter(|(from, _)| self.week == Week::Five || from.weekday() == Weekday::Sunday);
        for (from, to) in reached {
            if *to == day {
                return Ok(false);
            }
            if *from == day {
                return Ok(true);
            }
        }
        Ok(match day.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self.week == Week::Six,
            _ => true,
        })
    }

    /// Working days after `from` and before `to`: the full days between a notice and the day it takes effect.
    ///
    /// # Errors
    /// The term runs into a year that is not in the calendar.
    pub fn days_between(&self, from: Date, to: Date) -> Result<i64, NoYear> {
        let mut count = 0;
        let mut day = next(from)?;
        // A notice is given days before, not decades: longer terms are all alike.
        for _ in 0..1000 {
            if day >= to {
                break;
            }
            count += i64::from(self.is_working(day)?);
            day = next(day)?;
        }
        Ok(count)
    }

    /// The day that is so many working days after another.
    ///
    /// # Errors
    /// The term runs into a year that is not in the calendar.
    pub fn after(&self, from: Date, days: u32) -> Result<Date, NoYear> {
        let mut day = from;
        let mut left = days;
        while left > 0 {
            day = next(day)?;
            left -= u32::from(self.is_working(day)?);
        }
        Ok(day)
    }
}

fn next(day: Date) -> Result<Date, NoYear> {
    day.tomorrow().map_err(|_| NoYear(day.year()))
}

/// How an item of one of the two lists is written, when this one is not understood.
pub fn misread(list: &str, item: &str) -> Option<&'static str> {
    match list {
        REGIONAL => day(item).is_none().then_some("25.07"),
        TRANSFERS => transfer(item).is_none().then_some("03.01.2027 на 30.12.2027"),
        _ => None,
    }
}

/// «25.07» as month and day.
pub fn day(text: &str) -> Option<(i8, i8)> {
    let (day, month) = text.trim().split_once('.')?;
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

/// «03.01.2027 на 30.12.2027» as two days.
pub fn transfer(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once(" на ")?;
    let full = |text: &str| {
        let (date, year) = text.trim().rsplit_once('.')?;
        let (month, day) = day(date)?;
        Date::new(year.parse().ok()?, month, day).ok()
    };
    Some((full(from)?, full(to)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::{Calendar, Model, NoYear, Week, years};
    use jiff::civil::{Weekday, date};

    fn five() -> Calendar {
        Calendar::of(&Model::default(), Week::Five)
    }

    #[test]
    fn every_transfer_of_a_decree_is_from_a_day_off_to_a_working_day_of_its_year() {
        for (number, year) in years() {
            for (from, to) in year.transfers.iter().chain(&year.by_article) {
                assert_eq!(
                    (from.year().to_string(), to.year()),
                    (number.to_owned(), from.year())
                );
                assert!(
                    matches!(from.weekday(), Weekday::Saturday | Weekday::Sunday),
                    "{from}"
                );
                assert!(
                    !matches!(to.weekday(), Weekday::Saturday | Weekday::Sunday),
                    "{to}"
                );
            }
            let holidays = super::file().holidays.iter().map(|day| format!("{number}-{day}"));
            let lost: Vec<String> = holidays
                .filter(|day| {
                    let day: jiff::civil::Date = day.parse().unwrap();
                    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                    let moved = year
                        .transfers
                        .iter()
                        .chain(&year.by_article)
                        .any(|(from, _)| *from == day);
                    weekend && !moved
                })
                .collect();
            assert!(
                lost.is_empty(),
                "a holiday on a day off is not transferred: {lost:?}"
            );
            assert!(year.act.contains('№') && year.checked.len() > 10, "{number}");
        }
    }

    /// Working days of the year for a week of five days, as the production calendars print them.
    #[test]
    fn the_years_have_the_known_numbers_of_working_days() {
        for (year, days) in [(2024, 248), (2025, 247), (2026, 247)] {
            let calendar = five();
            let before = date(year - 1, 12, 31);
            assert_eq!(
                calendar.days_between(before, date(year, 12, 31)).unwrap()
                    + i64::from(calendar.is_working(date(year, 12, 31)).unwrap()),
                days,
                "{year}"
            );
        }
    }

    #[test]
    fn holidays_and_transfers_are_not_worked() {
        let (five, six) = (five(), Calendar::of(&Model::default(), Week::Six));
        assert_eq!(five.is_working(date(2026, 11, 4)), Ok(false));
        assert_eq!(five.is_working(date(2025, 11, 1)), Ok(true));
        assert_eq!(five.is_working(date(2025, 11, 3)), Ok(false));
        assert_eq!(six.is_working(date(2026, 11, 21)), Ok(true));
        // From a Sunday the day off moves for a week of six days too, from a Saturday it does not.
        assert_eq!(
            (
                five.is_working(date(2026, 3, 9)),
                six.is_working(date(2026, 3, 9))
            ),
            (Ok(false), Ok(false))
        );
        assert_eq!(
            (
                five.is_working(date(2026, 5, 11)),
                six.is_working(date(2026, 5, 11))
            ),
            (Ok(false), Ok(true))
        );
        assert_eq!(five.is_working(date(2031, 1, 14)), Err(NoYear(2031)));
    }

    #[test]
    fn a_model_adds_regional_holidays_and_a_later_year() {
        let mut model = Model::default();
        model
            .lists
            .insert("праздники-региона".to_owned(), vec!["25.07".to_owned()]);
        model.lists.insert(
            "переносы-выходных".to_owned(),
            vec!["02.01.2027 на 31.12.2027".to_owned()],
        );
        let calendar = Calendar::of(&model, Week::Five);
        assert_eq!(calendar.is_working(date(2025, 7, 25)), Ok(false));
        assert_eq!(calendar.is_working(date(2027, 1, 11)), Ok(true));
        assert_eq!(calendar.is_working(date(2027, 12, 31)), Ok(false));
        assert_eq!(calendar.is_working(date(2028, 1, 11)), Err(NoYear(2028)));
    }

    #[test]
    fn terms_in_working_days() {
        let calendar = five();
        // Friday 13 November to Thursday 19 November: Monday, Tuesday, Wednesday lie between.
        let between = |from, to| calendar.days_between(from, to);
        assert_eq!(between(date(2026, 11, 13), date(2026, 11, 19)), Ok(3));
        assert_eq!(between(date(2026, 11, 13), date(2026, 11, 18)), Ok(2));
        assert_eq!(calendar.after(date(2026, 11, 3), 1), Ok(date(2026, 11, 5)));
        assert_eq!(between(date(2026, 12, 30), date(2027, 1, 14)), Err(NoYear(2027)));
    }
}
