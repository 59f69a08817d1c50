//! Numbers beside nouns: agreement, ordinals, sums in words.

use crate::russian::{Case, adjective::Agreement};

/// The form a noun takes after a number: `["пара", "пары", "пар"]`.
pub fn plural(n: u64, forms: [&str; 3]) -> &str {
    match (n % 10, n % 100) {
        (_, 11..=14) => forms[2],
        (1, _) => forms[0],
        (2..=4, _) => forms[1],
        _ => forms[2],
    }
}

/// «5 пар», with a non-breaking space.
pub fn counted(n: u64, forms: [&str; 3]) -> String {
    format!("{n}\u{a0}{}", plural(n, forms))
}

/// Whether the noun counted is feminine or neuter: «одна пара», «одно место».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// «один рубль»
    Masculine,
    /// «одна пара»
    Feminine,
    /// «одно место»
    Neuter,
}

const TEENS: [&str; 10] = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const TENS: [&str; 10] = [
    "",
    "",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
];
const HUNDREDS: [&str; 10] = [
    "",
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
];

/// Powers of a thousand with their own gender.
const POWERS: [([&str; 3], Counted); 6] = [
    (["тысяча", "тысячи", "тысяч"], Counted::Feminine),
    (["миллион", "миллиона", "миллионов"], Counted::Masculine),
    (["миллиард", "миллиарда", "миллиардов"], Counted::Masculine),
    (["триллион", "триллиона", "триллионов"], Counted::Masculine),
    (
        ["квадриллион", "квадриллиона", "квадриллионов"],
        Counted::Masculine,
    ),
    (
        ["квинтиллион", "квинтиллиона", "квинтиллионов"],
        Counted::Masculine,
    ),
];

fn unit(n: usize, gender: Counted) -> &'static str {
    match (n, gender) {
        (1, Counted::Masculine) => "один",
        (1, Counted::Feminine) => "одна",
        (1, Counted::Neuter) => "одно",
        (2, Counted::Feminine) => "две",
        (2, _) => "два",
        _ => [
            "",
            "",
            "",
            "три",
            "четыре",
            "пять",
            "шесть",
            "семь",
            "восемь",
            "девять",
        ][n],
    }
}

fn below_thousand(n: u64, gender: Counted, words: &mut Vec<&'static str>) {
    let digit = |divisor: u64| usize::try_from(n / divisor % 10).unwrap_or(0);
    let (hundreds, tens, units) = (digit(100), digit(10), digit(1));
    words.push(HUNDREDS[hundreds]);
    if tens == 1 {
        words.push(TEENS[units]);
    } else {
        words.push(TENS[tens]);
        words.push(unit(units, gender));
    }
}

/// «двадцать одна», in the nominative.
pub fn cardinal(n: u64, gender: Counted) -> String {
    if n == 0 {
        return "ноль".to_owned();
    }
    let mut groups = Vec::new();
    let mut rest = n;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    let mut words = Vec::new();
    for (power, group) in groups
        .into_iter()
        .enumerate()
        .rev()
        .filter(|(_, group)| *group > 0)
    {
        match power.checked_sub(1).and_then(|power| POWERS.get(power)) {
            Some((forms, own)) => {
                below_thousand(group, *own, &mut words);
                words.push(plural(group, *forms));
            }
            None => below_thousand(group, gender, &mut words),
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// «две тысячи пятьсот рублей 40 копеек» of a sum in kopecks; roubles in words, kopecks in figures.
pub fn sum_in_words(kopecks: u64) -> String {
    let (roubles, rest) = (kopecks / 100, kopecks % 100);
    format!(
        "{} {} {rest:02}\u{a0}{}",
        cardinal(roubles, Counted::Masculine),
        plural(roubles, ["рубль", "рубля", "рублей"]),
        plural(rest, ["копейка", "копейки", "копеек"])
    )
}

/// «5-й», «5-я», «5-го», «5-м»: an ordinal in figures with its ending.
pub fn ordinal(n: u64, gender: Counted, case: Case) -> String {
    // By custom the last letter is added, two when the last but one is a consonant: 5-й, 5-го, 5-му, 5-м.
    // «третий» has the same written endings as the rest: 3-й, 3-го, 3-я.
    let ending = match (gender, case) {
        (Counted::Feminine, Case::Nominative) => "я",
        (Counted::Feminine, Case::Accusative) => "ю",
        (Counted::Feminine, _) => "й",
        (Counted::Neuter, Case::Nominative | Case::Accusative) => "е",
        (Counted::Masculine, Case::Nominative | Case::Accusative) => "й",
        (_, Case::Genitive) => "го",
        (_, Case::Dative) => "му",
        (_, Case::Instrumental | Case::Prepositional) => "м",
    };
    format!("{n}-{ending}")
}

/// «первый», «вторая», «двадцать третье»: an ordinal in words, nominative, up to 99; figures beyond.
pub fn ordinal_in_words(n: u64, gender: Counted) -> String {
    const UNITS: [&str; 20] = [
        "нулев",
        "перв",
        "втор",
        "трет",
        "четверт",
        "пят",
        "шест",
        "седьм",
        "восьм",
        "девят",
        "десят",
        "одиннадцат",
        "двенадцат",
        "тринадцат",
        "четырнадцат",
        "пятнадцат",
        "шестнадцат",
        "семнадцат",
        "восемнадцат",
        "девятнадцат",
    ];
    const ROUND: [&str; 10] = [
        "",
        "",
        "двадцат",
        "тридцат",
        "сороков",
        "пятидесят",
        "шестидесят",
        "семидесят",
        "восьмидесят",
        "девяност",
    ];
    let Ok(small @ 0..=99) = usize::try_from(n) else {
        return ordinal(n, gender, Case::Nominative);
    };
    let (prefix, stem) = match (small, small % 10) {
        (0..=19, _) => ("", UNITS[small]),
        (_, 0) => ("", ROUND[small / 10]),
        (_, unit) => (TENS[small / 10], UNITS[unit]),
    };
    let ending = match (stem, gender) {
        ("трет", Counted::Masculine) => "ий",
        ("трет", Counted::Feminine) => "ья",
        ("трет", Counted::Neuter) => "ье",
        ("втор" | "шест" | "седьм" | "восьм" | "сороков" | "нулев", Counted::Masculine) => {
            "ой"
        }
        (_, Counted::Masculine) => "ый",
        (_, Counted::Feminine) => "ая",
        (_, Counted::Neuter) => "ое",
    };
    let space = if prefix.is_empty() { "" } else { " " };
    format!("{prefix}{space}{stem}{ending}")
}

impl From<Agreement> for Counted {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Feminine => Self::Feminine,
            Agreement::Neuter => Self::Neuter,
            Agreement::Masculine | Agreement::Plural => Self::Masculine,
        }
    }
}
