//! Numbers with a decimal comma, spaces between thousands and a unit behind.

/// A number and the unit after it.
pub fn read(text: &str) -> Option<(f64, &str)> {
    let text = text.trim().trim_start_matches('≈');
    if let Some(fraction) = fraction(text) {
        return Some((fraction, ""));
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

fn fraction(text: &str) -> Option<f64> {
    Some(match text {
        "½" | "1/2" => 0.5,
        "¼" | "1/4" => 0.25,
        "¾" | "3/4" => 0.75,
        "1½" => 1.5,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    #[test]
    fn numbers_with_units() {
        assert_eq!(read("0,5 ст."), Some((0.5, "ст.")));
        assert_eq!(read("12 500,50 руб."), Some((12500.5, "руб.")));
        assert_eq!(read("18 ч"), Some((18.0, "ч")));
        assert_eq!(read("15%"), Some((15.0, "%")));
        assert_eq!(read("1/2"), Some((0.5, "")));
        assert_eq!(read("ст. 5"), None);
        assert_eq!(read(""), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,30}") {
            let _ = read(&text);
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
