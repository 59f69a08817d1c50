//! A part of an office file as a small tree: read, changed, written.
//!
//! Text is kept unescaped. Signs of tags stay ordinary characters of the text until the part is written.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::tag;

/// A child of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
    /// A tag that stands between elements, by number.
    Tag(usize),
}

/// An element with its attributes and children.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Element {
    /// Name with prefix.
    pub name: String,
    /// Attributes in order, values unescaped.
    pub attributes: Vec<(String, String)>,
    /// Children in order.
    pub children: Vec<Node>,
}

/// How the tags of a part are written.
pub enum Tags<'t> {
    /// As they stand in the template: for a file to be edited in Word.
    Visible(&'t tag::Tags),
    /// As Tera reads them; the flag says that the tag prints inside `w:t`.
    Compiled(&'t dyn Fn(usize, bool) -> String),
}

impl Element {
    /// An element without children.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Adds an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// Child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// Child elements to change.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The first child element of a name.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first child element of a name, made first of all children when absent.
    pub fn first_or_new(&mut self, name: &str) -> Option<&mut Self> {
        if self.find(name).is_none() {
            self.children.insert(0, Node::Element(Self::new(name)));
        }
        self.elements_mut().find(|element| element.name == name)
    }

    /// All text inside, in order.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.collect_text(&mut out);
        out
    }

    fn collect_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Tag(number) => out.push(tag::sign(*number)),
                Node::Element(element) => element.collect_text(out),
            }
        }
    }
}

/// Why a part cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct XmlError(String);

/// As deep as any real part goes, many times over.
const DEPTH: usize = 200;

/// Reads a part.
///
/// # Errors
/// When it is no well-formed XML, declares a document type, or nests without end.
pub fn parse(bytes: &[u8]) -> Result<Element, XmlError> {
    let text = std::str::from_utf8(bytes).map_err(|error| XmlError(error.to_string()))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut stack: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| XmlError(error.to_string()))?;
        let top = stack.len() - 1;
        match event {
            Event::Start(start) => {
                if stack.len() > DEPTH {
                    return Err(XmlError("too deep".to_owned()));
                }
                stack.push(opened(&start)?);
            }
            Event::Empty(start) => {
                let element = opened(&start)?;
                stack[top].children.push(Node::Element(element));
            }
            Event::End(_) => {
                if let Some(done) = stack.pop()
                    && let Some(parent) = stack.last_mut()
                {
                    parent.children.push(Node::Element(done));
                } else {
                    return Err(XmlError("unbalanced".to_owned()));
                }
            }
            Event::Text(text) => push_text(&mut stack[top], &text),
            Event::CData(text) => push_text(&mut stack[top], &text),
            Event::GeneralRef(entity) => {
                let name: &str = &entity;
                let value = reference(name).ok_or_else(|| XmlError(format!("&{name};")))?;
                push_text(&mut stack[top], value.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(XmlError("DOCTYPE".to_owned())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if stack.len() > 1 {
        return Err(XmlError("unbalanced".to_owned()));
    }
    stack
        .pop()
        .and_then(|root| {
            root.children.into_iter().find_map(|node| match node {
                Node::Element(element) => Some(element),
                _ => None,
            })
        })
        .ok_or_else(|| XmlError("empty".to_owned()))
}

fn opened(start: &BytesStart<'_>) -> Result<Element, XmlError> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| XmlError(error.to_string()))?;
        let value = unescape(&attribute.value);
        element
            .attributes
            .push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(element)
}

fn push_text(element: &mut Element, text: &str) {
    if let Some(Node::Text(last)) = element.children.last_mut() {
        last.push_str(text);
    } else {
        element.children.push(Node::Text(text.to_owned()));
    }
}

fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest
            .find(';')
            .and_then(|end| reference(&rest[1..end]).map(|char| (char, end)))
        {
            Some((char, end)) => {
                out.push(char);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let code = name.strip_prefix('#')?;
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

/// Writes a part.
pub fn write(root: &Element, tags: &Tags<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    put(&mut out, root, tags);
    out
}

/// An element alone, without tags.
pub fn fragment(element: &Element) -> String {
    let mut out = String::new();
    put(&mut out, element, &Tags::Visible(&tag::Tags::default()));
    out
}

fn put(out: &mut String, element: &Element, tags: &Tags<'_>) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        put_text(out, value, tags, false);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let in_text = element.name == "w:t";
    for node in &element.children {
        match node {
            Node::Element(child) => put(out, child, tags),
            Node::Text(text) if in_text && text.contains('\u{2011}') => {
                for (at, piece) in text.split('\u{2011}').enumerate() {
                    if at > 0 {
                        out.push_str(NO_BREAK_HYPHEN);
                    }
                    put_text(out, piece, tags, in_text);
                }
            }
            Node::Text(text) => put_text(out, text, tags, in_text),
            Node::Tag(number) => put_tag(out, *number, tags, false),
        }
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

fn put_tag(out: &mut String, number: usize, tags: &Tags<'_>, in_text: bool) {
    match tags {
        Tags::Visible(list) => {
            if let Some(tag) = list.list.get(number) {
                escape(out, &tag.source, false);
            }
        }
        Tags::Compiled(text) => out.push_str(&text(number, in_text)),
    }
}

fn put_text(out: &mut String, text: &str, tags: &Tags<'_>, in_text: bool) {
    let mut from = 0;
    for (at, char) in text.char_indices() {
        if let Some(number) = tag::number(char) {
            escape(out, &text[from..at], matches!(tags, Tags::Compiled(_)));
            put_tag(out, number, tags, in_text);
            from = at + char.len_utf8();
        }
    }
    escape(out, &text[from..], matches!(tags, Tags::Compiled(_)));
}

/// A brace of the text itself must not open a tag of the template engine.
fn escape(out: &mut String, text: &str, braces: bool) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' if braces => out.push_str("&#123;"),
            '\n' | '\r' | '\t' => {
                out.push_str("&#");
                out.push_str(match char {
                    '\n' => "10;",
                    '\r' => "13;",
                    _ => "9;",
                });
            }
            char => out.push(char),
        }
    }
}

/// Ends a text, puts the hyphen that does not break, begins a text.
pub const NO_BREAK_HYPHEN: &str = "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">";
