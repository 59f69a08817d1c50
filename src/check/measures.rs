//! Rows of the sheet of indicators: the year each is of, and the indicator of the model that it declares.

use crate::model::Model;
use crate::model::eval::facts::Facts;
use crate::model::fold::alike;
use crate::model::requirement::IndicatorDef;
use crate::school::Row;

/// A declared value.
#[derive(Clone, Copy)]
pub struct Measure<'a> {
    /// The row.
    pub row: Row<'a>,
    /// Calendar year in which its school year begins.
    pub year: i16,
    /// The indicator of the model with this id or title.
    pub def: Option<&'a IndicatorDef>,
}

/// All declared values whose year is told, in the order of the sheet.
pub fn all<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Measure<'a>> {
    let model = facts.model;
    facts.school.rows("measure").filter_map(move |row| of(row, model))
}

/// A row as a declared value; nothing without a year.
pub fn of<'a>(row: Row<'a>, model: &'a Model) -> Option<Measure<'a>> {
    let digits: String = row
        .text("year")
        .chars()
        .filter(char::is_ascii_digit)
        .take(4)
        .collect();
    let year = digits.parse().ok().filter(|year| (1990..2100).contains(year))?;
    let name = row.text("indicator");
    let named = |def: &&IndicatorDef| alike(&def.title, name) || alike(&def.id, name);
    let def = model.indicators.iter().find(named);
    Some(Measure { row, year, def })
}
