//! Typography in one place: quotes, dashes, non-breaking spaces and hyphens, decimal comma.
//!
//! [`polish`] is idempotent: what it has made right it leaves alone.

use std::borrow::Cow;

use crate::russian::spaces;

pub(super) const NBSP: char = '\u{a0}';
const HYPHEN: char = '\u{2011}';

/// One pass over a text.
type Step = fn(&str) -> String;

/// Puts a text of papers into the form Russian typography asks for.
pub fn polish(text: &str) -> String {
    // A rule is asked only of a text that has its marks: most values have none.
    let steps: [(&[char], Step); 5] = [
        (&['«', '„', '»', '“', '”', '"', '″', '‟'], quotes),
        (&['-', '—', '−', '‒'], dashes),
        (&['.'], decimal_comma),
        (&['-'], hyphens),
        (&[' ', NBSP], spaces::hold),
    ];
    let mut polished = Cow::Borrowed(text);
    for (marks, step) in steps {
        if polished.contains(marks) {
            polished = Cow::Owned(step(&polished));
        }
    }
    polished.into_owned()
}

/// «» outside, „“ inside; straight and English quotes are taken by their place.
fn quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut previous = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let opens = match letter {
            '«' | '„' => Some(true),
            '»' => Some(false),
            // „“ closes in Russian, opens in English: the depth and the place decide.
            '“' if depth >= 2 => Some(false),
            '“' | '”' | '"' | '″' | '‟' => Some(opens_here(previous, next)),
            _ => None,
        };
        match opens {
            // A sign of inches or seconds after a figure stays.
            Some(_) if letter == '"' && depth == 0 && previous.is_some_and(char::is_numeric) => {
                out.push(letter)
            }
            Some(true) => {
                out.push(if depth == 0 { '«' } else { '„' });
                depth += 1;
            }
            Some(false) => {
                out.push(if depth >= 2 { '“' } else { '»' });
                depth = depth.saturating_sub(1);
            }
            None => out.push(letter),
        }
        if letter == '\n' {
            depth = 0;
        }
        previous = Some(letter);
    }
    out
}

fn opens_here(previous: Option<char>, next: Option<char>) -> bool {
    let after_gap = previous.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, '(' | '[' | '«' | '„' | '—' | '–' | '-' | '/' | '"' | '“')
    });
    let before_word = next.is_some_and(|letter| !letter.is_whitespace());
    after_gap && before_word
}

/// A hyphen or a dash between spaces is «–»; between figures too.
fn dashes(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, letter) in letters.iter().copied().enumerate() {
        let previous = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1).copied();
        let spaced = previous.is_some_and(is_space) && next.is_some_and(is_space);
        out.push(match letter {
            '-' | '—' | '−' | '‒' if spaced => '–',
            _ => letter,
        });
    }
    out
}

/// «3.5» → «3,5», but not in dates, versions and numbers of articles («ст. 351.8», «14.09.2023»).
fn decimal_comma(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, letter) in letters.iter().copied().enumerate() {
        if letter == '.' && is_decimal_point(&letters, at) {
            out.push(',')
        } else {
            out.push(letter)
        }
    }
    out
}

/// A single point between figures, followed by a unit.
fn is_decimal_point(letters: &[char], at: usize) -> bool {
    let digits_before = letters[..at]
        .iter()
        .rev()
        .take_while(|letter| letter.is_ascii_digit())
        .count();
    let digits_after = letters[at + 1..]
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .count();
    if digits_before == 0 || digits_after == 0 || digits_after > 3 {
        return false;
    }
    let joined = |letter: Option<&char>| {
        letter.is_some_and(|letter| {
            letter.is_alphanumeric() || matches!(letter, '.' | ',' | '/' | '-' | '‑' | '№')
        })
    };
    if joined(at.checked_sub(digits_before + 1).and_then(|at| letters.get(at))) {
        return false;
    }
    let rest: String = letters[at + 1 + digits_after..].iter().take(8).collect();
    let rest = rest.trim_start_matches(is_space);
    UNITS.iter().any(|unit| {
        rest.strip_prefix(unit)
            .is_some_and(|after| !after.starts_with(char::is_alphabetic))
    })
}

/// Units after a number.
const UNITS: &[&str] = &[
    "%",
    "ч",
    "мин",
    "руб",
    "₽",
    "кг",
    "км",
    "м",
    "см",
    "мм",
    "ставки",
    "ставка",
    "балла",
    "балл",
    "баллов",
    "часа",
    "л",
    "т",
    "шт",
];

/// «207-од», «212-12-12», «АЗ-1128», «ТМ-41»: a hyphen beside a figure does not break. Addresses of sites and letters
/// stay as they are: they are copied.
fn hyphens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.contains("://") || word.contains('@') || word.starts_with("www.") {
            out.push_str(word);
            continue;
        }
        let letters: Vec<char> = word.chars().collect();
        for (at, letter) in letters.iter().copied().enumerate() {
            let held = letter == '-' && is_of_number(&letters[..at], letters.get(at + 1).copied());
            out.push(if held { HYPHEN } else { letter });
        }
    }
    out
}

/// Whether a hyphen after these letters of a word belongs to a number or a code.
fn is_of_number(before: &[char], next: Option<char>) -> bool {
    let Some(next) = next.filter(|letter| letter.is_alphanumeric()) else {
        return false;
    };
    if before.last().is_some_and(char::is_ascii_digit) {
        return true;
    }
    let capitals = before
        .iter()
        .rev()
        .take_while(|letter| letter.is_uppercase())
        .count();
    let is_whole = before[..before.len() - capitals]
        .last()
        .is_none_or(|letter| !letter.is_alphanumeric());
    next.is_ascii_digit() && is_whole && (1..=4).contains(&capitals)
}

const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}')
}
