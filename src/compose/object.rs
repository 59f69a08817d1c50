//! A row of a sheet as an object: every field under its own name, references as objects of their own.

use serde_json::{Map, Number, Value as Json};

use super::facts::empty_object;
use crate::ingest::record::{Money, Value};
use crate::ingest::schema::{FieldKind, Schema};
use crate::russian::counted;
use crate::school::Row;

/// The object of a row. References are followed `depth` times; a reference that leads nowhere keeps its text.
pub fn object(row: Row<'_>, depth: u8) -> Map<String, Json> {
    let sheet = &Schema::get().sheets[row.link.sheet];
    let mut made = Map::new();
    for (index, field) in sheet.fields.iter().enumerate() {
        let value = row.record().value(index);
        let json = match field.kind {
            FieldKind::Person => one(row, &field.key, value, depth),
            FieldKind::People => several(row, &field.key, value, depth),
            FieldKind::Pair => value.map_or(Json::Null, plain),
            FieldKind::List => value.map_or_else(|| Json::Array(Vec::new()), plain),
            _ => value.map_or(Json::Null, plain),
        };
        made.insert(tag_name(&field.name), json);
    }
    made
}

/// `дата-приказа` → `дата_приказа`: a hyphen in a tag is a minus.
pub fn tag_name(name: &str) -> String {
    name.replace('-', "_")
}

fn one(row: Row<'_>, key: &str, value: Option<&Value>, depth: u8) -> Json {
    if depth == 0 {
        return value.map_or(Json::Null, plain);
    }
    match row.linked(key).next() {
        Some(person) => Json::Object(object(person, depth - 1)),
        None => value.map_or(Json::Null, |value| Json::Object(nameless(&plain(value)))),
    }
}

fn several(row: Row<'_>, key: &str, value: Option<&Value>, depth: u8) -> Json {
    if depth == 0 {
        return value.map_or_else(|| Json::Array(Vec::new()), plain);
    }
    let linked: Vec<Json> = row
        .linked(key)
        .map(|person| Json::Object(object(person, depth - 1)))
        .collect();
    if linked.is_empty() {
        let names = value.map(plain).unwrap_or_default();
        return Json::Array(
            names
                .as_array()
                .into_iter()
                .flatten()
                .map(|name| Json::Object(nameless(name)))
                .collect(),
        );
    }
    Json::Array(linked)
}

/// Somebody who is not on the staff list: the name alone, the other fields of a person empty.
pub fn nameless(name: &Json) -> Map<String, Json> {
    let mut made = empty_object("person");
    made.insert("фио".to_owned(), name.clone());
    made
}

/// A value as a template prints it.
pub fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::String(text.to_string()),
        Value::Integer(number) => Json::Number((*number).into()),
        Value::Number(number) => number_of(*number),
        Value::Date(date) => Json::String(date.to_string()),
        Value::Bool(yes) => Json::Bool(*yes),
        Value::List(items) => Json::Array(items.iter().map(|item| Json::String(item.to_string())).collect()),
        Value::Months(months) => Json::Number((*months / 12).into()),
        Value::Term(term) => Json::String(term.text.to_string()),
        Value::Money(money) => Json::String(payment(*money)),
    }
}

fn number_of(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Json::Number((number as i64).into())
    } else {
        Number::from_f64(number).map_or(Json::Null, Json::Number)
    }
}

/// «3 500 рублей», «15 %», «10 баллов».
fn payment(money: Money) -> String {
    let (amount, forms) = match money {
        Money::Roubles(amount) => (amount, ["рубль", "рубля", "рублей"]),
        Money::Points(amount) => (amount, ["балл", "балла", "баллов"]),
        Money::Percent(amount) => return format!("{}\u{a0}%", decimal(amount)),
    };
    if amount.fract() == 0.0 && amount >= 0.0 {
        return counted(amount as u64, forms);
    }
    // A part of a thing is always «рубля», «балла».
    format!("{}\u{a0}{}", decimal(amount), forms[1])
}

fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}
