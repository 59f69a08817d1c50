//! What is known of a school on a day: values along paths, and the records that refer to a record.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;

use super::limits::Limits;
use super::measured::Measured;
use super::memo::Memo;
use crate::ingest::record::Value;
use crate::ingest::schema::Schema;
use crate::model::Model;
use crate::model::condition::{Leaf, Path, Step};
use crate::model::entity::{RELATIONS, SCHOOL};
use crate::model::positions;
use crate::school::{Link, Row, School};

/// The whole school as a record.
pub const WHOLE: Link = Link {
    sheet: SCHOOL,
    record: 0,
};

/// A school made ready to be asked with a model: its relations walked once, what it answered remembered.
#[derive(Debug)]
pub struct Index<'a> {
    school: &'a School,
    model: &'a Model,
    today: Date,
    memo: Memo,
    pub(super) limits: Limits,
    /// For each relation and each record it starts from: records of the sheet it leads to.
    inverse: Vec<Vec<Vec<usize>>>,
    /// Sheet each relation leads to.
    targets: Vec<usize>,
    /// Relations that start from each sheet.
    relations: Vec<Vec<usize>>,
    /// Sheet of the staff.
    people: usize,
    /// Staff group by the post of each of them.
    groups: Vec<Option<&'static str>>,
    /// Measurements by competence and date.
    pub(super) measured: Measured,
}

impl<'a> Index<'a> {
    /// Walks the references of a school once, for a check as of a day.
    pub fn of(school: &'a School, model: &'a Model, today: Date) -> Self {
        let schema = Schema::get();
        let sheet = |key: &str| schema.sheet(key).map_or(usize::MAX, |(index, _)| index);
        let mut inverse = Vec::with_capacity(RELATIONS.len());
        let mut targets = Vec::with_capacity(RELATIONS.len());
        let mut relations = vec![Vec::new(); schema.sheets.len()];
        for (number, relation) in RELATIONS.iter().enumerate() {
            let (from, to) = (sheet(relation.from), sheet(relation.to));
            let field = schema.sheets.get(to).and_then(|def| def.field(relation.via));
            let mut lists = vec![Vec::new(); school.tables.get(from).map_or(0, Vec::len)];
            for (record, fields) in school.links.get(to).into_iter().flatten().enumerate() {
                for link in field.and_then(|field| fields.get(field)).into_iter().flatten() {
                    if link.sheet == from
                        && let Some(list) = lists.get_mut(link.record)
                    {
                        list.push(record);
                    }
                }
            }
            inverse.push(lists);
            targets.push(to);
            if let Some(own) = relations.get_mut(from) {
                own.push(number);
            }
        }
        Self {
            school,
            model,
            today,
            memo: Memo::of(school),
            limits: Limits::of(model),
            inverse,
            targets,
            relations,
            people: sheet("person"),
            groups: groups(school),
            measured: Measured::of(school),
        }
    }

    /// The school as of the day of the check.
    pub fn facts(&'a self) -> Facts<'a> {
        Facts {
            school: self.school,
            model: self.model,
            index: self,
            memo: &self.memo,
            day: self.today,
            today: self.today,
        }
    }
}

/// Staff group by the post of each person; many have the same post.
fn groups(school: &School) -> Vec<Option<&'static str>> {
    let mut known: HashMap<&str, Option<&'static str>> = HashMap::new();
    let posts = school.rows("person").map(|row| row.text("position"));
    posts
        .map(|post| *known.entry(post).or_insert_with(|| positions::staff_group(post)))
        .collect()
}

/// A school seen with a model on a day.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The school.
    pub school: &'a School,
    /// Parameters and lists.
    pub model: &'a Model,
    /// Inverse relations.
    pub(super) index: &'a Index<'a>,
    /// What was asked before.
    pub(super) memo: &'a Memo,
    /// As of which day everything is computed.
    pub day: Date,
    /// The day of the check: what the tables describe when they give no dates.
    pub today: Date,
}

