//! A built-in template: its text → the parts of a Word file.

use std::sync::OnceLock;

use super::block::Body;
use super::compiled::{Content, Parts};
use super::error::{Place, Problem, TemplateError};
use super::figure::Figure;
use super::source::{Orientation, TemplateSource};
use super::tag::Tags;
use super::xml::{self, Element, Node};
use super::{body, figure, markdown, normal, relations};
use crate::office::zip_write::{Effort, Entry};

static CONTENT_TYPES: Fixed = Fixed::new("[Content_Types].xml", include_str!("base/content-types.xml"));
static ROOT_RELS: Fixed = Fixed::new("_rels/.rels", include_str!("base/root-rels.xml"));
static APP: Fixed = Fixed::new("docProps/app.xml", include_str!("base/app.xml"));
static DOCUMENT_RELS: Fixed = Fixed::new(
    "word/_rels/document.xml.rels",
    include_str!("base/document-rels.xml"),
);
static STYLES: Fixed = Fixed::new("word/styles.xml", include_str!("base/styles.xml"));
static SETTINGS: Fixed = Fixed::new("word/settings.xml", include_str!("base/settings.xml"));
static FONTS: Fixed = Fixed::new("word/fontTable.xml", include_str!("base/fonts.xml"));
static HEADER: Fixed = Fixed::new("word/header1.xml", include_str!("base/header.xml"));
static HEADER_FIRST: Fixed = Fixed::new("word/header2.xml", include_str!("base/header-first.xml"));

const NUMBERING: &str = include_str!("base/numbering.xml");
const FOOTNOTES: &str = include_str!("base/footnotes.xml");

/// A part with its name.
type Named = (String, Content);

/// A part that is the same in every document; packed once a process.
struct Fixed {
    name: &'static str,
    text: &'static str,
    packed: OnceLock<Entry>,
}

impl Fixed {
    const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text,
            packed: OnceLock::new(),
        }
    }

    fn part(&self) -> (String, Content) {
        let pack = || Entry::pack(self.name, self.text.as_bytes(), Effort::Best);
        (
            self.name.to_owned(),
            Content::Packed(self.packed.get_or_init(pack).clone(), self.text),
        )
    }

    /// The part with more before its last tag.
    fn with(&self, more: &str, end: &str) -> (String, Content) {
        let text = self.text.replace(end, &format!("{more}{end}"));
        (self.name.to_owned(), Content::Bytes(text.into_bytes()))
    }
}

/// The parts of a template and its tags.
///
/// # Errors
/// All that is wrong with the text.
pub fn parts(source: &TemplateSource) -> Result<(Parts, Tags), Vec<TemplateError>> {
    let mut tags = Tags::default();
    let lines = lifted(source, &mut tags);
    let mut errors = std::mem::take(&mut tags.errors);
    let (body, found) = markdown::read(&lines, &tags);
    errors.extend(found);
    let landscape = source.meta.orientation == Orientation::Landscape;
    let mut document = tree(&source.name, &body::build(&body, landscape), &mut errors);
    normal::normal(&mut document);
    let mut extras = Extras::default();
    let figures: Vec<Figure> = body.figures().cloned().collect();
    if let Err(problem) = figure::place(&mut document, &figures, &mut extras) {
        errors.push(TemplateError::whole(&source.name, problem));
    }
    let notes = footnotes(&source.name, &body, &mut errors);
    if !errors.is_empty() {
        errors.sort_by(|left, right| left.place.cmp(&right.place));
        return Err(errors);
    }
    let (types, links, more) = extras.finished();
    let core = core(&source.meta.title, "").into_bytes();
    let numbering = numbering(body.lists).into_bytes();
    let mut parts = vec![
        types,
        ROOT_RELS.part(),
        ("docProps/core.xml".to_owned(), Content::Bytes(core)),
        APP.part(),
        ("word/document.xml".to_owned(), Content::Xml(document)),
        links,
        STYLES.part(),
        SETTINGS.part(),
        FONTS.part(),
        ("word/numbering.xml".to_owned(), Content::Bytes(numbering)),
        ("word/footnotes.xml".to_owned(), Content::Xml(notes)),
        HEADER.part(),
        HEADER_FIRST.part(),
    ];
    parts.extend(
        more.into_iter()
            .map(|(name, bytes)| (name, Content::Bytes(bytes))),
    );
    Ok((parts, tags))
}

/// Parts that a template has besides the ones every paper has.
#[derive(Debug, Default)]
pub struct Extras {
    parts: Vec<(String, Vec<u8>)>,
    links: String,
    types: String,
    count: usize,
}

impl Extras {
    /// A part beside the document, and the id under which the document names it; the same part comes once.
    pub fn part(&mut self, target: &str, relation: &str, kind: Option<&str>, bytes: Vec<u8>) -> String {
        self.count += 1;
        let id = format!("own{}", self.count);
        let link = relations::relation(&id, relation, target);
        self.links.push_str(&xml::fragment(&link));
        let name = format!("word/{target}");
        if let Some(kind) = kind {
            self.types.push_str(&format!(
                "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"
            ));
        }
        if !self.parts.iter().any(|(own, _)| *own == name) {
            self.bare(&name, bytes);
        }
        id
    }

