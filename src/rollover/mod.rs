//! The next school year of a school: which rows go on, changed how, and which stay behind and why.
//!
//! Takes a school and gives rows of a workbook; knows no files and nothing of checks and papers.

mod cells;
mod keep;
mod term;
mod words;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use crate::indicator;
use crate::ingest::record::Value;
use crate::ingest::schema::{Schema, SheetDef};
use crate::ingest::values::read::plain;
use crate::ingest::workbook::Rows;
use crate::model::Model;
use crate::model::calendar::{Calendar, Week};
use crate::model::fold::alike;
use crate::russian::dates::school_year;
use crate::school::{Link, Row, School};
use cells::Cells;
pub use words::Why;
pub use year::SchoolYear;

/// Records by where they stand.
type Links = BTreeSet<Link>;

/// The rows of the new year, and what stays behind.
#[derive(Debug, Default)]
pub struct Rollover {
    /// Rows by the key of their sheet.
    pub rows: BTreeMap<&'static str, Rows>,
    /// What was left, in the order of the sheets.
    pub left: Vec<Left>,
}

/// Rows of one sheet that stay behind for one reason.
#[derive(Debug)]
pub struct Left {
    /// The sheet.
    pub sheet: &'static SheetDef,
    /// The reason.
    pub why: Why,
    /// How many.
    pub count: usize,
    /// Those that a reader has to know one by one.
    pub named: Vec<String>,
}

/// The latest school year that the roadmap or the pairs of a school tell of.
pub fn latest_year(school: &School) -> Option<SchoolYear> {
    let maps = school
        .rows("activity")
        .filter_map(|row| row.text("year").parse().ok());
    let days = school.rows("pair").filter_map(|row| row.date("from"));
    let pairs = days.filter_map(|day| school_year(day).parse().ok());
    maps.chain(pairs).max()
}

/// Carries a school over into a year; `today` is the day its old folder is looked at.
pub fn rollover(school: &School, model: &Model, year: SchoolYear, today: Date) -> Rollover {
    let mut made = Rollover::default();
    let keep = keep::Keep::new(school, year);
    let calendar = Calendar::of(model, Week::of(school));
    for (index, sheet) in Schema::get().sheets.iter().enumerate() {
        for row in school.rows(&sheet.key) {
            match keep.verdict(row, &sheet.key) {
                Ok(()) => {
                    let mut cells = cells::of(row.record(), sheet);
                    keep.change(row, sheet, &mut cells, &calendar);
                    made.rows.entry(&sheet.key).or_default().push(cells);
                    if sheet.key == "person" {
                        let further = further_posts(school, row, index);
                        made.rows.entry(&sheet.key).or_default().extend(further);
                    }
                }
                Err(why) => made.leave(sheet, why, keep::name(row, why)),
            }
        }
    }
    let figures = figures(school, model, year, today);
    if !figures.is_empty() {
        made.rows.entry("measure").or_default().extend(figures);
    }
    made
}

impl Rollover {
    fn leave(&mut self, sheet: &'static SheetDef, why: Why, name: Option<String>) {
        let same = |left: &&mut Left| left.why == why && left.sheet.key == sheet.key;
        match self.left.iter_mut().find(same) {
            Some(left) => {
                left.count += 1;
                left.named.extend(name);
            }
            None => self.left.push(Left {
                sheet,
                why,
                count: 1,
                named: name.into_iter().collect(),
            }),
        }
    }
}

/// Second posts of a person; rows that only repeat the first post are joined into it already.
fn further_posts(school: &School, person: Row<'_>, sheet: usize) -> Vec<Cells> {
    let def = &Schema::get().sheets[sheet];
    let posts = school
        .other_posts
        .iter()
        .filter(|(owner, _)| *owner == person.link.record);
    let first = person.text("position");
    let field = def.field("position").unwrap_or(usize::MAX);
    posts
        .filter(|(_, record)| matches!(record.value(field), Some(Value::Text(post)) if !alike(post, first)))
        .map(|(_, record)| cells::of(record, def))
        .collect()
}

/// The indicators of the year before, unless the school declares them itself.
fn figures(school: &School, model: &Model, year: SchoolYear, today: Date) -> Rows {
    let old = year.start() - 1;
    let (first, last) = (date(old, 9, 1), date(year.start(), 5, 31));
    // A day of the old year on which its pairs are at work.
    let day = if today < first || today > last {
        last
    } else {
        today
    };
    let label = school_year(day);
    let declared: Vec<&str> = school
        .rows("measure")
        .filter(|row| row.text("year") == label)
        .map(|row| row.text("indicator"))
        .collect();
    let units: BTreeSet<&str> = Schema::get()
        .sheet("measure")
        .and_then(|(_, def)| Some(&def.fields[def.field("unit")?]))
        .into_iter()
        .flat_map(|field| field.values.iter().map(String::as_str))
        .collect();
    let computed = indicator::compute(school, model, day).into_iter();
    computed
        .filter(|one| {
            !declared
                .iter()
                .any(|name| alike(name, &one.title) || alike(name, &one.id))
        })
        .filter_map(|one| {
            let value = one.value?;
            let mut cells = Cells::from([
                ("indicator".to_owned(), one.title),
                ("year".to_owned(), label.clone()),
                ("value".to_owned(), plain(value)),
                ("source".to_owned(), words::COUNTED.to_owned()),
            ]);
            let told = [("numerator", one.numerator), ("denominator", one.denominator)];
            cells.extend(
                told.into_iter()
                    .filter_map(|(key, number)| Some((key.to_owned(), plain(number?)))),
            );
            if units.contains(one.unit.as_str()) {
                cells.insert("unit".to_owned(), one.unit);
            }
            Some(cells)
        })
        .collect()
}
