//! What is known of a school on a day: values along paths, and the records that refer to a record.

use std::sync::Arc;

use jiff::civil::Date;

use super::measured::Measured;
use crate::ingest::record::Value;
use crate::ingest::schema::Schema;
use crate::model::Model;
use crate::model::condition::{Leaf, Path, Step};
use crate::model::entity::{self, RELATIONS, SCHOOL};
use crate::model::positions;
use crate::school::{Link, Row, School};

/// The whole school as a record.
pub const WHOLE: Link = Link {
    sheet: SCHOOL,
    record: 0,
};

/// Inverse relations of a school, made once and used for every day and requirement.
#[derive(Debug)]
pub struct Index {
    /// For each relation and each record it starts from: records of the sheet it leads to.
    inverse: Vec<Vec<Vec<usize>>>,
    /// Sheet each relation leads to.
    targets: Vec<usize>,
    /// Sheet of the staff.
    people: usize,
    /// Staff group by the post of each of them.
    groups: Vec<Option<&'static str>>,
    /// Measurements by competence and date.
    pub(super) measured: Measured,
}

impl Index {
    /// Walks the references of a school once.
    pub fn of(school: &School) -> Self {
        let schema = Schema::get();
        let sheet = |key: &str| schema.sheet(key).map_or(usize::MAX, |(index, _)| index);
        let mut inverse = Vec::with_capacity(RELATIONS.len());
        let mut targets = Vec::with_capacity(RELATIONS.len());
        for relation in RELATIONS {
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
        }
        let people = school.rows("person");
        Self {
            inverse,
            targets,
            people: sheet("person"),
            groups: people
                .map(|row| positions::staff_group(row.text("position")))
                .collect(),
            measured: Measured::of(school),
        }
    }
}

/// A school seen with a model on a day.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The school.
    pub school: &'a School,
    /// Parameters and lists.
    pub model: &'a Model,
    /// Inverse relations.
    pub index: &'a Index,
    /// As of which day everything is computed.
    pub day: Date,
    /// The day of the check: what the tables describe when they give no dates.
    pub today: Date,
}

/// A value, an empty cell, or not known.
#[derive(Debug, Clone, PartialEq)]
pub enum Got {
    /// There is a value.
    Value(Value),
    /// The cell is empty.
    Empty,
    /// No such column, or the value was not understood.
    Unknown,
}

/// A value with the record and the column it comes from.
#[derive(Debug, Clone)]
pub struct Found {
    /// The value.
    pub got: Got,
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
    pub fn related(&self, name: &str, link: Link) -> Vec<Link> {
        let key = entity::key(link.sheet);
        let relation = RELATIONS
            .iter()
            .position(|relation| relation.name == name && relation.from == key);
        relation
            .map(|relation| self.inverse(relation, link.record).collect())
            .unwrap_or_default()
    }

    /// Records at the end of a path, and whether the list is complete: of a sheet that the school does not keep
    /// nothing is known.
    pub fn records(&self, path: &Path, link: Link) -> (Vec<Link>, bool) {
        let mut here = vec![link];
        let mut complete = true;
        for step in &path.steps {
            let mut next = Vec::new();
            match step {
                Step::All(sheet) => {
                    complete &= self.kept(*sheet);
                    next.extend(self.links(*sheet));
                }
                Step::Inverse(relation) => {
                    complete &= self.kept(self.index.targets[*relation]);
                    let name = RELATIONS[*relation].name;
                    for link in &here {
                        next.extend(self.related(name, *link));
                    }
                }
                Step::Field(fields) => {
                    for link in &here {
                        let targets = self.targets(*link, fields);
                        complete &= !targets.is_empty() || self.cell(*link, fields) == Got::Empty;
                        next.extend_from_slice(targets);
                    }
                }
            }
            here = next;
        }
        (here, complete)
    }

    fn kept(&self, sheet: usize) -> bool {
        self.school
            .tables
            .get(sheet)
            .is_some_and(|table| !table.is_empty())
    }

