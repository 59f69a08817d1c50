//! Which rows of staff tables are one person.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::conflicts::Conflicts;
use super::findings;
use super::names::NameKey;
use crate::diag::{Finding, stable_key};
use crate::ingest::record::{Record, Value};
use crate::ingest::schema::Schema;

/// The staff table with one record a person, their keys, and their further rows.
#[derive(Debug, Default)]
pub struct People {
    /// One record a person, in the order of their first rows.
    pub records: Vec<Record>,
    /// Keys that survive a new export.
    pub keys: Vec<String>,
    /// Further rows.
    pub other_posts: Vec<(usize, Record)>,
}

struct Known {
    name: NameKey,
    tab: String,
    birth: Option<Date>,
}

/// People with one short name, by their birthdays: a list may hold thousands of them.
#[derive(Debug, Default)]
struct Namesakes {
    all: Vec<usize>,
    by_birth: HashMap<Option<Date>, Vec<usize>>,
}

impl Namesakes {
    fn add(&mut self, index: usize, birth: Option<Date>) {
        self.all.push(index);
        self.by_birth.entry(birth).or_default().push(index);
    }

    /// The birthday of somebody without one became known.
    fn born(&mut self, index: usize, birth: Date) {
        if let Some(unknown) = self.by_birth.get_mut(&None) {
            unknown.retain(|other| *other != index);
        }
        self.by_birth.entry(Some(birth)).or_default().push(index);
    }

    /// Those whose birthday is not another one.
    fn like(&self, birth: Option<Date>) -> impl Iterator<Item = usize> {
        let of = |birth: Option<Date>| self.by_birth.get(&birth).map_or(&[][..], Vec::as_slice);
        let (first, rest) = match birth {
            Some(_) => (of(birth), of(None)),
            None => (self.all.as_slice(), &[][..]),
        };
        first.iter().chain(rest).copied()
    }
}

/// Names of every table, each with the first of its people.
#[derive(Debug, Default)]
struct Twins(HashMap<String, Vec<First>>);

/// File, sheet and the first person of a name there.
type First = (Arc<str>, Arc<str>, usize);

impl Twins {
    /// The first person of this name in another table.
    fn of(&self, row: &Record, fio: usize) -> Option<usize> {
        let tables = self.0.get(&crate::ingest::clean::key(text(row, fio)))?;
        let other = tables
            .iter()
            .find(|(file, sheet, _)| *file != row.file || *sheet != row.sheet);
        other.map(|(_, _, index)| *index)
    }

    fn add(&mut self, row: &Record, fio: usize, index: usize) {
        let tables = self
            .0
            .entry(crate::ingest::clean::key(text(row, fio)))
            .or_default();
        if tables
            .iter()
            .all(|(file, sheet, _)| *file != row.file || *sheet != row.sheet)
        {
            tables.push((Arc::clone(&row.file), Arc::clone(&row.sheet), index));
        }
    }
}

/// Fields of the staff sheet that tell people apart.
struct Fields {
    fio: usize,
    tab: usize,
    birth: usize,
    employment: usize,
    position: usize,
    former: usize,
}

impl Fields {
    fn get() -> Option<Self> {
        let (_, def) = Schema::get().sheet("person")?;
        Some(Self {
            fio: def.field("fio")?,
            tab: def.field("tab_number")?,
            birth: def.field("birth_date")?,
            employment: def.field("employment")?,
            position: def.field("position")?,
            former: def.field("former_fio")?,
        })
    }
}

