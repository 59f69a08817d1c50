//! The data of one order.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::super::facts::{Facts, empty_object};
use super::super::named::{Named, Naming};
use super::super::object::object;
use super::super::scopes::{Behind, Scope, Signed};
use super::super::{pairs, staff};
use super::kinds::{About, Order, PAYMENTS, leading_kind};
use super::subject::Subject;
use crate::diag::stable_key;
use crate::ingest::schema::Schema;
use crate::school::Row;

/// One order: signed, or a draft without a document.
pub fn scope(facts: Facts<'_>, order: &Order, document: Option<Row<'_>>, subject: &Subject<'_>) -> Scope {
    let day = document.and_then(|row| row.date("date")).unwrap_or(facts.date);
    let mut naming = Naming::default();
    let mut data = facts.common(day, &mut naming);
    data.insert("есть_документ".into(), json!(document.is_some()));
    let fields = document.map_or_else(|| empty_object("document"), |row| object(row, 1));
    data.insert("документ".into(), Json::Object(fields));
    let about: Vec<Json> = (1..)
        .zip(&subject.pairs)
        .map(|(number, row)| about_pair(*row, number, day, &mut naming))
        .collect();
    let rewards = subject.rewards.iter().map(|row| rewarded(*row, day, &mut naming));
    data.insert("поощрения".into(), Json::Array(rewards.collect()));
    data.insert(
        "изменения".into(),
        Json::Array(
            subject
                .changes
                .iter()
                .map(|row| Json::Object(object(*row, 0)))
                .collect(),
        ),
    );
    let groups = match order.about {
        About::Associations => facts
            .school
            .rows("association")
            .map(|row| group(row, day, &mut naming))
            .collect(),
        _ => Vec::new(),
    };
    data.insert("объединения".into(), Json::Array(groups));
    let documents: Vec<Json> = subject
        .documents
        .iter()
        .map(|row| Json::Object(object(*row, 0)))
        .collect();
    let changed = match (documents.first(), subject.changes.first()) {
        (Some(document), _) => document.clone(),
        (None, Some(change)) => named_only(*change),
        (None, None) => Json::Object(empty_object("document")),
    };
    let of_order = subject
        .documents
        .first()
        .is_none_or(|row| leading_kind(*row).starts_with("приказ"));
    data.insert("изменяемый_приказ".into(), json!(of_order));
    data.insert("изменяемый".into(), changed);
    let bonus = |row: &Row<'_>| row.text("what").to_lowercase().contains("преми");
    data.insert("есть_премия".into(), json!(subject.rewards.iter().any(bonus)));
    data.insert("документы".into(), Json::Array(documents));
    data.insert("о_парах".into(), Json::Array(about));
    let names = to_acquaint(&data, order);
    data.insert("ознакомить".into(), json!(names));
    Scope {
        data: Json::Object(data),
        signed: signed(document, subject.pairs.iter().copied()),
        naming,
    }
}

/// A point that a signed document must word otherwise, as a row of the sheet of changes has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// «подпункт 4.2»
    pub point: String,
    /// What was signed; empty when there was nothing.
    pub was: String,
    /// The new wording; empty when the point is gone.
    pub becomes: String,
}

/// The order that amends a signed document by these changes.
pub fn amendment(facts: Facts<'_>, order: &Order, document: Row<'_>, changes: &[Change]) -> Scope {
    let mut subject = Subject::default();
    subject.amends(facts, document);
    let mut made = scope(facts, order, None, &subject);
    let rows = changes.iter().map(|change| {
        let what = match (change.was.is_empty(), change.becomes.is_empty()) {
            (true, _) => "дополнить",
            (_, true) => "исключить",
            _ => "изложить в новой редакции",
        };
        let mut row = empty_object("amendment");
        row.insert("действие".into(), json!(what));
        row.insert("пункт".into(), json!(change.point));
        row.insert("было".into(), json!(change.was));
        row.insert("стало".into(), json!(change.becomes));
        Json::Object(row)
    });
    made.data["изменения"] = Json::Array(rows.collect());
    made
}

/// A signed paper stays as it is, whatever became of it later. One that was changed by an order is no longer
/// compared with the data: they are what the order says.
pub fn signed<'a>(document: Option<Row<'_>>, pairs: impl Iterator<Item = Row<'a>>) -> Signed {
    match document.map(|row| row.text("state")) {
        Some("подписан") => Signed::Yes(pairs.flat_map(behind).collect()),
        Some("изменён") => Signed::Changed,
        _ => Signed::No,
    }
}

