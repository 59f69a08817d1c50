//! For whom a template is filled: one data tree for each paper.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::{Facts, empty_object};
use super::named::Naming;
use super::object::object;
use super::{
    consents, inspection, meetings, orders, pairs, partners, record, registers, requests, roadmap, selection,
    site, staff,
};
use crate::model::calendar::{Calendar, Week};
use crate::school::Row;

/// What a template is filled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeKind {
    /// The school, once for each document of the template's kind.
    School,
    /// Each pair of the school year.
    Pair,
    /// Each pair of the school year that was ended before its time.
    EndedPair,
    /// Each person who takes part.
    Person,
    /// Each partner.
    Partner,
    /// Each person who was rated as a mentor.
    Candidate,
    /// Each meeting of a council.
    Meeting,
    /// Each point of the inspector's list that is wanting.
    Point,
}

impl ScopeKind {
    /// What is not there when a scope gives no paper at all.
    pub fn without_rows(self) -> &'static str {
        match self {
            Self::School => "",
            Self::Pair => "на листе «Пары» нет пар этого учебного года",
            Self::EndedPair => "на листе «Пары» нет пар, прекращённых досрочно",
            Self::Person => "в парах этого учебного года никого нет",
            Self::Partner => "лист «Партнёры» пуст",
            Self::Candidate => "лист «Кандидаты» пуст",
            Self::Point => "по всем пунктам документы есть",
            Self::Meeting => "на листе «Заседания» нет заседаний этого учебного года",
        }
    }
}

/// Whether the paper of these data was signed already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    /// A draft.
    No,
    /// Signed: its file stays as it is; the cells it was made from.
    Yes(Vec<Behind>),
    /// Signed and changed by an order: the data are what the order says.
    Changed,
}

/// A cell behind a signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// What it is, whatever row it stands in: «пара 2026-04: Окончание».
    pub what: String,
    /// Where it stands now.
    pub cell: String,
    /// Key of its value.
    pub value: String,
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

/// What the user asked for, beyond a whole pack.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The paper was named: it is made even where nothing calls for it.
    pub by_name: bool,
    /// Only the papers of the pair with this key.
    pub pair: Option<&'a str>,
    /// The order that introduces the system is among the papers: its parts are orders of their own only by the settings.
    pub introduced: bool,
}

/// Data trees for a template of a scope and a kind of document (may be empty).
pub fn scopes(facts: Facts<'_>, scope: ScopeKind, kind: &str, asked: Asked<'_>) -> Vec<Scope> {
    match scope {
        ScopeKind::School => match orders::of(kind) {
            Some(order) => orders::scopes(facts, order, asked),
            None => school(facts, kind, asked),
        },
        ScopeKind::Pair => papers_of(facts, asked)
            .into_iter()
            .enumerate()
            .map(|(index, row)| pair(facts, row, index + 1))
            .collect(),
        ScopeKind::EndedPair => pairs::ended(facts)
            .into_iter()
            .filter(|row| asked.pair.is_none_or(|key| row.text("key") == key))
            .map(|row| pair(facts, row, 1))
            .collect(),
        ScopeKind::Person => people(facts, &chosen(facts, asked), asked),
        ScopeKind::Partner => facts
            .school
            .rows("partner")
            .map(|row| partner(facts, row))
            .collect(),
        ScopeKind::Candidate => selection::candidates(facts)
            .into_iter()
            .map(|row| candidate(facts, row))
            .collect(),
        ScopeKind::Point => inspection::standing(facts)
            .into_iter()
            .filter(|point| point["есть"] == json!(false))
            .map(|one| point(facts, one))
            .collect(),
        ScopeKind::Meeting => meetings::of_year(facts)
            .iter()
            .map(|rows| meeting(facts, rows))
            .collect(),
    }
}

/// The kind whose data a kind is filled with: those without documents of their own share the data of no kind at all.
pub fn common_kind<'k>(facts: Facts<'_>, scope: ScopeKind, kind: &'k str) -> &'k str {
    let own = orders::of(kind).is_some() || kind.starts_with("приказ") || !facts.documents(kind).is_empty();
    match scope {
        ScopeKind::School if own => kind,
        _ => "",
    }
}

/// Pairs of the school year, or the one that was asked for.
fn chosen<'a>(facts: Facts<'a>, asked: Asked<'_>) -> Vec<Row<'a>> {
    match asked.pair {
        None => pairs::of_year(facts),
        Some(key) => facts
            .school
            .rows("pair")
            .filter(|row| row.text("key") == key)
            .collect(),
    }
}

/// Pairs whose papers lie in the folder: those of the school year, or the one that was asked for.
fn papers_of<'a>(facts: Facts<'a>, asked: Asked<'_>) -> Vec<Row<'a>> {
    match asked.pair {
        None => pairs::begun(facts),
        Some(_) => chosen(facts, asked),
    }
}

