//! The Word engine: templates in, documents out.
//!
//! A template is a text with Markdown and tags ([`source`]) or a Word file with tags. Both become parts whose tags
//! are private signs; the second half ([`compiled`]) is shared. The engine knows no schools: data is a JSON tree.

mod block;
mod body;
mod built_in;
pub mod compiled;
mod directive;
pub mod error;
mod filters;
mod inline;
mod lift;
mod lists;
mod markdown;
mod names;
mod normal;
pub mod options;
mod record;
pub mod scope;
pub mod source;
mod table;
mod tag;
mod template;
mod value;
mod word;
mod words;
mod xml;

pub use template::Template;

/// A file name that Windows, Linux and macOS take.
pub fn safe_file_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|char| match char {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            char if char.is_control() => ' ',
            char => char,
        })
        .collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = clean.trim_matches(['.', ' ']);
    if clean.is_empty() {
        "document".to_owned()
    } else {
        clean.chars().take(120).collect()
    }
}
