//! A grid by rows: which cells a row has, which merges touch it.

use crate::ingest::grid::{CellRef, CellValue, Grid, GridCell, Merge};

/// A grid with an index of its rows.
#[derive(Debug)]
pub struct View<'a> {
    /// The grid itself.
    pub grid: &'a Grid,
    rows: Vec<(u32, usize, usize)>,
}

impl<'a> View<'a> {
    /// Indexes a grid.
    pub fn of(grid: &'a Grid) -> Self {
        let mut rows: Vec<(u32, usize, usize)> = Vec::new();
        for (index, cell) in grid.cells.iter().enumerate() {
            match rows.last_mut() {
                Some((row, _, end)) if *row == cell.at.row => *end = index + 1,
                _ => rows.push((cell.at.row, index, index + 1)),
            }
        }
        Self { grid, rows }
    }

    /// Rows that are not empty.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// No row holds anything.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of the `index`th row that is not empty.
    pub fn row(&self, index: usize) -> u32 {
        self.rows[index].0
    }

    /// Its cells.
    pub fn cells(&self, index: usize) -> &'a [GridCell] {
        let (_, start, end) = self.rows[index];
        &self.grid.cells[start..end]
    }

    /// Cells of a row by its number.
    pub fn cells_of(&self, row: u32) -> &'a [GridCell] {
        let index = self.rows.binary_search_by_key(&row, |(row, _, _)| *row);
        index.map_or(&[], |index| self.cells(index))
    }

    /// The cell at an address.
    pub fn cell(&self, at: CellRef) -> Option<&'a GridCell> {
        let cells = self.cells_of(at.row);
        let found = cells
            .binary_search_by_key(&at.column, |cell| cell.at.column)
            .ok()?;
        Some(&cells[found])
    }

    /// Text at an address; nothing for numbers and dates.
    pub fn text(&self, at: CellRef) -> Option<&'a str> {
        text(&self.cell(at)?.value)
    }

    /// The merge that begins at an address.
    pub fn merge_from(&self, at: CellRef) -> Option<Merge> {
        self.grid.merges.iter().copied().find(|merge| merge.from == at)
    }
}

/// Text of a cell that holds text and more than spaces.
pub fn text(value: &CellValue) -> Option<&str> {
    match value {
        CellValue::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}
