//! Persons as papers show them.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use super::facts::empty_object;
use super::named::{Named, Naming};
use super::object::{nameless, object};
use crate::model::vocabulary;
use crate::russian::Gender;
use crate::school::{Row, School};

/// The record is of the sheet of students.
pub fn is_student(row: Row<'_>) -> bool {
    row.field("representative").is_some()
}

/// Rows of a sheet whose column «кто» names a person.
pub fn rows_about<'a>(person: Row<'a>, sheet: &str) -> impl Iterator<Item = Row<'a>> {
    let rows = person.school.rows(sheet);
    rows.filter(move |row| row.linked("person").any(|one| one.link == person.link))
}

/// A person with post, experience on the day, and the name put down for inflection. A student has the fields of an
/// employee too, all empty but the post: «обучающийся 9 «А» класса».
pub fn person(row: Row<'_>, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let is_student = is_student(row);
    let mut made = empty_object(if is_student { "person" } else { "student" });
    made.append(&mut object(row, 0));
    let name = row.person_name();
    made.insert("фио".into(), json!(name));
    naming.add(name, Named::Person(row.gender()));
    made.insert("это_обучающийся".into(), json!(is_student));
    if is_student {
        let post = post_of_student(row, day);
        naming.add(&post, Named::Post);
        made.insert("должность".into(), json!(post));
    }
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

/// «обучающаяся 9 «А» класса», «студент группы ТС-21»: what stands where an employee has a post.
fn post_of_student(row: Row<'_>, day: Date) -> String {
    let kind = vocabulary::Kind::of(row.school.organisation(day)).name();
    let word = |name: &str| vocabulary::word(name, kind);
    let who = match row.gender() {
        Some(Gender::Female) => word("обучающаяся"),
        _ => word("обучающийся"),
    };
    let class = row.text("class");
    let unit = vocabulary::forms(word("класс")).map_or("", |forms| forms[0].as_str());
    match class {
        "" => who.to_owned(),
        // «9 «А»» stands before its noun, «ТС-21» after it.
        class if class.starts_with(|letter: char| letter.is_ascii_digit()) => {
            format!("{who} {class} {unit}")
        }
        class => format!("{who} {unit} {class}"),
    }
}

/// «действующего» of a signatory, by the sex.
pub fn acting(gender: Option<Gender>) -> &'static str {
    match gender {
        Some(Gender::Female) => "действующей",
        _ => "действующего",
    }
}

/// Somebody who is not on the staff list: the name alone.
pub fn unlisted(name: &str) -> Map<String, Json> {
    let mut made = nameless(&json!(name));
    for field in ["ознакомлен", "согласен", "педстаж_лет"] {
        made.insert(field.into(), Json::Null);
    }
    made
}

/// Professional groups with their heads and members.
pub fn associations(school: &School) -> Vec<Json> {
    school
        .rows("association")
        .map(|row| Json::Object(object(row, 1)))
        .collect()
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
