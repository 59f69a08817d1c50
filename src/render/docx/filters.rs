//! The filters of a tag: cases, names, dates, numbers, and the one that every printed value passes last.

use std::sync::Arc;

use jiff::civil::Date;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::chart::data::{self, ChartData};
use super::drawing::Drawing;
use super::error::{self, Problem};
use super::media::{QR, ROWS};
use super::names::encode;
use super::options::Doubt;
use super::words::CellWord;
use super::{record, words};
use crate::russian::{self, Case, agreement, dates, numbers, typography};

/// A filter from text to text.
type Change = fn(&str) -> String;

/// Registers every filter of ours.
pub fn register(tera: &mut Tera) {
    for (name, case) in words::CASES.into_iter().zip(Case::ALL) {
        tera.register_filter(encode(name), move |value: Value, _: Kwargs, _: &State| {
            text(&value).map(|text| inflected(&text, case))
        });
    }
    let simple: [(&str, Change); 10] = [
        ("фамилия_инициалы", russian::short_name),
        ("инициалы_фамилия", russian::signature_name),
        ("дата", short_date),
        ("дата_словами", long_date),
        ("учебный_год", school_year),
        ("утверждено", agreement::approved),
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
        |value: Value, _: Kwargs, _: &State| {
            text(&value).map(|text| text.parse().map(in_words).unwrap_or(text))
        },
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
        encode(words::AGREED),
        |value: Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let forms: String = kwargs.get("v")?.unwrap_or_default();
            let forms: Vec<&str> = forms.split(',').map(str::trim).collect();
            let [one, few, many] = forms[..] else {
                return Err(tera::Error::message("слово: нужны три формы через запятую"));
            };
            let word = |number: i64| russian::plural(number.unsigned_abs(), [one, few, many]).to_owned();
            Ok(value.as_i64().map(word).into())
        },
    );
    tera.register_filter("qr", |value: Value, _: Kwargs, _: &State| {
        text(&value).map(|text| format!("{QR}{text}"))
    });
    tera.register_filter(encode(words::ROWS), |value: Value, kwargs: Kwargs, _: &State| {
        let argument = |name: &str| -> TeraResult<String> {
            kwargs
                .get::<String>(&encode(name))?
                .ok_or_else(|| tera::Error::message(error::no_argument(words::ROWS, name)))
        };
        let series = data::fields(&argument(words::VALUES)?);
        // A problem waits for the last filter, which knows the place of the tag.
        let rows = ChartData::of(&value, &argument(words::LABEL)?, &series);
        TeraResult::Ok(record::with(|record| {
            record.media.rows.push(rows);
            format!("{ROWS}{}", record.media.rows.len() - 1)
        }))
    });
    tera.register_filter(
        encode("перечень"),
        |value: Value, _: Kwargs, _: &State| {
            value.as_array().map(|items| {
                let texts: Vec<String> = items.iter().filter_map(text).collect();
                russian::list_with_and(&texts)
            })
        },
    );
}

/// Registers the last filter of the tag with this number: it notes what cannot be printed.
pub fn register_last(tera: &mut Tera, number: usize, source: &str) {
    let source = source.to_owned();
    let of_attribute = source.clone();
    tera.register_filter(format!("n{number}"), move |value: Value, _: Kwargs, _: &State| {
        let text = last(&value, number, &source);
        if record::with(|record| record.polish) {
            typography::polish(&text)
        } else {
            text
        }
    });
    tera.register_filter(format!("a{number}"), move |value: Value, _: Kwargs, _: &State| {
        last(&value, number, &of_attribute).replace(['\n', '\t', '\r'], " ")
    });
}

/// Registers the last filter of a tag that shapes its cell.
pub fn register_shape(tera: &mut Tera, number: usize, source: &str, word: CellWord) {
    let source = source.to_owned();
    tera.register_filter(format!("c{number}"), move |value: Value, _: Kwargs, _: &State| {
        let text = last(&value, number, &source);
        let colour = text.trim_start_matches('#');
        let problem = match word {
            CellWord::Span if !text.parse().is_ok_and(|span: u8| (1..=63).contains(&span)) => {
                error::no_span(&text)
            }
            CellWord::Fill if colour.len() != 6 || !colour.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                error::no_colour(&text)
            }
            CellWord::Fill => return colour.to_uppercase(),
            _ => return text,
        };
        // An absent value is told already.
        if !text.is_empty() {
            record::with(|record| record.problems.push((number, Problem::Value { detail: problem })));
        }
        text
    });
}

/// Registers the last filter of a tag that stands for a picture or a chart.
pub fn register_drawing(tera: &mut Tera, number: usize, source: &str, drawing: Arc<Drawing>) {
    let source = source.to_owned();
    tera.register_filter(format!("i{number}"), move |value: Value, _: Kwargs, _: &State| {
        let filled = record::with(|record| {
            record
                .media
                .fill(&value, &drawing, &source)
                .map_err(|problem| record.problems.push((number, problem)))
                .unwrap_or_default()
        });
        Value::safe_string(&filled)
    });
}

fn last(value: &Value, number: usize, source: &str) -> String {
    let problem = if value.is_array() || value.is_map() || value.is_bytes() {
        Problem::NotPlain {
            name: source.to_owned(),
        }
    } else if let Some(text) = text(value) {
        if !text.starts_with([QR, ROWS]) {
            return text;
        }
        Problem::Value {
            detail: error::DRAWING_IN_TEXT.to_owned(),
        }
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
pub fn text(value: &Value) -> Option<String> {
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

fn inflected(text: &str, case: Case) -> String {
    if case == Case::Nominative || text.trim().is_empty() {
        return text.to_owned();
    }
    record::with(|record| {
        let inflected = record.lexicon.inflect(text, case);
        if let Some(doubt) = inflected.doubt {
            record.doubts.push(Doubt {
                word: doubt.word,
                text: text.to_owned(),
                form: inflected.text.clone(),
                reason: doubt.why.to_owned(),
            });
        }
        inflected.text
    })
}

fn date(text: &str) -> Option<Date> {
    text.get(..10).unwrap_or(text).parse().ok()
}

fn short_date(text: &str) -> String {
    date(text).map_or_else(|| text.to_owned(), dates::short)
}

fn long_date(text: &str) -> String {
    date(text).map_or_else(|| text.to_owned(), dates::long)
}

fn school_year(text: &str) -> String {
    date(text).map_or_else(|| text.to_owned(), dates::school_year)
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

/// A whole number in words; larger ones than a paper ever has stay in digits.
fn in_words(number: u64) -> String {
    if number < 1_000_000_000 {
        numbers::cardinal(number, numbers::Counted::Masculine)
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_dates_numbers() {
        assert_eq!(
            russian::short_name("Орлова Анна Петровна"),
            "Орлова\u{a0}А.\u{a0}П."
        );
        assert_eq!(
            russian::signature_name("Орлова Анна Петровна"),
            "А.\u{a0}П.\u{a0}Орлова"
        );
        assert_eq!(russian::signature_name("директор"), "директор");
        assert_eq!(long_date("2026-08-05"), "5\u{a0}августа 2026\u{a0}г.");
        assert_eq!(short_date("2026-08-05"), "05.08.2026");
        assert_eq!(short_date("вторая неделя"), "вторая неделя");
        assert_eq!(grouped("1234567,5"), "1\u{a0}234\u{a0}567,5");
        assert_eq!(in_words(2021), "две тысячи двадцать один");
        assert_eq!(in_words(112), "сто двенадцать");
        assert_eq!(first_letter("ОГРН", false), "ОГРН");
    }
}
