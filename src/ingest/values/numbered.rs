//! The number of a paper with its day in one cell: «№ 12/к от 01.09.2015».

use jiff::civil::Date;

use super::date::{Century, DateRead, find};
use super::words::is_blank_word;

/// The number and the day; `None`: the text is no more than a number.
pub fn read(text: &str) -> Option<(&str, Date)> {
    let (number, rest) = text.split_once("от ").or_else(|| text.split_once(','))?;
    if rest.chars().filter(|mark| mark.is_alphabetic()).count() > 12 {
        return None;
    }
    match find(rest, Century::Event)? {
        (DateRead::Day(day), _) => Some((bare(number), day)),
        _ => None,
    }
}

/// A number without its sign; empty for «б/н».
pub fn bare(text: &str) -> &str {
    let number = text
        .trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, '№' | ',' | ';'))
        .trim_start_matches("N ");
    if is_blank_word(number) { "" } else { number }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{bare, read};

    #[test]
    fn numbers_with_days() {
        let day = date(2015, 9, 1);
        for text in [
            "№ 12/к от 01.09.2015",
            "12/к от 1 сентября 2015 г.",
            "№12/к, 01.09.2015",
            "12/к\nот 01.09.2015г.",
        ] {
            assert_eq!(read(text), Some(("12/к", day)), "{text}");
        }
        assert_eq!(read("12-к"), None);
        assert_eq!(read("от руки"), None);
        assert_eq!((bare("б/н"), bare("№ 7")), ("", "7"));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            if let Some((number, _)) = read(&text) {
                prop_assert_eq!(bare(number), number);
            }
        }
    }
}
