//! The data of each paper: one school as of the paper's own day, as a tree of JSON with Russian names.
//!
//! Knows what a paper may speak of, not how it looks. A field for papers is added here and nowhere else; fields of
//! sheets come by themselves, under their names in `model/columns/` with `_` in place of `-`.

mod consents;
mod facts;
mod inspection;
mod meetings;
mod named;
mod object;
mod orders;
mod pairs;
mod partners;
mod record;
pub mod reference;
mod registers;
mod requests;
mod roadmap;
mod scopes;
mod selection;
mod site;
mod staff;
mod wanting;

pub use facts::{Facts, list};
pub use named::{Named, Naming};
pub use orders::{Change, Document, amendment, document_of};
pub use roadmap::is_offered as roadmap_is_offered;
pub use scopes::{Asked, Behind, Scope, ScopeKind, Signed, common_kind, scopes};
pub use wanting::{Wanting, wanting};
