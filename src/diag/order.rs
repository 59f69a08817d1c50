//! Findings in the order in which a reader meets them: by file, sheet, row and column.

use std::collections::BTreeMap;

use super::Finding;

/// A file and one of its sheets; both empty for findings without a place.
pub type SheetName<'a> = (&'a str, &'a str);

/// Findings by the sheet of their first cell, each group in the order of its cells.
pub fn by_sheet<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
) -> BTreeMap<SheetName<'a>, Vec<&'a Finding>> {
    let mut sheets: BTreeMap<SheetName<'a>, Vec<&'a Finding>> = BTreeMap::new();
    for finding in findings {
        let place = finding.places.first();
        let name = place.map_or(("", ""), |place| (&*place.file, &*place.sheet));
        sheets.entry(name).or_default().push(finding);
    }
    for group in sheets.values_mut() {
        group.sort_by(|left, right| (cell(left), &left.code).cmp(&(cell(right), &right.code)));
    }
    sheets
}

/// Row and column of the first cell.
fn cell(finding: &Finding) -> (u32, usize, &str) {
    let cell = finding.places.first().map_or("", |place| place.cell.as_str());
    let (letters, row) = split(cell);
    (row, letters.len(), letters)
}

/// `AB12` → `AB`, 12; a cell that is none is row 0.
pub fn split(cell: &str) -> (&str, u32) {
    let at = cell
        .find(|sign: char| sign.is_ascii_digit())
        .unwrap_or(cell.len());
    let (letters, digits) = cell.split_at(at);
    (letters, digits.parse().unwrap_or(0))
}