    fn targets(&self, link: Link, fields: &[(usize, usize)]) -> &'a [Link] {
        let field = fields
            .iter()
            .find(|(sheet, _)| *sheet == link.sheet)
            .map(|(_, field)| *field);
        let links = field.and_then(|field| self.school.links.get(link.sheet)?.get(link.record)?.get(field));
        links.map_or(&[], Vec::as_slice)
    }

    fn cell(&self, link: Link, fields: &[(usize, usize)]) -> Got {
        match fields.iter().find(|(sheet, _)| *sheet == link.sheet) {
            Some((_, field)) => self.field(link, *field),
            None => Got::Unknown,
        }
    }

    /// A cell of a record.
    pub fn field(&self, link: Link, field: usize) -> Got {
        let record = self
            .school
            .tables
            .get(link.sheet)
            .and_then(|table| table.get(link.record));
        let Some(cell) = record.and_then(|record| record.cells.get(field)) else {
            return Got::Unknown;
        };
        match &cell.value {
            Some(Value::Text(text)) if text.trim().is_empty() => Got::Empty,
            Some(Value::List(items)) if items.is_empty() => Got::Empty,
            Some(value) => Got::Value(value.clone()),
            None if cell.at.is_none() || !cell.raw.trim().is_empty() => Got::Unknown,
            None => Got::Empty,
        }
    }

    /// Values of a path; several when a relation of it leads to several records.
    pub fn values(&self, path: &Path, link: Link) -> Vec<Found> {
        if let (Leaf::Records, Some((last, before))) = (&path.leaf, path.steps.split_last()) {
            return self.references(path, last, before, link);
        }
        let records = if path.steps.is_empty() {
            vec![link]
        } else {
            self.records(path, link).0
        };
        if records.is_empty() {
            return vec![Found {
                got: Got::Unknown,
                link,
                field: self.first_field(path, link),
            }];
        }
        records
            .into_iter()
            .map(|link| match &path.leaf {
                Leaf::Field(fields) => match fields.iter().find(|(sheet, _)| *sheet == link.sheet) {
                    Some((_, field)) => Found {
                        got: self.field(link, *field),
                        link,
                        field: Some(*field),
                    },
                    None => Found {
                        got: Got::Unknown,
                        link,
                        field: None,
                    },
                },
                Leaf::Derived(derived) => Found {
                    got: self.derived(*derived, link),
                    link,
                    field: None,
                },
                Leaf::Records => Found {
                    got: Got::Unknown,
                    link,
                    field: None,
                },
            })
            .collect()
    }

    /// A path that ends in a relation: present when it leads somewhere, or at least when the cell is not empty.
    fn references(&self, path: &Path, last: &Step, before: &[Step], link: Link) -> Vec<Found> {
        let Step::Field(fields) = last else {
            let (records, complete) = self.records(path, link);
            let got = match (records.is_empty(), complete) {
                (false, _) => Got::Value(Value::Text(Arc::from(self.names(&records)))),
                (true, true) => Got::Empty,
                (true, false) => Got::Unknown,
            };
            return vec![Found {
                got,
                link,
                field: None,
            }];
        };
        let owners = if before.is_empty() {
            vec![link]
        } else {
            let part = Path {
                steps: before.to_vec(),
                ..path.clone()
            };
            self.records(&part, link).0
        };
        owners
            .into_iter()
            .map(|owner| {
                let targets = self.targets(owner, fields);
                let field = fields
                    .iter()
                    .find(|(sheet, _)| *sheet == owner.sheet)
                    .map(|(_, field)| *field);
                let got = if targets.is_empty() {
                    self.cell(owner, fields)
                } else {
                    Got::Value(Value::Text(Arc::from(self.names(targets))))
                };
                Found {
                    got,
                    link: owner,
                    field,
                }
            })
            .collect()
    }

    fn first_field(&self, path: &Path, link: Link) -> Option<usize> {
        match path.steps.first()? {
            Step::Field(fields) => fields
                .iter()
                .find(|(sheet, _)| *sheet == link.sheet)
                .map(|(_, field)| *field),
            _ => None,
        }
    }

    fn names(&self, links: &[Link]) -> String {
        links
            .iter()
            .map(|link| self.name(*link))
            .collect::<Vec<_>>()
            .join(", ")
    }
}
