//! One sheet to its tables: finds headers and cards, walks the rows, hands each to the builder.

use std::sync::Arc;

use jiff::civil::Date;

use super::builder::{Builder, Outcome};
use super::dictionary::Dictionary;
use super::grid::{CellRef, CellValue, Grid, GridCell};
use super::layout::cards::{self, Cards};
use super::layout::header::{Finder, Header, How, Told};
use super::layout::headless;
use super::layout::parts::Part;
use super::layout::rows;
use super::layout::split;
use super::layout::view::{View, text};
use super::read::{ColumnRead, Skipped, TableRead};
use super::schema::Schema;
use super::tally::Tally;
use super::values::date::{Century, DateRead, find};
use super::values::read::Context;
use crate::settings::Settings;

/// Rows of one gap that are listed singly as empty; a wider gap is one line.
const LISTED_GAP: u32 = 20;

/// Tables side by side that are taken apart.
const SIDE_BY_SIDE: usize = 8;

/// Understands a sheet.
pub fn read(
    file: &Arc<str>,
    grid: Grid,
    told: &Told,
    settings: &Settings,
    tally: &mut Tally,
    out: &mut Vec<TableRead>,
) {
    let mut waiting = vec![grid];
    let mut splits = 0;
    while let Some(grid) = waiting.pop() {
        let view = View::of(&grid);
        let mut finder = Finder::new(told);
        let name: Arc<str> = grid.name.as_str().into();
        let first = (0..view.len().min(400)).find_map(|index| Some((index, finder.at(&view, index, &name)?)));
        let gap = first.as_ref().and_then(|(_, header)| {
            let def = &Schema::get().sheets[header.sheet];
            split::gap(header, def.field("fio")?)
        });
        match gap.filter(|_| splits < SIDE_BY_SIDE) {
            Some(gap) => {
                splits += 1;
                let [left, right] = split::at(grid, gap);
                waiting.extend([right, left]);
            }
            None => one(
                &Sheet { file, name, view },
                first,
                &mut finder,
                settings,
                tally,
                out,
            ),
        }
    }
}

/// A sheet with nothing beside its tables.
struct Sheet<'a> {
    file: &'a Arc<str>,
    name: Arc<str>,
    view: View<'a>,
}

fn one(
    sheet: &Sheet<'_>,
    first: Option<(usize, Header)>,
    finder: &mut Finder<'_>,
    settings: &Settings,
    tally: &mut Tally,
    out: &mut Vec<TableRead>,
) {
    let Sheet { file, name, view } = sheet;
    let before = out.len();
    let told = finder.told();
    let fields = |header: &Header| {
        header
            .columns
            .iter()
            .filter(|column| column.field.is_some())
            .count()
    };
    // A header of several fields is a header: no need to look for labels.
    let few = first.as_ref().is_none_or(|(_, header)| fields(header) < 4);
    let cards = few.then(|| cards::find(view, told)).flatten().filter(|cards| {
        let labels = cards.labels.iter().filter(|label| label.field.is_some()).count();
        first.as_ref().is_none_or(|(_, header)| fields(header) < labels)
    });
    let context = Context {
        as_of: as_of(view, first.as_ref().map(|(index, _)| *index)).or(settings.date),
        school_year: settings.date.map(school_year),
        ..Context::default()
    };
    if let Some(cards) = cards {
        out.push(of_cards(file, name, cards, context, tally));
    } else if let Some((index, header)) = first.or_else(|| without_header(view)) {
        Walk {
            file,
            name,
            view,
            context,
            tally,
            out,
        }
        .run(index, header, finder);
    }
    let top = out
        .get(before)
        .and_then(|table| table.header_rows.last().copied());
    let of_mentoring = speaks_of_mentoring(view, top);
    if out.len() == before {
        let skipped = (0..view.len()).map(|index| Skipped {
            row: view.row(index),
            reason: "лист без известных заголовков",
        });
        out.push(TableRead {
            name: Arc::clone(name),
            skipped: skipped.collect(),
            ..TableRead::default()
        });
    }
    for table in &mut out[before..] {
        table.of_mentoring = of_mentoring;
    }
}

