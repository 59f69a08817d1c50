//! Titles between the rows of a table: what they say holds for the rows below, up to the next title of their kind.

use std::sync::Arc;

use super::clean;
use super::grid::CellRef;
use super::layout::content::is_post;
use super::layout::header::Header;
use super::record::{Cell, Record, Value};
use super::schema::SheetDef;

/// Titles that hold at the present row.
#[derive(Debug, Default)]
pub struct Sections {
    building: Option<Title>,
    group: Option<Title>,
    /// The post of the people below, in a table that has posts as rows.
    post: Option<Title>,
    /// The table is a tree of departments, posts and people.
    nested: bool,
}

type Title = (Arc<str>, CellRef);

impl Sections {
    /// The titles of a table.
    pub fn of(header: &Header) -> Self {
        Self {
            nested: header.nested,
            ..Self::default()
        }
    }

    /// Takes a title; the groups of a building end where another building begins.
    pub fn begin(&mut self, text: &str, at: CellRef) {
        let title = Some((clean::line(text).into(), at));
        if self.nested && is_post(text) {
            self.post = title;
        } else if is_building(text) {
            (self.building, self.group, self.post) = (title, None, None);
        } else {
            (self.group, self.post) = (title, None);
        }
    }

    /// Fills the fields that no column of the table tells.
    pub fn fill(&self, record: &mut Record, def: &SheetDef) {
        let group = if def.key == "person" {
            "department"
        } else {
            "section"
        };
        for (key, title) in [
            (group, &self.group),
            ("building", &self.building),
            ("position", &self.post),
        ] {
            if let Some((text, at)) = title
                && let Some(cell) = def.field(key).and_then(|field| record.cells.get_mut(field))
                && cell.at.is_none()
            {
                *cell = Cell {
                    value: Some(Value::Text(Arc::clone(text))),
                    raw: Arc::clone(text),
                    at: Some(*at),
                };
            }
        }
    }
}

/// The title names a house, not a group of people.
fn is_building(text: &str) -> bool {
    const STARTS: [&str; 7] = ["корпус", "здание", "филиал", "площадка", "адрес", "ул ", "улица "];
    let key = clean::key(text);
    let numbered = key.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == ' ');
    STARTS.iter().any(|start| numbered.starts_with(start)) || key.contains(" ул ")
}
