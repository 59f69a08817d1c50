//! Surnames: what sex they tell and how they change.

use crate::russian::{
    Gender,
    Gender::{Female, Male},
    exceptions::{self, Part},
    given,
    letters::{before_last, is_sibilant, is_velar, is_vowel, last, syllables, without_last},
    paradigm::{self, HARD, POSSESSIVE, POSSESSIVE_FEMALE, Paradigm, STANDS, adjective},
    patronymic,
};

/// First parts of double surnames that are no surnames of their own.
const STANDING_FIRST: &[&str] = &[
    "тер",
    "кара",
    "аль",
    "эль",
    "мак",
    "ван",
    "сен",
    "сан",
    "сент",
    "де",
    "ла",
    "бен",
    "вар",
    "фон",
    "мелик",
    "нор",
    "ибн",
    "абдул",
    "абдуль",
    "абдель",
    "ак",
    "бек",
    "хан",
    "нур",
    "шах",
    "дон",
    "тян",
    "бадма",
    "дамба",
    "мирза",
    "ага",
    "баба",
    "ходжа",
];

/// Turkic second parts, before which everything stands: Мамед-заде.
const STANDING_SECOND: &[&str] = &["заде", "оглы", "кызы", "паша", "бек", "хан", "гирей", "оол"];

const FLEETING_OK: Paradigm = Paradigm::new("ок", &["ка", "ку", "ка", "ком", "ке"]);

fn ends(folded: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| folded.ends_with(ending))
}

/// The sex a surname tells by its ending.
pub(crate) fn gender(folded: &str) -> Option<Gender> {
    if exceptions::find(Part::Surname, folded).is_some() || syllables(folded) < 2 {
        return (ends(folded, &["ов", "ев"]) && folded.chars().count() > 4).then_some(Male);
    }
    if is_female_possessive(folded) || ends(folded, &["ая", "яя"]) {
        return Some(Female);
    }
    // Насреддин, Нуретдин are first names.
    let possessive =
        ends(folded, &["ов", "ев", "ин", "ын"]) && !folded.ends_with("дин") || folded.ends_with("один");
    (possessive || adjective_of_man(folded).is_some()).then_some(Male)
}

/// Whether the word looks like a surname and not like a first name.
pub(crate) fn is_likely(folded: &str) -> bool {
    gender(folded).is_some()
        || exceptions::find(Part::Surname, folded).is_some()
        || (syllables(folded) > 1
            && (is_plural_genitive(folded)
                || ends(
                    folded,
                    &[
                        "ко",
                        "ук",
                        "юк",
                        "дзе",
                        "швили",
                        "ян",
                        "янц",
                        "ец",
                        "ич",
                        "ский",
                        "ская",
                    ],
                )))
}

/// Ким, Цой, Ли, Жук: one syllable, as few first names have.
pub(crate) fn is_short(folded: &str) -> bool {
    syllables(folded) == 1 && !given::has_shape(folded)
}

/// How a surname changes, and the other form reference books allow.
pub(crate) fn paradigm(folded: &str, gender: Gender) -> (Paradigm, Option<Paradigm>) {
    if let Some(exception) = exceptions::find(Part::Surname, folded)
        && let Some(paradigm) = exception.paradigm
        && (gender == Male || changes_of_woman(folded))
    {
        // A woman's Калина may be a noun or come from Калин; a man's cannot.
        return (
            paradigm,
            exception
                .contested
                .filter(|other| gender == Female || *other != POSSESSIVE_FEMALE),
        );
    }
    match gender {
        Male => man(folded),
        Female if is_romance(folded) => (STANDS, Some(paradigm::A)),
        Female => (woman(folded), None),
    }
}

/// Whether a woman's surname changes: one in -а or -я.
pub(crate) fn changes_of_woman(folded: &str) -> bool {
    matches!(last(folded), 'а' | 'я')
}

/// How the first part of a double surname changes before its second part.
pub(crate) fn first_paradigm(first: &str, second: &str, gender: Gender) -> (Paradigm, Option<Paradigm>) {
    let stands = STANDING_FIRST.contains(&first)
        || STANDING_SECOND.contains(&second)
        || exceptions::find(Part::FirstOfDouble, first).is_some();
    if stands {
        return (STANDS, None);
    }
    let (used, other) = paradigm(first, gender);
    // Жук-Иванов, but Франк-Каменецкий: a short first part may be no surname of its own.
    let short = gender == Male && syllables(first) == 1 && used != STANDS;
    (used, other.or(short.then_some(STANDS)))
}

