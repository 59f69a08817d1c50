//! How the school stands on each point of the inspector's list.

use serde_json::{Map, Value as Json, json};

use super::facts::{Facts, list};
use super::pairs;
use crate::indicator::Status;
use crate::model::inspection::{Point, points};
use crate::russian::dates::short;
use crate::school::Row;

/// The points with what is there: «есть», «проект, не подписан», «12 из 13», «отсутствует».
pub fn standing(facts: Facts<'_>) -> Vec<Map<String, Json>> {
    (1..)
        .zip(points())
        .map(|(number, point): (u32, _)| {
            let parts = parts(facts, point);
            let is_there = parts.iter().all(|part| part.is_there);
            let is_begun = parts.iter().any(|part| !part.told.is_empty());
            let told: Vec<&str> = parts
                .iter()
                .map(|part| part.told.as_str())
                .filter(|told| !told.is_empty())
                .collect();
            let wanting: Vec<&str> = parts
                .iter()
                .filter(|part| !part.is_there)
                .map(|part| part.wanting.as_str())
                .collect();
            let mark = match (is_there, is_begun) {
                (true, _) => "есть",
                (false, true) => "неполно: см. лист «отсутствует»",
                (false, false) => "отсутствует: см. лист",
            };
            let mut made = Map::new();
            made.insert("номер".into(), json!(number));
            made.insert("номер_папки".into(), json!(format!("{number:02}")));
            made.insert("что".into(), json!(point.title));
            made.insert("папка".into(), json!(point.folder));
            made.insert("есть".into(), json!(is_there));
            made.insert("реквизиты".into(), json!(told.join("; ")));
            made.insert("отметка".into(), json!(mark));
            made.insert("чего_нет".into(), json!(wanting));
            made
        })
        .collect()
}

/// One thing a point asks for.
struct Part {
    is_there: bool,
    /// What is there.
    told: String,
    /// What is not.
    wanting: String,
}

fn parts(facts: Facts<'_>, point: &Point) -> Vec<Part> {
    let mut parts = Vec::new();
    if !point.kinds.is_empty() {
        parts.push(document(facts, point));
    }
    parts.extend(point.of_pairs.iter().map(|key| of_pairs(facts, key)));
    if !point.sheet.is_empty() {
        parts.push(records(facts, &point.sheet));
    }
    if !point.indicator.is_empty() {
        parts.push(indicator(facts, &point.indicator));
    }
    parts
}

fn document(facts: Facts<'_>, point: &Point) -> Part {
    let year = facts.year();
    let of_kind = |row: &Row<'_>| list(*row, "kinds").iter().any(|kind| point.kinds.contains(kind));
    let in_force = |row: &Row<'_>| !matches!(row.text("state"), "отменён" | "утратил силу");
    let rows = facts.school.rows("document").filter(of_kind).filter(in_force);
    let found = rows
        .filter(|row| point.any_year || row.text("school_year") == year)
        .max_by_key(|row| (row.text("state") != "проект", row.date("date")));
    let told = found.map(|row| {
        let day = row.date("date").map(short).unwrap_or_default();
        let draft = if row.text("state") == "проект" {
            ", проект не подписан"
        } else {
            ""
        };
        format!("от {day} № {}{draft}", row.text("number"))
    });
    Part {
        is_there: found.is_some_and(|row| row.text("state") != "проект"),
        told: told.unwrap_or_default(),
        wanting: format!("подписанного документа: {}", point.kinds.join(" или ")),
    }
}

/// Rows of a sheet that name every pair, or days of a column that every pair has.
fn of_pairs(facts: Facts<'_>, key: &str) -> Part {
    let all = pairs::of_year(facts);
    let is_column = crate::ingest::schema::Schema::get()
        .sheet("pair")
        .is_some_and(|(_, sheet)| sheet.field(key).is_some());
    let has = |pair: &&Row<'_>| match is_column {
        true => !pair.text(key).is_empty() || pair.date(key).is_some() || pair.linked(key).next().is_some(),
        false => facts
            .school
            .rows(key)
            .any(|row| row.text("pair") == pair.text("key")),
    };
    // Only a mentor who is paid for the work has an addendum.
    let needed: Vec<Row<'_>> = match key {
        "addendum" => all.into_iter().filter(between_staff).collect(),
        _ => all,
    };
    let there = needed.iter().filter(has).count();
    let what = title(key, is_column);
    Part {
        is_there: there == needed.len() && !needed.is_empty(),
        told: if there > 0 {
            format!("{what}: {there} из {}", needed.len())
        } else {
            String::new()
        },
        wanting: format!("«{what}» – есть у {there} пар из {}", needed.len()),
    }
}

fn between_staff(pair: &Row<'_>) -> bool {
    let staff = |list: &str| pair.linked(list).any(|one| !super::staff::is_student(one));
    staff("mentor") && staff("mentees")
}

fn title(key: &str, is_column: bool) -> String {
    let schema = crate::ingest::schema::Schema::get();
    let column = || {
        let (_, sheet) = schema.sheet("pair")?;
        Some(sheet.fields[sheet.field(key)?].title.clone())
    };
    let sheet = || schema.sheet(key).map(|(_, sheet)| sheet.title.clone());
    let found = if is_column { column() } else { sheet() };
    found.unwrap_or_default()
}

fn records(facts: Facts<'_>, sheet: &str) -> Part {
    let count = facts.school.rows(sheet).count();
    let what = title(sheet, false);
    Part {
        is_there: count > 0,
        told: if count > 0 {
            format!("записей на листе «{what}»: {count}")
        } else {
            String::new()
        },
        wanting: format!("записей на листе «{what}»"),
    }
}

fn indicator(facts: Facts<'_>, id: &str) -> Part {
    let found = facts.indicators.iter().find(|one| one.id == id);
    let told = found.map(|one| format!("{}: {}", one.title, one.shown()));
    Part {
        // Shares of few are not judged, and nobody to count is nobody to fail.
        is_there: found.is_some_and(|one| match one.status {
            Status::Met | Status::Info => true,
            Status::Missed => false,
            Status::NoData => one.denominator == Some(0.0),
        }),
        told: told.clone().unwrap_or_default(),
        wanting: told.map_or_else(
            || "показателя".to_owned(),
            |told| format!("планового значения ({told})"),
        ),
    }
}
