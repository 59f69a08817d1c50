//! The second half that every template shares: parts with signs of tags in, documents out.
//!
//! It does not know whether the parts were built from a text or made in Word.

use std::collections::HashSet;
use std::io::Write;
use std::sync::Arc;

use serde_json::Value as Json;
use tera::{Context, ErrorKind, Tera};

use super::error::{Place, Problem, TOO_MANY_TURNS as TURNS, TemplateError, too_large};
use super::lists::{self, Numbering};
use super::names::{self, Token};
use super::options::{Doubt, Options};
use super::record::{self, Record};
use super::scope::{self, Shape};
use super::tag::{Kind, Tag, Tags};
use super::value::{context, escape};
use super::xml::{self, Element};
use super::{built_in, filters, lift, words};
use crate::office::names::safe_component;
use crate::office::zip_write::{self, Effort, Entry};

/// A part of a file, before compiling.
#[derive(Debug, Clone)]
pub enum Content {
    /// A part that may hold tags.
    Xml(Element),
    /// Anything else.
    Bytes(Vec<u8>),
}

/// Parts in the order of the file.
pub type Parts = Vec<(String, Content)>;

/// Parts ready to be rendered.
#[derive(Debug)]
pub struct Compiled {
    file: String,
    entries: Vec<Slot>,
    tags: Tags,
    orders: Vec<Vec<usize>>,
    tera: Tera,
    /// Title of a built-in template.
    title: Option<String>,
    /// Names that the parts use.
    used: HashSet<String>,
    /// Names that the name of the file uses.
    used_by_name: HashSet<String>,
}

#[derive(Debug)]
enum Slot {
    Packed(Entry),
    Rendered {
        name: Arc<str>,
        mend: bool,
    },
    /// The lists of a template that begins some anew while rendering.
    Lists(Numbering),
}

/// A document, and what its reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Forms that may be wrong.
    pub doubts: Vec<Doubt>,
    /// Values out of which forbidden control characters were dropped.
    pub cleaned: Vec<String>,
}

const NUMBERING: &str = "word/numbering.xml";
const CORE: &str = "docProps/core.xml";

/// Name under which the file name of a document is compiled.
const FILE_NAME: &str = "file.txt";

/// Compiles parts; `file_name` is the text with tags that names a document.
///
/// # Errors
/// All that is wrong with the tags of all parts.
pub fn compile(
    file: &str,
    parts: Parts,
    mut tags: Tags,
    file_name: &str,
) -> Result<Compiled, Vec<TemplateError>> {
    let mut errors = std::mem::take(&mut tags.errors);
    let place = Place {
        file: file.to_owned(),
        ..Place::default()
    };
    let name_text = tags.lift(file_name, &|_| place.clone());
    errors.append(&mut tags.errors);
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".xml"]);
    tera.set_escape_fn(escape);
    filters::register(&mut tera);
    for (number, tag) in tags.list.iter().enumerate() {
        if tag.kind == Kind::Print {
            filters::register_last(&mut tera, number, &tag.source);
        }
    }
    tera.register_function(
        "tick",
        |_: tera::Kwargs, _: &tera::State| -> tera::TeraResult<&'static str> {
            record::with(|record| {
                record.turns = record
                    .turns
                    .checked_sub(1)
                    .ok_or_else(|| tera::Error::message(TURNS))?;
                Ok("")
            })
        },
    );
    let restarts = tags.list.iter().any(|tag| tag.word() == words::RESTART);
    let mut entries = Vec::with_capacity(parts.len());
    let mut orders = Vec::new();
    let mut texts: Vec<(String, String)> = Vec::new();
    for (name, content) in parts {
        let mut root = match content {
            Content::Bytes(bytes) => {
                entries.push(if restarts && name == NUMBERING {
                    Slot::Lists(Numbering::new(&bytes))
                } else {
                    Slot::Packed(Entry::pack(name, &bytes, Effort::Best))
                });
                continue;
            }
            Content::Xml(root) => root,
        };
        errors.extend(lift::lift(&mut root, &tags));
        let order = lift::order(&root, &tags);
        let text = xml::write(
            &root,
            &xml::Tags::Compiled(&|number, in_text| compiled_tag(&tags, number, in_text)),
        );
        if order.is_empty() {
            let text = text.replace("&#123;", "{");
            entries.push(Slot::Packed(Entry::pack(name, text.as_bytes(), Effort::Best)));
            continue;
        }
        let mend = order.iter().any(|number| tags.list[*number].kind == Kind::Block);
        orders.push(order);
        entries.push(Slot::Rendered {
            name: name.as_str().into(),
            mend,
        });
        texts.push((name, text));
    }
    orders.push(name_text.chars().filter_map(super::tag::number).collect());
    let name_tera: String = name_text
        .chars()
        .map(|char| {
            super::tag::number(char)
                .map_or_else(|| char.to_string(), |number| compiled_tag(&tags, number, false))
        })
        .collect();
    texts.push((FILE_NAME.to_owned(), name_tera));
    for order in &orders {
        let list: Vec<_> = order.iter().map(|number| &tags.list[*number]).collect();
        errors.extend(scope::check(&list, &Shape::Unknown));
    }
    if errors.is_empty() {
        for (name, text) in &texts {
            if let Err(error) = tera.add_raw_template(name, text) {
                errors.push(engine_error(&error, &place));
            }
        }
    }
    if errors.is_empty() {
        let used = orders
            .iter()
            .flatten()
            .flat_map(|number| words_of(&tags.list[*number]))
            .collect();
        let used_by_name = orders
            .last()
            .into_iter()
            .flatten()
            .flat_map(|number| words_of(&tags.list[*number]))
            .collect();
        Ok(Compiled {
            used,
            used_by_name,
            file: file.to_owned(),
            entries,
            tags,
            orders,
            tera,
            title: None,
        })
    } else {
        Err(sorted(errors))
    }
}

