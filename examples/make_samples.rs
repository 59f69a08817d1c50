//! Makes the workbooks of `samples/` from the readable texts of `samples/source/`.
//!
//! One tab-separated text is one sheet: its name is the key of the sheet in `model/columns.toml`, its first line
//! has the headers, days are written as 2026-09-16. `defects-cells.tsv` is what `samples/school` has otherwise
//! than `samples/school-clean`. `tests/samples.rs` says when a workbook is older than its texts.
//!
//! ```sh
//! cargo run --example make_samples
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nastavnik::ingest::schema::{FieldDef, FieldKind, Schema, SheetDef};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

/// Name of the workbook in each folder.
pub const WORKBOOK: &str = "Наставничество.xlsx";

/// Rows of a sheet: header of the column → what stands in the cell.
type Rows = Vec<BTreeMap<String, String>>;

type Anyhow<T> = Result<T, Box<dyn Error>>;

#[allow(dead_code, reason = "the test takes the module without its main")]
fn main() -> Anyhow<()> {
    for (name, bytes) in samples()? {
        let path = root().join("samples").join(name);
        fs::create_dir_all(path.parent().ok_or("a folder")?)?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Every workbook with its path in `samples/`.
pub fn samples() -> Anyhow<Vec<(String, Vec<u8>)>> {
    let clean = sheets()?;
    let mut school = clean.clone();
    for change in read(&source("defects-cells"))? {
        apply(&mut school, &change)?;
    }
    Ok(vec![
        (format!("school-clean/{WORKBOOK}"), workbook(&clean)?),
        (format!("school/{WORKBOOK}"), workbook(&school)?),
    ])
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn source(name: &str) -> PathBuf {
    root().join(format!("samples/source/{name}.tsv"))
}

/// The texts by key of the sheet; a sheet without a text is not made.
fn sheets() -> Anyhow<BTreeMap<&'static str, Rows>> {
    let mut found = BTreeMap::new();
    for sheet in &Schema::get().sheets {
        let path = source(&sheet.key);
        if path.is_file() {
            let rows = read(&path)?;
            for header in rows.iter().flat_map(BTreeMap::keys) {
                column(sheet, header)?;
            }
            found.insert(sheet.key.as_str(), rows);
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Anyhow<Rows> {
    let text = fs::read_to_string(path)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    lines
        .enumerate()
        .map(|(number, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() > header.len() {
                return Err(format!("{}:{}: more cells than headers", path.display(), number + 2).into());
            }
            let pairs = header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
            Ok(pairs
                .map(|(header, cell)| ((*header).to_owned(), cell.to_owned()))
                .collect())
        })
        .collect()
}

/// One line of `defects-cells.tsv`: the row is told by its cells («Ключ пары = 2026-04; …»); without a column
/// the whole row is left out.
fn apply(sheets: &mut BTreeMap<&'static str, Rows>, change: &BTreeMap<String, String>) -> Anyhow<()> {
    let told = |name: &str| change.get(name).map_or("", String::as_str);
    let rows = sheets
        .get_mut(told("sheet"))
        .ok_or_else(|| format!("no sheet {}", told("sheet")))?;
    let conditions: Vec<(&str, &str)> = told("row")
        .split("; ")
        .filter_map(|one| one.split_once(" = "))
        .collect();
    let matches = |row: &BTreeMap<String, String>| {
        conditions
            .iter()
            .all(|(header, cell)| row.get(*header).is_some_and(|is| is == cell))
    };
    let found: Vec<usize> = (0..rows.len()).filter(|index| matches(&rows[*index])).collect();
    let [index] = found[..] else {
        return Err(format!("{} rows instead of one: {}", found.len(), told("row")).into());
    };
    match (told("column"), told("value")) {
        ("", _) => {
            rows.remove(index);
        }
        (header, "") => {
            rows[index].remove(header);
        }
        (header, value) => {
            rows[index].insert(header.to_owned(), value.to_owned());
        }
    }
    Ok(())
}

fn column<'a>(sheet: &'a SheetDef, header: &str) -> Anyhow<&'a FieldDef> {
    let found = sheet.fields.iter().find(|field| field.title == header);
    found.ok_or_else(|| format!("sheet {}: no column «{header}»", sheet.key).into())
}

fn workbook(sheets: &BTreeMap<&'static str, Rows>) -> Anyhow<Vec<u8>> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 11, 21)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in &Schema::get().sheets {
        if let Some(rows) = sheets.get(sheet.key.as_str()) {
            write(workbook.add_worksheet(), sheet, rows)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(page: &mut Worksheet, sheet: &SheetDef, rows: &Rows) -> Anyhow<()> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new()
        .set_num_format("dd.mm.yyyy")
        .set_align(FormatAlign::Top);
    page.set_name(&sheet.title)?;
    page.set_freeze_panes(1, 0)?;
    let fields = sheet.fields.iter().filter(|field| !field.optional_column);
    for (index, field) in (0_u16..).zip(fields) {
        page.write_with_format(0, index, &field.title, &header)?;
        page.set_column_width(index, field.width)?;
        for (line, row) in (1_u32..).zip(rows) {
            let Some(cell) = row.get(&field.title) else {
                continue;
            };
            let number = cell.parse::<f64>().ok();
            let date = ExcelDateTime::parse_from_str(cell).ok();
            match (field.kind, number, date) {
                (FieldKind::Date, _, Some(date)) => page.write_with_format(line, index, &date, &day)?,
                (FieldKind::Number | FieldKind::Integer, Some(number), _) => {
                    page.write_with_format(line, index, number, &text)?
                }
                _ => page.write_with_format(line, index, cell, &text)?,
            };
        }
    }
    Ok(())
}
