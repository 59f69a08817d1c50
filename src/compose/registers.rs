//! Rows of the registers that span sheets: documents, practices, the inventory of the folder.

use serde_json::{Value as Json, json};

use super::consents::participants;
use super::facts::{Facts, list};
use super::object::object;
use super::pairs;
use crate::russian::dates::short;
use crate::school::Row;

/// Documents of all years, by journal and day.
pub fn documents(facts: Facts<'_>) -> Vec<Json> {
    let mut rows: Vec<Row<'_>> = facts.school.rows("document").collect();
    rows.sort_by_key(|row| (row.text("journal"), row.date("date")));
    rows.into_iter()
        .map(|row| {
            let mut made = object(row, 0);
            let links: Vec<String> = [
                ("replaces", "заменяет"),
                ("amends", "изменяет"),
                ("cancelled_by", "отменён"),
            ]
            .iter()
            .filter(|(key, _)| !row.text(key).is_empty())
            .map(|(key, word)| format!("{word}: {}", row.text(key)))
            .collect();
            made.insert("связи".into(), json!(links));
            let year = row.date("date").map(|day| day.year().to_string());
            made.insert("год".into(), json!(year));
            Json::Object(made)
        })
        .collect()
}

/// Local acts and orders of the school year that the site shows.
pub fn for_site(facts: Facts<'_>) -> Vec<Json> {
    const SHOWN: [&str; 6] = [
        "положение",
        "дорожная карта",
        "программа организации",
        "приказ о внедрении",
        "приказ о закреплении пар",
        "приказ о совете наставников",
    ];
    let year = facts.year();
    let in_force = |row: &Row<'_>| {
        !matches!(row.text("state"), "отменён" | "утратил силу" | "проект") && row.text("school_year") == year
    };
    let is_shown = |row: &Row<'_>| {
        let kinds = list(*row, "kinds");
        kinds
            .iter()
            .any(|kind| SHOWN.contains(&kind.as_str()) || kind.starts_with("положение "))
    };
    let rows = facts.school.rows("document").filter(in_force).filter(is_shown);
    rows.map(|row| Json::Object(object(row, 0))).collect()
}

/// What the participants made, published, presented.
pub fn practices(facts: Facts<'_>) -> Vec<Json> {
    let participants = participants(facts);
    facts
        .school
        .rows("achievement")
        .map(|row| {
            let author = row.linked("person").next();
            let role = author
                .and_then(|author| participants.iter().find(|one| one.row.link == author.link))
                .map(|one| one.roles.join("; "));
            let mut made = object(row, 0);
            made.insert("роль".into(), json!(role.unwrap_or_default()));
            Json::Object(made)
        })
        .collect()
}

/// What an inspector looks for in the folder, with the requisites of what is there.
pub fn inventory(facts: Facts<'_>) -> Vec<Json> {
    let paper = |what: &str, kinds: &[&str]| {
        let found = kinds.iter().find_map(|kind| facts.document(kind));
        let told = found.map(|row| {
            let day = row.date("date").map(short).unwrap_or_default();
            format!("от {day} № {}", row.text("number"))
        });
        let signed = found.is_some_and(|row| row.text("state") != "проект");
        let mark = match (found, signed) {
            (None, _) => "отсутствует: указать причину и срок",
            (Some(_), false) => "проект, не подписан",
            (Some(_), true) => "есть",
        };
        (what.to_owned(), told, mark.to_owned(), signed)
    };
    let pairs = pairs::of_year(facts);
    let counted = |what: &str, there: usize, needed: usize| {
        let mark = match (needed, there) {
            (0, _) => "в этом году не требуется".to_owned(),
            (needed, there) if there >= needed => "есть".to_owned(),
            (needed, there) => format!("{there} из {needed}"),
        };
        let told = (needed > 0).then(|| format!("{there} из {needed}"));
        (what.to_owned(), told, mark, needed > 0 && there >= needed)
    };
    let of = |sheet: &'static str, key: &'static str| {
        pairs
            .iter()
            .filter(|pair| {
                facts
                    .school
                    .rows(sheet)
                    .any(|row| row.text(key) == pair.text("key"))
            })
            .count()
    };
    let consents = |key: &str| pairs.iter().filter(|pair| pair.date(key).is_some()).count();
    let needs_addendum = pairs
        .iter()
        .filter(|pair| {
            let staff = |list: &str| pair.linked(list).any(|one| !super::staff::is_student(one));
            staff("mentor") && staff("mentees")
        })
        .count();
    let some = |what: &str, sheet: &'static str| {
        let rows = facts.school.rows(sheet).count();
        let mark = if rows > 0 {
            "есть"
        } else {
            "отсутствует: указать причину и срок"
        };
        let told = (rows > 0).then(|| format!("записей: {rows}"));
        (what.to_owned(), told, mark.to_owned(), rows > 0)
    };
    let rows = [
        paper("Приказ о системе наставничества", &["приказ о внедрении"]),
        paper(
            "Положение о системе наставничества",
            &["положение", "положение о наставничестве обучающихся"],
        ),
        paper("Дорожная карта на учебный год", &["дорожная карта"]),
        paper(
            "Приказ о назначении куратора",
            &["приказ о назначении куратора", "приказ о внедрении"],
        ),
        paper("Приказ о закреплении пар", &["приказ о закреплении пар"]),
        counted("Согласия наставников", consents("mentor_consent"), pairs.len()),
        counted("Согласия наставляемых", consents("mentee_consent"), pairs.len()),
        counted(
            "Дополнительные соглашения наставников",
            of("addendum", "pair").min(needs_addendum),
            needs_addendum,
        ),
        counted(
            "Персонализированные программы",
            of("programme", "pair"),
            pairs.len(),
        ),
        counted("Планы пар", of("plan_row", "pair"), pairs.len()),
        counted("Журналы встреч", of("meeting", "pair"), pairs.len()),
        some("Запросы педагогов, банк наставляемых", "request"),
        some("Протоколы советов", "council"),
        some("Диагностика на входе и выходе", "diagnosis"),
        some("Анкеты участников", "survey"),
        some("Обучение наставников", "course"),
        some("Раздел «Наставничество» на сайте", "site"),
        some("Соглашения с партнёрами", "partner"),
    ];
    (1..)
        .zip(rows)
        .map(|(number, (what, told, mark, there)): (u32, _)| {
            json!({"номер": number, "что": what, "реквизиты": told, "отметка": mark, "есть": there})
        })
        .collect()
}
