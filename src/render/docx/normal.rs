//! Makes what docx-rs writes valid against the schema: order of children, repeated headers, sections, footnotes.

use super::body::{CONTENTS, NOTE, SECTION, UNDERLINED};
use super::xml::{Element, Node};

/// Properties of a paragraph in the order of the schema.
pub const PARAGRAPH: [&str; 33] = [
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:outlineLvl",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];
/// Properties of a run in the order of the schema.
pub const RUN: [&str; 39] = [
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];
const TABLE: [&str; 9] = [
    "w:tblStyle",
    "w:tblpPr",
    "w:tblW",
    "w:jc",
    "w:tblInd",
    "w:tblBorders",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
];
/// Properties of a cell in the order of the schema.
pub const CELL: [&str; 13] = [
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
];
const ROW: [&str; 4] = ["w:cantSplit", "w:trHeight", "w:tblHeader", "w:jc"];
const LEVEL: [&str; 2] = ["w:ilvl", "w:numId"];

/// Puts a part of docx-rs in order.
pub fn normal(root: &mut Element) {
    walk(root);
    for body in root.elements_mut().filter(|child| child.name == "w:body") {
        sections(body);
    }
}

fn walk(element: &mut Element) {
    element
        .attributes
        .retain(|(name, _)| name != "w14:paraId" && name != "w14:textId");
    match element.name.as_str() {
        "w:pPr" => {
            element.children.retain(
                |node| !matches!(node, Node::Element(child) if child.name == "w:rPr" && child.children.is_empty()),
            );
            order(element, &PARAGRAPH);
        }
        "w:rPr" => order(element, &RUN),
        "w:numPr" => order(element, &LEVEL),
        "w:tblPr" => {
            element.children.retain(
                |node| !matches!(node, Node::Element(child) if matches!(child.name.as_str(), "w:tblBorders" | "w:tblCellMar" | "w:jc")),
            );
            order(element, &TABLE);
        }
        "w:gridCol" => element.attributes.retain(|(name, _)| name != "w:type"),
        "w:tc" => cell(element),
        "w:tr" => row(element),
        "w:p" => notes(element),
        _ => {}
    }
    for child in element.elements_mut() {
        walk(child);
    }
    if matches!(element.name.as_str(), "w:tcPr" | "w:trPr") {
        order(element, if element.name == "w:tcPr" { &CELL } else { &ROW });
    }
    if matches!(element.name.as_str(), "w:p" | "w:r" | "w:tr") {
        element.children.retain(
            |node| !matches!(node, Node::Element(child) if matches!(child.name.as_str(), "w:pPr" | "w:rPr" | "w:trPr") && child.children.is_empty()),
        );
    }
}

/// Sorts children as the schema wants them; unknown ones go last.
pub fn order(element: &mut Element, names: &[&str]) {
    element.children.sort_by_key(|node| match node {
        Node::Element(child) => names
            .iter()
            .position(|name| *name == child.name)
            .unwrap_or(names.len()),
        Node::Text(_) | Node::Tag(_) => names.len(),
    });
}

fn style_of(paragraph: &Element) -> Option<&str> {
    paragraph.find("w:pPr")?.find("w:pStyle")?.attribute("w:val")
}

/// A row whose cells are all set as a header is repeated on every page.
fn row(row: &mut Element) {
    let is_head = |cell: &Element| {
        let mut styles = cell
            .elements()
            .filter(|child| child.name == "w:p")
            .filter_map(style_of)
            .peekable();
        styles.peek().is_some() && styles.all(|style| style.starts_with("TableHead"))
    };
    let merged = |cell: &Element| cell.find("w:tcPr").and_then(|own| own.find("w:vMerge")).is_some();
    let cells: Vec<&Element> = row.elements().filter(|child| child.name == "w:tc").collect();
    let head =
        cells.iter().any(|cell| is_head(cell)) && cells.iter().all(|cell| is_head(cell) || merged(cell));
    if head && let Some(properties) = row.first_or_new("w:trPr") {
        properties
            .children
            .push(Node::Element(Element::new("w:tblHeader")));
    }
}

/// A cell to sign in gets a line below.
fn cell(cell: &mut Element) {
    if !cell.text().contains(UNDERLINED) {
        return;
    }
    drop_sign(cell, UNDERLINED);
    let line = Element::new("w:bottom")
        .with("w:val", "single")
        .with("w:sz", "4")
        .with("w:space", "0")
        .with("w:color", "auto");
    if let Some(properties) = cell.first_or_new("w:tcPr") {
        properties
            .children
            .push(Node::Element(Element::new("w:tcBorders").child(line)));
    }
}

fn drop_sign(element: &mut Element, sign: char) {
    for node in &mut element.children {
        match node {
            Node::Text(text) => text.retain(|char| char != sign),
            Node::Element(child) => drop_sign(child, sign),
            Node::Tag(_) => {}
        }
    }
    element.children.retain(|node| {
        !matches!(node, Node::Element(run) if run.name == "w:r" && run.text().is_empty() && !run.elements().any(|child| matches!(child.name.as_str(), "w:br" | "w:tab")))
    });
}

/// `NOTE` and a number become a reference to the footnote.
fn notes(paragraph: &mut Element) {
    for run in paragraph.elements_mut().filter(|child| child.name == "w:r") {
        let text = run.text();
        let Some(number) = text.strip_prefix(NOTE) else {
            continue;
        };
        let style = Element::new("w:rStyle").with("w:val", "FootnoteReference");
        run.children = vec![
            Node::Element(Element::new("w:rPr").child(style)),
            Node::Element(Element::new("w:footnoteReference").with("w:id", number)),
        ];
    }
}

/// Signs of sections and of the contents become what they stand for; docx-rs's own section goes.
fn sections(body: &mut Element) {
    let children = std::mem::take(&mut body.children);
    let mut first = true;
    let last = children
        .iter()
        .rposition(|node| matches!(node, Node::Element(child) if child.name == "w:p" && child.text().starts_with(SECTION)));
    for (at, node) in children.into_iter().enumerate() {
        let Node::Element(mut child) = node else { continue };
        if child.name == "w:sectPr" {
            continue;
        }
        let text = if child.name == "w:p" {
            child.text()
        } else {
            String::new()
        };
        if text.starts_with(CONTENTS) {
            body.children.extend(contents().into_iter().map(Node::Element));
            continue;
        }
        if let Some(sign) = text.strip_prefix(SECTION) {
            let section = section(sign == "L", first);
            first = false;
            if Some(at) == last {
                // Word wants a paragraph after a table; at the end it takes no room, or it would begin a page of its own.
                if matches!(body.children.last(), Some(Node::Element(element)) if is_gap(element)) {
                    body.children.pop();
                }
                if matches!(body.children.last(), Some(Node::Element(element)) if element.name == "w:tbl") {
                    body.children.push(Node::Element(gap(END)));
                }
                body.children.push(Node::Element(section));
            } else {
                child.children = vec![Node::Element(
                    Element::new("w:pPr")
                        .child(Element::new("w:pStyle").with("w:val", END))
                        .child(section),
                )];
                body.children.push(Node::Element(child));
            }
            continue;
        }
        // Two tables in a row would become one.
        if child.name == "w:tbl"
            && matches!(body.children.last(), Some(Node::Element(element)) if element.name == "w:tbl")
        {
            body.children.push(Node::Element(gap(GAP)));
        }
        body.children.push(Node::Element(child));
    }
}

/// Style of the paragraph that stands between two tables.
const GAP: &str = "Gap";
/// Style of the paragraph that must be there and takes no room.
const END: &str = "End";

fn gap(style: &str) -> Element {
    Element::new("w:p").child(Element::new("w:pPr").child(Element::new("w:pStyle").with("w:val", style)))
}

fn is_gap(element: &Element) -> bool {
    element.name == "w:p" && style_of(element) == Some(GAP) && element.text().is_empty()
}

/// Page size, margins, headers: A4, the larger margin on the side of the binding.
fn section(landscape: bool, first: bool) -> Element {
    let mut out = Element::new("w:sectPr");
    if first {
        for (kind, id) in [("default", "rId4"), ("first", "rId5")] {
            out = out.child(
                Element::new("w:headerReference")
                    .with("w:type", kind)
                    .with("r:id", id),
            );
        }
    }
    let (width, height) = if landscape {
        ("16838", "11906")
    } else {
        ("11906", "16838")
    };
    let mut size = Element::new("w:pgSz").with("w:w", width).with("w:h", height);
    if landscape {
        size = size.with("w:orient", "landscape");
    }
    // Millimetres: upright 30, 10, 20, 20; on its side the top is bound.
    let (top, right, bottom, left) = if landscape {
        ("1701", "1134", "1134", "1134")
    } else {
        ("1134", "567", "1134", "1701")
    };
    let margins = Element::new("w:pgMar")
        .with("w:top", top)
        .with("w:right", right)
        .with("w:bottom", bottom)
        .with("w:left", left)
        .with("w:header", "567")
        .with("w:footer", "567")
        .with("w:gutter", "0");
    out = out
        .child(size)
        .child(margins)
        .child(Element::new("w:cols").with("w:space", "708"));
    if first {
        out = out.child(Element::new("w:titlePg"));
    }
    out
}

/// The field of the contents; its entries come when the headings are known.
fn contents() -> Vec<Element> {
    let run = |child: Element| Element::new("w:r").child(child);
    let mark = |kind: &str| run(Element::new("w:fldChar").with("w:fldCharType", kind));
    let mut code = Element::new("w:instrText").with("xml:space", "preserve");
    code.children
        .push(Node::Text(" TOC \\o \"1-3\" \\h \\z \\u ".to_owned()));
    let mut sign = Element::new("w:t");
    sign.children.push(Node::Text(super::contents::SIGN.to_string()));
    let style = Element::new("w:pPr").child(Element::new("w:pStyle").with("w:val", "TOC1"));
    vec![
        Element::new("w:p")
            .child(style)
            .child(mark("begin"))
            .child(run(code))
            .child(mark("separate"))
            .child(run(sign))
            .child(mark("end")),
    ]
}
