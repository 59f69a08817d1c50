//! Requisites that are wanting: which cell to fill, and for which papers.

use serde_json::Value as Json;

use super::object::tag_name;
use crate::ingest::schema::Schema;

/// A cell to fill.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanting {
    /// Where: sheet and column, or sheet and role.
    pub cell: String,
    /// Papers that were left out for it.
    pub papers: Vec<String>,
}

impl Wanting {
    /// One line for each cell, with all its papers.
    pub fn joined(mut all: Vec<Self>) -> Vec<Self> {
        all.sort();
        let mut joined: Vec<Self> = Vec::new();
        for one in all {
            match joined.last_mut() {
                Some(last) if last.cell == one.cell => last.papers.extend(one.papers),
                _ => joined.push(one),
            }
        }
        for one in &mut joined {
            one.papers.sort();
            one.papers.dedup();
        }
        joined
    }
}

/// The needed paths that lead to nothing in the data of a paper.
pub fn wanting(paper: &str, needs: &[String], data: &Json) -> Vec<Wanting> {
    let empty = |path: &&String| match path.split('.').try_fold(data, |here, part| here.get(part)) {
        None | Some(Json::Null) => true,
        Some(Json::String(text)) => text.is_empty(),
        Some(Json::Array(items)) => items.is_empty(),
        Some(_) => false,
    };
    needs
        .iter()
        .filter(empty)
        .map(|path| Wanting {
            cell: cell(path),
            papers: vec![paper.to_owned()],
        })
        .collect()
}

/// «Организация › Место составления» for `организация.место`; the role for an official.
fn cell(path: &str) -> String {
    let (head, field) = path.split_once('.').unwrap_or((path, ""));
    let officials = [
        "руководитель",
        "куратор",
        "кадры",
        "бухгалтерия",
        "профком",
        "секретарь_педсовета",
    ];
    // What hangs on a pair stands on a sheet of its own.
    let (head, field) = match (head, field.split_once('.')) {
        ("пара", Some((inner @ ("программа" | "допсоглашение"), field))) => {
            (inner, field)
        }
        ("пара", None) if field == "план" => ("план_пары", ""),
        ("пара", None) if field == "встречи" => ("встречи", ""),
        _ => (head, field),
    };
    let sheet = match head {
        "документ" => "document",
        "пары" | "закрепляемые" => "pair",
        "разделы" => "activity",
        "работники" => "person",
        "педсовет" | "заседание_совета" => "council",
        head if officials.contains(&head) => "official",
        _ => "",
    };
    let schema = Schema::get();
    let found = schema.sheet(sheet).map(|(_, sheet)| sheet).or_else(|| {
        schema
            .sheets
            .iter()
            .find(|sheet| tag_name(&sheet.entity) == head || tag_name(&sheet.plural) == head)
    });
    let Some(sheet) = found else {
        return path.to_owned();
    };
    if sheet.key == "official" {
        return format!("{} › {}", sheet.title, head.replace('_', " "));
    }
    let field = field.rsplit('.').next().unwrap_or_default();
    let title = sheet
        .fields
        .iter()
        .find(|one| tag_name(&one.name) == field)
        .map(|one| one.title.as_str());
    title.map_or_else(
        || sheet.title.clone(),
        |title| format!("{} › {title}", sheet.title),
    )
}
