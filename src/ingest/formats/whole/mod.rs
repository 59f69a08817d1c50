//! xls, xlsb and ods: read whole by calamine, in a process of their own (see [`super::child`]).
//!
//! Nothing here may be called outside that process on a stranger's bytes: the reader allocates what the file
//! asks for. What it does not tell (hidden rows and columns, merged ranges) is scanned here beforehand.

mod ods;
mod xls;
mod xlsb;

use calamine::{Data, Range, SheetVisible};

pub use self::xls::examine;

use super::builder::{self, Budget};
use super::cells;
use super::error::Problem;
use super::kind::Whole;
use crate::ingest::grid::{CellRef, Grid, Merge};

/// Reads all sheets.
///
/// # Errors
/// The file is damaged or beyond the limits.
pub fn read(format: Whole, bytes: &[u8]) -> Result<Vec<Grid>, Problem> {
    match format {
        Whole::Xls => xls::read(bytes),
        Whole::Xlsb => xlsb::read(bytes),
        Whole::Ods => ods::read(bytes),
    }
}

/// What is told of a sheet besides its cells.
#[derive(Debug, Default)]
struct Layout {
    name: String,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    merges: Vec<Merge>,
}

/// The sheet as a grid; `layout` is that of the sheet of this name.
fn grid(
    sheet: &calamine::Sheet,
    range: &Range<Data>,
    layout: Layout,
    is_1904: bool,
    budget: &mut Budget,
) -> Result<Grid, Problem> {
    let mut grid = empty(sheet);
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
            return Err(Problem::Damaged(Some(sheet.name.clone())));
        };
        let at = CellRef {
            row: first_row + row,
            column: first_column + column,
        };
        if let Some(value) = cells::value(&cells::borrowed(data), is_1904) {
            budget.push(&mut grid, at, value)?;
        }
    }
    finish(&mut grid, layout);
    Ok(grid)
}

fn empty(sheet: &calamine::Sheet) -> Grid {
    let hidden = sheet.visible != SheetVisible::Visible;
    Grid {
        name: sheet.name.clone(),
        hidden,
        ..Grid::default()
    }
}

fn finish(grid: &mut Grid, layout: Layout) {
    // Rows hidden below the last cell are the program's way to end a sheet, not anybody's records.
    let last = grid
        .cells
        .iter()
        .map(|cell| cell.at)
        .fold((0, 0), |(row, column), at| {
            (at.row.max(row), at.column.max(column))
        });
    grid.hidden_rows = layout
        .hidden_rows
        .into_iter()
        .filter(|row| *row <= last.0)
        .collect();
    grid.hidden_columns = layout
        .hidden_columns
        .into_iter()
        .filter(|column| *column <= last.1)
        .collect();
    builder::finish(grid);
    builder::set_merges(grid, layout.merges);
}

fn take(layouts: &mut Vec<Layout>, name: &str) -> Layout {
    let at = layouts.iter().position(|layout| layout.name == name);
    at.map(|at| layouts.swap_remove(at)).unwrap_or_default()
}
