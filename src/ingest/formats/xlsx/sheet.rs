//! The cells of one sheet, as a stream: places, values, hidden rows and columns, merged ranges in one pass.

use std::io::Read;

use super::address;
use super::strings::{item, plain};
use super::styles::Shown;
use crate::ingest::formats::builder::{self, Budget, COLUMNS, ROWS};
use crate::ingest::formats::error::Problem;
use crate::ingest::formats::serial;
use crate::ingest::grid::{CellRef, CellValue, Grid, Merge, OddityKind};
use crate::ingest::source::Cancel;
use crate::office::container::Stop;
use crate::office::tags::{Tag, Tags};

const MERGES: usize = 100_000;
/// Rows between two questions whether to go on.
const PACE: u32 = 1024;

/// What the whole workbook knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Shared strings.
    pub strings: &'a [Box<str>],
    /// Styles of cells.
    pub styles: &'a [Shown],
    /// Days are counted from 1904.
    pub is_1904: bool,
    /// Asked now and then.
    pub cancel: &'a Cancel,
}

/// Reads a sheet into `grid`.
///
/// # Errors
/// The part is damaged, hostile or beyond the limits.
pub fn read<R: Read>(
    tags: &mut Tags<R>,
    context: Context<'_>,
    budget: &mut Budget,
    grid: &mut Grid,
) -> Result<(), Stop<Problem>> {
    let mut walk = Walk {
        sheet: grid.name.clone(),
        row: None,
        column: 0,
        cell: Cell::default(),
        formula: false,
    };
    let mut merges = Vec::new();
    let mut text = String::new();
    while let Some(tag) = tags.next_tag()? {
        match tag.name() {
            b"c" => {
                walk.end_cell(grid);
                walk.cell(tag)?;
            }
            b"v" if !tag.is_empty() => {
                walk.formula = false;
                text.clear();
                tags.text(&mut text)?;
                match value(&walk.cell, &text, context) {
                    Ok(Some(value)) => budget.push(grid, walk.cell.at, value)?,
                    Ok(None) => {}
                    Err(Unreadable) => builder::note(grid, Some(walk.cell.at), OddityKind::ValueUnreadable),
                }
            }
            b"is" if !tag.is_empty() => {
                text.clear();
                item(tags, b"is", &mut text)?;
                budget.push(grid, walk.cell.at, CellValue::Text(plain(&text).into_owned()))?;
                walk.cell.kind = Kind::Read;
            }
            b"f" => walk.formula = walk.cell.kind != Kind::Read,
            b"row" => {
                walk.end_cell(grid);
                let row = walk.row(tag)?;
                if row.is_multiple_of(PACE) {
                    context.cancel.check().map_err(Problem::from)?;
                }
                if tag.is_on(b"hidden") {
                    grid.hidden_rows.push(row);
                }
            }
            b"col" if tag.is_on(b"hidden") => hide_columns(tag, grid),
            b"mergeCell" => merge(tag, grid, &mut merges),
            _ => {}
        }
    }
    walk.end_cell(grid);
    builder::finish(grid);
    builder::set_merges(grid, merges);
    Ok(())
}

/// Where the stream is.
struct Walk {
    sheet: String,
    row: Option<u32>,
    /// Column of the next cell without an address.
    column: u32,
    cell: Cell,
    /// The cell has a formula, and no result yet.
    formula: bool,
}

/// What the start tag of a cell tells.
struct Cell {
    at: CellRef,
    kind: Kind,
    style: u32,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell {
            at: CellRef { row: 0, column: 0 },
            kind: Kind::Untold,
            style: 0,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No kind is told: a number, or what else it can be.
    Untold,
    Number,
    Shared,
    Formula,
    Bool,
    Error,
    Date,
    /// The text stands inside the cell; a `<v>` beside it only repeats it.
    Inline,
    /// It was read already.
    Read,
    Unknown,
}

impl Walk {
    fn row(&mut self, tag: Tag<'_>) -> Result<u32, Problem> {
        let row = match tag.attribute(b"r") {
            None => self.row.map_or(0, |row| row + 1),
            Some(text) => address::number(text)
                .and_then(|row| row.checked_sub(1))
                .ok_or_else(|| Problem::reference(&self.sheet, text))?,
        };
        if row >= ROWS {
            return Err(Problem::ManyRows(ROWS));
        }
        self.row = Some(row);
        self.column = 0;
        Ok(row)
    }

