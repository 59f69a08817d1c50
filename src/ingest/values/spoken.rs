//! Numbers in words: days («первого мая 1970 года»), years («две тысячи пятнадцатого»), lengths («тридцать лет»).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::words::month;
use crate::russian::numbers::{Counted, cardinal, ordinal_in_words};

/// Words of the numbers to 99: how many, and which one, as days and years have it.
struct Words {
    cardinal: HashMap<String, i64>,
    ordinal: HashMap<String, i64>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words {
            cardinal: HashMap::new(),
            ordinal: HashMap::new(),
        };
        for n in 1..=99_u32 {
            let value = i64::from(n);
            for gender in [Counted::Masculine, Counted::Feminine] {
                words.cardinal.insert(cardinal(n.into(), gender), value);
            }
            let neuter = ordinal_in_words(n.into(), Counted::Neuter);
            // «первое» – «первого», «третье» – «третьего».
            let stem = neuter.trim_end_matches('е');
            let ending = if stem.ends_with('ь') { "его" } else { "го" };
            words.ordinal.insert(format!("{stem}{ending}"), value);
            words
                .ordinal
                .insert(ordinal_in_words(n.into(), Counted::Masculine), value);
            words.ordinal.insert(neuter, value);
        }
        words
    })
}

/// The number that the first words are, of at most two, and the words behind it.
fn leading<'w, 't>(of: &HashMap<String, i64>, words: &'w [&'t str]) -> Option<(i64, &'w [&'t str])> {
    [2, 1].into_iter().find_map(|count| {
        let (first, rest) = words.split_at_checked(count)?;
        Some((*of.get(&first.join(" "))?, rest))
    })
}

/// A day told in words, with its numbers in figures: «первого мая тысяча девятьсот семидесятого года» – «1 мая 1970».
pub fn day(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace('ё', "е");
    if !lower.starts_with(char::is_alphabetic) {
        return None;
    }
    let said: Vec<&str> = lower
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let (day, rest) = leading(&words().ordinal, &said)?;
    let (name, rest) = rest.split_first().filter(|(name, _)| month(name).is_some())?;
    let (first, _) = rest.split_first()?;
    let year = match first.parse::<i64>() {
        Ok(year) => year,
        Err(_) => year(rest)?,
    };
    Some(format!("{day} {name} {year}"))
}

fn year(said: &[&str]) -> Option<i64> {
    let (century, rest) = match said {
        ["двухтысячного" | "двухтысячный", ..] => return Some(2000),
        ["две", "тысячи", rest @ ..] => (2000, rest),
        ["тысяча", "девятьсот", rest @ ..] | ["одна", "тысяча", "девятьсот", rest @ ..] => {
            (1900, rest)
        }
        _ => return None,
    };
    let (small, _) = leading(&words().ordinal, rest)?;
    Some(century + small)
}

/// A number of years in words: «тридцать лет», «двадцать пять».
pub fn years(text: &str) -> Option<i64> {
    let said: Vec<&str> = text.split_whitespace().collect();
    let (years, rest) = leading(&words().cardinal, &said)?;
    matches!(rest, [] | ["лет" | "год" | "года"]).then_some(years)
}

/// The year of work that is going on: «первый год», «2-й год».
pub fn running_year(text: &str) -> Option<i64> {
    let said: Vec<&str> = text.split_whitespace().collect();
    let [which, "год", ..] = said[..] else {
        return None;
    };
    let figure = which.strip_suffix("-й").or_else(|| which.strip_suffix("-ый"));
    let year = match figure {
        Some(figure) => figure.parse().ok()?,
        None => *words().ordinal.get(which)?,
    };
    (1..=60).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{day, running_year, years};

    #[test]
    fn days_in_words() {
        for (text, figures) in [
            ("первого мая 1970 года", "1 мая 1970"),
            ("Двадцать третье сентября 2015 г.", "23 сентября 2015"),
            (
                "третьего июля тысяча девятьсот восемьдесят пятого года",
                "3 июля 1985",
            ),
            ("первое сентября две тысячи пятнадцатого", "1 сентября 2015"),
        ] {
            assert_eq!(day(text).as_deref(), Some(figures));
        }
        assert_eq!(day("первого числа"), None);
        assert_eq!(day("мая 2015"), None);
    }

    #[test]
    fn lengths_in_words() {
        assert_eq!(years("тридцать лет"), Some(30));
        assert_eq!(years("двадцать один год"), Some(21));
        assert_eq!(years("много лет"), None);
        assert_eq!(
            (running_year("первый год"), running_year("2-й год")),
            (Some(1), Some(2))
        );
        assert_eq!(running_year("каждый год"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}|(первого|третье|тридцать) [а-я ]{0,20}") {
            let _ = (day(&text), years(&text), running_year(&text));
        }
    }
}
