//! Cells of the clean sample, changed by hand: sheet, row found by its values, column, new value.

use std::collections::{BTreeMap, BTreeSet};

use nastavnik::check::{self, Checked};
use nastavnik::ingest::grid::{CellRef, CellValue, Grid, GridCell};
use nastavnik::settings::Settings;

use crate::school::{DAY, federal, grids, understood};

/// One line of `tests/cases/mutations.tsv`.
pub struct Edit {
    pub sheet: String,
    pub row: String,
    pub column: String,
    pub value: String,
}

fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => text.to_string(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Date(moment) => moment.date().to_string(),
        CellValue::Bool(yes) => yes.to_string(),
        CellValue::Error(text) => text.to_string(),
    }
}

fn set(grid: &mut Grid, at: CellRef, value: &str) {
    grid.cells.retain(|cell| cell.at != at);
    if !value.is_empty() {
        let value = match value.parse::<f64>() {
            Ok(number) => CellValue::Number(number),
            Err(_) => CellValue::Text(value.into()),
        };
        grid.cells.push(GridCell { at, value });
        grid.cells.sort_by_key(|cell| cell.at);
    }
}

/// Applies the edits of a case; returns the sheets and cells that were set.
pub fn apply(grids: &mut Vec<Grid>, edits: &[Edit]) -> BTreeSet<(String, String)> {
    let mut touched = BTreeSet::new();
    // Rows are looked for before anything is changed, so that an edit may change the cell it is found by.
    let untouched: BTreeMap<String, Grid> = grids
        .iter()
        .map(|grid| (grid.name.to_string(), grid.clone()))
        .collect();
    for edit in edits {
        if !grids.iter().any(|grid| *grid.name == *edit.sheet) {
            let name = edit.sheet.clone();
            grids.push(Grid {
                name,
                ..Grid::default()
            });
        }
        let grid = grids.iter_mut().find(|grid| *grid.name == *edit.sheet).unwrap();
        let old = untouched.get(&edit.sheet);
        let header = |grid: &Grid, title: &str| {
            grid.cells
                .iter()
                .find(|cell| cell.at.row == 0 && shown(&cell.value) == title)
                .map(|cell| cell.at.column)
        };
        let column = header(grid, &edit.column).or_else(|| {
            (edit.column != "*").then(|| {
                let next = grid
                    .cells
                    .iter()
                    .filter(|cell| cell.at.row == 0)
                    .map(|cell| cell.at.column + 1)
                    .max();
                let at = CellRef {
                    row: 0,
                    column: next.unwrap_or(0),
                };
                set(grid, at, &edit.column);
                at.column
            })
        });
        // «^» is the row of the headers: a column under another name.
        let rows: Vec<u32> = if edit.row == "^" {
            vec![0]
        } else if let Some(added) = edit.row.strip_prefix('+') {
            let last = old
                .and_then(|grid| grid.cells.iter().map(|cell| cell.at.row).max())
                .unwrap_or(0);
            vec![last + 1 + added.parse::<u32>().unwrap_or(0)]
        } else {
            let old = old.expect("a sheet of the sample");
            let wanted: Vec<(u32, &str)> = edit
                .row
                .split("; ")
                .fold(Vec::<String>::new(), |mut parts, part| {
                    // A value may hold «; » itself.
                    match parts.last_mut() {
                        Some(last) if !part.contains('=') => *last = format!("{last}; {part}"),
                        _ => parts.push(part.to_owned()),
                    }
                    parts
                })
                .leak()
                .iter()
                .map(|part| part.split_once('=').unwrap())
                .map(|(title, value)| {
                    (
                        header(old, title).unwrap_or_else(|| panic!("no column {title}")),
                        value,
                    )
                })
                .collect();
            let rows: BTreeSet<u32> = old
                .cells
                .iter()
                .map(|cell| cell.at.row)
                .filter(|row| *row > 0)
                .collect();
            let holds = |row: u32, column: u32, value: &str| {
                old.cells
                    .iter()
                    .any(|cell| cell.at == CellRef { row, column } && shown(&cell.value) == value)
            };
            rows.into_iter()
                .filter(|row| wanted.iter().all(|(column, value)| holds(*row, *column, value)))
                .collect()
        };
        assert!(!rows.is_empty(), "no row {} in {}", edit.row, edit.sheet);
        for row in rows {
            match column {
                Some(column) => {
                    let at = CellRef { row, column };
                    set(grid, at, &edit.value);
                    touched.insert((edit.sheet.clone(), at.a1()));
                }
                None => grid.cells.retain(|cell| cell.at.row != row),
            }
        }
    }
    touched
}

/// A cell to be changed.
pub fn edit(sheet: &str, row: &str, column: &str, value: &str) -> Edit {
    let [sheet, row, column, value] = [sheet, row, column, value].map(str::to_owned);
    Edit {
        sheet,
        row,
        column,
        value,
    }
}

/// The clean school with some cells changed, checked.
pub fn broken(edits: &[Edit], settings: &Settings) -> Checked {
    let mut changed = grids("school-clean");
    apply(&mut changed, edits);
    check::check(&understood(changed), &federal(), settings, DAY)
}
