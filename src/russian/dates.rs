//! Dates, terms and school years as papers write them.
//!
//! Non-breaking spaces stand where a line must not end: «14 сентября», «2023 г.».

use jiff::civil::Date;

use crate::russian::Case;

/// Months in the genitive: «14 сентября».
pub const MONTHS_GENITIVE: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Months in the nominative: «сентябрь».
pub const MONTHS: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// «сентября»
pub fn month_genitive(date: Date) -> &'static str {
    MONTHS_GENITIVE[index(date)]
}

/// «сентябрь»
pub fn month(date: Date) -> &'static str {
    MONTHS[index(date)]
}

/// «сентябрь», «сентября», «сентябрю» …
pub fn month_in(date: Date, case: Case) -> String {
    let name = month(date);
    if case == Case::Nominative || case == Case::Accusative {
        return name.to_owned();
    }
    // Every month is masculine; only «март» and «август» end in a hard consonant.
    let (stem, hard) = match name.strip_suffix(['ь', 'й']) {
        Some(stem) => (stem, false),
        None => (name, true),
    };
    let stressed = name.ends_with("брь") || name.ends_with("арь") || name.ends_with("аль");
    let ending = match (case, hard) {
        (Case::Genitive, true) => "а",
        (Case::Genitive, false) => "я",
        (Case::Dative, true) => "у",
        (Case::Dative, false) => "ю",
        (Case::Instrumental, true) => "ом",
        (Case::Instrumental, false) if stressed => "ём",
        (Case::Instrumental, false) => "ем",
        _ => "е",
    };
    format!("{stem}{ending}")
}

/// «14 сентября 2023 г.»
pub fn long(date: Date) -> String {
    format!(
        "{}\u{a0}{} {}\u{a0}г.",
        date.day(),
        month_genitive(date),
        date.year()
    )
}

/// «14 сентября 2023 года»
pub fn long_full(date: Date) -> String {
    format!(
        "{}\u{a0}{} {}\u{a0}года",
        date.day(),
        month_genitive(date),
        date.year()
    )
}

/// «14.09.2023»
pub fn short(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// «с 1 сентября по 30 ноября 2026 года», «с 1 по 30 ноября 2026 года»: the first day repeats nothing of the last.
pub fn range(from: Date, to: Date) -> String {
    let last = long_full(to);
    if from.year() != to.year() {
        format!("с\u{a0}{} по\u{a0}{last}", long_full(from))
    } else if from.month() != to.month() {
        format!(
            "с\u{a0}{}\u{a0}{} по\u{a0}{last}",
            from.day(),
            month_genitive(from)
        )
    } else {
        format!("с\u{a0}{} по\u{a0}{last}", from.day())
    }
}

/// «2026/2027»: the school year begins on 1 September.
pub fn school_year(date: Date) -> String {
    let first = school_year_start(date);
    format!("{first}/{}", i32::from(first) + 1)
}

/// The calendar year in which the school year of `date` began.
pub fn school_year_start(date: Date) -> i16 {
    if date.month() >= 9 {
        date.year()
    } else {
        date.year() - 1
    }
}

fn index(date: Date) -> usize {
    usize::try_from(date.month() - 1).unwrap_or(0)
}
