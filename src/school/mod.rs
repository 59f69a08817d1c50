//! One school: the records of all its files, joined; people identified; references resolved.
//!
//! Knows nothing of requirements and papers.

pub mod build;
mod conflicts;
pub mod facts;
pub mod findings;
mod names;
mod people;
mod references;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::ingest::paper::Paper;
use crate::ingest::record::{Record, Value};
use crate::ingest::schema::Schema;

pub use build::build;

/// Everything known of one school.
#[derive(Debug, Default)]
pub struct School {
    /// Key by ОГРН, else ИНН, else name of the folder or file.
    pub key: String,
    /// Short name for a reader.
    pub name: String,
    /// Path given by the user.
    pub path: String,
    /// Records of each sheet of the schema, in its order; a person with several rows is one record here.
    pub tables: Vec<Vec<Record>>,
    /// Papers that lie in the school's folder, as text.
    pub papers: Vec<Paper>,
    /// Further rows of persons (a second post): index of the person's record, the row.
    pub other_posts: Vec<(usize, Record)>,
    /// For each record of each sheet and each reference field (kinds person, people, pair): what it points at.
    /// `links[sheet][record][field]`, empty when the field is no reference or nothing was found.
    pub links: Vec<Vec<Vec<Vec<Link>>>>,
    /// Stable key of each record, as findings use it. `keys[sheet][record]`.
    pub keys: Vec<Vec<String>>,
}

/// What a reference points at: a record of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    /// Index of the sheet in the schema.
    pub sheet: usize,
    /// Index of the record in the table of that sheet.
    pub record: usize,
}

/// A record with its sheet at hand: the way stages read a school.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The school it belongs to.
    pub school: &'a School,
    /// Where it stands in [`School::tables`].
    pub link: Link,
}

impl School {
    /// Rows of a sheet by its key (`pair`); none when the school has no such sheet.
    pub fn rows(&self, sheet: &str) -> impl Iterator<Item = Row<'_>> {
        let index = Schema::get().sheet(sheet).map_or(usize::MAX, |(index, _)| index);
        let count = self.tables.get(index).map_or(0, Vec::len);
        (0..count).map(move |record| self.row(Link { sheet: index, record }))
    }

    /// The row a link points at.
    pub fn row(&self, link: Link) -> Row<'_> {
        Row { school: self, link }
    }
}

impl<'a> Row<'a> {
    /// The record.
    pub fn record(self) -> &'a Record {
        &self.school.tables[self.link.sheet][self.link.record]
    }

    /// Stable key of the record.
    pub fn key(self) -> &'a str {
        &self.school.keys[self.link.sheet][self.link.record]
    }

    /// Index of a field of this sheet by its key.
    pub fn field(self, key: &str) -> Option<usize> {
        Schema::get().sheets[self.link.sheet].field(key)
    }

    /// A value by the key of its field.
    pub fn value(self, key: &str) -> Option<&'a Value> {
        self.record().value(self.field(key)?)
    }

    /// A text by the key of its field; empty when there is none.
    pub fn text(self, key: &str) -> &'a str {
        match self.value(key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A day by the key of its field.
    pub fn date(self, key: &str) -> Option<Date> {
        match self.value(key) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// Rows that a reference field points at.
    pub fn linked(self, key: &str) -> impl Iterator<Item = Row<'a>> {
        let field = self.field(key).unwrap_or(usize::MAX);
        let links = self
            .school
            .links
            .get(self.link.sheet)
            .and_then(|table| table.get(self.link.record));
        let links = links
            .and_then(|fields| fields.get(field))
            .map_or(&[][..], Vec::as_slice);
        links.iter().map(move |link| self.school.row(*link))
    }
}
