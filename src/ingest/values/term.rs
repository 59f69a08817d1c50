//! Terms in words: days, ranges, months of a school year, quarters, repeats, «по мере необходимости».

use jiff::civil::Date;

use super::date::{Century, DateRead, all, find};
use super::words::{leading_number, month};
use crate::ingest::record::Term;

/// Reads a phrase. `school_year` is the year in which the school year begins, when the row or the day tells it.
/// `None`: this is no term («все педагоги»).
pub fn read(text: &str, school_year: Option<i16>) -> Option<Term> {
    let lower = text.to_lowercase().replace('ё', "е");
    let repeats = is_repeated(&lower);
    let days = all(&lower, Century::Event);
    let (from, to) = match days.as_slice() {
        [] => months(&lower, school_year).unwrap_or_default(),
        [day] if lower.trim_start().starts_with("до ") || lower.contains("не позднее") => {
            (None, Some(*day))
        }
        [day] if lower.trim_start().starts_with("с ") && !lower.contains(" по ") => (Some(*day), None),
        [day] => short_range(&lower, *day).unwrap_or((Some(*day), Some(*day))),
        [first, .., last] => (Some((*first).min(*last)), Some((*first).max(*last))),
    };
    let known = repeats || from.is_some() || to.is_some() || is_time_word(&lower);
    known.then(|| Term {
        text: text.into(),
        from,
        to,
        repeats,
    })
}

fn is_repeated(lower: &str) -> bool {
    const WORDS: [&str; 17] = [
        "ежегодн",
        "ежемесячн",
        "еженедельн",
        "ежедневн",
        "ежекварт",
        "ежечетверт",
        "кажд",
        "раз в ",
        "раза в ",
        "регулярн",
        "постоянно",
        "систематич",
        "по графику",
        "по расписанию",
        "два раза",
        "по мере",
        "в течение",
    ];
    let any = WORDS.iter().any(|word| lower.contains(word));
    any && !is_endless(lower) && !lower.contains("в течение")
        || lower.contains("раз в ")
        || lower.contains("ежегодн")
}

/// It has no end and is never overdue.
fn is_endless(lower: &str) -> bool {
    lower.contains("по мере")
        || lower.contains("при необходимости")
        || lower.contains("по запросу")
        || lower.contains("без срока")
}

fn is_time_word(lower: &str) -> bool {
    const WORDS: [&str; 22] = [
        "в течени",
        "весь период",
        "весь срок",
        "четверт",
        "полугоди",
        "триместр",
        "семестр",
        "квартал",
        "недел",
        "каникул",
        "месяц",
        "учебн",
        "уч. год",
        "уч.год",
        "начало",
        "конец",
        "осень",
        "зима",
        "весна",
        "лето",
        "до окончания",
        "срок",
    ];
    is_endless(lower)
        || WORDS.iter().any(|word| lower.contains(word))
        || lower
            .split(|mark: char| !mark.is_alphabetic())
            .any(|word| month(word).is_some())
        || matches!(
            find(lower, Century::Event),
            Some((DateRead::Month(..) | DateRead::Year(_), _))
        )
        || super::words::is_blank_mark(lower)
}

/// «10 марта – 11 апреля 2020 г.», «01–15.09.2026»: the first day lacks its month or year.
fn short_range(lower: &str, last: Date) -> Option<(Option<Date>, Option<Date>)> {
    let start = lower.find(|mark: char| mark.is_ascii_digit())?;
    let (day, rest) = leading_number(&lower[start..])?;
    let day = i8::try_from(day).ok()?;
    let rest = rest.trim_start();
    if let Some(dot) = rest.strip_prefix('.')
        && let Some((number, after)) = leading_number(dot)
        && after
            .trim_start_matches('.')
            .trim_start()
            .starts_with(['-', '–', '—', 'п'])
    {
        let month = i8::try_from(number).ok()?;
        let year = if month > last.month() {
            last.year() - 1
        } else {
            last.year()
        };
        return Some((Date::new(year, month, day).ok(), Some(last)));
    }
    if rest.starts_with(['-', '–', '—']) {
        let first = Date::new(last.year(), last.month(), day).ok()?;
        return (first <= last).then_some((Some(first), Some(last)));
    }
    let end = rest
        .find(|mark: char| !mark.is_alphabetic())
        .unwrap_or(rest.len());
    let month = month(&rest[..end])?;
    let after = rest[end..].trim_start();
    if !after.starts_with(['-', '–', '—', 'п']) {
        return None;
    }
    let year = if month > last.month() {
        last.year() - 1
    } else {
        last.year()
    };
    let first = Date::new(year, month, day).ok()?;
    Some((Some(first), Some(last)))
}

