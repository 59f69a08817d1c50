//! Names as keys: the same person under different spellings gives the same key.

use crate::ingest::clean;
use crate::ingest::values::fio;

/// A name taken apart for comparison: lower case, `ё` as `е`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameKey {
    /// Surname.
    pub last: String,
    /// First name, or its first letter.
    pub first: String,
    /// Patronymic, or its first letter; may be empty.
    pub patronymic: String,
}

impl NameKey {
    /// Takes a name apart; `None`: it is none.
    pub fn of(text: &str) -> Option<Self> {
        let fio = fio::read(text)?;
        let part = |part: &str| clean::key(part);
        Some(Self {
            last: part(&fio.last),
            first: part(&fio.first),
            patronymic: part(&fio.patronymic),
        })
    }

    /// The words in an order that does not depend on how they were written.
    pub fn full(&self) -> String {
        let mut words = [self.last.as_str(), &self.first, &self.patronymic];
        words.sort_unstable();
        words.join(" ").trim().to_owned()
    }

    /// Surname and first letters: «орлова т п».
    pub fn short(&self) -> String {
        let letter = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
        format!(
            "{} {} {}",
            self.last,
            letter(&self.first),
            letter(&self.patronymic)
        )
        .trim()
        .to_owned()
    }

    /// Only letters stand for the first name.
    pub fn is_short(&self) -> bool {
        self.first.chars().count() < 2
    }

    /// Both may name one person: equal words, or letters that begin them, or parts left out.
    pub fn agrees(&self, other: &Self) -> bool {
        let part = |a: &str, b: &str| {
            a.is_empty() || b.is_empty() || a == b || is_letter_of(a, b) || is_letter_of(b, a)
        };
        self.last == other.last
            && part(&self.first, &other.first)
            && part(&self.patronymic, &other.patronymic)
    }
}

fn is_letter_of(letter: &str, word: &str) -> bool {
    letter.chars().count() == 1 && word.starts_with(letter)
}

#[cfg(test)]
mod tests {
    use super::NameKey;

    #[test]
    fn spellings_of_one_name() {
        let full = NameKey::of("Соловьёва Татьяна Петровна").unwrap();
        for text in [
            "Соловьева Т. П.",
            "Татьяна Петровна Соловьева",
            "Т.П. Соловьёва",
            "СОЛОВЬЕВА ТАТЬЯНА",
            "Соловьёва Т.",
        ] {
            assert!(full.agrees(&NameKey::of(text).unwrap()), "{text}");
        }
        assert!(!full.agrees(&NameKey::of("Соловьёва Т. И.").unwrap()));
        assert_eq!(full.short(), "соловьева т п");
    }
}