/// A value, an empty cell, or not known.
#[derive(Debug, Clone, PartialEq)]
pub enum Got<'a> {
    /// There is a value: that of a cell, or one computed from cells.
    Value(Cow<'a, Value>),
    /// The cell is empty.
    Empty,
    /// No such column, or the value was not understood.
    Unknown,
}

/// A value with the record and the column it comes from.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// The value.
    pub got: Got<'a>,
    /// The record.
    pub link: Link,
    /// The column; `None` for a derived field.
    pub field: Option<usize>,
}

impl<'a> Facts<'a> {
    /// The same school on another day.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        Self { day, ..self }
    }

    /// The row of a link; `None` for the whole school.
    pub fn row(&self, link: Link) -> Option<Row<'a>> {
        (link.sheet != SCHOOL).then(|| self.school.row(link))
    }

    /// Staff group of a person from the cell, else from the post.
    pub fn staff_group(&self, row: Row<'a>) -> Option<&'a str> {
        match row.text("staff_group") {
            "" if row.link.sheet == self.index.people => self.index.groups[row.link.record],
            "" => positions::staff_group(row.text("position")),
            group => Some(group),
        }
    }

    /// All records of a sheet, [`WHOLE`] for the school.
    pub fn links(&self, sheet: usize) -> impl Iterator<Item = Link> + use<> {
        let count = if sheet == SCHOOL {
            1
        } else {
            self.school.tables.get(sheet).map_or(0, Vec::len)
        };
        (0..count).map(move |record| Link { sheet, record })
    }

    /// Records that refer to this one by a relation of the list.
    pub fn inverse(&self, relation: usize, record: usize) -> impl Iterator<Item = Link> + use<'a> {
        let sheet = self.index.targets[relation];
        let list = self.index.inverse[relation]
            .get(record)
            .map_or(&[][..], Vec::as_slice);
        list.iter().map(move |record| Link {
            sheet,
            record: *record,
        })
    }

    /// The same by the name of the relation.
    pub fn related(&self, name: &str, link: Link) -> impl Iterator<Item = Link> + use<'a> {
        let of_sheet = self.index.relations.get(link.sheet).into_iter().flatten();
        let relation = of_sheet
            .copied()
            .find(|relation| RELATIONS[*relation].name == name);
        let facts = *self;
        relation
            .into_iter()
            .flat_map(move |relation| facts.inverse(relation, link.record))
    }

    /// Shows the records at the end of a path, and tells whether they are all: of a sheet that the school does not
    /// keep nothing is known.
    pub fn each_record(&self, path: &Path, link: Link, see: &mut dyn FnMut(Link)) -> bool {
        self.walk(&path.steps, link, see)
    }

    /// One relation after another, depth first: nothing is gathered on the way.
    fn walk(&self, steps: &[Step], link: Link, see: &mut dyn FnMut(Link)) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            see(link);
            return true;
        };
        match step {
            Step::All(sheet) => {
                let complete = self.kept(*sheet);
                self.links(*sheet)
                    .fold(complete, |complete, next| self.walk(rest, next, see) && complete)
            }
            Step::Inverse(relation) => {
                let complete = self.kept(self.index.targets[*relation]);
                self.related(RELATIONS[*relation].name, link)
                    .fold(complete, |complete, next| self.walk(rest, next, see) && complete)
            }
            Step::Field(fields) => {
                let targets = self.targets(link, fields);
                let complete = !targets.is_empty() || self.cell(link, fields) == Got::Empty;
                targets
                    .iter()
                    .fold(complete, |complete, next| self.walk(rest, *next, see) && complete)
            }
        }
    }

    fn kept(&self, sheet: usize) -> bool {
        self.school
            .tables
            .get(sheet)
            .is_some_and(|table| !table.is_empty())
    }

    fn targets(&self, link: Link, fields: &[(usize, usize)]) -> &'a [Link] {
        let links = on(fields, link.sheet)
            .and_then(|field| self.school.links.get(link.sheet)?.get(link.record)?.get(field));
        links.map_or(&[], Vec::as_slice)
    }

    fn cell(&self, link: Link, fields: &[(usize, usize)]) -> Got<'a> {
        on(fields, link.sheet).map_or(Got::Unknown, |field| self.field(link, field))
    }

    /// A cell of a record.
    pub fn field(&self, link: Link, field: usize) -> Got<'a> {
        let record = self
            .school
            .tables
            .get(link.sheet)
            .and_then(|table| table.get(link.record));
        let Some(cell) = record.and_then(|record| record.cells.get(field)) else {
            return Got::Unknown;
        };
        match &cell.value {
            Some(Value::Text(text)) if text.trim_start().is_empty() => Got::Empty,
            Some(Value::List(items)) if items.is_empty() => Got::Empty,
            Some(value) => Got::Value(Cow::Borrowed(value)),
            None if cell.at.is_none() || !cell.raw.trim_start().is_empty() => Got::Unknown,
            None => Got::Empty,
        }
    }

    /// Shows the values of a path; several when a relation of it leads to several records.
    pub fn each_value(&self, path: &Path, link: Link, see: &mut dyn FnMut(Found<'a>)) {
        if let (Leaf::Records, Some((last, before))) = (&path.leaf, path.steps.split_last()) {
            return self.references(path, last, before, link, see);
        }
        if path.steps.is_empty() {
            return see(self.at_end(&path.leaf, link));
        }
        let mut any = false;
        self.walk(&path.steps, link, &mut |link| {
            any = true;
            see(self.at_end(&path.leaf, link));
        });
        if !any {
            see(Found {
                got: Got::Unknown,
                link,
                field: match path.steps.first() {
                    Some(Step::Field(fields)) => on(fields, link.sheet),
                    _ => None,
                },
            });
        }
    }

    /// The value of a record at the end of a path.
    fn at_end(&self, leaf: &Leaf, link: Link) -> Found<'a> {
        let (got, field) = match leaf {
            Leaf::Field(fields) => match on(fields, link.sheet) {
                Some(field) => (self.field(link, field), Some(field)),
                None => (Got::Unknown, None),
            },
            Leaf::Derived(derived) => (self.derived(*derived, link), None),
            Leaf::Records => (Got::Unknown, None),
        };
        Found { got, link, field }
    }

    /// A path that ends in a relation: present when it leads somewhere, or at least when the cell is not empty.
    fn references(
        &self,
        path: &Path,
        last: &Step,
        before: &[Step],
        link: Link,
        see: &mut dyn FnMut(Found<'a>),
    ) {
        let Step::Field(fields) = last else {
            let mut any = false;
            let complete = self.each_record(path, link, &mut |_| any = true);
            let got = match (any, complete) {
                (true, _) => Got::Value(Cow::Borrowed(&LEADS)),
                (false, true) => Got::Empty,
                (false, false) => Got::Unknown,
            };
            return see(Found {
                got,
                link,
                field: None,
            });
        };
        self.walk(before, link, &mut |owner| {
            let got = if self.targets(owner, fields).is_empty() {
                self.cell(owner, fields)
            } else {
                Got::Value(Cow::Borrowed(&LEADS))
            };
            see(Found {
                got,
                link: owner,
                field: on(fields, owner.sheet),
            });
        });
    }
}

/// What stands for a reference that leads to a record: it may only be asked whether it is there.
static LEADS: Value = Value::Bool(true);

/// The field of a path on this sheet: a path may end on several.
fn on(fields: &[(usize, usize)], sheet: usize) -> Option<usize> {
    fields
        .iter()
        .find(|(own, _)| *own == sheet)
        .map(|(_, field)| *field)
}
