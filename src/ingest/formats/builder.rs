//! Puts cells into a grid under limits: bounds of a sheet, number of cells, length of texts.

use super::error::Problem;
use crate::ingest::grid::{CellRef, CellValue, Grid, GridCell, Merge, Oddity, OddityKind};
use crate::office::is_forbidden;

/// Rows a sheet may have.
pub const ROWS: u32 = 1_048_576;
/// Columns a sheet may have.
pub const COLUMNS: u32 = 16_384;
/// Characters a cell may have; the rest is cut.
pub const CELL_TEXT: usize = 32_767;
/// Cells that are not empty, in a whole file.
pub const CELLS: usize = 2_000_000;
/// Megabytes of text in a whole file.
pub const TEXT_MB: usize = 128;
/// Sheets in a file.
pub const SHEETS: usize = 2_000;
/// Oddities told of one sheet; beyond that the file is damaged throughout, and more would not help.
pub const ODDITIES: usize = 10_000;

/// What is left of the limits of one file.
#[derive(Debug)]
pub struct Budget {
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            cells: CELLS,
            text: TEXT_MB << 20,
        }
    }
}

impl Budget {
    /// Adds a cell.
    ///
    /// # Errors
    /// The file has more cells or text than allowed.
    pub fn push(&mut self, grid: &mut Grid, at: CellRef, value: CellValue) -> Result<(), Problem> {
        let value = match value {
            CellValue::Text(text) => CellValue::Text(self.text(grid, at, text)?),
            CellValue::Number(number) if !number.is_finite() => {
                note(grid, Some(at), OddityKind::ValueUnreadable);
                return Ok(());
            }
            other => other,
        };
        if matches!(&value, CellValue::Text(text) if text.is_empty()) {
            return Ok(());
        }
        self.cells = self.cells.checked_sub(1).ok_or(Problem::ManyCells(CELLS))?;
        grid.cells.push(GridCell { at, value });
        Ok(())
    }

    fn text(&mut self, grid: &mut Grid, at: CellRef, mut text: String) -> Result<String, Problem> {
        if let Some(clean) = without_control(&text) {
            text = clean;
            note(grid, Some(at), OddityKind::ControlDropped);
        }
        // A character is at most four bytes, so shorter texts need no count.
        if text.len() > CELL_TEXT
            && let Some((end, _)) = text.char_indices().nth(CELL_TEXT)
        {
            text.truncate(end);
            text.shrink_to_fit();
            note(grid, Some(at), OddityKind::TextCut);
        }
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or(Problem::MuchText(TEXT_MB))?;
        Ok(text)
    }
}

/// The text without the characters that no XML file may hold, if it has any; Word's break of a line stays a break.
fn without_control(text: &str) -> Option<String> {
    // The lead byte of the two that are no control characters; letters of no alphabet in use begin with it.
    let suspect = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0xef;
    if !text.bytes().any(suspect) {
        return None;
    }
    let clean: String = text
        .chars()
        .map(|char| if char == '\u{b}' { '\n' } else { char })
        .filter(|char| !is_forbidden(*char))
        .collect();
    (clean != text).then_some(clean)
}

/// Adds an oddity.
pub fn note(grid: &mut Grid, at: Option<CellRef>, kind: OddityKind) {
    if grid.oddities.len() < ODDITIES {
        grid.oddities.push(Oddity { at, kind });
    }
}

/// Puts cells in order and keeps the last of those at one place.
pub fn finish(grid: &mut Grid) {
    if !grid.cells.is_sorted_by(|one, next| one.at < next.at) {
        grid.cells.sort_by_key(|cell| cell.at);
        let mut doubles = Vec::new();
        // The sort is stable: the later of two stands behind, and takes the place of the earlier.
        grid.cells.dedup_by(|later, kept| {
            let same = later.at == kept.at;
            if same {
                doubles.push(kept.at);
                std::mem::swap(later, kept);
            }
            same
        });
        for at in doubles {
            note(grid, Some(at), OddityKind::CellTwice);
        }
    }
    tidy(&mut grid.hidden_rows);
    tidy(&mut grid.hidden_columns);
}

fn tidy(numbers: &mut Vec<u32>) {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.shrink_to_fit();
}

/// Keeps the merged ranges that make sense: within the sheet, forwards, more than one cell, not over another.
pub fn set_merges(grid: &mut Grid, mut merges: Vec<Merge>) {
    let bound = grid.cells.iter().map(|cell| cell.at.row).max().unwrap_or(0);
    merges.sort_by_key(|merge| merge.from);
    for merge in merges {
        let forwards = merge.from.row <= merge.to.row && merge.from.column <= merge.to.column;
        let inside = merge.to.row < ROWS && merge.to.column < COLUMNS && merge.from.row <= bound;
        // Sorted by the upper left corner, so an overlapping one is near the end; a table's header merges
        // reach down a few rows, and a look back of this many finds them.
        let overlaps = grid.merges.iter().rev().take(4_096).any(|other| {
            merge.from.row <= other.to.row
                && other.from.row <= merge.to.row
                && merge.from.column <= other.to.column
                && other.from.column <= merge.to.column
        });
        let whole_sheet = merge.to.row == ROWS - 1 && merge.to.column == COLUMNS - 1;
        if !forwards || merge.to.row >= ROWS || merge.to.column >= COLUMNS || overlaps || whole_sheet {
            note(grid, Some(merge.from), OddityKind::MergeIgnored);
        } else if inside && merge.from != merge.to {
            grid.merges.push(merge);
        }
    }
}
