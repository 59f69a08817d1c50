//! Spaces that do not break: initials, №, г., ст., units, prepositions of one letter and prepositions before a number.

use super::dates::MONTHS_GENITIVE;
use super::typography::NBSP;

/// Words after which a line must not end, and words before which it must not.
const HOLD_NEXT: &[&str] = &[
    "№",
    "§",
    "г.",
    "п.",
    "пп.",
    "пос.",
    "с.",
    "д.",
    "ул.",
    "пр.",
    "ст.",
    "ч.",
    "гл.",
    "разд.",
    "абз.",
    "подп.",
    "стр.",
    "рис.",
    "табл.",
    "см.",
    "им.",
    "каб.",
    "тел.",
    "кв.",
    "обл.",
    "р.",
    "пгт",
];

/// Prepositions that stay with a number; those of one letter stay with every word.
const BEFORE_NUMBER: &[&str] = &[
    "от",
    "до",
    "по",
    "за",
    "на",
    "из",
    "со",
    "во",
    "ко",
    "об",
    "при",
    "для",
    "после",
    "около",
    "через",
];

/// How words for parts of an act begin; they stay with their number.
const CLAUSES: &[&str] = &[
    "пункт",
    "подпункт",
    "стать",
    "статей",
    "част",
    "раздел",
    "глав",
    "строк",
    "абзац",
];

/// A number before the word stays on its line: «5 пар», «14 сентября».
fn holds_previous(word: &str) -> bool {
    HOLD_PREVIOUS.contains(&word) || MONTHS_GENITIVE.contains(&word)
}

const HOLD_PREVIOUS: &[&str] = &[
    "г.",
    "гг.",
    "в.",
    "вв.",
    "руб.",
    "коп.",
    "ч.",
    "ч",
    "мин.",
    "мин",
    "%",
    "кг",
    "км",
    "м",
    "см",
    "мм",
    "шт.",
    "тыс.",
    "млн",
    "млрд",
    "₽",
    "года",
    "году",
    "год",
    "лет",
    "–",
    "класс",
    "класса",
    "классов",
    "часов",
    "часа",
    "час",
];

/// Sets the spaces that do not break; the rest stay.
pub fn hold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        line_spaces(line, &mut out);
    }
    out
}

fn line_spaces(line: &str, out: &mut String) {
    let words: Vec<&str> = line.split([' ', NBSP]).collect();
    let gaps: Vec<char> = line
        .chars()
        .filter(|letter| matches!(letter, ' ' | '\u{a0}'))
        .collect();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let (previous, gap) = (words[index - 1], gaps[index - 1]);
            let hold = !previous.is_empty() && !word.is_empty() && holds(previous, word);
            out.push(if hold { NBSP } else { gap });
        }
        out.push_str(word);
    }
}

fn holds(previous: &str, next: &str) -> bool {
    let bare = previous.trim_start_matches(['(', '«', '„', '[']);
    let next_bare = next.trim_end_matches([',', ';', ':', ')', '»', '“', '!', '?']);
    let single = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    single
        || next_bare == "–"
        || is_name(bare, previous, next, next_bare)
        || is_number(bare, next, next_bare)
        || matches!(bare, "т." | "и." | "о." | "им." | "не")
        || (bare.ends_with(char::is_alphanumeric) && matches!(next_bare, "же" | "ли" | "бы"))
}

/// «И. Л. Лугова», «Лугова И. Л.», «г. Тихий».
fn is_name(bare: &str, previous: &str, next: &str, next_bare: &str) -> bool {
    let capital = next.starts_with(char::is_uppercase);
    let initial = is_initial(bare) && capital;
    let surname = is_initial(next_bare)
        && previous.starts_with(char::is_uppercase)
        && previous.ends_with(char::is_alphabetic);
    initial || surname || (HOLD_NEXT.contains(&bare) && capital)
}

/// «№ 12», «от 12.09.2026», «статьи 28», «5 пар», «6 «А»», «8 (000) 212».
fn is_number(bare: &str, next: &str, next_bare: &str) -> bool {
    let ends = bare.ends_with(is_figure);
    let roman = !bare.is_empty() && bare.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    // Most gaps have no number on either side.
    let leads = match next.chars().next() {
        Some('№') => BEFORE_NUMBER.contains(&bare.to_lowercase().as_str()),
        Some(first) if is_figure(first) => {
            is_code(bare) || HOLD_NEXT.contains(&bare) || is_lead(&bare.to_lowercase())
        }
        _ => false,
    };
    let unit = || holds_previous(next_bare) || holds_previous(next_bare.trim_end_matches('.'));
    leads
        || ((ends || roman) && (next.starts_with('%') || unit()))
        || (ends && (is_class(next) || (is_dialled(bare) && next.starts_with('('))))
}

/// A preposition or a part of an act, in small letters.
fn is_lead(word: &str) -> bool {
    BEFORE_NUMBER.contains(&word) || CLAUSES.iter().any(|stem| word.starts_with(stem))
}

/// A figure, or the rule that stands for one.
const fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '_'
}

/// The letter of a class: «6 «А»», «5 б», but no conjunction or preposition.
fn is_class(word: &str) -> bool {
    let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let one = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
    one && !is_initial(word) && (word.starts_with('«') || !"ивксоуя".contains(&inner.to_lowercase()))
}

/// What stands before the code of a telephone number.
fn is_dialled(word: &str) -> bool {
    matches!(word, "8" | "+7")
}

/// «000)»: the code of a telephone number, its opening bracket trimmed.
fn is_code(word: &str) -> bool {
    word.strip_suffix(')')
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit()))
}

/// «Т.», «Т.П.».
fn is_initial(word: &str) -> bool {
    let mut any = false;
    for part in word.split_inclusive('.') {
        let mut letters = part.chars();
        let (first, second, third) = (letters.next(), letters.next(), letters.next());
        if !(first.is_some_and(char::is_uppercase) && second == Some('.') && third.is_none()) {
            return false;
        }
        any = true;
    }
    any
}
