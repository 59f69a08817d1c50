//! Words that several parsers know: months, and marks of emptiness.

/// Number of a month by the beginning of its name.
pub fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
    ];
    let word = word.to_lowercase();
    if !word.chars().all(char::is_alphabetic) || word.chars().count() > 9 {
        return None;
    }
    let found = MONTHS.iter().position(|start| word.starts_with(start))?;
    // «Ма» is May only as «май», «мая», «мае».
    if found == 4 && !matches!(word.as_str(), "май" | "мая" | "мае") {
        return None;
    }
    i8::try_from(found + 1).ok()
}

/// A dash or another mark that says «nothing».
pub fn is_blank_mark(text: &str) -> bool {
    text.chars().all(|mark| {
        matches!(
            mark,
            '-' | '–' | '—' | '−' | '_' | '.' | '*' | '/' | '\\' | '?' | 'x' | 'х' | ' '
        )
    })
}

/// A word that says «nothing».
pub fn is_blank_word(text: &str) -> bool {
    is_blank_mark(text)
        || matches!(
            text.to_lowercase().as_str(),
            "нет"
                | "не имеет"
                | "нет данных"
                | "не указано"
                | "не указана"
                | "отсутствует"
                | "н/д"
                | "б/н"
        )
}

/// The whole number a text begins with, and the rest.
pub fn leading_number(text: &str) -> Option<(i64, &str)> {
    let end = text
        .find(|mark: char| !mark.is_ascii_digit())
        .unwrap_or(text.len());
    let number = text.get(..end)?.parse().ok()?;
    Some((number, &text[end..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_blank_mark, is_blank_word, leading_number, month};

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,20}|[0-9]{1,30}") {
            prop_assert!(month(&text).is_none_or(|month| (1..=12).contains(&month)));
            prop_assert!(!is_blank_mark(&text) || is_blank_word(&text));
            if let Some((number, rest)) = leading_number(&text) {
                prop_assert_eq!(text[..text.len() - rest.len()].parse(), Ok(number));
            }
        }
    }
}
