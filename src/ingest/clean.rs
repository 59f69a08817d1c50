//! Text of cells as a reader sees it: without invisible characters and look-alike letters of another alphabet.
//!
//! Knows nothing of columns. Cleaning never changes what is seen on the screen, so no finding is due for it.

use std::borrow::Cow;

use crate::russian::letters::is_letter;

/// Text without invisible characters, with plain spaces and one alphabet a word; line breaks are kept.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for mark in text.chars() {
        match mark {
            '\r' => {}
            '\n' | '\u{2028}' | '\u{b}' => {
                while out.ends_with(' ') {
                    out.pop();
                }
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            _ if is_space(mark) => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            '\u{306}' if out.ends_with(['и', 'И']) => {
                let capital = out.pop() == Some('И');
                out.push(if capital { 'Й' } else { 'й' });
            }
            '\u{308}' if out.ends_with(['е', 'Е']) => {
                let capital = out.pop() == Some('Е');
                out.push(if capital { 'Ё' } else { 'ё' });
            }
            _ if is_invisible(mark) => {}
            _ => out.push(mark),
        }
    }
    while out.ends_with([' ', '\n']) {
        out.pop();
    }
    Cow::Owned(one_alphabet(out))
}

/// Nothing of the text is seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|mark| is_space(mark) || is_invisible(mark))
}

/// The same on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', " "))
    } else {
        text
    }
}

/// Words for comparison: lower case, `ё` as `е`, nothing but letters, digits and `№`, one space between.
pub fn key(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for mark in text.chars() {
        if matches!(mark, 'а'..='я' | 'a'..='z' | '0'..='9') {
            out.push(mark);
        } else if is_letter(mark) || mark.is_numeric() {
            for small in mark.to_lowercase() {
                out.push(if small == 'ё' { 'е' } else { small });
            }
        } else if mark == '№' {
            out.push_str(if out.is_empty() || out.ends_with(' ') {
                "№ "
            } else {
                " № "
            });
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    if let Some(at) = out.find("ф и о") {
        let before = out[..at].chars().next_back().is_none_or(|mark| mark == ' ');
        let after = out[at + "ф и о".len()..]
            .chars()
            .next()
            .is_none_or(|mark| mark == ' ');
        if before && after {
            out.replace_range(at..at + "ф и о".len(), "фио");
        }
    }
    out
}

fn is_plain(text: &str) -> bool {
    if text.starts_with([' ', '\n']) || text.ends_with([' ', '\n']) {
        return false;
    }
    let (mut latin, mut cyrillic, mut space) = (false, false, false);
    for mark in text.chars() {
        match mark {
            'a'..='z' | 'A'..='Z' => latin = true,
            'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => cyrillic = true,
            ' ' if space => return false,
            ' ' => {}
            '!'..='~' | '«' | '»' | '№' | '–' | '—' => {}
            '\n' if !space => {}
            _ => return false,
        }
        space = mark == ' ' || mark == '\n';
    }
    !(latin && cyrillic)
}

fn is_space(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

fn is_invisible(mark: char) -> bool {
    mark.is_control()
        || matches!(mark, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A word that mixes Cyrillic with Latin letters of the same look becomes Cyrillic, and so does a lone capital among
/// Cyrillic words, such as an initial; other words stay, and so does the letter of a number such as «P-145».
fn one_alphabet(text: String) -> String {
    let cyrillic = text
        .chars()
        .any(|mark| matches!(mark, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
    let folds = |word: &str| is_mixed(word) || cyrillic && is_lone(word);
    if !text.split(|mark: char| !is_letter(mark)).any(folds) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find(is_letter) {
        out.push_str(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|mark: char| !is_letter(mark)).unwrap_or(word.len());
        if folds(&word[..end]) && !(is_lone(&word[..end]) && is_number(&word[end..])) {
            out.extend(word[..end].chars().map(|mark| twin(mark).unwrap_or(mark)));
        } else {
            out.push_str(&word[..end]);
        }
        rest = &word[end..];
    }
    out.push_str(rest);
    out
}

fn is_mixed(word: &str) -> bool {
    let mut latin = false;
    let mut cyrillic = false;
    for mark in word.chars() {
        if mark.is_ascii_alphabetic() {
            if twin(mark).is_none() {
                return false;
            }
            latin = true;
        } else {
            cyrillic = true;
        }
    }
    latin && cyrillic
}

/// One Latin capital that looks like a Cyrillic one.
fn is_lone(word: &str) -> bool {
    let mut marks = word.chars();
    let first = marks.next().filter(char::is_ascii_uppercase);
    first.is_some_and(|mark| twin(mark).is_some()) && marks.next().is_none()
}

/// «-145» after a letter: the number of an act, whose letter is for the check of citations to judge.
fn is_number(rest: &str) -> bool {
    let after = rest.strip_prefix('-').unwrap_or_default();
    after.starts_with(|mark: char| mark.is_ascii_digit())
}

fn twin(mark: char) -> Option<char> {
    const LATIN: &str = "ABCEHKMOPTXYaceopxyk";
    const CYRILLIC: [char; 20] = [
        'А', 'В', 'С', 'Е', 'Н', 'К', 'М', 'О', 'Р', 'Т', 'Х', 'У', 'а', 'с', 'е', 'о', 'р', 'х', 'у', 'к',
    ];
    LATIN.find(mark).map(|index| CYRILLIC[index])
}

#[cfg(test)]
mod tests {
    use super::{is_blank, key, line, visible};

    #[test]
    fn invisible_characters_disappear() {
        assert_eq!(visible(" Ива\u{ad}нова\u{a0}\u{200b} Мария "), "Иванова Мария");
        assert_eq!(line("Иванова\r\n Мария"), "Иванова Мария");
        assert_eq!(visible("и\u{306}од"), "йод");
        assert!(is_blank(" \u{a0}\u{200b}\n") && !is_blank("\u{a0}-"));
    }

    #[test]
    fn only_words_of_two_alphabets_are_folded() {
        assert_eq!(visible("Пeтpoва Excel"), "Петрова Excel");
        assert_eq!(visible("Microsoft Word"), "Microsoft Word");
        assert_eq!(visible("e-mail школы"), "e-mail школы");
        assert_eq!(key("Ф.И.O."), "фио");
        assert_eq!(visible("Иванова A. E."), "Иванова А. Е.");
        assert_eq!(visible("Vitamin C"), "Vitamin C");
        // The letter of a number is a misprint that the rules look for.
        assert_eq!(visible("распоряжение № P-145"), "распоряжение № P-145");
    }

    #[test]
    fn keys_compare_headers() {
        assert_eq!(key("Ф. И. О."), "фио");
        assert_eq!(key("Ф.И.О. педагога"), "фио педагога");
        assert_eq!(key("Таб.№"), "таб №");
        assert_eq!(key("Объём, ч"), "объем ч");
    }
}
