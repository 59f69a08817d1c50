//! The filters of a tag: cases, names, dates, numbers, and the one that every printed value passes last.

use jiff::civil::Date;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::error::Problem;
use super::names::encode;
use super::options::{Doubt, GrammarCase, TextKind};
use super::{record, words};

/// Registers every filter of ours.
pub fn register(tera: &mut Tera) {
    for (name, case) in words::CASES.into_iter().zip(GrammarCase::ALL) {
        tera.register_filter(encode(name), move |value: Value, _: Kwargs, _: &State| {
            text(&value).map(|text| inflected(&text, case))
        });
    }
    let simple: [(&str, fn(&str) -> String); 8] = [
        ("фамилия_инициалы", surname_initials),
        ("инициалы_фамилия", initials_surname),
        ("дата", short_date),
        ("дата_словами", long_date),
        ("заглавная", |text| first_letter(text, true)),
        ("строчная", |text| first_letter(text, false)),
        ("с_точкой", |text| {
            format!("{}.", text.trim_end_matches(['.', ' ', ';', ',']))
        }),
        ("без_точки", |text| {
            text.trim_end_matches(['.', ' ', ';', ',']).to_owned()
        }),
    ];
    for (name, change) in simple {
        tera.register_filter(encode(name), move |value: Value, _: Kwargs, _: &State| {
            text(&value).map(|text| change(&text))
        });
    }
    tera.register_filter(encode("число"), |value: Value, _: Kwargs, _: &State| {
        text(&value).map(|text| grouped(&text))
    });
    tera.register_filter(
        encode("прописью"),
        |value: Value, _: Kwargs, _: &State| text(&value).map(|text| text.parse().map_or(text, in_words)),
    );
    tera.register_filter(
        encode("или"),
        |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let other: Option<Value> = kwargs.get("v")?;
            Ok(if is_empty(&value) {
                other.unwrap_or_else(|| Value::from(""))
            } else {
                value
            })
        },
    );
    tera.register_filter(
        encode("бланк"),
        |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let length: usize = kwargs.get("v")?.unwrap_or(20);
            Ok(if is_empty(&value) {
                Value::from("_".repeat(length.min(100)))
            } else {
                value
            })
        },
    );
    tera.register_filter(
        encode("слово"),
        |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let forms: String = kwargs.get("v")?.unwrap_or_default();
            let forms: Vec<&str> = forms.split(',').map(str::trim).collect();
            let number = value.as_i64().unwrap_or(0);
            Ok(Value::from(
                forms
                    .get(plural(number))
                    .or(forms.last())
                    .copied()
                    .unwrap_or_default(),
            ))
        },
    );
    tera.register_filter(
        encode("перечень"),
        |value: Value, _: Kwargs, _: &State| {
            value.as_array().map(|items| {
                let texts: Vec<String> = items.iter().filter_map(text).collect();
                match texts.split_last() {
                    Some((last, rest)) if !rest.is_empty() => format!("{} и {last}", rest.join(", ")),
                    _ => texts.concat(),
                }
            })
        },
    );
}

/// Registers the last filter of the tag with this number: it notes what cannot be printed.
pub fn register_last(tera: &mut Tera, number: usize, source: &str) {
    let source = source.to_owned();
    let of_attribute = source.clone();
    tera.register_filter(format!("n{number}"), move |value: Value, _: Kwargs, _: &State| {
        last(&value, number, &source)
    });
    tera.register_filter(format!("a{number}"), move |value: Value, _: Kwargs, _: &State| {
        last(&value, number, &of_attribute).replace(['\n', '\t', '\r'], " ")
    });
}

fn last(value: &Value, number: usize, source: &str) -> String {
    let problem = if value.is_array() || value.is_map() || value.is_bytes() {
        Problem::NotPlain {
            name: source.to_owned(),
        }
    } else if let Some(text) = text(value) {
        return text;
    } else {
        Problem::Null {
            name: source.to_owned(),
        }
    };
    record::with(|record| record.problems.push((number, problem)));
    String::new()
}

