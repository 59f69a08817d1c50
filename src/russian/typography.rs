//! Typography in one place: quotes, dashes, non-breaking spaces and hyphens, decimal comma.
//!
//! [`polish`] is idempotent: what it has made right it leaves alone.

use std::borrow::Cow;

use crate::russian::dates::MONTHS_GENITIVE;

const NBSP: char = '\u{a0}';
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
        (&[' ', NBSP], spaces),
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

/// «207-од», «5-го», «1-й»: the hyphen between a figure and letters does not break.
fn hyphens(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, letter) in letters.iter().copied().enumerate() {
        let previous = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1).copied();
        let number =
            previous.is_some_and(|letter| letter.is_ascii_digit()) && next.is_some_and(char::is_alphabetic);
        let code = previous.is_some_and(char::is_uppercase)
            && next.is_some_and(|letter| letter.is_ascii_digit())
            && at.checked_sub(2).is_none_or(|at| !letters[at].is_alphabetic());
        out.push(if letter == '-' && (number || code) {
            HYPHEN
        } else {
            letter
        });
    }
    out
}

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
    "и.",
    "о.",
    "не",
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

/// Non-breaking spaces: initials, №, г., ст., units, single-letter prepositions.
fn spaces(text: &str) -> String {
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
    let starts_number = next.starts_with(|letter: char| letter.is_ascii_digit());
    let ends_number = bare.ends_with(|letter: char| letter.is_ascii_digit());
    let roman = !bare.is_empty() && bare.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let single = bare.chars().count() == 1 && bare.chars().all(|letter| letter.is_alphabetic());
    let initial = is_initial(bare) && next.chars().next().is_some_and(char::is_uppercase);
    // «Орлова Т. П.»: the surname holds its initials.
    let surname = is_initial(next_bare)
        && previous.chars().next().is_some_and(char::is_uppercase)
        && previous.ends_with(char::is_alphabetic);
    let held = HOLD_NEXT.contains(&bare)
        && (starts_number
            || next.starts_with(|letter: char| letter.is_uppercase())
            || matches!(bare, "и." | "им." | "и" | "не"));
    single
        || initial
        || surname
        || held
        || next_bare == "–"
        || ((ends_number || roman) && holds_previous(next_bare))
        || (bare.ends_with(|letter: char| letter.is_alphanumeric())
            && matches!(next_bare, "же" | "ли" | "бы"))
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

const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}')
}
