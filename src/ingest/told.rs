//! What the settings say of columns: `[columns]`, header → `sheet.field`.

use super::clean;
use super::findings;
use super::layout::header::Told;
use super::schema::Schema;
use crate::diag::{Finding, nearest};
use crate::settings::Settings;

/// The lines of `[columns]`; a line that names no field is a finding.
pub fn columns(settings: &Settings, findings: &mut Vec<Finding>) -> Told {
    let mut told = Told::new();
    for (header, path) in &settings.columns {
        if path.trim().is_empty() {
            told.insert(clean::key(header), None);
        } else if let Some(at) = field(path) {
            told.insert(clean::key(header), Some(at));
        } else {
            findings.push(findings::unknown_field(
                header,
                path,
                nearest_path(path).as_deref(),
            ));
        }
    }
    told
}

/// Indices of `sheet.field`; titles of the canonical workbook will do, too.
pub fn field(path: &str) -> Option<(usize, usize)> {
    let (sheet, field) = path.split_once('.')?;
    let sheets = &Schema::get().sheets;
    let sheet = sheets
        .iter()
        .position(|def| def.key == sheet || def.entity == sheet || def.title == sheet)?;
    let fields = &sheets[sheet].fields;
    let field = fields
        .iter()
        .position(|def| def.key == field || def.name == field || def.title == field)?;
    Some((sheet, field))
}

/// `person.fio`.
pub fn path(sheet: usize, field: usize) -> String {
    let def = &Schema::get().sheets[sheet];
    format!("{}.{}", def.key, def.fields[field].key)
}

fn nearest_path(path: &str) -> Option<String> {
    let all = Schema::get().sheets.iter().flat_map(|sheet| {
        sheet
            .fields
            .iter()
            .map(move |field| format!("{}.{}", sheet.key, field.key))
    });
    let all: Vec<String> = all.collect();
    nearest(path, all.iter().map(String::as_str))
}
