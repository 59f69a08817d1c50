//! Personal names that no rule reaches, each with its reason. Data only; the rules are in `given` and `surname`.
//!
//! A name belongs here when its form cannot be told from its letters; a class of names is a rule, not a list.

use std::{collections::HashMap, sync::LazyLock};

use crate::russian::{
    Gender,
    Gender::{Female, Male},
    paradigm::{
        A, A_VELAR, FLEETING_EJ, HARD, HARD_EM, POSSESSIVE, POSSESSIVE_FEMALE, Paradigm, SOFT, SOFT_FEMALE,
        STANDS, YA, YA_STRESSED, adjective,
    },
};

/// Which part of a name an exception speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Имя.
    Given,
    /// Фамилия.
    Surname,
    /// Первая часть двойной фамилии.
    FirstOfDouble,
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

use Part::{FirstOfDouble, Given, Surname};

/// Finds a folded name. Asked several times a word, so by a table made once.
pub(crate) fn find(part: Part, folded: &str) -> Option<&'static Exception> {
    static TABLE: LazyLock<HashMap<&'static str, Vec<&'static Exception>>> = LazyLock::new(|| {
        let mut table: HashMap<_, Vec<_>> = HashMap::new();
        for exception in PERSONS {
            table.entry(exception.lemma).or_default().push(exception);
        }
        table
    });
    let found = TABLE.get(folded)?;
    found.iter().find(|exception| exception.part == part).copied()
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
        part: Given,
        lemma,
        gender: Some(gender),
        paradigm: None,
        contested: None,
        reason,
    }
}

const fn both(lemma: &'static str, gender: Gender, paradigm: Paradigm, reason: &'static str) -> Exception {
    Exception {
        part: Given,
        lemma,
        gender: Some(gender),
        paradigm: Some(paradigm),
        contested: None,
        reason,
    }
}