    /// A part that the document does not name.
    pub fn bare(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.push((name.to_owned(), bytes));
    }

    /// What files of an ending are.
    pub fn ending(&mut self, ending: &str, kind: &str) {
        let new = format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>");
        if !self.types.contains(&new) {
            self.types.push_str(&new);
        }
    }

    /// Kinds and relationships with the new ones, and the parts.
    fn finished(self) -> (Named, Named, Vec<(String, Vec<u8>)>) {
        if self.parts.is_empty() {
            return (CONTENT_TYPES.part(), DOCUMENT_RELS.part(), self.parts);
        }
        (
            CONTENT_TYPES.with(&self.types, "</Types>"),
            DOCUMENT_RELS.with(&self.links, "</Relationships>"),
            self.parts,
        )
    }
}

/// The lines with signs for tags. Tags are looked for in the whole text: one may go over lines.
fn lifted(source: &TemplateSource, tags: &mut Tags) -> Vec<super::source::Line> {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(source.lines.len());
    for line in &source.lines {
        starts.push(text.len());
        text.push_str(&line.text);
        text.push('\n');
    }
    let place = |at: usize| {
        let index = starts.partition_point(|start| *start <= at).saturating_sub(1);
        let Some(line) = source.lines.get(index) else {
            return Place::default();
        };
        let column = text[starts[index]..at].chars().count() + 1;
        Place {
            file: line.file.clone(),
            line: line.number,
            column,
            ..Place::default()
        }
    };
    let lifted = tags.lift(&text, &place);
    lifted
        .split('\n')
        .zip(&source.lines)
        .map(|(text, line)| super::source::Line {
            text: text.to_owned(),
            ..line.clone()
        })
        .collect()
}

fn tree(file: &str, bytes: &[u8], errors: &mut Vec<TemplateError>) -> Element {
    xml::parse(bytes).unwrap_or_else(|error| {
        errors.push(TemplateError::whole(
            file,
            Problem::NotWord {
                detail: error.to_string(),
            },
        ));
        Element::default()
    })
}

/// Properties of the file; the dates are fixed, so that equal data gives equal bytes.
pub fn core(title: &str, author: &str) -> String {
    let text = |value: &str| {
        let mut element = Element::new("x");
        element.children.push(Node::Text(value.to_owned()));
        let whole = xml::write(&element, &xml::Tags::Visible(&Tags::default()));
        whole
            .split_once("<x>")
            .and_then(|(_, rest)| rest.strip_suffix("</x>"))
            .unwrap_or_default()
            .to_owned()
    };
    include_str!("base/core.xml")
        .replace("%TITLE%", &text(title))
        .replace("%AUTHOR%", &text(author))
}

/// The list of bullets is number 1, every list of clauses a number of its own that begins anew.
fn numbering(lists: usize) -> String {
    let mut nums = String::from("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for list in 1..=lists {
        let id = body::BULLETS + list;
        nums.push_str(&format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/>"));
        for level in 0..3 {
            nums.push_str(&format!(
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
            ));
        }
        nums.push_str("</w:num>");
    }
    NUMBERING.replace("%NUMS%", &nums)
}

fn footnotes(file: &str, body: &Body, errors: &mut Vec<TemplateError>) -> Element {
    let mut root = tree(file, FOOTNOTES.as_bytes(), errors);
    for (at, (_, pieces)) in body.notes.iter().enumerate() {
        let mut document = tree(file, &body::note(pieces, body), errors);
        normal::normal(&mut document);
        let mut note = Element::new("w:footnote").with("w:id", (at + 1).to_string());
        let paragraphs = document
            .elements_mut()
            .filter(|child| child.name == "w:body")
            .flat_map(|body| std::mem::take(&mut body.children))
            .filter(|node| matches!(node, Node::Element(child) if child.name == "w:p"));
        note.children.extend(paragraphs);
        for paragraph in note.elements_mut() {
            mark(paragraph);
        }
        root.children.push(Node::Element(note));
    }
    root
}

/// The number of the footnote before its text.
fn mark(paragraph: &mut Element) {
    let style = Element::new("w:rPr").child(Element::new("w:rStyle").with("w:val", "FootnoteReference"));
    let mut space = Element::new("w:t").with("xml:space", "preserve");
    space.children.push(Node::Text(" ".to_owned()));
    let at = usize::from(paragraph.find("w:pPr").is_some());
    paragraph.children.insert(
        at,
        Node::Element(
            Element::new("w:r")
                .child(style)
                .child(Element::new("w:footnoteRef")),
        ),
    );
    paragraph
        .children
        .insert(at + 1, Node::Element(Element::new("w:r").child(space)));
}
