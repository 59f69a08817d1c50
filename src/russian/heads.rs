//! Head nouns of posts, organisations and papers that no rule reaches, each with its reason. Data only.

use crate::russian::{
    adjective::Agreement::{self, Feminine, Masculine, Neuter, Plural},
    paradigm::{A, HARD, HARD_EM, Paradigm, SOFT, SOFT_FEMALE, SOFT_STRESSED, YA_STRESSED},
};

/// One head noun.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) lemma: &'static str,
    pub(crate) agreement: Agreement,
    pub(crate) paradigm: Paradigm,
    pub(crate) reason: &'static str,
}

/// Finds a folded noun.
pub(crate) fn find(folded: &str) -> Option<&'static Head> {
    HEADS.iter().find(|head| head.lemma == folded)
}

const fn head(lemma: &'static str, agreement: Agreement, paradigm: Paradigm, reason: &'static str) -> Head {
    Head {
        lemma,
        agreement,
        paradigm,
        reason,
    }
}

const IN_MYA: Paradigm = Paradigm::new("я", &["ени", "ени", "я", "енем", "ени"]);
const FLEETING_OK: Paradigm = Paradigm::new("ок", &["ка", "ку", "ка", "ком", "ке"]);
const PLURAL_A: Paradigm = Paradigm::new("а", &["ов", "ам", "ов", "ами", "ах"]);
const STRESSED: &str = "stressed ending in the instrumental";
const COMMON: &str = "man or woman in -а";
const SOFT_THING: &str = "masculine in -ь among things";
const PLURAL: &str = "plural in stressed -а, -я";

/// All head nouns that need a line of their own.
pub(crate) const HEADS: &[Head] = &[
    head("секретарь", Masculine, SOFT_STRESSED, STRESSED),
    head("вратарь", Masculine, SOFT_STRESSED, STRESSED),
    head(
        "продавец",
        Masculine,
        Paradigm::new("ец", &["ца", "цу", "ца", "цом", "це"]),
        STRESSED,
    ),
    head("врач", Masculine, HARD, STRESSED),
    head("глава", Masculine, A, COMMON),
    head("староста", Masculine, A, COMMON),
    head("старшина", Masculine, A, COMMON),
    head("судья", Masculine, YA_STRESSED, COMMON),
    head(
        "коллега",
        Masculine,
        Paradigm::new("а", &["и", "е", "у", "ой", "е"]),
        COMMON,
    ),
    head(
        "мать",
        Feminine,
        Paradigm::new("ь", &["ери", "ери", "ь", "ерью", "ери"]),
        "stem in -ер-",
    ),
    head(
        "дочь",
        Feminine,
        Paradigm::new("ь", &["ери", "ери", "ь", "ерью", "ери"]),
        "stem in -ер-",
    ),
    head("ребенок", Masculine, FLEETING_OK, "fleeting vowel of a person"),
    head("игрок", Masculine, HARD, "keeps -о-"),
    head("знаток", Masculine, HARD, "keeps -о-"),
    head("урок", Masculine, HARD, "keeps -о-"),
    head("поток", Masculine, HARD, "keeps -о-"),
    head("человек", Masculine, HARD, "keeps -е-"),
    head(
        "день",
        Masculine,
        Paradigm::new("ень", &["ня", "ню", "ня", "нём", "не"]),
        SOFT_THING,
    ),
    head(
        "уровень",
        Masculine,
        Paradigm::new("ень", &["ня", "ню", "ня", "нем", "не"]),
        SOFT_THING,
    ),
    head(
        "перечень",
        Masculine,
        Paradigm::new("ень", &["ня", "ню", "ня", "нем", "не"]),
        SOFT_THING,
    ),
    head("лагерь", Masculine, SOFT, SOFT_THING),
    head("товарищ", Masculine, HARD_EM, "person in -щ"),
    head(
        "дети",
        Plural,
        Paradigm::new("и", &["ей", "ям", "ей", "ьми", "ях"]),
        "instrumental in -ьми",
    ),
    head(
        "люди",
        Plural,
        Paradigm::new("и", &["ей", "ям", "ей", "ьми", "ях"]),
        "instrumental in -ьми",
    ),
    head(
        "учителя",
        Plural,
        Paradigm::new("я", &["ей", "ям", "ей", "ями", "ях"]),
        PLURAL,
    ),
    head("директора", Plural, PLURAL_A, PLURAL),
    head("мастера", Plural, PLURAL_A, PLURAL),
    head("профессора", Plural, PLURAL_A, PLURAL),
    head("доктора", Plural, PLURAL_A, PLURAL),
    head("область", Feminine, SOFT_FEMALE, "feminine in -ь"),
    head(
        "правила",
        Plural,
        Paradigm::new("а", &["", "ам", "", "ами", "ах"]),
        "plural of a neuter",
    ),
    head("имя", Neuter, IN_MYA, "neuter in -мя"),
    head("время", Neuter, IN_MYA, "neuter in -мя"),
];