/// A list that begins at once, and its first row.
fn without_header(view: &View<'_>) -> Option<(usize, Header)> {
    let header = headless::find(view)?;
    let index = (0..view.len()).find(|index| view.row(*index) == header.first)?;
    Some((index, header))
}

/// Titles and headers down to a row, or the first rows, speak of mentors or mentees.
fn speaks_of_mentoring(view: &View<'_>, last: Option<u32>) -> bool {
    (0..view.len().min(40))
        .take_while(|index| last.is_none_or(|last| view.row(*index) <= last))
        .flat_map(|index| view.cells(index))
        .filter_map(|cell| text(&cell.value))
        .any(|text| text.to_lowercase().contains("наставн"))
}

/// The calendar year in which the school year of a day begins.
pub fn school_year(day: Date) -> i16 {
    day.year() - i16::from(day.month() < 8)
}

struct Walk<'a> {
    file: &'a Arc<str>,
    name: &'a Arc<str>,
    view: &'a View<'a>,
    context: Context,
    tally: &'a mut Tally,
    out: &'a mut Vec<TableRead>,
}

impl Walk<'_> {
    fn run(mut self, first: usize, header: Header, finder: &mut Finder<'_>) {
        let mut index = first;
        let above: Vec<Skipped> = (0..first)
            .map(|index| Skipped {
                row: self.view.row(index),
                reason: "над таблицей",
            })
            .collect();
        let mut header = header;
        let mut skipped = above;
        loop {
            if !header.headless {
                index = self.index_after(index, header.last);
            }
            let (next, found) = self.table(index, &header, std::mem::take(&mut skipped), finder);
            index = next;
            match found {
                Some(found) => header = found,
                None => return,
            }
        }
    }

    fn index_after(&self, mut index: usize, row: u32) -> usize {
        while index < self.view.len() && self.view.row(index) <= row {
            index += 1;
        }
        index
    }

    /// Reads rows up to the next header.
    fn table(
        &mut self,
        mut index: usize,
        header: &Header,
        skipped: Vec<Skipped>,
        finder: &mut Finder<'_>,
    ) -> (usize, Option<Header>) {
        let mut context = self.context;
        if let Some(day) = header.columns.iter().find_map(|column| day_of(&column.header)) {
            context.as_of = Some(day);
        }
        let mut builder = Builder::new(self.file, self.name, header, &self.view.grid.merges, context);
        builder.skipped = skipped;
        let mut last = header.last;
        let mut next = None;
        while index < self.view.len() {
            let row = self.view.row(index);
            let cells = self.view.cells(index);
            if let Some(repeated) = self.header_again(index, header, finder) {
                if repeated.columns.len() == header.columns.len()
                    && repeated
                        .columns
                        .iter()
                        .zip(&header.columns)
                        .all(|(a, b)| a.header == b.header)
                {
                    for row in repeated.first..=repeated.last {
                        builder.skip(row, "повтор шапки");
                    }
                    index = self.index_after(index, repeated.last);
                    last = repeated.last;
                    continue;
                }
                next = Some(repeated);
                break;
            }
            if !builder.records.is_empty() {
                gap(&mut builder.skipped, last, row);
            }
            last = row;
            index += 1;
            if rows::is_numbering(cells) && cells.len() * 2 > header.columns.len() {
                builder.skip(row, "номера столбцов");
            } else if rows::is_example(cells) {
                builder.skip(row, "строка-образец");
            } else {
                let hidden = self.view.grid.hidden || self.view.grid.hidden_rows.binary_search(&row).is_ok();
                if let Outcome::Skipped(reason) = builder.row(row, cells, hidden, self.tally) {
                    builder.skip(row, reason);
                }
            }
        }
        let mut table = builder.finish(self.tally);
        table.columns = columns(header);
        table.header_rows = match header.headless {
            true => Vec::new(),
            false => (header.first..=header.last).collect(),
        };
        self.out.push(table);
        (index, next)
    }

    /// A header in the middle: the same words again, or the words of another table.
    fn header_again(&self, index: usize, header: &Header, finder: &mut Finder<'_>) -> Option<Header> {
        let cells = self.view.cells(index);
        let is_label = |cell: &&GridCell| {
            let Some(own) = text(&cell.value).filter(|own| own.len() < 160) else {
                return false;
            };
            let upper = header
                .columns
                .iter()
                .find(|column| column.at.column == cell.at.column);
            upper.is_some_and(|upper| own.trim() == upper.header) || Dictionary::get().knows(own)
        };
        // Two labels among the first cells: one word of a header may well stand in a record.
        if cells.iter().take(6).filter(is_label).take(2).count() < 2 {
            return None;
        }
        let found = finder.at(self.view, index, self.name)?;
        // Words of a header may stand in a record («Директор», «да»): most of the row must be headers.
        let mapped = found
            .columns
            .iter()
            .filter(|column| column.field.is_some() && column.how != How::Content)
            .count();
        (mapped >= 2 && mapped * 2 >= found.columns.len()).then_some(found)
    }
}

