//! What is noted while one document is rendered: problems, doubts, the budget.
//!
//! Filters of the template engine are shared by all documents and get no place to write to, so the notes of the
//! document that a thread is rendering lie beside it.

use std::cell::RefCell;
use std::sync::Arc;

use super::error::Problem;
use super::media::Media;
use super::options::{Doubt, Lexicon};

/// Notes on one rendering.
#[derive(Debug, Default)]
pub struct Record {
    /// Tag number and problem.
    pub problems: Vec<(usize, Problem)>,
    /// Inflections that may be wrong.
    pub doubts: Vec<Doubt>,
    /// Characters that XML forbids were dropped from these values.
    pub cleaned: Vec<String>,
    /// Turns of loops left.
    pub turns: u64,
    /// Printed values get the typography of a paper.
    pub polish: bool,
    /// Pictures and charts.
    pub media: Media,
    /// What the caller knows of names.
    pub lexicon: Arc<Lexicon>,
}

thread_local! {
    static CURRENT: RefCell<Record> = RefCell::default();
}

/// Puts a fresh record in place.
pub fn begin(record: Record) {
    CURRENT.set(record);
}

/// Takes the record out.
pub fn end() -> Record {
    CURRENT.take()
}

/// Notes something.
pub fn with<T>(note: impl FnOnce(&mut Record) -> T) -> T {
    CURRENT.with_borrow_mut(note)
}
