//! Serial numbers of days, as spreadsheet programs store dates.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan};

const DAYS: f64 = 2_958_465.0;

/// The day and time of a serial number; `None` for numbers that stand for no day: 0, the 29 February 1900 that
/// never was, negative ones and those past the year 9999.
pub fn date_time(serial: f64, is_1904: bool) -> Option<DateTime> {
    if !serial.is_finite() {
        return None;
    }
    let mut days = serial.floor();
    let mut millis = ((serial - days) * 86_400_000.0).round();
    if millis >= 86_400_000.0 {
        days += 1.0;
        millis = 0.0;
    }
    if !(0.0..=DAYS).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "bounded two lines above")]
    let whole = days as i32;
    let start = match whole {
        _ if is_1904 => Date::constant(1904, 1, 1),
        0 | 60 => return None,
        1..60 => Date::constant(1899, 12, 31),
        _ => Date::constant(1899, 12, 30),
    };
    let date = start.checked_add(whole.days()).ok()?;
    #[allow(clippy::cast_possible_truncation, reason = "less than a day")]
    let time = SignedDuration::from_millis(millis as i64);
    date.to_datetime(Time::midnight()).checked_add(time).ok()
}

/// A day and time as ISO 8601 writes them.
pub fn iso(text: &str) -> Option<DateTime> {
    let text = text.trim();
    text.parse::<DateTime>().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{date_time, iso};

    #[track_caller]
    fn check(serial: f64, is_1904: bool, expected: &str) {
        let read = date_time(serial, is_1904)
            .map(|day| day.to_string())
            .unwrap_or_default();
        assert_eq!(read, expected, "{serial}");
    }

    #[test]
    fn serials_of_both_systems() {
        check(1.0, false, "1900-01-01T00:00:00");
        check(59.0, false, "1900-02-28T00:00:00");
        check(61.0, false, "1900-03-01T00:00:00");
        check(45292.0, false, "2024-01-01T00:00:00");
        check(45292.75, false, "2024-01-01T18:00:00");
        check(0.0, true, "1904-01-01T00:00:00");
        check(43830.0, true, "2024-01-01T00:00:00");
        check(2_958_465.0, false, "9999-12-31T00:00:00");
    }

    #[test]
    fn numbers_that_are_no_day() {
        for serial in [0.0, 0.5, 60.0, -1.0, 2_958_466.0, 1e300, f64::NAN, f64::INFINITY] {
            check(serial, false, "");
        }
    }

    #[test]
    fn iso_text() {
        assert_eq!(iso("2024-02-29").unwrap().to_string(), "2024-02-29T00:00:00");
        assert_eq!(
            iso("2024-02-29T10:30:00").unwrap().to_string(),
            "2024-02-29T10:30:00"
        );
        assert!(iso("29.02.2024").is_none());
    }
}
