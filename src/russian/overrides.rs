//! What the school has settled about its own names and words: the table `declension` of the settings.
//!
//! A key is a word, a phrase or a whole name in the nominative; the value is its five forms, a sex («м», «ж»)
//! or «-» for a word that stands. Capitals and «ё» of the key do not matter.

use std::collections::BTreeMap;

use crate::{
    russian::{
        Asks, Case, Doubt, Gender, Inflected, gender,
        letters::fold,
        person::{self, Name},
        phrase, post,
        sentence::Sentence,
    },
    settings::{Declension, Settings},
};

/// One settled word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Settled {
    Gender(Gender),
    Stands,
    Forms([String; 5]),
}

/// The words a school has settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    words: BTreeMap<String, Settled>,
}

impl Overrides {
    /// Reads the table; a value that is no sex, no «-» and no five forms counts as «the word stands in this form»
    /// and is therefore left out.
    pub fn from_settings(settings: &Settings) -> Self {
        let words = settings
            .declension
            .iter()
            .filter_map(|(word, declension)| Some((key(word), settle(declension)?)))
            .collect();
        Self { words }
    }

    /// Keys whose value is neither five forms nor «м», «ж», «-»: for a finding on the settings.
    pub fn misunderstood(settings: &Settings) -> Vec<String> {
        let unclear = settings
            .declension
            .iter()
            .filter(|(_, value)| settle(value).is_none());
        unclear.map(|(word, _)| word.clone()).collect()
    }

    pub(crate) fn of_word(&self, word: &str) -> Option<&Settled> {
        if self.words.is_empty() {
            None
        } else {
            self.words.get(&key(word))
        }
    }
}

fn settle(declension: &Declension) -> Option<Settled> {
    match declension {
        Declension::Forms(forms) => Some(Settled::Forms(forms.clone())),
        Declension::Word(word) => match fold(word.trim()).as_str() {
            "м" | "m" | "муж" | "мужской" => Some(Settled::Gender(Gender::Male)),
            "ж" | "f" | "жен" | "женский" => Some(Settled::Gender(Gender::Female)),
            "-" | "–" | "—" => Some(Settled::Stands),
            _ => None,
        },
    }
}

/// Small letters, single spaces, and none between initials.
fn key(word: &str) -> String {
    let words: Vec<&str> = word.split_whitespace().collect();
    fold(&words.join(" ").replace(". ", "."))
}

impl Doubt {
    /// Lines for the table `declension`, any one of which settles the doubt; the first keeps the forms used.
    pub fn lines(&self) -> Vec<String> {
        let line = |value: toml::Value| format!("{} = {value}", toml::Value::from(self.word.clone()));
        match self.asks {
            Asks::Sex(used) => {
                let (first, second) = match used {
                    Some(Gender::Male) => ("м", "ж"),
                    Some(Gender::Female) | None => ("ж", "м"),
                };
                [first, second].map(|sex| line(sex.into())).into()
            }
            Asks::Forms => {
                let forms = |forms: &[String; 5]| line(forms.to_vec().into());
                self.forms.iter().map(forms).collect()
            }
        }
    }
}

/// Inflects with the school's own decisions at hand.
#[derive(Debug, Clone, Default)]
pub struct Decliner {
    overrides: Overrides,
}

impl Decliner {
    /// A decliner that knows what the school has settled.
    pub const fn new(overrides: Overrides) -> Self {
        Self { overrides }
    }

    /// See [`crate::russian::gender_of`].
    pub fn gender_of(&self, fio: &str) -> Option<Gender> {
        match self.overrides.of_word(fio) {
            Some(Settled::Gender(gender)) => Some(*gender),
            _ => gender::of_name(&Name::parse(fio), &self.overrides).gender,
        }
    }

    /// See [`crate::russian::person`].
    pub fn person(&self, fio: &str, gender: Option<Gender>, case: Case) -> Inflected {
        self.person_sentence(fio, gender).0.inflect(case)
    }

    /// See [`crate::russian::title`].
    pub fn title(&self, text: &str, case: Case) -> Inflected {
        self.title_sentence(text).inflect(case)
    }

    /// See [`crate::russian::organisation`].
    pub fn organisation(&self, text: &str, case: Case) -> Inflected {
        self.organisation_sentence(text).inflect(case)
    }

    /// See [`crate::russian::person_with_post`].
    pub fn person_with_post(&self, text: &str, case: Case) -> Inflected {
        self.person_with_post_sentence(text).inflect(case)
    }

    /// See [`crate::russian::phrase`].
    pub fn phrase(&self, text: &str, case: Case) -> Inflected {
        self.settled(text)
            .unwrap_or_else(|| post::any(text, self))
            .inflect(case)
    }

    pub(crate) fn person_sentence<'a>(
        &self,
        fio: &'a str,
        gender: Option<Gender>,
    ) -> (Sentence<'a>, Option<Gender>) {
        let settled = match self.overrides.of_word(fio) {
            Some(Settled::Gender(settled)) => Some(*settled),
            Some(_) => {
                let told = gender.or_else(|| self.gender_of(fio));
                return (self.settled(fio).unwrap_or_else(|| Sentence::standing(fio)), told);
            }
            None => None,
        };
        person::analyse(&Name::parse(fio), fio, settled.or(gender), &self.overrides)
    }

    pub(crate) fn person_with_post_sentence<'a>(&self, text: &'a str) -> Sentence<'a> {
        self.settled(text)
            .unwrap_or_else(|| post::with_person(text, self))
    }

    pub(crate) fn title_sentence<'a>(&self, text: &'a str) -> Sentence<'a> {
        self.settled(text)
            .unwrap_or_else(|| phrase::title(text, &self.overrides))
    }

    pub(crate) fn organisation_sentence<'a>(&self, text: &'a str) -> Sentence<'a> {
        self.settled(text).unwrap_or_else(|| {
            if phrase::is_businessman(text) {
                post::with_person(text, self)
            } else {
                phrase::thing(text, &self.overrides)
            }
        })
    }

    pub(crate) const fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// The whole text as the school has settled it.
    fn settled<'a>(&self, text: &'a str) -> Option<Sentence<'a>> {
        match self.overrides.of_word(text)? {
            Settled::Forms(forms) => Some(Sentence::given(text, forms.clone())),
            Settled::Stands => Some(Sentence::standing(text)),
            Settled::Gender(_) => None,
        }
    }
}
