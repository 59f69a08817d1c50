//! From bytes to records: files become [`Grid`]s, grids become [`Record`]s of a known sheet.
//!
//! Knows formats, headers and the ways schools write values; does not know how records of several files belong
//! together (that is `school`). Every value keeps the cell it came from, and nothing is dropped without a
//! finding or a line in `skipped`.

mod builder;
pub mod clean;
mod columns;
pub mod dictionary;
pub mod findings;
pub mod formats;
pub mod grid;
mod groups;
mod joins;
pub mod layout;
pub mod paper;
pub mod read;
pub mod record;
pub mod remember;
pub mod report;
pub mod schema;
mod sections;
pub mod source;
mod staff;
mod staff_report;
mod table;
mod tally;
#[cfg(test)]
mod tests;
pub mod told;
pub mod values;
pub mod workbook;

pub use read::{ColumnRead, Derived, FileRead, Ingested, Skipped, TableRead, read, understand_grids};
