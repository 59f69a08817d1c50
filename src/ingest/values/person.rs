//! A cell with a person's name and what schools write around it: the post, the birthday, a former surname, leave.

use std::sync::Arc;

use super::date::{Century, DateRead};
use super::fio::{self, Fio};
use super::{Reading, date, status, words};
use crate::ingest::clean;
use crate::ingest::layout::content::{is_person_name, is_post};
use crate::ingest::record::Value;

/// A value of another field that stood beside the name.
type Extra = (&'static str, Value);

/// Reads a cell; `raw` is its visible text.
pub fn read(raw: &Arc<str>) -> Reading {
    if words::is_blank_mark(raw) {
        return Reading::default();
    }
    let Some(fio) = fio::read(raw) else {
        return match behind_post(raw) {
            Some((post, fio)) => {
                let mut reading = found(&fio, raw);
                reading.extras.push(("position", Value::Text(post.into())));
                reading
            }
            // A reference may be a tab number; whether it points at anybody is for the school to say.
            None => Reading::of(Value::Text(clean::line(raw).into())),
        };
    };
    found(&fio, raw)
}

fn found(fio: &Fio, raw: &Arc<str>) -> Reading {
    let full = fio.full();
    let value = if full == **raw {
        Arc::clone(raw)
    } else {
        full.into()
    };
    Reading {
        value: Some(Value::Text(value)),
        problem: None,
        extras: remarks(&fio.remark),
    }
}

/// «учитель физики Сомов П. Р.»: the post, and the name behind it.
pub fn behind_post(text: &str) -> Option<(String, Fio)> {
    let text = clean::line(text);
    if text.len() > 300 || !is_post(&text) {
        return None;
    }
    let starts = text
        .match_indices([' ', ',', ':'])
        .map(|(at, mark)| at + mark.len());
    starts
        .filter(|at| text[*at..].starts_with(char::is_uppercase))
        .find_map(|at| {
            let (post, name) = text.split_at(at);
            let post = post.trim_end_matches([' ', ',', ':', '–', '—', '-']);
            let fio = is_person_name(name).then(|| fio::read(name)).flatten()?;
            Some((post.to_owned(), fio))
        })
}

/// What stands behind a name, part by part.
pub fn remarks(remark: &str) -> Vec<Extra> {
    let mut told: Vec<Extra> = Vec::new();
    let parts = remark
        .split([',', ';', '(', ')', '[', ']', '\n'])
        .map(|part| part.trim_matches(|mark: char| mark.is_whitespace() || matches!(mark, '–' | '—' | '-')))
        .filter(|part| !part.is_empty());
    for part in parts {
        let mut own = status::read(part);
        if own.is_empty() && is_post(part) {
            own.push(("position", Value::Text(clean::line(part).into())));
        }
        if own.is_empty() {
            own.extend(birthday(part).map(|day| ("birth_date", day)));
        }
        if own.is_empty() {
            own.extend(former_surname(part).map(|name| ("former_fio", Value::Text(name.into()))));
        }
        told.extend(own);
    }
    told
}

/// «14.03.1976», «01.01.1965 г. р.».
fn birthday(part: &str) -> Option<Value> {
    let lower = part.to_lowercase();
    let bare = ["д.р.", "д. р.", "др", "род.", "р."]
        .iter()
        .find_map(|mark| lower.strip_prefix(mark))
        .unwrap_or(&lower);
    if !bare.trim_start().starts_with(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    match date::read(bare.trim(), Century::Birth) {
        DateRead::Day(day) if (1930..=2012).contains(&day.year()) => Some(Value::Date(day)),
        _ => None,
    }
}

/// «до замужества Липа», «ранее Дуб», and a lone surname.
pub fn former_surname(part: &str) -> Option<String> {
    const SAID: [&str; 10] = [
        "до замуж",
        "до брака",
        "до смены",
        "ранее",
        "бывш",
        "урожд",
        "девич",
        "в девич",
        "прежн",
        "прежде",
    ];
    const ENDINGS: [&str; 12] = [
        "ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ов", "ев", "ёв", "ский", "цкий",
    ];
    let lower = part.to_lowercase();
    let name = part
        .split_whitespace()
        .map(|word| word.trim_matches(|mark: char| !mark.is_alphabetic()))
        .find(|word| word.chars().count() > 1 && word.starts_with(char::is_uppercase))?;
    let said = SAID.iter().any(|start| lower.starts_with(start));
    let alone = !part.contains(' ')
        && part.chars().skip(1).all(char::is_lowercase)
        && ENDINGS.iter().any(|ending| lower.ends_with(ending));
    (said && !SAID.iter().any(|start| name.to_lowercase().starts_with(start)) || alone)
        .then(|| fio::capitalised(name))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{Value, behind_post, former_surname, read, remarks};

    #[test]
    fn names_behind_posts() {
        let split = |text: &str| behind_post(text).map(|(post, fio)| (post, fio.full()));
        let both = |post: &str, name: &str| Some((post.to_owned(), name.to_owned()));
        assert_eq!(
            split("учитель физики Сомов П. Р."),
            both("учитель физики", "Сомов П.Р.")
        );
        assert_eq!(
            split("Зам. директора по ВР: Ли Виктор Сергеевич"),
            both("Зам. директора по ВР", "Ли Виктор Сергеевич")
        );
        assert_eq!(split("учитель русского языка"), None);
        assert_eq!(split("Учителя Ольга и Анна"), None);
    }

    #[test]
    fn remarks_are_read_part_by_part() {
        let told = remarks("декрет), учитель-логопед");
        let keys: Vec<&str> = told.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, ["absence_kind", "position"]);
        assert_eq!(
            remarks("01.01.1965 г.р."),
            [("birth_date", Value::Date(date(1965, 1, 1)))]
        );
        assert_eq!(remarks("с 01.09.2024"), []);
        assert_eq!(remarks("засл. учитель РФ"), []);
    }

    #[test]
    fn former_surnames() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(former_surname(text).as_deref(), expected, "{text}");
        };
        check("до замужества Липа", Some("Липа"));
        check("ранее ДУБ", Some("Дуб"));
        check("Миртова", Some("Миртова"));
        check("девичья фамилия: Тис", Some("Тис"));
        check("Совместитель", None);
        check("бывшая", None);
        check("РФ", None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}") {
            let _ = read(&text.as_str().into());
            let _ = remarks(&text);
        }

        #[test]
        fn a_name_read_once_is_read_again_the_same(text in "(учитель |зам. )?[А-Я][а-я]{3,7} [А-Я]\\. ?[А-Я]\\.( \\(декрет\\)|, учитель)?") {
            if let Some(Value::Text(once)) = read(&text.as_str().into()).value {
                prop_assert_eq!(read(&once).value, Some(Value::Text(once.clone())));
            }
        }
    }
}
