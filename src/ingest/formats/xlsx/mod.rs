//! xlsx and xlsm: a pre-flight over every part, then calamine's stream of cells into a grid.
//!
//! calamine trusts the file: it reserves what the table of strings declares, and its ranges are as large as the
//! farthest cell. So it sees only files that passed the pre-flight, and only its streaming reader is used.

mod scan;
mod workbook;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xlsx, XlsxError};

use super::builder::{self, Budget, SHEETS};
use super::cells;
use super::error::Problem;
use crate::ingest::grid::{CellRef, CellValue, Grid, OddityKind};
use crate::ingest::source::Cancel;
use crate::office::container::Container;

pub use scan::small_part;
pub use workbook::resolve;

use scan::SheetScan;

/// Reads a workbook whose container is open.
///
/// # Errors
/// It is damaged, hostile, beyond the limits, or has no sheets of cells.
pub fn read(bytes: &[u8], mut container: Container<'_>, cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    let sheets = workbook::sheets(&mut container)?;
    if !sheets.iter().any(|sheet| sheet.has_cells) {
        return Err(Problem::NoSheets);
    }
    if sheets.len() > SHEETS {
        return Err(Problem::ManySheets(SHEETS));
    }
    let scans = scan::scan_all(&mut container, || Ok(cancel.check()?))?;
    drop(container);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| problem(&error, None))?;
    let hidden: HashMap<String, bool> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.has_cells) {
        cancel.check()?;
        // Two sheets may lead to one part, so it is not taken out.
        let Some(scan) = scans.get(&sheet.part).cloned() else {
            return Err(Problem::SheetLost(sheet.name));
        };
        let mut grid = Grid {
            hidden: hidden.get(&sheet.name).copied().unwrap_or(false),
            ..Grid::default()
        };
        read_sheet(&mut book, &sheet.name, &scan, &mut budget, &mut grid)?;
        grid.name = sheet.name;
        fill(&mut grid, scan);
        grids.push(grid);
    }
    Ok(grids)
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    scan: &SheetScan,
    budget: &mut Budget,
    grid: &mut Grid,
) -> Result<(), Problem> {
    let is_1904 = book.has_1904_epoch();
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| problem(&error, Some(name)))?;
    let mut number = 0;
    loop {
        match cells.next_cell() {
            Ok(None) => return Ok(()),
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                let at = CellRef { row, column };
                if row >= builder::ROWS || column >= builder::COLUMNS {
                    return Err(Problem::out_of_bounds(name, at));
                }
                if let Some(value) = cells::value(cell.get_value(), is_1904) {
                    budget.push(grid, at, value)?;
                }
            }
            Err(XlsxError::CellError(text)) => {
                // Error values newer than the reader knows, such as #SPILL!.
                let place = scan.error_cells.binary_search_by_key(&number, |&(cell, _)| cell);
                match place.ok().and_then(|index| scan.error_cells.get(index)) {
                    Some(&(_, at)) => budget.push(grid, at, CellValue::Error(text))?,
                    None => builder::note(grid, None, OddityKind::ValueUnreadable),
                }
            }
            Err(
                XlsxError::Unexpected(_)
                | XlsxError::Unrecognized { .. }
                | XlsxError::ParseFloat(_)
                | XlsxError::CellTAttribute(_),
            ) => {
                builder::note(grid, None, OddityKind::ValueUnreadable);
            }
            Err(error) => return Err(problem(&error, Some(name))),
        }
        number += 1;
    }
}

/// What only the pre-flight knows.
fn fill(grid: &mut Grid, scan: SheetScan) {
    grid.hidden_rows = scan.hidden_rows;
    grid.hidden_columns = scan.hidden_columns;
    for at in scan.bare_formulas {
        builder::note(grid, Some(at), OddityKind::FormulaWithoutValue);
    }
    builder::finish(grid);
    builder::set_merges(grid, scan.merges);
}

fn problem(error: &XlsxError, sheet: Option<&str>) -> Problem {
    match error {
        XlsxError::Password => Problem::Encrypted,
        XlsxError::WorksheetNotFound(name) => Problem::SheetLost(name.clone()),
        XlsxError::FileNotFound(part) => Problem::Damaged(Some(part.clone())),
        _ => Problem::Damaged(sheet.map(str::to_owned)),
    }
}
