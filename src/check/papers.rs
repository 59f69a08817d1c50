//! Words that must not stand in papers of the school. Several rules look for different words in the same cells.

use jiff::civil::Date;

use crate::model::eval::facts::Facts;
use crate::model::fold::{Words, fold};
use crate::school::Row;

/// Cells of papers that are texts of their own: sheet and keys of its columns.
const TEXTS: &[(&str, &[&str])] = &[
    ("addendum", &["contents", "pay_basis", "work_form"]),
    ("document", &["title"]),
];

/// A paper that was signed on a day or later, with the words found in it.
pub struct Said<'a> {
    /// The paper.
    pub row: Row<'a>,
    /// Key of the column and the words found in it.
    pub words: Vec<(&'static str, &'static str)>,
}

/// Papers dated on or after a day.
pub fn since<'a>(facts: &Facts<'a>, from: Option<Date>, words: &'static [Words]) -> Vec<Said<'a>> {
    let mut found = Vec::new();
    for (sheet, keys) in TEXTS {
        for row in facts.school.rows(sheet) {
            if row.date("date").is_none_or(|date| Some(date) < from) {
                continue;
            }
            let said = keys.iter().filter_map(|key| {
                let text = fold(row.text(key));
                words
                    .iter()
                    .find(|words| words.stand_in(&text))
                    .map(|words| (*key, words.text.as_str()))
            });
            found.push(Said {
                row,
                words: said.collect(),
            });
        }
    }
    found
}
