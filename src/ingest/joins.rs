//! Values of a row that several columns tell together, as the one cell they would be.

use std::collections::BTreeMap;

use super::grid::{CellRef, CellValue, GridCell};
use super::layout::header::Header;
use super::layout::parts::{Part, is_marked, marked, years_and_months};

/// Columns that hold parts, by the field they belong to.
#[derive(Debug, Default)]
pub struct Joins(BTreeMap<usize, Vec<(u32, Part)>>);

/// Value of a field in one row: the field, its cell, the value.
pub type Joined = (usize, CellRef, Option<CellValue>);

impl Joins {
    /// The parts of a header.
    pub fn of(header: &Header) -> Self {
        let mut fields: BTreeMap<usize, Vec<(u32, Part)>> = BTreeMap::new();
        for column in &header.columns {
            if let (Some(field), Some(part)) = (column.field, &column.part) {
                fields
                    .entry(field)
                    .or_default()
                    .push((column.at.column, part.clone()));
            }
        }
        Self(fields)
    }

    /// Values of a row; `mapped` are the columns that hold a field alone.
    pub fn values(&self, row: u32, cells: &[GridCell], mapped: &[(u32, usize)]) -> Vec<Joined> {
        let cell = |column: u32| {
            let found = cells.binary_search_by_key(&column, |cell| cell.at.column).ok()?;
            Some(&cells[found].value)
        };
        let one = |(field, parts): (&usize, &Vec<(u32, Part)>)| {
            let years = mapped.iter().find(|(_, known)| known == field);
            let mut column = years.map_or(parts[0].0, |(column, _)| *column);
            let value = parts.iter().find_map(|(own, part)| match (part, cell(*own)?) {
                (Part::Months(_), months) => {
                    let years = years.and_then(|(column, _)| cell(*column));
                    Some(CellValue::Text(years_and_months(years, months)))
                }
                (Part::Mark { label, .. }, value) if is_marked(value) => {
                    column = *own;
                    Some(CellValue::Text(marked(label, value)))
                }
                _ => None,
            });
            (*field, CellRef { row, column }, value)
        };
        self.0.iter().map(one).collect()
    }

    /// Puts joined values among those of the row.
    pub fn put<'v>(joined: &'v [Joined], slots: &mut Vec<(usize, CellRef, Option<&'v CellValue>)>) {
        for (field, at, value) in joined {
            match slots.iter_mut().find(|slot| slot.0 == *field) {
                Some(slot) => slot.2 = value.as_ref().or(slot.2),
                None => slots.push((*field, *at, value.as_ref())),
            }
        }
    }
}
