//! A drawing whose alternative text is one tag: the tag says which picture or chart takes its place.
//!
//! The frame of the drawing (its size, where it stands, how text flows round it) stays as the template has it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chart::{self, ChartForm};
use super::compiled::{Content, Parts};
use super::error::{Problem, TemplateError};
use super::relations::{self, IMAGE};
use super::tag::{self, Kind, Tags};
use super::words;
use super::xml::{self, Element, Node};
use crate::render::picture::Picture;

/// A placeholder, ready to be filled.
#[derive(Debug)]
pub struct Drawing {
    pieces: Vec<Piece>,
    width: u64,
    height: u64,
    /// What it holds.
    pub form: Form,
}

/// What a placeholder holds.
#[derive(Debug)]
pub enum Form {
    /// A picture.
    Picture,
    /// A chart.
    Chart(ChartForm),
}

/// A drawing as text, with holes.
#[derive(Debug)]
enum Piece {
    Text(String),
    Relation,
    Width,
    Height,
}

const RELATION_SIGN: char = '\u{F8E1}';
const WIDTH_SIGN: char = '\u{F8E2}';
const HEIGHT_SIGN: char = '\u{F8E3}';

/// Placeholders by the number of their tag.
pub type Drawings = BTreeMap<usize, Arc<Drawing>>;

/// Takes the placeholders out of all parts; a tag stays where each stood.
pub fn take(parts: &mut Parts, tags: &Tags) -> (Drawings, Vec<TemplateError>) {
    let mut drawings = Drawings::new();
    let mut errors = Vec::new();
    let names: Vec<String> = parts
        .iter()
        .filter(|(_, content)| matches!(content, Content::Xml(_)))
        .map(|(name, _)| name.clone())
        .collect();
    for name in names {
        let Some(Content::Xml(root)) = content_of(parts, &name) else {
            continue;
        };
        let mut root = std::mem::take(root);
        describe_charts(&mut root, tags);
        let mut found = Vec::new();
        walk(&mut root, tags, &mut found);
        let mut left_over = Vec::new();
        for (number, element) in found {
            match drawing(&element, parts, &name) {
                Ok((drawing, relation)) => {
                    drawings.insert(number, Arc::new(drawing));
                    left_over.push(relation);
                }
                Err(problem) => errors.push(TemplateError::new(tags.list[number].place.clone(), problem)),
            }
        }
        for relation in left_over {
            relations::drop_unused(parts, &name, &root, &relation);
        }
        if let Some(content) = content_of(parts, &name) {
            *content = Content::Xml(root);
        }
    }
    (drawings, errors)
}

/// A tag with rows may stand beside its chart: LibreOffice does not keep the alternative text of charts.
fn describe_charts(element: &mut Element, tags: &Tags) {
    if element.name == "w:p" {
        let is_rows = |char: &char| {
            tags.get(*char)
                .is_some_and(|tag| tag.tokens.iter().any(|token| token.is_word(words::ROWS)))
        };
        let signs: Vec<char> = element.text().chars().filter(is_rows).collect();
        let mut left = signs.into_iter();
        describe(element, &mut left);
        // What no chart took stays, and is told where it prints.
        let kept: Vec<char> = left.collect();
        take_out(element, &|char| is_rows(&char) && !kept.contains(&char));
    }
    for child in element.elements_mut() {
        describe_charts(child, tags);
    }
}

fn describe(element: &mut Element, signs: &mut dyn Iterator<Item = char>) {
    for child in element.elements_mut() {
        let chart =
            child.name == "w:drawing" && graphic(child).is_some_and(|inside| inside.name == "c:chart");
        let properties = if chart { child.elements_mut().next() } else { None };
        let properties = properties.and_then(|frame| frame.elements_mut().find(|one| one.name == "wp:docPr"));
        match properties {
            Some(properties)
                if !properties
                    .attribute("descr")
                    .is_some_and(|text| text.chars().any(|char| tag::number(char).is_some())) =>
            {
                if let Some(sign) = signs.next() {
                    properties.attributes.retain(|(name, _)| name != "descr");
                    properties.attributes.push(("descr".to_owned(), sign.to_string()));
                }
            }
            Some(_) => {}
            None => describe(child, signs),
        }
    }
}

