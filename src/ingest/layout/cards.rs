//! Tables lying on their side: a column of labels with values to the right; one card below another, or one
//! column for each person.

use std::collections::{BTreeMap, HashMap};

use super::header::Told;
use super::view::{View, text};
use crate::ingest::clean;
use crate::ingest::dictionary::{Dictionary, SURE};
use crate::ingest::grid::{CellRef, CellValue};
use crate::ingest::schema::Schema;

/// A label of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Its cell.
    pub at: CellRef,
    /// Its text without the colon.
    pub header: String,
    /// Index of the field, if it was understood.
    pub field: Option<usize>,
    /// How sure, up to 1.
    pub score: f64,
}

/// One record: values of fields, each with its cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Row of its name.
    pub row: u32,
    /// Values; text that stood in the label's own cell is copied out.
    pub values: Vec<(usize, CellRef, Option<CellValue>)>,
}

/// Cards of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Cards {
    /// Index of the sheet in the schema.
    pub sheet: usize,
    /// Labels from top to bottom, each header once.
    pub labels: Vec<Label>,
    /// The records.
    pub cards: Vec<Card>,
}

/// Looks for cards; the more of the sheet they explain than a header would, the better for the caller.
pub fn find(view: &View<'_>, told: &Told) -> Option<Cards> {
    let columns = label_columns(view, told)?;
    let (column, sheet, labels) = columns;
    let schema = Schema::get();
    let def = &schema.sheets[sheet];
    let identity = labels
        .iter()
        .filter_map(|label| label.field)
        .find(|field| matches!(def.fields[*field].key.as_str(), "fio" | "last_name"))
        .or_else(|| labels.first().and_then(|label| label.field))?;
    let starts: Vec<usize> = (0..labels.len())
        .filter(|index| labels[*index].field == Some(identity))
        .collect();
    let more = more_columns(view, told, column, sheet);
    let mut cards = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        // Labels between two names belong to the first; those above the first name, too.
        let from = if number == 0 { 0 } else { *start };
        let to = starts.get(number + 1).copied().unwrap_or(labels.len());
        let block = &labels[from..to];
        let name = &labels[*start];
        if !more.is_empty() {
            let first = block.first().map_or(0, |label| label.at.row);
            let last = starts
                .get(number + 1)
                .map_or(u32::MAX, |next| labels[*next].at.row);
            let beside = more
                .iter()
                .flatten()
                .filter(|label| (first..last).contains(&label.at.row));
            cards.push(Card {
                row: name.at.row,
                values: block
                    .iter()
                    .chain(beside)
                    .filter_map(|label| beside_label(view, label, &more))
                    .collect(),
            });
            continue;
        }
        for value_column in value_columns(view, name, column) {
            let values: Vec<_> = block
                .iter()
                .filter_map(|label| {
                    let field = label.field?;
                    let inline = (value_column == column)
                        .then(|| inline_value(view, label.at))
                        .flatten();
                    let at = CellRef {
                        row: label.at.row,
                        column: value_column,
                    };
                    let cell = view
                        .cell(at)
                        .map(|cell| cell.value.clone())
                        .filter(|_| value_column != column);
                    Some((field, at, inline.or(cell)))
                })
                .collect();
            cards.push(Card {
                row: name.at.row,
                values,
            });
        }
    }
    let mut shown: Vec<Label> = Vec::new();
    for label in labels.into_iter().chain(more.into_iter().flatten()) {
        if shown.iter().all(|known| known.header != label.header) {
            shown.push(label);
        }
    }
    (!cards.is_empty()).then_some(Cards {
        sheet,
        labels: shown,
        cards,
    })
}

/// Columns further right that hold labels of the same cards, as a form with two of them in a row has.
fn more_columns(view: &View<'_>, told: &Told, column: u32, sheet: usize) -> Vec<Vec<Label>> {
    let mut columns: BTreeMap<u32, Vec<Label>> = BTreeMap::new();
    for cell in view.grid.cells.iter().take_while(|cell| cell.at.row < LABEL_ROWS) {
        if let Some(text) = text(&cell.value).filter(|text| text.len() < 300)
            && cell.at.column > column
            && cell.at.column < column + 12
        {
            columns
                .entry(cell.at.column)
                .or_default()
                .push(label(sheet, cell.at, text, told));
        }
    }
    columns.retain(|_, labels| {
        let mut fields: Vec<usize> = labels.iter().filter_map(|label| label.field).collect();
        let known = fields.len();
        fields.sort_unstable();
        fields.dedup();
        fields.len() > 1 && known * 2 >= labels.len()
    });
    columns.into_values().collect()
}

