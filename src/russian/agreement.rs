//! Words that agree with a noun or join a list.

use crate::russian::{adjective::Agreement, phrase};

/// «а», «а и б», «а, б и в».
pub fn list_with_and<S: AsRef<str>>(items: &[S]) -> String {
    let Some((last, first)) = items.split_last() else {
        return String::new();
    };
    let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
    if first.is_empty() {
        last.as_ref().to_owned()
    } else {
        format!("{} и\u{a0}{}", first.join(", "), last.as_ref())
    }
}

/// The stamp of approval for a kind of document: «дорожная карта» → «УТВЕРЖДЕНА».
pub fn approved(document: &str) -> String {
    agree_participle("УТВЕРЖДЁН", document)
}

/// A short participle in the masculine («УТВЕРЖДЁН», «принят») made to agree with a noun phrase.
pub fn agree_participle(masculine: &str, document: &str) -> String {
    let ending = match phrase::agreement(document) {
        Some(Agreement::Feminine) => "а",
        Some(Agreement::Neuter) | None => "о",
        Some(Agreement::Plural) => "ы",
        Some(Agreement::Masculine) => return masculine.to_owned(),
    };
    // The stress moves from «ё» to the ending: утверждён, утверждена.
    let shouted = masculine.chars().next_back().is_some_and(char::is_uppercase);
    let stem: String = masculine
        .strip_suffix("ЁН")
        .map(|stem| format!("{stem}ЕН"))
        .or_else(|| masculine.strip_suffix("ён").map(|stem| format!("{stem}ен")))
        .unwrap_or_else(|| masculine.to_owned());
    let ending = if shouted {
        ending.to_uppercase()
    } else {
        ending.to_owned()
    };
    format!("{stem}{ending}")
}
