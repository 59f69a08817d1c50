//! Qualification categories with what schools write beside them: dates, orders, expiry, posts.

use jiff::civil::Date;

use super::date::{Century, DateRead, all, find};
use super::words::is_blank_mark;

/// What a cell of the category column told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CategoryRead {
    /// As the schema spells it; `None`: nothing was told.
    pub category: Option<&'static str>,
    /// «педагог-методист», «педагог-наставник».
    pub qualification: Option<&'static str>,
    /// The day it was given.
    pub date: Option<Date>,
    /// The year it was given, when the day is not told.
    pub year: Option<i16>,
    /// The text is not understood.
    pub unreadable: bool,
}

/// Conformity to the post held.
pub const CONFORMITY: &str = "соответствие занимаемой должности";

/// Reads a text.
pub fn read(text: &str) -> CategoryRead {
    let mut told = CategoryRead::default();
    let lower = text.trim().to_lowercase().replace('ё', "е");
    if lower.is_empty() || lower == "?" {
        return told;
    }
    if lower.contains("методист")
        && !lower.contains("должности «методист")
        && !lower.contains("должности \"методист")
    {
        told.qualification = Some("педагог-методист");
    } else if lower.contains("наставник") {
        told.qualification = Some("педагог-наставник");
    }
    if let Some((category, day)) = latest(&lower) {
        (told.category, told.date) = (Some(category), Some(day));
        return told;
    }
    told.category = name(&lower);
    told.unreadable = told.category.is_none() && told.qualification.is_none();
    if told.category.is_some_and(|category| category != "нет") || told.qualification.is_some() {
        days(&lower, &mut told);
    }
    told
}

fn name(lower: &str) -> Option<&'static str> {
    if is_blank_mark(lower) || is_none(lower) {
        return Some("нет");
    }
    let words: Vec<&str> = lower
        .split(|mark: char| !mark.is_alphanumeric() && mark != '-' && mark != '/')
        .filter(|word| !word.is_empty())
        .collect();
    // A bare number is a category at the start or before its word, not inside «приказ № 1».
    let stands = |index: usize| {
        let bare = words[index].chars().all(|mark| mark.is_ascii_digit()) || words[index] == "в";
        let next = words.get(index + 1);
        !bare
            || index == 0 && next.is_none_or(|next| !next.starts_with("де"))
            || next.is_some_and(|next| next.starts_with('к'))
    };
    let mut found = (0..words.len())
        .filter(|index| stands(*index))
        .find_map(|index| by_word(words[index]));
    if found.is_none() {
        let glued: String = lower
            .chars()
            .filter(|mark| mark.is_alphanumeric() || *mark == '/')
            .collect();
        found = by_glued(&glued);
    }
    found
}

/// The last of several categories that each have their day: «первая 12.03.2019, высшая 15.04.2024».
fn latest(lower: &str) -> Option<(&'static str, Date)> {
    let mut starts: Vec<usize> = ["высш", "перв", "втор", "сзд", "соответ"]
        .iter()
        .flat_map(|stem| lower.match_indices(stem).map(|(at, _)| at))
        .collect();
    if starts.len() < 2 {
        return None;
    }
    starts.sort_unstable();
    let ends = starts[1..].iter().copied().chain([lower.len()]);
    let parts = starts.iter().zip(ends).map(|(from, to)| {
        let part = &lower[*from..to];
        let day = all(part, Century::Event).first().copied()?;
        Some((name(part)?, day)).filter(|_| !part.contains("до "))
    });
    let told: Option<Vec<(&'static str, Date)>> = parts.collect();
    told?.into_iter().max_by_key(|(_, day)| *day)
}

fn is_none(lower: &str) -> bool {
    const NONE: [&str; 13] = [
        "нет",
        "не имеет",
        "не имею",
        "без ",
        "б/к",
        "бк",
        "б / к",
        "б.к",
        "не аттест",
        "неаттест",
        "отсутств",
        "молод",
        "не ",
    ];
    if NONE.iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    const PARTS: [&str; 11] = [
        "заявк",
        "заявлен",
        "планирует",
        "готовится",
        "не присвоена",
        "не пройдена",
        "вновь при",
        "менее 2",
        "менее двух",
        "декрет",
        "недавно",
    ];
    PARTS.iter().any(|part| lower.contains(part)) && !lower.starts_with("выс") && !lower.starts_with("перв")
}

fn by_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "вкк" | "вк" | "в/к" | "в" | "выс" | "высш" => "высшая",
        "1" | "i" | "ⅰ" | "l" | "|" | "1-я" | "i-я" | "1-ая" | "i-ая" | "1кк" | "iкк" | "1к" | "1-й"
        | "пкк" | "перв" | "1кат" | "1-кк" => "первая",
        "2" | "ii" | "ⅱ" | "ll" | "2-я" | "ii-я" | "2-ая" | "ii-ая" | "2кк" | "iiкк" | "2к" | "втор"
        | "2-кк" => "вторая",
        "сзд" | "соотв" | "соот" => CONFORMITY,
        _ if word.starts_with("соответств") => CONFORMITY,
        _ if word.starts_with("перв") => "первая",
        _ if word.starts_with("втор") => "вторая",
        _ if word.starts_with("высш") || word.starts_with("выш") => "высшая",
        _ if close(word, "высшая") => "высшая",
        _ if close(word, "первая") => "первая",
        _ if close(word, "вторая") => "вторая",
        _ if close(word, "соответствие") => CONFORMITY,
        _ => return None,
    })
}

