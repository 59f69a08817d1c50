//! The records of `render`: a file of JSON, csv or a spreadsheet → a list of named values.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::{Map, Number, Value};

use super::console::Console;
use super::{Failure, files, school};
use crate::ingest::grid::{CellRef, CellValue, Grid};
use crate::ingest::source::{Cancel, Source};
use crate::ingest::{findings, formats};
use crate::render::merge;

/// Reads the records of a file; its first bytes tell what it is, but for csv, whose first cell may be anything.
pub fn read(path: &Path, console: &Console) -> Result<Vec<Value>, Failure> {
    let bytes = files::bytes(path)?;
    let fault = |text: String| Failure::new(format!("{}: {text}", path.display()));
    let ending = path
        .extension()
        .map(|own| own.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let first = bytes
        .trim_ascii_start()
        .strip_prefix("\u{feff}".as_bytes())
        .unwrap_or(bytes.trim_ascii_start());
    if bytes.trim_ascii().is_empty() {
        return Err(fault("файл пуст".to_owned()));
    }
    let is_table = ending == "csv" || ending == "tsv";
    if ending == "json" || !is_table && (first.starts_with(b"{") || first.starts_with(b"[")) {
        let data: Value = serde_json::from_slice(first).map_err(|error| {
            fault(format!(
                "это не JSON: строка {}, столбец {}",
                error.line(),
                error.column()
            ))
        })?;
        return merge::records(data).map_err(|error| fault(error.to_string()));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let source = Source {
        name: name.as_ref().into(),
        bytes: bytes.into(),
    };
    let grids = formats::grids(&source, school::reader().as_ref(), &Cancel::default())
        .map_err(|error| Failure::new(error.to_string()))?;
    let mut filled = grids.iter().filter(|grid| !grid.hidden && !grid.cells.is_empty());
    let Some(grid) = filled.next() else {
        return Err(fault("все листы книги пусты или скрыты".to_owned()));
    };
    if filled.next().is_some() {
        console.explain(&format!("записи взяты с первого листа «{}»\n", grid.name));
    }
    for oddity in &grid.oddities {
        let cell = oddity
            .at
            .map_or_else(String::new, |at| format!(", ячейка {}", at.a1()));
        let what = findings::oddity(oddity.kind);
        console.explain(&format!("{}{cell}: {what}\n", place(path, grid)));
    }
    of_grid(grid).map_err(fault)
}

/// File and sheet; a table of text has no sheets.
fn place(path: &Path, grid: &Grid) -> String {
    if grid.name.is_empty() {
        path.display().to_string()
    } else {
        format!("{}, лист «{}»", path.display(), grid.name)
    }
}

/// The rows of a sheet under its first row, which names the fields; empty cells are empty values.
fn of_grid(grid: &Grid) -> Result<Vec<Value>, String> {
    let head = grid.cells.first().map_or(0, |cell| cell.at.row);
    let mut columns: BTreeMap<u32, String> = BTreeMap::new();
    let mut seen: HashMap<String, CellRef> = HashMap::new();
    for cell in grid.cells.iter().take_while(|cell| cell.at.row == head) {
        let name = merge::field_name(&text(&cell.value));
        if name.is_empty() {
            continue;
        }
        if let Some(other) = seen.insert(name.clone(), cell.at) {
            return Err(format!(
                "ячейки {} и {} дают одно имя поля «{name}»; переименуйте один столбец",
                other.a1(),
                cell.at.a1()
            ));
        }
        columns.insert(cell.at.column, name);
    }
    if columns.is_empty() {
        return Err("в первой строке листа нет названий столбцов".to_owned());
    }
    let empty: Map<String, Value> = columns.values().map(|name| (name.clone(), Value::Null)).collect();
    let mut rows: BTreeMap<u32, Map<String, Value>> = BTreeMap::new();
    for cell in grid.cells.iter().filter(|cell| cell.at.row > head) {
        let Some(name) = columns.get(&cell.at.column) else {
            return Err(format!(
                "ячейка {} заполнена, а названия её столбца в строке {} нет",
                cell.at.a1(),
                head + 1
            ));
        };
        let value = match &cell.value {
            CellValue::Error(error) => {
                return Err(format!("ячейка {}: ошибка формулы {error}", cell.at.a1()));
            }
            CellValue::Bool(flag) => Value::Bool(*flag),
            CellValue::Number(number) => whole_or_not(*number),
            other => Value::String(text(other).trim().to_owned()),
        };
        let row = rows.entry(cell.at.row).or_insert_with(|| empty.clone());
        row.insert(name.clone(), value);
    }
    if rows.is_empty() {
        return Err("под названиями столбцов нет ни одной строки".to_owned());
    }
    Ok(rows.into_values().map(Value::Object).collect())
}

/// Spreadsheets keep every number with a fraction; `3` is printed as `3`.
fn whole_or_not(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

fn text(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) | CellValue::Error(text) => text.clone(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Bool(flag) => flag.to_string(),
        CellValue::Date(time) if time.time() == jiff::civil::Time::midnight() => time.date().to_string(),
        CellValue::Date(time) => time.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}
