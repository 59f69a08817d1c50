//! Numbers with a decimal comma, spaces between thousands and a unit behind.

use super::words::leading_number;

/// A number and the unit after it.
pub fn read(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    if let Some(fraction) = fraction(text) {
        return Some(fraction);
    }
    let mut digits = String::new();
    let mut end = 0;
    let mut marks = text.char_indices().peekable();
    while let Some((at, mark)) = marks.next() {
        let next = marks.peek().map(|(_, mark)| *mark);
        let next_is_digit = next.is_some_and(|mark| mark.is_ascii_digit());
        match mark {
            '0'..='9' => digits.push(mark),
            '-' | '−' if digits.is_empty() && next_is_digit => digits.push('-'),
            ' ' | '\u{a0}' | '\u{202f}' if !digits.is_empty() && three_digits(&text[at..]) => {}
            '.' | ',' if next_is_digit && !digits.is_empty() && !digits.contains('.') => digits.push('.'),
            _ => break,
        }
        end = at + mark.len_utf8();
    }
    let number: f64 = digits.parse().ok()?;
    let unit = text[end..].trim();
    (!unit.starts_with(|mark: char| mark.is_ascii_digit() || mark == '.' && unit.len() > 1))
        .then_some((number, unit))
}

/// A space and exactly three digits.
fn three_digits(rest: &str) -> bool {
    let digits = rest.chars().skip(1).take_while(char::is_ascii_digit).count();
    digits == 3
}

/// A vulgar fraction, alone or behind a whole number, and the unit after it: «½ ст.», «1½», «1 1/2».
fn fraction(text: &str) -> Option<(f64, &str)> {
    const KNOWN: [(&str, f64); 6] = [
        ("½", 0.5),
        ("¼", 0.25),
        ("¾", 0.75),
        ("1/2", 0.5),
        ("1/4", 0.25),
        ("3/4", 0.75),
    ];
    let starts = |text: &'_ str| {
        KNOWN.iter().find_map(|(mark, part)| {
            let at = text.len() - text.strip_prefix(mark)?.len();
            Some((*part, at))
        })
    };
    let ends = |at: usize| !text[at..].starts_with(|mark: char| mark.is_ascii_digit() || mark == '/');
    if let Some((part, at)) = starts(text).filter(|(_, at)| ends(*at)) {
        return Some((part, text[at..].trim()));
    }
    let (whole, rest) = leading_number(text)?;
    let gap = rest.len() - rest.trim_start().len();
    let (part, length) = starts(rest.trim_start())?;
    let at = text.len() - rest.len() + gap + length;
    (gap > 0 || rest.starts_with(['½', '¼', '¾']))
        .then_some(())
        .filter(|()| whole < 100 && ends(at))?;
    Some((whole as f64 + part, text[at..].trim()))
}

/// A share of a rate in words.
pub fn in_words(text: &str) -> Option<f64> {
    let lower = text.trim().to_lowercase();
    let bare = lower
        .trim_end_matches('.')
        .trim_end_matches("ставки")
        .trim_end_matches("ставка")
        .trim();
    Some(match bare {
        "пол" | "половина" => 0.5,
        "четверть" => 0.25,
        "одна" | "полная" | "целая" => 1.0,
        "полторы" => 1.5,
        "две" => 2.0,
        _ => return None,
    })
}

/// A number, or several with a plus between: «0,5+0,25»; a remark in brackets is left out.
pub fn read_sum(text: &str) -> Option<(f64, &str)> {
    let text = text.split('(').next().unwrap_or(text);
    if !text.contains('+') {
        return read(text);
    }
    text.trim().split('+').try_fold((0.0, ""), |(sum, _), part| {
        let (number, unit) = read(part)?;
        Some((sum + number, unit))
    })
}

/// «18 ч», «18 часов»: a number of hours and nothing else.
pub fn hours(text: &str) -> Option<f64> {
    let (number, unit) = read(text)?;
    let unit = unit.to_lowercase();
    matches!(unit.trim_end_matches('.'), "ч" | "час" | "часа" | "часов").then_some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{hours, in_words, read, read_sum};

    #[test]
    fn numbers_with_units() {
        assert_eq!(read("0,5 ст."), Some((0.5, "ст.")));
        assert_eq!(read("12 500,50 руб."), Some((12500.5, "руб.")));
        assert_eq!(read("18 ч"), Some((18.0, "ч")));
        assert_eq!(read("15%"), Some((15.0, "%")));
        assert_eq!(read("1/2"), Some((0.5, "")));
        assert_eq!(read("½ ст."), Some((0.5, "ст.")));
        assert_eq!(read("1½"), Some((1.5, "")));
        assert_eq!(read("1 1/2 ст"), Some((1.5, "ст")));
        assert_eq!(read("1/20"), Some((1.0, "/20")));
        assert_eq!(read_sum("0,5+0,25 ст."), Some((0.75, "ст.")));
        assert_eq!(read_sum("1 (18 часов)"), Some((1.0, "")));
        assert_eq!(
            (in_words("полставки"), in_words("Полная ставка")),
            (Some(0.5), Some(1.0))
        );
        assert_eq!((hours("18 ч."), hours("18")), (Some(18.0), None));
        assert_eq!(read("ст. 5"), None);
        assert_eq!(read(""), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,30}") {
            let _ = (read(&text), read_sum(&text), hours(&text), in_words(&text));
        }

        #[test]
        fn written_numbers_are_read_back(whole in 0u32..1_000_000, part in 0u32..100) {
            let expected = f64::from(whole) + f64::from(part) / 100.0;
            let text = format!("{whole},{part:02} руб.");
            let (number, unit) = read(&text).unwrap();
            prop_assert!((number - expected).abs() < 1e-6);
            prop_assert_eq!(unit, "руб.");
        }
    }
}
