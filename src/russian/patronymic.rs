//! Patronymics: how they are recognised, what sex they tell and how they change.
//!
//! Turkic patronymics (Гасан кызы, Тофик-кызы, Бауыржанкызы) stand in every case.

use crate::russian::{
    Gender,
    letters::syllables,
    paradigm::{A, HARD, HARD_EM, Paradigm, STANDS},
};

/// «сын» and «дочь» in the spellings found in papers.
const SON: &[&str] = &[
    "оглы",
    "оглу",
    "углы",
    "огли",
    "угли",
    "ули",
    "улы",
    "улу",
    "уулу",
    "огулы",
    "ұлы",
    "ўғли",
];
const DAUGHTER: &[&str] = &[
    "кызы",
    "кизи",
    "гызы",
    "кизы",
    "қызы",
    "кыз",
    "гизи",
    "къызы",
    "қизи",
];

/// The stressed -ич of short fathers' names takes -ом: Ильичом, Кузьмичом, Лукичом, Фомичом.
const STRESSED: &[&str] = &["ильич", "кузьмич", "козьмич", "лукич", "фомич"];

/// The sex told by a separate word «оглы», «кызы».
pub(crate) fn particle(folded: &str) -> Option<Gender> {
    if SON.contains(&folded) {
        Some(Gender::Male)
    } else if DAUGHTER.contains(&folded) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The sex told by a word that has the shape of a patronymic, «Бауыржанкызы» and «Тофик-кызы» among them.
pub(crate) fn gender(folded: &str) -> Option<Gender> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| folded.ends_with(ending));
    let stem = |endings: &[&str]| {
        endings.iter().any(|ending| {
            folded
                .strip_suffix(ending)
                .is_some_and(|stem| stem.chars().count() >= 3)
        })
    };
    let many = syllables(folded) >= 2;
    let woman = stem(DAUGHTER)
        || (ends(&["овна", "евна", "ична"]) && (syllables(folded) >= 3 || folded.chars().count() >= 7));
    let man = (ends(&["ич", "ыч"]) && many) || stem(&["оглы", "оглу", "углы", "улы", "уулу", "ұлы"]);
    if woman {
        Some(Gender::Female)
    } else {
        man.then_some(Gender::Male)
    }
}

/// Whether the word is hardly a surname: Ильич, Петровна, but not Бабич, Маркевич.
pub(crate) fn is_strong(folded: &str) -> bool {
    is_certain(folded) || is_stressed(folded)
}

/// Whether the word can be nothing but a patronymic: surnames in -ович and -ич exist, these endings are rarer there.
pub(crate) fn is_certain(folded: &str) -> bool {
    gender(folded).is_some() && !folded.ends_with("ич") && !folded.ends_with("ыч")
}

/// Ильич, Кузьмич: the ending is stressed.
pub(crate) fn is_stressed(folded: &str) -> bool {
    STRESSED.contains(&folded)
}

/// How a patronymic changes.
pub(crate) fn paradigm(folded: &str) -> Paradigm {
    if folded.ends_with("вна") || folded.ends_with("ична") {
        A
    } else if is_stressed(folded) {
        HARD
    } else if folded.ends_with("ич") || folded.ends_with("ыч") {
        HARD_EM
    } else {
        STANDS
    }
}
