//! The header of a table: which rows it takes, which sheet it names, which column is which field.

use std::collections::{BTreeMap, HashMap};

use super::content;
use super::parts::{self, Part};
use super::stack::{Stack, last_row, nested, stacks};
use super::view::{View, text};
use crate::ingest::clean;
use crate::ingest::dictionary::{Candidate, Dictionary, LEAST, SURE};
use crate::ingest::grid::{CellRef, CellValue, GridCell};
use crate::ingest::schema::Schema;

/// How a column was mapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By the settings of the school.
    Settings,
    /// By the very words of a title or synonym.
    Words,
    /// By likeness; the score tells how sure.
    Likeness,
    /// By what the column holds.
    Content,
    /// Passed over on purpose: a row number, or told so by the settings.
    Ignored,
    /// Not understood.
    Unknown,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its header cell (the lowest one).
    pub at: CellRef,
    /// Text of the header, upper rows first.
    pub header: String,
    /// Index of the field in the sheet.
    pub field: Option<usize>,
    /// How it was found.
    pub how: How,
    /// How sure, up to 1.
    pub score: f64,
    /// The column holds only a part of the field's value.
    pub part: Option<Part>,
}

/// A header.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Index of the sheet in the schema.
    pub sheet: usize,
    /// First row of the header.
    pub first: u32,
    /// Last row of the header.
    pub last: u32,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Names stand below their posts, and posts below their departments, each in a row of its own.
    pub nested: bool,
    /// No header at all: the first row of the table is a record.
    pub headless: bool,
}

/// What the settings say of headers: key of the header → sheet and field, or nothing to pass the column over.
pub type Told = HashMap<String, Option<(usize, usize)>>;

/// Looks for headers with a memory of the texts it has seen.
#[derive(Debug)]
pub struct Finder<'a> {
    told: &'a Told,
    seen: HashMap<String, Vec<Candidate>>,
}

impl<'a> Finder<'a> {
    /// A finder that obeys the settings.
    pub fn new(told: &'a Told) -> Self {
        Self {
            told,
            seen: HashMap::new(),
        }
    }

    /// What the settings say.
    pub fn told(&self) -> &'a Told {
        self.told
    }

    /// The header that begins in the `index`th row, if there is one.
    pub fn at(&mut self, view: &View<'_>, index: usize, sheet_name: &str) -> Option<Header> {
        let cells = view.cells(index);
        let texts = cells.iter().filter(|cell| text(&cell.value).is_some()).count();
        let blank =
            |cell: &&GridCell| matches!(cell.value, CellValue::Text(_)) && text(&cell.value).is_none();
        let filled = cells.len() - cells.iter().filter(blank).count();
        if texts < 2 || texts * 3 < filled * 2 {
            return None;
        }
        let names = cells
            .iter()
            .filter_map(|cell| text(&cell.value))
            .any(content::is_person_name);
        if names || !cells.iter().any(|cell| self.promises(cell)) {
            return None;
        }
        let tree = nested(view, index);
        let last = last_row(view, index).max(tree);
        let stacks = stacks(view, index, last);
        let header = self.choose(view, view.row(index), last, &stacks, sheet_name)?;
        Some(Header {
            nested: tree > view.row(index),
            ..header
        })
    }

    fn promises(&mut self, cell: &GridCell) -> bool {
        let Some(header) = text(&cell.value).filter(|header| header.len() < 600) else {
            return false;
        };
        self.told.contains_key(&clean::key(header))
            || self
                .candidates(header)
                .first()
                .is_some_and(|best| best.score >= SURE)
    }

    fn candidates(&mut self, header: &str) -> Vec<Candidate> {
        if let Some(known) = self.seen.get(header) {
            return known.clone();
        }
        let found = Dictionary::get().candidates(header);
        self.seen.insert(header.to_owned(), found.clone());
        found
    }

    fn choose(
        &mut self,
        view: &View<'_>,
        first: u32,
        last: u32,
        stacks: &BTreeMap<u32, Stack>,
        sheet_name: &str,
    ) -> Option<Header> {
        let mut by_sheet: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
        let mut ignored = Vec::new();
        let parts = parts::find(stacks);
        for (column, stack) in stacks {
            if parts.contains_key(column) {
                continue;
            }
            match stack
                .readings()
                .iter()
                .find_map(|text| self.told.get(&clean::key(text)))
            {
                Some(None) => {
                    ignored.push(*column);
                    continue;
                }
                Some(Some((sheet, field))) => {
                    let candidate = Candidate {
                        sheet: *sheet,
                        field: *field,
                        score: 2.0,
                    };
                    by_sheet
                        .entry(*sheet)
                        .or_default()
                        .push((*column, candidate, How::Settings));
                    continue;
                }
                None => {}
            }
            for (candidate, penalty) in self.readings(stack) {
                let how = if candidate.score >= 0.999 {
                    How::Words
                } else {
                    How::Likeness
                };
                let candidate = Candidate {
                    score: candidate.score - penalty,
                    ..candidate
                };
                if candidate.score >= LEAST {
                    by_sheet
                        .entry(candidate.sheet)
                        .or_default()
                        .push((*column, candidate, how));
                }
            }
        }
        let schema = Schema::get();
        let (person, _) = schema.sheet("person")?;
        let name_key = clean::key(sheet_name);
        let mut best: Option<(f64, usize, Vec<Claim>)> = None;
        for (sheet, candidates) in by_sheet {
            let taken = assign(candidates);
            let sure = taken
                .iter()
                .filter(|(_, candidate, _)| candidate.score >= SURE)
                .count();
            let def = &schema.sheets[sheet];
            let named = clean::key(&def.title) == name_key;
            let required = taken
                .iter()
                .any(|(_, candidate, _)| def.fields[candidate.field].required);
            let needed = if sheet == person || named { 1 } else { 2 };
            if sure < needed || !required && !named && sure < 3 {
                continue;
            }
            let sum: f64 = taken.iter().map(|(_, candidate, _)| candidate.score).sum();
            let score = sum + if named { 1.0 } else { 0.0 } + if sheet == person { 0.3 } else { 0.0 };
            if best.as_ref().is_none_or(|(known, ..)| score > *known + 1e-9) {
                best = Some((score, sheet, taken));
            }
        }
        let (_, sheet, taken) = best?;
        let mut header = Header {
            sheet,
            first,
            last,
            columns: Vec::new(),
            nested: false,
            headless: false,
        };
        for (column, stack) in stacks {
            let at = CellRef {
                row: stack.row,
                column: *column,
            };
            let mapped = taken.iter().find(|(taken, ..)| taken == column);
            let text = stack.whole();
            let part = parts.get(column).filter(|_| sheet == person);
            let (field, how, score) = match mapped {
                None if part.is_some() => (None, How::Words, 1.0),
                Some((_, candidate, how)) => (Some(candidate.field), *how, candidate.score.min(1.0)),
                None if ignored.contains(column) || Dictionary::get().is_ignored(&text) => {
                    (None, How::Ignored, 1.0)
                }
                None => (None, How::Unknown, 0.0),
            };
            header.columns.push(Column {
                at,
                header: text,
                field,
                how,
                score,
                part: part.cloned(),
            });
        }
        if sheet == person {
            parts::settle(&mut header.columns);
            complete_staff(view, &mut header)?;
        }
        Some(header)
    }

    fn readings(&mut self, stack: &Stack) -> Vec<(Candidate, f64)> {
        let mut out: Vec<(Candidate, f64)> = Vec::new();
        for (index, text) in stack.readings().iter().enumerate() {
            let penalty = [0.0, 0.01, 0.2][index.min(2)];
            out.extend(
                self.candidates(text)
                    .into_iter()
                    .map(|candidate| (candidate, penalty)),
            );
        }
        out
    }
}

