//! Reads the tags of a template made in Word, where one tag may be spread over many runs.

use super::error::Place;
use super::notes;
use super::tag::Tags;
use super::xml::{Element, Node};

/// Parts that may hold tags.
pub fn holds_tags(name: &str) -> bool {
    name.strip_prefix("word/").is_some_and(|part| {
        part.ends_with(".xml")
            && !part.contains('/')
            && [
                "document",
                "header",
                "footer",
                "footnotes",
                "endnotes",
                "comments",
            ]
            .iter()
            .any(|prefix| part.starts_with(prefix))
    })
}

/// Between the texts of two runs; never in a template.
const BORDER: char = '\u{F8F5}';

/// Replaces the tags of a part by their signs; paragraphs are counted from 1.
pub fn read(root: &mut Element, file: &str, part: &str, tags: &mut Tags) {
    let place = Place {
        file: file.to_owned(),
        part: part.to_owned(),
        ..Place::default()
    };
    walk(root, &place, &mut Counts::default(), tags);
    drop_volatile(root);
}

/// What of the part was met so far.
#[derive(Clone, Default)]
struct Counts {
    paragraphs: usize,
    tables: usize,
    boxes: usize,
    notes: usize,
}

fn walk(element: &mut Element, place: &Place, counts: &mut Counts, tags: &mut Tags) {
    let (mut rows, mut cells) = (0, 0);
    let before = counts.clone();
    for child in element.elements_mut() {
        let mut here = place.clone();
        match child.name.as_str() {
            // The same drawing for newer and for older programs.
            "mc:Choice" | "mc:Fallback" => *counts = before.clone(),
            "w:txbxContent" => {
                counts.boxes += 1;
                here = Place {
                    text_box: counts.boxes,
                    table: 0,
                    ..here
                };
            }
            name if notes::is_note(name) && child.attribute("w:type").is_none() => {
                counts.notes += 1;
                counts.paragraphs = 0;
                here.note = counts.notes;
            }
            "w:tbl" => {
                counts.tables += 1;
                here.table = counts.tables;
            }
            "w:tr" => {
                rows += 1;
                here.row = rows;
            }
            "w:tc" => {
                cells += 1;
                here.cell = cells;
            }
            "w:p" => {
                counts.paragraphs += 1;
                here.paragraph = counts.paragraphs;
                paragraph_tags(child, &here, tags);
            }
            "wp:docPr" => description_tags(child, &here, tags),
            _ => {}
        }
        walk(child, &here, counts, tags);
    }
}

/// Tags in the alternative text of a drawing.
fn description_tags(properties: &mut Element, place: &Place, tags: &mut Tags) {
    for (name, value) in &mut properties.attributes {
        if name == "descr" && value.contains(['{', '}']) {
            let around = Place {
                around: value.clone(),
                ..place.clone()
            };
            *value = tags.lift(value, &|_| around.clone());
        }
    }
}

fn paragraph_tags(paragraph: &mut Element, place: &Place, tags: &mut Tags) {
    let mut texts = Vec::new();
    visit(paragraph, &mut |text| texts.push(std::mem::take(text)));
    let whole: String = texts.concat();
    if !whole.contains(['{', '}']) {
        let mut back = texts.into_iter();
        visit(paragraph, &mut |text| *text = back.next().unwrap_or_default());
        return;
    }
    let joined = gather(&texts, &whole);
    let around = |at: usize| {
        let upto: String = joined[..at]
            .chars()
            .rev()
            .take(20)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let after: String = joined[at..].chars().take(40).collect();
        Place {
            around: format!("{upto}{after}").replace(BORDER, ""),
            ..place.clone()
        }
    };
    let lifted = tags.lift(&joined, &around);
    let mut pieces = lifted.split(BORDER);
    visit(paragraph, &mut |text| {
        pieces.next().unwrap_or_default().clone_into(text)
    });
}

/// Texts of the runs with borders between, each tag whole in the run where it begins.
fn gather(texts: &[String], whole: &str) -> String {
    let ranges = ranges(whole);
    let mut out = String::with_capacity(whole.len() + texts.len() * 3);
    let mut at = 0;
    let mut late = 0;
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            if ranges.iter().any(|range| range.start < at && at < range.end) {
                late += 1;
            } else {
                out.push(BORDER);
            }
        }
        for (offset, char) in text.char_indices() {
            let here = at + offset;
            if late > 0 && !ranges.iter().any(|range| range.start < here && here < range.end) {
                out.extend(std::iter::repeat_n(BORDER, late));
                late = 0;
            }
            out.push(char);
        }
        at += text.len();
    }
    out.extend(std::iter::repeat_n(BORDER, late));
    out
}

/// Where tags stand in a text.
fn ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let close = match text.get(start..start + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        match super::tag::closing(&text[start + 2..], close) {
            Some(length) => {
                at = start + 2 + length + 2;
                out.push(start..at);
            }
            None => at = start + 2,
        }
    }
    out
}

/// Texts of the runs of this paragraph, not of paragraphs in its text boxes.
fn visit(element: &mut Element, each: &mut dyn FnMut(&mut String)) {
    for child in element.elements_mut() {
        match child.name.as_str() {
            "w:t" => {
                if !matches!(child.children.as_slice(), [Node::Text(_)]) {
                    let text = child.text();
                    child.children = vec![Node::Text(text)];
                }
                if let Some(Node::Text(text)) = child.children.first_mut() {
                    each(text);
                }
                let edges = child.text();
                if edges
                    .chars()
                    .any(|char| super::tag::number(char).is_some() || char.is_whitespace())
                    && child.attribute("xml:space").is_none()
                {
                    child
                        .attributes
                        .push(("xml:space".to_owned(), "preserve".to_owned()));
                }
            }
            "w:r" | "w:hyperlink" | "w:ins" | "w:smartTag" | "w:sdt" | "w:sdtContent" | "w:fldSimple" => {
                visit(child, each);
            }
            _ => {}
        }
    }
}

/// Marks of a paragraph that must not repeat: a loop would print them twice.
pub fn drop_volatile(element: &mut Element) {
    element.attributes.retain(|(name, _)| {
        !matches!(name.as_str(), "w14:paraId" | "w14:textId") && !name.starts_with("w:rsid")
    });
    element.children.retain(|node| {
        !matches!(node, Node::Element(child) if matches!(child.name.as_str(), "w:proofErr" | "w:lastRenderedPageBreak" | "w:bookmarkStart" | "w:bookmarkEnd") && child.attribute("w:name").is_none_or(|name| name == "_GoBack"))
    });
    for child in element.elements_mut() {
        drop_volatile(child);
    }
}