fn man(folded: &str) -> (Paradigm, Option<Paradigm>) {
    let many = syllables(folded) >= 2;
    let certain = |paradigm| (paradigm, None);
    if many && is_plural_genitive(folded) {
        return certain(STANDS);
    }
    if let Some(adjective) = adjective_of_man(folded) {
        return certain(adjective);
    }
    match last(folded) {
        'а' if is_vowel(before_last(folded)) => certain(STANDS),
        'а' if is_romance(folded) => (STANDS, Some(paradigm::A)),
        // Судья, Кутья.
        'я' if folded.ends_with("ья") && syllables(folded) == 2 => certain(paradigm::YA_STRESSED),
        'а' | 'я' => certain(paradigm::in_a(folded).unwrap_or(STANDS)),
        _ if ends(folded, &["ов", "ев"]) && folded.chars().count() > 3 => certain(POSSESSIVE),
        // Тынэтэгын is Chukchi.
        _ if many && ends(folded, &["ин", "ын"]) && !folded.ends_with("гын") => certain(POSSESSIVE),
        _ if folded.ends_with("ец") => ets(folded),
        _ if is_fleeting_ok(folded) => (FLEETING_OK, Some(HARD)),
        // Цветок, Желток: a noun that drops the vowel, a surname that mostly keeps it.
        'к' if many && ends(folded, &["ток", "лок", "вок"]) => (HARD, Some(FLEETING_OK)),
        // Королек, Василек written without «ё»; Чапек, Гашек keep the vowel.
        'к' if syllables(folded) > 2 && folded.ends_with("лек") => (
            Paradigm::new("ек", &["ька", "ьку", "ька", "ьком", "ьке"]),
            Some(HARD),
        ),
        // Дёготь, Лапоть.
        'ь' if many && ends(folded, &["готь", "коть", "поть"]) => (
            Paradigm::new("оть", &["тя", "тю", "тя", "тем", "те"]),
            Some(paradigm::SOFT),
        ),
        'ж' | 'ч' | 'щ' if is_stressed_sibilant(folded) => certain(HARD),
        // Малыш, Голыш, Камыш, Латыш, Крепыш, but Келдыш.
        'ш' if ends(folded, &["лыш", "пыш", "мыш", "тыш"]) => certain(HARD),
        // Соловей, Воробей, Муравей; Скарабей is the price.
        'й' if ends(folded, &["овей", "обей", "авей"]) => certain(paradigm::FLEETING_EJ),
        // Emigrants' spelling: reference books decline it, its bearers do not.
        'ф' if many && ends(folded, &["офф", "ефф"]) => (STANDS, Some(HARD)),
        _ => certain(paradigm::masculine(folded).unwrap_or(STANDS)),
    }
}

fn woman(folded: &str) -> Paradigm {
    if is_female_possessive(folded) {
        POSSESSIVE_FEMALE
    } else if let Some(stem) = folded.strip_suffix("ая") {
        Paradigm::new(
            "ая",
            if is_sibilant(last(stem)) {
                adjective::FEMALE_SIBILANT
            } else {
                adjective::FEMALE
            },
        )
    } else if folded.ends_with("яя") {
        Paradigm::new("яя", adjective::FEMALE_SOFT)
    } else if last(folded) == 'а' && is_vowel(before_last(folded)) {
        STANDS
    } else {
        paradigm::in_a(folded).unwrap_or(STANDS)
    }
}

/// Иванова, Пушкина, but not Сова, Мина: a surname of two syllables is a noun, unless its stem has two consonants.
fn is_female_possessive(folded: &str) -> bool {
    ends(folded, &["ова", "ева", "ина", "ына"]) && (syllables(folded) > 2 || folded.chars().count() > 4)
}

/// Барилла, Гамарра: a doubled consonant before -а tells a Romance name, whose usage wavers; Абдулла is none.
fn is_romance(folded: &str) -> bool {
    syllables(folded) >= 3 && ends(folded, &["рра", "илла", "елла"])
}