fn by_glued(glued: &str) -> Option<&'static str> {
    Some(match glued {
        _ if glued.starts_with("сзд") => CONFORMITY,
        _ if glued.starts_with("вкк") || glued.starts_with("в/к") => "высшая",
        _ if glued.starts_with("2к") || glued.starts_with("iiк") => "вторая",
        _ if glued.starts_with("1к") || glued.starts_with("iк") => "первая",
        _ => return None,
    })
}

fn close(word: &str, target: &str) -> bool {
    word.chars().count() > 4 && strsim::damerau_levenshtein(word, target) <= 1
}

/// The day it was given: any day but one after «до», the last such day of two.
fn days(lower: &str, told: &mut CategoryRead) {
    let mut rest = lower;
    while let Some((found, tail)) = find(rest, Century::Event) {
        let before = &rest[..rest.len() - tail.len()];
        let before = before.trim_end_matches(|mark: char| !mark.is_alphabetic());
        let expiry = before_number(before).ends_with("до") || before_number(before).ends_with("действует по");
        match found {
            DateRead::Day(day) if !expiry => {
                told.date.get_or_insert(day);
            }
            DateRead::Year(year) | DateRead::Month(year, _) if !expiry => {
                told.year.get_or_insert(year);
            }
            _ => {}
        }
        rest = tail;
    }
    if told.date.is_none() && !lower.contains("до ") {
        told.date = all(lower, Century::Event).first().copied();
    }
    if told.date.is_some() {
        told.year = None;
    }
}

/// The text before the number it ends with.
fn before_number(text: &str) -> &str {
    text.trim_end_matches(|mark: char| {
        mark.is_ascii_digit() || matches!(mark, '.' | '/' | ',' | '-' | ' ' | '«' | '»')
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{CONFORMITY, read};

    #[track_caller]
    fn check(category: &str, texts: &[&str]) {
        for text in texts {
            let told = read(text);
            assert_eq!(told.category, Some(category), "{text}");
            assert!(!told.unreadable, "{text}");
        }
    }

    #[test]
    fn spellings() {
        check(
            "высшая",
            &[
                "высшая",
                "ВКК",
                "в/к",
                "Высшая кв. категория",
                "Вышая",
                "высш.",
                "педагог-методист, высшая",
            ],
        );
        check(
            "первая",
            &[
                "I",
                "1",
                "1 кв.категория",
                "1-я",
                "перв.",
                "Ⅰ категория",
                "l категория",
                "1КК",
                "I кв. к.",
                "1 КК",
            ],
        );
        check("вторая", &["вторая", "II", "2 кв. кат."]);
        check(
            CONFORMITY,
            &[
                "СЗД",
                "соответствие",
                "соотв.",
                "на соответствие",
                "соответствует",
                "с.з.д.",
            ],
        );
        check(
            "нет",
            &[
                "нет",
                "б/к",
                "без категории",
                "-",
                "—",
                "не имеет",
                "не аттестован",
                "молодой специалист",
            ],
        );
        check(
            "нет",
            &[
                "подана заявка на первую",
                "отсутствует",
                "вновь принята",
                "работает менее 2 лет",
            ],
        );
        check(
            "высшая",
            &[
                "приказ № 1 от 12.01.2023, высшая",
                "в",
                "в.",
                "высшая (сейчас декрет)",
            ],
        );
    }

    #[test]
    fn what_stands_beside() {
        assert_eq!(
            read("Высшая, приказ № 12 от 14.09.2023").date,
            Some(date(2023, 9, 14))
        );
        assert_eq!(read("высшая (до 25.12.2027)").date, None);
        let told = read("первая 12.03.2019, высшая 15.04.2024");
        assert_eq!(
            (told.category, told.date),
            (Some("высшая"), Some(date(2024, 4, 15)))
        );
        assert_eq!(read("первая, 2022").year, Some(2022));
        assert_eq!(read("СЗД с 12.01.2022").date, Some(date(2022, 1, 12)));
        let told = read("педагог-методист");
        assert_eq!(
            (told.category, told.qualification),
            (None, Some("педагог-методист"))
        );
        assert!(read("сорок два").unreadable);
        assert!(!read("?").unreadable);
        let told = read("высшая (по должности «учитель»), первая (по должности «методист»)");
        assert_eq!((told.category, told.qualification), (Some("высшая"), None));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            if let Some(category) = read(&text).category {
                prop_assert_eq!(read(category).category, Some(category));
            }
        }
    }
}
