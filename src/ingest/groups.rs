//! Columns that are filled only in the first row of a group of rows.

use super::grid::CellRef;
use super::record::{Cell, Record};
use super::schema::SheetDef;

/// Fills a column before the name, when a third of its cells is empty and the first is not; tells the filled cells.
pub fn fill_down(
    records: &mut [Record],
    def: &SheetDef,
    mapped: &[(u32, usize)],
    name: usize,
) -> Vec<(usize, Option<CellRef>)> {
    let mut filled = Vec::new();
    let Some((limit, _)) = mapped.iter().find(|(_, field)| *field == name) else {
        return filled;
    };
    for (column, field) in mapped {
        let grouping = matches!(
            def.fields[*field].key.as_str(),
            "subject" | "department" | "building" | "position"
        );
        let empty = |record: &Record| record.cells[*field].raw.is_empty();
        let blanks = records.iter().filter(|record| empty(record)).count();
        let begins = records.first().is_some_and(|record| !empty(record));
        if !grouping || column >= limit || !begins || blanks * 3 < records.len() {
            continue;
        }
        let mut above = Cell::default();
        for record in records.iter_mut() {
            let cell = &mut record.cells[*field];
            if cell.raw.is_empty() {
                filled.push((*field, cell.at));
                *cell = above.clone();
            } else {
                above = cell.clone();
            }
        }
    }
    filled
}