/// Cells of a pair that orders print.
const PRINTED: &[&str] = &[
    "mentor",
    "mentees",
    "kind",
    "subject",
    "from",
    "to",
    "mentor_consent",
    "mentee_consent",
];

fn behind(pair: Row<'_>) -> Vec<Behind> {
    let Some((_, sheet)) = Schema::get().sheet("pair") else {
        return Vec::new();
    };
    let fields = PRINTED.iter().filter_map(|key| pair.field(key));
    fields
        .map(|field| {
            let place = pair.record().place(field, "");
            let raw = &pair.record().cells[field].raw;
            Behind {
                what: format!("пара {}: {}", pair.text("key"), sheet.fields[field].title),
                cell: format!("{} › {}", place.sheet, place.cell),
                value: stable_key(&[raw]),
            }
        })
        .collect()
}

/// A pair with the pair it came in place of.
fn about_pair(row: Row<'_>, number: usize, day: Date, naming: &mut Naming) -> Json {
    let mut made = pairs::pair(row, number, day, naming);
    let before = row.linked("replaces").next();
    let before = before.map_or(Json::Null, |before| {
        Json::Object(pairs::pair(before, 0, day, naming))
    });
    made.insert("прежняя".into(), before);
    let again = row.date("suspended_to").and_then(|last| last.tomorrow().ok());
    let again = again.map_or(Json::Null, |day| json!(day.to_string()));
    made.insert("возобновлена_с".into(), again);
    let dismissed = |key: &str| row.linked(key).any(|who| who.date("dismissal_date").is_some());
    let who = match (dismissed("mentor"), dismissed("mentees")) {
        (true, false) => "наставника",
        (false, true) => "наставляемого",
        _ => "участника пары",
    };
    made.insert("кто_уволен".into(), json!(who));
    Json::Object(made)
}

/// A document of which only the change knows.
fn named_only(change: Row<'_>) -> Json {
    let mut made = empty_object("document");
    made.insert("номер".into(), json!(change.text("number")));
    made.insert(
        "дата".into(),
        change
            .date("date")
            .map_or(Json::Null, |day| json!(day.to_string())),
    );
    Json::Object(made)
}

fn rewarded(row: Row<'_>, day: Date, naming: &mut Naming) -> Json {
    let mut made = object(row, 0);
    let who = row.linked("person").next();
    let name = who.map_or(row.text("person"), Row::person_name);
    let gender = who.and_then(Row::gender);
    naming.add(name, Named::Person(gender));
    let person = who.map_or_else(|| staff::unlisted(name), |who| staff::person(who, day, naming));
    made.insert("кто".into(), Json::Object(person));
    Json::Object(made)
}

fn group(row: Row<'_>, day: Date, naming: &mut Naming) -> Json {
    let mut made = object(row, 1);
    let people = |key: &str, naming: &mut Naming| -> Vec<Json> {
        row.linked(key)
            .map(|who| Json::Object(staff::person(who, day, naming)))
            .collect()
    };
    let head = people("head", naming).into_iter().next();
    let members = people("members", naming);
    if let Some(head) = head {
        made.insert("руководитель".into(), head);
    }
    if !members.is_empty() {
        made.insert("состав".into(), Json::Array(members));
    }
    Json::Object(made)
}

/// Everybody an order names, each once: those who carry it out, then those it is about.
fn to_acquaint(data: &Map<String, Json>, order: &Order) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: Option<&str>| {
        if let Some(name) = name.filter(|name| !name.is_empty() && !names.iter().any(|known| known == name)) {
            names.push(name.to_owned());
        }
    };
    let head = data["руководитель"]["фио"].as_str();
    for role in order.officials {
        add(data[*role]["фио"].as_str());
    }
    let array = |value: &'_ Json| value.as_array().cloned().unwrap_or_default();
    if let About::Body(body) = order.about {
        for one in array(&data[body]) {
            add(one["фио"].as_str());
        }
    }
    for group in array(&data["объединения"]) {
        add(group["руководитель"]["фио"].as_str());
        for one in array(&group["состав"]) {
            add(one["фио"].as_str());
        }
    }
    for reward in array(&data["поощрения"]) {
        add(reward["кто"]["фио"].as_str());
    }
    for pair in array(&data["о_парах"]) {
        for pair in [&pair, &pair["прежняя"]] {
            add(pair["наставник"]["фио"].as_str());
            // What a mentor is paid concerns the mentor alone.
            if order.kind == PAYMENTS {
                break;
            }
            for one in array(&pair["наставляемые"]) {
                add(one["фио"].as_str());
            }
        }
    }
    names.retain(|name| Some(name.as_str()) != head);
    names
}
