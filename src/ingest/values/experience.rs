//! Experience: «21 л. 03 м.», «2007, 8 лет», «менее года», «с 2019».

use jiff::civil::Date;

use super::date::{Century, DateRead, find};
use super::number;
use super::spoken;
use super::words::{is_blank_mark, leading_number, month};

/// What a text told about experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExperienceRead {
    /// Whole months; the flag: the text told months, too.
    Months(i32, bool),
    /// It runs since this day; the flag: the text told the day, not a year or a month alone.
    Since(Date, bool),
    /// Written so that it says nothing.
    Blank,
    /// No experience at all.
    Unreadable,
}

/// Reads a text.
pub fn read(text: &str) -> ExperienceRead {
    let text = text.trim().to_lowercase();
    if is_blank_mark(&text) {
        return ExperienceRead::Blank;
    }
    if matches!(
        text.as_str(),
        "нет" | "без стажа" | "не имеет" | "отсутствует" | "нет стажа"
    ) {
        return ExperienceRead::Months(0, false);
    }
    if let Some(found) = bounded(&text) {
        return found;
    }
    if let Some(year) = spoken::running_year(&text) {
        return ExperienceRead::Months((year as i32 - 1) * 12, false);
    }
    // «20 (с 2005 г.)»: what stands in brackets explains the number.
    let before = text.split('(').next().unwrap_or(&text);
    if let Some((years, "")) = number::read(before)
        && (0.0..=80.0).contains(&years)
    {
        return ExperienceRead::Months(years.floor() as i32 * 12, false);
    }
    if let Some(found) = with_units(&text).or_else(|| dashed(&text)) {
        return found;
    }
    if let Some(since) = since(&text) {
        return since;
    }
    match spoken::years(&text) {
        Some(years) => ExperienceRead::Months(years as i32 * 12, false),
        None => ExperienceRead::Unreadable,
    }
}

/// Texts that bound experience but do not tell it: «менее года» is no whole year, «более 20 лет» and «3–5 лет» may be
/// anything.
fn bounded(text: &str) -> Option<ExperienceRead> {
    const LESS: [&str; 4] = ["менее", "меньше", "до", "<"];
    const ABOUT: [&str; 11] = [
        "более",
        "больше",
        "свыше",
        "около",
        "примерно",
        "почти",
        "не менее",
        "от ",
        ">",
        "~",
        "≈",
    ];
    let number = || {
        let start = text.find(|mark: char| mark.is_ascii_digit())?;
        leading_number(&text[start..])
    };
    let less = LESS.iter().find_map(|start| text.strip_prefix(start));
    if less.is_some_and(|rest| rest.starts_with(|mark: char| mark == ' ' || mark.is_ascii_digit())) {
        let in_months = text.contains("мес");
        let none = match number() {
            None => text.contains("год") || text.contains("полугод") || text.ends_with(" г."),
            Some((count, _)) => count <= if in_months { 12 } else { 1 },
        };
        return Some(match none {
            true => ExperienceRead::Months(0, false),
            false => ExperienceRead::Unreadable,
        });
    }
    let open = text.ends_with('+') || text.ends_with("и более") || text.ends_with("и выше");
    let range = number().is_some_and(|(from, rest)| {
        let to = rest
            .trim_start()
            .strip_prefix(['-', '–', '—'])
            .map(str::trim_start);
        let to = to
            .or_else(|| rest.trim_start().strip_prefix("до "))
            .and_then(leading_number);
        to.is_some_and(|(to, rest)| from < to && !rest.starts_with(['-', '.', '–']))
    });
    (open || range || ABOUT.iter().any(|start| text.starts_with(start))).then_some(ExperienceRead::Unreadable)
}

