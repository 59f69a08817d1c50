//! Persons as papers show them.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::named::{Named, Naming};
use super::object::object;
use crate::russian::Gender;
use crate::school::{Row, School};

/// A person with post, experience on the day, and the name put down for inflection.
pub fn person(row: Row<'_>, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let mut made = object(row, 0);
    let name = row.person_name();
    made.insert("фио".into(), json!(name));
    naming.add(name, Named::Person(row.gender()));
    naming.add(row.text("position"), Named::Post);
    let (familiar, agreed) = match row.gender() {
        Some(Gender::Female) => ("ознакомлена", "согласна"),
        Some(Gender::Male) => ("ознакомлен", "согласен"),
        None => ("ознакомлен(а)", "согласен (согласна)"),
    };
    made.insert("ознакомлен".into(), json!(familiar));
    made.insert("согласен".into(), json!(agreed));
    let years = row.experience("exp_ped", day).map(|months| months / 12);
    made.insert(
        "педстаж_лет".into(),
        years.map_or(Json::Null, |years| json!(years)),
    );
    made
}

/// Everybody who must be acquainted with a local act on a day: employed, not on leave; those on leave apart.
pub fn to_acquaint(school: &School, day: Date, naming: &mut Naming) -> (Vec<Json>, Vec<Json>) {
    let mut seen = std::collections::BTreeSet::new();
    let mut present = Vec::new();
    let mut absent = Vec::new();
    let own = |row: &Row<'_>| row.is_employed(day) && !row.is_outside();
    for row in school.rows("person").filter(own) {
        if !seen.insert(row.key()) {
            continue;
        }
        let into = if row.is_absent(day) {
            &mut absent
        } else {
            &mut present
        };
        into.push(Json::Object(person(row, day, naming)));
    }
    for list in [&mut present, &mut absent] {
        list.sort_by(|one, other| one["фио"].as_str().cmp(&other["фио"].as_str()));
    }
    (present, absent)
}
