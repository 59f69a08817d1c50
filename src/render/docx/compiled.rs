//! The second half that every template shares: parts with signs of tags in, documents out.
//!
//! It does not know whether the parts were built from a text or made in Word.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use tera::Tera;

use super::contents;
use super::drawing::{self, Drawings, Form};
use super::error::{Place, TOO_MANY_TURNS as TURNS, TemplateError};
use super::ids;
use super::lists::{Forms, Numbering};
use super::names::Token;
use super::notes::{self, Notes};
use super::record;
use super::relations::{self, TYPES};
use super::scope::{self, Shape};
use super::tag::{Kind, Tag, Tags};
use super::value::escape;
use super::xml::{self, Element};
use super::{cells, chart, filters, grid, lift, words, written};
use crate::office::zip_write::{Effort, Entry};

/// A part of a file, before compiling.
#[derive(Debug, Clone)]
pub enum Content {
    /// A part that may hold tags.
    Xml(Element),
    /// Anything else.
    Bytes(Vec<u8>),
    /// A part that all templates share, packed once.
    Packed(Entry, &'static str),
}

/// Parts in the order of the file.
pub type Parts = Vec<(String, Content)>;

/// Parts ready to be rendered.
#[derive(Debug)]
pub struct Compiled {
    pub(super) file: String,
    pub(super) entries: Vec<Slot>,
    pub(super) tags: Tags,
    pub(super) orders: Vec<Vec<usize>>,
    pub(super) tera: Tera,
    /// Where in a text of the engine each tag begins, by the name of the text.
    pub(super) starts: HashMap<String, Vec<(usize, usize)>>,
    /// What the lists count with.
    pub(super) forms: Forms,
    /// Title of a built-in template.
    pub(super) title: Option<String>,
    /// Beginning of the names of parts made for a document.
    pub(super) prefix: Arc<str>,
    /// Properties of a file and their part: all documents of one school have the same.
    pub(super) core: OnceLock<(String, Entry)>,
    /// Names that the parts use.
    pub(super) used: HashSet<String>,
    /// Names that the name of the file uses.
    pub(super) used_by_name: HashSet<String>,
}

#[derive(Debug)]
pub(super) enum Slot {
    Packed(Entry),
    Rendered {
        name: Arc<str>,
        /// It has loops or branches, which may leave an element empty.
        mend: bool,
        /// It has a table of contents.
        contents: bool,
        /// It has numbers that must be unlike.
        unlike: bool,
        /// It has loops over cells, which may change the number of columns.
        grid: bool,
    },
    /// Relationships of a part whose drawings are filled: the text up to its end.
    Links {
        part: String,
        text: String,
    },
    /// Kinds of the parts, where charts are made: the text up to its end.
    Types(String),
    /// The lists of a template that begins some anew while rendering.
    Lists(Numbering),
    /// Notes that stand in the text while it is rendered.
    Notes(Notes),
}

pub(super) const NUMBERING: &str = "word/numbering.xml";
pub(super) const CORE: &str = "docProps/core.xml";

/// Name under which the file name of a document is compiled.
pub(super) const FILE_NAME: &str = "file.txt";

/// Compiles parts; `file_name` is the text with tags that names a document.
///
/// # Errors
/// All that is wrong with the tags of all parts.
pub fn compile(
    file: &str,
    parts: Parts,
    tags: Tags,
    file_name: &str,
) -> Result<Compiled, Vec<TemplateError>> {
    let (compiled, errors) = attempt(file, parts, tags, file_name, &Shape::Unknown);
    if errors.is_empty() {
        Ok(compiled)
    } else {
        Err(errors)
    }
}

/// As much of a template as can be rendered, and all that is wrong with its tags; names are looked up in `known`.
pub(super) fn attempt(
    file: &str,
    mut parts: Parts,
    mut tags: Tags,
    file_name: &str,
    known: &Shape<'_>,
) -> (Compiled, Vec<TemplateError>) {
    let mut errors = std::mem::take(&mut tags.errors);
    let place = Place {
        file: file.to_owned(),
        ..Place::default()
    };
    let name_text = tags.lift(file_name, &|_| place.clone());
    errors.append(&mut tags.errors);
    let (drawings, odd) = drawing::take(&mut parts, &tags);
    errors.extend(odd);
    let (linked, charts) = announce(&mut parts, &drawings, &tags);
    let mut notes = notes::take(&mut parts, &tags);
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".xml"]);
    tera.set_escape_fn(escape);
    filters::register(&mut tera);
    for (number, tag) in tags.list.iter().enumerate() {
        if let Some(drawing) = drawings.get(&number) {
            filters::register_drawing(&mut tera, number, &tag.source, Arc::clone(drawing));
        } else if tag.kind == Kind::Print {
            filters::register_last(&mut tera, number, &tag.source);
        } else if let Some(word) = tag.cell_word() {
            filters::register_shape(&mut tera, number, &tag.source, word);
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
    let prefix = fresh_prefix(&parts);
    let forms = parts
        .iter()
        .find_map(|(name, content)| match content {
            Content::Bytes(bytes) if name == NUMBERING => Some(Forms::new(bytes)),
            _ => None,
        })
        .unwrap_or_default();
    let mut entries = Vec::with_capacity(parts.len());
    let mut orders = Vec::new();
    let mut starts = HashMap::new();
    let mut refused = Vec::new();
    let mut add = |tera: &mut Tera, name: &str, text: &str| {
        starts.insert(name.to_owned(), written::starts(text));
        let added = tera.add_raw_template(name, text);
        added
            .map_err(|error| refused.push(written::engine_error(&error, &place)))
            .is_ok()
    };
    for (name, content) in parts {
        if let Some(own) = notes.iter().position(|own| own.part() == name) {
            entries.push(Slot::Notes(notes.swap_remove(own)));
            continue;
        }
        let mut root = match content {
            Content::Bytes(bytes) => {
                entries.push(if restarts && name == NUMBERING {
                    Slot::Lists(Numbering::new(&bytes))
                } else if charts && name == TYPES {
                    Slot::Types(relations::open_ended(&bytes, "</Types>"))
                } else if let Some(part) = linked.iter().find(|part| relations::path(part) == name) {
                    Slot::Links {
                        part: part.clone(),
                        text: relations::open_ended(&bytes, "</Relationships>"),
                    }
                } else {
                    Slot::Packed(Entry::pack(name, &bytes, Effort::Best))
                });
                continue;
            }
            Content::Packed(entry, _) => {
                entries.push(Slot::Packed(entry));
                continue;
            }
            Content::Xml(root) => root,
        };
        errors.extend(cells::shape(&mut root, &mut tags));
        let crossed = lift::lift(&mut root, &tags);
        let order = lift::order(&root, &tags);
        if !crossed.is_empty() {
            errors.extend(crossed);
            orders.push(order);
            continue;
        }
        let text = xml::write(
            &root,
            &xml::Tags::Compiled(&|number, in_text| {
                let last = match (drawings.contains_key(&number), in_text) {
                    (true, _) => 'i',
                    (_, true) => 'n',
                    (_, false) => 'a',
                };
                written::tag(&tags, number, last)
            }),
        );
        let text = contents::signed(text);
        if order.is_empty() {
            let text = contents::filled(text.replace("&#123;", "{"), &forms);
            entries.push(Slot::Packed(Entry::pack(name, text.as_bytes(), Effort::Best)));
            continue;
        }
        let mend = order.iter().any(|number| tags.list[*number].kind != Kind::Print);
        let filled = order.iter().any(|number| drawings.contains_key(number));
        if add(&mut tera, &name, &text) {
            entries.push(Slot::Rendered {
                name: name.as_str().into(),
                mend,
                unlike: filled || (mend && ids::has(&text)),
                contents: text.contains(contents::SIGN),
                grid: order.iter().any(|number| grid::may_change(&tags.list[*number])),
            });
        }
        orders.push(order);
    }
    orders.push(name_text.chars().filter_map(super::tag::number).collect());
    let name_tera: String = name_text
        .chars()
        .map(|char| {
            super::tag::number(char)
                .map_or_else(|| char.to_string(), |number| written::tag(&tags, number, 'a'))
        })
        .collect();
    add(&mut tera, FILE_NAME, &name_tera);
    for order in &orders {
        let list: Vec<_> = order.iter().map(|number| &tags.list[*number]).collect();
        errors.extend(scope::check(&list, known));
    }
    if !errors.is_empty() || !refused.is_empty() {
        let told: HashSet<Place> = errors.iter().map(|error| error.place.clone()).collect();
        let odd = written::not_understood(&tags);
        errors.extend(odd.into_iter().filter(|error| !told.contains(&error.place)));
        if errors.is_empty() {
            errors = refused;
        }
    }
    let words = |orders: &[Vec<usize>]| {
        let numbers = orders.iter().flatten();
        numbers.flat_map(|number| words_of(&tags.list[*number])).collect()
    };
    let compiled = Compiled {
        used: words(&orders),
        used_by_name: words(&orders[orders.len() - 1..]),
        file: file.to_owned(),
        entries,
        tags,
        orders,
        tera,
        starts,
        forms,
        title: None,
        prefix,
        core: OnceLock::new(),
    };
    (compiled, sorted(errors))
}

/// Tells the kinds of what drawings will bring, and gives every part with drawings its relationships.
fn announce(parts: &mut Parts, drawings: &Drawings, tags: &Tags) -> (Vec<String>, bool) {
    let holds = |content: &Content| match content {
        Content::Xml(root) => lift::order(root, tags)
            .iter()
            .any(|number| drawings.contains_key(number)),
        Content::Bytes(_) | Content::Packed(..) => false,
    };
    let mut linked: Vec<String> = parts
        .iter()
        .filter(|(_, content)| !drawings.is_empty() && holds(content))
        .map(|(name, _)| name.clone())
        .collect();
    // Notes are filled as a part of the text.
    if linked.iter().any(|part| notes::is_part(part)) && !linked.iter().any(|part| part == notes::TEXT) {
        linked.push(notes::TEXT.to_owned());
    }
    for part in &linked {
        let links = relations::read(parts, part);
        relations::put(parts, &relations::path(part), &links);
    }
    let charts = drawings
        .values()
        .any(|drawing| matches!(drawing.form, Form::Chart(_)));
    if let (false, Some(mut types)) = (drawings.is_empty(), relations::types(parts)) {
        for (ending, kind) in [
            ("png", "image/png"),
            ("jpeg", "image/jpeg"),
            ("xlsx", chart::WORKBOOK_KIND),
        ] {
            if ending != "xlsx" || charts {
                relations::add_default(&mut types, ending, kind);
            }
        }
        relations::put(parts, TYPES, &types);
    }
    (linked, charts)
}

/// Beginning of names that no part of the template has.
fn fresh_prefix(parts: &Parts) -> Arc<str> {
    let mut prefix = "made".to_owned();
    while parts.iter().any(|(name, _)| name.contains(&prefix)) {
        prefix.push('_');
    }
    prefix.into()
}

/// Every word of a tag: names of fields are among them.
fn words_of(tag: &Tag) -> impl Iterator<Item = String> {
    tag.tokens.iter().filter_map(|token| match token {
        Token::Word(word) => Some(word.clone()),
        _ => None,
    })
}

/// In the order a reader goes through the template, each once.
pub(super) fn sorted(mut errors: Vec<TemplateError>) -> Vec<TemplateError> {
    errors.sort_by(|left, right| left.place.cmp(&right.place));
    errors.dedup();
    errors
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
}
