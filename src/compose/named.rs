//! What a text of the data names, so that a template can put it into the right case.

use std::collections::BTreeMap;

use crate::russian::Gender;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A person, with the sex when it is known.
    Person(Option<Gender>),
    /// A post.
    Post,
    /// An organisation.
    Organisation,
}

/// Texts as they stand in the data, and what they name.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// Sorted, so that equal schools give equal tables.
    pub texts: BTreeMap<String, Named>,
}

impl Naming {
    /// Remembers a text; an empty one names nothing.
    pub fn add(&mut self, text: &str, named: Named) {
        if !text.is_empty() {
            self.texts.entry(text.to_owned()).or_insert(named);
        }
    }
}
