//! Two tables side by side on one sheet: the header names people again behind an empty column.

use super::header::{Header, How};
use crate::ingest::clean;
use crate::ingest::grid::{CellRef, Grid, Merge};

/// The empty column between two tables of which a header was found for the left one.
pub fn gap(header: &Header, identity: usize) -> Option<u32> {
    let columns = &header.columns;
    let own = columns.iter().find(|column| column.field == Some(identity))?;
    let name = clean::key(&own.header);
    let again = columns
        .iter()
        .filter(|column| column.at.column > own.at.column && column.how == How::Unknown)
        .find(|column| clean::key(&column.header) == name)?;
    (own.at.column + 1..again.at.column)
        .rev()
        .find(|gap| columns.iter().all(|column| column.at.column != *gap))
}

/// The cells before and behind a column, each as a sheet; what is told of the whole file stays with the first.
pub fn at(grid: Grid, gap: u32) -> [Grid; 2] {
    let side = |at: &CellRef| usize::from(at.column >= gap);
    let mut sides = [0, 1].map(|_| Grid {
        name: grid.name.clone(),
        hidden: grid.hidden,
        hidden_rows: grid.hidden_rows.clone(),
        hidden_columns: grid.hidden_columns.clone(),
        ..Grid::default()
    });
    for cell in grid.cells {
        sides[side(&cell.at)].cells.push(cell);
    }
    for merge in grid.merges {
        // A title over both belongs to the left one.
        let right = side(&merge.from);
        let to = if right == 0 {
            CellRef {
                column: merge.to.column.min(gap - 1),
                ..merge.to
            }
        } else {
            merge.to
        };
        sides[right].merges.push(Merge { to, ..merge });
    }
    sides
}
