//! What a caller tells the renderer besides the data: how to inflect, what to call the file's author.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::render::picture::Pictures;
use crate::russian::{Case, Decliner, Gender, Inflected};

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
    /// A post with a name: «директор Иванов Иван Иванович».
    PersonWithPost,
    /// Anything else.
    #[default]
    Phrase,
}

/// A form that may be wrong: the paper should be read before it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Doubt {
    /// The word in the nominative: the key for the declension settings.
    pub word: String,
    /// The text it stands in, in the nominative.
    pub text: String,
    /// What was printed.
    pub form: String,
    /// Why it may be wrong.
    pub reason: String,
}

/// Where the five other forms of a word are found, when they are known beforehand.
pub type Given = fn(&str) -> Option<&'static [String; 5]>;

/// What is known of the texts that templates inflect.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// A text as it stands in the data → what it names.
    pub kinds: HashMap<String, TextKind>,
    /// Who inflects, with the words the school has settled.
    pub decliner: Decliner,
    /// Words whose five other forms are known beforehand.
    pub given: Option<Given>,
}

impl Lexicon {
    /// A text in a case.
    pub fn inflect(&self, text: &str, case: Case) -> Inflected {
        if let Some(forms) = self.given.and_then(|given| given(text)) {
            let form = Case::ALL.iter().position(|one| *one == case).unwrap_or(0);
            let text = form.checked_sub(1).map_or(text, |form| forms[form].as_str());
            return Inflected {
                text: text.to_owned(),
                doubt: None,
            };
        }
        let decliner = &self.decliner;
        match self.kinds.get(text).copied().unwrap_or_default() {
            TextKind::Man => decliner.person(text, Some(Gender::Male), case),
            TextKind::Woman => decliner.person(text, Some(Gender::Female), case),
            TextKind::Person => decliner.person(text, None, case),
            TextKind::Title => decliner.title(text, case),
            TextKind::Organisation => decliner.organisation(text, case),
            TextKind::PersonWithPost => decliner.person_with_post(text, case),
            TextKind::Phrase => decliner.phrase(text, case),
        }
    }
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
    /// Where the pictures that the data name are.
    pub pictures: Pictures,
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
            pictures: Pictures::default(),
            most_bytes: 64 << 20,
            most_turns: 1_000_000,
        }
    }
}
