//! The data of a document on their way into the template engine.
//!
//! A field is turned into a value of the engine when a template first names it, and stays so for every template that
//! is filled with the same data.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde_json::Value as Json;
use tera::value::Key;
use tera::{Context, Value};

use super::names;

/// What a document is filled with: a record.
#[derive(Debug)]
pub struct Data {
    json: Json,
    /// One for each field of the record, in its order.
    values: Vec<OnceLock<Value>>,
}

impl From<Json> for Data {
    fn from(json: Json) -> Self {
        let count = json.as_object().map_or(0, serde_json::Map::len);
        let values = std::iter::repeat_with(OnceLock::new).take(count).collect();
        Self { json, values }
    }
}

impl Data {
    /// The record as it was given.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The fields that a template names; the rest is not turned into values.
    pub(super) fn context(&self, used: &HashSet<String>) -> Context {
        let mut context = Context::new();
        let fields = self.json.as_object().into_iter().flatten();
        for ((name, json), value) in fields.zip(&self.values) {
            if used.contains(name) {
                let value = value.get_or_init(|| converted(json));
                context.insert_value(names::encode(name), value.clone());
            }
        }
        context
    }
}

fn converted(value: &Json) -> Value {
    match value {
        Json::Null => Value::none(),
        Json::Bool(flag) => Value::from(*flag),
        Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), _, _) => Value::from(number),
            (_, Some(number), _) => Value::from(number),
            (_, _, number) => Value::from(number.unwrap_or_default()),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::from(items.iter().map(converted).collect::<Vec<_>>()),
        Json::Object(fields) => {
            let map: tera::Map = fields
                .iter()
                .map(|(name, value)| (Key::String(names::encode_key(name)), converted(value)))
                .collect();
            Value::from(map)
        }
    }
}
