//! Days: serial numbers, ISO, `05.09.24`, «05» сентября 2024 г., months and years alone.

use jiff::civil::{Date, date};

use super::spoken;
use super::words::{is_blank_word, leading_number, month};

/// What a text told about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRead {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
    /// Written so that it says there is none.
    Blank,
    /// A day that no calendar has, such as 31.02.2020.
    Impossible,
    /// No day at all.
    Unreadable,
}

/// What is known of the days of a column, to place two-digit years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Century {
    /// Birthdays of people who work: nobody was born after 2012.
    Birth,
    /// Everything else: 50–99 is the last century.
    Event,
}

/// Reads a text.
pub fn read(text: &str, century: Century) -> DateRead {
    let text = text.trim();
    if is_blank_word(text) {
        return DateRead::Blank;
    }
    if let Some(figures) = spoken::day(text) {
        return read(&figures, century);
    }
    if let Some(day) = packed(text) {
        return day;
    }
    match find(text, century) {
        Some((found, rest))
            if rest.chars().all(|mark| !mark.is_ascii_digit()) || brackets(rest) || order(rest) =>
        {
            found
        }
        _ => DateRead::Unreadable,
    }
}

/// Nothing but digits: a serial number, or the year, the month and the day written together.
fn packed(text: &str) -> Option<DateRead> {
    if !text.chars().all(|mark| mark.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    match text.len() {
        5 if number < 70_000 => Some(serial(number as f64)),
        8 => {
            let by_year = day_of((number / 10_000) as i16, number / 100 % 100, number % 100);
            let by_day = day_of(
                (number % 10_000) as i16,
                number / 10_000 % 100,
                number / 1_000_000,
            );
            match (by_year, by_day) {
                (DateRead::Day(day), DateRead::Impossible) | (DateRead::Impossible, DateRead::Day(day)) => {
                    Some(DateRead::Day(day))
                }
                _ => Some(DateRead::Unreadable),
            }
        }
        _ => None,
    }
}

/// The text sets a bound and tells no day: «до 01.09.2015», «не позднее», «около».
pub fn is_bound(text: &str) -> bool {
    const BOUNDS: [&str; 9] = [
        "до ",
        "около ",
        "после ",
        "примерно",
        "не позднее",
        "не ранее",
        "приблиз",
        "ориентир",
        "план",
    ];
    let lower = text.trim_start().to_lowercase();
    BOUNDS.iter().any(|start| lower.starts_with(start))
}

/// Reads a number of a cell without a date format: a serial number, or a year.
pub fn serial(number: f64) -> DateRead {
    if number.fract() == 0.0 && (19_000_101.0..21_001_231.0).contains(&number) {
        return packed(&format!("{number:.0}")).unwrap_or(DateRead::Unreadable);
    }
    if number.fract() == 0.0 && (1940.0..=2060.0).contains(&number) {
        return DateRead::Year(number as i16);
    }
    if !(367.0..80_000.0).contains(&number) {
        return DateRead::Unreadable;
    }
    let days = number.floor() as i64;
    jiff::Span::new()
        .try_days(days)
        .ok()
        .and_then(|span| date(1899, 12, 30).checked_add(span).ok())
        .map_or(DateRead::Unreadable, DateRead::Day)
}

/// The first day, month or year in a text, and what follows it.
pub fn find(text: &str, century: Century) -> Option<(DateRead, &str)> {
    let mut from = 0;
    while let Some(start) = text[from..].find(|mark: char| mark.is_ascii_digit() || mark.is_alphabetic()) {
        let at = from + start;
        let tail = &text[at..];
        // «№ 01-10/2021» is the number of a paper.
        if text[..at].trim_end().ends_with('№') {
            let end = tail.find(|mark: char| mark.is_whitespace() || matches!(mark, ',' | ';' | ')'));
            from = at + end.unwrap_or(tail.len());
            continue;
        }
        let found = if tail.starts_with(|mark: char| mark.is_ascii_digit()) {
            digits(tail, century)
        } else {
            word(tail)
        };
        if found.is_some() {
            return found;
        }
        from = at
            + tail
                .find(|mark: char| !mark.is_alphanumeric())
                .unwrap_or(tail.len());
    }
    None
}

/// All days of a text, in order.
pub fn all(text: &str, century: Century) -> Vec<Date> {
    let mut rest = text;
    let mut days = Vec::new();
    while let Some((found, tail)) = find(rest, century) {
        if let DateRead::Day(day) = found {
            days.push(day);
        }
        if tail.len() == rest.len() {
            break;
        }
        rest = tail;
    }
    days
}

/// What may follow a day: a remark in brackets, a time.
fn brackets(rest: &str) -> bool {
    let time = rest.trim_start_matches(['T', ' ']);
    if rest.starts_with(['T', ' '])
        && time.len() > 4
        && time
            .chars()
            .all(|mark| mark.is_ascii_digit() || matches!(mark, ':' | '.' | 'Z'))
        && time.contains(':')
    {
        return true;
    }
    rest.trim_start_matches(['г', '.', ' ', 'о', 'д', 'а'])
        .starts_with('(')
}

/// The number of an order behind the day: «от 25.08.2003 № 12-к».
fn order(rest: &str) -> bool {
    let lower = rest.to_lowercase();
    (lower.contains('№') || lower.contains("пр.") || lower.contains("приказ"))
        && find(rest, Century::Event).is_none()
}

/// «сентябрь 2023».
fn word(tail: &str) -> Option<(DateRead, &str)> {
    let end = tail
        .find(|mark: char| !mark.is_alphabetic())
        .unwrap_or(tail.len());
    let month = month(&tail[..end]).or_else(|| roman(&tail[..end]))?;
    let rest = tail[end..].trim_start_matches(['.', ' ', ',']);
    let (year, rest) = leading_number(rest)?;
    let year = i16::try_from(year)
        .ok()
        .filter(|year| (1900..=2100).contains(year))?;
    Some((DateRead::Month(year, month), rest))
}

fn digits(tail: &str, century: Century) -> Option<(DateRead, &str)> {
    let (first, rest) = leading_number(tail)?;
    let length = tail.len() - rest.len();
    if let Some(worded) = worded(first, rest, century) {
        return Some(worded);
    }
    if let Some((mark, second, after)) = separated(rest) {
        if let Some((again, third, end)) = separated(after)
            && again == mark
        {
            let width = after.trim_start_matches(SEPARATORS).len() - end.len();
            return Some((numbers(first, length, second, third, width, century), end));
        }
        // 09.2023
        if (1..=12).contains(&first) && (1940..=2100).contains(&second) {
            return Some((DateRead::Month(second as i16, first as i8), after));
        }
    }
    let ends = rest.chars().next().is_none_or(|mark| !mark.is_alphanumeric())
        || rest.trim_start().starts_with(['г', 'Г']);
    if length == 4 && ends && (1940..=2100).contains(&first) {
        return Some((DateRead::Year(first as i16), rest));
    }
    None
}

const SEPARATORS: [char; 8] = ['.', ',', '/', '-', ' ', '–', '‑', '\\'];

/// A separator and a number. «14–23.12.2026» has two kinds of separators and is a range.
fn separated(rest: &str) -> Option<(char, i64, &str)> {
    let tail = rest.trim_start_matches(' ');
    let (mark, tail) = match tail.chars().next() {
        Some(mark) if mark != ' ' && SEPARATORS.contains(&mark) => {
            (mark, tail[mark.len_utf8()..].trim_start_matches(' '))
        }
        _ if tail.len() < rest.len() => (' ', tail),
        _ => return None,
    };
    let (number, end) = leading_number(tail)?;
    (tail.len() - end.len() <= 4).then_some((mark, number, end))
}

/// `05» сентября 2024`.
fn worded(day: i64, rest: &str, century: Century) -> Option<(DateRead, &str)> {
    let rest = rest.trim_start_matches(['»', '"', '”', '“', ' ', '.', '-', '\'']);
    let rest = rest
        .strip_prefix("го ")
        .or_else(|| rest.strip_prefix("ое "))
        .unwrap_or(rest);
    // «12 (двенадцатое) июля».
    let rest = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((said, after)) if said.chars().all(|mark| mark.is_alphabetic() || mark == ' ') => {
            after.trim_start()
        }
        _ => rest,
    };
    let end = rest
        .find(|mark: char| !mark.is_alphabetic())
        .unwrap_or(rest.len());
    let month = month(&rest[..end]).or_else(|| roman(&rest[..end]))?;
    let rest = rest[end..].trim_start_matches(['.', ' ', ',', '-']);
    let (year, tail) = leading_number(rest)?;
    let year = full_year(year, rest.len() - tail.len(), century)?;
    Some((day_of(year, i64::from(month), day), tail))
}

