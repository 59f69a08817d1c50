//! A text cut into words that change and words that stand, ready to be written in any case.
//!
//! Analysis happens once a text, writing once a case. Everything between the words (spaces, commas, brackets)
//! is a standing piece, so nothing of the text can be lost.

use crate::russian::{Case, Doubt, Inflected, paradigm::Paradigm};

/// How one piece of a text changes.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// It does not.
    Stands,
    /// By endings.
    By(Paradigm),
    /// By forms written out by the school.
    Given(Box<[String; 5]>),
}

impl Change {
    fn write(&self, word: &str, case: Case, out: &mut String) {
        match (self, case.oblique_index()) {
            (Self::By(paradigm), _) => paradigm.write(word, case, out),
            (Self::Given(forms), Some(index)) => out.push_str(&forms[index]),
            _ => out.push_str(word),
        }
    }
}

impl From<Paradigm> for Change {
    fn from(paradigm: Paradigm) -> Self {
        Self::By(paradigm)
    }
}

/// A text whose words know how they change.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence<'a> {
    pieces: Vec<(&'a str, Change)>,
    doubt: Option<Doubt>,
}

impl<'a> Sentence<'a> {
    /// A text that stands as it is.
    pub(crate) fn standing(text: &'a str) -> Self {
        Self {
            pieces: vec![(text, Change::Stands)],
            doubt: None,
        }
    }

    /// A whole text with forms of its own.
    pub(crate) fn given(text: &'a str, forms: [String; 5]) -> Self {
        Self {
            pieces: vec![(text, Change::Given(Box::new(forms)))],
            doubt: None,
        }
    }

    pub(crate) fn push(&mut self, text: &'a str, change: impl Into<Change>) {
        self.pieces.push((text, change.into()));
    }

    pub(crate) fn stand(&mut self, text: &'a str) {
        if !text.is_empty() {
            self.pieces.push((text, Change::Stands));
        }
    }

    /// Appends the pieces of another sentence; of two doubts the first stays.
    pub(crate) fn append(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.doubt = self.doubt.take().or(other.doubt);
    }

    /// Notes what is not certain; of two doubts the first stays.
    pub(crate) fn doubt(&mut self, doubt: Doubt) {
        self.doubt.get_or_insert(doubt);
    }

    /// The text in `case`.
    pub(crate) fn text(&self, case: Case) -> String {
        let mut out = String::with_capacity(self.pieces.iter().map(|(text, _)| text.len() + 4).sum());
        self.write(case, &mut out);
        out
    }

    /// Writes the text in `case`.
    pub(crate) fn write(&self, case: Case, out: &mut String) {
        for (text, change) in &self.pieces {
            change.write(text, case, out);
        }
    }

    /// The five oblique forms.
    pub(crate) fn forms(&self) -> [String; 5] {
        Case::OBLIQUE.map(|case| self.text(case))
    }

    /// The text in `case` with its doubt. The nominative is the text itself and never doubtful.
    pub(crate) fn inflect(self, case: Case) -> Inflected {
        Inflected {
            text: self.text(case),
            doubt: self.doubt.filter(|_| case != Case::Nominative),
        }
    }
}
