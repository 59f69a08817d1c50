//! The styles of a letterhead beside those of the paper: renamed, with the defaults of their file written out, so that
//! the letterhead looks as its owner made it.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::docx::compiled::Parts;
use crate::render::docx::normal::{self, PARAGRAPH, RUN};
use crate::render::docx::relations;
use crate::render::docx::words;
use crate::render::docx::xml::{Element, Node};

/// The part with the styles.
pub const PART: &str = "word/styles.xml";
const THEME: &str = "word/theme/theme1.xml";
/// Before the ids of the letterhead's styles.
const PREFIX: &str = "Blank";

/// The styles of a letterhead.
#[derive(Debug)]
pub struct Styles {
    known: BTreeMap<String, Element>,
    defaults: Element,
    paragraph: String,
    fonts: BTreeMap<&'static str, String>,
}

impl Styles {
    /// Reads the styles of a file.
    pub fn read(parts: &Parts) -> Self {
        let root = relations::part_tree(parts, PART).unwrap_or_default();
        let known: BTreeMap<String, Element> = root
            .elements()
            .filter(|style| style.name == "w:style")
            .filter_map(|style| Some((style.attribute("w:styleId")?.to_owned(), style.clone())))
            .collect();
        let paragraph = known
            .iter()
            .find(|(_, style)| {
                style.attribute("w:type") == Some("paragraph")
                    && matches!(style.attribute("w:default"), Some("1" | "true"))
            })
            .map_or_else(|| "Normal".to_owned(), |(id, _)| id.clone());
        Self {
            known,
            defaults: root.find("w:docDefaults").cloned().unwrap_or_default(),
            paragraph,
            fonts: theme_fonts(parts),
        }
    }

    /// Gives the paragraphs, runs and tables of an element the renamed styles, and notes which are used.
    pub fn adopt(&self, element: &mut Element, used: &mut BTreeSet<String>) {
        if element.name == "w:p" {
            let known = element
                .find("w:pPr")
                .and_then(|properties| properties.find("w:pStyle"))
                .is_some_and(|style| {
                    style
                        .attribute("w:val")
                        .is_some_and(|id| self.known.contains_key(id))
                });
            if !known && let Some(properties) = element.first_or_new("w:pPr") {
                properties
                    .children
                    .retain(|node| !matches!(node, Node::Element(child) if child.name == "w:pStyle"));
                let style = Element::new("w:pStyle").with("w:val", self.paragraph.as_str());
                properties.children.insert(0, Node::Element(style));
            }
        }
        if matches!(element.name.as_str(), "w:pStyle" | "w:rStyle" | "w:tblStyle") {
            self.rename(element, used);
        }
        self.explicit_fonts(element);
        element.children.retain(|node| {
            // A style that the file itself does not have.
            !matches!(node, Node::Element(child)
                if matches!(child.name.as_str(), "w:rStyle" | "w:tblStyle")
                    && child.attribute("w:val").is_none_or(|id| !self.known.contains_key(id)))
        });
        for child in element.elements_mut() {
            self.adopt(child, used);
        }
    }

    fn rename(&self, element: &mut Element, used: &mut BTreeSet<String>) {
        for (name, value) in &mut element.attributes {
            if name == "w:val" {
                used.insert(value.clone());
                *value = format!("{PREFIX}{value}");
            }
        }
    }

    /// Puts the used styles, and those they rest on, into the paper.
    pub fn add_to_paper(&self, used: &BTreeSet<String>, parts: &mut Parts) {
        let mut wanted: Vec<String> = used.iter().cloned().collect();
        let mut all: BTreeSet<String> = BTreeSet::new();
        while let Some(id) = wanted.pop() {
            let Some(style) = self.known.get(&id).filter(|_| all.insert(id.clone())) else {
                continue;
            };
            wanted.extend(
                ["w:basedOn", "w:link"]
                    .iter()
                    .filter_map(|name| style.find(name)?.attribute("w:val"))
                    .map(ToOwned::to_owned),
            );
        }
        if !self.known.contains_key(&self.paragraph) && used.contains(&self.paragraph) {
            all.insert(self.paragraph.clone());
        }
        let mut styles = relations::part_tree(parts, PART).unwrap_or_default();
        for id in all {
            styles.children.push(Node::Element(self.renamed(&id)));
        }
        relations::put(parts, PART, &styles);
    }

