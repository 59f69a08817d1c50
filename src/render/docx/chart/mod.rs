//! Native charts: a chart part of a template, and the same chart over the rows of the data.
//!
//! A chart keeps the look of its template; series, captions and the embedded workbook are made anew, so the chart
//! can be edited in Word.

pub mod data;
mod look;

use data::ChartData;
pub use look::{Look, placeholder};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::compiled::Parts;
use super::error::Problem;
use super::relations;
use super::words::SHEET;
use super::xml::{self, Element, Node};

/// Kind of the relationship to a chart.
pub const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";
/// Kind of the relationship to the workbook inside.
const WORKBOOK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package";
/// What a chart part is.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
/// What the workbook inside is.
pub const WORKBOOK_KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Name of the relationship to the workbook.
const WORKBOOK_ID: &str = "workbook";
/// Stands where the series stood.
const SERIES: char = '\u{F8E4}';

/// A chart of a template.
#[derive(Debug)]
pub struct ChartForm {
    before: String,
    after: String,
    series: Vec<Element>,
}

/// The parts of a chart.
#[derive(Debug)]
pub struct ChartParts {
    /// The chart.
    pub chart: String,
    /// Its relationships; `workbook` is the path of the workbook seen from the chart.
    pub relations: String,
    /// The workbook that Word opens to edit the rows.
    pub workbook: Vec<u8>,
}

/// The chart that a relationship of a part leads to.
///
/// # Errors
/// A chart whose series are not of one kind, or a part that is no chart.
pub fn form(parts: &Parts, part: &str, id: &str) -> Result<ChartForm, Problem> {
    let wrong = || Problem::Construct {
        detail: super::error::ODD_CHART.to_owned(),
    };
    let links = relations::read(parts, part);
    let (_, target) = relations::target(&links, id).ok_or_else(wrong)?;
    let root = relations::part_tree(parts, &relations::resolved(part, target)).ok_or_else(wrong)?;
    of_tree(root).ok_or_else(wrong)
}

/// The chart of a tree; `None` when its series do not stand in one group.
fn of_tree(mut root: Element) -> Option<ChartForm> {
    let mut series = Vec::new();
    let plot = root
        .elements_mut()
        .find(|child| child.name == "c:chart")?
        .elements_mut()
        .find(|child| child.name == "c:plotArea")?;
    for group in plot.elements_mut() {
        let Some(at) = group.children.iter().position(is_series) else {
            continue;
        };
        if !series.is_empty() {
            return None;
        }
        let (own, rest): (Vec<Node>, Vec<Node>) = std::mem::take(&mut group.children)
            .into_iter()
            .partition(is_series);
        series.extend(own.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        }));
        group.children = rest;
        group.children.insert(at, Node::Text(SERIES.to_string()));
    }
    if series.is_empty() {
        return None;
    }
    root.children.retain(
        |node| !matches!(node, Node::Element(child) if matches!(child.name.as_str(), "c:externalData" | "c:userShapes")),
    );
    let link = Element::new("c:externalData")
        .with("r:id", WORKBOOK_ID)
        .child(Element::new("c:autoUpdate").with("val", "0"));
    let at = root
        .children
        .iter()
        .position(|node| {
            matches!(node, Node::Element(child) if matches!(child.name.as_str(), "c:printSettings" | "c:extLst"))
        })
        .unwrap_or(root.children.len());
    root.children.insert(at, Node::Element(link));
    let text = xml::write(&root, &xml::Tags::Visible(&super::tag::Tags::default()));
    let (before, after) = text.split_once(SERIES)?;
    Some(ChartForm {
        before: before.to_owned(),
        after: after.to_owned(),
        series,
    })
}

fn is_series(node: &Node) -> bool {
    matches!(node, Node::Element(child) if child.name == "c:ser")
}

