//! A row of a table to a record, or to the reason why it is none.

use std::collections::HashMap;
use std::sync::Arc;

use super::clean;
use super::columns::{beside, orders};
use super::grid::{CellRef, CellValue, GridCell, Merge};
use super::groups;
use super::joins::Joins;
use super::layout::header::Header;
use super::layout::rows;
use super::layout::view::text;
use super::read::{Derived, Skipped, TableRead, empty_record};
use super::record::{Cell, Record, Value};
use super::schema::{FieldKind, Schema, SheetDef};
use super::sections::Sections;
use super::staff::Staff;
use super::tally::{Tally, Trouble};
use super::values::experience::Order;
use super::values::read::{Beside, Context, raw, value};
use super::values::{Reading, status};
use crate::diag::Place;

/// Different texts of one column that are remembered with their values.
const REMEMBERED: usize = 4000;

/// What became of a row.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a record now, or part of the last one.
    Taken,
    /// It is none.
    Skipped(&'static str),
}

/// One value of a row: field, cell, value; `None`: the cell is empty.
type Slot<'v> = (usize, CellRef, Option<&'v CellValue>);

/// Builds the records of one table.
pub struct Builder<'a> {
    file: &'a Arc<str>,
    name: &'a Arc<str>,
    sheet: usize,
    def: &'static SheetDef,
    mapped: Vec<(u32, usize)>,
    joins: Joins,
    merges: Vec<Merge>,
    tops: HashMap<(u32, u32), CellValue>,
    context: Context,
    staff: Option<Staff>,
    sections: Sections,
    /// Kinds of experience that the headers of columns name.
    orders: HashMap<usize, Order>,
    /// What else the header of the column of posts names.
    beside: Option<Beside>,
    /// Indexes of titles among the rows passed over.
    titles: Vec<usize>,
    memory: Vec<HashMap<Arc<str>, Reading>>,
    /// Records so far.
    pub records: Vec<Record>,
    derived: Vec<Derived>,
    /// Rows that are no records.
    pub skipped: Vec<Skipped>,
}

