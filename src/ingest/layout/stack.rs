//! The texts of a header above one another, column by column: how many rows it takes and what each column is called.

use std::collections::BTreeMap;

use super::content;
use super::parts::is_unit;
use super::rows::is_numbering;
use super::view::{View, text};
use crate::ingest::clean;
use crate::ingest::dictionary::Dictionary;
use crate::ingest::grid::{CellRef, CellValue, GridCell};
use crate::ingest::schema::Schema;

/// Texts above one another in one column.
#[derive(Debug, Default)]
pub struct Stack {
    /// From the highest to the lowest.
    pub texts: Vec<String>,
    /// Row of the lowest.
    pub row: u32,
}

impl Stack {
    /// All of them on one line.
    pub fn whole(&self) -> String {
        self.texts.join(" ")
    }

    /// All together, the lowest alone, the highest alone.
    pub fn readings(&self) -> Vec<String> {
        let mut out = vec![self.whole()];
        if self.texts.len() > 1 {
            out.extend(self.texts.last().cloned());
            out.extend(self.texts.first().cloned());
        }
        out
    }
}

/// The last row of the header that begins in a row: down to where its merges end, or one row more when that
/// row fills gaps of the first one.
pub fn last_row(view: &View<'_>, index: usize) -> u32 {
    let row = view.row(index);
    let cells = view.cells(index);
    let merged = view
        .grid
        .merges
        .iter()
        .filter(|merge| merge.from.row == row && merge.to.row - row < 4);
    let mut last = merged.map(|merge| merge.to.row).max().unwrap_or(row);
    let spans: Vec<(u32, u32)> = view
        .grid
        .merges
        .iter()
        .filter(|merge| merge.from.row == row && merge.to.row == row && merge.to.column > merge.from.column)
        .map(|merge| (merge.from.column, merge.to.column))
        .collect();
    if last == row && index + 1 < view.len() && view.row(index + 1) == row + 1 {
        let below = view.cells(index + 1);
        let all_text = below
            .iter()
            .all(|cell| text(&cell.value).is_some_and(|text| text.len() < 200));
        let fills = below.iter().all(|cell| {
            let column = cell.at.column;
            let spanned = spans.iter().any(|(from, to)| (*from..=*to).contains(&column));
            let unit = text(&cell.value).is_some_and(is_unit);
            // «Стаж» above «общ.» and, in the next column, nothing above «пед.»: a group without a merge.
            let next = column + 1;
            let grouped = below.iter().any(|other| other.at.column == next)
                && cells.iter().all(|upper| upper.at.column != next)
                && completes(cells, cell);
            unit || grouped || spanned || cells.iter().all(|upper| upper.at.column != column)
        });
        let known = below
            .iter()
            .filter_map(|cell| text(&cell.value))
            .any(|text| Dictionary::get().knows(text) || is_unit(text));
        let known = known || below.iter().any(|cell| completes(cells, cell));
        let names = below
            .iter()
            .filter_map(|cell| text(&cell.value))
            .any(content::is_person_name);
        if all_text
            && (fills || !spans.is_empty() && known)
            && !names
            && !below.is_empty()
            && (known || !spans.is_empty())
        {
            last = row + 1;
        }
    }
    last.max(continued(view, index))
}

/// The text makes a known header of the nearest one above it on the left: «пед.» below and beside «Стаж».
fn completes(upper: &[GridCell], cell: &GridCell) -> bool {
    let left = upper.iter().rev().find(|upper| upper.at.column <= cell.at.column);
    let both = left.and_then(|left| text(&left.value)).zip(text(&cell.value));
    both.is_some_and(|(upper, lower)| Dictionary::get().knows(&format!("{upper} {lower}")))
}

