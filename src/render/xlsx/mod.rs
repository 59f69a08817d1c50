//! Excel registers and reports: a description in `templates/*.toml` and data in, a workbook out.
//!
//! Knows no schools: rows are JSON objects with Russian keys. Equal input gives equal bytes.

mod book;
mod chart;
mod error;
mod layout;
mod spec;
mod value;

pub use book::render;
pub use error::SheetError;
pub use spec::{Chart, Column, Look, Register};
