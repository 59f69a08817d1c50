//! Adjectives and participles before a noun: which gender and number they agree with, and how they change.

use crate::russian::{
    letters::{is_sibilant, is_velar, last},
    paradigm::{Paradigm, adjective},
};

/// What an adjective agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

/// Participles that govern a noun of their own and therefore are the head: «заведующий хозяйством».
const GOVERNING: &[&str] = &["заведующ", "исполняющ", "управляющ", "замещающ", "командующ"];

/// Whether the word governs what follows instead of agreeing with it.
pub(crate) fn governs(folded: &str) -> bool {
    GOVERNING.iter().any(|stem| folded.starts_with(stem))
}

/// The gender and number of a folded adjective in the nominative; `None` when it has not the shape of one.
pub(crate) fn agreement(folded: &str) -> Option<Agreement> {
    let (body, tail) = split(folded)?;
    let stem = body.strip_suffix(tail)?;
    if stem.chars().count() < 2 {
        return None;
    }
    let before = last(stem);
    let soft_like = is_velar(before) || is_sibilant(before) || before == 'н';
    match tail {
        "ый" => Some(Agreement::Masculine),
        "ой" if is_noun_in_oj(stem) => None,
        "ой" => Some(Agreement::Masculine),
        // «гений», «лекторий» are nouns.
        "ий" if soft_like && !stem.ends_with("ген") => Some(Agreement::Masculine),
        "ая" | "яя" => Some(Agreement::Feminine),
        "ое" => Some(Agreement::Neuter),
        "ее" if soft_like => Some(Agreement::Neuter),
        "ые" => Some(Agreement::Plural),
        // «образование», «учение» are nouns; «средние», «дальние» are not.
        "ие" if soft_like && !is_verbal_noun(stem) => Some(Agreement::Plural),
        _ => None,
    }
}

/// The endings of a folded adjective whose agreement is known.
pub(crate) fn paradigm(folded: &str, animate: bool) -> Option<Paradigm> {
    let (body, tail) = split(folded)?;
    let reflexive = body.len() != folded.len();
    let before = last(body.strip_suffix(tail)?);
    if reflexive {
        return reflexive_paradigm(tail, animate);
    }
    Some(match tail {
        "ый" => for_thing(Paradigm::new("ый", adjective::HARD), animate),
        "ой" if is_velar(before) || is_sibilant(before) => {
            for_thing(Paradigm::new("ой", adjective::VELAR), animate)
        }
        "ой" => for_thing(Paradigm::new("ой", adjective::HARD), animate),
        "ий" if is_velar(before) => for_thing(Paradigm::new("ий", adjective::VELAR), animate),
        "ий" => for_thing(Paradigm::new("ий", adjective::SOFT), animate),
        "ая" if is_sibilant(before) => Paradigm::new("ая", adjective::FEMALE_SIBILANT),
        "ая" => Paradigm::new("ая", adjective::FEMALE),
        "яя" => Paradigm::new("яя", adjective::FEMALE_SOFT),
        "ое" if is_velar(before) => Paradigm::new("ое", &["ого", "ому", "ое", "им", "ом"]),
        "ое" => Paradigm::new("ое", &["ого", "ому", "ое", "ым", "ом"]),
        "ее" => Paradigm::new("ее", &["его", "ему", "ее", "им", "ем"]),
        "ые" => for_thing(Paradigm::new("ые", &["ых", "ым", "ых", "ыми", "ых"]), animate),
        "ие" => for_thing(Paradigm::new("ие", &["их", "им", "их", "ими", "их"]), animate),
        _ => return None,
    })
}

/// «обучающийся»: the same endings before -ся.
fn reflexive_paradigm(tail: &str, animate: bool) -> Option<Paradigm> {
    Some(match tail {
        "ий" => for_thing(
            Paradigm::new("ийся", &["егося", "емуся", "егося", "имся", "емся"]),
            animate,
        ),
        "ая" => Paradigm::new("аяся", &["ейся", "ейся", "уюся", "ейся", "ейся"]),
        "ее" => Paradigm::new("ееся", &["егося", "емуся", "ееся", "имся", "емся"]),
        "ие" => for_thing(
            Paradigm::new("иеся", &["ихся", "имся", "ихся", "имися", "ихся"]),
            animate,
        ),
        _ => return None,
    })
}

const fn for_thing(paradigm: Paradigm, animate: bool) -> Paradigm {
    if animate { paradigm } else { paradigm.of_thing() }
}

/// The adjective without -ся, and its ending.
fn split(folded: &str) -> Option<(&str, &'static str)> {
    let body = folded.strip_suffix("ся").unwrap_or(folded);
    ["ый", "ой", "ий", "ая", "яя", "ое", "ее", "ые", "ие"]
        .into_iter()
        .find(|tail| body.ends_with(tail))
        .map(|tail| (body, tail))
}

/// «герой», «строй».
fn is_noun_in_oj(stem: &str) -> bool {
    ["гер", "стр", "ковб"].iter().any(|noun| stem.ends_with(noun))
}

/// «образован-», «учен-», «занят-»: stems of nouns in -ие.
fn is_verbal_noun(stem: &str) -> bool {
    ["ен", "ан", "ян"].iter().any(|tail| stem.ends_with(tail))
}
