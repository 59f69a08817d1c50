//! xlsb: Excel's binary workbook, its records streamed by calamine.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsb, XlsbError};

use super::{Layout, empty, finish, take};
use crate::ingest::formats::builder::{self, Budget, COLUMNS, ROWS, SHEETS};
use crate::ingest::formats::cells;
use crate::ingest::formats::error::Problem;
use crate::ingest::formats::xlsx::targets;
use crate::ingest::grid::{CellRef, Grid, Merge};
use crate::office::container::{Container, LIMITS};

const ROW: u32 = 0;
const COLUMN: u32 = 60;
const SHEET: u32 = 156;
const MERGE: u32 = 176;
const PART_LIMIT: u64 = 128 << 20;
const FOLDER: &str = "xl";

/// Reads all sheets.
///
/// # Errors
/// The file is damaged or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Problem> {
    let mut container = Container::open(bytes, LIMITS)?;
    let mut layouts = layouts(&mut container)?;
    drop(container);
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => Problem::Encrypted,
        _ => Problem::Damaged(None),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(Problem::ManySheets(SHEETS));
    }
    let is_1904 = book.has_1904_epoch();
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let damaged = |_| Problem::Damaged(Some(sheet.name.clone()));
        let mut grid = empty(sheet);
        let mut stream = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(cell) = stream.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let at = CellRef { row, column };
            if row >= ROWS || column >= COLUMNS {
                return Err(Problem::out_of_bounds(&sheet.name, at));
            }
            if let Some(value) = cells::value(cell.get_value(), is_1904) {
                budget.push(&mut grid, at, value)?;
            }
        }
        builder::finish(&mut grid);
        finish(&mut grid, take(&mut layouts, &sheet.name));
        grids.push(grid);
    }
    if grids.is_empty() {
        Err(Problem::NoSheets)
    } else {
        Ok(grids)
    }
}

/// Hidden rows and columns and merged ranges of every sheet; all parts are inflated and counted on the way.
fn layouts(container: &mut Container<'_>) -> Result<Vec<Layout>, Problem> {
    let relations = targets(container, "xl/_rels/workbook.bin.rels", FOLDER)?;
    let mut names = HashMap::new();
    if let Some(index) = container.find("xl/workbook.bin") {
        for (kind, data) in Records(&container.bytes(index, PART_LIMIT)?) {
            if kind == SHEET {
                let strings = data.get(8..).and_then(|data| {
                    let (id, rest) = string(data)?;
                    Some((id, string(rest)?.0))
                });
                if let Some((part, name)) =
                    strings.and_then(|(id, name)| Some((relations.get(&id)?.clone(), name)))
                {
                    names.insert(part, name);
                }
            }
        }
    }
    let mut layouts = Vec::new();
    for index in 0..container.len() {
        let Some(name) = names.remove(&container.name(index)) else {
            container.drain(index)?;
            continue;
        };
        let mut layout = Layout {
            name,
            ..Layout::default()
        };
        for (kind, data) in Records(&container.bytes(index, PART_LIMIT)?) {
            layout.record(kind, data);
        }
        layouts.push(layout);
    }
    Ok(layouts)
}

impl Layout {
    fn record(&mut self, kind: u32, data: &[u8]) {
        let number = |at: usize| {
            data.get(at..at + 4)
                .and_then(|part| Some(u32::from_le_bytes(part.try_into().ok()?)))
        };
        match kind {
            ROW if data.get(11).is_some_and(|flags| flags & 0x10 != 0) => self.hidden_rows.extend(number(0)),
            COLUMN if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                if let (Some(first), Some(last)) = (number(0), number(4)) {
                    self.hidden_columns.extend(first..=last.min(COLUMNS));
                }
            }
            MERGE => {
                if let (Some(top), Some(bottom), Some(left), Some(right)) =
                    (number(0), number(4), number(8), number(12))
                {
                    let at = |row, column| CellRef { row, column };
                    self.merges.push(Merge {
                        from: at(top, left),
                        to: at(bottom, right),
                    });
                }
            }
            _ => {}
        }
    }
}

/// A text with its length before it, and what follows.
fn string(data: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = data.split_first_chunk::<4>()?;
    let (text, rest) = rest.split_at_checked((u32::from_le_bytes(*length) as usize).checked_mul(2)?)?;
    let units: Vec<u16> = text
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(u16::from_le_bytes)
        .collect();
    Some((String::from_utf16_lossy(&units), rest))
}

/// Records of a part: kind and data, both numbers in groups of seven bits.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn number(&mut self, most: usize) -> Option<u32> {
        let mut sum = 0;
        for place in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            sum |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(sum)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<(u32, &'a [u8])> {
        // A kind of two bytes keeps the mark of continuation in neither: seven bits each.
        let kind = self.number(2)?;
        let length = self.number(4)? as usize;
        let (data, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((kind, data))
    }
}
