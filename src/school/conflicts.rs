//! What files and rows tell differently of one person; what was read first holds.

use std::collections::BTreeMap;

use super::findings;
use crate::diag::{Finding, Place};
use crate::ingest::clean;
use crate::ingest::record::{Record, Value};
use crate::ingest::schema::Schema;

/// Two values of one field of one person.
#[derive(Debug)]
pub struct Clash {
    /// Name of the person.
    pub name: String,
    /// What holds, as it is written.
    pub kept: String,
    /// The other.
    pub other: String,
    /// The cells of both.
    pub places: [Place; 2],
    /// The two rows were taken for one person.
    pub joined: bool,
}

/// Clashes so far, by field.
#[derive(Debug)]
pub struct Conflicts {
    fields: Fields,
    found: BTreeMap<usize, Vec<Clash>>,
}

#[derive(Debug, Clone, Copy)]
struct Fields {
    fio: usize,
    birth: usize,
    position: usize,
    category: usize,
    hire: usize,
}

impl Conflicts {
    /// None yet; nothing when the schema has no staff.
    pub fn new() -> Option<Self> {
        let (_, def) = Schema::get().sheet("person")?;
        let fields = Fields {
            fio: def.field("fio")?,
            birth: def.field("birth_date")?,
            position: def.field("position")?,
            category: def.field("category")?,
            hire: def.field("hire_date")?,
        };
        Some(Self {
            fields,
            found: BTreeMap::new(),
        })
    }

    /// Compares the record of a person with a further row; `second` tells that one of them is a second post.
    pub fn compare(&mut self, first: &Record, row: &Record, second: bool) {
        let fields = self.fields;
        let elsewhere = first.file != row.file || first.sheet != row.sheet;
        let posts = (text(first, fields.position), text(row, fields.position));
        let one_post = posts.0.starts_with(&posts.1) || posts.1.starts_with(&posts.0);
        self.field(fields.birth, first, row, true);
        if second {
            return;
        }
        if one_post {
            self.field(fields.category, first, row, true);
            self.field(fields.hire, first, row, true);
        } else if elsewhere {
            self.field(fields.position, first, row, true);
        }
    }

    /// Two rows of one full name in different tables that are kept apart for their birthdays.
    pub fn apart(&mut self, first: &Record, row: &Record) {
        self.field(self.fields.birth, first, row, false);
    }

    fn field(&mut self, field: usize, first: &Record, row: &Record, joined: bool) {
        let (Some(kept), Some(other)) = (first.value(field), row.value(field)) else {
            return;
        };
        let same = match (kept, other) {
            (Value::Text(kept), Value::Text(other)) => clean::key(kept) == clean::key(other),
            (kept, other) => kept == other,
        };
        if same {
            return;
        }
        let name = match first.value(self.fields.fio) {
            Some(Value::Text(name)) => name.to_string(),
            _ => String::new(),
        };
        let raw = |record: &Record| clean::line(&record.cells[field].raw).into_owned();
        self.found.entry(field).or_default().push(Clash {
            name,
            kept: raw(first),
            other: raw(row),
            places: [first.place(field, ""), row.place(field, "")],
            joined,
        });
    }

    /// One finding for each field, with both cells of every clash.
    pub fn into_findings(self) -> impl Iterator<Item = Finding> {
        let parted = self.found.into_iter().flat_map(|(field, clashes)| {
            let (joined, apart): (Vec<Clash>, Vec<Clash>) =
                clashes.into_iter().partition(|clash| clash.joined);
            [(field, joined), (field, apart)]
        });
        parted.filter_map(|(field, clashes)| findings::clashes(field, &clashes))
    }
}

fn text(record: &Record, field: usize) -> String {
    match record.value(field) {
        Some(Value::Text(text)) => clean::key(text),
        _ => String::new(),
    }
}