/// The last row of a header whose words go on below without merges: down to the row of column numbers, or one row
/// more when its lower-case words make known headers of the upper ones.
fn continued(view: &View<'_>, index: usize) -> u32 {
    let row = view.row(index);
    let mut next = index + 1;
    while next < view.len() && next < index + 5 && view.row(next) as usize == row as usize + next - index {
        let cells = view.cells(next);
        if is_numbering(cells) {
            return view.row(next - 1);
        }
        let words = cells
            .iter()
            .all(|cell| text(&cell.value).is_some_and(|text| !content::is_person_name(text)));
        if !words {
            break;
        }
        next += 1;
    }
    let below = match view.len() > index + 1 && view.row(index + 1) == row + 1 {
        true => view.cells(index + 1),
        false => return row,
    };
    let goes_on =
        |cell: &GridCell| text(&cell.value).is_some_and(|text| text.trim().starts_with(char::is_lowercase));
    let known = |cell: &GridCell| {
        let upper = view.text(CellRef {
            row,
            column: cell.at.column,
        });
        let both = upper.zip(text(&cell.value));
        both.is_some_and(|(upper, lower)| Dictionary::get().knows(&format!("{upper} {lower}")))
    };
    let lower = below.iter().filter(|cell| goes_on(cell)).count();
    if below.iter().all(|cell| text(&cell.value).is_some())
        && lower * 5 >= below.len() * 3
        && below.iter().any(known)
    {
        row + 1
    } else {
        row
    }
}

/// The last of several header texts below one another in one column, from departments to people: «Подразделение»,
/// «Должность», «Сотрудник». The row itself when there is no such tree.
pub fn nested(view: &View<'_>, index: usize) -> u32 {
    let row = view.row(index);
    let Some((sheet, def)) = Schema::get().sheet("person") else {
        return row;
    };
    let level = |text: &str| {
        let fields = Dictionary::get().fields_of_key(&clean::key(text));
        let field = fields.iter().find(|(own, _)| *own == sheet)?.1;
        ["building", "department", "position", "fio"]
            .iter()
            .position(|key| def.field(key) == Some(field))
    };
    for cell in view.cells(index) {
        let Some(mut deepest) = text(&cell.value).and_then(level) else {
            continue;
        };
        let mut last = row;
        for next in index + 1..view.len() {
            let below = view.cells(next);
            let alone =
                below.len() == 1 && below[0].at.column == cell.at.column && view.row(next) == last + 1;
            match text(&below[0].value)
                .and_then(level)
                .filter(|level| alone && *level > deepest)
            {
                Some(level) => (deepest, last) = (level, last + 1),
                None => break,
            }
        }
        if last > row && deepest == 3 {
            return last;
        }
    }
    row
}

/// Header texts by column; a text merged to the right covers the columns that have a text of their own below.
pub fn stacks(view: &View<'_>, index: usize, last: u32) -> BTreeMap<u32, Stack> {
    let mut stacks: BTreeMap<u32, Stack> = BTreeMap::new();
    let mut rows = Vec::new();
    for at in index..view.len() {
        if view.row(at) > last {
            break;
        }
        rows.push(view.cells(at));
    }
    for cells in &rows {
        for cell in *cells {
            let Some(own) = label(&cell.value) else { continue };
            let span = view
                .merge_from(cell.at)
                .map_or(cell.at.column, |merge| merge.to.column);
            let unmerged_span = span == cell.at.column && cell.at.row < last;
            let until = if unmerged_span {
                gap_end(cells, cell.at.column)
            } else {
                span
            };
            for column in cell.at.column..=until.min(cell.at.column + 60) {
                let below = rows
                    .iter()
                    .flat_map(|cells| cells.iter())
                    .any(|other| other.at.row > cell.at.row && other.at.column == column);
                let first_below = rows
                    .iter()
                    .flat_map(|cells| cells.iter())
                    .any(|other| other.at.row > cell.at.row && other.at.column == cell.at.column);
                if column == cell.at.column || below && (span > cell.at.column || first_below) {
                    let stack = stacks.entry(column).or_default();
                    stack.texts.push(own.clone());
                    stack.row = cell.at.row;
                }
            }
        }
    }
    stacks
}

/// The column before the next filled one.
fn gap_end(cells: &[GridCell], column: u32) -> u32 {
    cells
        .iter()
        .map(|cell| cell.at.column)
        .find(|other| *other > column)
        .map_or(column, |next| next - 1)
}

fn label(value: &CellValue) -> Option<String> {
    match value {
        CellValue::Text(text) => {
            // A hyphen at a line break belongs to the break.
            let text = clean::line(&text.replace("-\n", "")).into_owned();
            (!text.is_empty()).then_some(text)
        }
        CellValue::Number(number) => Some(crate::ingest::values::read::plain(*number)),
        _ => None,
    }
}
