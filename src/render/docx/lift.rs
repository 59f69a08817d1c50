//! Moves tags that steer to the place they stand for: a paragraph, a row, a cell, or between two runs.
//!
//! Afterwards every such tag is a sibling of what it repeats or drops, so whatever a template prints is well-formed.

use std::collections::HashSet;

use super::error::{Problem, TemplateError};
use super::notes;
use super::tag::{self, Kind, Level, Tag, Tags};
use super::xml::{Element, Node};

/// Lifts the tags of a part and says which stand where they cannot.
pub fn lift(root: &mut Element, tags: &Tags) -> Vec<TemplateError> {
    let mut errors = Vec::new();
    walk(root, tags, false, &mut errors);
    let order: Vec<usize> = order(root, tags);
    let whole = balance(&order, tags);
    if whole.is_empty() {
        crossed(root, tags, &mut errors);
    }
    errors.extend(whole);
    // What is told of a tag is told once, the first being the cause of the rest.
    let mut told = HashSet::new();
    errors.retain(|error| told.insert(error.place.clone()));
    errors
}

/// Numbers of all tags of a part in the order they stand.
pub fn order(root: &Element, tags: &Tags) -> Vec<usize> {
    let mut out = Vec::new();
    for (_, value) in &root.attributes {
        out.extend(value.chars().filter_map(tag::number));
    }
    for node in &root.children {
        match node {
            Node::Tag(number) => out.push(*number),
            Node::Text(text) => out.extend(text.chars().filter_map(tag::number)),
            Node::Element(child) => out.extend(order(child, tags)),
        }
    }
    out.retain(|number| *number < tags.list.len());
    out
}

/// What a text is made of, as far as tags go.
struct Content {
    blocks: Vec<usize>,
    prints: bool,
    text: bool,
}

fn content(text: &str, tags: &Tags) -> Content {
    let mut content = Content {
        blocks: Vec::new(),
        prints: false,
        text: false,
    };
    for char in text.chars() {
        match (tag::number(char), tags.get(char)) {
            (Some(number), Some(tag)) if tag.kind != Kind::Print => content.blocks.push(number),
            (Some(_), Some(_)) => content.prints = true,
            _ => content.text |= !char.is_whitespace() && char != '\u{a0}',
        }
    }
    content
}

fn level_of(content: &Content, level: Level, tags: &Tags) -> Option<usize> {
    content
        .blocks
        .iter()
        .copied()
        .find(|number| tags.list[*number].level == level)
}

fn walk(element: &mut Element, tags: &Tags, in_row: bool, errors: &mut Vec<TemplateError>) {
    let children = std::mem::take(&mut element.children);
    let mut out = Vec::with_capacity(children.len());
    for node in children {
        let Node::Element(mut child) = node else {
            out.push(node);
            continue;
        };
        let own = match child.name.as_str() {
            "w:tr" => Some(Level::Row),
            "w:tc" => Some(Level::Cell),
            "w:p" => Some(Level::Paragraph),
            _ => None,
        };
        if let Some(level) = own {
            let own = own_text(&child);
            let content = content(&own, tags);
            let asked = level_of(&content, level, tags);
            let alone =
                !content.text && !content.prints && !has_picture(&child) && own.len() == child.text().len();
            // A line of nothing but an opening or closing tag stands for itself without saying so.
            let implied = level != Level::Cell
                && alone
                && !content.blocks.is_empty()
                && content
                    .blocks
                    .iter()
                    .all(|number| tags.list[*number].level == Level::Own)
                && !(balance(&content.blocks, tags).is_empty()
                    && level == Level::Row
                    && content.blocks.len() > 1);
            if let Some(number) = asked.filter(|number| tags.list[*number].kind == Kind::Comment) {
                out.push(Node::Tag(number));
                continue;
            }
            if asked.is_some() || implied {
                if alone {
                    out.extend(content.blocks.into_iter().map(Node::Tag));
                    // A program may have moved a break into the paragraph of the tag: the break stays.
                    if level == Level::Paragraph && has_break(&child) {
                        drop_text(&mut child);
                        out.push(Node::Element(child));
                    }
                    continue;
                }
                if let Some(number) = asked {
                    let tag = &tags.list[number];
                    errors.push(TemplateError::new(
                        tag.place.clone(),
                        Problem::NotAlone {
                            name: tag.source.clone(),
                        },
                    ));
                }
            }
        }
        if child.name == "w:p" {
            split_runs(&mut child, tags);
        }
        if child.name == "w:p" && !in_row {
            errors.extend(outside(&child, tags));
        }
        let in_row = match child.name.as_str() {
            "w:tr" => true,
            "w:txbxContent" => false,
            _ => in_row,
        };
        walk(&mut child, tags, in_row, errors);
        out.push(Node::Element(child));
    }
    element.children = out;
}

/// Tags of rows and cells in a paragraph outside of tables.
fn outside(paragraph: &Element, tags: &Tags) -> Vec<TemplateError> {
    let text = own_text(paragraph);
    let of_table = |tag: &&Tag| matches!(tag.level, Level::Row | Level::Cell);
    let found = text.chars().filter_map(|char| tags.get(char)).filter(of_table);
    let error = |tag: &Tag| {
        let name = tag.source.clone();
        TemplateError::new(tag.place.clone(), Problem::NotInTable { name })
    };
    found.map(error).collect()
}

/// The text of a paragraph, row or cell without what is a text of its own: text boxes, notes, tables in its cells.
pub fn own_text(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Tag(number) => out.push(tag::sign(*number)),
            Node::Element(child)
                if matches!(child.name.as_str(), "w:txbxContent" | "w:tbl")
                    || notes::is_note(&child.name) => {}
            Node::Element(child) => out.push_str(&own_text(child)),
        }
    }
    out
}

