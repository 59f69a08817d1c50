//! Every format of a spreadsheet becomes the same grid, and a file that is not what it seems is refused by name.
#![allow(clippy::unwrap_used, reason = "tests")]

mod build;
mod hostile;
mod markup;
mod oracle;
mod whole;

use nastavnik::ingest::formats::child::ChildReader;
use nastavnik::ingest::formats::error::ReadError;
use nastavnik::ingest::formats::grids;
use nastavnik::ingest::grid::{CellValue, Grid};
use nastavnik::ingest::source::{Cancel, Source};

/// Reads a file with a reading process at hand.
fn read(name: &str, bytes: Vec<u8>) -> Result<Vec<Grid>, ReadError> {
    let reader = ChildReader::new(env!("CARGO_BIN_EXE_nastavnik").into());
    let source = Source {
        name: name.into(),
        bytes: bytes.into(),
    };
    grids(&source, Some(&reader), &Cancel::default())
}

/// Cells of a sheet as `A1=value`, in order.
fn shown(grid: &Grid) -> Vec<String> {
    let cell = |value: &CellValue| match value {
        CellValue::Text(text) => text.clone(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Date(date) => date.to_string(),
        CellValue::Bool(yes) => yes.to_string(),
        CellValue::Error(error) => error.clone(),
    };
    grid.cells
        .iter()
        .map(|one| format!("{}={}", one.at.a1(), cell(&one.value)))
        .collect()
}