/// One paper for each document of the kind in the school year; a draft without number when there is none, and one for
/// pairs that no order assigned yet.
fn school(facts: Facts<'_>, kind: &str, asked: Asked<'_>) -> Vec<Scope> {
    let mut documents = match kind {
        "" => Vec::new(),
        kind if kind.starts_with("приказ") => facts.composed(kind),
        kind => facts.documents(kind),
    };
    if kind == ASSIGNMENT && asked.pair.is_some() {
        let pairs = chosen(facts, asked);
        documents.retain(|document| pairs.iter().any(|pair| is_assigned_by(*pair, *document)));
    }
    let mut made: Vec<Scope> = documents
        .iter()
        .map(|row| of_document(facts, Some(*row), asked))
        .collect();
    let left = kind == ASSIGNMENT && chosen(facts, asked).iter().any(unassigned);
    if documents.is_empty() || left {
        made.push(of_document(facts, None, asked));
    }
    made
}

/// The order that makes pairs.
const ASSIGNMENT: &str = "приказ о закреплении пар";

/// No order assigned the pair; one that comes in place of another has an order of its own kind.
fn unassigned(pair: &Row<'_>) -> bool {
    pair.text("order_number").is_empty() && pair.text("replaces").is_empty()
}

/// The number and the date of its order are those of the document.
fn is_assigned_by(pair: Row<'_>, document: Row<'_>) -> bool {
    let number = document.text("number");
    !number.is_empty()
        && pair.text("order_number") == number
        && pair.date("order_date") == document.date("date")
}

fn of_document(facts: Facts<'_>, document: Option<Row<'_>>, asked: Asked<'_>) -> Scope {
    let day = document.and_then(|row| row.date("date")).unwrap_or(facts.date);
    let mut naming = Naming::default();
    let mut data = facts.common(day, &mut naming);
    data.insert("есть_документ".into(), json!(document.is_some()));
    data.insert(
        "документ".into(),
        Json::Object(document.map_or_else(|| empty_object("document"), |row| object(row, 1))),
    );
    let all = chosen(facts, asked);
    let of_order = |row: &Row<'_>| document.is_some_and(|document| is_assigned_by(*row, document));
    // A signed order names the pairs it made, whatever became of them later.
    let assigned: Vec<Json> = shown(facts.school.rows("pair").filter(of_order), day, &mut naming);
    let every = shown(all.iter().copied(), day, &mut naming);
    let ordered = facts.document(ASSIGNMENT).is_some();
    let assigned = match document {
        Some(_) => assigned,
        None if ordered => shown(
            all.iter().filter(|row| unassigned(row)).copied(),
            day,
            &mut naming,
        ),
        None => every.clone(),
    };
    // The table of pairs is the first appendix of their order, the programmes follow.
    data.insert("последнее_приложение".into(), json!(assigned.len() + 1));
    data.insert("ознакомить".into(), json!(to_acquaint(&data, &assigned)));
    let between = |wanted: bool| assigned.iter().any(|pair| pair["между_работниками"] == wanted);
    let (employees, others) = (between(true), between(false));
    data.insert("закрепляются_работники".into(), json!(employees));
    data.insert("закрепляются_другие".into(), json!(others));
    data.insert("закрепляемые".into(), Json::Array(assigned));
    let (mentors, mentees) = (pairs::mentors(&every), pairs::mentees(&every));
    data.extend(site::lists(facts, &mentors, &mentees));
    data.extend(requests::map(facts));
    data.insert("реестр_согласий".into(), Json::Array(consents::register(facts)));
    data.insert(
        "объединения".into(),
        Json::Array(staff::associations(facts.school)),
    );
    let documents = registers::documents(facts);
    let of_year = |row: &&Json| row["учебный_год"] == json!(facts.year());
    let this_year = documents.iter().filter(of_year).cloned().collect();
    data.insert("документы_года".into(), Json::Array(this_year));
    data.insert("реестр_документов".into(), Json::Array(documents));
    data.insert("банк_практик".into(), Json::Array(registers::practices(facts)));
    let points = inspection::standing(facts);
    let met = points.iter().filter(|point| point["есть"] == json!(true)).count();
    data.insert("пунктов_есть".into(), json!(met));
    data.insert("пункты_проверки".into(), json!(points));
    let inventory = registers::inventory(facts);
    let there = inventory.iter().filter(|row| row["есть"] == json!(true)).count();
    data.insert("опись_есть".into(), json!(there));
    data.insert("опись".into(), Json::Array(inventory));
    let of_state = |state: &str| {
        every
            .iter()
            .filter(|pair| pair["состояние"] == json!(state))
            .count()
    };
    data.insert("действующих_пар".into(), json!(of_state("действует")));
    data.insert("завершённых_пар".into(), json!(of_state("завершена")));
    data.insert("наставники".into(), Json::Array(mentors));
    data.insert("наставляемые".into(), Json::Array(mentees));
    data.insert("пары".into(), Json::Array(every));
    data.extend(roadmap::roadmap(facts, day, &mut naming));
    let (present, absent) = staff::to_acquaint(facts.school, day, &mut naming);
    data.insert("работники".into(), Json::Array(present));
    data.insert("отсутствующие".into(), Json::Array(absent));
    Scope {
        data: Json::Object(data),
        signed: orders::signed(document, facts.school.rows("pair").filter(of_order)),
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
    let head = official(&"руководитель");
    let mut names: Vec<String> = ["куратор", "кадры", "бухгалтерия"]
        .iter()
        .filter_map(official)
        // Who signs the order is not acquainted with it.
        .filter(|name| Some(name) != head.as_ref())
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
    data.extend(ending(facts, row));
    let same_order = |other: &Row<'_>| {
        other.text("order_number") == row.text("order_number")
            && other.date("order_date") == row.date("order_date")
    };
    let earlier = facts
        .school
        .rows("pair")
        .filter(same_order)
        .take_while(|other| other.link != row.link);
    // The table of the pairs is the first appendix of their order; an order on a new mentor has no table.
    let first = if row.text("replaces").is_empty() { 2 } else { 1 };
    data.insert("номер_приложения".into(), json!(earlier.count() + first));
    Scope {
        data: Json::Object(data),
        signed: Signed::No,
        naming,
    }
}

