//! Terms of a plan that holds for any school year, written for one: «до 31.08» → «до 31.08.2026».
//!
//! Knows months and the school year, not which days are worked: that is asked of the caller.

use jiff::civil::Date;

use super::dates::{MONTHS, MONTHS_GENITIVE, short};

/// Said of the August that ends a school year.
const NEXT_YEAR: &str = " следующего года";

/// Which way a day that is not worked is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// A term ends before it.
    Earlier,
    /// A period begins after it.
    Later,
}

/// The phrase with days and months of the school year that begins in `first`. Days are written «31.08», months in
/// words; a preparing August belongs to the first calendar year, the closing one is told by «следующего года».
/// `working` moves a day that is not worked.
pub fn of_year(phrase: &str, first: i16, working: impl Fn(Date, Toward) -> Date) -> String {
    let (phrase, closing) = match phrase.strip_suffix(NEXT_YEAR) {
        Some(rest) => (rest, true),
        None => (phrase, false),
    };
    let year = |month: i8| if month >= 8 && !closing { first } else { first + 1 };
    let days = days(phrase);
    let dated = |(day, month): (i8, i8), toward| {
        let known = Date::new(year(month), month, day).ok()?;
        Some(working(known, toward))
    };
    match days.as_slice() {
        [(text, day)] => match dated(*day, Toward::Earlier) {
            Some(day) => phrase.replacen(text, &short(day), 1),
            None => phrase.to_owned(),
        },
        [(_, from), (_, to)] => match (dated(*from, Toward::Later), dated(*to, Toward::Earlier)) {
            (Some(from), Some(to)) => range(from, to),
            _ => phrase.to_owned(),
        },
        _ => months(phrase, year),
    }
}

/// «01–12.09.2026», «25.08–04.09.2026», «21.12.2026–15.01.2027»
fn range(from: Date, to: Date) -> String {
    let last = short(to);
    if from >= to {
        last
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{:02}–{last}", from.day())
    } else if from.year() == to.year() {
        format!("{:02}.{:02}–{last}", from.day(), from.month())
    } else {
        format!("{}–{last}", short(from))
    }
}

/// The days «31.08» of a phrase.
fn days(phrase: &str) -> Vec<(&str, (i8, i8))> {
    phrase
        .split(|mark: char| !mark.is_ascii_digit() && mark != '.')
        .filter_map(|word| {
            let (day, month) = word.split_once('.')?;
            Some((word, (day.parse().ok()?, month.parse().ok()?)))
        })
        .collect()
}

/// The phrase with a year after its months: after the last alone when it is the same for all.
fn months(phrase: &str, year: impl Fn(i8) -> i16) -> String {
    let mut found: Vec<(usize, i16)> = Vec::new();
    let mut at = 0;
    for word in phrase.split(' ') {
        let end = at + word.len();
        if let Some(month) = month(word) {
            let own = year(month);
            // «июнь – август»: the last month of a period is not before the first.
            let own = found.last().map_or(own, |(_, before)| own.max(*before));
            found.push((end, own));
        }
        at = end + 1;
    }
    let same = found.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let mut made = phrase.to_owned();
    let last = found.len().saturating_sub(1);
    for (index, (end, year)) in found.iter().enumerate().rev() {
        if index == last || !same {
            made.insert_str(*end, &format!(" {year}\u{a0}г."));
        }
    }
    made
}

fn month(word: &str) -> Option<i8> {
    let is_named = |names: &[&str; 12]| names.iter().position(|name| *name == word);
    let index = is_named(&MONTHS).or_else(|| is_named(&MONTHS_GENITIVE))?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Weekday};

    use super::{Toward, of_year};

    /// Saturdays and Sundays are not worked.
    fn weekdays(day: Date, toward: Toward) -> Date {
        let by = |days: i64| day.saturating_add(jiff::Span::new().days(days));
        match (day.weekday(), toward) {
            (Weekday::Saturday, Toward::Earlier) => by(-1),
            (Weekday::Sunday, Toward::Earlier) => by(-2),
            (Weekday::Saturday, Toward::Later) => by(2),
            (Weekday::Sunday, Toward::Later) => by(1),
            _ => day,
        }
    }

    #[track_caller]
    fn check(phrase: &str, expected: &str) {
        let expected = expected.replace(" г.", "\u{a0}г.");
        assert_eq!(of_year(phrase, 2026, weekdays), expected, "{phrase}");
    }

    #[test]
    fn days_get_the_year_of_their_place_in_the_school_year() {
        check("до 31.08", "до 31.08.2026");
        check("до 28.08 следующего года", "до 27.08.2027");
        check("до 22.05", "до 21.05.2027");
        check("25.08–05.09", "25.08–04.09.2026");
        check("05.09–18.09", "07–18.09.2026");
        check("21.12–15.01", "21.12.2026–15.01.2027");
    }

    #[test]
    fn months_get_a_year_and_words_stay() {
        check("октябрь – май", "октябрь 2026 г. – май 2027 г.");
        check("август – сентябрь", "август – сентябрь 2026 г.");
        check("июнь – август", "июнь – август 2027 г.");
        check("вторая неделя февраля", "вторая неделя февраля 2027 г.");
        check("раз в четверть", "раз в четверть");
    }

    #[test]
    fn what_is_no_day_is_left_as_it_is() {
        check("до 45.13", "до 45.13");
        check("пункт 1.2.3", "пункт 1.2.3");
    }
}
