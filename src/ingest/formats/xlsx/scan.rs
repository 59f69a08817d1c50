//! The pre-flight of an xlsx: what every part really holds, and what the cell reader does not tell.
//!
//! One pass over each part counts inflated bytes, rows, cells and shared strings, refuses addresses that no sheet
//! has, and notes hidden rows and columns, merged ranges and formulas without a result.

use std::collections::HashMap;

use crate::ingest::formats::builder::{CELLS, COLUMNS, ROWS};
use crate::ingest::formats::error::Problem;
use crate::ingest::grid::{CellRef, Merge};
use crate::office::container::{Container, ContainerError};
use crate::office::tags::Tag;

/// Shared strings a workbook may have.
const STRINGS: u64 = 2_000_000;
/// Cells of a sheet counting empty ones, which styled sheets have many of.
const STYLED_CELLS: usize = 8 * CELLS;
const MERGES: usize = 100_000;

/// What the scan of a worksheet found.
#[derive(Debug, Clone, Default)]
pub struct SheetScan {
    /// Hidden rows from 0.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns from 0.
    pub hidden_columns: Vec<u32>,
    /// Merged ranges as they stand.
    pub merges: Vec<Merge>,
    /// Formulas without a stored result.
    pub bare_formulas: Vec<CellRef>,
    /// Places of the cells that say they hold an error value, by their number in the file.
    pub error_cells: Vec<(usize, CellRef)>,
    cells: usize,
    row: Option<u32>,
    column: u32,
    formula: Option<CellRef>,
}

/// What a part turned out to be.
#[derive(Debug)]
pub enum Part {
    /// A worksheet.
    Sheet(Box<SheetScan>),
    /// Anything else.
    Other,
}

#[derive(Clone, Copy, PartialEq)]
enum Root {
    Unknown,
    Sheet,
    Strings,
    Other,
}

/// Reads a part to its end.
///
/// # Errors
/// It is damaged, hostile or beyond the limits.
pub fn scan(container: &mut Container<'_>, index: usize) -> Result<Part, Problem> {
    let name = container.name(index);
    if !name.ends_with(".xml") && !name.ends_with(".rels") && !name.ends_with(".vml") {
        container.drain(index)?;
        return Ok(Part::Other);
    }
    let mut root = Root::Unknown;
    let mut sheet = Box::<SheetScan>::default();
    let (mut declared, mut strings) = (0, 0);
    container.scan(index, |tag| {
        match root {
            Root::Sheet => sheet.tag(&name, tag)?,
            Root::Strings => {
                strings += u64::from(tag.name() == b"si");
                if strings > STRINGS {
                    return Err(Problem::ManyStrings(2_000_000));
                }
            }
            Root::Other => {}
            Root::Unknown => {
                root = match tag.name() {
                    b"worksheet" => Root::Sheet,
                    b"sst" => Root::Strings,
                    _ => Root::Other,
                };
                declared = tag.attribute(b"uniqueCount").and_then(number::<u64>).unwrap_or(0);
            }
        }
        Ok(())
    })?;
    match root {
        Root::Strings if declared > STRINGS => Err(Problem::StringCount {
            declared,
            found: strings,
        }),
        Root::Sheet => {
            sheet.end_cell();
            Ok(Part::Sheet(sheet))
        }
        _ => Ok(Part::Other),
    }
}

