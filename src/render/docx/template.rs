//! The public face of the engine: a template, from a text or from Word, and what can be done with it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::compiled::{self, Compiled, Content, Parts};
use super::data::Data;
use super::error::{Problem, TemplateError};
use super::ids;
use super::letterhead::{self, Letterhead};
use super::mistakes::all;
use super::options::Options;
use super::rendering::Rendered;
use super::scope::Shape;
use super::source::{Meta, TemplateSource};
use super::tag::Tags;
use super::{built_in, error, relations, word, words, xml};
use crate::office::zip_write::{self, Effort, Entry};

/// A template ready to be filled.
#[derive(Debug)]
pub struct Template {
    meta: Option<Meta>,
    compiled: Compiled,
}

/// As much as a template may unpack to.
const MOST_BYTES: u64 = 64 << 20;
/// As many parts as a template may have.
const MOST_PARTS: usize = 2000;

impl Template {
    /// Compiles a built-in text.
    ///
    /// # Errors
    /// Everything that is wrong with the text and its tags.
    pub fn compile(source: &TemplateSource) -> Result<Self, Vec<TemplateError>> {
        Self::compile_on(source, &Letterhead::Plain)
    }

    /// Compiles a built-in text on a letterhead.
    ///
    /// # Errors
    /// Everything that is wrong with the text, its tags and the letterhead.
    pub fn compile_on(source: &TemplateSource, letterhead: &Letterhead) -> Result<Self, Vec<TemplateError>> {
        let (mut parts, mut tags) = built_in::parts(source)?;
        letterhead::apply(&mut parts, &mut tags, letterhead)?;
        let compiled =
            compiled::compile(&source.name, parts, tags, &source.meta.file)?.titled(&source.meta.title);
        Ok(Self {
            meta: Some(source.meta.clone()),
            compiled,
        })
    }

    /// Compiles a Word file with tags; `file_name` names the documents and may hold tags.
    ///
    /// # Errors
    /// Everything that is wrong with the file and its tags.
    pub fn from_docx(name: &str, bytes: &[u8], file_name: &str) -> Result<Self, Vec<TemplateError>> {
        let compiled = compile_docx(name, bytes, file_name, &Letterhead::Plain)?;
        Ok(Self { meta: None, compiled })
    }

    /// A Word file that stands in for the built-in template of this front matter.
    ///
    /// # Errors
    /// As [`Template::from_docx`], and what is wrong with the letterhead.
    pub fn from_docx_as(
        meta: &Meta,
        name: &str,
        bytes: &[u8],
        letterhead: &Letterhead,
    ) -> Result<Self, Vec<TemplateError>> {
        let compiled = compile_docx(name, bytes, &meta.file, letterhead)?;
        Ok(Self {
            meta: Some(meta.clone()),
            compiled: compiled.titled(&meta.title),
        })
    }

    /// The front matter of a built-in template.
    pub fn meta(&self) -> Option<&Meta> {
        self.meta.as_ref()
    }

    /// Names that the data does not have, in all branches and loops.
    pub fn check(&self, shape: &Shape<'_>) -> Vec<TemplateError> {
        self.compiled.check(shape)
    }

    /// One document.
    ///
    /// # Errors
    /// Unknown names, empty values, values that are no values: all at once, each with its place.
    pub fn render(&self, data: &Data, options: &Options) -> Result<Rendered, Vec<TemplateError>> {
        self.compiled.render(data, options)
    }

    /// One document of data checked before by [`Template::check`].
    ///
    /// # Errors
    /// Empty values and values that are no values.
    pub fn render_checked(&self, data: &Data, options: &Options) -> Result<Rendered, Vec<TemplateError>> {
        self.compiled.render_checked(data, options)
    }

    /// The name of a document's file, without extension.
    ///
    /// # Errors
    /// As [`Template::render`].
    pub fn file_name(&self, data: &Data, options: &Options) -> Result<String, Vec<TemplateError>> {
        self.compiled.file_name(data, options)
    }