    fn renamed(&self, id: &str) -> Element {
        let bare = || {
            Element::new("w:style")
                .with("w:type", "paragraph")
                .with("w:styleId", id)
                .child(Element::new("w:name").with("w:val", id))
        };
        let mut style = self.known.get(id).cloned().unwrap_or_else(bare);
        style
            .attributes
            .retain(|(name, _)| !matches!(name.as_str(), "w:default" | "w:customStyle" | "w:styleId"));
        style = style
            .with("w:styleId", format!("{PREFIX}{id}"))
            .with("w:customStyle", "1");
        style.children.retain(
            |node| !matches!(node, Node::Element(child) if matches!(child.name.as_str(), "w:next" | "w:aliases" | "w:autoRedefine" | "w:rsid")),
        );
        let own_paragraphs = style.attribute("w:type") == Some("paragraph");
        let root = style.find("w:basedOn").is_none();
        for child in style.elements_mut() {
            let value = match child.name.as_str() {
                "w:name" => format!("{} {}", words::LETTERHEAD, child.attribute("w:val").unwrap_or(id)),
                "w:basedOn" | "w:link" => format!("{PREFIX}{}", child.attribute("w:val").unwrap_or(id)),
                _ => continue,
            };
            child.attributes = vec![("w:val".to_owned(), value)];
        }
        if own_paragraphs && root {
            let base = |outer: &str, inner: &str| {
                self.defaults
                    .find(outer)
                    .and_then(|default| default.find(inner))
                    .cloned()
                    .unwrap_or_else(|| Element::new(inner))
            };
            let paragraph = under(&plain_paragraph(), &base("w:pPrDefault", "w:pPr"));
            let run = under(&plain_run(), &base("w:rPrDefault", "w:rPr"));
            for (name, below, order) in [
                ("w:pPr", paragraph, PARAGRAPH.as_slice()),
                ("w:rPr", run, RUN.as_slice()),
            ] {
                let own = style.find(name).cloned().unwrap_or_else(|| Element::new(name));
                let mut whole = under(&below, &own);
                normal::order(&mut whole, order);
                style
                    .children
                    .retain(|node| !matches!(node, Node::Element(child) if child.name == name));
                style.children.push(Node::Element(whole));
            }
        }
        normal::order(
            &mut style,
            &[
                "w:name",
                "w:basedOn",
                "w:link",
                "w:hidden",
                "w:uiPriority",
                "w:semiHidden",
                "w:unhideWhenUsed",
                "w:qFormat",
                "w:locked",
                "w:personal",
                "w:personalCompose",
                "w:personalReply",
                "w:pPr",
                "w:rPr",
                "w:tblPr",
                "w:trPr",
                "w:tcPr",
                "w:tblStylePr",
            ],
        );
        self.explicit_everywhere(&mut style);
        style
    }

    fn explicit_everywhere(&self, element: &mut Element) {
        self.explicit_fonts(element);
        for child in element.elements_mut() {
            self.explicit_everywhere(child);
        }
    }

    /// Fonts of the letterhead's theme by their names: the paper has no theme.
    fn explicit_fonts(&self, element: &mut Element) {
        if element.name != "w:rFonts" {
            return;
        }
        let themed: Vec<(String, String)> = element
            .attributes
            .iter()
            .filter_map(|(name, value)| {
                let plain = match name.as_str() {
                    "w:asciiTheme" => "w:ascii",
                    "w:hAnsiTheme" => "w:hAnsi",
                    "w:cstheme" => "w:cs",
                    "w:eastAsiaTheme" => "w:eastAsia",
                    _ => return None,
                };
                let kind = if value.starts_with("major") {
                    "major"
                } else {
                    "minor"
                };
                Some((plain.to_owned(), self.fonts.get(kind)?.clone()))
            })
            .collect();
        element.attributes.retain(|(name, _)| {
            !name.to_ascii_lowercase().ends_with("theme") && !themed.iter().any(|(plain, _)| plain == name)
        });
        element.attributes.extend(themed);
    }
}

/// What a Word file without defaults of its own looks like.
fn plain_run() -> Element {
    let mut fonts = Element::new("w:rFonts");
    for name in ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"] {
        fonts = fonts.with(name, "Times New Roman");
    }
    Element::new("w:rPr")
        .child(fonts)
        .child(Element::new("w:sz").with("w:val", "20"))
        .child(Element::new("w:szCs").with("w:val", "20"))
}

fn plain_paragraph() -> Element {
    let spacing = Element::new("w:spacing")
        .with("w:before", "0")
        .with("w:after", "0")
        .with("w:line", "240")
        .with("w:lineRule", "auto");
    Element::new("w:pPr").child(spacing)
}

/// Properties over others; fonts, spacing and indents are joined attribute by attribute.
fn under(below: &Element, above: &Element) -> Element {
    let mut out = below.clone();
    let mut added = Vec::new();
    for child in above.elements() {
        let joined = matches!(child.name.as_str(), "w:rFonts" | "w:spacing" | "w:ind");
        let Some(own) = out.elements_mut().find(|own| own.name == child.name) else {
            added.push(Node::Element(child.clone()));
            continue;
        };
        if joined {
            for (name, value) in &child.attributes {
                own.attributes.retain(|(own, _)| own != name);
                own.attributes.push((name.clone(), value.clone()));
            }
        } else {
            *own = child.clone();
        }
    }
    out.children.extend(added);
    out
}

fn theme_fonts(parts: &Parts) -> BTreeMap<&'static str, String> {
    let mut out = BTreeMap::new();
    let theme = relations::part_tree(parts, THEME).unwrap_or_default();
    let scheme = theme
        .find("a:themeElements")
        .and_then(|elements| elements.find("a:fontScheme"));
    for (kind, name) in [("major", "a:majorFont"), ("minor", "a:minorFont")] {
        let font = scheme
            .and_then(|scheme| scheme.find(name)?.find("a:latin")?.attribute("typeface"))
            .filter(|font| !font.is_empty());
        if let Some(font) = font {
            out.insert(kind, font.to_owned());
        }
    }
    out
}
