//! One template, many records: a document for each.
//!
//! It knows no files: records come as values, documents go to a function of the caller, so that none waits in
//! memory for the others.

use std::collections::HashMap;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use super::docx::data::Data;
use super::docx::error::TemplateError;
use super::docx::options::Options;
use super::docx::rendering::Rendered;
use super::docx::scope::Shape;
use super::docx::{self, Template};
use super::error::DataError;
use crate::office::is_forbidden;

/// The records of a JSON value: an array, or an object with one array of records.
///
/// # Errors
/// When there is no such array, or more than one, or an element is no record.
pub fn records(data: Value) -> Result<Vec<Value>, DataError> {
    let list = match data {
        Value::Array(list) => list,
        Value::Object(fields) => {
            let is_list = |value: &Value| {
                value
                    .as_array()
                    .is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_object))
            };
            let names: Vec<String> = fields
                .iter()
                .filter(|(_, value)| is_list(value))
                .map(|(name, _)| name.clone())
                .collect();
            match names.as_slice() {
                [] => return Err(DataError::NoRecords),
                [_] => fields
                    .into_iter()
                    .find_map(|(_, value)| match value {
                        Value::Array(list) if !list.is_empty() && list.iter().all(Value::is_object) => {
                            Some(list)
                        }
                        _ => None,
                    })
                    .unwrap_or_default(),
                _ => return Err(DataError::ManyLists { names }),
            }
        }
        _ => return Err(DataError::NoRecords),
    };
    match list.iter().position(|record| !record.is_object()) {
        Some(at) => Err(DataError::NoFields { number: at + 1 }),
        None if list.is_empty() => Err(DataError::Empty),
        None => Ok(list),
    }
}

/// A header as a name that a tag can hold: «ФИО наставника» → «фио_наставника».
pub fn field_name(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    for char in header.trim().chars() {
        if char.is_alphanumeric() {
            out.extend(char.to_lowercase());
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    let out = out.trim_end_matches('_');
    if out.starts_with(|first: char| first.is_ascii_digit()) {
        format!("_{out}")
    } else {
        out.to_owned()
    }
}

/// A document of a record.
#[derive(Debug)]
pub struct Made {
    /// Number of the record, from 1.
    pub number: usize,
    /// Name of the file without extension, unlike any other of this run.
    pub name: String,
    /// The document.
    pub document: Rendered,
    /// Fields out of whose values forbidden control characters were dropped.
    pub cleaned: Vec<String>,
}

/// A record that gave no document.
#[derive(Debug)]
pub struct Failed {
    /// Number of the record, from 1; 0 for the template itself.
    pub number: usize,
    /// Why.
    pub errors: Vec<TemplateError>,
}

/// Makes a document of each record and hands it to `take`, several at a time and in no order.
///
/// # Errors
/// Names that no record has, before anything is made; then the records that gave no document, in order.
pub fn merge(
    template: &Template,
    records: &[Data],
    options: &Options,
    take: &(dyn Fn(Made) + Sync),
) -> Result<(), Vec<Failed>> {
    let errors = template.check(&Shape::joined(records.iter().map(Data::json)));
    if !errors.is_empty() {
        return Err(vec![Failed { number: 0, errors }]);
    }
    let mut names: Vec<Result<String, Vec<TemplateError>>> = (0..records.len())
        .into_par_iter()
        .with_min_len(16)
        .map(|at| template.file_name(&records[at], options))
        .collect();
    tell_apart(&mut names);
    let mut failed: Vec<Failed> = names
        .into_par_iter()
        .zip(records.par_iter())
        .enumerate()
        .filter_map(|(at, (name, record))| {
            let number = at + 1;
            let made = name.and_then(|name| {
                let document = template.render_checked(record, options)?;
                let mut cleaned = Vec::new();
                if !document.cleaned.is_empty() {
                    forbidden(record.json(), "", &mut cleaned);
                }
                Ok(Made {
                    number,
                    name,
                    document,
                    cleaned,
                })
            });
            match made {
                Ok(made) => {
                    take(made);
                    None
                }
                Err(errors) => Some(Failed { number, errors }),
            }
        })
        .collect();
    failed.sort_by_key(|failed| failed.number);
    if failed.is_empty() { Ok(()) } else { Err(failed) }
}

/// Everything that is wrong with a template and its records, when something is known to be.
pub fn mistakes(
    file: &str,
    bytes: &[u8],
    file_name: &str,
    records: &[Data],
    options: &Options,
) -> Vec<Failed> {
    docx::mistakes(file, bytes, file_name, records, options)
        .into_iter()
        .map(|(number, errors)| Failed { number, errors })
        .collect()
}

/// Paths of the texts with characters that no document may hold: «строки[2].итог», counted from 1.
fn forbidden(value: &Value, path: &str, out: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains(is_forbidden) => out.push(path.to_owned()),
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                forbidden(item, &format!("{path}[{number}]"), out);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                forbidden(field, &format!("{path}{dot}{name}"), out);
            }
        }
        _ => {}
    }
}

/// Numbers the names that come again; capitals do not tell files apart on every system.
fn tell_apart(names: &mut [Result<String, Vec<TemplateError>>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for name in names.iter_mut().flatten() {
        let count = seen.entry(name.to_lowercase()).or_insert(0);
        *count += 1;
        if *count > 1 {
            *name = format!("{name} ({count})");
        }
    }
}
