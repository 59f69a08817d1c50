//! A Word file as a letterhead: its text in place of the requisites, its headers and footers on the first page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::styles::Styles;
use crate::render::docx::compiled::{Content, Parts};
use crate::render::docx::error::{self, Problem, TemplateError};
use crate::render::docx::relations::{self, IMAGE, TYPES};
use crate::render::docx::xml::{Element, Node};

const DOCUMENT: &str = "word/document.xml";
const FOOTER: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer";
const FOOTER_KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";
const HYPERLINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/// A letterhead taken apart.
#[derive(Debug)]
pub struct Sheet {
    parts: Parts,
    styles: Styles,
    root: Element,
    content: Vec<Node>,
    header: Option<(String, Element)>,
    footer: Option<(String, Element)>,
}

/// Takes the file apart.
///
/// # Errors
/// Something that cannot stand in a letterhead.
pub fn read(mut parts: Parts, name: &str) -> Result<Sheet, Vec<TemplateError>> {
    let mut root = super::take(&mut parts, DOCUMENT).unwrap_or_default();
    let mut content = root
        .elements_mut()
        .find(|child| child.name == "w:body")
        .map(|body| std::mem::take(&mut body.children))
        .unwrap_or_default();
    let section = content
        .iter()
        .find_map(|node| match node {
            Node::Element(child) => section_of(child).cloned(),
            _ => None,
        })
        .unwrap_or_default();
    content.retain(|node| !matches!(node, Node::Element(child) if child.name == "w:sectPr"));
    let mut odd = None;
    for node in &mut content {
        if let Node::Element(child) = node {
            clear(child, &mut odd);
        }
    }
    // The empty lines that Word leaves at the end.
    while matches!(content.last(), Some(Node::Element(last)) if content.len() > 1 && is_empty(last)) {
        content.pop();
    }
    let styles = Styles::read(&parts);
    let header = page_part(&parts, &section, "w:headerReference");
    let footer = page_part(&parts, &section, "w:footerReference");
    match odd {
        Some(detail) => Err(vec![TemplateError::whole(name, Problem::Construct { detail })]),
        None => Ok(Sheet {
            parts,
            styles,
            root,
            content,
            header,
            footer,
        }),
    }
}

fn section_of(element: &Element) -> Option<&Element> {
    if element.name == "w:sectPr" {
        return Some(element);
    }
    element
        .find("w:pPr")
        .and_then(|properties| properties.find("w:sectPr"))
}

/// Drops what belongs to the file and not to the page; notes what cannot be carried over.
fn clear(element: &mut Element, odd: &mut Option<String>) {
    if matches!(
        element.name.as_str(),
        "w:numPr" | "w:footnoteReference" | "w:endnoteReference"
    ) {
        *odd = Some(error::LETTERHEAD_LISTS.to_owned());
    }
    element.children.retain(|node| {
        !matches!(node, Node::Element(child) if matches!(
            child.name.as_str(),
            "w:sectPr" | "w:bookmarkStart" | "w:bookmarkEnd" | "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference"
        ))
    });
    for child in element.elements_mut() {
        clear(child, odd);
    }
}

fn is_empty(element: &Element) -> bool {
    fn drawn(element: &Element) -> bool {
        element.elements().any(|child| {
            matches!(
                child.name.as_str(),
                "w:drawing" | "w:pict" | "w:object" | "w:pBdr"
            ) || drawn(child)
        })
    }
    element.name == "w:p" && element.text().trim().is_empty() && !drawn(element)
}

/// The header or footer of the first page, when it says anything.
fn page_part(parts: &Parts, section: &Element, kind: &str) -> Option<(String, Element)> {
    let wanted = if section.find("w:titlePg").is_some() {
        "first"
    } else {
        "default"
    };
    let reference = section
        .elements()
        .find(|child| child.name == kind && child.attribute("w:type") == Some(wanted))?;
    let links = relations::read(parts, DOCUMENT);
    let (_, target) = relations::target(&links, reference.attribute("r:id")?)?;
    let name = relations::resolved(DOCUMENT, target);
    let root = relations::part_tree(parts, &name)?;
    let says = root.elements().any(|child| !is_empty(child));
    says.then_some((name, root))
}

