//! «Наставник»: one school's spreadsheets in, checked papers out.
//!
//! The modules stand in the order of the pipeline; each may use those above it and the leaves, never those
//! below (`docs/architecture.md` has the table, `tests/tidy.rs` checks it):
//!
//! ```text
//! ingest → school → model → check, indicator, rollover → compose → render → package     pipeline; cli on top
//! leaves that know no schools: russian, office, diag
//! ```
//!
//! Only `cli` and `package` touch files and the clock. Everything else maps values to values, so equal input
//! and an equal date give equal bytes.

pub mod diag;
pub mod office;
pub mod russian;
pub mod settings;

pub mod ingest;
pub mod school;

pub mod model;

pub mod check;
pub mod indicator;
pub mod rollover;

pub mod compose;
pub mod render;

pub mod package;

pub mod pipeline;

pub mod cli;
