//! Texts compared as a reader compares them: whatever the case, «ё» and the number of spaces.
//!
//! Comparing copies nothing: a check compares thousands of texts.

use std::str::Chars;

use memchr::memmem::Finder;

/// Text for comparison: lower case, ё as е, spaces joined.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What needs no change is copied in one piece.
    let mut from = 0;
    let mut space = true;
    for (at, mark) in text.char_indices() {
        if matches!(mark, 'а'..='я' | 'a'..='z' | '!'..='@') {
            space = false;
            continue;
        }
        let is_space = mark.is_whitespace();
        let stays = if is_space {
            mark == ' ' && !space
        } else {
            small(mark) == mark
        };
        if !stays {
            out.push_str(&text[from..at]);
            from = at + mark.len_utf8();
            if !is_space {
                out.push(small(mark));
            } else if !space {
                out.push(' ');
            }
        }
        space = is_space;
    }
    out.push_str(&text[from..]);
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Whether two texts are the same to a reader.
pub fn alike(left: &str, right: &str) -> bool {
    left == right || folded(left).eq(folded(right))
}

/// Whether a text holds words that are folded already.
pub fn holds(text: &str, words: &str) -> bool {
    // Most cells are written in small letters: nothing needs to be copied for them.
    contains(text, words) || (!is_folded(text) && contains(&fold(text), words))
}

/// Words that are looked for in many texts: made ready once.
#[derive(Debug, Clone)]
pub struct Words {
    /// As they are written, folded.
    pub text: String,
    finder: Finder<'static>,
}

impl Words {
    /// Folds and prepares.
    pub fn new(words: &str) -> Self {
        let text = fold(words);
        Self {
            finder: Finder::new(&text).into_owned(),
            text,
        }
    }

    /// The words stand in a folded text.
    pub fn stand_in(&self, folded: &str) -> bool {
        self.finder.find(folded.as_bytes()).is_some()
    }

    /// The words stand in a text as it is written.
    pub fn are_in(&self, text: &str) -> bool {
        // Most cells are written in small letters: nothing needs to be copied for them.
        self.stand_in(text) || (!is_folded(text) && self.stand_in(&fold(text)))
    }
}

/// Whether one folded text stands in another. Texts of cells are short: a search that prepares itself costs more than
/// looking at every place.
pub fn contains(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let Some(beginning) = words.first_chunk::<4>() else {
        return words.is_empty() || text.windows(words.len()).any(|part| part == words);
    };
    let beginning = u32::from_ne_bytes(*beginning);
    let four = |part: &[u8]| part.first_chunk().copied().map(u32::from_ne_bytes);
    let mut places = text.windows(4).enumerate();
    places.any(|(at, part)| four(part) == Some(beginning) && text[at..].starts_with(words))
}

fn is_folded(text: &str) -> bool {
    let mut space = true;
    text.chars().all(|mark| {
        if matches!(mark, 'а'..='я' | 'a'..='z' | '!'..='@') {
            space = false;
            return true;
        }
        let before = std::mem::replace(&mut space, mark.is_whitespace());
        small(mark) == mark && (!space || (mark == ' ' && !before))
    }) && !text.ends_with(' ')
}

/// The characters of the text for comparison.
pub fn folded(text: &str) -> Folded<'_> {
    Folded {
        rest: text.chars(),
        began: false,
        space: false,
        next: None,
    }
}

/// See [`folded`].
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    rest: Chars<'a>,
    /// Something stood before: spaces in front do not count.
    began: bool,
    /// A space stands before the next character.
    space: bool,
    /// The character behind a space.
    next: Option<char>,
}

impl Iterator for Folded<'_> {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        if self.next.is_some() {
            return self.next.take();
        }
        loop {
            let mark = self.rest.next()?;
            if mark.is_whitespace() {
                self.space = self.began;
                continue;
            }
            self.began = true;
            if std::mem::take(&mut self.space) {
                self.next = Some(small(mark));
                return Some(' ');
            }
            return Some(small(mark));
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rest.size_hint().0, None)
    }
}

#[inline]
fn small(mark: char) -> char {
    match mark {
        'а'..='я' | 'a'..='z' | ' '..='@' => mark,
        'ё' | 'Ё' => 'е',
        // The small letters lie one alphabet further.
        'А'..='Я' => char::from_u32(u32::from(mark) + 32).unwrap_or(mark),
        _ => mark.to_lowercase().next().unwrap_or(mark),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Words, alike, contains, fold, folded, holds, is_folded};

    #[test]
    fn case_and_spaces_do_not_matter() {
        assert_eq!(fold("  Приказ\u{a0}№ 5\n О\u{202f}ПАРАХ "), "приказ № 5 о парах");
        assert!(alike("Пётр  ЁЛКИН", "петр елкин"));
        assert!(!alike("приказ 1", "приказ 12"));
        assert_eq!(fold("АБВЯ ÄS"), "абвя äs");
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        for text in ["без оплаты", "Без  Оплаты труда", "совсем без\u{a0}оплаты"]
        {
            assert!(holds(text, "без оплаты"), "{text}");
        }
        assert!(holds("на учёте", "на учет"));
        assert!(!holds("Без  оплат", "без оплаты"));
        assert!(holds("что угодно", "") && contains("педсовет", "ове") && !contains("пед", "педсовет"));
    }

    proptest! {
        #[test]
        fn folding_at_once_and_by_letters_is_the_same(text in "[ \\u{a0}\n.АБЯЁёабяAaZzİ№1]{0,12}", words in "[ абе]{0,5}") {
            let whole = fold(&text);
            prop_assert_eq!(&folded(&text).collect::<String>(), &whole);
            prop_assert_eq!(is_folded(&text), whole == text);
            prop_assert_eq!(contains(&text, &words), text.contains(&words));
            let sought = Words::new(&words);
            prop_assert_eq!(sought.are_in(&text), whole.contains(&sought.text));
            prop_assert_eq!(fold(&whole), whole);
        }
    }
}
