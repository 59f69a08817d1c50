//! Makes the workbooks of `samples/` from the readable texts of `samples/source/`.
//!
//! A folder of texts is one sample of the same name; folders may stand in a folder. One tab-separated text is one
//! sheet: its name is the key of the sheet in `model/columns/`, its first line has the headers, days are written as
//! 2026-09-16. `defects-cells.tsv` in a folder is what the sample has otherwise than its clean twin (`school` and
//! `school-clean`). `tests/samples.rs` says when a workbook is older than its texts.
//!
//! ```sh
//! cargo run --example make_samples
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nastavnik::ingest::schema::Schema;
use nastavnik::ingest::workbook::{Rows, filled};

/// Name of the workbook in each folder.
pub const WORKBOOK: &str = "Наставничество.xlsx";

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
    let mut made = Vec::new();
    gather(&root().join("samples/source"), "", &mut made)?;
    Ok(made)
}

/// The samples of a folder and of the folders in it, in the order of their names.
fn gather(folder: &Path, name: &str, made: &mut Vec<(String, Vec<u8>)>) -> Anyhow<()> {
    let mut inner: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Anyhow<_>>()?;
    inner.retain(|path| path.is_dir());
    inner.sort();
    for path in inner {
        let last = path.file_name().unwrap_or_default().to_string_lossy();
        let name = if name.is_empty() {
            last.into_owned()
        } else {
            format!("{name}/{last}")
        };
        gather(&path, &name, made)?;
    }
    let mut book = sheets(folder)?;
    if book.is_empty() {
        return Ok(());
    }
    let changes = folder.join("defects-cells.tsv");
    if changes.is_file() {
        made.push((
            format!("{name}-clean/{WORKBOOK}"),
            filled(&by_key(book.clone())?)?,
        ));
        for change in read(&changes)? {
            apply(&mut book, &change)?;
        }
    }
    made.push((format!("{name}/{WORKBOOK}"), filled(&by_key(book)?)?));
    Ok(())
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The texts by key of the sheet; a sheet without a text is not made.
fn sheets(folder: &Path) -> Anyhow<BTreeMap<&'static str, Rows>> {
    let mut found = BTreeMap::new();
    for sheet in &Schema::get().sheets {
        let path = folder.join(format!("{}.tsv", sheet.key));
        if path.is_file() {
            found.insert(sheet.key.as_str(), read(&path)?);
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

/// Headers of the columns → keys of their fields.
fn by_key(sheets: BTreeMap<&str, Rows>) -> Anyhow<BTreeMap<&str, Rows>> {
    let mut keyed = BTreeMap::new();
    for (sheet, rows) in sheets {
        let (_, def) = Schema::get().sheet(sheet).ok_or("a sheet of the schema")?;
        let key = |header: &str| {
            let found = def.fields.iter().find(|field| field.title == header);
            found
                .map(|field| field.key.clone())
                .ok_or_else(|| format!("sheet {sheet}: no column «{header}»"))
        };
        let rows = rows.into_iter().map(|row| {
            row.into_iter()
                .map(|(header, cell)| Ok((key(&header)?, cell)))
                .collect::<Result<_, String>>()
        });
        keyed.insert(sheet, rows.collect::<Result<_, String>>()?);
    }
    Ok(keyed)
}
