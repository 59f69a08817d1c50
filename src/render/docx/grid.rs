//! Tables whose loops run over cells: when a row got more or fewer cells than the template has, the grid follows.
//!
//! The table keeps its width; the columns share it as the cells of the fullest row do.

use super::tag::{Level, Tag};
use super::words::CellWord;
use super::xml::{self, Element, Node};

/// Whether a tag can change the number of columns.
pub fn may_change(tag: &Tag) -> bool {
    tag.level == Level::Cell || matches!(tag.cell_word(), Some(CellWord::Span | CellWord::Right))
}

/// A rendered part whose tables have as many columns as their cells take.
pub fn fitted(part: Vec<u8>) -> Vec<u8> {
    let Ok(mut root) = xml::parse(&part) else {
        return part;
    };
    if !tables(&mut root) {
        return part;
    }
    xml::write(&root, &xml::Tags::Visible(&super::tag::Tags::default())).into_bytes()
}

fn tables(element: &mut Element) -> bool {
    let mut changed = element.name == "w:tbl" && fit(element);
    for child in element.elements_mut() {
        changed |= tables(child);
    }
    changed
}

/// Columns a row takes, with the cells left out before and after.
fn columns(row: &Element) -> usize {
    let skipped: usize = row
        .find("w:trPr")
        .into_iter()
        .flat_map(Element::elements)
        .filter(|own| matches!(own.name.as_str(), "w:gridBefore" | "w:gridAfter"))
        .filter_map(|own| own.attribute("w:val")?.parse::<usize>().ok())
        .sum();
    skipped + cells(row).map(span).sum::<usize>()
}

fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|own| own.name == "w:tc")
}

fn span(cell: &Element) -> usize {
    property(cell, "w:gridSpan", "w:val").unwrap_or(1).max(1)
}

fn width(cell: &Element) -> usize {
    property(cell, "w:tcW", "w:w").unwrap_or(0)
}

fn property(cell: &Element, name: &str, attribute: &str) -> Option<usize> {
    cell.find("w:tcPr")?
        .find(name)?
        .attribute(attribute)?
        .parse()
        .ok()
}

/// Widths of the columns as the cells of a row have them; a wide cell is shared evenly.
fn widths(row: &Element) -> Vec<usize> {
    cells(row)
        .flat_map(|cell| std::iter::repeat_n(width(cell) / span(cell), span(cell)))
        .collect()
}

fn fit(table: &mut Element) -> bool {
    let rows = || table.elements().filter(|own| own.name == "w:tr");
    let most = rows().map(columns).max().unwrap_or(0);
    let grid: Vec<usize> = table
        .find("w:tblGrid")
        .into_iter()
        .flat_map(Element::elements)
        .map(|own| {
            own.attribute("w:w")
                .and_then(|width| width.parse().ok())
                .unwrap_or(0)
        })
        .collect();
    if most == 0 || most == grid.len() {
        return false;
    }
    // The row with most cells tells best how wide each column is.
    let pattern = rows()
        .filter(|row| columns(row) == most)
        .max_by_key(|row| cells(row).count())
        .map(widths)
        .filter(|own| own.len() == most && own.iter().all(|width| *width > 0))
        .unwrap_or_else(|| vec![1; most]);
    let (wanted, total) = (pattern.iter().sum::<usize>().max(1), grid.iter().sum::<usize>());
    let total = if total == 0 { wanted } else { total };
    let new: Vec<usize> = pattern.iter().map(|own| own * total / wanted).collect();
    for child in table.elements_mut() {
        match child.name.as_str() {
            "w:tblGrid" => {
                let column =
                    |width: &usize| Node::Element(Element::new("w:gridCol").with("w:w", width.to_string()));
                child.children = new.iter().map(column).collect();
            }
            "w:tr" => {
                let mut at = 0;
                for cell in child.elements_mut().filter(|own| own.name == "w:tc") {
                    let to = (at + span(cell)).min(new.len());
                    let own: usize = new.get(at..to).unwrap_or_default().iter().sum();
                    at = to;
                    set_width(cell, own);
                }
            }
            _ => {}
        }
    }
    true
}

fn set_width(cell: &mut Element, width: usize) {
    let properties = cell.elements_mut().find(|own| own.name == "w:tcPr");
    let own = properties.and_then(|own| own.elements_mut().find(|own| own.name == "w:tcW"));
    for (name, value) in own.into_iter().flat_map(|own| &mut own.attributes) {
        match name.as_str() {
            "w:w" => *value = width.to_string(),
            "w:type" => "dxa".clone_into(value),
            _ => {}
        }
    }
}