/// Puts the letterhead into a paper, in place of some children of its body.
///
/// # Errors
/// Something in the letterhead leads to a part that is neither a picture nor a link.
pub fn merge(
    mut sheet: Sheet,
    root: &mut Element,
    parts: &mut Parts,
    range: RangeInclusive<usize>,
) -> Result<(), String> {
    let mut carried = Carried {
        from: &sheet.parts,
        names: BTreeMap::new(),
    };
    let mut used = BTreeSet::new();
    for node in &mut sheet.content {
        if let Node::Element(child) = node {
            sheet.styles.adopt(child, &mut used);
        }
    }
    let mut holder = Element::new("w:body");
    holder.children = std::mem::take(&mut sheet.content);
    carried.links(&mut holder, DOCUMENT, DOCUMENT, parts)?;
    for (name, value) in &sheet.root.attributes {
        if name.starts_with("xmlns:") && root.attribute(name).is_none() {
            root.attributes.push((name.clone(), value.clone()));
        }
    }
    ignorable(root, &sheet.root);
    if let Some(body) = root.elements_mut().find(|child| child.name == "w:body") {
        body.children.splice(range, holder.children);
    }
    if let Some((name, mut header)) = sheet.header.take()
        && let Some(goal) = first_header(root, parts)
    {
        sheet.styles.adopt(&mut header, &mut used);
        carried.links(&mut header, &name, &goal, parts)?;
        match parts.iter_mut().find(|(own, _)| *own == goal) {
            Some((_, content)) => *content = Content::Xml(header),
            None => parts.push((goal, Content::Xml(header))),
        }
    }
    if let Some((name, mut footer)) = sheet.footer.take() {
        const GOAL: &str = "word/footerBlank.xml";
        sheet.styles.adopt(&mut footer, &mut used);
        carried.links(&mut footer, &name, GOAL, parts)?;
        parts.push((GOAL.to_owned(), Content::Xml(footer)));
        first_footer(root, parts, GOAL);
    }
    sheet.styles.add_to_paper(&used, parts);
    Ok(())
}

/// Prefixes that older programs may pass over, those of the letterhead too.
fn ignorable(root: &mut Element, sheet: &Element) {
    const NAME: &str = "mc:Ignorable";
    let Some(more) = sheet.attribute(NAME) else { return };
    let known: Vec<&str> = more
        .split_whitespace()
        .filter(|prefix| sheet.attribute(&format!("xmlns:{prefix}")).is_some())
        .collect();
    let own = root.attribute(NAME).unwrap_or_default().to_owned();
    let mut all: Vec<&str> = own.split_whitespace().collect();
    all.extend(
        known
            .iter()
            .filter(|prefix| !own.split_whitespace().any(|one| one == **prefix)),
    );
    let joined = all.join(" ");
    root.attributes.retain(|(name, _)| name != NAME);
    root.attributes.push((NAME.to_owned(), joined));
}

/// Pictures that were carried over already, by their old names.
struct Carried<'s> {
    from: &'s Parts,
    names: BTreeMap<String, String>,
}

