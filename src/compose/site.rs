//! What the site may show: nobody without a consent to publication, no contacts.

use serde_json::{Map, Value as Json, json};

use super::consents::{may_be_published, participants, withdrew_publication};
use super::facts::Facts;
use super::registers;
use super::staff::is_student;

/// Lists for the section of the site. `mentors` and `mentees` are the rows of the registers.
pub fn lists(facts: Facts<'_>, mentors: &[Json], mentees: &[Json]) -> Map<String, Json> {
    let day = facts.date;
    let people = participants(facts);
    let allowed = |rows: &[Json]| -> Vec<Json> {
        rows.iter()
            .filter(|row| {
                let name = row["фио"].as_str();
                let mut same = people.iter().filter(|one| Some(one.row.person_name()) == name);
                same.next().is_some_and(|one| may_be_published(one.row, day)) && same.next().is_none()
            })
            .cloned()
            .collect()
    };
    let withdrawn: Vec<&str> = people
        .iter()
        .filter(|one| withdrew_publication(one.row, day))
        .map(|one| one.row.person_name())
        .collect();
    let mentors = allowed(mentors);
    let mut made = Map::new();
    made.insert("можно_назвать".into(), json!(mentors));
    made.insert("наставники_для_сайта".into(), Json::Array(mentors));
    made.insert("наставляемые_для_сайта".into(), Json::Array(allowed(mentees)));
    made.insert("убрать_с_сайта".into(), json!(withdrawn));
    made.insert(
        "документы_для_сайта".into(),
        Json::Array(registers::for_site(facts)),
    );
    let guided = |student: bool| {
        people
            .iter()
            .any(|one| one.roles.contains(&"наставляемый") && is_student(one.row) == student)
    };
    made.insert("педагоги_наставляемые".into(), json!(guided(false)));
    made.insert(
        "обучающиеся_участвуют".into(),
        json!(people.iter().any(|one| is_student(one.row))),
    );
    made
}
