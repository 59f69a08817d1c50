//! Events of a school year: `model/events.toml`: what happened, which cells change, which papers follow in which order.
//!
//! Knows the cells by the schema and the papers by their ids alone; whether a paper has its data is for others to say.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::ingest::schema::Schema;

static EVENTS: &str = include_str!("../../model/events.toml");

/// What an event happens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventOf {
    /// One pair.
    Pair,
    /// The school.
    School,
}

/// A cell to change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCell {
    /// Key of the sheet.
    pub sheet: String,
    /// Key of the column.
    pub field: String,
    /// Which row, in words.
    pub row: String,
    /// What to write into it, in words.
    pub value: String,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Id for `--event`.
    pub id: String,
    /// What happened.
    pub title: String,
    /// What it happens to.
    pub about: EventOf,
    /// When its papers are due, in words.
    pub term: String,
    /// Cells to change.
    pub cells: Vec<EventCell>,
    /// Ids of templates in the order of signing.
    pub papers: Vec<String>,
    /// What to remember besides.
    #[serde(default)]
    pub note: String,
}

impl EventCell {
    /// Titles of the sheet and of the column.
    pub fn titles(&self) -> Option<(&'static str, &'static str)> {
        let (_, sheet) = Schema::get().sheet(&self.sheet)?;
        let field = sheet.field(&self.field)?;
        Some((&sheet.title, &sheet.fields[field].title))
    }
}

/// All events, in the order of the file.
pub fn all() -> &'static [Event] {
    #[derive(Deserialize)]
    struct File {
        event: Vec<Event>,
    }
    static LIST: OnceLock<Vec<Event>> = OnceLock::new();
    LIST.get_or_init(|| {
        toml::from_str::<File>(EVENTS)
            .expect("model/events.toml is checked by the tests")
            .event
    })
}

/// An event by its id.
pub fn find(id: &str) -> Option<&'static Event> {
    all().iter().find(|event| event.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::all;

    #[test]
    fn every_event_is_told_apart_and_names_cells_that_exist() {
        let mut seen = BTreeSet::new();
        for event in all() {
            assert!(seen.insert(&event.id), "{} twice", event.id);
            assert!(!event.title.is_empty() && !event.term.is_empty(), "{}", event.id);
            for cell in &event.cells {
                assert!(
                    cell.titles().is_some(),
                    "{}: {}.{}",
                    event.id,
                    cell.sheet,
                    cell.field
                );
            }
            let papers: BTreeSet<&String> = event.papers.iter().collect();
            assert_eq!(
                papers.len(),
                event.papers.len(),
                "{} names a paper twice",
                event.id
            );
        }
    }
}
