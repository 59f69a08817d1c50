//! ods: OpenDocument, as LibreOffice and Р7-Офис save it.

use std::io::Cursor;

use calamine::{Ods, OdsError, Reader, SheetType};

use super::{Layout, grid, take};
use crate::ingest::formats::builder::{Budget, COLUMNS, ROWS, SHEETS};
use crate::ingest::formats::error::Problem;
use crate::ingest::grid::{CellRef, Grid, Merge};
use crate::office::container::{Container, ContainerError, LIMITS};
use crate::office::tags::Tag;

const CONTENT: &str = "content.xml";
/// Ranges noted in a sheet: a repeated row repeats them, and the repetitions are cheap to write.
const MERGES: usize = 100_000;

/// Reads all sheets.
///
/// # Errors
/// The file is damaged or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Problem> {
    let mut container = Container::open(bytes, LIMITS)?;
    let mut layouts = layouts(&mut container)?;
    drop(container);
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Problem::Encrypted,
        _ => Problem::Damaged(None),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(Problem::ManySheets(SHEETS));
    }
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(|_| Problem::SheetLost(sheet.name.clone()))?;
        let layout = take(&mut layouts, &sheet.name);
        grids.push(grid(sheet, &range, layout, false, &mut budget)?);
    }
    if grids.is_empty() {
        Err(Problem::NoSheets)
    } else {
        Ok(grids)
    }
}

/// Scans the content; all other parts are inflated and counted.
fn layouts(container: &mut Container<'_>) -> Result<Vec<Layout>, Problem> {
    let content = container
        .find(CONTENT)
        .ok_or_else(|| ContainerError::DamagedPart(CONTENT.to_owned()))?;
    for index in (0..container.len()).filter(|index| *index != content) {
        container.drain(index)?;
    }
    let mut walk = Walk::default();
    container.scan(content, |tag| {
        walk.tag(tag);
        Ok::<(), Problem>(())
    })?;
    Ok(walk.sheets)
}

/// Where in the content the scan is: rows and columns are told by counting.
#[derive(Debug, Default)]
struct Walk {
    sheets: Vec<Layout>,
    next_row: u32,
    row: u32,
    next_column: u32,
    next_cell: u32,
}

impl Walk {
    fn tag(&mut self, tag: Tag<'_>) {
        if tag.name() == b"table" {
            let name = tag.text(b"name").unwrap_or_default();
            self.sheets.push(Layout {
                name,
                ..Layout::default()
            });
            (self.next_row, self.next_column) = (0, 0);
        }
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        let hidden = matches!(tag.attribute(b"visibility"), Some(b"collapse" | b"filter"));
        match tag.name() {
            b"table-row" => {
                self.row = self.next_row;
                self.next_cell = 0;
                self.next_row = self
                    .row
                    .saturating_add(count(tag, b"number-rows-repeated"))
                    .min(ROWS);
                if hidden {
                    sheet.hidden_rows.extend(self.row..self.next_row);
                }
            }
            b"table-column" => {
                let from = self.next_column;
                self.next_column = from
                    .saturating_add(count(tag, b"number-columns-repeated"))
                    .min(COLUMNS);
                if hidden {
                    sheet.hidden_columns.extend(from..self.next_column);
                }
            }
            b"table-cell" | b"covered-table-cell" => {
                let from = CellRef {
                    row: self.row,
                    column: self.next_cell,
                };
                let (rows, columns) = (
                    count(tag, b"number-rows-spanned"),
                    count(tag, b"number-columns-spanned"),
                );
                if (rows > 1 || columns > 1) && sheet.merges.len() < MERGES {
                    let to = CellRef {
                        row: from.row.saturating_add(rows - 1),
                        column: from.column.saturating_add(columns - 1),
                    };
                    sheet.merges.push(Merge { from, to });
                }
                self.next_cell = from
                    .column
                    .saturating_add(count(tag, b"number-columns-repeated"))
                    .min(COLUMNS);
            }
            _ => {}
        }
    }
}

fn count(tag: Tag<'_>, name: &[u8]) -> u32 {
    let text = tag
        .attribute(name)
        .and_then(|text| std::str::from_utf8(text).ok());
    text.and_then(|text| text.parse().ok())
        .filter(|count| *count > 0)
        .unwrap_or(1)
}
