//! Qualification categories with what schools write beside them: dates, orders, expiry, posts.

mod words;

use jiff::civil::Date;

use self::words::{by_glued, by_mark, by_word};
use super::date::{Century, DateRead, all, find};
use super::words::month;

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
    // A capital «I» is a numeral; a small one may be anything.
    let lower = text.trim().replace('I', "ⅰ").to_lowercase().replace('ё', "е");
    if lower.is_empty() || lower == "?" || is_unknown(&lower) {
        return told;
    }
    if lower.contains("методист")
        && !lower.contains("должности «методист")
        && !lower.contains("должности \"методист")
        && !lower.contains("(методист")
    {
        told.qualification = Some("педагог-методист");
    } else if lower.contains("наставник") {
        told.qualification = Some("педагог-наставник");
    }
    if is_none(&lower) {
        told.category = Some("нет");
        return told;
    }
    if is_past(&lower) {
        (told.qualification, told.unreadable) = (None, true);
        return told;
    }
    if let Some((category, day)) = latest(&lower) {
        (told.category, told.date) = (Some(category), Some(day));
        return told;
    }
    told.category = name(&lower);
    told.unreadable = told.category.is_none() && told.qualification.is_none();
    if told.category.is_some() || told.qualification.is_some() {
        days(&lower, &mut told);
    }
    told
}

/// The category that the words name; nothing when they name two and do not tell which one is meant.
fn name(lower: &str) -> Option<&'static str> {
    let words: Vec<&str> = lower
        .split(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '-' | '/' | '|'))
        .flat_map(|word| match word {
            "в/к" | "1/к" | "2/к" => vec![word],
            _ => word.split('/').collect(),
        })
        .filter(|word| *word == "|" || word.contains(char::is_alphanumeric))
        .collect();
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    for index in 0..words.len() {
        if let Some(category) = by_word(words[index]).or_else(|| by_mark(lower, &words, index)) {
            found.push((index, category));
        }
    }
    let Some((_, first)) = found.first().copied() else {
        return by_glued(lower);
    };
    if found.iter().all(|(_, category)| *category == first) {
        return Some(first);
    }
    // «первая (методист), высшая (учитель)»: the one of the teacher, whichever side its post stands on.
    let of_teacher = |(place, (index, _)): &(usize, &(usize, &'static str))| {
        let end = found.get(place + 1).map_or(words.len(), |(next, _)| *next);
        words[*index..end].iter().any(|word| word.starts_with("учител"))
    };
    let mut teachers = found.iter().enumerate().filter(of_teacher);
    match (teachers.next(), teachers.next()) {
        (Some((_, (_, category))), None) => Some(*category),
        _ => None,
    }
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

/// Words that admit that nobody knows.
fn is_unknown(lower: &str) -> bool {
    const STARTS: [&str; 7] = [
        "нет данных",
        "нет сведений",
        "нет информации",
        "н/д",
        "не указан",
        "неизвестно",
        "уточня",
    ];
    STARTS.iter().any(|start| lower.starts_with(start))
}

fn is_none(lower: &str) -> bool {
    const NONE: [&str; 12] = [
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
    ];
    const NEVER: [&str; 4] = ["не подле", "не проход", "не прош", "не присв"];
    let dash = |mark: char| matches!(mark, '-' | '–' | '—' | '−' | ' ');
    if lower.chars().all(dash) || NONE.iter().chain(&NEVER).any(|start| lower.starts_with(start)) {
        return true;
    }
    const SHORT: [&str; 2] = ["б/кат", "б/кв"];
    const PARTS: [&str; 10] = [
        "заявк",
        "заявлен",
        "планирует",
        "готовится",
        "не присвоена",
        "не пройдена",
        "не аттест",
        "вновь при",
        "менее 2",
        "менее двух",
    ];
    let held = lower.starts_with("выс") || lower.starts_with("перв") || lower.starts_with("соотв");
    SHORT.iter().any(|start| lower.starts_with(start))
        || !held && PARTS.iter().any(|part| lower.contains(part))
}

/// The text speaks of a category that is gone, or that is only aimed at.
fn is_past(lower: &str) -> bool {
    const GONE: [&str; 8] = [
        "истек",
        "истёк",
        "аннулир",
        "лишен",
        "просроч",
        "была ",
        "был ",
        "не подтв",
    ];
    const REACHED: [&str; 10] = [
        "аттест",
        "прош",
        "защит",
        "присв",
        "установ",
        "имеет",
        "получ",
        "подтв",
        "приказ",
        "соотв",
    ];
    let aimed = ["на перв", "на высш", "на 1", "на ⅰ"].iter().any(|start| {
        let at = lower.find(start);
        at.is_some_and(|at| at == 0 || lower[..at].ends_with(|mark: char| !mark.is_alphabetic()))
    });
    GONE.iter().any(|part| lower.contains(part)) || aimed && !REACHED.iter().any(|part| lower.contains(part))
}

/// The day it was given: any day but one after «до», the last such day of two.
fn days(lower: &str, told: &mut CategoryRead) {
    let mut rest = lower;
    while let Some((found, tail)) = find(rest, Century::Event) {
        let expiry = is_expiry(&rest[..rest.len() - tail.len()]);
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
    if told.date.is_some() {
        told.year = None;
    }
}

/// The text ends with a day up to which something holds: «до 24.12.2027», «по 20 апреля 2027», «срок действия – 2027».
fn is_expiry(text: &str) -> bool {
    let words = text.split(|mark: char| !mark.is_alphabetic());
    let mut words = words
        .rev()
        .filter(|word| !word.is_empty() && month(word).is_none());
    matches!(
        words.next(),
        Some("до" | "по" | "действия" | "окончания" | "окончание" | "действительна")
    )
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
        assert_eq!(read("первая до 20 апреля 2027 г.").date, None);
        assert_eq!(
            read("высшая с 10.02.2022 по 10.02.2027").date,
            Some(date(2022, 2, 10))
        );
        assert!(read("сорок два").unreadable);
        assert!(!read("?").unreadable);
        let told = read("высшая (по должности «учитель»), первая (по должности «методист»)");
        assert_eq!((told.category, told.qualification), (Some("высшая"), None));
    }

    #[test]
    fn no_guess_is_passed_off_as_a_category() {
        for text in [
            "<i>подтверждена",
            "i",
            "I. Иванова",
            "1 корпус",
            "1 класс",
            "приказ № 1",
            "вышла на пенсию",
            "высшее образование",
            "первый год работы",
            "первая, высшая",
            "в 2026 году на первую",
            "в отпуске",
            "в процессе",
            "была первая",
            "первая (истекла)",
            "второй год",
            "№ 2",
            "х",
            "***",
            "2 б класс",
        ] {
            let told = read(text);
            assert_eq!((told.category, told.unreadable), (None, true), "{text}");
        }
        for text in ["?", "нет данных", "уточняется"] {
            let told = read(text);
            assert_eq!((told.category, told.unreadable), (None, false), "{text}");
        }
    }

    proptest! {
        /// Marks and words around a numeral that are none of a category leave it a numeral.
        #[test]
        fn noise_is_no_category(
            before in "[<>{}&;=#@~]{1,3}",
            numeral in "(1|i|I|l|2|II|в|вк)",
            after in "[<>{}&;=#@~]{0,3} ?[а-дж-я]{5,9}",
        ) {
            prop_assert_eq!(read(&format!("{before}{numeral}{after}")).category, None);
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            if let Some(category) = read(&text).category {
                prop_assert_eq!(read(category).category, Some(category));
            }
        }
    }
}
