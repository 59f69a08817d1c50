//! Common nouns in the nominative: gender, number and endings by their last letters.

use crate::russian::{
    adjective::Agreement,
    heads,
    letters::{before_last, is_consonant, is_sibilant, is_velar, is_vowel, last, syllables},
    paradigm::{self, HARD, HARD_EM, Paradigm, SOFT, SOFT_FEMALE},
};

/// A noun whose endings are known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noun {
    pub(crate) agreement: Agreement,
    pub(crate) paradigm: Paradigm,
    /// Its suffix or the list of heads vouches for it.
    pub(crate) known: bool,
}

/// Suffixes of persons: «учитель», «методист», «кладовщик», «концертмейстер».
const PERSONS: &[&str] = &[
    "тель", "ист", "лог", "гог", "ник", "ик", "ор", "ер", "ар", "яр", "арь", "ант", "ент", "вед", "граф",
    "ач", "ец", "рук", "хоз", "пед", "ульт", "ерт", "ат", "ун", "ин", "ман", "мен", "уч", "лен", "ей", "уг",
    "дир", "истр", "ож", "ан", "ица", "ша", "тка", "нка", "стра", "няня", "ок", "еф", "тив", "онт", "ир",
    "ыр", "дед", "кт", "рт", "лот", "чка", "рка", "йка", "вея", "атр", "вод", "риус", "лян", "ном", "сал",
    "ург",
];

/// Suffixes of things: organisations and papers.
const THINGS: &[&str] = &[
    "ние",
    "тие",
    "вие",
    "сие",
    "ция",
    "зия",
    "сия",
    "мия",
    "рия",
    "пия",
    "фия",
    "хия",
    "ство",
    "ость",
    "ика",
    "тека",
    "ище",
    "тет",
    "мент",
    "ум",
    "ус",
    "ал",
    "кола",
    "лицей",
    "музей",
    "лледж",
    "тут",
    "центр",
    "сад",
    "дом",
    "дворец",
    "отдел",
    "нат",
    "ясли",
    "служба",
    "фонд",
    "союз",
    "совет",
    "клуб",
    "театр",
    "дра",
    "дка",
    "каз",
    "план",
    "карта",
    "рамма",
    "говор",
    "кол",
    "чет",
    "сок",
    "вка",
    "письмо",
    "акт",
    "анкета",
    "фик",
    "естр",
    "док",
    "мка",
    "пара",
    "форма",
    "запись",
    "роль",
    "модель",
    "цель",
    "часть",
    "сеть",
    "связь",
    "группа",
    "оценка",
    "округ",
    "район",
    "город",
    "село",
    "журнал",
    "бот",
    "сок",
    "курсы",
    "лист",
    "бланк",
    "срок",
    "тип",
    "вид",
    "раздел",
    "пункт",
    "год",
    "больница",
    "бинет",
    "екс",
    "завод",
    "банк",
    "парк",
    "орий",
    "сейн",
    "рма",
];

/// A folded noun in the nominative; `None` when no noun ends so.
pub(crate) fn of(folded: &str, animate: bool) -> Option<Noun> {
    if let Some(head) = heads::find(folded) {
        return Some(Noun {
            agreement: head.agreement,
            paradigm: fit(head.paradigm, head.agreement, animate),
            known: true,
        });
    }
    let (agreement, paradigm) = by_rule(folded, animate)?;
    let suffixes = if animate { PERSONS } else { THINGS };
    let known = match agreement {
        Agreement::Plural => {
            animate
                || THINGS.contains(&folded)
                || folded.ends_with("ия")
                || folded.ends_with("ии")
                || folded.ends_with("ги")
        }
        _ => suffixes.iter().any(|suffix| folded.ends_with(suffix)),
    };
    Some(Noun {
        agreement,
        paradigm: fit(paradigm, agreement, animate),
        known,
    })
}

/// Masculine and plural things have the accusative of the nominative.
const fn fit(paradigm: Paradigm, agreement: Agreement, animate: bool) -> Paradigm {
    match agreement {
        Agreement::Masculine | Agreement::Plural if !animate => paradigm.of_thing(),
        _ => paradigm,
    }
}

