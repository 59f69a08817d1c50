//! Findings: what the program tells a school, as data.
//!
//! A finding is made by a stage, collected in a [`Sink`], and turned into text, JSON or a table here and nowhere
//! else. This leaf knows no schools: a place is a file, a sheet and a cell, a subject is a kind and a name.

mod code;
pub mod error;
mod finding;
pub mod html;
pub mod json;
mod key;
mod nearest;
mod order;
pub mod page;
pub mod sarif;
mod sink;
mod spot;
pub mod text;
mod uri;
pub mod words;
pub mod workbook;

pub use code::CodeInfo;
pub use finding::{Basis, Finding, Place, Severity, Subject, Waiver};
pub use key::stable_key;
pub use nearest::{nearest, suggestion};
pub use sink::Sink;
