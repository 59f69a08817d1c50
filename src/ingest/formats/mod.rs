//! From bytes to grids: every format of a spreadsheet becomes the same located cells.
//!
//! The format is told by the content, never by the extension. Knows limits and damage, not headers or people.
//! A file is either read whole or refused with a [`ReadError`] that names it; what was put right on the way is
//! told in [`Grid::oddities`].

mod builder;
mod cells;
pub mod child;
pub mod error;
mod kind;
mod markup;
mod serial;
mod text;
mod whole;
mod wire;
mod xlsx;

pub use self::builder::ODDITIES;
use self::child::ChildReader;
use self::error::{Problem, ReadError};
use self::kind::Kind;
use super::grid::Grid;
use super::source::{Cancel, Source};
use crate::office::container::{Container, LIMITS};

/// Largest file that is read, in bytes.
pub const FILE_LIMIT: u64 = 64 << 20;

/// Reads all sheets of a file, hidden ones too.
///
/// xls, xlsb and ods are read in a process of their own, which `reader` starts; without one they are refused.
///
/// # Errors
/// [`ReadError`], naming the file, the reason and what to do.
pub fn grids(source: &Source, reader: Option<&ChildReader>, cancel: &Cancel) -> Result<Vec<Grid>, ReadError> {
    read(source, reader, cancel).map_err(|problem| ReadError {
        file: source.name.clone(),
        problem,
    })
}

fn read(source: &Source, reader: Option<&ChildReader>, cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    cancel.check()?;
    let bytes: &[u8] = &source.bytes;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(Problem::LargeFile {
            size: bytes.len() as u64 >> 20,
            limit: FILE_LIMIT >> 20,
        });
    }
    let grids = match kind::of(bytes, &source.name)? {
        Kind::Xlsx => xlsx::read(Container::open(bytes, LIMITS)?, cancel)?,
        Kind::Text => text::read(bytes, cancel)?,
        Kind::Html => markup::html(bytes, cancel)?,
        Kind::Xml2003 => markup::xml2003(bytes, cancel)?,
        Kind::Whole(format) => {
            let reader = reader.ok_or(Problem::NoChild(format.name().into()))?;
            reader.read(format, bytes, cancel)?
        }
    };
    if grids.iter().all(|grid| grid.cells.is_empty()) {
        return Err(Problem::NoCells);
    }
    Ok(grids)
}
