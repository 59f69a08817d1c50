//! A term of the roadmap some years later: the days in its words move, on to the next working day.

use jiff::Span;
use jiff::civil::Date;

use crate::ingest::record::Term;
use crate::ingest::values::read::russian_day;
use crate::model::calendar::Calendar;

/// Text of the term, `years` later. A year that the calendar does not have keeps the date.
pub fn later(term: &Term, years: i16, calendar: &Calendar) -> String {
    let days = term
        .text
        .match_indices('.')
        .filter(|(at, _)| full(&term.text, *at).is_some());
    if let ([_], Some(from), Some(to)) = (days.collect::<Vec<_>>().as_slice(), term.from, term.to)
        && from != to
    {
        // «02–09.09.2026»: the first day stands without its month or year.
        return format!(
            "{}–{}",
            russian_day(moved(from, years, calendar)),
            russian_day(moved(to, years, calendar))
        );
    }
    in_words(&term.text, years, calendar)
}

/// Full days and bare years of a text, moved; all else stays.
fn in_words(text: &str, years: i16, calendar: &Calendar) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|mark: char| mark.is_ascii_digit()).len();
        if digits == 0 {
            made.push(first);
            rest = &rest[first.len_utf8()..];
        } else if let Some((day, length)) = full(rest, digits) {
            made.push_str(&russian_day(moved(day, years, calendar)));
            rest = &rest[length..];
        } else {
            let number = &rest[..digits];
            match number.parse::<i16>() {
                Ok(year @ 2000..2100) => made.push_str(&(year + years).to_string()),
                _ => made.push_str(number),
            }
            rest = &rest[digits..];
        }
    }
    made
}

/// «05.09.2026» whose first point stands at `point`: the day, and where it ends.
fn full(text: &str, point: usize) -> Option<(Date, usize)> {
    let digit = |mark: char| mark.is_ascii_digit();
    let before = text.get(..point)?;
    let day = &before[before.trim_end_matches(digit).len()..];
    let (month, year) = text.get(point..)?.strip_prefix('.')?.split_once('.')?;
    let year = &year[..year.len() - year.trim_start_matches(digit).len()];
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (year.len() == 4).then_some((date, point + month.len() + year.len() + 2))
}

/// The same date years later, or the next working day after it.
fn moved(day: Date, years: i16, calendar: &Calendar) -> Date {
    let Ok(same) = day.checked_add(Span::new().years(years)) else {
        return day;
    };
    match calendar.is_working(same) {
        Ok(false) => calendar.after(same, 1).unwrap_or(same),
        _ => same,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::later;
    use crate::ingest::values::term::read;
    use crate::model::calendar::{Calendar, Week};

    #[track_caller]
    fn check(text: &str, years: i16, expected: &str) {
        let calendar = Calendar::federal(Week::Five);
        assert_eq!(
            later(&read(text, Some(2025)).unwrap(), years, &calendar),
            expected
        );
    }

    #[test]
    fn days_move_to_working_days() {
        check("до 28.08.2025", 1, "до 28.08.2026");
        check("до 05.09.2025", 1, "до 07.09.2026");
        check("02–09.09.2025", 1, "02.09.2026–09.09.2026");
        check("31.08–04.09.2025", 1, "31.08.2026–04.09.2026");
        check("15.10.2025 и 20.11.2025", 1, "15.10.2026 и 20.11.2026");
    }

    #[test]
    fn years_move_and_other_words_stay() {
        check(
            "октябрь 2025 г. – май 2026 г.",
            1,
            "октябрь 2026 г. – май 2027 г.",
        );
        check("в течение года", 1, "в течение года");
    }

    #[test]
    fn a_year_outside_the_calendar_keeps_the_date() {
        check("до 01.09.2025", 50, "до 01.09.2075");
    }

    proptest! {
        #[test]
        fn any_term_is_survived(text in "(до |с |[0-9.–]{0,6})\\PC{0,20}[0-9.]{0,12}", years in 1i16..9) {
            if let Some(term) = read(&text, None) {
                let _ = later(&term, years, &Calendar::federal(Week::Six));
            }
        }
    }
}
