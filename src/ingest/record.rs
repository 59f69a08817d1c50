//! A row that was understood: typed values, each with its cell.

use std::sync::Arc;

use jiff::civil::Date;

use super::grid::CellRef;
use crate::diag::Place;

/// A value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, cleaned of invisible characters; a choice is stored as the schema spells it.
    Text(Arc<str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Bool(bool),
    /// Several texts, in order.
    List(Vec<Arc<str>>),
    /// Experience in whole months, with what the text told.
    Months(i32),
    /// A term given in words; boxed, because cells come by the million and terms do not.
    Term(Box<Term>),
    /// A payment: a sum in roubles, a percentage or points.
    Money(Money),
}

/// A term: its text for printing, and the days it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// As it is printed.
    pub text: Arc<str>,
    /// First day, when the text tells one.
    pub from: Option<Date>,
    /// Last day, when the text tells one.
    pub to: Option<Date>,
    /// It comes again («ежегодно», «раз в четверть»).
    pub repeats: bool,
}

/// Size of a payment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Money {
    /// Roubles.
    Roubles(f64),
    /// Per cent of the salary.
    Percent(f64),
    /// Points of the school's pay regulation.
    Points(f64),
}

/// How a cell stands for its field.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The value; `None`: empty, or not understood (then `raw` is not empty).
    pub value: Option<Value>,
    /// Text of the cell as it stands; empty when the cell is empty.
    pub raw: Arc<str>,
    /// Where it stands; `None` when the table has no such column.
    pub at: Option<CellRef>,
}

/// A row of a sheet.
#[derive(Debug, Clone)]
pub struct Record {
    /// File it came from.
    pub file: Arc<str>,
    /// Sheet it came from, as it is called there.
    pub sheet: Arc<str>,
    /// Row from 0.
    pub row: u32,
    /// The row is hidden in the file.
    pub hidden: bool,
    /// One for each field of the schema's sheet, in its order.
    pub cells: Vec<Cell>,
    /// Fields whose cells came from another table: field, file, sheet.
    pub elsewhere: Vec<(usize, Arc<str>, Arc<str>)>,
}

impl Record {
    /// The place of a field; of the whole row's first known cell when the field has no column.
    pub fn place(&self, field: usize, role: &str) -> Place {
        let at = self.cells.get(field).and_then(|cell| cell.at);
        let origin = self
            .elsewhere
            .iter()
            .find(|(other, ..)| *other == field && at.is_some());
        let (file, sheet) = origin.map_or((&self.file, &self.sheet), |(_, file, sheet)| (file, sheet));
        let cell = at
            .or_else(|| self.cells.iter().find_map(|cell| cell.at))
            .map(CellRef::a1);
        Place {
            file: Arc::clone(file),
            sheet: Arc::clone(sheet),
            cell: cell.unwrap_or_default(),
            role: role.to_owned(),
        }
    }

    /// Value of a field, if it is there and was understood.
    pub fn value(&self, field: usize) -> Option<&Value> {
        self.cells.get(field).and_then(|cell| cell.value.as_ref())
    }
}
