//! Surname with initials: «Орлова Т. П.» in a text, «Т. П. Орлова» in a signature.
//!
//! A space that must not break stands inside (U+00A0). What has no surname stays as it is.

use crate::russian::person::{Name, Role};

/// «Орлова Т. П.»
pub fn short_name(fio: &str) -> String {
    match parts(fio) {
        Some((surname, initials)) if !initials.is_empty() => format!("{surname}\u{a0}{initials}"),
        _ => fio.trim().to_owned(),
    }
}

/// «Т. П. Орлова»
pub fn signature_name(fio: &str) -> String {
    match parts(fio) {
        Some((surname, initials)) if !initials.is_empty() => format!("{initials}\u{a0}{surname}"),
        _ => fio.trim().to_owned(),
    }
}

/// Surname and initials; `None` when the name has no surname.
fn parts(fio: &str) -> Option<(String, String)> {
    let name = Name::parse(fio);
    let surname: Vec<&str> = name.of(Role::Surname).map(|word| word.text).collect();
    if surname.is_empty() {
        return None;
    }
    let mut initials = Vec::new();
    let mut turkic = false;
    for word in &name.words {
        match word.role {
            Role::Given | Role::Patronymic => initials.push(initial(word.text)?),
            // «Гасан кызы»: the father's name gives the initial, the word «кызы» does not.
            Role::Turkic if !turkic => {
                turkic = true;
                initials.push(initial(word.text)?);
            }
            Role::Turkic | Role::Surname | Role::Standing => {}
            Role::Initials => initials.extend(spaced(word.text)),
        }
    }
    Some((surname.join(" "), initials.join("\u{a0}")))
}

/// «Т.» of «Татьяна», «М.-Л.» of «Мария-Луиза».
fn initial(word: &str) -> Option<String> {
    let letters: Vec<String> = word
        .split(['-', '‑'])
        .filter_map(|part| part.chars().next())
        .filter(|letter| letter.is_uppercase())
        .map(|letter| format!("{letter}."))
        .collect();
    (!letters.is_empty()).then(|| letters.join("-"))
}

/// «А.» and «С.» of «А.С.».
fn spaced(initials: &str) -> Vec<String> {
    initials
        .split('.')
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part}."))
        .collect()
}
