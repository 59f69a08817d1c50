//! References to people and pairs, resolved: «Орлова Т. П.», another order of words, a former surname.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::findings::Mention;
use super::names::NameKey;
use super::{Link, findings};
use crate::diag::Finding;
use crate::ingest::clean;
use crate::ingest::layout::content::is_person_name;
use crate::ingest::record::{Record, Value};
use crate::ingest::schema::{FieldKind, Schema};

/// People and pairs by all their names.
#[derive(Debug, Default)]
struct Index {
    names: Vec<(NameKey, Link)>,
    by_last: HashMap<String, Vec<usize>>,
    /// What was asked for before: many cells name the same person.
    known: HashMap<String, Vec<Link>>,
    by_tab: HashMap<String, Link>,
    pairs: HashMap<String, Link>,
}

/// Resolves every reference of every sheet: `links[sheet][record][field]`; a sheet without references has none.
pub fn resolve(tables: &[Vec<Record>], findings: &mut Vec<Finding>) -> Vec<Vec<Vec<Vec<Link>>>> {
    let mut index = Index::of(tables);
    let mut misses = Misses::new();
    let mut links = Vec::with_capacity(tables.len());
    for (sheet, records) in tables.iter().enumerate() {
        let def = &Schema::get().sheets[sheet];
        let references: Vec<usize> = def
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| {
                matches!(
                    field.kind,
                    FieldKind::Person | FieldKind::People | FieldKind::Pair
                )
            })
            .map(|(field, _)| field)
            .collect();
        let mut of_sheet = Vec::with_capacity(records.len());
        for record in records {
            let mut of_record = Vec::new();
            if !references.is_empty() {
                of_record = vec![Vec::new(); def.fields.len()];
            }
            for field in &references {
                of_record[*field] = index.of_cell(
                    Mention {
                        sheet,
                        field: *field,
                        record,
                    },
                    &mut misses,
                );
            }
            of_sheet.push(of_record);
        }
        links.push(of_sheet);
    }
    for ((miss, _), (part, mentions)) in &misses {
        findings.push(match miss {
            Miss::NoPair => findings::no_such_pair(mentions, part),
            Miss::NoPerson => {
                let outside = mentions
                    .iter()
                    .all(|mention| is_outside(mention.sheet, mention.record));
                findings::no_such_person(mentions, part, outside)
            }
            Miss::Several(count) => findings::several_persons(mentions, part, *count),
        });
    }
    links
}

/// What is wrong with a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Miss {
    NoPair,
    NoPerson,
    Several(usize),
}

/// References that lead nowhere: one entry for each cause, however many cells name it.
type Misses<'a> = IndexMap<(Miss, String), (String, Vec<Mention<'a>>)>;

impl Index {
    fn of(tables: &[Vec<Record>]) -> Self {
        let mut index = Self::default();
        let schema = Schema::get();
        for key in ["person", "student"] {
            let Some((sheet, def)) = schema.sheet(key) else {
                continue;
            };
            let field = |key: &str| def.field(key).unwrap_or(usize::MAX);
            let (fio, tab, former) = (field("fio"), field("tab_number"), field("former_fio"));
            for (record, row) in tables.get(sheet).into_iter().flatten().enumerate() {
                let link = Link { sheet, record };
                let name = text(row, fio).and_then(NameKey::of);
                if let (Some(name), Some(former)) = (&name, text(row, former)) {
                    index.add(renamed(name, former), link);
                }
                if let Some(name) = name {
                    index.add(name, link);
                }
                if let Some(tab) = text(row, tab) {
                    index.by_tab.entry(clean::key(tab)).or_insert(link);
                }
            }
        }
        if let Some((sheet, def)) = schema.sheet("pair")
            && let Some(key) = def.field("key")
        {
            for (record, row) in tables.get(sheet).into_iter().flatten().enumerate() {
                if let Some(key) = text(row, key) {
                    index
                        .pairs
                        .entry(clean::key(key))
                        .or_insert(Link { sheet, record });
                }
            }
        }
        index
    }

