//! Blocks of a page: tables and the lines of text between them, put one below another on one sheet.

use super::MERGES;
use crate::ingest::formats::builder::{self, Budget, COLUMNS, ROWS};
use crate::ingest::formats::error::Problem;
use crate::ingest::grid::{CellRef, CellValue, Grid, Merge};
use crate::office::container::LIMITS;

/// Columns a cell may cover, as HTML has it.
const WIDEST: u32 = 1_000;
/// Rows a cell may cover, as HTML has it.
const TALLEST: u32 = 65_534;

/// A table or a line.
#[derive(Debug, Default)]
pub struct Block {
    grid: Grid,
    merges: Vec<Merge>,
    /// Rows begun.
    rows: u32,
    /// Row and next column of the row that is open.
    next: Option<(u32, u32)>,
    /// For each column, the first row that is free of cells reaching down from above.
    free: Vec<u32>,
}

impl Block {
    /// Begins a row.
    pub fn row(&mut self, hidden: bool) -> Result<(), Problem> {
        if self.rows >= ROWS {
            return Err(Problem::ManyRows(ROWS));
        }
        if hidden {
            self.grid.hidden_rows.push(self.rows);
        }
        self.next = Some((self.rows, 0));
        self.rows += 1;
        Ok(())
    }

    /// A row is open.
    pub fn in_row(&self) -> bool {
        self.next.is_some()
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.next = None;
    }

    /// Takes the place of a cell that covers so many columns and rows.
    pub fn place(&mut self, columns: u32, rows: u32) -> Result<CellRef, Problem> {
        if !self.in_row() {
            self.row(false)?;
        }
        let (row, mut column) = self.next.unwrap_or_default();
        while self.free.get(column as usize).is_some_and(|free| *free > row) {
            column += 1;
        }
        let width = columns.clamp(1, WIDEST);
        let height = rows.clamp(1, TALLEST).min(ROWS - row);
        if column + width > COLUMNS {
            return Err(Problem::ManyColumns(COLUMNS));
        }
        let end = (column + width) as usize;
        if height > 1 {
            if self.free.len() < end {
                self.free.resize(end, 0);
            }
            self.free[column as usize..end].fill(row + height);
        }
        let at = CellRef { row, column };
        if (width > 1 || height > 1) && self.merges.len() < MERGES {
            self.merges.push(Merge {
                from: at,
                to: CellRef {
                    row: row + height - 1,
                    column: column + width - 1,
                },
            });
        }
        self.next = Some((row, column + width));
        Ok(at)
    }

    /// Puts a text at a place taken before.
    pub fn put(&mut self, at: CellRef, text: &str, budget: &mut Budget) -> Result<(), Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        budget.push(&mut self.grid, at, CellValue::Text(text.to_owned()))
    }

    /// Its texts as lines, when it is no more than a list: one row or one column.
    pub fn as_list(&self) -> Option<String> {
        let cells = &self.grid.cells;
        let one = |part: fn(&CellRef) -> u32| {
            cells
                .windows(2)
                .all(|pair| part(&pair[0].at) == part(&pair[1].at))
        };
        (one(|at| at.row) || one(|at| at.column)).then(|| {
            let texts = cells.iter().filter_map(|cell| match &cell.value {
                CellValue::Text(text) => Some(text.as_str()),
                _ => None,
            });
            texts.collect::<Vec<_>>().join("\n")
        })
    }

    /// Leaves nothing of it.
    pub fn clear(&mut self) {
        *self = Block::default();
    }
}

/// Blocks in the order in which they begin.
#[derive(Debug, Default)]
pub struct Blocks(Vec<Block>);

impl Blocks {
    /// Begins a block; its index.
    pub fn begin(&mut self) -> Result<usize, Problem> {
        if self.0.len() >= LIMITS.parts {
            return Err(Problem::ManyParts(LIMITS.parts));
        }
        self.0.push(Block::default());
        Ok(self.0.len() - 1)
    }

    /// A block by its index.
    pub fn get(&mut self, index: usize) -> &mut Block {
        &mut self.0[index]
    }

    /// One sheet of all blocks; an empty row stands between two tables.
    pub fn sheet(self) -> Result<Grid, Problem> {
        let mut sheet = Grid::default();
        let mut merges = Vec::new();
        let mut base: u32 = 0;
        for mut block in self.0 {
            if block.grid.cells.is_empty() {
                continue;
            }
            let rows = block.rows + u32::from(block.rows > 1);
            if base + rows > ROWS {
                return Err(Problem::ManyRows(ROWS));
            }
            let down = |at: CellRef| CellRef {
                row: at.row + base,
                ..at
            };
            block
                .grid
                .cells
                .iter_mut()
                .for_each(|cell| cell.at = down(cell.at));
            sheet.cells.append(&mut block.grid.cells);
            sheet
                .hidden_rows
                .extend(block.grid.hidden_rows.iter().map(|row| row + base));
            let told = block.grid.oddities.into_iter().map(|mut oddity| {
                oddity.at = oddity.at.map(down);
                oddity
            });
            sheet.oddities.extend(told);
            merges.extend(block.merges.iter().map(|merge| Merge {
                from: down(merge.from),
                to: down(merge.to),
            }));
            base += rows;
        }
        merges.truncate(MERGES);
        builder::finish(&mut sheet);
        builder::set_merges(&mut sheet, merges);
        Ok(sheet)
    }
}
