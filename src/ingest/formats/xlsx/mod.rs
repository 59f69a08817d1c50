//! xlsx and xlsm, streamed part by part into grids.
//!
//! A workbook's own claims about sizes are not looked at: bytes are counted as they inflate, texts and cells as they
//! come, so nothing larger than the limits is ever held. The stream is read here and not by calamine because the
//! latter fails a whole sheet for one odd value, tells no place for it, knows no hidden rows, and reserves what the
//! table of strings declares; the tests compare the cells of the two.

mod address;
mod sheet;
mod strings;
mod styles;
mod workbook;

use super::builder::{Budget, SHEETS};
use super::error::Problem;
use crate::ingest::grid::Grid;
use crate::ingest::source::Cancel;
use crate::office::container::Container;

use sheet::Context;

pub use workbook::targets;

/// Reads a workbook whose container is open.
///
/// # Errors
/// It is damaged, hostile, beyond the limits, or has no sheets of cells.
pub fn read(mut container: Container<'_>, cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    let book = workbook::read(&mut container)?;
    if book.sheets.is_empty() {
        return Err(Problem::NoSheets);
    }
    if book.sheets.len() > SHEETS {
        return Err(Problem::ManySheets(SHEETS));
    }
    let styles = match book.styles {
        Some(part) => styles::read(&mut container, part)?,
        None => Vec::new(),
    };
    cancel.check()?;
    let strings = match book.strings {
        Some(part) => strings::shared(&mut container, part)?,
        None => Vec::new(),
    };
    let context = Context {
        strings: &strings,
        styles: &styles,
        is_1904: book.is_1904,
        cancel,
    };
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in book.sheets {
        cancel.check()?;
        let mut grid = Grid {
            name: sheet.name,
            hidden: sheet.hidden,
            ..Grid::default()
        };
        container.xml(sheet.part, |tags| {
            sheet::read(tags, context, &mut budget, &mut grid)
        })?;
        grids.push(grid);
    }
    Ok(grids)
}
