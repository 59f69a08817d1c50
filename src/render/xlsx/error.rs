//! What can be wrong with a description of a register, or with its data.

use thiserror::Error;

use crate::diag::suggestion;

/// A register that cannot be made.
#[derive(Debug, Error)]
pub enum SheetError {
    /// The description is not well formed.
    #[error("{name}, строка {line}: {message}")]
    Description {
        /// File of the description.
        name: String,
        /// Line from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A name leads to nothing.
    #[error("{name}: нет поля «{path}»{}", suggestion(nearest.as_deref()))]
    Unknown {
        /// Id of the register.
        name: String,
        /// The path as it stands.
        path: String,
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// The rows are no list.
    #[error("{name}: «{path}» — не список")]
    NotRows {
        /// Id of the register.
        name: String,
        /// The path as it stands.
        path: String,
    },
    /// The writer refused.
    #[error("{name}: {source}")]
    Write {
        /// Id of the register.
        name: String,
        /// Why.
        source: rust_xlsxwriter::XlsxError,
    },
}
