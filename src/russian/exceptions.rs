//! Personal names that no rule reaches, each with its reason. Data only; the rules are in `given` and `surname`.
//!
//! A name belongs here when its form cannot be told from its letters; a class of names is a rule, not a list.

use crate::russian::{
    Gender,
    Gender::{Female, Male},
    paradigm::{A, FLEETING_EJ, HARD, HARD_EM, Paradigm, SOFT_FEMALE, STANDS, YA, YA_STRESSED},
};

/// Which part of a name an exception speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Имя.
    Given,
    /// Фамилия.
    Surname,
}

/// One lemma.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exception {
    pub(crate) part: Part,
    pub(crate) lemma: &'static str,
    /// What the name tells of the sex, against the rule.
    pub(crate) gender: Option<Gender>,
    /// How it changes, against the rule; of a surname, only a man's unless it stands.
    pub(crate) paradigm: Option<Paradigm>,
    /// The other form that reference books allow.
    pub(crate) contested: Option<Paradigm>,
    pub(crate) reason: &'static str,
}

/// Finds a folded name.
pub(crate) fn find(part: Part, folded: &str) -> Option<&'static Exception> {
    PERSONS
        .iter()
        .find(|exception| exception.part == part && exception.lemma == folded)
}

const fn form(part: Part, lemma: &'static str, paradigm: Paradigm, reason: &'static str) -> Exception {
    Exception {
        part,
        lemma,
        gender: None,
        paradigm: Some(paradigm),
        contested: None,
        reason,
    }
}

const fn sex(lemma: &'static str, gender: Gender, reason: &'static str) -> Exception {
    Exception {
        part: Part::Given,
        lemma,
        gender: Some(gender),
        paradigm: None,
        contested: None,
        reason,
    }
}

const fn both(lemma: &'static str, gender: Gender, paradigm: Paradigm, reason: &'static str) -> Exception {
    Exception {
        part: Part::Given,
        lemma,
        gender: Some(gender),
        paradigm: Some(paradigm),
        contested: None,
        reason,
    }
}

const fn contested(
    part: Part,
    lemma: &'static str,
    used: Paradigm,
    other: Paradigm,
    reason: &'static str,
) -> Exception {
    Exception {
        part,
        lemma,
        gender: None,
        paradigm: Some(used),
        contested: Some(other),
        reason,
    }
}

const MAN_IN_A: &str = "man's name in -а, -я";
const WOMAN: &str = "woman's name in a consonant";
const FLEETING: &str = "fleeting vowel of the common noun";
const FRENCH: &str = "French, stress on the last vowel";
const NOUN: &str = "common noun that only looks like a surname in -ова, -ина";
const FOREIGN_IN: &str = "foreign -ин, -ов: a noun, not a Russian surname";
const SOFT_WOMAN: &str = "old woman's name in -ль that changes";
const STRESSED_YA: &str = "Tatar woman's name in stressed -ия";

