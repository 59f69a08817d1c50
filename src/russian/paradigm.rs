//! The endings of Russian declension and how they are put on a word.
//!
//! A paradigm is a number of bytes to cut and five endings; it never looks at the word. Which paradigm a word
//! takes is the business of the modules above: `given`, `surname`, `patronymic`, `noun`, `adjective`.

use crate::russian::{Case, letters};

/// Genitive, dative, accusative, instrumental, prepositional.
pub(crate) type Endings = [&'static str; 5];

/// How one word changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paradigm {
    /// Bytes to cut from the end; equal in the folded word and in the word as written.
    cut: usize,
    endings: &'static Endings,
    /// Things, unlike persons, have the accusative of the nominative.
    accusative_as_nominative: bool,
}

impl Paradigm {
    /// Cuts `tail`, which the caller has found at the end of the word, and puts on the endings.
    pub(crate) const fn new(tail: &str, endings: &'static Endings) -> Self {
        Self {
            cut: tail.len(),
            endings,
            accusative_as_nominative: false,
        }
    }

    /// The same endings for a thing: «утвердить план», not «плана».
    pub(crate) const fn of_thing(self) -> Self {
        Self {
            accusative_as_nominative: true,
            ..self
        }
    }

    /// Writes the form of `word` in `case`.
    pub(crate) fn write(self, word: &str, case: Case, out: &mut String) {
        if case == Case::Accusative && self.accusative_as_nominative {
            out.push_str(word);
            return;
        }
        let Some(index) = case.oblique_index() else {
            out.push_str(word);
            return;
        };
        let Some(stem) = word.len().checked_sub(self.cut).and_then(|end| word.get(..end)) else {
            out.push_str(word);
            return;
        };
        out.push_str(stem);
        if letters::is_capitals(word) {
            out.extend(self.endings[index].chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(self.endings[index]);
        }
    }

    /// The five oblique forms of `word`.
    pub(crate) fn forms(self, word: &str) -> [String; 5] {
        Case::OBLIQUE.map(|case| {
            let mut form = String::new();
            self.write(word, case, &mut form);
            form
        })
    }
}

/// The word stands in every case.
pub(crate) const STANDS: Paradigm = Paradigm::new("", &["", "", "", "", ""]);

/// Иван, Шевчук.
pub(crate) const HARD: Paradigm = Paradigm::new("", &["а", "у", "а", "ом", "е"]);
/// Бабич, Кац: ending not stressed.
pub(crate) const HARD_EM: Paradigm = Paradigm::new("", &["а", "у", "а", "ем", "е"]);
/// Игорь, Сергей.
pub(crate) const SOFT: Paradigm = Paradigm::new("ь", &["я", "ю", "я", "ем", "е"]);
/// Секретарь, словарь: ending stressed.
pub(crate) const SOFT_STRESSED: Paradigm = Paradigm::new("ь", &["я", "ю", "я", "ём", "е"]);
/// Юрий, Палий.
pub(crate) const IJ: Paradigm = Paradigm::new("й", &["я", "ю", "я", "ем", "и"]);
/// Соловей.
pub(crate) const FLEETING_EJ: Paradigm = Paradigm::new("ей", &["ья", "ью", "ья", "ьём", "ье"]);
/// Анна, Глинка after their letters.
pub(crate) const A: Paradigm = Paradigm::new("а", &["ы", "е", "у", "ой", "е"]);
/// Ольга, Сорока.
pub(crate) const A_VELAR: Paradigm = Paradigm::new("а", &["и", "е", "у", "ой", "е"]);
/// Саша, Кваша.
pub(crate) const A_SIBILANT: Paradigm = Paradigm::new("а", &["и", "е", "у", "ей", "е"]);
/// Капица.
pub(crate) const A_TS: Paradigm = Paradigm::new("а", &["ы", "е", "у", "ей", "е"]);
/// Зозуля, Наталья.
pub(crate) const YA: Paradigm = Paradigm::new("я", &["и", "е", "ю", "ей", "е"]);
/// Илья, судья.
pub(crate) const YA_STRESSED: Paradigm = Paradigm::new("я", &["и", "е", "ю", "ёй", "е"]);
/// Мария.
pub(crate) const IYA: Paradigm = Paradigm::new("я", &["и", "и", "ю", "ей", "и"]);
/// Руфь, запись.
pub(crate) const SOFT_FEMALE: Paradigm = Paradigm::new("ь", &["и", "и", "ь", "ью", "и"]);
/// Иванов, Пушкин.
pub(crate) const POSSESSIVE: Paradigm = Paradigm::new("", &["а", "у", "а", "ым", "е"]);
/// Иванова, Пушкина.
pub(crate) const POSSESSIVE_FEMALE: Paradigm = Paradigm::new("а", &["ой", "ой", "у", "ой", "ой"]);

/// Endings of an adjective of each gender; the accusative of the masculine and of the plural is animate here.
pub(crate) mod adjective {
    use super::Endings;

    pub(crate) const HARD: &Endings = &["ого", "ому", "ого", "ым", "ом"];
    pub(crate) const VELAR: &Endings = &["ого", "ому", "ого", "им", "ом"];
    pub(crate) const SOFT: &Endings = &["его", "ему", "его", "им", "ем"];
    pub(crate) const FEMALE: &Endings = &["ой", "ой", "ую", "ой", "ой"];
    pub(crate) const FEMALE_SIBILANT: &Endings = &["ей", "ей", "ую", "ей", "ей"];
    pub(crate) const FEMALE_SOFT: &Endings = &["ей", "ей", "юю", "ей", "ей"];
}

/// Иван, Ткач, Игорь, Сергей, Юрий: a masculine noun by its last letters; `None` for a vowel.
pub(crate) fn masculine(folded: &str) -> Option<Paradigm> {
    match letters::last(folded) {
        // «о Вие», but «о Палии».
        'й' if letters::before_last(folded) == 'и' && letters::syllables(folded) > 1 => Some(IJ),
        'й' => Some(Paradigm::new("й", SOFT.endings)),
        'ь' => Some(SOFT),
        'ц' | 'ж' | 'ш' | 'ч' | 'щ' => Some(HARD_EM),
        letter if letters::is_consonant(letter) => Some(HARD),
        _ => None,
    }
}

/// A noun in -а, -я by the letter before.
pub(crate) fn in_a(folded: &str) -> Option<Paradigm> {
    let before = letters::before_last(folded);
    match letters::last(folded) {
        'а' if folded.ends_with("джа") => Some(A_VELAR),
        'а' if letters::is_sibilant(before) => Some(A_SIBILANT),
        'а' if before == 'ц' => Some(A_TS),
        'а' if letters::is_velar(before) => Some(A_VELAR),
        'а' => Some(A),
        'я' if before == 'и' => Some(IYA),
        'я' => Some(YA),
        _ => None,
    }
}
