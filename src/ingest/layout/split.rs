//! Two tables side by side on one sheet: the header names people again behind an empty column, or begins anew.

use super::header::{Column, Header, How};
use crate::ingest::clean;
use crate::ingest::grid::{CellRef, Grid, Merge};

/// The column that parts two tables of which a header was found for the left one.
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
        .or_else(|| second(columns, own, again))
}

/// The first column of the same headers again, when no empty column parts the two tables.
fn second(columns: &[Column], own: &Column, again: &Column) -> Option<u32> {
    let place = |wanted: &Column| columns.iter().position(|column| column.at == wanted.at);
    let shift = place(again)? - place(own)?;
    let same = |(left, right): (&Column, &Column)| clean::key(&left.header) == clean::key(&right.header);
    let repeats = shift > 1 && columns[..shift].iter().zip(&columns[shift..]).all(same);
    repeats.then(|| columns[shift].at.column)
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
