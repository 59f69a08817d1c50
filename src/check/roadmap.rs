//! Rows of the roadmap that several rules look at. Knows nothing of what they ask of them.

use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::school::Row;

/// Rows of the school year of the check, in the order of the sheet.
pub fn rows_of_year<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Row<'a>> {
    let facts = *facts;
    facts
        .school
        .rows("activity")
        .filter(move |row| facts.is(Derived::RowThisYear, row.link))
}
