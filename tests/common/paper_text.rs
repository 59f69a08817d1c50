//! The plain text of a paper, for eyes and for comparing: paragraphs with the numbers Word gives them, tables row by row.

#![allow(dead_code, reason = "each test uses its part")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use quick_xml::events::{BytesStart, Event};

/// The text of a Word file or of a workbook, told by the ending of its name.
pub fn paper_text(name: &str, bytes: &[u8]) -> String {
    if name.ends_with(".xlsx") {
        workbook(bytes)
    } else {
        document(&part(bytes, "word/document.xml"), lists(bytes))
    }
}

/// What a list counts with.
struct List {
    /// Lists of one form go on counting from each other.
    form: String,
    /// Levels that begin at 1 when the list is first met.
    anew: Vec<usize>,
}

fn lists(bytes: &[u8]) -> BTreeMap<String, List> {
    // A document without lists has no such part.
    let text = found(bytes, "word/numbering.xml").unwrap_or_default();
    let value = |text: &str, name: &str| -> Option<String> {
        let (_, rest) = text.split_once(&format!("{name}=\""))?;
        rest.split('"').next().map(ToOwned::to_owned)
    };
    let list = |text: &str| {
        let form = value(text.split_once("<w:abstractNumId")?.1, "w:val")?;
        let anew = text.split("<w:lvlOverride").skip(1);
        let anew = anew
            .filter_map(|level| value(level, "w:ilvl")?.parse().ok())
            .collect();
        Some((value(text, "w:numId")?, List { form, anew }))
    };
    text.split("<w:num ").skip(1).filter_map(list).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    found(bytes, name).expect("the part")
}

fn found(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip container");
    let mut text = String::new();
    archive
        .by_name(name)
        .ok()?
        .read_to_string(&mut text)
        .expect("UTF-8");
    Some(text)
}

fn workbook(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for (name, range) in book.worksheets() {
        text.push_str(&format!("[{name}]\n"));
        for row in range.rows() {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell {
                    // The serial number of the day: enough to see that it changed.
                    Data::DateTime(day) => day.as_f64().to_string(),
                    other => other.to_string().replace('\n', " / "),
                })
                .collect();
            text.push_str(cells.join(" | ").trim_end_matches([' ', '|']));
            text.push('\n');
        }
    }
    text
}

/// Paragraph, table and list as far as a reader sees them.
#[derive(Default)]
struct Page {
    text: String,
    /// Cells of the rows that are open, innermost last.
    rows: Vec<Vec<String>>,
    paragraph: String,
    level: Option<usize>,
    list: String,
    lists: BTreeMap<String, List>,
    counts: BTreeMap<String, Vec<usize>>,
}

impl Page {
    fn end_of_paragraph(&mut self) {
        let number = self.number();
        let line = format!("{number}{}", self.paragraph.trim());
        self.paragraph.clear();
        match self.rows.last_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) if cell.is_empty() => *cell = line,
            Some(cell) if !line.is_empty() => *cell = format!("{cell} / {line}"),
            Some(_) => {}
            None if line.is_empty() => {}
            None => {
                self.text.push_str(&line);
                self.text.push('\n');
            }
        }
    }

    /// «2.1. »: every list counts for itself, a level begins anew under the next clause above.
    fn number(&mut self) -> String {
        let (Some(level), list) = (self.level.take(), std::mem::take(&mut self.list)) else {
            return String::new();
        };
        let form = match self.lists.get_mut(&list) {
            Some(list) => {
                let counts = self.counts.entry(list.form.clone()).or_default();
                for level in std::mem::take(&mut list.anew) {
                    counts.iter_mut().skip(level).for_each(|count| *count = 0);
                }
                list.form.clone()
            }
            None => list,
        };
        let counts = self.counts.entry(form).or_default();
        counts.resize(level + 1, 0);
        counts[level] += 1;
        let parts: Vec<String> = counts.iter().map(|count| count.to_string()).collect();
        format!("{}. ", parts.join("."))
    }

    fn end_of_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let line = cells.join(" | ");
        self.text.push_str(line.trim_end_matches([' ', '|']));
        self.text.push('\n');
    }
}

fn document(xml: &str, lists: BTreeMap<String, List>) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut page = Page {
        lists,
        ..Page::default()
    };
    let mut inside_text = false;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) if opens(&tag, &mut page) => inside_text = true,
            Event::Text(text) if inside_text => page.paragraph.push_str(&text),
            Event::GeneralRef(entity) if inside_text => {
                let known = quick_xml::escape::resolve_predefined_entity(&entity).unwrap_or("?");
                page.paragraph.push_str(known);
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => inside_text = false,
                "w:p" => page.end_of_paragraph(),
                "w:tr" => page.end_of_row(),
                _ => {}
            },
            Event::Eof => return page.text.replace('\u{a0}', " ").replace('\u{2011}', "-"),
            _ => {}
        }
    }
}

/// Takes an opening tag; whether its text follows.
fn opens(tag: &BytesStart<'_>, page: &mut Page) -> bool {
    let value = || {
        let found = tag.try_get_attribute("w:val").ok().flatten();
        found.map(|found| found.value.to_string())
    };
    match tag.name().as_ref() {
        "w:t" => return true,
        "w:tab" if !page.paragraph.is_empty() => page.paragraph.push_str(" … "),
        "w:br"
            if tag
                .try_get_attribute("w:type")
                .ok()
                .flatten()
                .is_none_or(|kind| kind.value != "page") =>
        {
            page.paragraph.push_str(" / ");
        }
        "w:noBreakHyphen" => page.paragraph.push('-'),
        "w:tr" => page.rows.push(Vec::new()),
        "w:tc" => {
            if let Some(cells) = page.rows.last_mut() {
                cells.push(String::new());
            }
        }
        "w:ilvl" => page.level = value().and_then(|level| level.parse().ok()),
        "w:numId" => page.list = value().unwrap_or_default(),
        _ => {}
    }
    false
}
