//! Experience: «21 л. 03 м.», «2007, 8 лет», «менее года», «с 2019».

use jiff::civil::Date;

use super::date::{Century, DateRead, find};
use super::number;
use super::words::{is_blank_mark, leading_number};

/// What a text told about experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExperienceRead {
    /// Whole months; the flag: the text told months, too.
    Months(i32, bool),
    /// It runs since this day; the flag: the text told the day, not a year or a month alone.
    Since(Date, bool),
    /// Written so that it says nothing.
    Blank,
    /// No experience at all.
    Unreadable,
}

/// Reads a text.
pub fn read(text: &str) -> ExperienceRead {
    let text = text.trim().to_lowercase();
    if is_blank_mark(&text) {
        return ExperienceRead::Blank;
    }
    if matches!(
        text.as_str(),
        "нет" | "без стажа" | "не имеет" | "отсутствует" | "нет стажа"
    ) {
        return ExperienceRead::Months(0, false);
    }
    let less = ["менее", "меньше", "до", "<"]
        .iter()
        .any(|start| text.starts_with(start));
    if less && text.contains("год") && !text.contains(|mark: char| ('2'..='9').contains(&mark)) {
        return ExperienceRead::Months(0, false);
    }
    if let Some(found) = with_units(&text) {
        return found;
    }
    if let Some(since) = since(&text) {
        return since;
    }
    match number::read(&text) {
        Some((years, "")) if (0.0..=80.0).contains(&years) => {
            ExperienceRead::Months(years.floor() as i32 * 12, false)
        }
        _ => ExperienceRead::Unreadable,
    }
}

/// «25/20»: all experience and the pedagogical part of it, in whole years.
pub fn both(text: &str) -> Option<(i32, i32)> {
    let (all, part) = text.split_once('/')?;
    let years = |text: &str| match read(text) {
        ExperienceRead::Months(months, _) => Some(months),
        _ => None,
    };
    let (all, part) = (years(all)?, years(part)?);
    (all >= part).then_some((all, part))
}

/// Reads a number of a cell: whole years, rounded down.
pub fn number(years: f64) -> ExperienceRead {
    if (0.0..=80.0).contains(&years) {
        ExperienceRead::Months(years.floor() as i32 * 12, false)
    } else if years.fract() == 0.0 && (1940.0..=2060.0).contains(&years) {
        Date::new(years as i16, 9, 1).map_or(ExperienceRead::Unreadable, |day| {
            ExperienceRead::Since(day, false)
        })
    } else {
        ExperienceRead::Unreadable
    }
}

/// Whole months from one day to another; nothing when the second is earlier.
pub fn months_between(from: Date, to: Date) -> Option<i32> {
    if to < from {
        return None;
    }
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month());
    Some(if to.day() < from.day() { months - 1 } else { months })
}

/// Numbers followed by years, months or days.
fn with_units(text: &str) -> Option<ExperienceRead> {
    let (mut years, mut months) = (None, None);
    let mut from = 0;
    while let Some(start) = text[from..].find(|mark: char| mark.is_ascii_digit()) {
        let tail = &text[from + start..];
        let (number, rest) = leading_number(tail)?;
        from += start + (tail.len() - rest.len());
        let mut unit = rest.trim_start_matches([' ', '-', '\u{a0}']);
        // 20,5 лет
        if let Some((_, after)) = unit
            .strip_prefix([',', '.'])
            .filter(|_| unit.len() == rest.len())
            .and_then(leading_number)
            && unit.len() - after.len() <= 3
            && after.trim_start().starts_with(['л', 'г'])
        {
            from = text.len() - after.len();
            unit = after.trim_start();
        }
        if number > 100 {
            continue;
        }
        let number = number as i32;
        let starts = |list: &[&str]| list.iter().any(|start| unit.starts_with(start));
        if starts(&["лет", "год", "г.", "л.", "г ", "л "]) || unit == "л" || unit == "г" {
            years.get_or_insert(number);
        } else if starts(&["мес", "м.", "м "]) || unit == "м" {
            months.get_or_insert(number);
        }
    }
    match (years, months) {
        (None, None) => None,
        (years, months) => Some(ExperienceRead::Months(
            years.unwrap_or(0) * 12 + months.unwrap_or(0),
            months.is_some(),
        )),
    }
    .filter(|found| !matches!(found, ExperienceRead::Months(months, _) if *months > 80 * 12))
}

fn since(text: &str) -> Option<ExperienceRead> {
    let (found, rest) = find(text, Century::Event)?;
    if rest.contains(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    match found {
        DateRead::Day(day) => Some(ExperienceRead::Since(day, true)),
        DateRead::Month(year, month) => Some(ExperienceRead::Since(Date::new(year, month, 1).ok()?, false)),
        DateRead::Year(year) => Some(ExperienceRead::Since(Date::new(year, 9, 1).ok()?, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{ExperienceRead, both, months_between, number, read};

    #[track_caller]
    fn check(text: &str, months: i32, told: bool) {
        assert_eq!(read(text), ExperienceRead::Months(months, told), "{text}");
    }

    #[test]
    fn spellings() {
        check("21 л. 03 м.", 255, true);
        check("34 года 6 мес.", 414, true);
        check("2007, 8 лет", 96, false);
        check("22 года", 264, false);
        check("менее года", 0, false);
        check("до 1 года", 0, false);
        check("5 мес.", 5, true);
        check("20,5 лет", 240, false);
        check("17", 204, false);
        check("1г. 2м. 5 дн.", 14, true);
        check("нет", 0, false);
    }

    #[test]
    fn what_is_told_otherwise() {
        assert_eq!(read("с 2019"), ExperienceRead::Since(date(2019, 9, 1), false));
        assert_eq!(
            read("с 15.08.2019 г."),
            ExperienceRead::Since(date(2019, 8, 15), true)
        );
        assert_eq!(read("много"), ExperienceRead::Unreadable);
        assert_eq!(read("—"), ExperienceRead::Blank);
        assert_eq!(number(20.9), ExperienceRead::Months(240, false));
        assert_eq!(both("25 / 20 лет"), Some((300, 240)));
        assert_eq!(both("20/25"), None);
        assert_eq!(number(450.0), ExperienceRead::Unreadable);
    }

    #[test]
    fn months_are_whole() {
        assert_eq!(months_between(date(2020, 9, 15), date(2021, 9, 14)), Some(11));
        assert_eq!(months_between(date(2020, 9, 15), date(2021, 9, 15)), Some(12));
        assert_eq!(months_between(date(2021, 9, 15), date(2020, 9, 15)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn written_experience_is_read_back(years in 0i32..60, months in 0i32..12) {
            prop_assert_eq!(
                read(&format!("{years} л. {months:02} мес.")),
                ExperienceRead::Months(years * 12 + months, true)
            );
        }
    }
}
