//! For whom a template is filled: one data tree for each paper.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::{Facts, empty_object};
use super::named::Naming;
use super::object::object;
use super::{pairs, roadmap, staff};
use crate::school::Row;

/// What a template is filled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeKind {
    /// The school, once for each document of the template's kind.
    School,
    /// Each pair of the school year.
    Pair,
    /// Each person who takes part.
    Person,
    /// Each partner.
    Partner,
}

impl ScopeKind {
    /// What is not there when a scope gives no paper at all.
    pub fn without_rows(self) -> &'static str {
        match self {
            Self::School => "",
            Self::Pair => "на листе «Пары» нет пар этого учебного года",
            Self::Person => "в парах этого учебного года никого нет",
            Self::Partner => "лист «Партнёры» пуст",
        }
    }
}

/// Whether the paper of these data was signed already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// A draft.
    No,
    /// Signed: its file stays as it is.
    Yes,
}

/// The data of one paper.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Russian names all through.
    pub data: Json,
    /// Whether the paper was signed.
    pub signed: Signed,
    /// What texts of the data name.
    pub naming: Naming,
}

/// Data trees for a template of a scope and a kind of document (may be empty).
pub fn scopes(facts: Facts<'_>, scope: ScopeKind, kind: &str) -> Vec<Scope> {
    match scope {
        ScopeKind::School => school(facts, kind),
        ScopeKind::Pair => pairs::of_year(facts)
            .into_iter()
            .enumerate()
            .map(|(index, row)| pair(facts, row, index + 1))
            .collect(),
        ScopeKind::Person => people(facts),
        ScopeKind::Partner => facts
            .school
            .rows("partner")
            .map(|row| partner(facts, row))
            .collect(),
    }
}

/// One paper for each document of the kind in the school year; a draft without number when there is none.
fn school(facts: Facts<'_>, kind: &str) -> Vec<Scope> {
    let documents = if kind.is_empty() {
        Vec::new()
    } else {
        facts.documents(kind)
    };
    if documents.is_empty() {
        return vec![of_document(facts, None)];
    }
    documents
        .into_iter()
        .map(|row| of_document(facts, Some(row)))
        .collect()
}

fn of_document(facts: Facts<'_>, document: Option<Row<'_>>) -> Scope {
    let day = document.and_then(|row| row.date("date")).unwrap_or(facts.date);
    let mut naming = Naming::default();
    let mut data = facts.common(day, &mut naming);
    data.insert("есть_документ".into(), json!(document.is_some()));
    data.insert(
        "документ".into(),
        Json::Object(document.map_or_else(|| empty_object("document"), |row| object(row, 1))),
    );
    let all = pairs::of_year(facts);
    let number = document.map(|row| row.text("number")).unwrap_or_default();
    let of_order = |row: &&Row<'_>| {
        !number.is_empty()
            && row.text("order_number") == number
            && row.date("order_date") == document.and_then(|one| one.date("date"))
    };
    let assigned: Vec<Json> = shown(all.iter().filter(of_order).copied(), day, &mut naming);
    let every = shown(all.iter().copied(), day, &mut naming);
    let assigned = if document.is_some() {
        assigned
    } else {
        every.clone()
    };
    // The table of pairs is the first appendix of their order, the programmes follow.
    data.insert("последнее_приложение".into(), json!(assigned.len() + 1));
    data.insert("ознакомить".into(), json!(to_acquaint(&data, &assigned)));
    let between = |wanted: bool| assigned.iter().any(|pair| pair["между_работниками"] == wanted);
    let (employees, others) = (between(true), between(false));
    data.insert("закрепляются_работники".into(), json!(employees));
    data.insert("закрепляются_другие".into(), json!(others));
    data.insert("закрепляемые".into(), Json::Array(assigned));
    data.insert("наставники".into(), Json::Array(pairs::mentors(&every)));
    data.insert("наставляемые".into(), Json::Array(pairs::mentees(&every)));
    data.insert("пары".into(), Json::Array(every));
    data.insert(
        "разделы".into(),
        Json::Array(roadmap::sections(facts, &mut naming)),
    );
    let (present, absent) = staff::to_acquaint(facts.school, day, &mut naming);
    data.insert("работники".into(), Json::Array(present));
    data.insert("отсутствующие".into(), Json::Array(absent));
    let signed = match document.map(|row| row.text("state")) {
        Some("подписан" | "изменён") => Signed::Yes,
        _ => Signed::No,
    };
    Scope {
        data: Json::Object(data),
        signed,
        naming,
    }
}