    /// The Word file of a built-in template, with its tags to be seen and edited.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn export_docx(source: &TemplateSource) -> Result<Vec<u8>, Vec<TemplateError>> {
        let (parts, tags) = built_in::parts(source)?;
        let entries: Vec<Entry> = parts
            .into_iter()
            .map(|(name, content)| match content {
                Content::Bytes(bytes) => Entry::pack(name, &bytes, Effort::Best),
                Content::Packed(entry, _) => entry,
                Content::Xml(root) => {
                    let text = ids::unlike(&xml::write(&root, &xml::Tags::Visible(&tags)), 1);
                    let text = text.replace(super::contents::SIGN, words::CONTENTS);
                    Entry::pack(name, text.as_bytes(), Effort::Best)
                }
            })
            .collect();
        Ok(zip_write::write(&entries))
    }
}

/// Everything that is wrong with a Word file as a template of these records: by the number of the record, 0 for the
/// template itself.
pub fn mistakes(
    name: &str,
    bytes: &[u8],
    file_name: &str,
    records: &[Data],
    options: &Options,
) -> BTreeMap<usize, Vec<TemplateError>> {
    let mut tags = Tags {
        keeps_comments: true,
        ..Tags::default()
    };
    match unpack(name, bytes, &mut tags) {
        Ok(parts) => all(name, &parts, &tags, file_name, records, options),
        Err(error) => BTreeMap::from([(0, vec![*error])]),
    }
}

fn compile_docx(
    name: &str,
    bytes: &[u8],
    file_name: &str,
    letterhead: &Letterhead,
) -> Result<Compiled, Vec<TemplateError>> {
    let mut tags = Tags {
        keeps_comments: true,
        ..Tags::default()
    };
    let mut parts = unpack(name, bytes, &mut tags).map_err(|error| vec![*error])?;
    letterhead::apply(&mut parts, &mut tags, letterhead)?;
    compiled::compile(name, parts, tags, file_name)
}

/// A template of Word or a file with macros becomes a plain document: Word opens no other under the name of one.
fn as_document(parts: &mut Parts) {
    const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let Some(mut types) = relations::types(parts) else {
        return;
    };
    let mut changed = false;
    let kinds = types.elements_mut().flat_map(|one| &mut one.attributes);
    for (_, kind) in kinds.filter(|(name, kind)| name == "ContentType" && kind.ends_with(".main+xml")) {
        changed |= kind != DOCUMENT;
        DOCUMENT.clone_into(kind);
    }
    if changed {
        relations::put(parts, relations::TYPES, &types);
        relations::drop_part(parts, "word/document.xml", "word/vbaProject.bin");
    }
}

/// The parts of a Word file, tags lifted; hostile sizes are refused by what is really unpacked.
pub(super) fn unpack(file: &str, bytes: &[u8], tags: &mut Tags) -> Result<Parts, Box<TemplateError>> {
    let fault = |detail: String| Box::new(TemplateError::whole(file, Problem::NotWord { detail }));
    let damaged = |part: &str| fault(error::damaged(part));
    // How files of Word before 2007 begin.
    const OLD: &[u8] = b"\xd0\xcf\x11\xe0";
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
        fault(if bytes.starts_with(OLD) {
            "это старый формат .doc или файл под паролем; сохраните его в Word как .docx без пароля"
                .to_owned()
        } else {
            "это не файл .docx или он повреждён".to_owned()
        })
    })?;
    if archive.len() > MOST_PARTS {
        return Err(fault(format!("частей: {}", archive.len())));
    }
    let mut left = MOST_BYTES;
    let mut parts = Vec::with_capacity(archive.len());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| damaged(""))?;
        let name = part.name().map_err(|_| damaged(""))?.into_owned();
        if name.ends_with('/') {
            continue;
        }
        let mut content = Vec::new();
        let read = part
            .by_ref()
            .take(left + 1)
            .read_to_end(&mut content)
            .map_err(|_| damaged(&name))?;
        left = left
            .checked_sub(read as u64)
            .ok_or_else(|| fault(format!("{name}: слишком велика")))?;
        let content = if word::holds_tags(&name) {
            let mut root = xml::parse(&content).map_err(|_| damaged(&name))?;
            if content.contains(&b'{') || content.contains(&b'}') || name == "word/document.xml" {
                word::read(&mut root, file, &name, tags);
                Content::Xml(root)
            } else {
                Content::Bytes(content)
            }
        } else {
            Content::Bytes(content)
        };
        parts.push((name, content));
    }
    if parts.iter().any(|(name, _)| name == "word/document.xml") {
        as_document(&mut parts);
        Ok(parts)
    } else {
        Err(fault(
            "в нём нет текста документа; сохраните шаблон в Word как .docx".to_owned(),
        ))
    }
}
