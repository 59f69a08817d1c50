//! From a cell to a value of its field: chooses the parser by the kind of the field.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::date::{Century, DateRead};
use super::experience::ExperienceRead;
use super::{
    Problem, Reading, category, choice, courses, date, experience, fio, money, number, status, term, words,
};
use crate::ingest::clean;
use crate::ingest::grid::CellValue;
use crate::ingest::record::{Money, Value};
use crate::ingest::schema::{FieldDef, FieldKind};

/// What is known around a cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The day as of which experience is told.
    pub as_of: Option<Date>,
    /// The year in which the school year begins.
    pub school_year: Option<i16>,
}

/// Text of a cell as a reader sees it.
pub fn raw(value: &CellValue) -> Cow<'_, str> {
    match value {
        CellValue::Text(text) => clean::visible(text),
        CellValue::Number(number) => Cow::Owned(plain(*number)),
        CellValue::Date(moment) => Cow::Owned(russian_day(moment.date())),
        CellValue::Bool(true) => Cow::Borrowed("да"),
        CellValue::Bool(false) => Cow::Borrowed("нет"),
        CellValue::Error(error) => Cow::Borrowed(error),
    }
}

/// Reads a cell that is not empty; `raw` is its text by [`raw`].
pub fn value(field: &FieldDef, cell: &CellValue, raw: &Arc<str>, context: Context) -> Reading {
    if let CellValue::Error(_) = cell {
        return Reading::failed(Problem::CellError);
    }
    if raw.is_empty() {
        return Reading::default();
    }
    match field.kind {
        FieldKind::Text => Reading {
            extras: if field.key == "note" {
                status::read(raw)
            } else {
                Vec::new()
            },
            ..text(field, raw)
        },
        FieldKind::Fio | FieldKind::Person => name(raw),
        FieldKind::Pair => Reading::of(Value::Text(one_line(raw))),
        FieldKind::People | FieldKind::List => list(field, raw),
        FieldKind::Date => day(field, cell, raw),
        FieldKind::Term => match term_of(cell, raw, context) {
            Some(term) => Reading::of(Value::Term(Box::new(term))),
            None => Reading::failed(Problem::NotATerm),
        },
        FieldKind::Integer | FieldKind::Number => number_of(field.kind, cell, raw),
        FieldKind::Money => match cell {
            CellValue::Number(sum) => Reading::of(Value::Money(Money::Roubles(*sum))),
            _ if words::is_blank_word(raw) => Reading::default(),
            _ => money::read(raw).map_or(Reading::failed(Problem::Unreadable), |sum| {
                Reading::of(Value::Money(sum))
            }),
        },
        FieldKind::Yes => match choice::yes(raw) {
            Some(yes) => Reading::of(Value::Bool(yes)),
            None if matches!(&**raw, "✓" | "✔" | "☑") => Reading::of(Value::Bool(true)),
            None => Reading::failed(Problem::Unreadable),
        },
        FieldKind::Choice => one_of(field, raw),
        FieldKind::Category => category_of(raw),
        FieldKind::Experience => match experience::both(raw) {
            Some((all, part)) if field.key == "exp_total" => Reading {
                extras: vec![("exp_ped", Value::Months(part))],
                ..Reading::of(Value::Months(all))
            },
            _ => experience_of(cell, raw, context),
        },
    }
}