/// Who ended a pair before its time, and the last of the working days of notice (art. 351.8).
fn ending(facts: Facts<'_>, row: Row<'_>) -> Map<String, Json> {
    let by = |who: &str| json!(row.text("ended_by") == who);
    let notice = row.date("notice_date");
    let last = notice.and_then(|day| {
        Calendar::of(facts.model, Week::of(row.school))
            .after(day, facts.model.count("дней-предупреждения"))
            .ok()
    });
    let mut made = Map::new();
    made.insert("досрочно_наставником".into(), by("по инициативе наставника"));
    made.insert("досрочно_работодателем".into(), by("по инициативе работодателя"));
    made.insert(
        "последний_день_предупреждения".into(),
        last.map_or(Json::Null, |day| json!(day.to_string())),
    );
    made
}

/// Number and date of the order that assigned a pair.
fn order_of(row: Row<'_>) -> Json {
    let date = row
        .date("order_date")
        .map_or(Json::Null, |date| json!(date.to_string()));
    let number = row.text("order_number");
    json!({"номер": if number.is_empty() { Json::Null } else { json!(number) }, "дата": date})
}

fn people(facts: Facts<'_>, rows: &[Row<'_>], asked: Asked<'_>) -> Vec<Scope> {
    let mut made = Vec::new();
    for (list, role) in [("mentor", "наставник"), ("mentees", "наставляемый")] {
        let mut seen = std::collections::BTreeSet::new();
        for row in rows {
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
                let mut who = staff::person(person, day, &mut naming);
                who.extend(record::about(person, facts.model, day));
                data.insert("кто".into(), Json::Object(who));
                data.extend(consents::of_person(person, facts.date, asked.by_name));
                data.extend(record::of_mentor(person, day, &mut naming));
                let paid = data["пары"]
                    .as_array()
                    .is_some_and(|pairs| pairs.iter().any(|pair| pair["между_работниками"] == true));
                data.insert("по_трудовому_договору".into(), json!(paid));
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
    data.extend(partners::partner(row, &mut naming));
    unsigned(data, naming)
}

fn candidate(facts: Facts<'_>, row: Row<'_>) -> Scope {
    let mut naming = Naming::default();
    let mut data = facts.common(facts.date, &mut naming);
    data.extend(selection::candidate(facts, row, facts.date, &mut naming));
    unsigned(data, naming)
}

fn meeting(facts: Facts<'_>, rows: &[Row<'_>]) -> Scope {
    let day = meetings::day(rows).unwrap_or(facts.date);
    let mut naming = Naming::default();
    let mut data = facts.common(day, &mut naming);
    let told = meetings::meeting(rows, &data);
    data.insert("заседание".into(), Json::Object(told));
    let chooses = meetings::chooses_mentors(rows);
    let considered = if chooses {
        selection::considered(facts, day, &mut naming)
    } else {
        Vec::new()
    };
    data.insert("кандидаты_заседания".into(), Json::Array(considered));
    unsigned(data, naming)
}

fn point(facts: Facts<'_>, point: Map<String, Json>) -> Scope {
    let mut naming = Naming::default();
    let mut data = facts.common(facts.date, &mut naming);
    data.insert("пункт".into(), Json::Object(point));
    unsigned(data, naming)
}

fn unsigned(data: Map<String, Json>, naming: Naming) -> Scope {
    Scope {
        data: Json::Object(data),
        signed: Signed::No,
        naming,
    }
}
