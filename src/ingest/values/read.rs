//! From a cell to a value of its field: chooses the parser by the kind of the field.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::date::{Century, DateRead};
use super::experience::ExperienceRead;
use super::{
    Problem, Reading, category, choice, courses, date, experience, fio, money, number, numbered, person,
    status, term, words,
};
use crate::ingest::clean;
use crate::ingest::grid::CellValue;
use crate::ingest::layout::content::is_post;
use crate::ingest::record::{Money, Value};
use crate::ingest::schema::{FieldDef, FieldKind};

/// What is known around a cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The day as of which experience is told.
    pub as_of: Option<Date>,
    /// The year in which the school year begins.
    pub school_year: Option<i16>,
    /// Kinds of experience that the header of the column names, in its order.
    pub order: experience::Order,
    /// What a column of posts tells behind them.
    pub beside: Option<Beside>,
}

/// What stands behind the post in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The subject taught.
    Subject,
    /// The category.
    Category,
}

impl Beside {
    /// What a header of posts names behind them.
    pub fn told_by(header: &str) -> Option<Self> {
        let key = clean::key(header);
        let has = |stem: &str| key.split(' ').skip(1).any(|word| word.starts_with(stem));
        match () {
            () if has("предмет") || has("дисциплин") => Some(Self::Subject),
            () if has("катег") => Some(Self::Category),
            () => None,
        }
    }
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
        FieldKind::Text => match context.beside.and_then(|beside| post_and(beside, raw)) {
            Some(both) => both,
            None => text(field, raw),
        },
        FieldKind::Fio | FieldKind::Person => person::read(raw),
        FieldKind::Pair => Reading::of(Value::Text(one_line(raw))),
        FieldKind::People | FieldKind::List => list(field, raw),
        FieldKind::Date => day(field, cell, raw),
        FieldKind::Term => match term_of(cell, raw, context) {
            Some(term) => Reading::of(Value::Term(Box::new(term))),
            None => Reading::failed(Problem::NotATerm),
        },
        FieldKind::Integer | FieldKind::Number => number_of(field, cell, raw),
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
        FieldKind::Experience => match experience::several(raw, context.order) {
            Some(told) => several(field, &told),
            None => experience_of(cell, raw, context),
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
        "note" => Reading {
            extras: status::read(raw),
            ..Reading::of(Value::Text(Arc::clone(raw)))
        },
        "contract_number" => numbered_paper(raw),
        "position" | "subject" | "department" | "building" | "tab_number" | "number" | "key" => {
            Reading::of(Value::Text(one_line(raw)))
        }
        _ => Reading::of(Value::Text(Arc::clone(raw))),
    }
}

/// «учитель, биология», «методист, первая»: the post, and what the header says stands behind it.
fn post_and(beside: Beside, raw: &str) -> Option<Reading> {
    let (post, rest) = raw.split_once([',', ';', '\n', '/'])?;
    let rest = rest.trim();
    if !is_post(post) || rest.is_empty() || is_post(rest) {
        return None;
    }
    let extras = match beside {
        Beside::Subject => vec![("subject", Value::Text(clean::line(rest).into()))],
        Beside::Category => {
            let told = category_of(rest);
            let category = told.value.map(|value| ("category", value));
            category.into_iter().chain(told.extras).collect()
        }
    };
    (!extras.is_empty()).then(|| Reading {
        extras,
        ..Reading::of(Value::Text(clean::line(post).into()))
    })
}