fn is_empty(value: &Value) -> bool {
    value.is_undefined() || value.is_none() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A value as it is printed; nothing for an absent one, a list or a record.
fn text(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    if let Some(flag) = value.as_bool() {
        return Some(if flag { "да" } else { "нет" }.to_owned());
    }
    if value.is_f64() {
        return value.as_f64().map(|number| number.to_string().replace('.', ","));
    }
    value.is_number().then(|| value.to_string())
}

fn inflected(text: &str, case: GrammarCase) -> String {
    if case == GrammarCase::Nominative || text.trim().is_empty() {
        return text.to_owned();
    }
    record::with(|record| {
        let kind = record
            .lexicon
            .kinds
            .get(text)
            .copied()
            .unwrap_or(TextKind::Phrase);
        let (form, doubt) = match &record.lexicon.inflector {
            Some(inflector) => inflector.inflect(text, kind, case),
            None => (text.to_owned(), Some("склонение не подключено".to_owned())),
        };
        if let Some(reason) = doubt {
            record.doubts.push(Doubt {
                text: text.to_owned(),
                form: form.clone(),
                reason,
            });
        }
        form
    })
}

/// Surname, and initials joined by no-break spaces; a name that is no full name stays.
fn parts(name: &str) -> Option<(&str, String)> {
    let mut words = name.split_whitespace();
    let surname = words.next()?;
    let initials: Vec<String> = words
        .filter(|word| !matches!(word.to_lowercase().as_str(), "кызы" | "оглы" | "угли" | "гызы"))
        .filter_map(|word| {
            word.chars()
                .next()
                .map(|first| format!("{}.", first.to_uppercase()))
        })
        .collect();
    (!initials.is_empty() && !name.contains('.')).then(|| (surname, initials.join("\u{a0}")))
}

fn surname_initials(name: &str) -> String {
    parts(name).map_or_else(
        || name.to_owned(),
        |(surname, initials)| format!("{surname}\u{a0}{initials}"),
    )
}

fn initials_surname(name: &str) -> String {
    parts(name).map_or_else(
        || name.to_owned(),
        |(surname, initials)| format!("{initials}\u{a0}{surname}"),
    )
}

fn date(text: &str) -> Option<Date> {
    text.get(..10).unwrap_or(text).parse().ok()
}

fn short_date(text: &str) -> String {
    date(text).map_or_else(
        || text.to_owned(),
        |date| format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
    )
}

const MONTHS: [&str; 12] = [
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

fn long_date(text: &str) -> String {
    date(text).map_or_else(
        || text.to_owned(),
        |date| {
            let month = MONTHS[usize::try_from(date.month() - 1).unwrap_or_default()];
            format!("{}\u{a0}{month} {}\u{a0}г.", date.day(), date.year())
        },
    )
}

fn first_letter(text: &str, upper: bool) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if upper => first.to_uppercase().chain(chars).collect(),
        // An abbreviation keeps its capitals.
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// Thousands apart by no-break spaces, a comma before the fraction.
fn grouped(text: &str) -> String {
    let (whole, fraction) = text
        .split_once([',', '.'])
        .map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("−", digits));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// Which of «один, два, пять» a number takes.
fn plural(number: i64) -> usize {
    let number = number.unsigned_abs();
    match (number % 10, number % 100) {
        (1, tens) if tens != 11 => 0,
        (2..=4, tens) if !(12..=14).contains(&tens) => 1,
        _ => 2,
    }
}

const UNITS: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
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
const TENS: [&str; 8] = [
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
];
const HUNDREDS: [&str; 9] = [
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

/// A whole number in words, masculine, up to the millions; larger ones stay in digits.
fn in_words(number: i64) -> String {
    if !(0..1_000_000_000).contains(&number) {
        return number.to_string();
    }
    if number == 0 {
        return UNITS[0].to_owned();
    }
    let mut out: Vec<&str> = Vec::new();
    let group = |value: i64, feminine: bool, out: &mut Vec<&str>| {
        let value = usize::try_from(value).unwrap_or_default();
        if value >= 100 {
            out.push(HUNDREDS[value / 100 - 1]);
        }
        let rest = value % 100;
        let units = if rest >= 20 {
            out.push(TENS[rest / 10 - 2]);
            rest % 10
        } else {
            rest
        };
        match units {
            0 => {}
            1 if feminine => out.push("одна"),
            2 if feminine => out.push("две"),
            units => out.push(UNITS[units]),
        }
    };
    let (millions, thousands, rest) = (number / 1_000_000, number / 1000 % 1000, number % 1000);
    if millions > 0 {
        group(millions, false, &mut out);
        out.push(["миллион", "миллиона", "миллионов"][plural(millions)]);
    }
    if thousands > 0 {
        group(thousands, true, &mut out);
        out.push(["тысяча", "тысячи", "тысяч"][plural(thousands)]);
    }
    group(rest, false, &mut out);
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_dates_numbers() {
        assert_eq!(surname_initials("Орлова Анна Петровна"), "Орлова\u{a0}А.\u{a0}П.");
        assert_eq!(initials_surname("Орлова Анна Петровна"), "А.\u{a0}П.\u{a0}Орлова");
        assert_eq!(initials_surname("директор"), "директор");
        assert_eq!(long_date("2026-08-05"), "5\u{a0}августа 2026\u{a0}г.");
        assert_eq!(short_date("2026-08-05"), "05.08.2026");
        assert_eq!(short_date("вторая неделя"), "вторая неделя");
        assert_eq!(grouped("1234567,5"), "1\u{a0}234\u{a0}567,5");
        assert_eq!(in_words(2021), "две тысячи двадцать один");
        assert_eq!(in_words(112), "сто двенадцать");
        assert_eq!(first_letter("ОГРН", false), "ОГРН");
    }
}