/// Lists the empty rows between two rows.
fn gap(skipped: &mut Vec<Skipped>, last: u32, row: u32) {
    if row > last + 1 {
        let to = if row - last > LISTED_GAP { last + 2 } else { row };
        skipped.extend((last + 1..to).map(|row| Skipped {
            row,
            reason: "пустая строка",
        }));
    }
}

fn columns(header: &Header) -> Vec<ColumnRead> {
    header
        .columns
        .iter()
        .map(|column| ColumnRead {
            cell: column.at,
            header: column.header.clone(),
            field: column.field.map(|field| super::told::path(header.sheet, field)),
            how: column.how,
            score: column.score,
            part: column.part.as_ref().map(Part::shown),
        })
        .collect()
}

/// «по состоянию на 01.09.2025» above the header.
fn as_of(view: &View<'_>, header: Option<usize>) -> Option<Date> {
    (0..header.unwrap_or(0))
        .flat_map(|index| view.cells(index))
        .filter_map(|cell| text(&cell.value))
        .find_map(day_of)
}

fn day_of(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let at = lower
        .find("на ")
        .filter(|at| *at == 0 || lower[..*at].ends_with([' ', '(', '\n']));
    let at = at.or_else(|| lower.find("дата отч"))?;
    match find(&lower[at..], Century::Event)? {
        (DateRead::Day(day), _) => Some(day),
        _ => None,
    }
}

fn of_cards(
    file: &Arc<str>,
    name: &Arc<str>,
    cards: Cards,
    context: Context,
    tally: &mut Tally,
) -> TableRead {
    let fields = Schema::get().sheets[cards.sheet].fields.len();
    let header = Header {
        sheet: cards.sheet,
        first: 0,
        last: 0,
        columns: Vec::new(),
        nested: false,
        headless: false,
    };
    let mut builder = Builder::new(file, name, &header, &[], context);
    for card in &cards.cards {
        let mut values: Vec<(usize, CellRef, Option<&CellValue>)> = card
            .values
            .iter()
            .map(|(field, at, value)| (*field, *at, value.as_ref()))
            .collect();
        values.retain(|(field, ..)| *field < fields);
        if let Outcome::Skipped(reason) = builder.card(card.row, &values, tally) {
            builder.skip(card.row, reason);
        }
    }
    let mut table = builder.finish(tally);
    table.columns = cards
        .labels
        .iter()
        .map(|label| ColumnRead {
            cell: label.at,
            header: label.header.clone(),
            field: label.field.map(|field| super::told::path(cards.sheet, field)),
            how: if label.field.is_some() {
                How::Words
            } else {
                How::Ignored
            },
            score: label.score,
            part: None,
        })
        .collect();
    table
}
