//! Footnotes, endnotes and comments of a template, each filled where the text refers to it.
//!
//! A note goes through the template engine beside its reference, so it sees the turn of the loop it stands in, and
//! every turn gets a note of its own. Afterwards the notes return to their part, numbered in the order of the text.

use std::collections::{BTreeMap, HashMap};

use super::compiled::{Content, Parts};
use super::ids::{attribute, with};
use super::tag::{Kind as TagKind, Tags};
use super::xml::{self, Element, Node};
use super::{lift, relations, word};

/// The part that refers to notes.
pub const TEXT: &str = "word/document.xml";
const ID: &str = " w:id=\"";

/// Names of a kind of notes.
#[derive(Debug)]
struct Kind {
    part: &'static str,
    note: &'static str,
    reference: &'static str,
    /// Marks of the commented text, which have the number of the note.
    marks: &'static [&'static str],
    /// Parts that would name notes by marks that do not outlive a loop.
    beside: &'static [&'static str],
}

static KINDS: &[Kind] = &[
    Kind {
        part: "word/footnotes.xml",
        note: "w:footnote",
        reference: "w:footnoteReference",
        marks: &[],
        beside: &[],
    },
    Kind {
        part: "word/endnotes.xml",
        note: "w:endnote",
        reference: "w:endnoteReference",
        marks: &[],
        beside: &[],
    },
    Kind {
        part: "word/comments.xml",
        note: "w:comment",
        reference: "w:commentReference",
        marks: &["w:commentRangeStart", "w:commentRangeEnd"],
        beside: &[
            "word/commentsExtended.xml",
            "word/commentsIds.xml",
            "word/commentsExtensible.xml",
        ],
    },
];

/// Whether an element is a note that stands beside its reference.
pub fn is_note(name: &str) -> bool {
    KINDS.iter().any(|kind| kind.note == name)
}

/// Whether a part holds notes.
pub fn is_part(name: &str) -> bool {
    KINDS.iter().any(|kind| kind.part == name)
}

/// A part whose notes stand in the text while it is rendered.
#[derive(Debug)]
pub struct Notes {
    kind: &'static Kind,
    /// The part without notes and without its last tag.
    head: String,
    /// The first number that no separator has.
    first: i64,
}

/// Moves the notes of a template beside their references, where tags fill, repeat or drop some.
pub fn take(parts: &mut Parts, tags: &Tags) -> Vec<Notes> {
    let Some(at) = parts.iter().position(|(name, _)| name == TEXT) else {
        return Vec::new();
    };
    let Content::Xml(text) = &mut parts[at].1 else {
        return Vec::new();
    };
    let mut text = std::mem::take(text);
    let steered = lift::order(&text, tags)
        .iter()
        .any(|number| tags.list[*number].kind == TagKind::Block);
    let mut taken = Vec::new();
    for kind in KINDS {
        if !refers(&text, kind) {
            continue;
        }
        let Some(mut root) = relations::part_tree(parts, kind.part) else {
            continue;
        };
        if !steered && lift::order(&root, tags).is_empty() {
            continue;
        }
        word::drop_volatile(&mut root);
        let mut notes = BTreeMap::new();
        for node in std::mem::take(&mut root.children) {
            match node {
                Node::Element(mut note) if note.name == kind.note && is_text(&note) => {
                    if note.children.is_empty() {
                        note.children.push(Node::Element(Element::new("w:p")));
                    }
                    let id = note.attribute("w:id").unwrap_or_default().to_owned();
                    notes.insert(id, note);
                }
                other => root.children.push(other),
            }
        }
        let first = root
            .elements()
            .filter_map(|own| own.attribute("w:id")?.parse::<i64>().ok())
            .fold(1, |first, own| first.max(own + 1));
        embed(&mut text, kind, &notes);
        let whole = xml::write(&root, &xml::Tags::Visible(&Tags::default()));
        let head = relations::open_ended(whole.as_bytes(), &kind.end());
        for part in kind.beside {
            relations::drop_part(parts, TEXT, part);
        }
        taken.push(Notes { kind, head, first });
    }
    if let Some((_, content)) = parts.iter_mut().find(|(name, _)| name == TEXT) {
        *content = Content::Xml(text);
    }
    taken
}

/// Not one of the lines between text and notes.
fn is_text(note: &Element) -> bool {
    note.attribute("w:type").is_none_or(|own| own == "normal")
}

fn refers(element: &Element, kind: &Kind) -> bool {
    element
        .elements()
        .any(|child| child.name == kind.reference || refers(child, kind))
}

/// Puts every note after its reference; a reference to nothing goes.
fn embed(element: &mut Element, kind: &Kind, notes: &BTreeMap<String, Element>) {
    let children = std::mem::take(&mut element.children);
    for mut node in children {
        let Node::Element(child) = &mut node else {
            element.children.push(node);
            continue;
        };
        if child.name == kind.reference {
            let note = child.attribute("w:id").and_then(|id| notes.get(id)).cloned();
            if let Some(note) = note {
                element.children.push(node);
                element.children.push(Node::Element(note));
            }
        } else {
            embed(child, kind, notes);
            element.children.push(node);
        }
    }
}

impl Notes {
    /// Name of the part.
    pub fn part(&self) -> &'static str {
        self.kind.part
    }

    /// The rendered text without its notes, and the part with them.
    pub fn back(&self, text: &str) -> (String, String) {
        let opening = format!("<{} ", self.kind.note);
        let closing = format!("</{}>", self.kind.note);
        let reference = format!("<{} ", self.kind.reference);
        let marks: Vec<String> = self.kind.marks.iter().map(|mark| format!("<{mark} ")).collect();
        let mut out = String::with_capacity(text.len());
        let mut part = self.head.clone();
        let mut next = self.first;
        // Numbers given to marks whose reference is still to come.
        let mut open: HashMap<&str, i64> = HashMap::new();
        let mut last = self.first;
        let mut rest = text;
        while let Some(end) = rest.find('>') {
            let (piece, after) = rest.split_at(end + 1);
            let (before, tag) = piece.split_at(piece.rfind('<').unwrap_or(piece.len()));
            let is_reference = tag.starts_with(&reference);
            rest = after;
            out.push_str(before);
            if is_reference || marks.iter().any(|mark| tag.starts_with(mark)) {
                let old = attribute(tag, ID).unwrap_or_default();
                let number = *open.entry(old).or_insert_with(|| {
                    next += 1;
                    next - 1
                });
                if is_reference {
                    open.remove(old);
                    last = number;
                }
                out.push_str(&with(tag, ID, &number.to_string()));
            } else if tag.starts_with(&opening) {
                let length = rest.find(&closing).map_or(rest.len(), |at| at + closing.len());
                let (note, after) = rest.split_at(length);
                part.push_str(&with(tag, ID, &last.to_string()));
                // A branch may have left nothing in it.
                part.push_str(if note == closing { "<w:p/>" } else { "" });
                part.push_str(note);
                rest = after;
            } else {
                out.push_str(tag);
            }
        }
        out.push_str(rest);
        part.push_str(&self.kind.end());
        (out, part)
    }
}

impl Kind {
    /// The last tag of the part.
    fn end(&self) -> String {
        format!("</{}s>", self.note)
    }
}
