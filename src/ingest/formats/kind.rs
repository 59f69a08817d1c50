//! What a file is, by its content.

use super::error::{Foreign, Problem};
use super::markup;
use super::text::encoding;
use super::whole;
use crate::office::container::{Container, LIMITS};

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// xlsx or xlsm, streamed.
    Xlsx,
    /// csv, tsv and their kin.
    Text,
    /// A page of HTML, mostly under the name of an xls.
    Html,
    /// Excel's XML of 2003.
    Xml2003,
    /// A format that is read whole, in a process of its own.
    Whole(Whole),
}

/// Formats that are read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Excel 97–2003.
    Xls,
    /// Excel's binary workbook.
    Xlsb,
    /// OpenDocument.
    Ods,
}

impl Whole {
    /// As it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Whole::Xls => "xls",
            Whole::Xlsb => "xlsb",
            Whole::Ods => "ods",
        }
    }
}

/// Tells the format.
///
/// # Errors
/// It is empty, no table, or a table of a format that is not read.
pub fn of(bytes: &[u8], name: &str) -> Result<Kind, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return whole::examine(bytes);
    }
    if let Some(problem) = foreign(bytes) {
        return Err(problem);
    }
    match markup(bytes) {
        Some(kind) => kind,
        None => text(bytes, name),
    }
}

/// Text is read under any extension that Excel opens as text: under `.xls` it does, after a warning.
fn text(bytes: &[u8], name: &str) -> Result<Kind, Problem> {
    let lower = name.to_lowercase();
    for extension in [".xlsx", ".xlsm", ".xlsb", ".ods"] {
        if lower.ends_with(extension) {
            encoding::decode(&bytes[..bytes.len().min(64 << 10)])?;
            return Err(Problem::TextAsWorkbook(extension.to_owned()));
        }
    }
    Ok(Kind::Text)
}

fn zip(bytes: &[u8]) -> Result<Kind, Problem> {
    let mut container = Container::open(bytes, LIMITS)?;
    let has = |container: &Container<'_>, path: &str| container.find(path).is_some();
    if let Some(index) = container.find("mimetype") {
        let mime = container.bytes(index, 200)?;
        return match mime.trim_ascii() {
            b"application/vnd.oasis.opendocument.spreadsheet"
            | b"application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Kind::Whole(Whole::Ods)),
            _ => Err(Problem::Other(Foreign::OpenDocument)),
        };
    }
    if has(&container, "xl/workbook.bin") {
        return Ok(Kind::Whole(Whole::Xlsb));
    }
    if container.names().any(|name| name.starts_with("word/")) {
        return Err(Problem::Other(Foreign::Word));
    }
    if container.names().any(|name| name.starts_with("ppt/")) {
        return Err(Problem::Other(Foreign::Slides));
    }
    if !has(&container, "_rels/.rels") {
        return Err(Problem::Other(Foreign::Archive));
    }
    Ok(Kind::Xlsx)
}

/// Known formats that are not read.
fn foreign(bytes: &[u8]) -> Option<Problem> {
    let head = &bytes[..bytes.len().min(4096)];
    let plain = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let starts = |mark: &[u8]| head.starts_with(mark);
    let binary = [
        (b"%PDF".as_slice(), Foreign::Pdf),
        (b"{\\rtf", Foreign::Rtf),
        (b"\x89PNG", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"Rar!", Foreign::Archive),
        (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
        (b"\x1F\x8B", Foreign::Archive),
    ];
    if let Some((_, what)) = binary.iter().find(|(mark, _)| starts(mark)) {
        return Some(Problem::Other(*what));
    }
    if matches!(head, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) {
        return Some(Problem::OldExcel);
    }
    if is_dbf(bytes) {
        return Some(Problem::OtherTable(Foreign::Dbf));
    }
    if plain.is_empty() && (bytes.len() == head.len() || bytes.trim_ascii().is_empty()) {
        return Some(Problem::Empty);
    }
    plain
        .to_ascii_lowercase()
        .starts_with(b"mime-version:")
        .then_some(Problem::OtherTable(Foreign::WebArchive))
}

/// Tables written as markup, and markup that is none.
fn markup(bytes: &[u8]) -> Option<Result<Kind, Problem>> {
    let head = &bytes[..bytes.len().min(4096)];
    let text = if head.contains(&0) {
        encoding::decode(head).ok()?.text
    } else {
        String::from_utf8_lossy(head)
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
    let name = text.strip_prefix('<')?;
    if !name.starts_with(|mark: char| mark.is_ascii_alphabetic() || matches!(mark, '!' | '?' | '/')) {
        return None;
    }
    const PAGE: [&str; 9] = [
        "<html",
        "<!doctype html",
        "<table",
        "<body",
        "<meta",
        "<head",
        "<style",
        "<div",
        "<tr",
    ];
    Some(if markup::is_xml2003(&text) {
        Ok(Kind::Xml2003)
    } else if text.contains("urn:oasis:names:tc:opendocument") {
        Err(Problem::OtherTable(Foreign::FlatOds))
    } else if PAGE.iter().any(|mark| text.contains(mark)) {
        Ok(Kind::Html)
    } else {
        Err(Problem::Other(Foreign::Xml))
    })
}

/// A dBase header: version, date, lengths that agree, and the mark that ends the fields.
fn is_dbf(bytes: &[u8]) -> bool {
    let [version, _, month, day, ..] = *bytes else {
        return false;
    };
    if !matches!(version, 0x03 | 0x30 | 0x31 | 0x83 | 0x8B | 0xF5)
        || month > 12
        || day > 31
        || bytes.len() < 33
    {
        return false;
    }
    let header = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    header > 32
        && header <= bytes.len()
        && (bytes[header - 1] == 0x0D || bytes[header.saturating_sub(264)] == 0x0D)
}