/// A column that may be a field.
type Claim = (u32, Candidate, How);

/// The best field of each column, each field once.
fn assign(mut candidates: Vec<Claim>) -> Vec<Claim> {
    candidates.sort_by(|a, b| {
        b.1.score
            .total_cmp(&a.1.score)
            .then(a.0.cmp(&b.0))
            .then(a.1.field.cmp(&b.1.field))
    });
    let mut taken: Vec<Claim> = Vec::new();
    for (column, candidate, how) in candidates {
        if taken
            .iter()
            .all(|(other, known, _)| *other != column && known.field != candidate.field)
        {
            taken.push((column, candidate, how));
        }
    }
    taken
}

/// Columns of a staff table that only their content tells; `None`: this is no staff table after all.
fn complete_staff(view: &View<'_>, header: &mut Header) -> Option<()> {
    let (_, def) = Schema::get().sheet("person")?;
    let field = |key: &str| def.field(key);
    let has = |header: &Header, key: &str| {
        let wanted = field(key);
        header
            .columns
            .iter()
            .any(|column| column.field.is_some() && column.field == wanted)
    };
    // «Кол-во часов» beside a topic is the length of the course.
    if has(header, "course_topic") {
        for (from, to) in [("hours", "course_hours"), ("dismissal_date", "course_date")] {
            let (wanted, other) = (field(from), field(to));
            if !has(header, to)
                && let Some(column) = header.columns.iter_mut().find(|column| column.field == wanted)
            {
                column.field = other;
            }
        }
    }
    // «Фамилия» without «Имя» beside it is where whole names stand.
    if has(header, "last_name") && !has(header, "first_name") && !has(header, "fio") {
        let (from, to) = (field("last_name"), field("fio"));
        for column in header.columns.iter_mut().filter(|column| column.field == from) {
            column.field = to;
        }
    }
    if !has(header, "fio") && !has(header, "last_name") {
        let found = header
            .columns
            .iter_mut()
            .filter(|column| column.field.is_none() && column.how != How::Ignored)
            .find(|column| content::names(view, header.last, column.at.column) >= 0.6)?;
        (found.field, found.how, found.score) = (field("fio"), How::Content, 0.8);
    }
    // One sure column proves nothing unless people stand below it.
    let sure = header
        .columns
        .iter()
        .filter(|column| column.score >= SURE && column.field.is_some())
        .count();
    if sure < 2 {
        let wanted = [field("fio"), field("last_name")];
        let people = header
            .columns
            .iter()
            .find(|column| column.field.is_some() && wanted.contains(&column.field))?;
        if content::names(view, header.last, people.at.column) < 0.5 {
            return None;
        }
    }
    if !has(header, "position") {
        let found = header
            .columns
            .iter_mut()
            .filter(|column| {
                let guessed = column.how == How::Likeness && column.field != field("fio");
                column.how != How::Ignored && (column.field.is_none() || guessed)
            })
            .find(|column| content::posts(view, header.last, column.at.column) >= 0.6);
        if let Some(found) = found {
            (found.field, found.how, found.score) = (field("position"), How::Content, 0.8);
        }
    }
    Some(())
}
