//! Words by kind of organisation: `model/vocabulary.toml`. A kindergarten has no «урок», a college no «ученик».
//!
//! The kind is what the school says; when it says nothing, what its name says; else it is said to be unknown and the
//! words are those that fit everybody. Knows names of organisations, not papers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::fold::fold;
use crate::school::Row;

static VOCABULARY: &str = include_str!("../../model/vocabulary.toml");
/// The words of an organisation of which nothing is known.
pub const ANY: &str = "организация";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Named>,
    word: BTreeMap<String, Word>,
    forms: BTreeMap<String, [String; 5]>,
}

/// A kind of organisation and the beginnings of words that tell it in a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    words: Vec<String>,
}

/// One word of the vocabulary.
#[derive(Debug, Deserialize)]
pub struct Word {
    /// What it means, for the page on templates.
    pub about: String,
    #[serde(flatten)]
    by_kind: BTreeMap<String, String>,
}

/// How the kind of an organisation came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The school says so.
    Told(&'static str),
    /// The name of the organisation says so.
    Named(&'static str),
    /// Neither tells.
    Unknown,
}

impl Kind {
    /// Kind of the organisation of a row of the sheet «Организация».
    pub fn of(row: Option<Row<'_>>) -> Self {
        let Some(row) = row else { return Self::Unknown };
        if let Some(kind) = known(row.text("org_kind")) {
            return Self::Told(kind);
        }
        [row.text("full_name"), row.text("short_name")]
            .into_iter()
            .find_map(by_name)
            .map_or(Self::Unknown, Self::Named)
    }

    /// The kind as the vocabulary names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Told(kind) | Self::Named(kind) => kind,
            Self::Unknown => ANY,
        }
    }
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| toml::from_str(VOCABULARY).expect("model/vocabulary.toml is checked by the tests"))
}

fn known(kind: &str) -> Option<&'static str> {
    kinds().find(|known| *known == kind)
}

/// Kind by the words of a name, in the order of the file: «школа искусств» is not taken for a school.
fn by_name(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let begins = |pattern: &str| {
        folded
            .match_indices(&*fold(pattern))
            .any(|(at, _)| !folded[..at].ends_with(char::is_alphabetic))
    };
    file()
        .kind
        .iter()
        .find(|kind| kind.words.iter().any(|pattern| begins(pattern)))
        .map(|kind| kind.name.as_str())
}

/// The kinds of organisations, in the order in which a name is asked for them.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    file().kind.iter().map(|kind| kind.name.as_str())
}

/// Every word with its meaning, by name.
pub fn words() -> impl Iterator<Item = (&'static str, &'static Word)> {
    file().word.iter().map(|(name, word)| (name.as_str(), word))
}

impl Word {
    /// The word for a kind; empty where there is no such thing.
    pub fn of(&self, kind: &str) -> &str {
        let found = self.by_kind.get(kind).or_else(|| self.by_kind.get(ANY));
        found.map_or("", String::as_str)
    }
}

/// The word of a name for a kind; empty where there is none.
pub fn word(name: &str, kind: &str) -> &'static str {
    file().word.get(name).map_or("", |word| word.of(kind))
}

/// The forms of a word of the vocabulary after the nominative, in the order of the cases.
pub fn forms(word: &str) -> Option<&'static [String; 5]> {
    file().forms.get(word)
}

#[cfg(test)]
mod tests {
    use super::{ANY, by_name, file, forms, kinds, known, words};

    #[test]
    fn every_word_has_all_its_forms_and_no_form_is_idle() {
        let kinds: Vec<&str> = kinds().chain([ANY]).collect();
        let mut used = Vec::new();
        for (name, word) in words() {
            assert!(!word.about.is_empty(), "{name}");
            assert!(word.by_kind.contains_key(ANY), "{name}: no word for everybody");
            for kind in word.by_kind.keys() {
                assert!(*kind == ANY || known(kind).is_some(), "{name}: {kind}");
            }
            for kind in &kinds {
                let text = word.of(kind);
                assert!(
                    text.is_empty() || forms(text).is_some(),
                    "{name}: no forms of «{text}»"
                );
                used.push(text);
            }
        }
        for word in file().forms.keys() {
            assert!(used.contains(&word.as_str()), "«{word}» is used nowhere");
        }
    }

    #[test]
    fn names_tell_the_kind() {
        for (name, kind) in [
            ("МБОУ «СОШ № 12 г. Тихореченска»", Some("школа")),
            (
                "Муниципальное бюджетное дошкольное образовательное учреждение «Ромашка»",
                Some("детский сад"),
            ),
            ("МБДОУ «Детский сад № 3»", Some("детский сад")),
            (
                "МБУДО «Детская школа искусств»",
                Some("дополнительное образование"),
            ),
            ("Лесногорский техникум связи", Some("колледж")),
            ("Лицей № 2", Some("школа")),
            ("Центр развития", None),
            ("", None),
        ] {
            assert_eq!(by_name(name), kind, "{name}");
        }
    }
}