fn take_out(element: &mut Element, gone: &dyn Fn(char) -> bool) {
    for node in &mut element.children {
        match node {
            Node::Text(text) => text.retain(|char| !gone(char)),
            Node::Element(child) => take_out(child, gone),
            Node::Tag(_) => {}
        }
    }
}

fn content_of<'p>(parts: &'p mut Parts, name: &str) -> Option<&'p mut Content> {
    parts
        .iter_mut()
        .find(|(own, _)| own == name)
        .map(|(_, content)| content)
}

fn walk(element: &mut Element, tags: &Tags, found: &mut Vec<(usize, Element)>) {
    for node in &mut element.children {
        let Node::Element(child) = node else { continue };
        let drawing = match child.name.as_str() {
            "w:drawing" => Some(&*child),
            // Word repeats some drawings for older programs; the first one is the real one.
            "mc:AlternateContent" => child
                .find("mc:Choice")
                .and_then(|choice| choice.find("w:drawing")),
            _ => None,
        };
        match drawing.and_then(|drawing| Some((placeholder(drawing, tags)?, drawing.clone()))) {
            Some((number, drawing)) => {
                found.push((number, drawing));
                *node = Node::Tag(number);
            }
            None => walk(child, tags, found),
        }
    }
}

/// The tag that is all of the alternative text of a picture or a chart.
fn placeholder(drawing: &Element, tags: &Tags) -> Option<usize> {
    graphic(drawing)?;
    let text = drawing
        .elements()
        .next()?
        .find("wp:docPr")?
        .attribute("descr")?
        .trim();
    let mut chars = text.chars();
    let sign = chars.next()?;
    let alone = chars.next().is_none();
    (alone && tags.get(sign)?.kind == Kind::Print).then(|| tag::number(sign))?
}

/// The picture or the chart inside.
fn graphic(drawing: &Element) -> Option<&Element> {
    drawing
        .elements()
        .next()?
        .find("a:graphic")?
        .find("a:graphicData")?
        .elements()
        .find(|child| matches!(child.name.as_str(), "pic:pic" | "c:chart"))
}

/// The placeholder of an element, and the relationship of what it showed in the template.
fn drawing(element: &Element, parts: &Parts, part: &str) -> Result<(Drawing, String), Problem> {
    let wrong = || Problem::Construct {
        detail: super::error::ODD_DRAWING.to_owned(),
    };
    let graphic = graphic(element).ok_or_else(wrong)?;
    let size = element
        .elements()
        .next()
        .and_then(|frame| frame.find("wp:extent"));
    let side = |name: &str| {
        size?
            .attribute(name)?
            .parse::<u64>()
            .ok()
            .filter(|side| *side > 0)
    };
    let (width, height) = (side("cx").ok_or_else(wrong)?, side("cy").ok_or_else(wrong)?);
    let (relation, form) = if graphic.name == "c:chart" {
        let id = graphic.attribute("r:id").ok_or_else(wrong)?;
        (id.to_owned(), Form::Chart(chart::form(parts, part, id)?))
    } else {
        let id = graphic
            .find("pic:blipFill")
            .and_then(|fill| fill.find("a:blip"))
            .and_then(|blip| blip.attribute("r:embed").or(blip.attribute("r:link")))
            .ok_or_else(wrong)?;
        (id.to_owned(), Form::Picture)
    };
    let mut pattern = element.clone();
    holes(&mut pattern, matches!(form, Form::Picture));
    let text = xml::fragment(&pattern);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, char) in text.char_indices() {
        let piece = match char {
            RELATION_SIGN => Piece::Relation,
            WIDTH_SIGN => Piece::Width,
            HEIGHT_SIGN => Piece::Height,
            _ => continue,
        };
        pieces.push(Piece::Text(text[from..at].to_owned()));
        pieces.push(piece);
        from = at + char.len_utf8();
    }
    pieces.push(Piece::Text(text[from..].to_owned()));
    Ok((
        Drawing {
            pieces,
            width,
            height,
            form,
        },
        relation,
    ))
}