impl Carried<'_> {
    /// Gives every relationship that an element names an id of the paper, and carries what it leads to.
    fn links(
        &mut self,
        element: &mut Element,
        from: &str,
        to: &str,
        parts: &mut Parts,
    ) -> Result<(), String> {
        let mut named = BTreeSet::new();
        relations::named(element, &mut named);
        if named.is_empty() {
            return Ok(());
        }
        let old = relations::read(self.from, from);
        let mut new = if from == to {
            relations::read(parts, to)
        } else {
            Element::new("Relationships").with(
                "xmlns",
                "http://schemas.openxmlformats.org/package/2006/relationships",
            )
        };
        let mut ids = BTreeMap::new();
        for id in named {
            let Some((kind, target)) = relations::target(&old, &id) else {
                continue;
            };
            let fresh = match kind {
                IMAGE => {
                    let target = self.picture(&relations::resolved(from, target), parts)?;
                    relations::add(&mut new, IMAGE, &target)
                }
                HYPERLINK => {
                    let fresh = relations::add(&mut new, HYPERLINK, target);
                    if let Some(Node::Element(link)) = new.children.last_mut() {
                        link.attributes
                            .push(("TargetMode".to_owned(), "External".to_owned()));
                    }
                    fresh
                }
                _ => return Err(error::LETTERHEAD_OBJECT.to_owned()),
            };
            ids.insert(id, fresh);
        }
        relations::put(parts, &relations::path(to), &new);
        rename(element, &ids);
        Ok(())
    }

    fn picture(&mut self, old: &str, parts: &mut Parts) -> Result<String, String> {
        if let Some(target) = self.names.get(old) {
            return Ok(target.clone());
        }
        let ending = old.rsplit('.').next().unwrap_or_default();
        let target = format!("media/blank{}.{ending}", self.names.len() + 1);
        let bytes = self.from.iter().find_map(|(name, content)| match content {
            Content::Bytes(bytes) if name == old => Some(bytes.clone()),
            _ => None,
        });
        let bytes = bytes.ok_or_else(|| error::LETTERHEAD_OBJECT.to_owned())?;
        relations::put_bytes(parts, &format!("word/{target}"), bytes);
        let kind = relations::types(self.from).and_then(|types| {
            types
                .elements()
                .find(|one| {
                    one.attribute("Extension")
                        .is_some_and(|own| own.eq_ignore_ascii_case(ending))
                })?
                .attribute("ContentType")
                .map(ToOwned::to_owned)
        });
        if let (Some(kind), Some(mut types)) = (kind, relations::types(parts)) {
            relations::add_default(&mut types, ending, &kind);
            relations::put(parts, TYPES, &types);
        }
        self.names.insert(old.to_owned(), target.clone());
        Ok(target)
    }
}

fn rename(element: &mut Element, ids: &BTreeMap<String, String>) {
    for (name, value) in &mut element.attributes {
        if (name.starts_with("r:") || name.starts_with("o:relid"))
            && let Some(fresh) = ids.get(value)
        {
            value.clone_from(fresh);
        }
    }
    for child in element.elements_mut() {
        rename(child, ids);
    }
}

fn first_section(element: &mut Element) -> Option<&mut Element> {
    if element.name == "w:sectPr" {
        return Some(element);
    }
    element
        .elements_mut()
        .filter(|child| matches!(child.name.as_str(), "w:body" | "w:p" | "w:pPr" | "w:sectPr"))
        .find_map(first_section)
}

/// The part that is the header of the first page of the paper.
fn first_header(root: &mut Element, parts: &Parts) -> Option<String> {
    let section = first_section(root)?;
    let reference = section
        .elements()
        .find(|child| child.name == "w:headerReference" && child.attribute("w:type") == Some("first"))?;
    let links = relations::read(parts, DOCUMENT);
    let (_, target) = relations::target(&links, reference.attribute("r:id")?)?;
    Some(relations::resolved(DOCUMENT, target))
}

fn first_footer(root: &mut Element, parts: &mut Parts, part: &str) {
    let mut links = relations::read(parts, DOCUMENT);
    let target = part.trim_start_matches("word/");
    let id = relations::add(&mut links, FOOTER, target);
    relations::put(parts, &relations::path(DOCUMENT), &links);
    if let Some(mut types) = relations::types(parts) {
        relations::add_override(&mut types, part, FOOTER_KIND);
        relations::put(parts, TYPES, &types);
    }
    let Some(section) = first_section(root) else {
        return;
    };
    let at = section
        .children
        .iter()
        .position(|node| !matches!(node, Node::Element(child) if child.name == "w:headerReference"))
        .unwrap_or(section.children.len());
    section.children.retain(|node| {
        !matches!(node, Node::Element(child)
            if child.name == "w:footerReference" && child.attribute("w:type") == Some("first"))
    });
    let reference = Element::new("w:footerReference")
        .with("w:type", "first")
        .with("r:id", id);
    section.children.insert(at, Node::Element(reference));
    if section.find("w:titlePg").is_none() {
        section.children.push(Node::Element(Element::new("w:titlePg")));
    }
}
