//! The sheets and columns a school may have: `model/columns/`, read once a process.

use std::sync::OnceLock;

use serde::Deserialize;

/// The files of the folder one after another: the order of the sheets is that of the canonical workbook.
static COLUMNS: &str = concat!(
    include_str!("../../model/columns/ignored.toml"),
    include_str!("../../model/columns/organisation.toml"),
    include_str!("../../model/columns/people.toml"),
    include_str!("../../model/columns/pairs.toml"),
    include_str!("../../model/columns/documents.toml"),
    include_str!("../../model/columns/results.toml"),
);

/// All sheets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Headers of columns that no sheet needs and that are passed over without a word.
    #[serde(default)]
    pub ignored: Vec<String>,
    /// In the order of the canonical workbook.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetDef>,
}

/// One sheet: one kind of record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetDef {
    /// Name in the program and in JSON.
    pub key: String,
    /// Name of one record in conditions and templates.
    pub entity: String,
    /// Name of the list in conditions and templates.
    pub plural: String,
    /// Name of the sheet in the canonical workbook.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// Beginnings of words that make a header of somebody else's: likeness to no field of the sheet holds.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Columns in the order of the canonical workbook.
    pub fields: Vec<FieldDef>,
    /// Key of a field → its index: rows are asked by key all the time.
    #[serde(skip)]
    by_key: Keys,
}

/// Fields by a glance at their keys: rules ask for them by the ten thousand, and a hash of the whole key costs more
/// than all the rest of the answer.
#[derive(Debug, Default)]
struct Keys(Vec<Vec<usize>>);

const SLOTS: usize = 128;

impl Keys {
    fn of(fields: &[FieldDef]) -> Self {
        let mut slots = vec![Vec::new(); SLOTS];
        for (index, field) in fields.iter().enumerate() {
            slots[slot(&field.key)].push(index);
        }
        Self(slots)
    }
}

/// What the length and three letters of a key make: few keys of a sheet share it.
fn slot(key: &str) -> usize {
    let bytes = key.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return 0;
    };
    let middle = bytes[bytes.len() / 2];
    (bytes.len() * 31 + usize::from(*first) * 7 + usize::from(middle) * 13 + usize::from(*last)) % SLOTS
}

/// One column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDef {
    /// Name in the program and in JSON.
    pub key: String,
    /// Name in conditions and templates.
    pub name: String,
    /// Header in the canonical workbook.
    pub title: String,
    /// Kind of value.
    pub kind: FieldKind,
    /// Other headers of the same column.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Beginnings of words that make a header another column, however like it is.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Drop-down of a choice.
    #[serde(default)]
    pub values: Vec<String>,
    /// An empty cell is a finding.
    #[serde(default)]
    pub required: bool,
    /// Read when it is there, but not made by `new`.
    #[serde(default)]
    pub optional_column: bool,
    /// Width in characters.
    #[serde(default)]
    pub width: f64,
    /// Note on the header cell.
    #[serde(default)]
    pub note: String,
    /// Value of the example row.
    #[serde(default)]
    pub example: String,
}

/// Kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A person's full name.
    Fio,
    /// A reference to one person.
    Person,
    /// References to several persons, separated by `;` or line breaks.
    People,
    /// A day.
    Date,
    /// A term in words.
    Term,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A sum, a percentage or points.
    Money,
    /// Yes or no.
    Yes,
    /// One of a list.
    Choice,
    /// Several texts.
    List,
    /// The key of a pair.
    Pair,
    /// A qualification category with what may stand beside it.
    Category,
    /// Years and months of experience.
    Experience,
}

impl Schema {
    /// The built-in schema.
    pub fn get() -> &'static Schema {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| {
            let mut schema: Schema = toml::from_str(COLUMNS).expect("model/columns/ is checked by the tests");
            for sheet in &mut schema.sheets {
                sheet.by_key = Keys::of(&sheet.fields);
            }
            schema
        })
    }

    /// Index and definition of a sheet by its key.
    pub fn sheet(&self, key: &str) -> Option<(usize, &SheetDef)> {
        self.sheets.iter().enumerate().find(|(_, sheet)| sheet.key == key)
    }
}

impl SheetDef {
    /// Index of a field by its key (`order_date`).
    pub fn field(&self, key: &str) -> Option<usize> {
        let mut alike = self.by_key.0.get(slot(key))?.iter().copied();
        alike.find(|index| self.fields.get(*index).is_some_and(|field| field.key == key))
    }

    /// Index of a field by its name in conditions and templates (`дата-приказа`).
    pub fn field_by_name(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}
