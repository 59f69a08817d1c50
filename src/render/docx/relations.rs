//! Relationships and content types of a Word file: which part a part leads to, and what kind each part is.

use std::collections::BTreeSet;

use super::compiled::{Content, Parts};
use super::xml::{self, Element, Node};

/// The part that tells the kinds of all parts.
pub const TYPES: &str = "[Content_Types].xml";
/// Kind of the relationship to a picture.
pub const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Where the relationships of a part stand: `word/document.xml` → `word/_rels/document.xml.rels`.
pub fn path(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    if folder.is_empty() {
        format!("_rels/{name}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    }
}

/// The part that a relationship's target names, seen from the part it belongs to.
pub fn resolved(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                folders.pop();
            }
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// The relationships of a part, read; empty when it has none.
pub fn read(parts: &Parts, part: &str) -> Element {
    part_tree(parts, &path(part)).unwrap_or_else(|| Element::new("Relationships").with("xmlns", RELATIONS))
}

/// The kinds of all parts, read.
pub fn types(parts: &Parts) -> Option<Element> {
    part_tree(parts, TYPES)
}

/// A part as a tree; `None` when it is absent or no XML.
pub fn part_tree(parts: &Parts, name: &str) -> Option<Element> {
    match &parts.iter().find(|(own, _)| own == name)?.1 {
        Content::Bytes(bytes) => xml::parse(bytes).ok(),
        Content::Packed(_, text) => xml::parse(text.as_bytes()).ok(),
        Content::Xml(root) => Some(root.clone()),
    }
}

/// Puts a part in place of the one of the same name, or after all.
pub fn put(parts: &mut Parts, name: &str, root: &Element) {
    let text = xml::write(root, &xml::Tags::Visible(&super::tag::Tags::default()));
    put_bytes(parts, name, text.into_bytes());
}

/// As [`put`], of bytes.
pub fn put_bytes(parts: &mut Parts, name: &str, bytes: Vec<u8>) {
    match parts.iter_mut().find(|(own, _)| own == name) {
        Some((_, content)) => *content = Content::Bytes(bytes),
        None => parts.push((name.to_owned(), Content::Bytes(bytes))),
    }
}

/// A part without its last tag: more is put in for each document.
pub fn open_ended(bytes: &[u8], end: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    match text.rfind(end) {
        Some(at) => text[..at].to_owned(),
        // An element without children.
        None => text.trim_end().trim_end_matches("/>").to_owned() + ">",
    }
}

/// Kind and target of a relationship.
pub fn target<'r>(relations: &'r Element, id: &str) -> Option<(&'r str, &'r str)> {
    let found = relations.elements().find(|one| one.attribute("Id") == Some(id))?;
    Some((found.attribute("Type")?, found.attribute("Target")?))
}

/// Adds a relationship under an id that none has, and tells the id.
pub fn add(relations: &mut Element, kind: &str, target: &str) -> String {
    let taken: BTreeSet<&str> = relations
        .elements()
        .filter_map(|one| one.attribute("Id"))
        .collect();
    let id = (1..)
        .map(|number| format!("rId{number}"))
        .find(|id| !taken.contains(id.as_str()))
        .unwrap_or_default();
    relations
        .children
        .push(Node::Element(relation(&id, kind, target)));
    id
}

/// A relationship.
pub fn relation(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship")
        .with("Id", id)
        .with("Type", kind)
        .with("Target", target)
}

/// Says what files of an ending are, unless that is known.
pub fn add_default(types: &mut Element, ending: &str, kind: &str) {
    let known = types.elements().any(|one| {
        one.name == "Default"
            && one
                .attribute("Extension")
                .is_some_and(|own| own.eq_ignore_ascii_case(ending))
    });
    if !known {
        let new = Element::new("Default")
            .with("Extension", ending)
            .with("ContentType", kind);
        types.children.insert(0, Node::Element(new));
    }
}

/// Says what a part is.
pub fn add_override(types: &mut Element, part: &str, kind: &str) {
    let new = Element::new("Override")
        .with("PartName", format!("/{part}"))
        .with("ContentType", kind);
    types.children.push(Node::Element(new));
}

/// Ids of relationships that the elements of a part name.
pub fn named(element: &Element, out: &mut BTreeSet<String>) {
    for (name, value) in &element.attributes {
        if name.starts_with("r:") || name.starts_with("o:relid") {
            out.insert(value.clone());
        }
    }
    for child in element.elements() {
        named(child, out);
    }
}

/// Drops a relationship of a part when nothing in the part names it any more, and its target when nothing leads there.
pub fn drop_unused(parts: &mut Parts, part: &str, root: &Element, id: &str) {
    let mut still = BTreeSet::new();
    named(root, &mut still);
    if still.contains(id) {
        return;
    }
    let mut relations = read(parts, part);
    let Some((_, goal)) = target(&relations, id) else {
        return;
    };
    let goal = resolved(part, goal);
    relations
        .children
        .retain(|node| !matches!(node, Node::Element(one) if one.attribute("Id") == Some(id)));
    put(parts, &path(part), &relations);
    drop_unreached(parts, &goal);
}

/// Drops a part that another leads to, and the way to it.
pub fn drop_part(parts: &mut Parts, from: &str, goal: &str) {
    let mut relations = read(parts, from);
    let leads = |node: &Node| {
        matches!(node, Node::Element(one)
            if one.attribute("Target").is_some_and(|target| resolved(from, target) == goal))
    };
    if relations.children.iter().any(leads) {
        relations.children.retain(|node| !leads(node));
        put(parts, &path(from), &relations);
        drop_unreached(parts, goal);
    }
}

/// Drops a part that no relationship leads to, with the parts that only it led to.
fn drop_unreached(parts: &mut Parts, goal: &str) {
    let reached = parts
        .iter()
        .filter(|(name, _)| name.ends_with(".rels"))
        .any(|(name, _)| {
            let owner = name.replace("_rels/", "");
            let owner = owner.trim_end_matches(".rels");
            part_tree(parts, name).is_some_and(|relations| {
                relations.elements().any(|one| {
                    one.attribute("TargetMode") != Some("External")
                        && one
                            .attribute("Target")
                            .is_some_and(|target| resolved(owner, target) == goal)
                })
            })
        });
    if reached {
        return;
    }
    let below: Vec<String> = part_tree(parts, &path(goal))
        .iter()
        .flat_map(Element::elements)
        .filter_map(|one| one.attribute("Target"))
        .map(|target| resolved(goal, target))
        .collect();
    let own = path(goal);
    parts.retain(|(name, _)| name != goal && *name != own);
    if let Some(mut types) = types(parts) {
        let before = types.children.len();
        types.children.retain(|node| {
            !matches!(node, Node::Element(one)
                if one.attribute("PartName").is_some_and(|name| name.trim_start_matches('/') == goal))
        });
        if types.children.len() != before {
            put(parts, TYPES, &types);
        }
    }
    for part in below {
        drop_unreached(parts, &part);
    }
}
