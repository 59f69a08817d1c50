//! Russian as a good secretary writes it: names and posts in all cases, dates, numbers, typography.
//!
//! A leaf: knows no schools and no documents, reads no files. Text goes in, text comes out, and with it a
//! [`Doubt`] where a form rests on a rare or contested rule, so that a person can be asked before printing.
//!
//! The functions below answer without settings. A [`Decliner`] built from the table `declension` of the
//! settings has methods of the same names and settles the doubts the school has already decided.

pub mod agreement;
pub mod dates;
pub mod decline;
pub mod numbers;
pub mod overrides;
pub mod short;
pub mod term;
pub mod typography;

mod adjective;
mod apposition;
mod cutting;
mod exceptions;
mod gender;
mod given;
mod guess;
mod heads;
pub(crate) mod letters;
mod noun;
mod paradigm;
mod patronymic;
mod person;
mod phrase;
mod post;
mod sentence;
mod spaces;
mod surname;
#[cfg(test)]
mod tests;

pub use agreement::list_with_and;
pub use numbers::{counted, ordinal, plural, sum_in_words};
pub use overrides::{Decliner, Overrides};
pub use short::{short_name, signature_name};

/// The six cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// Кто? что?
    Nominative,
    /// Кого? чего?
    Genitive,
    /// Кому? чему?
    Dative,
    /// Кого? что?
    Accusative,
    /// Кем? чем?
    Instrumental,
    /// О ком? о чём?
    Prepositional,
}

impl Case {
    /// All six, nominative first.
    pub const ALL: [Self; 6] = [
        Self::Nominative,
        Self::Genitive,
        Self::Dative,
        Self::Accusative,
        Self::Instrumental,
        Self::Prepositional,
    ];
    /// The five that change the word.
    pub const OBLIQUE: [Self; 5] = [
        Self::Genitive,
        Self::Dative,
        Self::Accusative,
        Self::Instrumental,
        Self::Prepositional,
    ];

    /// The case by its Russian name: «дательный».
    pub fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "именительный" => Self::Nominative,
            "родительный" => Self::Genitive,
            "дательный" => Self::Dative,
            "винительный" => Self::Accusative,
            "творительный" => Self::Instrumental,
            "предложный" => Self::Prepositional,
            _ => return None,
        })
    }

    /// Place among the oblique cases; `None` for the nominative.
    pub(crate) const fn oblique_index(self) -> Option<usize> {
        match self {
            Self::Nominative => None,
            Self::Genitive => Some(0),
            Self::Dative => Some(1),
            Self::Accusative => Some(2),
            Self::Instrumental => Some(3),
            Self::Prepositional => Some(4),
        }
    }
}

/// The sex of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// «он»
    Male,
    /// «она»
    Female,
}

/// A text in some case, and what is not certain about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inflected {
    /// The text in the case asked for.
    pub text: String,
    /// `None`: certain.
    pub doubt: Option<Doubt>,
}

/// A form that a person should look at before it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The word (or the whole name, when the sex is undecided) in the nominative: the key for `declension`.
    pub word: String,
    /// Why, in Russian, as a clause without a full stop.
    pub why: &'static str,
    /// The possible sets of forms (genitive, dative, accusative, instrumental, prepositional), the one used first.
    pub forms: Vec<[String; 5]>,
    /// What would settle it.
    pub asks: Asks,
}

/// What a doubt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Whether the person is a man or a woman; `None`: nothing is changed until it is known.
    Sex(Option<Gender>),
    /// Which of the forms are right.
    Forms,
}

/// Patronymic, then first name, then surname; `None` when none of them tells.
pub fn gender_of(fio: &str) -> Option<Gender> {
    Decliner::default().gender_of(fio)
}

/// A person's name in any order, initials kept; `gender: None` finds it from the name.
pub fn person(fio: &str, gender: Option<Gender>, case: Case) -> Inflected {
    Decliner::default().person(fio, gender, case)
}

/// A job title: the head noun and what agrees with it change.
pub fn title(text: &str, case: Case) -> Inflected {
    Decliner::default().title(text, case)
}

/// An organisation: only the leading generic noun phrase changes.
pub fn organisation(text: &str, case: Case) -> Inflected {
    Decliner::default().organisation(text, case)
}

/// «заместитель директора Белоус Елена Андреевна», in either order.
pub fn person_with_post(text: &str, case: Case) -> Inflected {
    Decliner::default().person_with_post(text, case)
}

/// Decides between person, person with post, title, organisation and plain noun phrase.
pub fn phrase(text: &str, case: Case) -> Inflected {
    Decliner::default().phrase(text, case)
}

/// The exceptions to the rules: kind (`person` or `title`), lemma, reason.
pub fn exceptions() -> Vec<(&'static str, &'static str, &'static str)> {
    let persons = exceptions::PERSONS
        .iter()
        .map(|exception| ("person", exception.lemma, exception.reason));
    let heads = heads::HEADS.iter().map(|head| ("title", head.lemma, head.reason));
    persons.chain(heads).collect()
}
