//! Cells of a finding, told shortly and in full: neighbours below each other are one range, none is left out.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Place;
use super::order::split;

/// Cells of one sheet that are the same thing to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// File as in [`Place`].
    pub file: Arc<str>,
    /// Sheet; may be empty.
    pub sheet: Arc<str>,
    /// What the cells are to the finding; may be empty.
    pub role: String,
    /// The first cell; empty when the whole sheet is meant.
    pub first: String,
    /// All cells: `C5–C9, C12`.
    pub cells: String,
}

/// The places of a finding, by file, sheet and role in the order in which they come.
pub fn spots(places: &[Place]) -> Vec<Spot> {
    let mut found: IndexMap<(&str, &str, &str), Vec<&Place>> = IndexMap::new();
    for place in places {
        let key = (&*place.file, &*place.sheet, place.role.as_str());
        found.entry(key).or_default().push(place);
    }
    found
        .into_values()
        .map(|places| Spot {
            file: places[0].file.clone(),
            sheet: places[0].sheet.clone(),
            role: places[0].role.clone(),
            first: places[0].cell.clone(),
            cells: ranges(places.iter().map(|place| place.cell.as_str())),
        })
        .collect()
}

/// `C5`, `C6`, `C7`, `C9` → `C5–C7, C9`.
fn ranges<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut runs: Vec<(&str, u32, u32)> = Vec::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let (letters, row) = match split(cell) {
            (_, 0) => (cell, 0),
            cell => cell,
        };
        match runs.last_mut() {
            Some((column, _, last)) if *column == letters && (*last == row || *last + 1 == row) => {
                *last = row
            }
            _ => runs.push((letters, row, row)),
        }
    }
    let told = runs.iter().map(|(column, first, last)| match (first, last) {
        (0, _) => (*column).to_owned(),
        (first, last) if first == last => format!("{column}{first}"),
        _ => format!("{column}{first}–{column}{last}"),
    });
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::spots;
    use crate::diag::Place;

    fn place(sheet: &str, cell: &str, role: &str) -> Place {
        Place {
            file: "a.xlsx".into(),
            sheet: sheet.into(),
            cell: cell.into(),
            role: role.into(),
        }
    }

    #[test]
    fn neighbours_are_one_range_and_no_cell_is_lost() {
        let cells = ["C5", "C6", "C6", "C7", "C9", "D10", "AA10", "A1:B2"];
        let mut places: Vec<Place> = cells.iter().map(|cell| place("Лист", cell, "")).collect();
        places.push(place("Другой", "B2", "приказ"));
        places.push(place("", "", ""));
        let told: Vec<(String, String)> = spots(&places)
            .into_iter()
            .map(|spot| (spot.role, spot.cells))
            .collect();
        let wanted = [("", "C5–C7, C9, D10, AA10, A1:B2"), ("приказ", "B2"), ("", "")];
        assert_eq!(
            told,
            wanted.map(|(role, cells)| (role.to_owned(), cells.to_owned()))
        );
    }
}
