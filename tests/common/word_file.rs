//! Word files made by hand, part by part, and what is inside of rendered ones.

use std::io::{Cursor, Read};

use nastavnik::office::zip_write::{Effort, Entry, write};

/// The namespace of the words of a document.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Root of a part and the end of its content type and relationship.
fn kind(part: &str) -> (&'static str, &'static str) {
    match part
        .trim_end_matches(".xml")
        .trim_end_matches(|last: char| last.is_ascii_digit())
    {
        "word/document" => ("w:document", "document.main"),
        "word/header" => ("w:hdr", "header"),
        "word/footer" => ("w:ftr", "footer"),
        "word/footnotes" => ("w:footnotes", "footnotes"),
        "word/endnotes" => ("w:endnotes", "endnotes"),
        "word/comments" => ("w:comments", "comments"),
        "word/commentsExtended" => ("w15:commentsEx", "commentsExtended"),
        other => panic!("{other}"),
    }
}

/// A Word file of these parts, each given as what stands in its root.
pub fn file(parts: &[(&str, String)]) -> Vec<u8> {
    file_of_kind(parts, "document.main+xml")
}

/// As [`file`]; `main` ends the content type of the document.
pub fn file_of_kind(parts: &[(&str, String)], main: &str) -> Vec<u8> {
    let mut types = String::new();
    let mut links = String::new();
    let mut entries = Vec::new();
    for (number, (name, inside)) in parts.iter().enumerate() {
        let (root, kind) = kind(name);
        types.push_str(&format!(
            "<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{}\"/>",
            if root == "w:document" { main.to_owned() } else { format!("{kind}+xml") }
        ));
        if root != "w:document" {
            let target = name.trim_start_matches("word/");
            links.push_str(&format!(
                "<Relationship Id=\"r{number}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"/>"
            ));
        }
        let inside = if root == "w:document" {
            format!("<w:body>{inside}</w:body>")
        } else {
            inside.clone()
        };
        let text = format!(
            "<{root} xmlns:w=\"{W}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
             xmlns:v=\"urn:schemas-microsoft-com:vml\" \
             xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">{inside}</{root}>"
        );
        entries.push(((*name).to_owned(), text));
    }
    let package =
        |inside: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inside}</Relationships>");
    entries.push((
        "[Content_Types].xml".to_owned(),
        format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{types}</Types>"
        ),
    ));
    entries.push((
        "_rels/.rels".to_owned(),
        package(&format!(
            "<Relationship Id=\"r1\" Type=\"{OFFICE}/relationships/officeDocument\" Target=\"word/document.xml\"/>"
        )),
    ));
    entries.push(("word/_rels/document.xml.rels".to_owned(), package(&links)));
    let entries: Vec<Entry> = entries
        .iter()
        .map(|(name, text)| Entry::pack(name.as_str(), text.as_bytes(), Effort::Fast))
        .collect();
    write(&entries)
}

/// Names of the parts of a file.
pub fn names(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    (0..archive.len())
        .map(|at| {
            archive
                .by_index(at)
                .expect("a part")
                .name()
                .expect("a name")
                .into_owned()
        })
        .collect()
}

/// The text of a part.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut text = String::new();
    let mut found = archive
        .by_name(name)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    found.read_to_string(&mut text).expect("text");
    text
}

/// The words of a part with `⏎` for a break and `¶` after a paragraph; its markup must balance.
pub fn text(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut out = String::new();
    loop {
        match reader.read_event().expect("XML") {
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(entity) => out.push(match &*entity {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "#123" => '{',
                other => panic!("{other}"),
            }),
            Event::Empty(tag) if tag.name().as_ref() == "w:br" => out.push('⏎'),
            Event::Empty(tag) if tag.name().as_ref() == "w:p" => out.push('¶'),
            Event::End(tag) if tag.name().as_ref() == "w:p" => out.push('¶'),
            Event::Eof => return out.trim_start().to_owned(),
            _ => {}
        }
    }
}
