//! The school's own letterhead: an emblem above the requisites of every paper, or a Word file in their place.
//!
//! Requisites are known by the name of their style, so papers written as text and papers made in Word get the same
//! letterhead. It is put in once a template.

mod sheet;
mod styles;

use std::sync::Arc;

use super::compiled::{Content, Parts};
use super::drawing;
use super::error::{Problem, TemplateError};
use super::figure::MILLIMETRE;
use super::lift;
use super::relations::{self, IMAGE, TYPES};
use super::tag::{self, Tags};
use super::words;
use super::xml::{Element, Node};
use crate::render::picture::Picture;

/// What stands at the head of every paper of a school.
#[derive(Debug, Clone, Default)]
pub enum Letterhead {
    /// The requisites as the template has them.
    #[default]
    Plain,
    /// An emblem above them.
    Emblem {
        /// The picture.
        picture: Arc<Picture>,
        /// Its height in millimetres.
        height: u64,
    },
    /// A Word file in their place.
    Sheet {
        /// Name of the file, for messages.
        name: String,
        /// The file.
        bytes: Arc<[u8]>,
    },
}

const DOCUMENT: &str = "word/document.xml";
/// As wide as an emblem may be, in millimetres.
const WIDEST: u64 = 160;

/// Puts the letterhead into a template; a template without requisites stays as it is.
///
/// # Errors
/// Everything that is wrong with the file of the letterhead.
pub fn apply(parts: &mut Parts, tags: &mut Tags, letterhead: &Letterhead) -> Result<(), Vec<TemplateError>> {
    if matches!(letterhead, Letterhead::Plain) {
        return Ok(());
    }
    let Some(style) = style_named(parts, words::REQUISITES) else {
        return Ok(());
    };
    let Some(mut root) = take(parts, DOCUMENT) else {
        return Ok(());
    };
    let done = place(&mut root, parts, tags, letterhead, &style);
    restore(parts, DOCUMENT, root);
    done
}

fn place(
    root: &mut Element,
    parts: &mut Parts,
    tags: &mut Tags,
    letterhead: &Letterhead,
    style: &str,
) -> Result<(), Vec<TemplateError>> {
    let Some(body) = root.elements_mut().find(|child| child.name == "w:body") else {
        return Ok(());
    };
    let Some((first, last)) = requisites(body, style, tags) else {
        return Ok(());
    };
    match letterhead {
        Letterhead::Plain => Ok(()),
        Letterhead::Emblem { picture, height } => {
            let emblem = emblem(parts, picture, *height, style);
            body.children.insert(first, Node::Element(emblem));
            Ok(())
        }
        Letterhead::Sheet { name, bytes } => {
            let own = super::template::unpack(name, bytes, tags).map_err(|error| vec![*error])?;
            let own = sheet::read(own, name)?;
            sheet::merge(own, root, parts, first..=last)
                .map_err(|detail| vec![TemplateError::whole(name, Problem::Construct { detail })])
        }
    }
}

/// First and last child of the body that belong to the requisites; steering tags between them do too.
fn requisites(body: &Element, style: &str, tags: &Tags) -> Option<(usize, usize)> {
    let is_requisite = |node: &Node| match node {
        Node::Element(paragraph) => paragraph
            .find("w:pPr")
            .and_then(|properties| properties.find("w:pStyle"))
            .is_some_and(|own| own.attribute("w:val") == Some(style)),
        _ => false,
    };
    let steers = |node: &Node| match node {
        Node::Element(paragraph) => {
            let text = paragraph.text();
            !text.is_empty()
                && text
                    .chars()
                    .all(|char| tags.get(char).is_some_and(|tag| tag.kind == tag::Kind::Block))
        }
        _ => false,
    };
    let children = &body.children;
    let first = children.iter().position(is_requisite)?;
    let count = children[first..]
        .iter()
        .take_while(|node| is_requisite(node) || steers(node))
        .count();
    let last = (first..first + count)
        .rev()
        .find(|at| is_requisite(&children[*at]))?;
    // A loop or branch round the first or the last line goes with them, whole.
    let before = children[..first]
        .iter()
        .rev()
        .take_while(|node| steers(node))
        .count();
    let after = children[last + 1..]
        .iter()
        .take_while(|node| steers(node))
        .count();
    let balanced = |from: usize, to: usize| {
        let numbers: Vec<usize> = children[from..=to]
            .iter()
            .flat_map(|node| {
                match node {
                    Node::Element(child) => child.text(),
                    _ => String::new(),
                }
                .chars()
                .filter_map(tag::number)
                .collect::<Vec<_>>()
            })
            .collect();
        lift::balance(&numbers, tags).is_empty()
    };
    (0..=before)
        .flat_map(|before| (0..=after).map(move |after| (first - before, last + after)))
        .find(|(from, to)| balanced(*from, *to))
}

fn emblem(parts: &mut Parts, picture: &Picture, height: u64, style: &str) -> Element {
    let target = format!("media/emblem.{}", picture.ending);
    let mut links = relations::read(parts, DOCUMENT);
    let id = relations::add(&mut links, IMAGE, &target);
    relations::put(parts, &relations::path(DOCUMENT), &links);
    relations::put_bytes(parts, &format!("word/{target}"), picture.bytes.to_vec());
    if let Some(mut types) = relations::types(parts) {
        relations::add_default(&mut types, picture.ending, &format!("image/{}", picture.ending));
        relations::put(parts, TYPES, &types);
    }
    let (width, height) = picture.fitted(WIDEST * MILLIMETRE, height * MILLIMETRE);
    let drawing = drawing::inline(&id, "", width, height);
    let properties = Element::new("w:pPr").child(Element::new("w:pStyle").with("w:val", style));
    Element::new("w:p")
        .child(properties)
        .child(Element::new("w:r").child(drawing))
}

/// Id of the style of a name: office programs change ids and keep names.
fn style_named(parts: &Parts, name: &str) -> Option<String> {
    let styles = relations::part_tree(parts, styles::PART)?;
    let style = styles.elements().find(|style| {
        style
            .find("w:name")
            .is_some_and(|own| own.attribute("w:val") == Some(name))
    })?;
    style.attribute("w:styleId").map(ToOwned::to_owned)
}

/// A part taken out to be changed.
fn take(parts: &mut Parts, name: &str) -> Option<Element> {
    match &mut parts.iter_mut().find(|(own, _)| own == name)?.1 {
        Content::Xml(root) => Some(std::mem::take(root)),
        Content::Bytes(_) | Content::Packed(..) => None,
    }
}

fn restore(parts: &mut Parts, name: &str, root: Element) {
    if let Some((_, content)) = parts.iter_mut().find(|(own, _)| own == name) {
        *content = Content::Xml(root);
    }
}
