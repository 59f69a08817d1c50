//! Tags that shape the table cell they stand in: merged with those of the other turns, wider, with a colour behind.
//!
//! They leave the text of the cell and become its properties. Knows nothing of data.

use super::error::{Problem, TemplateError};
use super::lift::own_text;
use super::names::Token;
use super::normal::{self, CELL};
use super::tag::{self, Kind, Level, Tag, Tags};
use super::words::CellWord;
use super::xml::{Element, Node};

/// Shapes the cells of a part, and says which tags stand outside of cells.
pub fn shape(root: &mut Element, tags: &mut Tags) -> Vec<TemplateError> {
    if !tags.list.iter().any(|tag| tag.cell_word().is_some()) {
        return Vec::new();
    }
    rows(root, tags);
    let mut lost = Vec::new();
    homeless(root, tags, &mut lost);
    lost
}

fn rows(element: &mut Element, tags: &mut Tags) {
    let children = std::mem::take(&mut element.children);
    for node in children {
        let Node::Element(mut child) = node else {
            element.children.push(node);
            continue;
        };
        rows(&mut child, tags);
        let merged = child.name == "w:tc" && cell(&mut child, tags);
        // The cells of later turns are part of the first.
        let (before, after) = if merged {
            first_turn(&child, tags)
        } else {
            (None, None)
        };
        element.children.extend(before);
        element.children.push(Node::Element(child));
        element.children.extend(after);
    }
}

/// Gives a cell the properties its tags ask for; tells whether it is merged to the right.
fn cell(cell: &mut Element, tags: &mut Tags) -> bool {
    let found: Vec<(usize, CellWord)> = own_text(cell)
        .chars()
        .filter_map(|char| Some((tag::number(char)?, tags.get(char)?.cell_word()?)))
        .collect();
    let mut right = false;
    for (number, word) in found {
        let sign = tag::sign(number);
        take_out(cell, sign);
        let (property, value) = match word {
            CellWord::Down => ("w:vMerge", Element::new("w:vMerge").with("w:val", sign)),
            CellWord::Fill => (
                "w:shd",
                Element::new("w:shd")
                    .with("w:val", "clear")
                    .with("w:color", "auto")
                    .with("w:fill", sign),
            ),
            CellWord::Span | CellWord::Right => {
                ("w:gridSpan", Element::new("w:gridSpan").with("w:val", sign))
            }
        };
        let Some(properties) = cell.first_or_new("w:tcPr") else {
            continue;
        };
        if word == CellWord::Right {
            right = true;
            // As many columns in each turn as the cell had.
            let own = properties
                .find("w:gridSpan")
                .and_then(|span| span.attribute("w:val"));
            let own = Token::Number(own.unwrap_or("1").to_owned());
            tags.list[number].tokens.truncate(1);
            tags.list[number].tokens.push(own);
        }
        properties
            .children
            .retain(|node| !matches!(node, Node::Element(own) if own.name == property));
        properties.children.push(Node::Element(value));
        normal::order(properties, &CELL);
        if word == CellWord::Down {
            let (before, after) = made(number, tags);
            let blank = blank_like(cell);
            cell.children.insert(1, before);
            cell.children.push(branch(number, tags, &["else"]));
            cell.children.push(Node::Element(blank));
            cell.children.push(after);
        }
    }
    right
}

/// An empty paragraph of the look of the cell's first: in another it could make the row of a later turn taller.
fn blank_like(cell: &Element) -> Element {
    let mut blank = Element::new("w:p");
    let look = cell.find("w:p").and_then(|first| first.find("w:pPr"));
    blank.children.extend(look.cloned().map(Node::Element));
    blank
}

/// Tags round a cell that is merged to the right.
fn first_turn(cell: &Element, tags: &mut Tags) -> (Option<Node>, Option<Node>) {
    let span = cell
        .find("w:tcPr")
        .and_then(|own| own.find("w:gridSpan"))
        .and_then(|span| span.attribute("w:val")?.chars().find_map(tag::number));
    match span {
        Some(number) => {
            let (before, after) = made(number, tags);
            (Some(before), Some(after))
        }
        None => (None, None),
    }
}

/// Tags round what only the first turn of the loop has.
fn made(number: usize, tags: &mut Tags) -> (Node, Node) {
    (
        branch(number, tags, &["if", "loop", ".", "first"]),
        branch(number, tags, &["endif"]),
    )
}

/// A tag of a branch, in the name of the tag that asks for it.
fn branch(number: usize, tags: &mut Tags, words: &[&str]) -> Node {
    let word = |word: &&str| match *word {
        "." => Token::Sign("."),
        word => Token::Word(word.to_owned()),
    };
    tags.list.push(Tag {
        level: Level::First,
        tokens: words.iter().map(word).collect(),
        ..tags.list[number].clone()
    });
    Node::Tag(tags.list.len() - 1)
}

fn take_out(element: &mut Element, sign: char) {
    for node in &mut element.children {
        match node {
            Node::Text(text) => text.retain(|char| char != sign),
            Node::Element(child) => take_out(child, sign),
            Node::Tag(_) => {}
        }
    }
}

/// Tags of cells that are left in a text.
fn homeless(element: &Element, tags: &Tags, out: &mut Vec<TemplateError>) {
    for node in &element.children {
        match node {
            Node::Text(text) => {
                let left = text.chars().filter_map(|char| tags.get(char));
                out.extend(
                    left.filter(|tag| tag.kind == Kind::Block && tag.cell_word().is_some())
                        .map(|tag| {
                            let name = tag.source.clone();
                            TemplateError::new(tag.place.clone(), Problem::NotInCell { name })
                        }),
                );
            }
            Node::Element(child) => homeless(child, tags, out),
            Node::Tag(_) => {}
        }
    }
}