/// Every word of a tag: names of fields are among them.
fn words_of(tag: &Tag) -> impl Iterator<Item = String> {
    tag.tokens.iter().filter_map(|token| match token {
        Token::Word(word) => Some(word.clone()),
        _ => None,
    })
}

/// In the order a reader goes through the template, each once.
fn sorted(mut errors: Vec<TemplateError>) -> Vec<TemplateError> {
    errors.sort_by(|left, right| left.place.cmp(&right.place));
    errors.dedup();
    errors
}

fn compiled_tag(tags: &Tags, number: usize, in_text: bool) -> String {
    let Some(tag) = tags.list.get(number) else {
        return String::new();
    };
    let inner = names::written(&with_named_arguments(&tag.tokens));
    match tag.kind {
        Kind::Print => {
            let last = if in_text { 'n' } else { 'a' };
            // The last filter binds weaker than the whole expression only in brackets.
            format!("{{{{ ({inner}) | {last}{number} }}}}")
        }
        Kind::Block if tag.word() == "for" => format!("{{% {inner} %}}{{{{ tick() }}}}"),
        Kind::Block if tag.word() == words::RESTART => lists::MARK.to_owned(),
        Kind::Block => format!("{{% {inner} %}}"),
    }
}

/// `или("нет")` → `или(v = "нет")`: the engine knows named arguments only.
fn with_named_arguments(tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len() + 2);
    for (at, token) in tokens.iter().enumerate() {
        out.push(token.clone());
        let named = |token: &Token| matches!(token, Token::Word(name) if words::OWN.contains(&name.as_str()));
        if token.is("(")
            && at >= 2
            && tokens[at - 2].is("|")
            && named(&tokens[at - 1])
            && !tokens.get(at + 1).is_some_and(|next| next.is(")"))
            && !tokens.get(at + 2).is_some_and(|next| next.is("="))
        {
            out.push(Token::Word("v".to_owned()));
            out.push(Token::Sign("="));
        }
    }
    out
}

impl Compiled {
    /// A paper of the program: printed values get its typography, the file its title.
    #[must_use]
    pub fn titled(self, title: &str) -> Self {
        Self {
            title: Some(title.to_owned()),
            ..self
        }
    }

    /// The properties of the file, when the caller names a title or an author.
    fn core(&self, options: &Options) -> Option<Entry> {
        if options.title.is_none() && options.author.is_none() {
            return None;
        }
        let title = options
            .title
            .as_deref()
            .or(self.title.as_deref())
            .unwrap_or_default();
        let text = built_in::core(title, options.author.as_deref().unwrap_or_default());
        Some(Entry::pack(CORE, text.as_bytes(), Effort::Fast))
    }

    fn begin(&self, options: &Options) {
        record::begin(Record {
            turns: options.most_turns,
            lexicon: Arc::clone(&options.lexicon),
            polish: self.title.is_some(),
            ..Record::default()
        });
    }

    /// Looks every name up in what the data may have.
    pub fn check(&self, shape: &Shape) -> Vec<TemplateError> {
        let mut errors = Vec::new();
        for order in &self.orders {
            let list: Vec<_> = order.iter().map(|number| &self.tags.list[*number]).collect();
            errors.extend(scope::check(&list, shape));
        }
        sorted(errors)
    }

    /// Looks every name up in what the caller says of the data, else in the data itself.
    pub fn check_against(&self, data: &Json, options: &Options) -> Vec<TemplateError> {
        match &options.shape {
            Some(shape) => self.check(shape),
            None => self.check(&Shape::of(data)),
        }
    }

    /// One document.
    ///
    /// # Errors
    /// All names that the data does not have; else all values that cannot be printed.
    pub fn render(&self, data: &Json, options: &Options) -> Result<Rendered, Vec<TemplateError>> {
        let unknown = self.check_against(data, options);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        self.render_checked(data, options)
    }