/// Joins rows of one person.
pub fn join(rows: Vec<Record>, findings: &mut Vec<Finding>) -> People {
    let Some(fields) = Fields::get() else {
        return People {
            keys: vec![String::new(); rows.len()],
            records: rows,
            other_posts: Vec::new(),
        };
    };
    let mut people = People::default();
    let mut known: Vec<Known> = Vec::with_capacity(rows.len());
    let mut by_tab: HashMap<String, usize> = HashMap::new();
    let mut by_name: HashMap<String, Namesakes> = HashMap::new();
    let mut twins = Twins::default();
    let mut conflicts = Conflicts::new();
    for row in rows {
        let told = Known {
            name: NameKey::of(text(&row, fields.fio)).unwrap_or_else(|| NameKey {
                last: crate::ingest::clean::key(text(&row, fields.fio)),
                ..NameKey::default()
            }),
            tab: crate::ingest::clean::key(text(&row, fields.tab)),
            birth: date(&row, fields.birth),
        };
        let same_tab = by_tab
            .get(&told.tab)
            .copied()
            .filter(|_| !told.tab.is_empty())
            .filter(|index| {
                known[*index].name.agrees(&told.name) || renamed(&row, &people.records[*index], &fields)
            });
        let short = told.name.short();
        let found = same_tab.or_else(|| {
            let mut same = by_name
                .get(&short)
                .into_iter()
                .flat_map(|namesakes| namesakes.like(told.birth))
                .filter(|index| is_same(&known[*index], &told, &people.records[*index], &row, &fields));
            let first = same.next()?;
            same.next().is_none().then_some(first)
        });
        match found {
            Some(index) => {
                let first = &mut people.records[index];
                let sure = same_tab.is_some() || known[index].birth.is_some() && told.birth.is_some();
                if !sure
                    && !is_second_post(&row, &fields)
                    && !is_second_post(first, &fields)
                    && first.sheet == row.sheet
                    && first.file == row.file
                    && first.cells[fields.fio].at != row.cells[fields.fio].at
                {
                    findings.push(findings::one_or_two(first, &row, fields.fio, &short));
                }
                if let Some(conflicts) = &mut conflicts {
                    let second = is_second_post(&row, &fields) || is_second_post(first, &fields);
                    conflicts.compare(first, &row, second);
                }
                fill(first, &row);
                if let (None, Some(birth)) = (known[index].birth, told.birth) {
                    known[index].birth = Some(birth);
                    by_name
                        .entry(known[index].name.short())
                        .or_default()
                        .born(index, birth);
                }
                if known[index].name.is_short() && !told.name.is_short() {
                    known[index].name = told.name;
                }
                people.other_posts.push((index, row));
            }
            None => {
                let index = people.records.len();
                if let Some(conflicts) = &mut conflicts {
                    let twin = twins.of(&row, fields.fio).map(|twin| &people.records[twin]);
                    if let Some(twin) = twin.filter(|twin| is_twin(twin, &row, &fields)) {
                        conflicts.apart(twin, &row);
                    }
                    twins.add(&row, fields.fio, index);
                }
                if !told.tab.is_empty() {
                    by_tab.entry(told.tab.clone()).or_insert(index);
                }
                by_name.entry(short).or_default().add(index, told.birth);
                known.push(told);
                people.records.push(row);
            }
        }
    }
    people.keys = keys(&known);
    findings.extend(conflicts.into_iter().flat_map(Conflicts::into_findings));
    people
}

fn keys(known: &[Known]) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    known
        .iter()
        .map(|person| {
            let birth = person.birth.map(|day| day.to_string()).unwrap_or_default();
            let key = if person.tab.is_empty() {
                stable_key(&["person", &person.name.full(), &birth])
            } else {
                stable_key(&["person", &person.tab])
            };
            let time = times.entry(key.clone()).or_default();
            *time += 1;
            if *time == 1 {
                key
            } else {
                stable_key(&["person", &key, &person.name.full(), &birth, &time.to_string()])
            }
        })
        .collect()
}

/// The same full name in another table, with nothing but the birthday to tell the two apart.
fn is_twin(first: &Record, row: &Record, fields: &Fields) -> bool {
    let name = |record: &Record| crate::ingest::clean::key(text(record, fields.fio));
    let tabs = (text(first, fields.tab), text(row, fields.tab));
    (first.file != row.file || first.sheet != row.sheet)
        && name(first) == name(row)
        && name(first).split(' ').count() > 2
        && (tabs.0 == tabs.1 || tabs.0.is_empty() || tabs.1.is_empty())
        && date(first, fields.birth).is_some()
        && date(row, fields.birth).is_some()
}

/// Whether two rows with the same short name are one person.
fn is_same(known: &Known, told: &Known, first: &Record, row: &Record, fields: &Fields) -> bool {
    if !known.name.agrees(&told.name) {
        return false;
    }
    if let (Some(a), Some(b)) = (known.birth, told.birth) {
        return a == b;
    }
    let tabs_differ = !known.tab.is_empty() && !told.tab.is_empty() && known.tab != told.tab;
    let second = is_second_post(first, fields) || is_second_post(row, fields);
    if tabs_differ {
        return second;
    }
    let posts = (text(first, fields.position), text(row, fields.position));
    let other_table = first.file != row.file || first.sheet != row.sheet;
    second
        || other_table
        || posts.0 != posts.1
        || first.cells[fields.fio].at == row.cells[fields.fio].at
        || posts.0.is_empty()
}

fn is_second_post(row: &Record, fields: &Fields) -> bool {
    let employment = text(row, fields.employment);
    employment == "внутреннее совместительство" || employment == "совмещение"
}

/// The same tab number under a former surname.
fn renamed(a: &Record, b: &Record, fields: &Fields) -> bool {
    let former = |own: &Record, other: &Record| {
        let former = crate::ingest::clean::key(text(own, fields.former));
        !former.is_empty()
            && crate::ingest::clean::key(text(other, fields.fio))
                .starts_with(former.split(' ').next().unwrap_or(""))
    };
    former(a, b) || former(b, a)
}

/// Fills empty cells of a person from a further row; each keeps its origin.
fn fill(first: &mut Record, row: &Record) {
    for (field, cell) in row.cells.iter().enumerate() {
        let own = &first.cells[field];
        if own.value.is_none() && own.raw.is_empty() && cell.value.is_some() {
            first.cells[field] = cell.clone();
            if first.file != row.file || first.sheet != row.sheet {
                first
                    .elsewhere
                    .push((field, Arc::clone(&row.file), Arc::clone(&row.sheet)));
            }
        }
    }
}

fn text(row: &Record, field: usize) -> &str {
    match row.value(field) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

fn date(row: &Record, field: usize) -> Option<Date> {
    match row.value(field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}
