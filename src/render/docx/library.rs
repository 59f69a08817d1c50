//! The templates of the program and those that a school put in their place.
//!
//! A built-in template is a file of `templates/`; a file of the same id given by the school, `.docx` or `.md`,
//! replaces it. Each is compiled when first needed: most runs need a few of them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};

use super::Template;
use super::error::{Problem, TemplateError, nearest};
use super::source::{self, Meta, TemplateSource};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Templates by id.
#[derive(Debug, Default)]
pub struct Library {
    entries: BTreeMap<String, Entry>,
    partials: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    text: String,
    replaced: Option<(String, Vec<u8>)>,
    compiled: OnceLock<Result<Arc<Template>, Vec<TemplateError>>>,
}

/// A file given by the school.
#[derive(Debug, Clone)]
pub struct Own {
    /// Name of the file; its stem is the id.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Library {
    /// The templates of the program.
    pub fn built_in() -> Self {
        let mut library = Self::default();
        for file in FILES.files() {
            let path = file.path();
            let (Some(stem), Some(text)) = (
                path.file_stem().and_then(|stem| stem.to_str()),
                file.contents_utf8(),
            ) else {
                continue;
            };
            if text.starts_with("+++") {
                library.add(stem, &format!("templates/{stem}.md"), text);
            }
        }
        for file in FILES.get_dir("partials").into_iter().flat_map(Dir::files) {
            if let (Some(stem), Some(text)) = (
                file.path().file_stem().and_then(|stem| stem.to_str()),
                file.contents_utf8(),
            ) {
                library.partials.insert(stem.to_owned(), text.to_owned());
            }
        }
        library
    }

    fn add(&mut self, id: &str, name: &str, text: &str) {
        self.entries.insert(
            id.to_owned(),
            Entry {
                name: name.to_owned(),
                text: text.to_owned(),
                replaced: None,
                compiled: OnceLock::new(),
            },
        );
    }

    /// Puts the school's own files in place of templates, partials or beside them.
    ///
    /// # Errors
    /// A Word file whose id no template has: it is not known when to make it.
    pub fn overlay(&mut self, files: Vec<Own>) -> Result<(), Vec<TemplateError>> {
        let mut errors = Vec::new();
        for file in files {
            let (stem, extension) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
            let id = stem.rsplit(['/', '\\']).next().unwrap_or(stem).to_owned();
            match extension.to_lowercase().as_str() {
                "docx" => match self.entries.get_mut(&id) {
                    Some(entry) => {
                        entry.replaced = Some((file.name, file.bytes));
                        entry.compiled = OnceLock::new();
                    }
                    None => errors.push(self.unknown(&file.name, &id)),
                },
                "md" => {
                    let text = String::from_utf8_lossy(&file.bytes).into_owned();
                    if text.trim_start_matches('\u{feff}').starts_with("+++") {
                        self.add(&id, &file.name, &text);
                    } else {
                        self.partials.insert(id, text);
                        self.forget();
                    }
                }
                _ => {}
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// A partial changed: whatever was compiled with the old one is made again.
    fn forget(&mut self) {
        for entry in self.entries.values_mut() {
            entry.compiled = OnceLock::new();
        }
    }

    /// Ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The text of a template, its partials joined.
    ///
    /// # Errors
    /// An unknown id, a wrong front matter, an unknown partial.
    pub fn source(&self, id: &str) -> Result<TemplateSource, Vec<TemplateError>> {
        let entry = self.entries.get(id).ok_or_else(|| vec![self.unknown(id, id)])?;
        source::parse(&entry.name, &entry.text, &|name| self.partials.get(name).cloned())
    }

    /// The front matter of a template.
    ///
    /// # Errors
    /// As [`Library::source`].
    pub fn meta(&self, id: &str) -> Result<Meta, Vec<TemplateError>> {
        let entry = self.entries.get(id).ok_or_else(|| vec![self.unknown(id, id)])?;
        source::front_matter(&entry.name, &entry.text)
    }

    /// A template ready to be filled.
    ///
    /// # Errors
    /// An unknown id, and everything that is wrong with the template.
    pub fn template(&self, id: &str) -> Result<Arc<Template>, Vec<TemplateError>> {
        let entry = self.entries.get(id).ok_or_else(|| vec![self.unknown(id, id)])?;
        entry
            .compiled
            .get_or_init(|| {
                let template = match &entry.replaced {
                    Some((name, bytes)) => Template::from_docx_as(&self.meta(id)?, name, bytes),
                    None => Template::compile(&self.source(id)?),
                };
                template.map(Arc::new)
            })
            .clone()
    }

    fn unknown(&self, name: &str, id: &str) -> TemplateError {
        let nearest = nearest(id, self.ids());
        TemplateError::whole(
            name,
            Problem::UnknownTemplate {
                id: id.to_owned(),
                nearest,
            },
        )
    }
}
