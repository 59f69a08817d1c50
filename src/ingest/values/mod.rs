//! How schools write values: one parser a file, each from the text of one cell to a value or a reason.
//!
//! A parser never guesses: what it cannot read is a [`Problem`], and the text stays in the cell.

pub mod category;
pub mod choice;
pub mod courses;
pub mod date;
pub mod experience;
pub mod fio;
pub mod money;
pub mod number;
pub mod numbered;
pub mod person;
pub mod read;
pub mod spoken;
pub mod status;
pub mod term;
pub mod words;

use super::record::Value;

/// Why a cell was not read, or was read with reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// The text is no value of this kind.
    Unreadable,
    /// A day that no calendar has.
    NoSuchDay,
    /// A month or a year instead of a day.
    PartialDate,
    /// Not one of the values of the list.
    NotInList,
    /// What stands in place of a term is none.
    NotATerm,
    /// A formula error such as `#N/A`.
    CellError,
    /// A number or a date written as text; it was read.
    AsText,
    /// Experience told as a starting year.
    SinceYear,
}

/// What became of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The value, if the cell was understood.
    pub value: Option<Value>,
    /// What is to be told.
    pub problem: Option<Problem>,
    /// Values of other fields of the same sheet that stood in this cell, by their keys.
    pub extras: Vec<(&'static str, Value)>,
}

impl Reading {
    /// A value read without reserve.
    pub fn of(value: Value) -> Self {
        Self {
            value: Some(value),
            ..Self::default()
        }
    }

    /// Nothing, for a reason.
    pub fn failed(problem: Problem) -> Self {
        Self {
            problem: Some(problem),
            ..Self::default()
        }
    }
}
