//! What a person did as a mentor over the years: for certificates, petitions and thanks.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::named::Naming;
use super::object::object;
use super::pairs::pair;
use super::staff::{person, rows_about};
use crate::model::Model;
use crate::russian::Gender;
use crate::school::Row;

/// All pairs of a mentor with their results.
pub fn of_mentor(mentor: Row<'_>, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let led = |row: &Row<'_>| row.linked("mentor").any(|one| one.link == mentor.link);
    let mut rows: Vec<Row<'_>> = mentor.school.rows("pair").filter(led).collect();
    rows.sort_by_key(|row| row.date("from"));
    let mut guided: Vec<Row<'_>> = Vec::new();
    for row in rows.iter().flat_map(|row| row.linked("mentees")) {
        if !guided.iter().any(|known| known.link == row.link) {
            guided.push(row);
        }
    }
    let plans: Vec<Row<'_>> = mentor
        .school
        .rows("plan_row")
        .filter(|plan| rows.iter().any(|row| row.text("key") == plan.text("pair")))
        .collect();
    let finished = rows.iter().filter(|row| row.text("state") == "завершена").count();
    let first_year = rows.first().and_then(|row| row.date("from")).map(Date::year);
    let mut made = Map::new();
    made.insert("завершено_программ".into(), json!(finished));
    made.insert("первый_год_наставничества".into(), json!(first_year));
    made.insert("мероприятий_всего".into(), json!(plans.len()));
    let done = plans.iter().filter(|plan| plan.value("done").is_some()).count();
    made.insert("мероприятий_выполнено".into(), json!(done));
    let guided = guided
        .into_iter()
        .map(|row| Json::Object(person(row, day, naming)))
        .collect();
    made.insert("кого_вёл".into(), Json::Array(guided));
    let all = (1..)
        .zip(rows)
        .map(|(number, row)| Json::Object(pair(row, number, day, naming)))
        .collect();
    made.insert("все_пары".into(), Json::Array(all));
    made
}

/// Forms of address and the rows of other sheets that are about a person.
pub fn about(who: Row<'_>, model: &Model, day: Date) -> Map<String, Json> {
    let mut made = Map::new();
    let parts: Vec<&str> = who.person_name().split_whitespace().collect();
    made.insert(
        "имя_отчество".into(),
        json!(
            parts
                .get(1..)
                .filter(|rest| !rest.is_empty())
                .map(|rest| rest.join(" "))
        ),
    );
    for (name, sheet) in [("поощрения", "reward"), ("достижения", "achievement")] {
        made.insert(name.into(), rows(who, sheet, |_| true));
    }
    made.insert(
        "курсы_по_наставничеству".into(),
        rows(who, "course", |row| {
            matches!(
                row.value("about_mentoring"),
                Some(crate::ingest::record::Value::Bool(true))
            )
        }),
    );
    let months = who.experience("exp_ped", day).map(i64::from);
    let bound = 12 * model.number("стаж-начинающего");
    made.insert(
        "начинающий".into(),
        json!(months.is_some_and(|months| months < bound)),
    );
    made.insert("женщина".into(), json!(who.gender() == Some(Gender::Female)));
    made
}

fn rows(who: Row<'_>, sheet: &str, takes: impl Fn(Row<'_>) -> bool) -> Json {
    let theirs = rows_about(who, sheet).filter(|row| takes(*row));
    Json::Array(theirs.map(|row| Json::Object(object(row, 0))).collect())
}
