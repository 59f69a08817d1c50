//! The condition of a front matter: whether a document is made at all. The same language as after `if`, as strict.

use super::compiled::{self, Compiled};
use super::data::Data;
use super::error::TemplateError;
use super::options::Options;
use super::scope::Shape;
use super::source::Meta;
use super::tag::Tags;

/// What the condition prints where it holds.
const HOLDS: &str = "1";

/// A condition ready to be asked.
#[derive(Debug)]
pub struct Condition {
    text: String,
    compiled: Compiled,
}

impl Condition {
    /// The condition of a template; `None` when it is made always.
    ///
    /// # Errors
    /// Everything that is wrong with the condition.
    pub fn compile(meta: &Meta) -> Result<Option<Self>, Vec<TemplateError>> {
        let text = meta.only_if.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let tag = format!("{{% if {text} %}}{HOLDS}{{% endif %}}");
        let compiled = compiled::compile(&meta.id, Vec::new(), Tags::default(), &tag)
            .map_err(|errors| placed(errors, text))?;
        Ok(Some(Self {
            text: text.to_owned(),
            compiled,
        }))
    }

    /// Whether it holds for these data.
    ///
    /// # Errors
    /// Names that the data do not have, values that cannot be compared.
    pub fn holds(&self, data: &Data, options: &Options) -> Result<bool, Vec<TemplateError>> {
        let unknown = self.compiled.check(&Shape::of(data.json()));
        if !unknown.is_empty() {
            return Err(placed(unknown, &self.text));
        }
        let printed = self
            .compiled
            .file_name(data, options)
            .map_err(|errors| placed(errors, &self.text))?;
        Ok(printed == HOLDS)
    }
}

/// The words around are the condition itself: it has no line of the text.
fn placed(mut errors: Vec<TemplateError>, text: &str) -> Vec<TemplateError> {
    for error in &mut errors {
        error.place.around = format!("only-if = {text}");
    }
    errors
}
