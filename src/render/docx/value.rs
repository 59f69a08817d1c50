//! Values on their way into a document: from JSON to the template engine, from there into XML.

use std::collections::HashSet;
use std::io::Write;

use serde_json::Value as Json;
use tera::value::Key;
use tera::{Context, Value};

use super::{names, record, xml};

/// Text into `w:t`: markup escaped, line breaks and tabs kept, what XML forbids dropped and noted.
pub fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut from = 0;
    let mut dropped = false;
    for (at, char) in text.char_indices() {
        let instead = match char {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\n' => "</w:t><w:br/><w:t xml:space=\"preserve\">",
            NO_BREAK_HYPHEN => xml::NO_BREAK_HYPHEN,
            '\t' => "</w:t><w:tab/><w:t xml:space=\"preserve\">",
            '\r' => {
                if text[at + 1..].starts_with('\n') {
                    ""
                } else {
                    "</w:t><w:br/><w:t xml:space=\"preserve\">"
                }
            }
            char if is_forbidden(char) => {
                dropped = true;
                ""
            }
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(instead.as_bytes())?;
        from = at + char.len_utf8();
    }
    out.write_all(&text.as_bytes()[from..])?;
    if dropped {
        record::with(|record| {
            record
                .cleaned
                .push(text.chars().filter(|char| !is_forbidden(*char)).collect())
        });
    }
    Ok(())
}

/// Fonts that lack the character would change the look of the word; Word has an element for it.
const NO_BREAK_HYPHEN: char = '\u{2011}';

/// The fields that a template names; the rest of the data is not copied.
pub fn context(data: &Json, used: &HashSet<String>) -> Context {
    let mut context = Context::new();
    if let Json::Object(fields) = data {
        for (name, value) in fields.iter().filter(|(name, _)| used.contains(*name)) {
            context.insert_value(names::encode(name), converted(value));
        }
    }
    context
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

/// Characters that no XML file may hold.
fn is_forbidden(char: char) -> bool {
    matches!(char, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