/// Signs in place of what depends on the data; what belonged to the picture of the template goes.
fn holes(element: &mut Element, picture: bool) {
    match element.name.as_str() {
        "wp:docPr" | "pic:cNvPr" => element
            .attributes
            .retain(|(name, _)| !matches!(name.as_str(), "descr" | "title")),
        "a:blip" => {
            element.attributes = vec![("r:embed".to_owned(), RELATION_SIGN.to_string())];
            element.children.clear();
        }
        "c:chart" => set(element, "r:id", RELATION_SIGN),
        "pic:blipFill" => element
            .children
            .retain(|node| !matches!(node, Node::Element(child) if child.name == "a:srcRect")),
        "wp:extent" | "a:ext" if picture && element.attribute("cx").is_some() => {
            set(element, "cx", WIDTH_SIGN);
            set(element, "cy", HEIGHT_SIGN);
        }
        _ => {}
    }
    for child in element.elements_mut() {
        holes(child, picture);
    }
}

fn set(element: &mut Element, name: &str, sign: char) {
    for (own, value) in &mut element.attributes {
        if own == name {
            *value = sign.to_string();
        }
    }
}

impl Drawing {
    /// The drawing with a picture or chart in it.
    pub fn filled(&self, relation: &str, picture: Option<&Picture>) -> String {
        let (width, height) = picture.map_or((self.width, self.height), |picture| {
            picture.fitted(self.width, self.height)
        });
        let mut out = String::with_capacity(1024);
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Relation => out.push_str(relation),
                Piece::Width => out.push_str(&width.to_string()),
                Piece::Height => out.push_str(&height.to_string()),
            }
        }
        out
    }
}

/// The paragraph's drawing of a picture: the text beside it flows on; sizes in English metric units.
pub fn inline(relation: &str, description: &str, width: u64, height: u64) -> Element {
    const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let size = |name: &str| {
        Element::new(name)
            .with("cx", width.to_string())
            .with("cy", height.to_string())
    };
    let place = Element::new("a:off").with("x", "0").with("y", "0");
    let shape = Element::new("pic:spPr")
        .child(Element::new("a:xfrm").child(place).child(size("a:ext")))
        .child(
            Element::new("a:prstGeom")
                .with("prst", "rect")
                .child(Element::new("a:avLst")),
        );
    let name = Element::new("pic:cNvPr").with("id", "0").with("name", "");
    let picture = Element::new("pic:pic")
        .with("xmlns:pic", PICTURE)
        .child(
            Element::new("pic:nvPicPr")
                .child(name)
                .child(Element::new("pic:cNvPicPr")),
        )
        .child(
            Element::new("pic:blipFill")
                .child(Element::new("a:blip").with("r:embed", relation))
                .child(Element::new("a:stretch").child(Element::new("a:fillRect"))),
        )
        .child(shape);
    framed(picture, PICTURE, description, width, height)
}

/// The frame round a picture or a chart that stands in a line of text.
pub fn framed(inside: Element, kind: &str, description: &str, width: u64, height: u64) -> Element {
    const FRAME: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    let mut frame = Element::new("wp:inline").with("xmlns:wp", FRAME);
    for side in ["distT", "distB", "distL", "distR"] {
        frame = frame.with(side, "0");
    }
    let extent = Element::new("wp:extent")
        .with("cx", width.to_string())
        .with("cy", height.to_string());
    let name = Element::new("wp:docPr")
        .with("id", "1")
        .with("name", words::DRAWING)
        .with("descr", description);
    let graphic = Element::new("a:graphic")
        .with("xmlns:a", MAIN)
        .child(Element::new("a:graphicData").with("uri", kind).child(inside));
    Element::new("w:drawing").child(
        frame
            .child(extent)
            .child(name)
            .child(Element::new("wp:cNvGraphicFramePr"))
            .child(graphic),
    )
}

/// Kind of the relationship of what a placeholder holds.
pub fn kind_of(form: &Form) -> &'static str {
    match form {
        Form::Picture => IMAGE,
        Form::Chart(_) => chart::RELATION,
    }
}
