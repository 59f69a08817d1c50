//! A compiled template and data → a document: the parts with tags are rendered, the others were packed once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use tera::Context;

use super::built_in;
use super::compiled::{CORE, Compiled, FILE_NAME, NUMBERING, Slot, sorted};
use super::data::Data;
use super::error::{Place, Problem, TemplateError, too_large};
use super::grid;
use super::ids;
use super::media::Media;
use super::mend;
use super::notes;
use super::options::{Doubt, Options};
use super::record::{self, Record};
use super::relations::{self, TYPES};
use super::scope::{self, Shape};
use super::written;
use crate::office::names::safe_component;
use crate::office::zip_write::{self, Effort, Entry};

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

impl Compiled {
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
        let pack = || Entry::pack(CORE, text.as_bytes(), Effort::Fast);
        let (packed, entry) = self.core.get_or_init(|| (text.clone(), pack()));
        Some(if *packed == text { entry.clone() } else { pack() })
    }

    fn begin(&self, options: &Options) {
        record::begin(Record {
            turns: options.most_turns,
            lexicon: Arc::clone(&options.lexicon),
            polish: self.title.is_some(),
            media: Media::new(options.pictures.clone(), Arc::clone(&self.prefix)),
            ..Record::default()
        });
    }

    /// Looks every name up in what the data may have.
    pub fn check(&self, shape: &Shape<'_>) -> Vec<TemplateError> {
        let mut errors = Vec::new();
        for order in &self.orders {
            let list: Vec<_> = order.iter().map(|number| &self.tags.list[*number]).collect();
            errors.extend(scope::check(&list, shape));
        }
        sorted(errors)
    }

    /// One document.
    ///
    /// # Errors
    /// All names that the data does not have; else all values that cannot be printed.
    pub fn render(&self, data: &Data, options: &Options) -> Result<Rendered, Vec<TemplateError>> {
        let unknown = self.check(&Shape::of(data.json()));
        if !unknown.is_empty() {
            return Err(unknown);
        }
        self.render_checked(data, options)
    }

    /// One document of data whose names were checked before.
    ///
    /// # Errors
    /// All values that cannot be printed.
    pub fn render_checked(&self, data: &Data, options: &Options) -> Result<Rendered, Vec<TemplateError>> {
        let context = data.context(&self.used);
        self.begin(options);
        let mut errors = Vec::new();
        // In place of the slots that differ from document to document.
        let mut fresh: Vec<Option<Entry>> = vec![None; self.entries.len()];
        let mut links: HashMap<&str, String> = HashMap::new();
        let mut numbering = self.entries.iter().find_map(|slot| match slot {
            Slot::Lists(numbering) => Some(numbering.clone()),
            _ => None,
        });
        for (at, slot) in self.entries.iter().enumerate() {
            let Slot::Rendered {
                name,
                mend,
                contents,
                unlike,
                grid,
            } = slot
            else {
                continue;
            };
            match self.part(name, *mend, &context, options) {
                Ok(mut bytes) => {
                    if *grid {
                        bytes = grid::fitted(bytes);
                    }
                    if *unlike {
                        // Parts count from afar of each other.
                        bytes = ids::unlike(&String::from_utf8_lossy(&bytes), 1 + at * 10_000).into_bytes();
                        links.insert(name, record::with(|record| record.media.take_relations()));
                    }
                    if let Some(numbering) = &mut numbering {
                        bytes = numbering.restart(&String::from_utf8_lossy(&bytes)).into_bytes();
                    }
                    if &**name == notes::TEXT {
                        bytes = self.take_notes(bytes, &mut fresh);
                    }
                    if *contents {
                        bytes = super::contents::filled(
                            String::from_utf8_lossy(&bytes).into_owned(),
                            &self.forms,
                        )
                        .into_bytes();
                    }
                    fresh[at] = Some(Entry::pack(Arc::clone(name), &bytes, Effort::Fast));
                }
                Err(error) => errors.push(*error),
            }
        }
        let mut record = record::end();
        errors.extend(
            record
                .problems
                .into_iter()
                .map(|(number, problem)| TemplateError::new(self.tags.list[number].place.clone(), problem)),
        );
        if !errors.is_empty() {
            return Err(sorted(errors));
        }
        let (media, types) = record.media.take_parts();
        for (slot, fresh) in self.entries.iter().zip(&mut fresh) {
            let pack = |name: &str, text: String| Entry::pack(name, text.as_bytes(), Effort::Fast);
            match slot {
                Slot::Packed(entry) if entry.name() == CORE => *fresh = self.core(options),
                Slot::Packed(_) | Slot::Rendered { .. } | Slot::Notes(_) => {}
                Slot::Links { part, text } => {
                    let by = if notes::is_part(part) {
                        notes::TEXT
                    } else {
                        part.as_str()
                    };
                    let own = links.get(by).map_or("", String::as_str);
                    let text = format!("{text}{own}</Relationships>");
                    *fresh = Some(pack(&relations::path(part), text));
                }
                Slot::Types(text) => *fresh = Some(pack(TYPES, format!("{text}{types}</Types>"))),
                Slot::Lists(_) => *fresh = numbering.take().map(|own| pack(NUMBERING, own.finish())),
            }
        }
        let own = self
            .entries
            .iter()
            .zip(&fresh)
            .filter_map(|(slot, fresh)| match (slot, fresh) {
                (_, Some(fresh)) => Some(fresh),
                (Slot::Packed(entry), None) => Some(entry),
                _ => None,
            });
        let bytes = zip_write::write(own.chain(&media));
        let mut doubts = record.doubts;
        doubts.sort();
        doubts.dedup();
        Ok(Rendered {
            bytes,
            doubts,
            cleaned: record.cleaned,
        })
    }

    /// The rendered text without the notes in it, which go to their parts.
    fn take_notes(&self, text: Vec<u8>, fresh: &mut [Option<Entry>]) -> Vec<u8> {
        let mut bytes = text;
        for (slot, fresh) in self.entries.iter().zip(fresh) {
            if let Slot::Notes(notes) = slot {
                let (text, part) = notes.back(&String::from_utf8_lossy(&bytes));
                *fresh = Some(Entry::pack(notes.part(), part.as_bytes(), Effort::Fast));
                bytes = text.into_bytes();
            }
        }
        bytes
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
            return Err(Box::new(self.stopped(&error, name, &place)));
        }
        Ok(if mend { mend::mended(out.bytes) } else { out.bytes })
    }

    /// Why the engine stopped, at the tag where it did.
    fn stopped(&self, error: &tera::Error, name: &str, place: &Place) -> TemplateError {
        let starts = self.starts.get(name).map_or(&[][..], Vec::as_slice);
        match written::stopped_at(error, starts).and_then(|number| self.tags.list.get(number)) {
            Some(tag) => written::tag_error(error, tag),
            None => written::engine_error(error, place),
        }
    }

    /// The name of a document's file, without folder; characters that no system allows become `-`.
    ///
    /// # Errors
    /// As [`Compiled::render`].
    pub fn file_name(&self, data: &Data, options: &Options) -> Result<String, Vec<TemplateError>> {
        self.begin(options);
        let rendered = self.tera.render(FILE_NAME, &data.context(&self.used_by_name));
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
                errors.push(self.stopped(&error, FILE_NAME, &place));
                Err(errors)
            }
        }
    }
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
