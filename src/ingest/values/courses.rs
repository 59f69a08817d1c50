//! Several courses in one cell: «Тема», 36 ч., 2023 г.; «Тема», 16 ч., 2024 г.

use jiff::civil::Date;

use super::date::{Century, DateRead, find};
use super::words::leading_number;

/// One course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseRead {
    /// Its topic.
    pub topic: String,
    /// Hours.
    pub hours: Option<i64>,
    /// The day it ended.
    pub date: Option<Date>,
    /// The year it ended, when the day is not told.
    pub year: Option<i16>,
}

/// Reads a cell.
pub fn read(text: &str) -> Vec<CourseRead> {
    text.split(['\n', ';'])
        .map(|part| {
            part.trim().trim_start_matches(|mark: char| {
                mark.is_ascii_digit() || matches!(mark, '.' | ')' | ' ' | '•' | '-')
            })
        })
        .filter(|part| part.chars().filter(|mark| mark.is_alphabetic()).count() > 3)
        .map(course)
        .collect()
}

fn course(part: &str) -> CourseRead {
    let mut read = CourseRead::default();
    let after_quote = part.rfind('»').map_or(0, |at| at + '»'.len_utf8());
    let (quoted, tail) = part.split_at(after_quote);
    read.hours = hours(tail);
    match find(tail, Century::Event) {
        Some((DateRead::Day(day), _)) => read.date = Some(day),
        Some((DateRead::Year(year) | DateRead::Month(year, _), _)) => read.year = Some(year),
        _ => {}
    }
    let topic = match quoted.find('«') {
        Some(start) => &quoted[start..],
        None => tail.split(',').next().unwrap_or(tail),
    };
    read.topic = topic
        .trim_matches(|mark: char| matches!(mark, '«' | '»' | '"' | '.' | ',' | ' '))
        .to_owned();
    read
}

/// The number before «ч», «час».
pub fn hours(text: &str) -> Option<i64> {
    let mut from = 0;
    while let Some(start) = text[from..].find(|mark: char| mark.is_ascii_digit()) {
        let tail = &text[from + start..];
        let (number, rest) = leading_number(tail)?;
        let unit = rest.trim_start().to_lowercase();
        let word = unit
            .split(|mark: char| !mark.is_alphabetic())
            .next()
            .unwrap_or_default();
        if matches!(word, "ч" | "ак") || word.starts_with("час") || word.starts_with("акад") {
            return Some(number);
        }
        from += start + (tail.len() - rest.len());
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    #[test]
    fn a_cell_of_courses() {
        let courses = read("«Первая помощь», 16 ч., 2024 г.;\n«Новые ФГОС», 36 часов, 12.05.2025");
        assert_eq!(courses.len(), 2);
        assert_eq!(
            (courses[0].topic.as_str(), courses[0].hours, courses[0].year),
            ("Первая помощь", Some(16), Some(2024))
        );
        assert_eq!(
            courses[1].date.map(|day| day.to_string()).as_deref(),
            Some("2025-05-12")
        );
        assert!(read("–").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn written_courses_are_read_back(topic in "[А-Я][а-я]{4,12} [а-я]{3,9}", hours in 1i64..500, day in 1..29, month in 1..13) {
            let courses = read(&format!("«{topic}», {hours} ч., {day:02}.{month:02}.2024"));
            prop_assert_eq!(courses.len(), 1);
            prop_assert_eq!((&courses[0].topic, courses[0].hours), (&topic, Some(hours)));
            prop_assert_eq!(courses[0].date.map(|date| (i32::from(date.day()), i32::from(date.month()))), Some((day, month)));
        }
    }
}