fn has_picture(element: &Element) -> bool {
    element
        .elements()
        .any(|child| matches!(child.name.as_str(), "w:drawing" | "w:pict" | "w:object") || has_picture(child))
}

/// The paragraph ends a page or a section.
fn has_break(element: &Element) -> bool {
    element.elements().any(|child| {
        let is_page = || {
            child
                .attributes
                .iter()
                .any(|(name, value)| name == "w:type" && value == "page")
        };
        child.name == "w:sectPr" || child.name == "w:br" && is_page() || has_break(child)
    })
}

fn drop_text(element: &mut Element) {
    element
        .children
        .retain(|node| !matches!(node, Node::Element(child) if child.name == "w:t"));
    for node in &mut element.children {
        if let Node::Element(child) = node {
            drop_text(child);
        }
    }
}

/// Splits the runs of a paragraph at steering tags.
fn split_runs(paragraph: &mut Element, tags: &Tags) {
    let children = std::mem::take(&mut paragraph.children);
    for node in children {
        match node {
            Node::Element(run) if run.name == "w:r" => split_run(run, tags, &mut paragraph.children),
            Node::Element(mut other)
                if matches!(
                    other.name.as_str(),
                    "w:hyperlink" | "w:ins" | "w:smartTag" | "w:sdt" | "w:sdtContent"
                ) =>
            {
                split_runs(&mut other, tags);
                paragraph.children.push(Node::Element(other));
            }
            other => paragraph.children.push(other),
        }
    }
}

fn split_run(run: Element, tags: &Tags, out: &mut Vec<Node>) {
    let is_block = |char: char| tags.get(char).is_some_and(|tag| tag.kind == Kind::Block);
    if !run
        .elements()
        .any(|child| child.name == "w:t" && child.text().chars().any(is_block))
    {
        out.push(Node::Element(run));
        return;
    }
    let properties = run.find("w:rPr").cloned();
    let fresh = || {
        let mut fresh = Element {
            name: run.name.clone(),
            attributes: run.attributes.clone(),
            children: Vec::new(),
        };
        fresh.children.extend(properties.clone().map(Node::Element));
        fresh
    };
    let least = usize::from(properties.is_some());
    let mut current = fresh();
    for node in &run.children {
        let child = match node {
            Node::Element(child) if child.name == "w:rPr" => continue,
            Node::Element(child) => child,
            other => {
                current.children.push(other.clone());
                continue;
            }
        };
        let text = child.text();
        if child.name != "w:t" || !text.chars().any(is_block) {
            current.children.push(Node::Element(child.clone()));
            continue;
        }
        let mut piece = String::new();
        for char in text.chars() {
            if is_block(char) {
                push_piece(&mut current, &mut piece);
                if current.children.len() > least {
                    out.push(Node::Element(std::mem::replace(&mut current, fresh())));
                }
                out.extend(tag::number(char).map(Node::Tag));
            } else {
                piece.push(char);
            }
        }
        push_piece(&mut current, &mut piece);
    }
    if current.children.len() > least {
        out.push(Node::Element(current));
    }
}

fn push_piece(run: &mut Element, piece: &mut String) {
    if piece.is_empty() {
        return;
    }
    let mut text = Element::new("w:t").with("xml:space", "preserve");
    text.children.push(Node::Text(std::mem::take(piece)));
    run.children.push(Node::Element(text));
}

/// Loops and branches opened and not closed, or the other way round.
pub fn balance(order: &[usize], tags: &Tags) -> Vec<TemplateError> {
    let mut open: Vec<usize> = Vec::new();
    let mut errors = Vec::new();
    let fault = |number: usize, problem: fn(String) -> Problem| {
        let tag = &tags.list[number];
        TemplateError::new(tag.place.clone(), problem(tag.source.clone()))
    };
    for &number in order {
        let word = tags.list[number].word();
        let top = open.last().map(|top| tags.list[*top].word());
        match word {
            "for" | "if" => open.push(number),
            "endfor" | "endif" => {
                if top == Some(&word[3..]) {
                    open.pop();
                } else if let Some(below) = open
                    .iter()
                    .rposition(|open| tags.list[*open].word() == &word[3..])
                {
                    // What lies above was never closed.
                    for lost in open.split_off(below).into_iter().skip(1) {
                        errors.push(fault(lost, |name| Problem::Unclosed { name }));
                    }
                } else {
                    errors.push(fault(number, |name| Problem::Unopened { name }));
                }
            }
            "elif" if top != Some("if") => errors.push(fault(number, |name| Problem::Unopened { name })),
            "else" if top.is_none() => errors.push(fault(number, |name| Problem::Unopened { name })),
            _ => {}
        }
    }
    errors.extend(
        open.into_iter()
            .map(|number| fault(number, |name| Problem::Unclosed { name })),
    );
    errors
}

/// In a part that is balanced as a whole: pairs of tags that stand on different levels.
fn crossed(element: &Element, tags: &Tags, errors: &mut Vec<TemplateError>) {
    let own: Vec<usize> = element
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Tag(number) => Some(*number),
            _ => None,
        })
        .collect();
    for mut error in balance(&own, tags) {
        if let Problem::Unclosed { name } | Problem::Unopened { name } = error.problem {
            error.problem = Problem::Crossed { name };
        }
        errors.push(error);
    }
    for child in element.elements() {
        crossed(child, tags, errors);
    }
}
