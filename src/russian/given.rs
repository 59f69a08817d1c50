//! First names: what sex they tell and how they change.

use crate::russian::{
    Gender,
    Gender::{Female, Male},
    exceptions::{self, Part},
    letters::{before_last, is_consonant, is_vowel, last, syllables},
    paradigm::{self, HARD, Paradigm, SOFT_FEMALE, STANDS},
};

/// Short names of men and women alike.
const OF_BOTH: &[&str] = &["шура", "слава", "сима"];

/// First parts of men's double names that change all the same: Франца-Иосифа.
const CHANGING_FIRST: &[&str] = &["франц", "карл", "марк", "иван", "иоанн"];

/// The sex a first name tells; `None` for names of both sexes and in -о, -и, -у.
pub(crate) fn gender(folded: &str) -> Option<Gender> {
    if let Some(gender) = exceptions::find(Part::Given, folded).and_then(|exception| exception.gender) {
        return Some(gender);
    }
    if OF_BOTH.contains(&folded) || is_short(folded) {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| folded.ends_with(ending));
    match last(folded) {
        // Turkic and Arabic names of men: Гарифулла, Баймирза, Агабаба.
        'а' if ends(&["улла", "мирза", "мурза", "баба", "ходжа"]) => Some(Male),
        'а' | 'я' => Some(Female),
        'ь' if ends(&["вь", "фь", "гуль", "гюль", "куль", "ель", "оль"]) => {
            Some(Female)
        }
        'ь' if ends(&["рь", "иль", "аль"]) => Some(Male),
        'ь' => None,
        // Патимат, Айшат, Хадижат; Гульназ, Гульшат.
        _ if ends(&["имат", "шат", "жат", "наз", "сияр"]) || folded.starts_with("гуль") => {
            Some(Female)
        }
        letter if is_consonant(letter) => Some(Male),
        _ => None,
    }
}

/// Саша, Женя, Ваня, Серёжа: short names, whose sex the letters do not tell; Дарья, Майя, Асия are none.
fn is_short(folded: &str) -> bool {
    let before = before_last(folded);
    match last(folded) {
        'а' => matches!(before, 'ш' | 'ж'),
        'я' => syllables(folded) == 2 && is_consonant(before) && !matches!(before, 'й' | 'ь'),
        _ => false,
    }
}

/// Men's names of one syllable, which are otherwise the mark of a surname: Ким, Пак, Ткач.
const SHORT_MEN: &[&str] = &[
    "лев",
    "петр",
    "марк",
    "карл",
    "ян",
    "глеб",
    "клим",
    "влас",
    "тит",
    "франц",
    "макс",
    "жан",
    "джон",
    "том",
    "шон",
];

/// Whether a word looks like a first name by its end alone: Анна, Наталья, Мария, Людмила, Саша.
pub(crate) fn has_shape(folded: &str) -> bool {
    const WOMEN: &[&str] = &[
        "ия",
        "ья",
        "на",
        "ла",
        "ра",
        "ика",
        "лиса",
        "риса",
        "дежда",
        "льга",
        "жда",
        "рита",
        "сандра",
    ];
    const MEN: &[&str] = &[
        "ий", "ей", "слав", "мир", "андр", "ктор", "орь", "ил", "ид", "ван", "дим", "сим", "лег", "тем",
        "рис", "нис", "ртур", "нтон", "емен", "уан",
    ];
    is_short(folded)
        || SHORT_MEN.contains(&folded)
        || exceptions::find(Part::Given, folded).is_some()
        || (syllables(folded) >= 2 && WOMEN.iter().chain(MEN).any(|ending| folded.ends_with(ending)))
}

/// How a first name changes, and the other form reference books allow.
pub(crate) fn paradigm(folded: &str, gender: Gender) -> (Paradigm, Option<Paradigm>) {
    if let Some(exception) = exceptions::find(Part::Given, folded)
        && exception.gender.is_none_or(|own| own == gender)
        && let Some(paradigm) = exception.paradigm
    {
        return (paradigm, exception.contested);
    }
    (by_rule(folded, gender), None)
}

/// Whether the first part of a double name stands before its second part: Абдул-Кадыра, Жан-Пьера, Каадыр-оола.
/// Both parts of a woman's name change: Марии-Луизы.
pub(crate) fn stands_first(folded: &str, gender: Gender) -> bool {
    gender == Male && !CHANGING_FIRST.contains(&folded)
}

fn by_rule(folded: &str, gender: Gender) -> Paradigm {
    match last(folded) {
        // Франсуа, Элиа.
        'а' if is_vowel(before_last(folded)) && before_last(folded) != 'а' => STANDS,
        // Зульфия, Альфия: a Tatar name with the stress on the end takes -е, unlike София.
        'я' if folded.ends_with("ульфия") || folded.ends_with("альфия") => paradigm::YA,
        'а' | 'я' => paradigm::in_a(folded).unwrap_or(STANDS),
        'ь' if gender == Female => {
            // Руфь, Эсфирь change; Айгуль, Асель stand.
            if matches!(before_last(folded), 'в' | 'ф' | 'р') {
                SOFT_FEMALE
            } else {
                STANDS
            }
        }
        _ if gender == Female => STANDS,
        // Мкртич, Асланбеч: stressed.
        'ч' => HARD,
        _ => paradigm::masculine(folded).unwrap_or(STANDS),
    }
}
