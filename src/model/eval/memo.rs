//! Answers of derived yes-or-no fields, kept: many requirements and populations ask the same of the same records.
//!
//! One memory serves one school, one model and one day of the check, through all the days that are asked about.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::Date;

use super::facts::Got;
use crate::ingest::record::Value;
use crate::model::entity::{self, DERIVED_FIELDS, Derived};
use crate::model::requirement::Population;
use crate::school::{Link, School};

/// What is remembered of one field of one record on one day.
#[derive(Debug, Clone, Copy)]
enum Said {
    /// Not asked yet, or the answer is no yes or no.
    Nothing,
    Yes,
    No,
    Unknown,
}

/// Answers by day, record and field.
#[derive(Debug)]
pub struct Memo {
    /// How many records stand before those of each sheet that many ask about; none for the others.
    before: Vec<Option<usize>>,
    records: usize,
    days: RefCell<Vec<(Date, Vec<Said>)>>,
    /// By the address of a population: they all belong to one model, which outlives this.
    populations: RefCell<Vec<(usize, Date, Rc<Members>)>>,
}

/// Records of a population, and of how many it is not known whether they belong; none when the school keeps no such.
pub type Members = Option<(Vec<Link>, usize)>;

/// Sheets whose records answer many requirements and populations.
const KEPT: &[&str] = &["person", "student", "pair", "document"];

static YES: Value = Value::Bool(true);
static NO: Value = Value::Bool(false);

/// A yes-or-no answer as a value.
pub fn yes(known: Option<bool>) -> Got<'static> {
    match known {
        Some(true) => Got::Value(Cow::Borrowed(&YES)),
        Some(false) => Got::Value(Cow::Borrowed(&NO)),
        None => Got::Unknown,
    }
}

impl Memo {
    /// Nothing asked yet.
    pub fn of(school: &School) -> Self {
        let mut records = 0;
        let before = school.tables.iter().enumerate().map(|(sheet, table)| {
            let before = KEPT.contains(&entity::key(sheet)).then_some(records)?;
            records += table.len();
            Some(before)
        });
        Self {
            before: before.collect(),
            records,
            days: RefCell::default(),
            populations: RefCell::default(),
        }
    }

    /// The members of a population of the model on a day, looked for by `ask` the first time.
    pub fn members(&self, population: &Population, day: Date, ask: impl FnOnce() -> Members) -> Rc<Members> {
        let population = std::ptr::from_ref(population).addr();
        let known = self.populations.borrow().iter().find_map(|(other, of, members)| {
            (*of == day && *other == population).then(|| Rc::clone(members))
        });
        known.unwrap_or_else(|| {
            let members = Rc::new(ask());
            self.populations
                .borrow_mut()
                .push((population, day, Rc::clone(&members)));
            members
        })
    }

    /// The answer, if it is remembered.
    pub fn recall(&self, day: Date, link: Link, derived: Derived) -> Option<Got<'static>> {
        let days = self.days.borrow();
        let (_, answers) = days.iter().find(|(of, _)| *of == day)?;
        match answers.get(self.place(link, derived)?)? {
            Said::Nothing => None,
            Said::Yes => Some(yes(Some(true))),
            Said::No => Some(yes(Some(false))),
            Said::Unknown => Some(yes(None)),
        }
    }

    /// Keeps an answer; one that is a number, a day or a text is not worth its place.
    pub fn keep(&self, day: Date, link: Link, derived: Derived, got: &Got<'_>) {
        let said = match got {
            Got::Value(value) => match **value {
                Value::Bool(true) => Said::Yes,
                Value::Bool(false) => Said::No,
                _ => return,
            },
            Got::Unknown => Said::Unknown,
            Got::Empty => return,
        };
        let Some(place) = self.place(link, derived) else {
            return;
        };
        let mut days = self.days.borrow_mut();
        let at = days.iter().position(|(of, _)| *of == day).unwrap_or_else(|| {
            days.push((day, vec![Said::Nothing; self.records * DERIVED_FIELDS]));
            days.len() - 1
        });
        if let Some(answer) = days[at].1.get_mut(place) {
            *answer = said;
        }
    }

    fn place(&self, link: Link, derived: Derived) -> Option<usize> {
        Some(((*self.before.get(link.sheet)?)? + link.record) * DERIVED_FIELDS + derived as usize)
    }
}