/// The value of a label in a form: the first cell on its right, before the next label.
fn beside_label(
    view: &View<'_>,
    label: &Label,
    more: &[Vec<Label>],
) -> Option<(usize, CellRef, Option<CellValue>)> {
    let field = label.field?;
    let ends = more.iter().flatten().map(|label| label.at);
    let end = ends
        .filter(|at| at.row == label.at.row && at.column > label.at.column)
        .map(|at| at.column)
        .min();
    let cells = view.cells_of(label.at.row).iter();
    let cell = cells
        .filter(|cell| cell.at.column > label.at.column)
        .find(|cell| end.is_none_or(|end| cell.at.column < end));
    let inline = inline_value(view, label.at);
    let at = cell.map_or(label.at, |cell| cell.at);
    Some((field, at, inline.or(cell.map(|cell| cell.value.clone()))))
}

/// Rows that are looked at for labels: a card file of a thousand people fits.
const LABEL_ROWS: u32 = 20_000;

/// The column whose cells are labels of one sheet: at least three different fields.
fn label_columns(view: &View<'_>, told: &Told) -> Option<(u32, usize, Vec<Label>)> {
    let mut columns: BTreeMap<u32, Vec<(CellRef, &str)>> = BTreeMap::new();
    for cell in view.grid.cells.iter().take_while(|cell| cell.at.row < LABEL_ROWS) {
        if let Some(text) = text(&cell.value).filter(|text| text.len() < 300) {
            columns.entry(cell.at.column).or_default().push((cell.at, text));
        }
    }
    let mut best: Option<(usize, u32, usize, Vec<Label>)> = None;
    for (column, cells) in columns.into_iter().take(4) {
        let mut known: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, text) in &cells {
            let key = clean::key(label_text(text));
            let mut sheets: Vec<usize> = Dictionary::get()
                .fields_of_key(&key)
                .iter()
                .map(|(sheet, _)| *sheet)
                .collect();
            sheets.extend(told.get(&key).copied().flatten().map(|(sheet, _)| sheet));
            sheets.dedup();
            for sheet in sheets {
                *known.entry(sheet).or_default() += 1;
            }
        }
        for (sheet, count) in known {
            if count < 3 || count * 3 < cells.len() {
                continue;
            }
            let mut seen: HashMap<&str, Label> = HashMap::new();
            let labels: Vec<Label> = cells
                .iter()
                .map(|(at, text)| {
                    let own = seen
                        .entry(label_text(text))
                        .or_insert_with(|| label(sheet, *at, text, told));
                    Label {
                        at: *at,
                        ..own.clone()
                    }
                })
                .collect();
            let mut fields: Vec<usize> = labels.iter().filter_map(|label| label.field).collect();
            fields.sort_unstable();
            fields.dedup();
            let good = fields.len() >= 3 && count * 2 >= labels.len();
            if good && best.as_ref().is_none_or(|(count, ..)| fields.len() > *count) {
                best = Some((fields.len(), column, sheet, labels));
            }
        }
    }
    best.map(|(_, column, sheet, labels)| (column, sheet, labels))
}

fn label_text(text: &str) -> &str {
    text.split(':').next().unwrap_or(text)
}

fn label(sheet: usize, at: CellRef, written: &str, told: &Told) -> Label {
    let header = clean::line(label_text(written)).into_owned();
    let (field, score) = match told.get(&clean::key(&header)) {
        Some(Some((known, field))) if *known == sheet => (Some(*field), 1.0),
        Some(_) => (None, 1.0),
        None => Dictionary::get()
            .candidates(&header)
            .into_iter()
            .find(|candidate| candidate.sheet == sheet && candidate.score >= SURE)
            .map_or((None, 0.0), |candidate| (Some(candidate.field), candidate.score)),
    };
    Label {
        at,
        header,
        field,
        score,
    }
}

/// Columns that hold a value in the row of the name; the label's own cell when it holds both.
fn value_columns(view: &View<'_>, name: &Label, column: u32) -> Vec<u32> {
    if inline_value(view, name.at).is_some() {
        return vec![column];
    }
    let cells = view.cells_of(name.at.row).iter();
    cells
        .map(|cell| cell.at.column)
        .filter(|other| *other > column)
        .collect()
}

fn inline_value(view: &View<'_>, at: CellRef) -> Option<CellValue> {
    let (_, value) = view.text(at)?.split_once(':')?;
    let value = value.trim();
    (!value.is_empty()).then(|| CellValue::Text(value.to_owned()))
}