impl ChartForm {
    /// The chart over these rows; `workbook` is where its workbook will stand, seen from the chart.
    ///
    /// # Errors
    /// The writer of workbooks refuses.
    pub fn filled(&self, data: &ChartData, workbook: &str) -> Result<ChartParts, XlsxError> {
        let mut chart = self.before.clone();
        for at in 0..data.series.len() {
            let own = self.series.get(at);
            let mut pattern = own.or(self.series.last()).cloned().unwrap_or_default();
            if own.is_none() {
                // More series than the template shows: Word chooses their colours.
                pattern
                    .children
                    .retain(|node| !matches!(node, Node::Element(child) if child.name == "c:spPr"));
            }
            chart.push_str(&xml::fragment(&series(pattern, at, data)));
        }
        chart.push_str(&self.after);
        let links = Element::new("Relationships")
            .with(
                "xmlns",
                "http://schemas.openxmlformats.org/package/2006/relationships",
            )
            .child(relations::relation(WORKBOOK_ID, WORKBOOK, workbook));
        Ok(ChartParts {
            chart,
            relations: xml::write(&links, &xml::Tags::Visible(&super::tag::Tags::default())),
            workbook: self::workbook(data)?,
        })
    }
}

/// One series with its own name, captions and values.
fn series(pattern: Element, at: usize, data: &ChartData) -> Element {
    /// What the schema wants before the captions.
    const BEFORE: [&str; 8] = [
        "c:spPr",
        "c:invertIfNegative",
        "c:pictureOptions",
        "c:marker",
        "c:explosion",
        "c:dLbls",
        "c:trendline",
        "c:errBars",
    ];
    const AFTER: [&str; 2] = ["c:smooth", "c:shape"];
    let number = |name: &str| Element::new(name).with("val", at.to_string());
    let column = char::from(b'B' + u8::try_from(at).unwrap_or(24).min(24));
    let last = data.labels.len() + 1;
    let (name, values) = &data.series[at];
    let mut out = Element::new("c:ser")
        .child(number("c:idx"))
        .child(number("c:order"))
        .child(Element::new("c:tx").child(texts(
            &format!("'{SHEET}'!${column}$1"),
            std::slice::from_ref(name),
        )));
    let (before, after): (Vec<Element>, Vec<Element>) = pattern
        .elements()
        .filter(|child| BEFORE.contains(&child.name.as_str()) || AFTER.contains(&child.name.as_str()))
        .cloned()
        .partition(|child| BEFORE.contains(&child.name.as_str()));
    out.children.extend(before.into_iter().map(Node::Element));
    out = out
        .child(Element::new("c:cat").child(texts(&format!("'{SHEET}'!$A$2:$A${last}"), &data.labels)))
        .child(Element::new("c:val").child(numbers(
            &format!("'{SHEET}'!${column}$2:${column}${last}"),
            values,
        )));
    out.children.extend(after.into_iter().map(Node::Element));
    out
}

fn text_element(name: &str, text: &str) -> Element {
    let mut out = Element::new(name);
    out.children.push(Node::Text(text.to_owned()));
    out
}

fn texts(range: &str, list: &[String]) -> Element {
    let mut cache =
        Element::new("c:strCache").child(Element::new("c:ptCount").with("val", list.len().to_string()));
    for (at, text) in list.iter().enumerate() {
        let point = Element::new("c:pt").with("idx", at.to_string());
        cache = cache.child(point.child(text_element("c:v", text)));
    }
    Element::new("c:strRef")
        .child(text_element("c:f", range))
        .child(cache)
}

fn numbers(range: &str, list: &[Option<f64>]) -> Element {
    let mut cache = Element::new("c:numCache")
        .child(text_element("c:formatCode", "General"))
        .child(Element::new("c:ptCount").with("val", list.len().to_string()));
    for (at, number) in list.iter().enumerate() {
        if let Some(number) = number {
            let point = Element::new("c:pt").with("idx", at.to_string());
            cache = cache.child(point.child(text_element("c:v", &number.to_string())));
        }
    }
    Element::new("c:numRef")
        .child(text_element("c:f", range))
        .child(cache)
}

fn workbook(data: &ChartData) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let sheet = book.add_worksheet().set_name(SHEET)?;
    let row = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for (at, label) in data.labels.iter().enumerate() {
        sheet.write_string(row(at + 1), 0, label)?;
    }
    for (at, (name, values)) in data.series.iter().enumerate() {
        let column = u16::try_from(at + 1).unwrap_or(u16::MAX);
        sheet.write_string(0, column, name)?;
        for (at, value) in values.iter().enumerate() {
            if let Some(value) = value {
                sheet.write_number(row(at + 1), column, *value)?;
            }
        }
    }
    book.save_to_buffer()
}