const fn contested(lemma: &'static str, used: Paradigm, other: Paradigm, reason: &'static str) -> Exception {
    Exception {
        part: Surname,
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
const STANDING: &str = "first part of an old double surname, by tradition not changed";
const FOREIGN_IN: &str = "foreign -ин, -ов: a noun, not a Russian surname";
const SOFT_WOMAN: &str = "old woman's name in -ль that changes";

const STRESSED_YA: &str = "Tatar woman's name in stressed -ия, unlike Амалия";
const FIRST_NAME: &str = "first name used as a surname";
const PEOPLE: &str = "common noun of a people or calling in -ин";
const STRESSED: &str = "common noun with a stressed ending";

const LEV: Paradigm = Paradigm::new("ев", &["ьва", "ьву", "ьва", "ьвом", "ьве"]);
const PAVEL: Paradigm = Paradigm::new("ел", &["ла", "лу", "ла", "лом", "ле"]);
const DROP_EL: Paradigm = PAVEL;
const DROP_EN: Paradigm = Paradigm::new("ень", &["ня", "ню", "ня", "нем", "не"]);
const DROP_EN_STRESSED: Paradigm = Paradigm::new("ень", &["ня", "ню", "ня", "нём", "не"]);
const DROP_ETS: Paradigm = Paradigm::new("ец", &["ца", "цу", "ца", "цем", "це"]);
const DROP_ETS_STRESSED: Paradigm = Paradigm::new("ец", &["ца", "цу", "ца", "цом", "це"]);
const NOUN_J: Paradigm = Paradigm::new("й", &["я", "ю", "я", "ем", "е"]);

/// All exceptions for persons.
pub(crate) const PERSONS: &[Exception] = &[
    form(Given, "лев", LEV, FLEETING),
    form(Given, "павел", PAVEL, FLEETING),
    form(
        Given,
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
    sex("вова", Male, MAN_IN_A),
    sex("юра", Male, MAN_IN_A),
    sex("дима", Male, MAN_IN_A),
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
    sex("кристин", Female, WOMAN),
    sex("кэтрин", Female, WOMAN),
    sex("катрин", Female, WOMAN),
    sex("эллен", Female, WOMAN),
    sex("элен", Female, WOMAN),
    sex("ингрид", Female, WOMAN),
    sex("сьюзан", Female, WOMAN),
    sex("айсылу", Female, "Tatar woman's name in -у"),
    sex("алсу", Female, "Tatar woman's name in -у"),
    sex("тхи", Female, "Vietnamese middle name of women"),
    Exception {
        contested: Some(STANDS),
        ..both("нинель", Female, SOFT_FEMALE, SOFT_WOMAN)
    },
    Exception {
        contested: Some(STANDS),
        ..both("севиль", Female, SOFT_FEMALE, SOFT_WOMAN)
    },
    form(Given, "алия", YA, STRESSED_YA),
    form(Given, "галия", YA, STRESSED_YA),
    both("рахиль", Female, SOFT_FEMALE, SOFT_WOMAN),
    both("рашель", Female, SOFT_FEMALE, SOFT_WOMAN),
    both("жизель", Female, SOFT_FEMALE, SOFT_WOMAN),
    both("агидель", Female, SOFT_FEMALE, SOFT_WOMAN),
    contested(
        "заяц",
        Paradigm::new("яц", &["йца", "йцу", "йца", "йцем", "йце"]),
        HARD_EM,
        FLEETING,
    ),
    contested("лев", LEV, HARD, FLEETING),
    form(Surname, "павел", PAVEL, FLEETING),
    form(Surname, "репей", FLEETING_EJ, FLEETING),
    form(Surname, "ручей", FLEETING_EJ, FLEETING),
    form(Surname, "улей", FLEETING_EJ, FLEETING),
    contested("орел", DROP_EL, HARD, FLEETING),
    contested("козел", DROP_EL, HARD, FLEETING),
    contested("осел", DROP_EL, HARD, FLEETING),
    contested("дятел", DROP_EL, HARD, FLEETING),
    contested(
        "щегол",
        Paradigm::new("ол", &["ла", "лу", "ла", "лом", "ле"]),
        HARD,
        FLEETING,
    ),
    contested(
        "хохол",
        Paradigm::new("ол", &["ла", "лу", "ла", "лом", "ле"]),
        HARD,
        FLEETING,
    ),
    contested(
        "бобер",
        Paradigm::new("ер", &["ра", "ру", "ра", "ром", "ре"]),
        HARD,
        FLEETING,
    ),
    contested("пень", DROP_EN_STRESSED, SOFT, FLEETING),
    contested("корень", DROP_EN, SOFT, FLEETING),
    contested("камень", DROP_EN, SOFT, FLEETING),
    contested("гребень", DROP_EN, SOFT, FLEETING),
    contested("парень", DROP_EN, SOFT, FLEETING),
    contested("ремень", DROP_EN_STRESSED, SOFT, FLEETING),
    contested("кремень", DROP_EN_STRESSED, SOFT, FLEETING),
    contested(
        "журавель",
        Paradigm::new("ель", &["ля", "лю", "ля", "лем", "ле"]),
        SOFT,
        FLEETING,
    ),
    form(Surname, "дюма", STANDS, FRENCH),
    form(Surname, "золя", STANDS, FRENCH),
    form(Surname, "петипа", STANDS, FRENCH),
    form(Surname, "дега", STANDS, FRENCH),
    form(Surname, "ферма", STANDS, FRENCH),
    contested(
        "мота",
        STANDS,
        A,
        "Portuguese or Ukrainian, which the letters do not tell",
    ),
    form(Surname, "люка", STANDS, FRENCH),
    form(Surname, "забейворота", STANDS, "verb and noun grown together"),
    form(Surname, "труайя", STANDS, FRENCH),
    form(Surname, "дарвин", HARD, FOREIGN_IN),
    form(Surname, "регин", HARD, FOREIGN_IN),
    form(Surname, "мартин", HARD, FOREIGN_IN),
    form(Surname, "гершвин", HARD, FOREIGN_IN),
    form(Surname, "франклин", HARD, FOREIGN_IN),
    form(Surname, "вирхов", HARD, FOREIGN_IN),
    form(Surname, "бюлов", HARD, FOREIGN_IN),
    form(Surname, "валентин", HARD, FIRST_NAME),
    form(Surname, "константин", HARD, FIRST_NAME),
    form(Surname, "августин", HARD, FIRST_NAME),
    form(Surname, "мартын", HARD, FIRST_NAME),
    form(Surname, "грузин", HARD, PEOPLE),
    form(Surname, "раввин", HARD, PEOPLE),
    form(Surname, "татарин", HARD, PEOPLE),
    form(Surname, "русин", HARD, PEOPLE),
    contested("литвин", HARD, POSSESSIVE, PEOPLE),
    form(Surname, "хейфец", HARD_EM, "stress not on the ending"),
    form(Surname, "штирлец", HARD_EM, "stress not on the ending"),
    contested(
        "кобец",
        HARD,
        DROP_ETS_STRESSED,
        "keeps the vowel in official use",
    ),
    contested(
        "бурец",
        HARD,
        DROP_ETS_STRESSED,
        "keeps the vowel in official use",
    ),
    form(FirstOfDouble, "бонч", STANDS, STANDING),
    form(FirstOfDouble, "грум", STANDS, STANDING),
    form(FirstOfDouble, "книппер", STANDS, STANDING),
    form(FirstOfDouble, "призван", STANDS, STANDING),
    form(FirstOfDouble, "белиц", STANDS, STANDING),
    form(FirstOfDouble, "корвин", STANDS, STANDING),
    form(FirstOfDouble, "гасан", STANDS, STANDING),
    form(FirstOfDouble, "шолом", STANDS, STANDING),
    form(FirstOfDouble, "сквозник", STANDS, STANDING),
    form(
        FirstOfDouble,
        "очир",
        STANDS,
        "Kalmyk first name grown into a surname",
    ),
    form(Surname, "шенгелая", YA, "Georgian -ая: a noun, not an adjective"),
    form(Surname, "цхакая", YA, "Georgian -ая: a noun, not an adjective"),
    form(Surname, "перец", DROP_ETS, "stress not on the ending"),
    form(Surname, "немец", DROP_ETS, "stress not on the ending"),
    contested("калина", A, POSSESSIVE_FEMALE, NOUN),
    contested("малина", A, POSSESSIVE_FEMALE, NOUN),
    contested("рябина", A, POSSESSIVE_FEMALE, NOUN),
    contested("щербина", A, POSSESSIVE_FEMALE, NOUN),
    contested("корова", A, POSSESSIVE_FEMALE, NOUN),
    contested("подкова", A, POSSESSIVE_FEMALE, NOUN),
    contested("голова", A, POSSESSIVE_FEMALE, NOUN),
    form(Surname, "герой", NOUN_J, "noun in -ой, not an adjective"),
    form(Surname, "покой", NOUN_J, "noun in -ой, not an adjective"),
    form(Surname, "козодой", NOUN_J, "noun in -ой, not an adjective"),
    form(
        Surname,
        "третий",
        Paradigm::new("ий", &["ьего", "ьему", "ьего", "ьим", "ьем"]),
        "possessive adjective",
    ),
    form(
        Surname,
        "чужая",
        Paradigm::new("ая", adjective::FEMALE),
        "adjective with a stressed ending",
    ),
    form(
        Surname,
        "большая",
        Paradigm::new("ая", adjective::FEMALE),
        "adjective with a stressed ending",
    ),
    form(
        Surname,
        "стряпчий",
        Paradigm::new("ий", adjective::SOFT),
        "adjective in -пчий",
    ),
    form(Surname, "шалаш", HARD, STRESSED),
    form(Surname, "гармаш", HARD, STRESSED),
    form(Surname, "чуваш", HARD, STRESSED),
    form(Surname, "ерш", HARD, STRESSED),
    form(Surname, "москвич", HARD, STRESSED),
    form(Surname, "кулич", HARD, STRESSED),
    form(Surname, "левша", A_VELAR, STRESSED),
    form(Surname, "душа", A_VELAR, STRESSED),
    form(Surname, "саранча", A_VELAR, STRESSED),
];
