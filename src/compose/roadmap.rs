//! The roadmap of a school year, by sections.

use serde_json::{Value as Json, json};

use super::facts::Facts;
use super::named::{Named, Naming};
use super::object::object;

/// Sections in the order of the sheet, each with its activities.
pub fn sections(facts: Facts<'_>, naming: &mut Naming) -> Vec<Json> {
    let year = facts.year();
    let mut sections: Vec<(String, Vec<Json>)> = Vec::new();
    for row in facts.school.rows("activity") {
        let of_year = row.text("year");
        if !of_year.is_empty() && of_year != year {
            continue;
        }
        for person in row.linked("responsible") {
            naming.add(person.person_name(), Named::Person(person.gender()));
        }
        let mut activity = object(row, 1);
        activity.insert(
            "исполнители".into(),
            json!(responsible(&activity["ответственные"])),
        );
        let name = row.text("section");
        match sections.iter_mut().find(|(known, _)| known == name) {
            Some((_, activities)) => activities.push(Json::Object(activity)),
            None => sections.push((name.to_owned(), vec![Json::Object(activity)])),
        }
    }
    let numbered = (1..).zip(sections);
    numbered.map(|(number, (name, activities))| json!({"номер": number, "название": name, "мероприятия": activities})).collect()
}

/// «Нестерова И. В., педагог-психолог»: names with initials, posts as they stand.
fn responsible(people: &Json) -> String {
    let names = people
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|person| person["фио"].as_str());
    let short = |name: &str| {
        let is_name = name.split_whitespace().count() > 1
            && name
                .split_whitespace()
                .all(|part| part.starts_with(char::is_uppercase));
        if is_name {
            crate::russian::short::short_name(name)
        } else {
            name.to_owned()
        }
    };
    names.map(short).collect::<Vec<_>>().join(", ")
}