/// A number as people write it: no needless decimals.
pub fn plain(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// `05.09.2026`.
pub fn russian_day(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

fn one_line(raw: &Arc<str>) -> Arc<str> {
    if raw.contains('\n') {
        clean::line(raw).into()
    } else {
        Arc::clone(raw)
    }
}

fn text(field: &FieldDef, raw: &Arc<str>) -> Reading {
    match field.key.as_str() {
        "position" | "subject" | "department" | "building" if words::is_blank_mark(raw) => Reading::default(),
        "position" | "subject" | "department" | "building" | "tab_number" | "number" | "key" => {
            Reading::of(Value::Text(one_line(raw)))
        }
        _ => Reading::of(Value::Text(Arc::clone(raw))),
    }
}

fn name(raw: &Arc<str>) -> Reading {
    if words::is_blank_mark(raw) {
        return Reading::default();
    }
    let Some(fio) = fio::read(raw) else {
        // A reference may be a tab number; whether it points at anybody is for the school to say.
        return Reading::of(Value::Text(one_line(raw)));
    };
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

/// What stands behind a name: leave, dismissal, the post.
fn remarks(remark: &str) -> Vec<(&'static str, Value)> {
    if remark.is_empty() {
        return Vec::new();
    }
    let mut told = status::read(remark);
    if told.is_empty() && crate::ingest::layout::content::is_post(remark) {
        told.push(("position", Value::Text(clean::line(remark).into())));
    }
    told
}

fn list(field: &FieldDef, raw: &Arc<str>) -> Reading {
    let separators: &[char] = match field.kind {
        FieldKind::People if !raw.contains([';', '\n']) => &[','],
        _ => &[';', '\n'],
    };
    if field.key == "courses" {
        let topics = courses::read(raw)
            .into_iter()
            .map(|course| Arc::from(course.topic))
            .collect();
        return Reading::of(Value::List(topics));
    }
    if words::is_blank_mark(raw) {
        return Reading::default();
    }
    let parts = raw
        .split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| match fio::read(part) {
            Some(fio) if field.kind == FieldKind::People && !fio.first.is_empty() => fio.full().into(),
            _ => clean::line(part).into(),
        })
        .collect();
    Reading::of(Value::List(parts))
}

fn day(field: &FieldDef, cell: &CellValue, raw: &str) -> Reading {
    let century = if field.key == "birth_date" {
        Century::Birth
    } else {
        Century::Event
    };
    let (read, as_text) = match cell {
        CellValue::Date(moment) => (DateRead::Day(moment.date()), false),
        CellValue::Number(number) => (date::serial(*number), false),
        _ => (date::read(raw, century), true),
    };
    match read {
        DateRead::Day(day) => Reading {
            value: Some(Value::Date(day)),
            problem: as_text.then_some(Problem::AsText),
            extras: Vec::new(),
        },
        DateRead::Blank => Reading::default(),
        DateRead::Impossible => Reading::failed(Problem::NoSuchDay),
        DateRead::Month(..) | DateRead::Year(_) => Reading::failed(Problem::PartialDate),
        DateRead::Unreadable => Reading::failed(Problem::Unreadable),
    }
}

fn term_of(cell: &CellValue, raw: &str, context: Context) -> Option<crate::ingest::record::Term> {
    if let CellValue::Date(moment) = cell {
        let day = moment.date();
        return Some(crate::ingest::record::Term {
            text: raw.into(),
            from: Some(day),
            to: Some(day),
            repeats: false,
        });
    }
    term::read(raw, context.school_year)
}

fn number_of(kind: FieldKind, cell: &CellValue, raw: &str) -> Reading {
    let (number, as_text) = match cell {
        CellValue::Number(number) => (*number, false),
        _ if words::is_blank_mark(raw) => return Reading::default(),
        _ => match number::read(raw) {
            Some((number, unit))
                if unit.chars().count() < 12 && !unit.contains(|mark: char| mark.is_ascii_digit()) =>
            {
                (number, true)
            }
            _ => return Reading::failed(Problem::Unreadable),
        },
    };
    let value = if kind == FieldKind::Integer {
        if number.fract() != 0.0 || number.abs() > 1e12 {
            return Reading::failed(Problem::Unreadable);
        }
        Value::Integer(number as i64)
    } else {
        Value::Number(number)
    };
    Reading {
        value: Some(value),
        problem: as_text.then_some(Problem::AsText),
        extras: Vec::new(),
    }
}

fn one_of(field: &FieldDef, raw: &Arc<str>) -> Reading {
    if words::is_blank_mark(raw) {
        return Reading::default();
    }
    match choice::read(&field.key, &field.values, raw) {
        Some(known) if known == &**raw => Reading::of(Value::Text(Arc::clone(raw))),
        Some(known) => Reading::of(Value::Text(known.into())),
        None if words::is_blank_word(raw) => Reading::default(),
        None if field.key == "absence_kind" => state(raw),
        None => Reading::failed(Problem::NotInList),
    }
}

/// «Работа», «Уволен»: a column of states tells more than leave.
fn state(raw: &str) -> Reading {
    let key = clean::key(raw);
    let extras = status::read(raw);
    if extras.is_empty() && !key.starts_with("работа") && !key.starts_with("действ") {
        return Reading::failed(Problem::NotInList);
    }
    Reading {
        extras,
        ..Reading::default()
    }
}

fn category_of(raw: &str) -> Reading {
    let told = category::read(raw);
    if told.unreadable {
        return Reading::failed(Problem::Unreadable);
    }
    let mut extras = Vec::new();
    if let Some(qualification) = told.qualification {
        extras.push(("qualification", Value::Text(qualification.into())));
    }
    if let Some(day) = told.date {
        extras.push(("category_date", Value::Date(day)));
    }
    Reading {
        value: told.category.map(|category| Value::Text(category.into())),
        problem: None,
        extras,
    }
}

fn experience_of(cell: &CellValue, raw: &str, context: Context) -> Reading {
    let (read, as_text) = match cell {
        CellValue::Number(years) => (experience::number(*years), false),
        CellValue::Date(moment) => (ExperienceRead::Since(moment.date(), true), false),
        _ => (experience::read(raw), true),
    };
    match read {
        // Years with months can only be written as text.
        ExperienceRead::Months(months, told) => Reading {
            value: Some(Value::Months(months)),
            problem: (as_text && !told).then_some(Problem::AsText),
            extras: Vec::new(),
        },
        ExperienceRead::Since(day, exact) => {
            let months = context
                .as_of
                .and_then(|as_of| experience::months_between(day, as_of));
            match months {
                Some(months) if exact => Reading::of(Value::Months(months)),
                Some(_) | None => Reading::failed(Problem::SinceYear),
            }
        }
        ExperienceRead::Blank => Reading::default(),
        ExperienceRead::Unreadable => Reading::failed(Problem::Unreadable),
    }
}