/// Everybody an order on pairs names: those who carry it out, then mentors and mentees; each once.
fn to_acquaint(data: &Map<String, Json>, assigned: &[Json]) -> Vec<String> {
    let official = |role: &&str| {
        data.get(*role)
            .and_then(|one| one["фио"].as_str())
            .map(ToOwned::to_owned)
    };
    let mut names: Vec<String> = ["куратор", "кадры", "бухгалтерия"]
        .iter()
        .filter_map(official)
        .collect();
    for name in pairs::names(assigned) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn shown<'a>(rows: impl Iterator<Item = Row<'a>>, day: Date, naming: &mut Naming) -> Vec<Json> {
    rows.enumerate()
        .map(|(index, row)| Json::Object(pairs::pair(row, index + 1, day, naming)))
        .collect()
}

fn pair(facts: Facts<'_>, row: Row<'_>, number: usize) -> Scope {
    let day = row.date("order_date").unwrap_or(facts.date);
    let mut naming = Naming::default();
    let mut data = facts.common(day, &mut naming);
    data.insert(
        "пара".into(),
        Json::Object(pairs::pair(row, number, day, &mut naming)),
    );
    data.insert("приказ".into(), order_of(row));
    let same_order = |other: &&Row<'_>| {
        other.text("order_number") == row.text("order_number")
            && other.date("order_date") == row.date("order_date")
    };
    let of_year = pairs::of_year(facts);
    let earlier = of_year
        .iter()
        .filter(same_order)
        .take_while(|other| other.link != row.link);
    data.insert("номер_приложения".into(), json!(earlier.count() + 2));
    Scope {
        data: Json::Object(data),
        signed: Signed::No,
        naming,
    }
}

/// Number and date of the order that assigned a pair.
fn order_of(row: Row<'_>) -> Json {
    let date = row
        .date("order_date")
        .map_or(Json::Null, |date| json!(date.to_string()));
    let number = row.text("order_number");
    json!({"номер": if number.is_empty() { Json::Null } else { json!(number) }, "дата": date})
}

fn people(facts: Facts<'_>) -> Vec<Scope> {
    let mut made = Vec::new();
    let rows = pairs::of_year(facts);
    for (list, role) in [("mentor", "наставник"), ("mentees", "наставляемый")] {
        let mut seen = std::collections::BTreeSet::new();
        for row in &rows {
            for person in row.linked(list) {
                if !seen.insert(person.key()) {
                    continue;
                }
                let day = row.date("order_date").unwrap_or(facts.date);
                let mut naming = Naming::default();
                let mut data: Map<String, Json> = facts.common(day, &mut naming);
                data.insert("приказ".into(), order_of(*row));
                let theirs = rows
                    .iter()
                    .filter(|row| row.linked(list).any(|one| one.key() == person.key()))
                    .copied();
                data.insert("пары".into(), Json::Array(shown(theirs, day, &mut naming)));
                data.insert(
                    "кто".into(),
                    Json::Object(staff::person(person, day, &mut naming)),
                );
                data.insert("роль".into(), json!(role));
                data.insert("он_наставник".into(), json!(role == "наставник"));
                data.insert("он_наставляемый".into(), json!(role == "наставляемый"));
                made.push(Scope {
                    data: Json::Object(data),
                    signed: Signed::No,
                    naming,
                });
            }
        }
    }
    made
}

fn partner(facts: Facts<'_>, row: Row<'_>) -> Scope {
    let day = row.date("agreement_date").unwrap_or(facts.date);
    let mut naming = Naming::default();
    let mut data = facts.common(day, &mut naming);
    data.insert("партнёр".into(), Json::Object(object(row, 0)));
    naming.add(row.text("full_name"), super::Named::Organisation);
    naming.add(row.text("head_fio"), super::Named::Person(None));
    naming.add(row.text("head_position"), super::Named::Post);
    Scope {
        data: Json::Object(data),
        signed: Signed::No,
        naming,
    }
}