    #[inline]
    fn cell(&mut self, tag: Tag<'_>) -> Result<(), Problem> {
        let mut cell = Cell {
            at: CellRef {
                row: self.row.unwrap_or(0),
                column: self.column,
            },
            ..Cell::default()
        };
        for (name, value) in tag.attributes() {
            match name {
                b"r" => {
                    cell.at = address::cell(value).ok_or_else(|| Problem::reference(&self.sheet, value))?
                }
                b"s" => cell.style = address::number(value).unwrap_or(u32::MAX),
                b"t" => {
                    cell.kind = match value {
                        b"s" => Kind::Shared,
                        b"n" => Kind::Number,
                        b"str" => Kind::Formula,
                        b"inlineStr" => Kind::Inline,
                        b"b" => Kind::Bool,
                        b"e" => Kind::Error,
                        b"d" => Kind::Date,
                        _ => Kind::Unknown,
                    }
                }
                _ => {}
            }
        }
        if cell.at.column >= COLUMNS {
            return Err(Problem::ManyColumns(COLUMNS));
        }
        self.column = cell.at.column + 1;
        self.cell = cell;
        Ok(())
    }

    fn end_cell(&mut self, grid: &mut Grid) {
        if std::mem::take(&mut self.formula) {
            builder::note(grid, Some(self.cell.at), OddityKind::FormulaWithoutValue);
        }
    }
}

/// The text of the cell cannot be what its kind says.
struct Unreadable;

fn value(cell: &Cell, text: &str, context: Context<'_>) -> Result<Option<CellValue>, Unreadable> {
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(match cell.kind {
        Kind::Shared => {
            let index: usize = text.trim().parse().map_err(|_| Unreadable)?;
            CellValue::Text(context.strings.get(index).ok_or(Unreadable)?.to_string())
        }
        Kind::Formula => CellValue::Text(plain(text).into_owned()),
        Kind::Error => CellValue::Error(text.to_owned()),
        Kind::Date => serial::iso(text).map_or_else(|| CellValue::Text(text.to_owned()), CellValue::Date),
        Kind::Bool => match text.trim() {
            "1" | "true" => CellValue::Bool(true),
            "0" | "false" => CellValue::Bool(false),
            _ => return Err(Unreadable),
        },
        Kind::Number | Kind::Untold => match text.trim().parse::<f64>() {
            Ok(number) if !number.is_finite() => return Err(Unreadable),
            Ok(number) => shown(number, cell.style, context),
            Err(_) if cell.kind == Kind::Untold => CellValue::Text(text.to_owned()),
            Err(_) => return Err(Unreadable),
        },
        Kind::Inline | Kind::Read => return Ok(None),
        Kind::Unknown => return Err(Unreadable),
    }))
}

/// A number, or the day it is shown as.
fn shown(number: f64, style: u32, context: Context<'_>) -> CellValue {
    let date = match context.styles.get(style as usize) {
        Some(Shown::Date) => serial::date_time(number, context.is_1904),
        _ => None,
    };
    date.map_or(CellValue::Number(number), CellValue::Date)
}

fn hide_columns(tag: Tag<'_>, grid: &mut Grid) {
    let bound = |name: &[u8]| {
        tag.attribute(name)
            .and_then(address::number)
            .filter(|at| (1..=COLUMNS).contains(at))
    };
    if let (Some(first), Some(last)) = (bound(b"min"), bound(b"max")) {
        // A sheet has no more columns than this, however often its `<col>` elements repeat.
        if grid.hidden_columns.len() < COLUMNS as usize {
            grid.hidden_columns.extend(first - 1..last);
        }
    }
}

fn merge(tag: Tag<'_>, grid: &mut Grid, merges: &mut Vec<Merge>) {
    match tag.attribute(b"ref").and_then(address::range) {
        Some(merge) if merges.len() < MERGES => merges.push(merge),
        _ => builder::note(grid, None, OddityKind::MergeIgnored),
    }
}
