//! Letters: what a rule of inflection asks about them.
//!
//! Knows nothing of words. Everything keeps byte lengths, so that an ending found in a folded copy can be cut
//! from the text as it was written.

/// Small letters, «ё» as «е»; a letter whose small form has another length stays as it is.
pub(crate) fn fold(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'ё' | 'Ё' => 'е',
            'а'..='я' => letter,
            'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
            _ => {
                let mut small = letter.to_lowercase();
                match (small.next(), small.next()) {
                    (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
                    _ => letter,
                }
            }
        })
        .collect()
}

/// Whether it is a letter, of any alphabet; at once for the Russian ones.
pub(crate) fn is_letter(mark: char) -> bool {
    matches!(mark, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё') || mark.is_alphabetic()
}

/// The last letter of a folded word, or a space for an empty one.
pub(crate) fn last(word: &str) -> char {
    word.chars().next_back().unwrap_or(' ')
}

/// The word without its last letter.
pub(crate) fn without_last(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}

/// The letter before the last one.
pub(crate) fn before_last(word: &str) -> char {
    last(without_last(word))
}

pub(crate) const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

pub(crate) const fn is_consonant(letter: char) -> bool {
    matches!(letter, 'б'..='д' | 'ж' | 'з' | 'й'..='н' | 'п'..='т' | 'ф'..='щ')
}

/// ж, ш, ч, щ: after them «и» stands for «ы», and «о» only under stress.
pub(crate) const fn is_sibilant(letter: char) -> bool {
    matches!(letter, 'ж' | 'ш' | 'ч' | 'щ')
}

/// г, к, х: after them «и» stands for «ы».
pub(crate) const fn is_velar(letter: char) -> bool {
    matches!(letter, 'г' | 'к' | 'х')
}

/// How many vowels a folded word has.
pub(crate) fn syllables(word: &str) -> usize {
    word.chars().filter(|letter| is_vowel(*letter)).count()
}

/// A word of capitals only, at least two of them: «ИВАНОВ», «СОШ».
pub(crate) fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_uppercase)
}

/// Whether the word begins with a capital.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether every letter is Cyrillic and there is at least one.
pub(crate) fn is_cyrillic(word: &str) -> bool {
    let mut any = false;
    for letter in word.chars().filter(|letter| letter.is_alphabetic()) {
        any = true;
        if !('\u{400}'..='\u{52F}').contains(&letter) {
            return false;
        }
    }
    any
}