/// Months by name: of the year the text tells, else of the school year.
fn months(lower: &str, school_year: Option<i16>) -> Option<(Option<Date>, Option<Date>)> {
    let mut found: Vec<(i16, i8)> = Vec::new();
    let mut rest = lower;
    let told_year = year_of(lower);
    while let Some(start) = rest.find(char::is_alphabetic) {
        let tail = &rest[start..];
        let end = tail
            .find(|mark: char| !mark.is_alphabetic())
            .unwrap_or(tail.len());
        if let Some(month) = month(&tail[..end]) {
            let own = year_at_start(&tail[end..]).or(told_year);
            let year = match (own, school_year) {
                (Some(year), _) => year,
                (None, Some(year)) => year + i16::from(month < 8),
                (None, None) => return None,
            };
            found.push((year, month));
        }
        rest = &tail[end..];
    }
    let mut first = *found.first()?;
    let last = *found.last()?;
    if first > last {
        first.0 = last.0 - 1;
    }
    // «вторая неделя февраля»: the month is known, which is enough for a plan.
    let from = Date::new(first.0, first.1, 1).ok()?;
    let to = Date::new(last.0, last.1, 1).ok()?.last_of_month();
    let (from, to) = narrowed(lower, from, to);
    Some((Some(from), Some(to)))
}

/// Weeks and decades of the only month told.
fn narrowed(lower: &str, from: Date, to: Date) -> (Date, Date) {
    if (from.year(), from.month()) != (to.year(), to.month()) {
        return (from, to);
    }
    let part = ["перв", "втор", "трет", "четверт"]
        .iter()
        .position(|word| lower.contains(word));
    let last = lower.contains("последн");
    let day = |number: i8| Date::new(from.year(), from.month(), number).unwrap_or(to);
    if lower.contains("недел") {
        match part {
            _ if last => return (day(to.day() - 6), to),
            Some(week) => {
                let start = i8::try_from(week * 7 + 1).unwrap_or(1);
                return (day(start), day((start + 6).min(to.day())));
            }
            None => {}
        }
    } else if lower.contains("декад") {
        match part {
            Some(0) => return (day(1), day(10)),
            Some(1) => return (day(11), day(20)),
            Some(2) => return (day(21), to),
            _ if last => return (day(21), to),
            _ => {}
        }
    } else if lower.contains("начало") {
        return (day(1), day(10));
    } else if lower.contains("конец") {
        return (day(20), to);
    } else if lower.trim_start().starts_with("до конца") {
        return (from, to);
    }
    (from, to)
}

fn year_at_start(rest: &str) -> Option<i16> {
    let rest = rest.trim_start_matches([' ', ',', '.', '\u{a0}']);
    let (year, _) = leading_number(rest)?;
    i16::try_from(year)
        .ok()
        .filter(|year| (1990..=2100).contains(year))
}

fn year_of(lower: &str) -> Option<i16> {
    let years: Vec<i16> = lower
        .split(|mark: char| !mark.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .collect();
    (years.len() == 1).then(|| years[0])
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::read;

    #[track_caller]
    fn check(text: &str, from: Option<Date>, to: Option<Date>, repeats: bool) {
        let term = read(text, Some(2026)).unwrap();
        assert_eq!((term.from, term.to, term.repeats), (from, to, repeats), "{text}");
        assert_eq!(&*term.text, text);
    }

    #[test]
    fn days_and_ranges() {
        check("до 01.09.2026", None, Some(date(2026, 9, 1)), false);
        check(
            "15.09.2026",
            Some(date(2026, 9, 15)),
            Some(date(2026, 9, 15)),
            false,
        );
        check(
            "с 01.09.2026 по 31.05.2027",
            Some(date(2026, 9, 1)),
            Some(date(2027, 5, 31)),
            false,
        );
        check(
            "10 марта – 11 апреля 2020 г.",
            Some(date(2020, 3, 10)),
            Some(date(2020, 4, 11)),
            false,
        );
        check(
            "01–15.09.2026",
            Some(date(2026, 9, 1)),
            Some(date(2026, 9, 15)),
            false,
        );
    }

    #[test]
    fn months() {
        check("сентябрь", Some(date(2026, 9, 1)), Some(date(2026, 9, 30)), false);
        check(
            "Август–сентябрь. Ежегодно",
            Some(date(2026, 8, 1)),
            Some(date(2026, 9, 30)),
            true,
        );
        check(
            "сентябрь – май",
            Some(date(2026, 9, 1)),
            Some(date(2027, 5, 31)),
            false,
        );
        check(
            "Декабрь 2021, далее – по мере поступления",
            Some(date(2021, 12, 1)),
            Some(date(2021, 12, 31)),
            false,
        );
        check(
            "ежегодно, вторая неделя февраля",
            Some(date(2027, 2, 8)),
            Some(date(2027, 2, 14)),
            true,
        );
    }

    #[test]
    fn phrases() {
        check("раз в четверть (второй четверг месяца)", None, None, true);
        check("по мере необходимости", None, None, false);
        check("в течение учебного года", None, None, false);
        assert_eq!(read("все педагоги", Some(2026)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}", year in 1990i16..2100) {
            if let Some(term) = read(&text, Some(year)) {
                prop_assert_eq!(read(&term.text, Some(year)), Some(term));
            }
        }
    }
}
