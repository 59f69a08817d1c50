//! What a reader sees of a Word paper, line by line, and where each line stands: clause, row of an appendix.
//!
//! For comparing two papers of one template. Knows lists and tables, not what the words mean.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use crate::office::container::{Container, LIMITS};

/// Longest part that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// A paragraph or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in a numbered list: «4», «4.2».
    pub number: Option<String>,
    /// The cells of a row; one text for a paragraph.
    pub cells: Vec<String>,
    /// It is a row of a table.
    pub is_row: bool,
}

impl Line {
    /// The words of the line.
    pub fn text(&self) -> String {
        let cells: Vec<&str> = self.cells.iter().map(String::as_str).collect();
        cells.join(" – ")
    }
}

/// The lines of the body; `None` when the bytes are no Word file.
pub fn outline(bytes: &[u8]) -> Option<Vec<Line>> {
    let mut container = Container::open(bytes, LIMITS).ok()?;
    let mut part = |name: &str| {
        let index = container.find(name)?;
        String::from_utf8(container.bytes(index, LONGEST).ok()?).ok()
    };
    let document = part("word/document.xml")?;
    let bullets = part("word/numbering.xml").map_or_else(BTreeSet::new, |xml| bullets(&xml));
    lines(&document, &bullets)
}

/// All words of a Word file or of the texts of a workbook; `None` when the bytes are neither.
pub fn words(bytes: &[u8]) -> Option<String> {
    if let Some(lines) = outline(bytes) {
        return Some(lines.iter().map(|line| line.text() + "\n").collect());
    }
    let mut container = Container::open(bytes, LIMITS).ok()?;
    let index = container.find("xl/sharedStrings.xml")?;
    String::from_utf8(container.bytes(index, LONGEST).ok()?).ok()
}

/// Lists whose items have a mark and no number.
fn bullets(xml: &str) -> BTreeSet<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut marked, mut found) = (BTreeSet::new(), BTreeSet::new());
    let (mut kind, mut list) = (String::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.name().as_ref() {
                "w:abstractNum" => kind = attribute(&tag, "w:abstractNumId").unwrap_or_default(),
                "w:num" => list = attribute(&tag, "w:numId").unwrap_or_default(),
                "w:numFmt" if attribute(&tag, "w:val").is_some_and(|format| format == "bullet") => {
                    marked.insert(kind.clone());
                }
                "w:abstractNumId" if attribute(&tag, "w:val").is_some_and(|kind| marked.contains(&kind)) => {
                    found.insert(list.clone());
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    /// Cells of the rows that are open, innermost last.
    rows: Vec<Vec<String>>,
    paragraph: String,
    level: Option<usize>,
    list: String,
    counts: BTreeMap<String, Vec<usize>>,
}

fn lines(xml: &str, bullets: &BTreeSet<String>) -> Option<Vec<Line>> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut page = Page::default();
    let mut inside_text = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => inside_text |= opens(&tag, &mut page),
            Event::Text(text) if inside_text => page.paragraph.push_str(&text),
            Event::GeneralRef(entity) if inside_text => {
                let known = quick_xml::escape::resolve_predefined_entity(&entity);
                page.paragraph.push_str(known.unwrap_or_default());
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => inside_text = false,
                "w:p" => page.end_of_paragraph(bullets),
                "w:tr" => page.end_of_row(),
                _ => {}
            },
            Event::Eof => return Some(page.lines),
            _ => {}
        }
    }
}

/// Takes an opening tag; whether its text follows.
fn opens(tag: &BytesStart<'_>, page: &mut Page) -> bool {
    match tag.name().as_ref() {
        "w:t" => return true,
        "w:tab" | "w:br" => page.paragraph.push(' '),
        "w:noBreakHyphen" => page.paragraph.push('-'),
        "w:tr" => page.rows.push(Vec::new()),
        "w:tc" => {
            if let Some(cells) = page.rows.last_mut() {
                cells.push(String::new());
            }
        }
        "w:ilvl" => page.level = attribute(tag, "w:val").and_then(|level| level.parse().ok()),
        "w:numId" => page.list = attribute(tag, "w:val").unwrap_or_default(),
        _ => {}
    }
    false
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    Some(found.value.to_string())
}

impl Page {
    fn end_of_paragraph(&mut self, bullets: &BTreeSet<String>) {
        let text = plain(&std::mem::take(&mut self.paragraph));
        let (level, list) = (self.level.take(), std::mem::take(&mut self.list));
        if let Some(cell) = self.rows.last_mut().and_then(|cells| cells.last_mut()) {
            if !cell.is_empty() && !text.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&text);
            return;
        }
        let number = level.filter(|_| !bullets.contains(&list));
        let number = number.map(|level| self.number(list, level));
        if !text.is_empty() {
            self.lines.push(Line {
                number,
                cells: vec![text],
                is_row: false,
            });
        }
    }

    /// «2.1»: every list counts for itself, a level begins anew under the next clause above.
    fn number(&mut self, list: String, level: usize) -> String {
        let counts = self.counts.entry(list).or_default();
        // Lists of Word have nine levels.
        counts.resize(level.min(8) + 1, 0);
        if let Some(count) = counts.last_mut() {
            *count += 1;
        }
        let parts: Vec<String> = counts.iter().map(ToString::to_string).collect();
        parts.join(".")
    }

    fn end_of_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        match self.rows.last_mut().and_then(|outer| outer.last_mut()) {
            Some(cell) => cell.push_str(&cells.join(" ")),
            None => self.lines.push(Line {
                number: None,
                cells,
                is_row: true,
            }),
        }
    }
}

/// Spaces and hyphens as they are typed.
fn plain(text: &str) -> String {
    let text = text.replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
