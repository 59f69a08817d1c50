//! The words of a Word document, paragraph by paragraph: what a paper of the school's folder says.
//!
//! Knows no grammar, no acts and no layout; says where a paragraph stands, so that a finding can point at it. A
//! file that is no Word document is a finding, never a panic.

use std::sync::Arc;

use super::findings;
use super::source::{Cancel, Source};
use crate::diag::{Finding, Place};
use crate::office::container::{Container, ContainerError, LIMITS, Limits, Stop};
use crate::office::tags::Tags;

/// How a place calls the text of a paper, where a workbook has its sheets.
pub const TEXT: &str = "текст";

/// No order or regulation comes near it.
const LIMIT: u64 = 64 << 20;

/// A paper that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its file as given.
    pub file: Arc<str>,
    /// Paragraphs that are not empty, those of tables and notes included.
    pub paragraphs: Vec<String>,
}

impl Paper {
    /// Where a paragraph stands, by its index.
    pub fn place(&self, paragraph: usize, role: &str) -> Place {
        Place {
            file: Arc::clone(&self.file),
            sheet: Arc::from(TEXT),
            cell: format!("абзац {}", paragraph + 1),
            role: role.to_owned(),
        }
    }

    /// The paragraph of a place of this paper.
    pub fn at(&self, place: &Place) -> Option<&str> {
        let number: usize = place.cell.strip_prefix("абзац ")?.parse().ok()?;
        let text = self.paragraphs.get(number.checked_sub(1)?)?;
        (place.file == self.file).then_some(text)
    }
}

/// Reads papers; those that cannot be read are told.
pub fn read(sources: &[Source], cancel: &Cancel) -> (Vec<Paper>, Vec<Finding>) {
    let mut papers = Vec::new();
    let mut found = Vec::new();
    for source in sources {
        if cancel.check().is_err() {
            break;
        }
        match paragraphs(&source.bytes) {
            Ok(paragraphs) => papers.push(Paper {
                file: Arc::clone(&source.name),
                paragraphs,
            }),
            Err(error) => found.push(findings::unreadable_paper(&source.name, why(&error))),
        }
    }
    (papers, found)
}

fn paragraphs(bytes: &[u8]) -> Result<Vec<String>, ContainerError> {
    let limits = Limits {
        total: LIMIT,
        ..LIMITS
    };
    let mut container = Container::open(bytes, limits)?;
    let Some(main) = main_part(&container) else {
        return Err(ContainerError::DamagedPart("word/document.xml".to_owned()));
    };
    let mut found = Vec::new();
    let notes = ["word/footnotes.xml", "word/endnotes.xml"];
    let notes: Vec<usize> = notes.iter().filter_map(|name| container.find(name)).collect();
    for part in std::iter::once(main).chain(notes) {
        container.xml(part, |tags| gather(tags, &mut found))?;
    }
    Ok(found)
}

/// Some editors number the main part: `word/document2.xml`.
fn main_part(container: &Container<'_>) -> Option<usize> {
    let is_main = |name: &&str| {
        let number = name
            .strip_prefix("word/document")
            .and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let name = container.names().filter(is_main).min()?.to_owned();
    container.find(&name)
}

fn gather<R: std::io::Read>(tags: &mut Tags<R>, found: &mut Vec<String>) -> Result<(), Stop<ContainerError>> {
    let mut text = String::new();
    // The picture of a text box for old readers repeats its words.
    let mut repeated = false;
    while let Some(tag) = tags.next_either()? {
        let (name, end, empty) = (tag.name().to_owned(), tag.is_end(), tag.is_empty());
        match name.as_slice() {
            b"Fallback" => repeated = !end && !empty,
            _ if repeated => {}
            b"t" if !end && !empty => tags.text(&mut text)?,
            b"tab" | b"br" | b"cr" => text.push(' '),
            b"noBreakHyphen" => text.push('-'),
            // A text box begins a paragraph inside a paragraph.
            b"p" => close(&mut text, found),
            _ => {}
        }
    }
    close(&mut text, found);
    Ok(())
}

fn close(text: &mut String, found: &mut Vec<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !words.is_empty() {
        found.push(words.join(" "));
    }
    text.clear();
}

fn why(error: &ContainerError) -> &'static str {
    match error {
        ContainerError::Encrypted => "он под паролем",
        ContainerError::Large | ContainerError::ManyParts => "он слишком велик",
        ContainerError::Damaged | ContainerError::DamagedPart(_) | ContainerError::Xml(..) => {
            "это не документ docx, или он повреждён"
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Paper, read};
    use crate::ingest::source::{Cancel, Source};
    use crate::office::zip_write::{Effort, Entry, write};

    fn source(bytes: &[u8]) -> Source {
        Source {
            name: Arc::from("документы/приказ.docx"),
            bytes: Arc::from(bytes),
        }
    }

    fn docx(name: &str, body: &str) -> Vec<u8> {
        let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        write(&[Entry::pack(name, text.as_bytes(), Effort::Fast)])
    }

    #[track_caller]
    fn reads(name: &str, body: &str, expected: &[&str]) {
        let (papers, found) = read(&[source(&docx(name, body))], &Cancel::default());
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(papers[0].paragraphs, expected);
        for (index, text) in expected.iter().enumerate() {
            assert_eq!(papers[0].at(&papers[0].place(index, "")), Some(*text));
        }
    }

    #[test]
    fn paragraphs_of_text_tables_and_boxes_are_read() {
        let body = "<w:p><w:r><w:t>Приказ</w:t><w:tab/><w:t xml:space=\"preserve\"> № 5 </w:t></w:r></w:p><w:p/>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>ячейка &amp; знак</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            <w:p><w:r><w:t>до</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>в рамке</w:t></w:r></w:p>\
            </w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>в рамке</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>\
            <w:t>после</w:t></w:r></w:p><w:p><w:r><w:delText>убрано</w:delText></w:r></w:p>";
        let expected = ["Приказ № 5", "ячейка & знак", "до", "в рамке", "после"];
        reads("word/document.xml", body, &expected);
        reads("word/document2.xml", body, &expected);
    }

    #[test]
    fn what_is_no_document_is_told() {
        let other = docx("xl/workbook.xml", "");
        for bytes in [&b""[..], b"\xd0\xcf\x11\xe0", b"PK\x03\x04", &other] {
            let (papers, found) = read(&[source(bytes)], &Cancel::default());
            assert!(papers.is_empty());
            assert_eq!(found[0].code, "Д-22");
            assert!(found[0].message.contains("приказ.docx"), "{}", found[0].message);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(cut in 0_usize..200, at in 0_usize..200, byte: u8) {
            let mut bytes = docx("word/document.xml", "<w:p><w:r><w:t>текст</w:t></w:r></w:p>");
            bytes.truncate(bytes.len().saturating_sub(cut));
            if let Some(spot) = bytes.get_mut(at) {
                *spot = byte;
            }
            let (papers, found) = read(&[source(&bytes)], &Cancel::default());
            prop_assert_eq!(papers.len() + found.len(), 1);
            prop_assert!(papers.iter().all(|paper: &Paper| paper.paragraphs.len() <= 1));
        }
    }
}
