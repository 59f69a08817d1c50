//! Words and numerals that name a category, and those that only look so.

use super::CONFORMITY;
use crate::ingest::values::words::month;

/// Words that mean a category wherever they stand.
pub fn by_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "выс" | "высш" | "высшая" | "высшую" | "высшей" | "высш-я" | "высшая-" => {
            "высшая"
        }
        "перв" | "первая" | "первую" | "перв-я" => "первая",
        "втор" | "вторая" | "вторую" | "втор-я" => "вторая",
        "сзд" | "соотв" | "соот" => CONFORMITY,
        _ if word.starts_with("соответств") => CONFORMITY,
        _ if word.contains('-') => return by_word(word.split('-').next()?),
        _ if close(word, "высшая") => "высшая",
        _ if close(word, "первая") => "первая",
        _ if close(word, "вторая") => "вторая",
        _ if close(word, "соответствие") => CONFORMITY,
        _ => return None,
    })
}

/// Numerals and letters mean a category only beside its word, or when nothing else is told: not in «приказ № 1», «1
/// корпус», `<i>`.
pub fn by_mark(lower: &str, words: &[&str], index: usize) -> Option<&'static str> {
    let word = words[index];
    let (category, alone) = match word {
        "вкк" | "вк" | "в/к" | "в" => ("высшая", true),
        "1" | "ⅰ" | "1-я" | "ⅰ-я" | "1-ая" | "ⅰ-ая" | "1кк" | "ⅰкк" | "1к" | "ⅰк" | "1-й" | "пкк"
        | "1кат" | "1-кк" | "1/к" => ("первая", true),
        "i" | "i-я" | "i-ая" | "iкк" | "l" | "|" | "первой" => ("первая", false),
        "2" | "ⅰⅰ" | "ⅱ" | "2-я" | "ⅰⅰ-я" | "2-ая" | "ⅰⅰ-ая" | "2кк" | "ⅰⅰкк" | "2к" | "2-кк" | "2/к" => {
            ("вторая", true)
        }
        "ii" | "ll" | "второй" => ("вторая", false),
        _ => return None,
    };
    let is_own = |next: &&&str| {
        matches!(**next, "к" | "кк" | "кв" | "кат")
            || ["кк-", "квал", "катег"]
                .iter()
                .any(|start| next.starts_with(start))
    };
    if words.get(index + 1).as_ref().is_some_and(is_own) {
        return Some(category);
    }
    let is_known = |word: &&str| {
        const KNOWN: [&str; 27] = [
            "г",
            "год",
            "года",
            "от",
            "до",
            "с",
            "по",
            "пр",
            "прик",
            "приказ",
            "приказа",
            "приказом",
            "протокол",
            "расп",
            "распоряжение",
            "мо",
            "мон",
            "до",
            "министерства",
            "министерство",
            "образования",
            "департамента",
            "учитель",
            "учителя",
            "методист",
            "педагог",
            "воспитатель",
        ];
        KNOWN.contains(word) || month(word).is_some() || !word.chars().all(char::is_alphabetic)
    };
    let marks = |mark: char| mark.is_alphanumeric() || " .,;:№()«»\"-–—/|\n".contains(mark);
    let first = words.iter().position(|word| {
        !word
            .chars()
            .all(|mark| mark.is_ascii_digit() || mark == '.' || mark == '-')
    });
    let begins = index == 0 || word.chars().any(char::is_alphabetic) && first == Some(index);
    (alone
        && begins
        && !lower.starts_with('№')
        && lower.chars().all(marks)
        && words[index + 1..].iter().all(is_known))
    .then_some(category)
}

/// Spelled with full stops or spaces: «с.з.д.», «1 к. к.», «I КК-учитель».
pub fn by_glued(lower: &str) -> Option<&'static str> {
    let glued: String = lower
        .chars()
        .filter(|mark| mark.is_alphanumeric() || *mark == '/')
        .collect();
    let starts = |list: &[&str]| {
        let mut rests = list.iter().filter_map(|start| glued.strip_prefix(start));
        // «С.З.Д. (протокол от 11.10.2022)»
        rests.any(|rest| {
            let said = ["от", "пр", "с", "до"].iter().any(|word| rest.starts_with(word));
            let letters = rest.chars().take_while(|mark| mark.is_alphabetic()).count();
            letters == 0 || said && letters < 12 && rest.chars().count() > letters
        })
    };
    Some(match () {
        () if starts(&["сзд"]) => CONFORMITY,
        () if starts(&["вкк", "в/к", "вквкат"]) => "высшая",
        () if starts(&["2кк", "2квк", "2квкат", "ⅰⅰкк", "ⅰⅰквкат"]) => "вторая",
        () if starts(&["1кк", "1квк", "1квкат", "ⅰкк", "ⅰквкат"]) => "первая",
        () => return None,
    })
}

fn close(word: &str, target: &str) -> bool {
    let length = word.chars().count();
    length > 4 && length <= target.chars().count() + 1 && strsim::damerau_levenshtein(word, target) <= 1
}
