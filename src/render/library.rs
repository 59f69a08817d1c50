//! All templates at hand: the built-in ones of `templates/`, and over them the school's own.
//!
//! A file in `templates/` is listed nowhere else. Front matter is read at once, bodies are compiled when first needed.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use super::docx::data::Data;
use super::docx::error::TemplateError;
use super::docx::letterhead::Letterhead;
use super::docx::options::Options;
use super::docx::source::{Meta, TemplateSource, parse};
use super::docx::{self, Condition, Template};
use super::picture::Pictures;
use super::xlsx::{Register, SheetError};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
/// The page for people who open the folder.
const README: &str = "README.md";
/// Folder of the common parts that templates include by name.
const PARTS: &str = "parts";

/// A Word template of the library.
#[derive(Debug)]
pub struct Document {
    /// The front matter.
    pub meta: Meta,
    source: TemplateSource,
    own: Option<Vec<u8>>,
    condition: OnceLock<Result<Option<Condition>, Vec<TemplateError>>>,
    template: OnceLock<Result<Template, Vec<TemplateError>>>,
}

/// The templates of one run.
#[derive(Debug)]
pub struct Library {
    /// Word documents, sorted by id.
    pub documents: Vec<Document>,
    /// Excel registers, sorted by id.
    pub registers: Vec<Register>,
    /// What stands at the head of every paper.
    pub letterhead: Letterhead,
    /// Where the pictures that data name are.
    pub pictures: Pictures,
}

/// Why there is no library.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// Word templates with mistakes, each with its place.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Documents(Vec<TemplateError>),
    /// A register with a mistake.
    #[error(transparent)]
    Register(#[from] SheetError),
}

impl Library {
    /// The built-in templates; a file of the school (`name`, bytes) takes the place of the one of the same id.
    ///
    /// # Errors
    /// A template whose front matter or includes are wrong.
    pub fn new(own: &[(String, Vec<u8>)]) -> Result<Self, LibraryError> {
        let mut documents = Vec::new();
        let mut registers = Vec::new();
        for file in BUILT_IN.files() {
            let name = file.path().to_string_lossy();
            let text = file.contents_utf8().unwrap_or_default();
            if name.ends_with(".toml") {
                registers.push(Register::parse(&name, text)?);
            } else if name.ends_with(".md") && name != README {
                let source = parse(&name, text, &part).map_err(LibraryError::Documents)?;
                documents.push(Document {
                    meta: source.meta.clone(),
                    source,
                    own: None,
                    condition: OnceLock::new(),
                    template: OnceLock::new(),
                });
            }
        }
        for (name, bytes) in own {
            let Some(id) = name.strip_suffix(".docx") else {
                continue;
            };
            if let Some(document) = documents.iter_mut().find(|document| document.meta.id == id) {
                document.own = Some(bytes.clone());
            }
        }
        documents.sort_by(|one, other| one.meta.id.cmp(&other.meta.id));
        registers.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(Self {
            documents,
            registers,
            letterhead: Letterhead::default(),
            pictures: Pictures::default(),
        })
    }

    /// Ids of documents and registers, sorted.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self
            .documents
            .iter()
            .map(|document| document.meta.id.as_str())
            .collect();
        ids.extend(self.registers.iter().map(|register| register.id.as_str()));
        ids.sort_unstable();
        ids
    }
}

impl Document {
    /// The built-in document as a Word file with visible tags.
    ///
    /// # Errors
    /// Everything that is wrong with its text.
    pub fn export(&self) -> Result<Vec<u8>, Vec<TemplateError>> {
        Template::export_docx(&self.source)
    }

    /// The condition of its front matter, made ready when first asked for.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn condition(&self) -> Result<Option<&Condition>, &[TemplateError]> {
        let condition = self.condition.get_or_init(|| Condition::compile(&self.meta));
        condition.as_ref().map(Option::as_ref).map_err(Vec::as_slice)
    }

    /// Everything that is wrong with the school's own template and this data; of a built-in one, what is known already.
    pub fn mistakes(&self, known: &[TemplateError], data: &Data, options: &Options) -> Vec<TemplateError> {
        let Some(bytes) = &self.own else {
            return known.to_vec();
        };
        let file = format!("{}.docx", self.meta.id);
        let found = docx::mistakes(&file, bytes, &self.meta.file, std::slice::from_ref(data), options);
        let found: Vec<TemplateError> = found.into_values().flatten().collect();
        // The letterhead may be what is wrong.
        if found.is_empty() { known.to_vec() } else { found }
    }

    /// The template, made ready when first asked for: the school's own, else the built-in one.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn template(&self, letterhead: &Letterhead) -> Result<&Template, &[TemplateError]> {
        let template = self.template.get_or_init(|| match &self.own {
            Some(bytes) => {
                Template::from_docx_as(&self.meta, &format!("{}.docx", self.meta.id), bytes, letterhead)
            }
            None => Template::compile_on(&self.source, letterhead),
        });
        template.as_ref().map_err(Vec::as_slice)
    }
}

/// A common part by the name it is included by.
fn part(name: &str) -> Option<String> {
    BUILT_IN
        .get_file(format!("{PARTS}/{name}.md"))?
        .contents_utf8()
        .map(ToOwned::to_owned)
}
