//! What a caller tells the renderer besides the data: how to inflect, what to call the file's author.

use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::Arc;

use serde::Serialize;

use super::scope::Shape;

/// One of the six cases, in the order of `words::CASES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum GrammarCase {
    /// Who, what.
    Nominative,
    /// Of whom.
    Genitive,
    /// To whom.
    Dative,
    /// Whom.
    Accusative,
    /// By whom.
    Instrumental,
    /// About whom.
    Prepositional,
}

impl GrammarCase {
    /// All, in order.
    pub const ALL: [Self; 6] = [
        Self::Nominative,
        Self::Genitive,
        Self::Dative,
        Self::Accusative,
        Self::Instrumental,
        Self::Prepositional,
    ];
}

/// What a text names, so that a filter knows how to inflect it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub enum TextKind {
    /// A full name of a man.
    Man,
    /// A full name of a woman.
    Woman,
    /// A full name; the sex is not known.
    Person,
    /// A post.
    Title,
    /// An organisation.
    Organisation,
    /// Anything else.
    #[default]
    Phrase,
}

/// A form that may be wrong: the paper should be read before it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Doubt {
    /// The text in the nominative.
    pub text: String,
    /// What was printed.
    pub form: String,
    /// Why it may be wrong.
    pub reason: String,
}

/// Inflects a text; implemented over the Russian module.
pub trait Inflect: Debug + Send + Sync {
    /// The text in a case, and why the form may be wrong.
    fn inflect(&self, text: &str, kind: TextKind, case: GrammarCase) -> (String, Option<String>);
}

/// What is known of the texts that templates inflect.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// A text as it stands in the data → what it names.
    pub kinds: HashMap<String, TextKind>,
    /// Who inflects; without one every form but the nominative is a doubt.
    pub inflector: Option<Arc<dyn Inflect>>,
}

/// Settings of one rendering.
#[derive(Debug, Clone)]
pub struct Options {
    /// How to inflect.
    pub lexicon: Arc<Lexicon>,
    /// Title in the properties of the file; the template's own when absent.
    pub title: Option<String>,
    /// Author in the properties of the file.
    pub author: Option<String>,
    /// Names that may appear in the data; those of the data itself when absent.
    pub shape: Option<Arc<Shape>>,
    /// Largest size of one part, in bytes.
    pub most_bytes: usize,
    /// Most turns of all loops together.
    pub most_turns: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lexicon: Arc::default(),
            title: None,
            author: None,
            shape: None,
            most_bytes: 64 << 20,
            most_turns: 1_000_000,
        }
    }
}