impl SheetScan {
    fn tag(&mut self, part: &str, tag: Tag<'_>) -> Result<(), Problem> {
        match tag.name() {
            b"v" | b"is" => self.formula = None,
            b"c" => self.cell(part, tag)?,
            b"row" => self.row(part, tag)?,
            b"f" => {
                self.formula = self.row.map(|row| CellRef {
                    row,
                    column: self.column,
                })
            }
            b"col" => self.columns(tag),
            b"mergeCell" => {
                if self.merges.len() < MERGES {
                    self.merges.extend(tag.attribute(b"ref").and_then(range));
                }
            }
            b"dimension" => {
                let reference = tag.attribute(b"ref").unwrap_or_default();
                range(reference).ok_or_else(|| Problem::reference(part, reference))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, part: &str, tag: Tag<'_>) -> Result<(), Problem> {
        self.end_cell();
        let row = match tag.attribute(b"r") {
            None => self.row.map_or(0, |row| row + 1),
            Some(text) => number::<u32>(text)
                .and_then(|row| row.checked_sub(1))
                .ok_or_else(|| Problem::reference(part, text))?,
        };
        if row >= ROWS {
            return Err(Problem::ManyRows(ROWS));
        }
        self.row = Some(row);
        self.column = 0;
        if tag.is_on(b"hidden") {
            self.hidden_rows.push(row);
        }
        Ok(())
    }

    fn cell(&mut self, part: &str, tag: Tag<'_>) -> Result<(), Problem> {
        self.end_cell();
        let row = self.row.unwrap_or(0);
        let at = match tag.attribute(b"r") {
            None => CellRef {
                row,
                column: if self.cells == 0 { 0 } else { self.column + 1 },
            },
            Some(text) => cell_ref(text).ok_or_else(|| Problem::reference(part, text))?,
        };
        if at.column >= COLUMNS {
            return Err(Problem::ManyColumns(COLUMNS));
        }
        self.column = at.column;
        if tag.attribute(b"t") == Some(b"e") {
            self.error_cells.push((self.cells, at));
        }
        self.cells += 1;
        if self.cells > STYLED_CELLS {
            return Err(Problem::ManyCells(CELLS));
        }
        Ok(())
    }

    /// A formula that no value followed before the next cell.
    fn end_cell(&mut self) {
        if let Some(at) = self.formula.take() {
            self.bare_formulas.push(at);
        }
    }

    fn columns(&mut self, tag: Tag<'_>) {
        if tag.is_on(b"hidden") {
            let bound = |name| {
                tag.attribute(name)
                    .and_then(number::<u32>)
                    .filter(|&at| (1..=COLUMNS).contains(&at))
            };
            if let (Some(first), Some(last)) = (bound(b"min".as_slice()), bound(b"max".as_slice())) {
                // A sheet has no more columns than this, whatever its `<col>` elements repeat.
                if self.hidden_columns.len() < COLUMNS as usize {
                    self.hidden_columns.extend(first - 1..last);
                }
            }
        }
    }
}

fn number<T: std::str::FromStr>(text: &[u8]) -> Option<T> {
    if !text.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// `C12` as a place within a sheet.
pub fn cell_ref(text: &[u8]) -> Option<CellRef> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !(1..=3).contains(&letters) || !(1..=7).contains(&(text.len() - letters)) {
        return None;
    }
    let (mut column, mut row) = (0, 0);
    for letter in &text[..letters] {
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    for digit in &text[letters..] {
        if !digit.is_ascii_digit() {
            return None;
        }
        row = row * 10 + u32::from(digit - b'0');
    }
    let at = CellRef {
        row: row.checked_sub(1)?,
        column: column - 1,
    };
    (at.row < ROWS && at.column < COLUMNS).then_some(at)
}

/// `A1:C12` or `A1`.
fn range(text: &[u8]) -> Option<Merge> {
    let mut corners = text.split(|&byte| byte == b':');
    let from = cell_ref(corners.next()?)?;
    let to = corners.next().map_or(Some(from), cell_ref)?;
    corners.next().is_none().then_some(Merge { from, to })
}

/// Scans every part; the worksheets by their folded names.
///
/// # Errors
/// Any part is damaged, hostile or beyond the limits.
pub fn scan_all(
    container: &mut Container<'_>,
    mut keep_going: impl FnMut() -> Result<(), Problem>,
) -> Result<HashMap<String, SheetScan>, Problem> {
    let mut sheets = HashMap::new();
    for index in 0..container.len() {
        keep_going()?;
        if let Part::Sheet(sheet) = scan(container, index)? {
            sheets.insert(container.name(index), *sheet);
        }
    }
    Ok(sheets)
}

/// A part of a few kilobytes, such as relationships.
///
/// # Errors
/// It is damaged or beyond the limits.
pub fn small_part<T>(
    container: &mut Container<'_>,
    path: &str,
    mut visit: impl FnMut(Tag<'_>) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    let index = container
        .find(path)
        .ok_or_else(|| ContainerError::DamagedPart(path.to_owned()))?;
    let mut found = Vec::new();
    container.scan(index, |tag| {
        found.extend(visit(tag));
        Ok::<(), Problem>(())
    })?;
    Ok(found)
}
