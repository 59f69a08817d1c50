//! Pictures and charts of the document that is being rendered: the parts they are, and who leads to them.

use std::collections::HashMap;
use std::sync::Arc;

use tera::Value;

use super::chart::data::ChartData;
use super::chart::{self, ChartForm};
use super::drawing::{Drawing, Form, kind_of};
use super::error::{self, Problem};
use super::filters;
use super::relations;
use super::xml;
use crate::office::zip_write::{Effort, Entry};
use crate::render::picture::{Picture, Pictures};

/// Before a text that is to become a QR code.
pub const QR: char = '\u{F8E5}';
/// Before the number of the rows of a chart.
pub const ROWS: char = '\u{F8E6}';

/// What the drawings of a document brought along so far.
#[derive(Debug, Default)]
pub struct Media {
    /// Where pictures come from.
    source: Pictures,
    /// Beginning of the names of new parts, unlike any of the template.
    prefix: Arc<str>,
    /// Rows that charts asked for.
    pub rows: Vec<Result<ChartData, Problem>>,
    pictures: HashMap<String, (Arc<Picture>, String)>,
    parts: Vec<Entry>,
    charts: usize,
    /// Relationships of the part that is being rendered.
    relations: String,
    links: usize,
    /// Kinds of the new charts.
    types: String,
}

impl Media {
    /// Nothing yet.
    pub fn new(source: Pictures, prefix: Arc<str>) -> Self {
        Self {
            source,
            prefix,
            ..Self::default()
        }
    }

    /// The drawing with what the value says; nothing for an empty text.
    ///
    /// # Errors
    /// No such picture, or a value that is no picture or no rows.
    pub fn fill(&mut self, value: &Value, drawing: &Drawing, source: &str) -> Result<String, Problem> {
        let Some(text) = filters::text(value) else {
            let name = source.to_owned();
            return Err(if value.is_array() || value.is_map() {
                Problem::NotPlain { name }
            } else {
                Problem::Null { name }
            });
        };
        match (&drawing.form, text.strip_prefix(ROWS)) {
            _ if text.is_empty() => Ok(String::new()),
            (Form::Chart(form), Some(number)) => {
                let rows = number
                    .parse()
                    .ok()
                    .and_then(|at: usize| self.rows.get(at))
                    .cloned()
                    .unwrap_or_else(|| Ok(ChartData::default()))?;
                let target = self.chart(form, &rows)?;
                Ok(drawing.filled(&self.link(kind_of(&drawing.form), &target), None))
            }
            (Form::Picture, None) => {
                let (picture, target) = self.picture(&text)?;
                Ok(drawing.filled(&self.link(kind_of(&drawing.form), &target), Some(&picture)))
            }
            _ => Err(Problem::Value {
                detail: error::WRONG_DRAWING.to_owned(),
            }),
        }
    }

    fn picture(&mut self, name: &str) -> Result<(Arc<Picture>, String), Problem> {
        if let Some(known) = self.pictures.get(name) {
            return Ok(known.clone());
        }
        let found = match name.strip_prefix(QR) {
            Some(text) => Picture::qr(text).map(Arc::new),
            None => self.source.load(name),
        };
        let picture = found.map_err(|reason| Problem::Value {
            detail: crate::render::error::picture(name.trim_start_matches(QR), &reason),
        })?;
        let target = format!(
            "media/{}{}.{}",
            self.prefix,
            self.pictures.len() + 1,
            picture.ending
        );
        // Pictures are compressed already; packing keeps the shorter of the two.
        self.parts.push(Entry::pack(
            format!("word/{target}"),
            &picture.bytes,
            Effort::Fast,
        ));
        self.pictures
            .insert(name.to_owned(), (Arc::clone(&picture), target.clone()));
        Ok((picture, target))
    }

    fn chart(&mut self, form: &ChartForm, rows: &ChartData) -> Result<String, Problem> {
        self.charts += 1;
        let name = format!("{}{}", self.prefix, self.charts);
        let workbook = format!("embeddings/{name}.xlsx");
        let made = form
            .filled(rows, &format!("../{workbook}"))
            .map_err(|error| Problem::Value {
                detail: error.to_string(),
            })?;
        let target = format!("charts/{name}.xml");
        let part = format!("word/{target}");
        let text = |name: String, text: &str| Entry::pack(name, text.as_bytes(), Effort::Fast);
        self.parts.push(text(part.clone(), &made.chart));
        self.parts.push(text(relations::path(&part), &made.relations));
        self.parts.push(Entry::pack(
            format!("word/{workbook}"),
            &made.workbook,
            Effort::Fast,
        ));
        self.types.push_str(&format!(
            "<Override PartName=\"/{part}\" ContentType=\"{}\"/>",
            chart::KIND
        ));
        Ok(target)
    }

    /// A relationship of the part that is being rendered; its id.
    fn link(&mut self, kind: &str, target: &str) -> String {
        self.links += 1;
        let id = format!("made{}", self.links);
        let relation = relations::relation(&id, kind, target);
        self.relations.push_str(&xml::fragment(&relation));
        id
    }

    /// The relationships that the part just rendered asked for.
    pub fn take_relations(&mut self) -> String {
        std::mem::take(&mut self.relations)
    }

    /// New parts, and the kinds of those among them that their ending does not tell.
    pub fn take_parts(&mut self) -> (Vec<Entry>, String) {
        (std::mem::take(&mut self.parts), std::mem::take(&mut self.types))
    }
}