/// All exceptions for persons.
pub(crate) const PERSONS: &[Exception] = &[
    form(
        Part::Given,
        "лев",
        Paradigm::new("ев", &["ьва", "ьву", "ьва", "ьвом", "ьве"]),
        FLEETING,
    ),
    form(
        Part::Given,
        "павел",
        Paradigm::new("ел", &["ла", "лу", "ла", "лом", "ле"]),
        FLEETING,
    ),
    form(
        Part::Given,
        "петр",
        Paradigm::new("етр", &["етра", "етру", "етра", "етром", "етре"]),
        "ё gives way to е",
    ),
    both("илья", Male, YA_STRESSED, "stressed -я"),
    both("шота", Male, STANDS, "Georgian name that stands"),
    sex("никита", Male, MAN_IN_A),
    sex("фома", Male, MAN_IN_A),
    sex("лука", Male, MAN_IN_A),
    sex("савва", Male, MAN_IN_A),
    sex("кузьма", Male, MAN_IN_A),
    sex("данила", Male, MAN_IN_A),
    sex("гаврила", Male, MAN_IN_A),
    sex("добрыня", Male, MAN_IN_A),
    sex("мустафа", Male, MAN_IN_A),
    sex("муса", Male, MAN_IN_A),
    sex("иса", Male, MAN_IN_A),
    sex("муртаза", Male, MAN_IN_A),
    sex("никола", Male, MAN_IN_A),
    sex("вавила", Male, MAN_IN_A),
    sex("ерема", Male, MAN_IN_A),
    sex("зосима", Male, MAN_IN_A),
    sex("фока", Male, MAN_IN_A),
    sex("иона", Male, MAN_IN_A),
    sex("сила", Male, MAN_IN_A),
    sex("миша", Male, MAN_IN_A),
    sex("коля", Male, MAN_IN_A),
    sex("вова", Male, MAN_IN_A),
    sex("ваня", Male, MAN_IN_A),
    sex("петя", Male, MAN_IN_A),
    sex("юра", Male, MAN_IN_A),
    sex("сережа", Male, MAN_IN_A),
    sex("дима", Male, MAN_IN_A),
    sex("леша", Male, MAN_IN_A),
    sex("костя", Male, MAN_IN_A),
    sex("толя", Male, MAN_IN_A),
    sex("боря", Male, MAN_IN_A),
    both("любовь", Female, SOFT_FEMALE, "keeps -о-: Любови"),
    sex("маргарет", Female, WOMAN),
    sex("джейн", Female, WOMAN),
    sex("элизабет", Female, WOMAN),
    sex("кармен", Female, WOMAN),
    sex("ирен", Female, WOMAN),
    sex("эстер", Female, WOMAN),
    sex("мерседес", Female, WOMAN),
    sex("айгерим", Female, WOMAN),
    sex("марьям", Female, WOMAN),
    sex("мадлен", Female, WOMAN),
    sex("жаклин", Female, WOMAN),
    sex("айсылу", Female, "Tatar woman's name in -у"),
    sex("тхи", Female, "Vietnamese middle name of women"),
    Exception {
        contested: Some(STANDS),
        ..both("нинель", Female, SOFT_FEMALE, SOFT_WOMAN)
    },
    Exception {
        contested: Some(STANDS),
        ..both("севиль", Female, SOFT_FEMALE, SOFT_WOMAN)
    },
    both("рахиль", Female, SOFT_FEMALE, SOFT_WOMAN),
    both("рашель", Female, SOFT_FEMALE, SOFT_WOMAN),
    both("жизель", Female, SOFT_FEMALE, SOFT_WOMAN),
    both("агидель", Female, SOFT_FEMALE, SOFT_WOMAN),
    form(Part::Given, "алия", YA, STRESSED_YA),
    form(Part::Given, "альфия", YA, STRESSED_YA),
    form(Part::Given, "галия", YA, STRESSED_YA),
    form(Part::Given, "гульфия", YA, STRESSED_YA),
    form(Part::Given, "зульфия", YA, STRESSED_YA),
    contested(
        Part::Surname,
        "заяц",
        Paradigm::new("яц", &["йца", "йцу", "йца", "йцем", "йце"]),
        HARD_EM,
        FLEETING,
    ),
    form(Part::Surname, "соловей", FLEETING_EJ, FLEETING),
    form(Part::Surname, "воробей", FLEETING_EJ, FLEETING),
    form(Part::Surname, "муравей", FLEETING_EJ, FLEETING),
    form(Part::Surname, "дюма", STANDS, FRENCH),
    form(Part::Surname, "золя", STANDS, FRENCH),
    form(Part::Surname, "петипа", STANDS, FRENCH),
    form(Part::Surname, "дега", STANDS, FRENCH),
    form(Part::Surname, "дарвин", HARD, FOREIGN_IN),
    form(Part::Surname, "чаплин", HARD, FOREIGN_IN),
    form(Part::Surname, "мартин", HARD, FOREIGN_IN),
    form(
        Part::Surname,
        "шенгелая",
        YA,
        "Georgian -ая: a noun, not an adjective",
    ),
    form(Part::Surname, "калина", A, NOUN),
    form(Part::Surname, "малина", A, NOUN),
    form(Part::Surname, "голова", A, NOUN),
    form(Part::Surname, "корова", A, NOUN),
];
