//! From bytes to records: files become [`Grid`]s, grids become [`Record`]s of a known sheet.
//!
//! Knows formats, headers and the ways schools write values; does not know how records of several files belong
//! together (that is `school`). Every value keeps the cell it came from, and nothing is dropped without a
//! finding or a line in `skipped`.

pub mod formats;
pub mod grid;
pub mod record;
pub mod schema;
pub mod source;