impl<'a> Builder<'a> {
    /// A builder for the rows below a header.
    pub fn new(
        file: &'a Arc<str>,
        name: &'a Arc<str>,
        header: &Header,
        merges: &[Merge],
        context: Context,
    ) -> Self {
        let def = &Schema::get().sheets[header.sheet];
        let mut mapped: Vec<(u32, usize)> = header
            .columns
            .iter()
            .filter(|column| column.part.is_none())
            .filter_map(|column| Some((column.at.column, column.field?)))
            .collect();
        mapped.sort_unstable();
        let mut merges: Vec<Merge> = merges
            .iter()
            .copied()
            .filter(|merge| merge.from.row > header.last && merge.to.row > merge.from.row)
            .collect();
        merges.sort_by_key(|merge| merge.from);
        Self {
            file,
            name,
            sheet: header.sheet,
            def,
            mapped,
            joins: Joins::of(header),
            merges,
            tops: HashMap::new(),
            context,
            staff: Staff::of(header),
            sections: Sections::of(header),
            orders: orders(header, def),
            beside: beside(header, def),
            titles: Vec::new(),
            memory: vec![HashMap::new(); def.fields.len()],
            records: Vec::new(),
            derived: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Notes a row that is no record.
    pub fn skip(&mut self, row: u32, reason: &'static str) {
        self.skipped.push(Skipped { row, reason });
    }

    /// A row of a table.
    pub fn row(&mut self, row: u32, cells: &[GridCell], hidden: bool, tally: &mut Tally) -> Outcome {
        let joined = self.joins.values(row, cells, &self.mapped);
        let mut slots: Vec<Slot<'_>> = Vec::with_capacity(self.mapped.len() + joined.len());
        let mut at = 0;
        for (column, field) in &self.mapped {
            while at < cells.len() && cells[at].at.column < *column {
                at += 1;
            }
            let own = cells
                .get(at)
                .filter(|cell| cell.at.column == *column && !is_blank(&cell.value));
            slots.push((
                *field,
                CellRef { row, column: *column },
                own.map(|cell| &cell.value),
            ));
        }
        Joins::put(&joined, &mut slots);
        let own: Vec<bool> = slots.iter().map(|slot| slot.2.is_some()).collect();
        match self.reason(&slots, cells, tally) {
            Some(reason) => Outcome::Skipped(reason),
            None => {
                self.keep_tops(cells);
                let tops = std::mem::take(&mut self.tops);
                let filled = self.fill(row, &mut slots, &tops);
                let outcome = if filled && self.continues(&slots, &own) {
                    self.course(&slots)
                } else {
                    self.record(row, &slots, hidden, tally)
                };
                self.tops = tops;
                outcome
            }
        }
    }

    /// A card: its values are given.
    pub fn card(&mut self, row: u32, slots: &[Slot<'_>], tally: &mut Tally) -> Outcome {
        if slots.iter().all(|slot| slot.2.is_none()) {
            return Outcome::Skipped("пустая карточка");
        }
        self.record(row, slots, false, tally)
    }

    /// Why a row is no record.
    fn reason(&mut self, slots: &[Slot<'_>], cells: &[GridCell], tally: &mut Tally) -> Option<&'static str> {
        let texts: Vec<(&GridCell, &str)> = cells
            .iter()
            .filter_map(|cell| Some((cell, text(&cell.value)?)))
            .take(40)
            .collect();
        let first = texts.first().map_or("", |(_, text)| *text);
        let required_filled = slots
            .iter()
            .any(|(field, _, value)| self.def.fields[*field].required && value.is_some());
        if let Some(staff) = &self.staff {
            let name = staff.name(slots);
            if staff.is_person(slots) {
                return None;
            }
            if texts.iter().take(3).any(|(_, text)| rows::is_total(text)) {
                return Some("итог");
            }
            let nobody = name.is_none_or(|name| name.chars().all(|mark| !mark.is_alphanumeric()));
            if name.is_some_and(status::is_vacancy)
                || nobody && texts.iter().any(|(_, text)| status::is_vacancy(text))
            {
                return Some("вакансия");
            }
            if nobody && name.is_some() && texts.len() > 1 {
                return Some("вакансия: вместо ФИО прочерк");
            }
            if nobody && !self.records.is_empty() && staff.is_course(slots) {
                return None;
            }
            if nobody && self.is_under_merge(slots) {
                return None;
            }
            if texts.len() < 2 {
                return Some(self.lonely(&texts));
            }
            if name.is_some() && !nobody {
                let told = staff.tells_of_person(slots);
                return if told { None } else { Some(self.lonely(&texts)) };
            }
            if rows::is_signature(first) {
                return Some("подпись");
            }
            let place = self.place(Some(cells[0].at));
            tally.add(
                (self.sheet, staff.name_field()),
                Trouble::StrangeRow,
                first,
                place,
            );
            return Some("нет ФИО");
        }
        if slots.iter().all(|slot| slot.2.is_none()) {
            return Some(if rows::is_signature(first) {
                "подпись"
            } else {
                "вне столбцов таблицы"
            });
        }
        if rows::is_total(first) && !required_filled {
            return Some("итог");
        }
        let wide = self.mapped.len() > 2;
        if wide && texts.len() == 1 && cells.len() == 1 && !self.is_under_merge(slots) {
            return Some(self.lonely(&texts));
        }
        None
    }

    /// A row with one text: a section, a signature, a legend.
    fn lonely(&mut self, texts: &[(&GridCell, &str)]) -> &'static str {
        let Some((cell, text)) = texts.first() else {
            return "только числа";
        };
        if rows::is_signature(text) {
            "подпись"
        } else if rows::is_legend(text) {
            "примечание под таблицей"
        } else {
            self.sections.begin(text, cell.at);
            self.titles.push(self.skipped.len());
            "заголовок раздела"
        }
    }

    /// Some mapped cell of the row is filled by a vertical merge.
    fn is_under_merge(&self, slots: &[Slot<'_>]) -> bool {
        slots
            .iter()
            .any(|(_, at, value)| value.is_none() && self.merge_over(*at).is_some())
    }

    fn merge_over(&self, at: CellRef) -> Option<Merge> {
        // Sorted by their upper rows: those that begin below are out of question.
        let end = self.merges.partition_point(|merge| merge.from.row < at.row);
        self.merges[..end]
            .iter()
            .rev()
            .take(200)
            .find(|merge| {
                merge.to.row >= at.row && (merge.from.column..=merge.to.column).contains(&at.column)
            })
            .copied()
    }

    fn keep_tops(&mut self, cells: &[GridCell]) {
        if self.merges.is_empty() {
            return;
        }
        for cell in cells {
            if self
                .merges
                .binary_search_by_key(&cell.at, |merge| merge.from)
                .is_ok()
            {
                self.tops
                    .insert((cell.at.row, cell.at.column), cell.value.clone());
            }
        }
    }

    /// Fills cells covered by a vertical merge with the value of its upper cell.
    fn fill<'v>(&self, row: u32, slots: &mut [Slot<'v>], tops: &'v HashMap<(u32, u32), CellValue>) -> bool {
        if self.merges.is_empty() {
            return self
                .staff
                .as_ref()
                .is_some_and(|staff| staff.name(slots).is_none());
        }
        let mut name_missing = false;
        for slot in slots {
            let is_name = self
                .staff
                .as_ref()
                .is_some_and(|staff| staff.is_name_field(slot.0));
            name_missing |= is_name && slot.2.is_none();
            if slot.2.is_none()
                && let Some(merge) = self.merge_over(slot.1)
                && merge.from.row < row
                && let Some(value) = tops.get(&(merge.from.row, merge.from.column))
            {
                slot.1 = merge.from;
                slot.2 = Some(value);
            }
        }
        name_missing
    }

    /// The row only adds a course to the last person.
    fn continues(&self, slots: &[Slot<'_>], own: &[bool]) -> bool {
        let Some(staff) = self.staff.as_ref().filter(|_| !self.records.is_empty()) else {
            return false;
        };
        staff.is_course(slots)
            && slots
                .iter()
                .zip(own)
                .all(|(slot, own)| !own || staff.is_course_field(slot.0))
    }

    fn course(&mut self, slots: &[Slot<'_>]) -> Outcome {
        let owner = self.records.len().saturating_sub(1);
        if let (Some(staff), Some(record)) = (&self.staff, self.records.get(owner)) {
            self.derived.extend(staff.course(owner, record, slots));
        }
        Outcome::Taken
    }

    fn record(&mut self, row: u32, slots: &[Slot<'_>], hidden: bool, tally: &mut Tally) -> Outcome {
        let mut record = empty_record(self.file, self.name, row, self.def.fields.len());
        record.hidden = hidden;
        let mut extras: Vec<(&'static str, Value, Arc<str>, CellRef)> = Vec::new();
        for (field, at, cell_value) in slots {
            let def = &self.def.fields[*field];
            record.cells[*field].at = Some(*at);
            let Some(cell_value) = cell_value else { continue };
            let (text, reading) = self.reading(*field, cell_value);
            if let Some(problem) = reading.problem {
                tally.add(
                    (self.sheet, *field),
                    Trouble::Cell(problem),
                    &text,
                    self.place(Some(*at)),
                );
            }
            for (key, value) in reading.extras {
                extras.push((key, value, Arc::clone(&text), *at));
            }
            if def.kind == FieldKind::Text && reading.value.is_none() && !text.is_empty() {
                record.cells[*field] = Cell {
                    value: None,
                    raw: text,
                    at: Some(*at),
                };
                continue;
            }
            record.cells[*field].raw = text;
            record.cells[*field].value = reading.value;
        }
        for (key, value, raw, at) in extras {
            if let Some(cell) = self.def.field(key).and_then(|field| record.cells.get_mut(field))
                && cell.value.is_none()
                && cell.raw.is_empty()
            {
                *cell = Cell {
                    value: Some(value),
                    raw,
                    at: Some(at),
                };
            }
        }
        self.sections.fill(&mut record, self.def);
        if let Some(staff) = &self.staff {
            staff.complete(&mut record, self.context);
            let owner = self.records.len();
            if staff.is_course(slots) {
                self.derived.extend(staff.course(owner, &record, slots));
            }
            self.derived.extend(staff.courses(owner, &record));
        }
        self.check(&record, tally);
        self.records.push(record);
        Outcome::Taken
    }

    /// Required cells of the record, and whether it is hidden.
    fn check(&self, record: &Record, tally: &mut Tally) {
        for (field, def) in self.def.fields.iter().enumerate() {
            let cell = &record.cells[field];
            if def.required && cell.raw.is_empty() && cell.value.is_none() && cell.at.is_some() {
                tally.add((self.sheet, field), Trouble::Missing, "", self.place(cell.at));
            }
        }
        if record.hidden {
            let at = record.cells.iter().find_map(|cell| cell.at);
            tally.add((self.sheet, 0), Trouble::HiddenRow, "", self.place(at));
        }
    }

    /// Value of a cell; texts that come again are read once.
    fn reading(&mut self, field: usize, cell: &CellValue) -> (Arc<str>, Reading) {
        let def = &self.def.fields[field];
        let context = Context {
            order: match def.kind {
                FieldKind::Experience => self.orders.get(&field).copied().unwrap_or_default(),
                _ => Order::default(),
            },
            beside: self.beside.filter(|_| def.key == "position"),
            ..self.context
        };
        let shown = raw(cell);
        if !shown.is_empty()
            && let CellValue::Text(written) = cell
        {
            if rows::is_ditto(written)
                && let Some(above) = self.records.last().and_then(|record| record.cells.get(field))
                && above.value.is_some()
            {
                let reading = Reading {
                    value: above.value.clone(),
                    problem: None,
                    extras: Vec::new(),
                };
                return (Arc::clone(&above.raw), reading);
            }
            if def.kind != FieldKind::Fio {
                if let Some((text, known)) = self.memory[field].get_key_value(&*shown) {
                    return (Arc::clone(text), known.clone());
                }
                let text: Arc<str> = shown.into();
                let reading = value(def, cell, &text, context);
                if self.memory[field].len() < REMEMBERED {
                    self.memory[field].insert(Arc::clone(&text), reading.clone());
                }
                return (text, reading);
            }
        }
        let text: Arc<str> = shown.into();
        let reading = value(def, cell, &text, context);
        (text, reading)
    }

    fn place(&self, cell: Option<CellRef>) -> Place {
        Place {
            file: Arc::clone(self.file),
            sheet: Arc::clone(self.name),
            cell: cell.map(CellRef::a1).unwrap_or_default(),
            role: String::new(),
        }
    }

    /// The finished table, without its columns.
    pub fn finish(mut self, tally: &mut Tally) -> TableRead {
        if let Some(staff) = &self.staff {
            for (field, at) in
                groups::fill_down(&mut self.records, self.def, &self.mapped, staff.name_field())
            {
                tally.add((self.sheet, field), Trouble::AsAbove, "", self.place(at));
            }
        }
        let last = self.records.last().map_or(0, |record| record.row);
        for index in self.titles {
            if let Some(skipped) = self.skipped.get_mut(index)
                && skipped.row > last
            {
                skipped.reason = "текст под таблицей";
            }
        }
        TableRead {
            name: Arc::clone(self.name),
            sheet: Some(self.sheet),
            records: self.records,
            derived: self.derived,
            skipped: self.skipped,
            ..TableRead::default()
        }
    }
}

fn is_blank(value: &CellValue) -> bool {
    matches!(value, CellValue::Text(text) if clean::is_blank(text))
}