/// Черных, Долгих; Фрейндлих is a noun.
fn is_plural_genitive(folded: &str) -> bool {
    folded.ends_with("ых")
        || folded.strip_suffix("их").is_some_and(|stem| {
            let before = last(stem);
            is_velar(before) || is_sibilant(before) || stem.ends_with("жн") || stem.ends_with("дн")
        })
}

fn adjective_of_man(folded: &str) -> Option<Paradigm> {
    if last(folded) != 'й' || syllables(folded) < 2 {
        return None;
    }
    let stem = without_last(without_last(folded));
    let before = last(stem);
    match before_last(folded) {
        'ы' => Some(Paradigm::new("ый", adjective::HARD)),
        // Прибой, Громобой are nouns.
        'о' if ends(folded, &["бой", "строй"]) => None,
        'о' if is_velar(before) || is_sibilant(before) => Some(Paradigm::new("ой", adjective::VELAR)),
        'о' => Some(Paradigm::new("ой", adjective::HARD)),
        // Сергий, Георгий are nouns.
        'и' if is_velar(before) && !stem.ends_with("рг") => Some(Paradigm::new("ий", adjective::VELAR)),
        'и' if matches!(before, 'ж' | 'ш' | 'щ') => Some(Paradigm::new("ий", adjective::SOFT)),
        // Самотечний writes a Ukrainian -чный.
        'и' if ends(folded, &["чний"]) => Some(Paradigm::new("ий", adjective::VELAR)),
        'и' if before == 'н' && !ends(folded, &["ений", "оний"]) => {
            Some(Paradigm::new("ий", adjective::SOFT))
        }
        // Городничий, Рабочий, Кравчий, Зодчий; Топчий, Корчий are nouns.
        'и' if before == 'ч' && !ends(folded, &["пчий", "рчий", "нчий"]) => {
            Some(Paradigm::new("ий", adjective::SOFT))
        }
        _ => None,
    }
}

/// Ткачом, Деркачом, Чижом, Лещом; Кузьмичом as the patronymic. Бабичем, Дейчем.
fn is_stressed_sibilant(folded: &str) -> bool {
    patronymic::is_stressed(folded)
        || folded.ends_with("ач")
        || (syllables(folded) == 1 && (is_vowel(before_last(folded)) || last(folded) == 'щ'))
}

/// Сташенок → Сташенка, Бычок → Бычка, Сверчок → Сверчка; Чеснок and Баллок keep the vowel.
fn is_fleeting_ok(folded: &str) -> bool {
    folded.strip_suffix("ок").is_some_and(|stem| {
        let before = last(stem);
        syllables(stem) > 0
            && (is_sibilant(before) || matches!(before, 'н' | 'б' | 'д' | 'с') && is_vowel(before_last(stem)))
    })
}

/// Кравец → Кравца, Стрелец → Стрельца, Коломиец → Коломийца; Швец, Кузнец keep the vowel.
fn ets(folded: &str) -> (Paradigm, Option<Paradigm>) {
    let Some(stem) = folded.strip_suffix("ец") else {
        return (HARD, None);
    };
    let before = last(stem);
    // Бец, Гец as Кац; Швец, Жнец.
    if syllables(folded) == 1 && folded.chars().count() == 3 {
        return (paradigm::HARD_EM, None);
    }
    let stressed = syllables(folded) <= 2 || !(is_vowel(before) || matches!(before, 'н' | 'ж' | 'ш'));
    let whole = if stressed { HARD } else { paradigm::HARD_EM };
    let keeps = syllables(stem) == 0 || !(is_vowel(before) || is_vowel(before_last(stem)));
    if keeps {
        return (whole, None);
    }
    let fleeting = match (before, stressed) {
        ('л', true) => Paradigm::new("ец", &["ьца", "ьцу", "ьца", "ьцом", "ьце"]),
        ('л', false) => Paradigm::new("ец", &["ьца", "ьцу", "ьца", "ьцем", "ьце"]),
        (letter, _) if is_vowel(letter) => Paradigm::new("ец", &["йца", "йцу", "йца", "йцем", "йце"]),
        (_, true) => Paradigm::new("ец", &["ца", "цу", "ца", "цом", "це"]),
        (_, false) => Paradigm::new("ец", &["ца", "цу", "ца", "цем", "це"]),
    };
    (fleeting, Some(whole))
}