/// Kinds of experience in the order of a header, as keys of the staff sheet.
pub type Order = [Option<&'static str>; 3];

/// The kinds that a header names: «Стаж (пед. / общий)».
pub fn order(header: &str) -> Order {
    let mut order = Order::default();
    for part in header.split(['/', ',', ';', '(', ')', '\n', '|']) {
        if let Some(kind) = kind(part)
            && !order.contains(&Some(kind))
            && let Some(free) = order.iter_mut().find(|place| place.is_none())
        {
            *free = Some(kind);
        }
    }
    order
}

fn kind(text: &str) -> Option<&'static str> {
    const KINDS: [(&str, &[&str]); 3] = [
        ("exp_ped", &["пед"]),
        (
            "exp_org",
            &[
                "школ",
                "орган",
                "учрежд",
                "оу",
                "оо",
                "доу",
                "данн",
                "занимаем",
                "колледж",
                "техникум",
                "лице",
                "гимнази",
                "саду",
            ],
        ),
        ("exp_total", &["общ", "труд", "всего"]),
    ];
    let lower = text.to_lowercase();
    let has = |starts: &[&str]| {
        lower
            .split(|mark: char| !mark.is_alphabetic())
            .any(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    KINDS.iter().find(|(_, starts)| has(starts)).map(|(key, _)| *key)
}

/// Several kinds in one cell: «25/20», «общий – 25 лет, пед. – 20 лет». Without words, and without an order of the
/// header, all experience stands first; it is never less than a part of it.
pub fn several(text: &str, order: Order) -> Option<Vec<(&'static str, i32)>> {
    const USUAL: [&str; 3] = ["exp_total", "exp_ped", "exp_org"];
    let parts: Vec<&str> = if text.contains('/') {
        text.split('/').collect()
    } else {
        let mut rest: Vec<&str> = text.split(['\n', ';']).collect();
        if rest.len() < 2 {
            rest = text.split(", ").collect();
        }
        rest
    };
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let told = order.iter().flatten().count();
    if order[0] != Some(USUAL[0]) && told == 1 {
        return None;
    }
    let mut found: Vec<(&'static str, i32)> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let named = kind(part);
        // Without a slash only words make it a list: «2007, 8 лет» is one experience.
        if named.is_none() && !text.contains('/') {
            return None;
        }
        let by_place = match told {
            0 | 1 => USUAL.get(place).copied(),
            _ => order.get(place).copied().flatten(),
        };
        let key = named.or(by_place)?;
        let start = part.find(|mark: char| mark.is_ascii_digit())?;
        let bare = if named.is_some() { &part[start..] } else { part };
        let ExperienceRead::Months(months, _) = read(bare) else {
            return None;
        };
        if found.iter().any(|(other, _)| *other == key) {
            return None;
        }
        found.push((key, months));
    }
    let all = found.iter().find(|(key, _)| *key == "exp_total");
    let fits = all.is_none_or(|(_, all)| found.iter().all(|(_, part)| part <= all));
    fits.then_some(found)
}

/// «22-06-14»: years, months and days, as work books have them.
fn dashed(text: &str) -> Option<ExperienceRead> {
    let parts: Vec<i32> = text
        .split('-')
        .map_while(|part| part.trim().parse().ok())
        .collect();
    let [years, months, days] = parts[..] else {
        return None;
    };
    let fits = text.matches('-').count() == 2
        && (0..=70).contains(&years)
        && (0..12).contains(&months)
        && (0..=31).contains(&days);
    fits.then_some(ExperienceRead::Months(years * 12 + months, true))
}

/// Reads a number of a cell: whole years, rounded down.
pub fn number(years: f64) -> ExperienceRead {
    if (0.0..=80.0).contains(&years) {
        ExperienceRead::Months(years.floor() as i32 * 12, false)
    } else if years.fract() == 0.0 && (1940.0..=2060.0).contains(&years) {
        Date::new(years as i16, 9, 1).map_or(ExperienceRead::Unreadable, |day| {
            ExperienceRead::Since(day, false)
        })
    } else {
        ExperienceRead::Unreadable
    }
}

/// Whole months from one day to another; nothing when the second is earlier.
pub fn months_between(from: Date, to: Date) -> Option<i32> {
    if to < from {
        return None;
    }
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month());
    Some(if to.day() < from.day() { months - 1 } else { months })
}

/// Numbers followed by years, months or days.
fn with_units(text: &str) -> Option<ExperienceRead> {
    let (mut years, mut months) = (None, None);
    let mut from = 0;
    while let Some(start) = text[from..].find(|mark: char| mark.is_ascii_digit()) {
        let tail = &text[from + start..];
        let (number, rest) = leading_number(tail)?;
        from += start + (tail.len() - rest.len());
        let mut unit = rest.trim_start_matches([' ', '-', '\u{a0}']);
        // 20,5 лет
        if let Some((_, after)) = unit
            .strip_prefix([',', '.'])
            .filter(|_| unit.len() == rest.len())
            .and_then(leading_number)
            && unit.len() - after.len() <= 3
            && after.trim_start().starts_with(['л', 'г'])
        {
            from = text.len() - after.len();
            unit = after.trim_start();
        }
        if number > 100 {
            continue;
        }
        let number = number as i32;
        let unit = unit.strip_prefix("полных ").unwrap_or(unit);
        let starts = |list: &[&str]| list.iter().any(|start| unit.starts_with(start));
        let letter = |wanted: &[char]| {
            let rest = unit.strip_prefix(wanted);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let place = if starts(&["лет", "год"]) || letter(&['л', 'г']) {
            &mut years
        } else if starts(&["мес"]) || letter(&['м']) {
            &mut months
        } else {
            continue;
        };
        // Two lengths in one cell: which one is meant is not told.
        if *place.get_or_insert(number) != number {
            return Some(ExperienceRead::Unreadable);
        }
    }
    match (years, months) {
        (None, None) => None,
        (years, months) => Some(ExperienceRead::Months(
            years.unwrap_or(0) * 12 + months.unwrap_or(0),
            months.is_some(),
        )),
    }
    .filter(|found| !matches!(found, ExperienceRead::Months(months, _) if *months > 80 * 12))
}

fn since(text: &str) -> Option<ExperienceRead> {
    let (found, rest) = find(text, Century::Event)?;
    let before = text[..text.len() - rest.len()].trim_start_matches(|mark: char| !mark.is_alphabetic());
    let word = before
        .split(|mark: char| !mark.is_alphabetic())
        .next()
        .unwrap_or_default();
    let said = ["", "с", "со", "от", "начиная", "работает", "принят", "принята"].contains(&word);
    if !said && month(word).is_none() {
        return None;
    }
    if rest.contains(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    match found {
        DateRead::Day(day) => Some(ExperienceRead::Since(day, true)),
        DateRead::Month(year, month) => Some(ExperienceRead::Since(Date::new(year, month, 1).ok()?, false)),
        DateRead::Year(year) => Some(ExperienceRead::Since(Date::new(year, 9, 1).ok()?, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{ExperienceRead, Order, months_between, number, order, read, several};

    #[track_caller]
    fn check(text: &str, months: i32, told: bool) {
        assert_eq!(read(text), ExperienceRead::Months(months, told), "{text}");
    }

    #[test]
    fn spellings() {
        check("21 л. 03 м.", 255, true);
        check("34 года 6 мес.", 414, true);
        check("2007, 8 лет", 96, false);
        check("22 года", 264, false);
        check("менее года", 0, false);
        check("до 1 года", 0, false);
        check("5 мес.", 5, true);
        check("20,5 лет", 240, false);
        check("17", 204, false);
        check("12л6м", 150, true);
        check("20 полных лет", 240, false);
        check("20 (двадцать)", 240, false);
        check("1г. 2м. 5 дн.", 14, true);
        check("нет", 0, false);
        check("до 1 г.", 0, false);
        check("менее 6 мес.", 0, false);
        check("20 (с 2005 г.)", 240, false);
        check("тридцать лет", 360, false);
        check("первый год", 0, false);
        check("2-й год", 12, false);
    }

    #[test]
    fn no_guess_is_passed_off_as_experience() {
        for text in [
            "более 20 лет",
            "около 10",
            "≈5",
            "3-5 лет",
            "3–5",
            "от 3 до 5 лет",
            "менее 5 лет",
            "до 3 лет",
            "30+",
            "10 лет и более",
            "12 лет 10 лет",
            "<i>5",
            "12а",
            "кабинет 12",
            "много 1940",
            "120",
        ] {
            assert_eq!(read(text), ExperienceRead::Unreadable, "{text}");
        }
    }

    #[test]
    fn what_is_told_otherwise() {
        assert_eq!(read("с 2019"), ExperienceRead::Since(date(2019, 9, 1), false));
        assert_eq!(
            read("с 15.08.2019 г."),
            ExperienceRead::Since(date(2019, 8, 15), true)
        );
        assert_eq!(read("много"), ExperienceRead::Unreadable);
        assert_eq!(read("—"), ExperienceRead::Blank);
        assert_eq!(number(20.9), ExperienceRead::Months(240, false));
        assert_eq!(number(450.0), ExperienceRead::Unreadable);
    }

    #[test]
    fn several_kinds_in_one_cell() {
        let none = Order::default();
        assert_eq!(
            several("25 / 20 лет", none),
            Some(vec![("exp_total", 300), ("exp_ped", 240)])
        );
        assert_eq!(several("20/25", none), None);
        assert_eq!(
            several("20/25", order("пед. стаж / общий стаж")),
            Some(vec![("exp_ped", 240), ("exp_total", 300)])
        );
        assert_eq!(
            several("27/25/19", order("Стаж (общий/педагогический/в данной школе)")),
            Some(vec![("exp_total", 324), ("exp_ped", 300), ("exp_org", 228)])
        );
        assert_eq!(
            several("общий – 12 лет, пед. – 5 лет 1 мес.", none),
            Some(vec![("exp_total", 144), ("exp_ped", 61)])
        );
        assert_eq!(several("2007, 8 лет", none), None);
        assert_eq!(several("12 лет", none), None);
        assert_eq!(several("22/6", order("Педагогический стаж")), None);
        check("22-06-14", 270, true);
    }

    #[test]
    fn months_are_whole() {
        assert_eq!(months_between(date(2020, 9, 15), date(2021, 9, 14)), Some(11));
        assert_eq!(months_between(date(2020, 9, 15), date(2021, 9, 15)), Some(12));
        assert_eq!(months_between(date(2021, 9, 15), date(2020, 9, 15)), None);
    }

    proptest! {
        /// Marks and words around a number that are no unit leave it a number of something else.
        #[test]
        fn noise_is_no_experience(before in "[<>{}&;=#@~≈]{0,2}[б-вд-кн-я]{2,8} ?", years in 1i32..70) {
            prop_assert_eq!(read(&format!("{before}{years}")), ExperienceRead::Unreadable);
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            let _ = read(&text);
            let _ = several(&text, order(&text));
        }

        #[test]
        fn written_experience_is_read_back(years in 0i32..60, months in 0i32..12) {
            prop_assert_eq!(
                read(&format!("{years} л. {months:02} мес.")),
                ExperienceRead::Months(years * 12 + months, true)
            );
        }
    }
}