    fn add(&mut self, name: NameKey, link: Link) {
        self.by_last
            .entry(name.last.clone())
            .or_default()
            .push(self.names.len());
        self.names.push((name, link));
    }

    fn of_cell<'a>(&mut self, mention: Mention<'a>, misses: &mut Misses<'a>) -> Vec<Link> {
        let mut links = Vec::new();
        let parts: Vec<&str> = match mention.record.value(mention.field) {
            Some(Value::Text(text)) => vec![text],
            Some(Value::List(parts)) => parts.iter().map(|part| &**part).collect(),
            _ => return links,
        };
        let def = &Schema::get().sheets[mention.sheet].fields[mention.field];
        for part in parts {
            let found = if def.kind == FieldKind::Pair {
                self.pairs.get(&clean::key(part)).copied().into_iter().collect()
            } else {
                self.asked(part)
            };
            let miss = match found.as_slice() {
                [link] => {
                    if !links.contains(link) {
                        links.push(*link);
                    }
                    continue;
                }
                [] if def.kind == FieldKind::Pair => Miss::NoPair,
                // Posts and bodies answer for activities and make up councils: only a name must be found.
                [] if def.kind == FieldKind::People && !is_pair(mention.sheet) && !is_person_name(part) => {
                    continue;
                }
                [] => Miss::NoPerson,
                _ => Miss::Several(found.len()),
            };
            misses
                .entry((miss, clean::key(part)))
                .or_insert_with(|| (part.to_owned(), Vec::new()))
                .1
                .push(mention);
        }
        links
    }

    fn asked(&mut self, part: &str) -> Vec<Link> {
        if let Some(known) = self.known.get(part) {
            return known.clone();
        }
        let found = self.person(part);
        self.known.insert(part.to_owned(), found.clone());
        found
    }

    /// Everybody a reference may mean; the closest only.
    fn person(&self, part: &str) -> Vec<Link> {
        let Some(name) = NameKey::of(part) else {
            return self.by_tab.get(&clean::key(part)).copied().into_iter().collect();
        };
        let of_last = |last: &str| self.by_last.get(last).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(bool, Link)> = of_last(&name.last)
            .iter()
            .map(|at| &self.names[*at])
            .filter(|(known, _)| known.agrees(&name))
            .map(|(known, link)| (known == &name, *link))
            .collect();
        if found.is_empty() {
            // The words in another order than the rules of names would have it.
            let turned = name.full();
            for last in [&name.first, &name.patronymic] {
                let same = of_last(last).iter().map(|at| &self.names[*at]);
                found.extend(
                    same.filter(|(known, _)| known.full() == turned)
                        .map(|(_, link)| (true, *link)),
                );
            }
        }
        let exact = found.iter().any(|(exact, _)| *exact);
        let mut links: Vec<Link> = found
            .into_iter()
            .filter(|(own, _)| *own || !exact)
            .map(|(_, link)| link)
            .collect();
        links.sort_unstable();
        links.dedup();
        links
    }
}

/// A former name: the surname alone, or the whole name.
fn renamed(name: &NameKey, former: &str) -> NameKey {
    match NameKey::of(former) {
        Some(whole) if !whole.first.is_empty() => whole,
        _ => NameKey {
            last: clean::key(former),
            ..name.clone()
        },
    }
}

fn text(row: &Record, field: usize) -> Option<&str> {
    match row.value(field) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn is_pair(sheet: usize) -> bool {
    Schema::get().sheets[sheet].key == "pair"
}

/// The pair has a form in which one side is of another organisation.
fn is_outside(sheet: usize, record: &Record) -> bool {
    let def = &Schema::get().sheets[sheet];
    let form = def
        .field("form")
        .filter(|_| def.key == "pair")
        .and_then(|field| text(record, field));
    form.is_some_and(|form| {
        ["работодатель", "партнёр", "вуза", "студент"]
            .iter()
            .any(|word| form.contains(word))
    })
}