fn by_rule(folded: &str, animate: bool) -> Option<(Agreement, Paradigm)> {
    use Agreement::{Feminine, Masculine, Neuter, Plural};
    let before = before_last(folded);
    Some(match last(folded) {
        'я' if !animate && is_plural_of_neuter(folded) => (Plural, plural_in_a(folded, animate)),
        'а' | 'я' => (Feminine, paradigm::in_a(folded)?),
        'ь' if animate || folded.ends_with("тель") || folded.ends_with("арь") => (Masculine, SOFT),
        'ь' => (Feminine, SOFT_FEMALE),
        'о' => (Neuter, Paradigm::new("о", &["а", "у", "о", "ом", "е"])),
        'е' if before == 'и' => (Neuter, Paradigm::new("е", &["я", "ю", "е", "ем", "и"])),
        'е' if is_sibilant(before) || before == 'ц' => {
            (Neuter, Paradigm::new("е", &["а", "у", "е", "ем", "е"]))
        }
        'е' => (Neuter, Paradigm::new("е", &["я", "ю", "е", "ем", "е"])),
        'ы' | 'и' => (Plural, plural(folded, animate)),
        'й' => (Masculine, paradigm::masculine(folded)?),
        letter if is_consonant(letter) => (Masculine, masculine(folded, animate)),
        _ => return None,
    })
}

/// «мероприятия», «требования», «условия», but «компания».
fn is_plural_of_neuter(folded: &str) -> bool {
    ["ания", "ения", "ятия", "овия"]
        .iter()
        .any(|tail| folded.ends_with(tail))
        && !["омпания", "ампания"].iter().any(|tail| folded.ends_with(tail))
}

fn masculine(folded: &str, animate: bool) -> Paradigm {
    if let Some(stem) = folded.strip_suffix("ец") {
        return ets(stem, folded);
    }
    if let Some(stem) = folded.strip_suffix("ок")
        && syllables(stem) > 0
        && !is_vowel(last(stem))
    {
        return Paradigm::new("ок", &["ка", "ку", "ка", "ком", "ке"]);
    }
    match last(folded) {
        'ч' | 'щ' if animate && folded.ends_with("ач") => HARD,
        'ж' | 'ш' | 'ч' | 'щ' | 'ц' => HARD_EM,
        _ => HARD,
    }
}

/// «дворец», «боец»: a vowel that goes away, if there is one letter before it.
fn ets(stem: &str, folded: &str) -> Paradigm {
    let before = last(stem);
    let stressed = syllables(folded) == 2;
    if syllables(stem) == 0 || !(is_vowel(before) || is_vowel(before_last(stem))) {
        return if stressed || syllables(stem) == 0 {
            HARD
        } else {
            HARD_EM
        };
    }
    match (before, stressed) {
        ('л', true) => Paradigm::new("ец", &["ьца", "ьцу", "ьца", "ьцом", "ьце"]),
        ('л', false) => Paradigm::new("ец", &["ьца", "ьцу", "ьца", "ьцем", "ьце"]),
        (letter, true) if is_vowel(letter) => Paradigm::new("ец", &["йца", "йцу", "йца", "йцом", "йце"]),
        (letter, false) if is_vowel(letter) => Paradigm::new("ец", &["йца", "йцу", "йца", "йцем", "йце"]),
        (_, true) => Paradigm::new("ец", &["ца", "цу", "ца", "цом", "це"]),
        (_, false) => Paradigm::new("ец", &["ца", "цу", "ца", "цем", "це"]),
    }
}

fn plural(folded: &str, animate: bool) -> Paradigm {
    let before = before_last(folded);
    let ends = |endings: &[&str]| endings.iter().any(|ending| folded.ends_with(ending));
    if ends(&["ицы"]) {
        Paradigm::new("ы", &["", "ам", "", "ами", "ах"])
    } else if ends(&["ии"]) {
        Paradigm::new("и", &["й", "ям", "й", "ями", "ях"])
    } else if last(folded) == 'ы' && !animate && ends(&["мы", "лы", "ры", "пы"]) {
        Paradigm::new("ы", &["", "ам", "", "ами", "ах"])
    } else if last(folded) == 'ы' {
        Paradigm::new("ы", &["ов", "ам", "ов", "ами", "ах"])
    } else if ends(&["тки", "нки"]) {
        Paradigm::new("ки", &["ок", "кам", "ок", "ками", "ках"])
    } else if is_velar(before) {
        Paradigm::new("и", &["ов", "ам", "ов", "ами", "ах"])
    } else if is_sibilant(before) {
        Paradigm::new("и", &["ей", "ам", "ей", "ами", "ах"])
    } else {
        Paradigm::new("и", &["ей", "ям", "ей", "ями", "ях"])
    }
}

/// «учреждения», «отделения», «письма» after a plural adjective.
pub(crate) fn plural_in_a(folded: &str, animate: bool) -> Paradigm {
    let paradigm = if folded.ends_with("ия") {
        Paradigm::new("я", &["й", "ям", "й", "ями", "ях"])
    } else if folded.ends_with('я') {
        Paradigm::new("я", &["ей", "ям", "ей", "ями", "ях"])
    } else if animate || is_sibilant(before_last(folded)) {
        Paradigm::new("а", &["ов", "ам", "ов", "ами", "ах"])
    } else {
        Paradigm::new("а", &["", "ам", "", "ами", "ах"])
    };
    fit(paradigm, Agreement::Plural, animate)
}
