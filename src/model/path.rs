//! Names of a condition followed through the schema: `пара.наставник.категория` becomes steps and a leaf.
//!
//! Knows the schema, the relations and the derived fields; nothing of files and of what is asked of a value.

use super::condition::{Leaf, Path, Step};
use super::entity::{self, DERIVED, Kind, RELATIONS, SCHOOL};
use super::reader::Reader;
use crate::diag::nearest;
use crate::ingest::schema::{FieldKind, Schema};

/// Sheets in which the records of a path lie; empty when it ends in a value.
pub fn ends(path: &Path) -> Vec<usize> {
    if !matches!(path.leaf, Leaf::Records) {
        return Vec::new();
    }
    path.steps.last().map(targets).unwrap_or_default()
}

fn targets(step: &Step) -> Vec<usize> {
    let schema = Schema::get();
    let sheet = |key: &str| schema.sheet(key).map(|(index, _)| index);
    match step {
        Step::All(index) => vec![*index],
        Step::Inverse(index) => sheet(RELATIONS[*index].to).into_iter().collect(),
        Step::Field(fields) => {
            let kind = fields
                .first()
                .and_then(|(sheet, field)| schema.sheets.get(*sheet)?.fields.get(*field));
            match kind.map(|field| field.kind) {
                Some(FieldKind::Pair) => sheet("pair").into_iter().collect(),
                Some(FieldKind::Person | FieldKind::People) => {
                    sheet("person").into_iter().chain(sheet("student")).collect()
                }
                _ => Vec::new(),
            }
        }
    }
}

/// Resolves a path from any of the given entities; reports the first unknown name with the nearest known one.
pub fn path(reader: &mut Reader<'_>, text: &str, at: usize, from: &[usize]) -> Option<Path> {
    match resolve(text, from) {
        Ok(path) => Some(path),
        Err((message, hint)) => {
            reader.error(at, message, hint);
            None
        }
    }
}

/// As [`path`], without a file at hand.
pub fn resolve(text: &str, from: &[usize]) -> Result<Path, (String, Option<String>)> {
    let schema = Schema::get();
    let mut here = from.to_vec();
    let mut steps = Vec::new();
    let names: Vec<&str> = text.split('.').collect();
    for (index, name) in names.iter().enumerate() {
        let last = index + 1 == names.len();
        let fields: Vec<(usize, usize)> = here
            .iter()
            .filter_map(|sheet| Some((*sheet, schema.sheets.get(*sheet)?.field_by_name(name)?)))
            .collect();
        let kind = fields
            .first()
            .map(|(sheet, field)| Kind::of(schema.sheets[*sheet].fields[*field].kind));
        let derived = DERIVED
            .iter()
            .find(|def| def.name == *name && here.iter().any(|sheet| entity::key(*sheet) == def.on));
        let inverse = RELATIONS.iter().position(|relation| {
            relation.name == *name && here.iter().any(|sheet| entity::key(*sheet) == relation.from)
        });
        let all = schema
            .sheets
            .iter()
            .position(|sheet| sheet.plural == *name)
            .filter(|_| here.contains(&SCHOOL));
        let step = match (kind, inverse, all) {
            (Some(Kind::Reference), ..) => Some(Step::Field(fields.clone())),
            (None, Some(relation), _) if derived.is_none() => Some(Step::Inverse(relation)),
            (None, None, Some(sheet)) if derived.is_none() => Some(Step::All(sheet)),
            _ => None,
        };
        if let Some(step) = step {
            here = targets(&step);
            steps.push(step);
            if last {
                return Ok(Path {
                    text: text.to_owned(),
                    steps,
                    leaf: Leaf::Records,
                    kind: Kind::Reference,
                });
            }
            continue;
        }
        let leaf = match (kind, derived) {
            (Some(kind), _) => Some((Leaf::Field(fields), kind)),
            (None, Some(def)) => Some((Leaf::Derived(def.id), def.kind)),
            _ => None,
        };
        let whose = here.first().map_or("школа", |sheet| entity::name(*sheet));
        return match leaf {
            Some((leaf, kind)) if last => Ok(Path {
                text: text.to_owned(),
                steps,
                leaf,
                kind,
            }),
            Some(_) => Err((
                format!("«{name}» — значение, за ним ничего не может стоять"),
                None,
            )),
            None => {
                let known: Vec<&str> = here.iter().flat_map(|sheet| entity::names_on(*sheet)).collect();
                Err((
                    format!("у сущности «{whose}» нет поля «{name}»"),
                    nearest(name, known),
                ))
            }
        };
    }
    Err(("пустое имя поля".to_owned(), None))
}