/// A month in Roman numerals, as papers written by hand have it.
fn roman(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let found = MONTHS.iter().position(|month| *month == word)?;
    i8::try_from(found + 1).ok()
}

fn numbers(first: i64, length: usize, second: i64, third: i64, width: usize, century: Century) -> DateRead {
    if length == 4 {
        return day_of(first as i16, second, third);
    }
    let Some(year) = full_year(third, width, century) else {
        return DateRead::Unreadable;
    };
    if second > 12 && first <= 12 && second <= 31 {
        return day_of(year, first, second);
    }
    day_of(year, second, first)
}

fn full_year(year: i64, width: usize, century: Century) -> Option<i16> {
    let year = i16::try_from(year).ok()?;
    match width {
        4 => (1900..=2100).contains(&year).then_some(year),
        2 => {
            let last = match century {
                // Nobody who works was born in 13–29 of either century.
                Century::Birth if (13..30).contains(&year) => return None,
                Century::Birth => 12,
                Century::Event => 49,
            };
            Some(if year > last { 1900 + year } else { 2000 + year })
        }
        _ => None,
    }
}

fn day_of(year: i16, month: i64, day: i64) -> DateRead {
    let parts = i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .filter(|_| (1900..=2100).contains(&year));
    parts
        .and_then(|(month, day)| Date::new(year, month, day).ok())
        .map_or(DateRead::Impossible, DateRead::Day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{Century, DateRead, all, read, serial};

    #[track_caller]
    fn check(text: &str, expected: DateRead) {
        assert_eq!(read(text, Century::Event), expected, "{text}");
    }

    #[test]
    fn spellings_of_a_day() {
        let day = DateRead::Day(date(2021, 7, 5));
        for text in [
            "05.07.2021",
            "5.7.21",
            "05. 07. 2021 г.",
            "«05» июля 2021 г.",
            "5 июля 2021 года",
            "2021-07-05",
            "05/07/2021",
            "05,07,2021",
            "с 05.07.2021г.",
            "5-07-2021",
            "44382",
            "05 июл. 2021",
            "2021-07-05T00:00:00",
            "05.VII.2021",
            "от 05.07.2021 № 12-к",
            "05.07.2021, пр. 45",
            "20210705",
            "05 (пятого) июля 2021 г.",
            "пятого июля 2021 года",
            "приказ № 01-10/2019 от 05.07.2021",
        ] {
            check(text, day);
        }
    }

    #[test]
    fn what_is_no_day() {
        check("31.02.2020", DateRead::Impossible);
        check("сентябрь 2023", DateRead::Month(2023, 9));
        check("09.2023", DateRead::Month(2023, 9));
        check("2015 г.", DateRead::Year(2015));
        check("—", DateRead::Blank);
        check("не помню", DateRead::Unreadable);
        check("12", DateRead::Unreadable);
        check("приказ № 44382", DateRead::Unreadable);
        check("№ 01-10/2021", DateRead::Unreadable);
        check("12345678", DateRead::Unreadable);
        check("<b>12</b>", DateRead::Unreadable);
        check("IX.2023", DateRead::Month(2023, 9));
        check("приказ 12-П", DateRead::Unreadable);
        check("14–23.12.2026", DateRead::Day(date(2026, 12, 23)));
    }

    #[test]
    fn two_digit_years() {
        assert_eq!(
            read("12.10.58", Century::Birth),
            DateRead::Day(date(1958, 10, 12))
        );
        assert_eq!(read("12.10.20", Century::Birth), DateRead::Unreadable);
        assert_eq!(
            read("12.10.24", Century::Event),
            DateRead::Day(date(2024, 10, 12))
        );
    }

    #[test]
    fn serials() {
        assert_eq!(serial(36_782.0), DateRead::Day(date(2000, 9, 13)));
        assert_eq!(serial(2015.0), DateRead::Year(2015));
        assert_eq!(serial(5.0), DateRead::Unreadable);
    }

    #[test]
    fn several_days() {
        let text = "с 01.09.2024 по 31.05.2025";
        assert_eq!(all(text, Century::Event), [date(2024, 9, 1), date(2025, 5, 31)]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            if let DateRead::Day(day) = read(&text, Century::Event) {
                prop_assert_eq!(read(&day.to_string(), Century::Event), DateRead::Day(day));
            }
            let _ = all(&text, Century::Birth);
        }

        #[test]
        fn written_days_are_read_back(year in 1951i16..2049, month in 1i8..=12, day in 1i8..=28) {
            let expected = DateRead::Day(date(year, month, day));
            check(&format!("{day:02}.{month:02}.{year}"), expected);
            check(&format!("{day}.{month}.{year} г."), expected);
            check(&format!("{year}-{month:02}-{day:02}"), expected);
            check(&format!("{day:02}/{month:02}/{:02}", year % 100), expected);
        }
    }
}
