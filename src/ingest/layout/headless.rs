//! A list of staff without a header, or under a header of one cell: told by what it holds.
//!
//! Names alone prove nothing: pupils and parents have them, too. Posts beside the names do, or a title above that
//! speaks of staff.

use super::content::{is_person_name, is_post, speaks_of_staff};
use super::header::{Column, Header, How};
use super::view::{View, text};
use crate::ingest::clean;
use crate::ingest::dictionary::Dictionary;
use crate::ingest::grid::{CellRef, CellValue};
use crate::ingest::schema::Schema;
use crate::ingest::values::{category, fio, person};

/// Rows that are looked at.
const SAMPLE: usize = 60;

/// The columns of a list without a header, as if one stood above its first row.
pub fn find(view: &View<'_>) -> Option<Header> {
    let (sheet, def) = Schema::get().sheet("person")?;
    let rows = || (0..view.len()).take(SAMPLE);
    let names = |column: u32| {
        rows()
            .filter(|index| cell(view, *index, column).is_some_and(is_name))
            .count()
    };
    let columns: Vec<u32> = {
        let mut columns: Vec<u32> = rows()
            .flat_map(|index| view.cells(index))
            .map(|cell| cell.at.column)
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    };
    let (held, column) = columns
        .iter()
        .map(|column| (names(*column), *column))
        .max_by_key(|(held, column)| (*held, std::cmp::Reverse(*column)))?;
    let first = rows().find(|index| cell(view, *index, column).is_some_and(is_name))?;
    let below = || rows().skip(first);
    let texts = below()
        .filter(|index| cell(view, *index, column).is_some())
        .count();
    if held < 2 || held * 10 < texts * 6 {
        return None;
    }
    // A row of several texts above the first name is a header that was not understood.
    let above = first.checked_sub(1).map(|index| view.cells(index));
    if above.is_some_and(|cells| cells.iter().filter(|cell| text(&cell.value).is_some()).count() > 1) {
        return None;
    }
    let share = |column: u32, holds: fn(&str) -> bool| {
        let texts: Vec<&str> = below().filter_map(|index| cell(view, index, column)).collect();
        let fit = texts.iter().filter(|text| holds(text)).count();
        texts.len() > 1 && fit * 10 >= texts.len() * 6
    };
    let own = above.and_then(|cells| text(&cells.first()?.value));
    // A header of one cell.
    let own = own.filter(|own| {
        let known = Dictionary::get().fields_of_key(&clean::key(own));
        known
            .iter()
            .any(|at| Some(at) == def.field("fio").map(|field| (sheet, field)).as_ref())
    });
    let top = view.row(first);
    let mut header = Header {
        sheet,
        first: top,
        last: top.saturating_sub(1),
        columns: Vec::new(),
        nested: false,
        headless: own.is_none(),
    };
    if own.is_some() {
        header.first = view.row(first - 1);
        header.last = header.first;
    }
    let top = header.first;
    let mut put = |column: u32, key: Option<&str>, words: Option<&str>| {
        header.columns.push(Column {
            at: CellRef { row: top, column },
            header: words
                .map(|words| clean::line(words).into_owned())
                .unwrap_or_default(),
            field: key.and_then(|key| def.field(key)),
            how: match (key, words) {
                (None, _) => How::Unknown,
                (_, Some(_)) => How::Words,
                _ => How::Content,
            },
            score: if words.is_some() { 1.0 } else { 0.8 },
            part: None,
        });
    };
    let mut posts = share(column, tells_post);
    let mut has_category = false;
    for other in columns {
        if other == column {
            put(other, Some("fio"), own);
        } else if !posts && share(other, is_post) {
            posts = true;
            put(other, Some("position"), None);
        } else if !has_category && share(other, is_category) {
            has_category = true;
            put(other, Some("category"), None);
        } else if other > column {
            put(other, None, None);
        }
    }
    let titled = || {
        (0..first)
            .flat_map(|index| view.cells(index))
            .filter_map(|cell| text(&cell.value))
            .any(speaks_of_staff)
    };
    (posts || own.is_some() || titled()).then_some(header)
}

fn cell<'v>(view: &View<'v>, index: usize, column: u32) -> Option<&'v str> {
    let cells = view.cells(index);
    let found = cells.binary_search_by_key(&column, |cell| cell.at.column).ok()?;
    match &cells[found].value {
        CellValue::Text(_) => text(&cells[found].value),
        _ => None,
    }
}

fn is_name(text: &str) -> bool {
    is_person_name(text) || person::behind_post(text).is_some()
}

/// The name has its post beside it in the same cell.
fn tells_post(text: &str) -> bool {
    let visible = clean::visible(text);
    person::behind_post(&visible).is_some()
        || fio::read(&visible).is_some_and(|fio| {
            person::remarks(&fio.remark)
                .iter()
                .any(|(key, _)| *key == "position")
        })
}

fn is_category(text: &str) -> bool {
    let told = category::read(&clean::visible(text));
    told.category.is_some() && !told.unreadable
}