    /// One document of data whose names were checked before.
    ///
    /// # Errors
    /// All values that cannot be printed.
    pub fn render_checked(&self, data: &Json, options: &Options) -> Result<Rendered, Vec<TemplateError>> {
        let context = context(data, &self.used);
        self.begin(options);
        let mut errors = Vec::new();
        let mut fresh: Vec<Entry> = Vec::new();
        let mut numbering = self.entries.iter().find_map(|slot| match slot {
            Slot::Lists(numbering) => Some(numbering.clone()),
            _ => None,
        });
        for slot in &self.entries {
            let Slot::Rendered { name, mend } = slot else {
                continue;
            };
            match self.part(name, *mend, &context, options) {
                Ok(bytes) => {
                    let bytes = match &mut numbering {
                        Some(numbering) => numbering.restart(&String::from_utf8_lossy(&bytes)).into_bytes(),
                        None => bytes,
                    };
                    fresh.push(Entry::pack(Arc::clone(name), &bytes, Effort::Fast));
                }
                Err(error) => errors.push(*error),
            }
        }
        let record = record::end();
        errors.extend(
            record
                .problems
                .into_iter()
                .map(|(number, problem)| TemplateError::new(self.tags.list[number].place.clone(), problem)),
        );
        if !errors.is_empty() {
            return Err(sorted(errors));
        }
        let lists = numbering.map(|own| Entry::pack(NUMBERING, own.finish().as_bytes(), Effort::Fast));
        let core = self.core(options);
        let mut fresh = fresh.iter();
        let bytes = zip_write::write(self.entries.iter().filter_map(|slot| match slot {
            Slot::Packed(entry) if entry.name() == CORE => Some(core.as_ref().unwrap_or(entry)),
            Slot::Packed(entry) => Some(entry),
            Slot::Rendered { .. } => fresh.next(),
            Slot::Lists(_) => lists.as_ref(),
        }));
        let mut doubts = record.doubts;
        doubts.sort();
        doubts.dedup();
        Ok(Rendered {
            bytes,
            doubts,
            cleaned: record.cleaned,
        })
    }

    fn part(
        &self,
        name: &str,
        mend: bool,
        context: &Context,
        options: &Options,
    ) -> Result<Vec<u8>, Box<TemplateError>> {
        let mut out = Limited {
            bytes: Vec::with_capacity(64 * 1024),
            most: options.most_bytes,
            full: false,
        };
        let result = self.tera.render_to(name, context, &mut out);
        let place = Place {
            file: self.file.clone(),
            part: name.to_owned(),
            ..Place::default()
        };
        if out.full {
            let detail = too_large(options.most_bytes);
            return Err(Box::new(TemplateError::new(place, Problem::Limit { detail })));
        }
        if let Err(error) = result {
            return Err(Box::new(engine_error(&error, &place)));
        }
        Ok(if mend { mended(out.bytes) } else { out.bytes })
    }

    /// The name of a document's file, without folder; characters that no system allows become `-`.
    ///
    /// # Errors
    /// As [`Compiled::render`].
    pub fn file_name(&self, data: &Json, options: &Options) -> Result<String, Vec<TemplateError>> {
        self.begin(options);
        let rendered = self.tera.render(FILE_NAME, &context(data, &self.used_by_name));
        let record = record::end();
        let place = Place {
            file: self.file.clone(),
            ..Place::default()
        };
        let mut errors: Vec<TemplateError> = record
            .problems
            .into_iter()
            .map(|(_, problem)| TemplateError::new(place.clone(), problem))
            .collect();
        match rendered {
            Ok(name) if errors.is_empty() => Ok(safe_component(&name)),
            Ok(_) => Err(errors),
            Err(error) => {
                errors.push(engine_error(&error, &place));
                Err(errors)
            }
        }
    }
}

/// A message of the template engine, its names as the template has them.
fn engine_error(error: &tera::Error, place: &Place) -> TemplateError {
    let message = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        other => other.to_string(),
    };
    let message = names::decode_text(&message);
    let problem = if message.contains(TURNS) {
        Problem::Limit {
            detail: TURNS.to_owned(),
        }
    } else {
        Problem::Value { detail: message }
    };
    TemplateError::new(place.clone(), problem)
}

/// Elements that a loop without turns left empty and that Word does not open empty.
fn mended(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Vec::new();
    };
    let mut out = text;
    if out.contains("</w:tcPr></w:tc>") {
        out = out.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>");
    }
    if out.contains("</w:tbl></w:tc>") {
        out = out.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>");
    }
    while let Some(end) = out.find("</w:tblGrid></w:tbl>") {
        let Some(start) = out[..end].rfind("<w:tbl>") else {
            break;
        };
        out.replace_range(start..end + "</w:tblGrid></w:tbl>".len(), "");
    }
    out.into_bytes()
}

struct Limited {
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Write for Limited {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + buffer.len() > self.most {
            self.full = true;
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
