//! Values of the data by paths such as `наставник.фио`.

use serde_json::{Map, Value};

use super::error::SheetError;
use crate::diag::nearest;

/// The value a path leads to; a null on the way is a null.
pub fn at<'a>(data: &'a Value, path: &str, register: &str) -> Result<&'a Value, SheetError> {
    let mut here = data;
    for part in path.split('.') {
        here = match here {
            Value::Null => return Ok(&Value::Null),
            Value::Object(fields) => fields
                .get(part)
                .ok_or_else(|| unknown(register, path, part, fields))?,
            _ => {
                return Err(SheetError::Unknown {
                    name: register.to_owned(),
                    path: path.to_owned(),
                    nearest: None,
                });
            }
        };
    }
    Ok(here)
}

/// Replaces `{поле}` by texts of the data.
pub fn filled(text: &str, data: &Value, register: &str) -> Result<String, SheetError> {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        made.push_str(before);
        let Some((path, further)) = after.split_once('}') else {
            made.push('{');
            rest = after;
            continue;
        };
        made.push_str(&shown(at(data, path, register)?));
        rest = further;
    }
    made.push_str(rest);
    Ok(made)
}

/// A value as text: nothing for null, items of a list on lines of their own.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

fn unknown(register: &str, path: &str, part: &str, fields: &Map<String, Value>) -> SheetError {
    SheetError::Unknown {
        name: register.to_owned(),
        path: path.to_owned(),
        nearest: nearest(part, fields.keys().map(String::as_str)),
    }
}
