//! The roadmap of a school year, by sections: the rows of the sheet, or the roadmap of the model while there are none.

use jiff::civil::{Date, Weekday};
use serde_json::{Map, Value as Json, json};

use super::facts::{Facts, empty_object};
use super::named::{Named, Naming};
use super::object::object;
use crate::model::act;
use crate::model::calendar::{Calendar, Week};
use crate::model::roadmap::Activity;
use crate::russian::short_name;
use crate::russian::term::{Toward, of_year};
use crate::school::Row;

/// Who answers for what nobody is appointed to.
const INSTEAD: [&str; 2] = ["куратор", "руководитель"];

/// What the roadmap of a paper of the day prints: its sections, and which columns its rows fill.
pub fn roadmap(facts: Facts<'_>, day: Date, naming: &mut Naming) -> Map<String, Json> {
    let own = own(facts, naming);
    let is_offered = own.is_empty() && is_offered(facts);
    let sections = if is_offered { offered(facts, day) } else { own };
    let filled = |field: &str| {
        let mut rows = sections.iter().flat_map(|(_, rows)| rows);
        rows.any(|row| row[field].as_str().is_some_and(|text| !text.is_empty()))
    };
    let mut made = Map::new();
    for field in ["задача", "форма_проведения", "показатель"] {
        made.insert(format!("карта_{field}"), json!(filled(field)));
    }
    made.insert("карта_модели".into(), json!(is_offered));
    let numbered = (1..).zip(sections).map(
        |(number, (name, rows)): (u32, _)| json!({"номер": number, "название": name, "мероприятия": rows}),
    );
    made.insert("разделы".into(), Json::Array(numbered.collect()));
    made
}

/// The model's roadmap stands for that of the school: the sheet has no row of the year, and none was signed.
pub fn is_offered(facts: Facts<'_>) -> bool {
    let signed = facts
        .document("дорожная карта")
        .is_some_and(|row| row.text("state") != "проект");
    !signed && rows(facts).next().is_none()
}

type Sections = Vec<(String, Vec<Json>)>;

/// Rows of the sheet that belong to the school year.
fn rows<'a>(facts: Facts<'a>) -> impl Iterator<Item = Row<'a>> {
    let year = facts.year();
    let rows = facts.school.rows("activity");
    rows.filter(move |row| matches!(row.text("year"), of_year if of_year.is_empty() || of_year == year))
}

/// Sections in the order of the sheet, each with its activities.
fn own(facts: Facts<'_>, naming: &mut Naming) -> Sections {
    let mut sections: Sections = Vec::new();
    for row in rows(facts) {
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
    sections
}

/// The sections of the model with the days of this year and those who hold the roles on the day of the paper.
fn offered(facts: Facts<'_>, day: Date) -> Sections {
    let calendar = Calendar::of(facts.model, Week::of(facts.school));
    let (first, _) = facts.year_span();
    let is_here = |activity: &&Activity| {
        let role = &activity.with;
        let act = act::find(&activity.act);
        (role.is_empty() || facts.school.official(role, day).is_some())
            && act.is_none_or(|act| act.in_force(day))
    };
    let sections = (1..).zip(&facts.model.roadmap);
    sections
        .map(|(section, offered): (u32, _)| {
            let rows = (1..).zip(offered.activities.iter().filter(is_here));
            let rows = rows.map(|(number, activity): (u32, _)| {
                let mut row = empty_object("activity");
                let mut put = |name: &str, text: &str| {
                    if !text.is_empty() {
                        row.insert(name.to_owned(), json!(text));
                    }
                };
                put("номер", &format!("{section}.{number}"));
                put("задача", &activity.task);
                put("мероприятие", &activity.activity);
                put("форма_проведения", &activity.held_as);
                let term = of_year(&activity.term, first.year(), |day, toward| {
                    worked(&calendar, day, toward)
                });
                put("срок", &term);
                put("исполнители", &who(facts, &activity.who, day));
                put("результат", &activity.result);
                put("показатель", &activity.indicator);
                Json::Object(row)
            });
            (offered.title.clone(), rows.collect())
        })
        .collect()
}

/// Names of those who hold the roles; words that are no role stay.
fn who(facts: Facts<'_>, roles: &[String], day: Date) -> String {
    let mut names: Vec<String> = Vec::new();
    for role in roles {
        let holder = |role: &str| {
            let acting = (role == "руководитель").then(|| facts.school.official("и. о. руководителя", day));
            acting.flatten().or_else(|| facts.school.official(role, day))
        };
        let found = match is_role(role) {
            true => holder(role).or_else(|| INSTEAD.iter().find_map(|role| holder(role))),
            false => None,
        };
        let name = found.map_or_else(|| role.clone(), |row| short_name(row.text("fio")));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// A value of the column of roles.
fn is_role(word: &str) -> bool {
    use crate::ingest::schema::Schema;
    let sheet = Schema::get().sheet("official").map(|(_, sheet)| sheet);
    let field = sheet.and_then(|sheet| Some(&sheet.fields[sheet.field("role")?]));
    field.is_some_and(|field| field.values.iter().any(|role| role == word))
}

/// The nearest worked day; in a year without a calendar every weekday is one.
fn worked(calendar: &Calendar, day: Date, toward: Toward) -> Date {
    /// Longer than any holidays.
    const FARTHEST: usize = 14;
    let is_worked = |day: Date| {
        let weekday = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        calendar.is_working(day).unwrap_or(weekday)
    };
    let step = |day: Date| match toward {
        Toward::Earlier => day.yesterday().ok(),
        Toward::Later => day.tomorrow().ok(),
    };
    let days = std::iter::successors(Some(day), |day| step(*day)).take(FARTHEST);
    days.into_iter().find(|day| is_worked(*day)).unwrap_or(day)
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
            short_name(name)
        } else {
            name.to_owned()
        }
    };
    names.map(short).collect::<Vec<_>>().join(", ")
}