/// The number of a contract, and its day when the cell holds both.
fn numbered_paper(raw: &Arc<str>) -> Reading {
    let line = one_line(raw);
    if let Some((number, day)) = numbered::read(&line) {
        return Reading {
            value: (!number.is_empty()).then(|| Value::Text(number.into())),
            problem: None,
            extras: vec![("contract_date", Value::Date(day))],
        };
    }
    match numbered::bare(&line) {
        "" => Reading::default(),
        number => Reading::of(Value::Text(number.into())),
    }
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
    // «До 31.05.2027» is the day that a column of ends asks for.
    let ends = ["to", "until"].iter().any(|end| field.key.ends_with(end));
    let (read, as_text) = match cell {
        CellValue::Date(moment) => (DateRead::Day(moment.date()), false),
        CellValue::Number(number) => (date::serial(*number), false),
        _ if !ends && date::is_bound(raw) => (DateRead::Unreadable, true),
        _ => (date::read(raw, century), true),
    };
    let read = match (read, date::all(raw, century).into_iter().max()) {
        // Of several attestations the last one holds.
        (DateRead::Unreadable, Some(last)) if field.key == "category_date" && !date::is_bound(raw) => {
            DateRead::Day(last)
        }
        (read, _) => read,
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

fn number_of(field: &FieldDef, cell: &CellValue, raw: &str) -> Reading {
    let (number, unit, as_text) = match cell {
        CellValue::Number(number) => (*number, String::new(), false),
        _ if words::is_blank_mark(raw) => return Reading::default(),
        _ => match number::read_sum(raw) {
            Some((number, unit)) => (number, unit.to_lowercase(), true),
            None => match number::in_words(raw).filter(|_| field.key == "rate") {
                Some(number) => (number, String::new(), true),
                None => return Reading::failed(Problem::Unreadable),
            },
        },
    };
    let unit = unit.trim_end_matches('.');
    let fits = match field.key.as_str() {
        "rate" => return rate(number, unit, as_text),
        "hours" => {
            let known = unit.is_empty() || unit.starts_with('ч') && !unit.starts_with("чел");
            known && (0.0..=200.0).contains(&number)
        }
        _ => unit.chars().count() < 12,
    };
    if !fits || unit.contains(|mark: char| mark.is_ascii_digit()) {
        return Reading::failed(Problem::Unreadable);
    }
    let value = if field.kind == FieldKind::Integer {
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

/// A share of a rate. «18 ч» is the load: how much of a rate it is depends on the post; a salary is none at all.
fn rate(number: f64, unit: &str, as_text: bool) -> Reading {
    let (unit, beside) = match unit.split_once(['/', ',', ';']) {
        Some((unit, beside)) => (unit.trim().trim_end_matches('.'), number::hours(beside)),
        None => (unit, None),
    };
    let hours = matches!(unit, "ч" | "час" | "часа" | "часов").then_some(number);
    let share = match unit {
        "" | "ед" => Some(number),
        "%" => Some(number / 100.0),
        _ if ["ст", "шт"].iter().any(|start| unit.starts_with(start)) => Some(number),
        _ => None,
    };
    let share = share
        .filter(|share| (0.0..=3.0).contains(share) && !unit.contains(|mark: char| mark.is_ascii_digit()));
    Reading {
        value: share.map(Value::Number),
        problem: match share {
            None => Some(Problem::Unreadable),
            Some(_) => as_text.then_some(Problem::AsText),
        },
        extras: hours
            .or(beside)
            .map(|hours| ("hours", Value::Number(hours)))
            .into_iter()
            .collect(),
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
    const PRESENT: [&str; 8] = [
        "работа",
        "действ",
        "командиров",
        "больнич",
        "отпуск основн",
        "отпуск ежегодн",
        "ежегодн",
        "на работе",
    ];
    if extras.is_empty() && !PRESENT.iter().any(|start| key.starts_with(start)) {
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

/// Experiences of several kinds in one cell: this field's own, and the others.
fn several(field: &FieldDef, told: &[(&'static str, i32)]) -> Reading {
    let own = told.iter().find(|(key, _)| *key == field.key);
    let rest = told.iter().filter(|(key, _)| *key != field.key);
    Reading {
        value: own.map(|(_, months)| Value::Months(*months)),
        problem: None,
        extras: rest.map(|(key, months)| (*key, Value::Months(*months))).collect(),
    }
}

fn experience_of(cell: &CellValue, raw: &str, context: Context) -> Reading {
    let (read, as_text) = match cell {
        CellValue::Number(years) => (experience::number(*years), false),
        // «12.5» typed as years and months becomes a day of the year in which it was typed.
        CellValue::Date(moment)
            if context
                .as_of
                .is_none_or(|as_of| (as_of.year() - moment.date().year()).abs() < 2) =>
        {
            (ExperienceRead::Unreadable, false)
        }
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
