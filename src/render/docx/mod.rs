//! The Word engine: templates in, documents out.
//!
//! A template is a text with Markdown and tags ([`source`]) or a Word file with tags. Both become parts whose tags
//! are private signs; the second half ([`compiled`]) is shared. The engine knows no schools: data is a JSON tree.

mod block;
mod body;
mod built_in;
mod cells;
mod chart;
pub mod compare;
pub mod compiled;
mod condition;
mod contents;
pub mod data;
mod directive;
mod drawing;
pub mod error;
mod figure;
mod filters;
mod grid;
mod ids;
mod inline;
pub mod letterhead;
mod lift;
mod lists;
mod markdown;
mod media;
mod mend;
mod mistakes;
mod names;
mod normal;
mod notes;
pub mod options;
pub mod outline;
mod record;
mod relations;
pub mod rendering;
pub mod scope;
pub mod source;
mod table;
mod tag;
mod template;
mod value;
mod word;
mod words;
mod written;
mod xml;

pub use condition::Condition;
pub use template::{Template, mistakes};
