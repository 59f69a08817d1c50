//! Pairs as papers show them: the people, the programme, the plan, the addenda.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::{Facts, empty_object, paid_by_law};
use super::named::Naming;
use super::object::object;
use super::staff::person;
use crate::model::eval::derived::between_employees;
use crate::russian::dates;
use crate::school::Row;

/// Field with the day of the mentor's consent.
const MENTOR_CONSENT: &str = "согласие_наставника";

/// State of a pair that was ended before its time.
const ENDED: &str = "прекращена";

/// Pairs that run in the school year of the day, in the order of the sheet.
pub fn of_year<'a>(facts: Facts<'a>) -> Vec<Row<'a>> {
    begun_this_year(facts, |state| state != ENDED)
}

/// Pairs of the school year, ended before their time or not: what was signed for them stays in the folder.
pub fn begun<'a>(facts: Facts<'a>) -> Vec<Row<'a>> {
    begun_this_year(facts, |_| true)
}

/// Pairs of the school year that were ended before their time.
pub fn ended<'a>(facts: Facts<'a>) -> Vec<Row<'a>> {
    begun_this_year(facts, |state| state == ENDED)
}

fn begun_this_year<'a>(facts: Facts<'a>, takes: impl Fn(&str) -> bool) -> Vec<Row<'a>> {
    let (first, last) = facts.year_span();
    let of_year = |row: &Row<'a>| {
        row.date("from").is_some_and(|from| from >= first && from <= last) && takes(row.text("state"))
    };
    facts.school.rows("pair").filter(of_year).collect()
}

/// Pairs that have a day in the school year of the day, whatever became of them, in the order of the sheet.
pub fn running<'a>(facts: Facts<'a>) -> Vec<Row<'a>> {
    let (first, last) = facts.year_span();
    let running = |row: &Row<'a>| {
        row.date("from").is_none_or(|from| from <= last) && row.date("to").is_none_or(|to| to >= first)
    };
    facts.school.rows("pair").filter(running).collect()
}

/// One pair with everything that hangs on it.
pub fn pair(row: Row<'_>, number: usize, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let mut made = object(row, 1);
    made.insert("номер".into(), json!(number));
    let mentor = row.linked("mentor").next();
    if let Some(mentor) = mentor {
        made.insert("наставник".into(), Json::Object(person(mentor, day, naming)));
    }
    let mentees: Vec<Json> = row
        .linked("mentees")
        .map(|mentee| Json::Object(person(mentee, day, naming)))
        .collect();
    if !mentees.is_empty() {
        made.insert("наставляемые".into(), Json::Array(mentees));
    }
    let count = made
        .get("наставляемые")
        .and_then(Json::as_array)
        .map_or(0, Vec::len);
    made.insert("группа".into(), json!(count > 1));
    let names: Vec<&str> = row.linked("mentees").map(Row::person_name).collect();
    made.insert("имена_наставляемых".into(), json!(names));
    let between = between_employees(row).unwrap_or(true);
    made.insert("между_работниками".into(), json!(between));
    made.insert("реверсивная".into(), json!(row.text("kind") == "реверсивное"));
    // The latest counts: an addendum on a longer term comes after the first.
    let latest = |sheet: &str| {
        let theirs = row.school.rows(sheet).filter(|other| belongs(*other, row));
        theirs.max_by_key(|other| other.date("date"))
    };
    for (name, sheet) in [("программа", "programme"), ("допсоглашение", "addendum")] {
        let found = latest(sheet);
        made.insert(format!("есть_{name}"), json!(found.is_some()));
        let mut content = found.map_or_else(|| empty_object(sheet), |found| object(found, 0));
        let dated = found.and_then(|found| found.date("date")).unwrap_or(day);
        content.insert("по_статье_351_8".into(), json!(paid_by_law(dated)));
        made.insert(name.into(), Json::Object(content));
    }
    // The employer of the head is the founder: no agreement with oneself.
    let acting = row.school.official("и. о. руководителя", day);
    let head = acting.or_else(|| row.school.official("руководитель", day));
    let head = head.and_then(|head| row.school.person_named(head.text("fio")));
    let leads = mentor.is_some_and(|mentor| head.is_some_and(|head| head.link == mentor.link));
    made.insert("наставник_руководит".into(), json!(leads));
    for (name, sheet) in [("план", "plan_row"), ("встречи", "meeting")] {
        let rows = row.school.rows(sheet).filter(|other| belongs(*other, row));
        made.insert(
            name.into(),
            Json::Array(rows.map(|other| Json::Object(object(other, 0))).collect()),
        );
    }
    let done = |row: &&Json| !row["выполнено"].is_null();
    let done = made["план"]
        .as_array()
        .map_or(0, |plan| plan.iter().filter(done).count());
    made.insert("выполнено_в_плане".into(), json!(done));
    made
}

/// A row of another sheet names this pair by its key.
fn belongs(other: Row<'_>, pair: Row<'_>) -> bool {
    other.text("pair") == pair.text("key")
}

/// Mentors of pairs, each once, by name, with those they guide.
pub fn mentors(pairs: &[Json]) -> Vec<Json> {
    by_person(pairs, MENTOR_CONSENT, |pair| vec![pair["наставник"].clone()])
}

/// Mentees of pairs, each once, by name, with their mentors.
pub fn mentees(pairs: &[Json]) -> Vec<Json> {
    by_person(pairs, "согласие_наставляемого", |pair| {
        pair["наставляемые"].as_array().cloned().unwrap_or_default()
    })
}

/// Full names of all who take part, each once: mentors first, then mentees.
pub fn names(pairs: &[Json]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for person in mentors(pairs).iter().chain(&mentees(pairs)) {
        let name = person["фио"].as_str().unwrap_or_default();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn by_person(pairs: &[Json], consent: &str, people: impl Fn(&Json) -> Vec<Json>) -> Vec<Json> {
    let mut found: Vec<(String, Json, Vec<&Json>)> = Vec::new();
    for pair in pairs {
        for person in people(pair) {
            let name = text(&person["фио"]);
            match found.iter_mut().find(|(known, _, _)| *known == name) {
                Some((_, _, theirs)) => theirs.push(pair),
                None => found.push((name, person, vec![pair])),
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
        .into_iter()
        .map(|(_, person, theirs)| with_pairs(person, &theirs, consent))
        .collect()
}

/// A person with what the registers show of the person's pairs, one line for each pair.
fn with_pairs(mut person: Json, theirs: &[&Json], consent: &str) -> Json {
    let Some(fields) = person.as_object_mut() else {
        return person;
    };
    let mut put = |key: &str, of: &dyn Fn(&Json) -> String| {
        let mut texts: Vec<String> = theirs
            .iter()
            .map(|pair| of(pair))
            .filter(|text| !text.is_empty())
            .collect();
        texts.dedup();
        fields.insert(key.to_owned(), json!(texts));
    };
    put("виды", &|pair| text(&pair["вид"]));
    put("основания", &|pair| text(&pair["основание"]));
    put("наставники", &|pair| text(&pair["наставник"]["фио"]));
    put("кого_ведёт", &|pair| {
        let names = pair["наставляемые"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|person| text(&person["фио"]));
        names.collect::<Vec<_>>().join("\n")
    });
    put("сроки", &|pair| {
        format!("{} – {}", day(&pair["с"]), day(&pair["по"]))
    });
    put("приказы", &|pair| match pair["номер_приказа"].as_str() {
        Some(number) => format!("от {} № {number}", day(&pair["дата_приказа"])),
        None => String::new(),
    });
    put("согласия", &|pair| day(&pair[consent]));
    put("формы", &|pair| text(&pair["форма"]));
    put("направления", &|pair| text(&pair["предмет"]));
    put("вошёл", &|pair| day(&pair["с"]));
    put("вышел", &|pair| day(&pair["завершена"]));
    put("итоги", &|pair| text(&pair["как_завершена"]));
    put("пройдена", &|pair| match pair["состояние"].as_str() {
        Some("завершена") => "да".to_owned(),
        Some(ENDED) => "нет".to_owned(),
        _ => String::new(),
    });
    put("где_другие", &|pair| match consent {
        MENTOR_CONSENT => {
            let mentees = pair["наставляемые"].as_array().into_iter().flatten();
            mentees.map(place).collect::<Vec<_>>().join("\n")
        }
        _ => place(&pair["наставник"]),
    });
    let own = place(&Json::Object(fields.clone()));
    fields.insert("где".into(), json!(own));
    let born = fields.get("дата_рождения").and_then(Json::as_str);
    let year = born.and_then(|day| day.get(..4)).map(ToOwned::to_owned);
    fields.insert("год_рождения".into(), json!(year));
    // Columns that the curator fills by hand.
    fields.insert("пусто".into(), Json::Null);
    person
}

/// Where a person works or learns: the post, else the class or group.
fn place(person: &Json) -> String {
    match person["должность"].as_str() {
        Some(post) => post.to_owned(),
        None => text(&person["класс"]),
    }
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// An ISO day as registers write it; empty without one.
fn day(value: &Json) -> String {
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .map(dates::short)
        .unwrap_or_default()
}
