//! The page of all fields that papers may speak of: made from the data of a school, so that no field is forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

use super::{Asked, Facts, ScopeKind, scopes};

/// Longest example, in characters.
const EXAMPLE: usize = 60;

/// The page; `kinds` are the kinds of the papers that templates are written for.
pub fn fields(facts: Facts<'_>, kinds: &BTreeSet<(ScopeKind, String)>) -> String {
    let mut page = String::from(
        "# Поля для шаблонов\n\nЧто можно печатать в документах. Примеры взяты из школы-образца без ошибок. Пустой пример — поле есть, а \
         в образце оно не заполнено. Запись, поля которой уже перечислены, показана ссылкой.\n",
    );
    let asked = Asked {
        by_name: true,
        pair: None,
        introduced: false,
    };
    let data = |scope: ScopeKind, kind: &str| -> Map<String, Json> {
        let made = scopes(facts, scope, kind, asked);
        let mut all = Json::Object(Map::new());
        for one in made {
            join(&mut all, one.data);
        }
        match all {
            Json::Object(fields) => fields,
            _ => Map::new(),
        }
    };
    let common = data(ScopeKind::School, "");
    let mut known = BTreeMap::new();
    section(
        &mut page,
        "Все документы школы",
        &common,
        &BTreeSet::new(),
        &mut known,
    );
    let common: BTreeSet<&str> = common.keys().map(String::as_str).collect();
    for (scope, kind) in kinds {
        if *scope == ScopeKind::School && kind.is_empty() {
            continue;
        }
        let own = data(*scope, kind);
        if own.keys().all(|name| common.contains(name.as_str())) {
            continue;
        }
        let of_kind = if kind.is_empty() {
            String::new()
        } else {
            format!(", вид «{kind}»")
        };
        let title = format!("{}{of_kind}: кроме общих полей", title(*scope));
        section(&mut page, &title, &own, &common, &mut known);
    }
    page
}

fn title(scope: ScopeKind) -> &'static str {
    match scope {
        ScopeKind::School => "Документ школы",
        ScopeKind::Pair => "Документ пары (`pair`)",
        ScopeKind::EndedPair => "Документ пары, закончившей раньше срока (`ended-pair`)",
        ScopeKind::Person => "Документ участника (`person`)",
        ScopeKind::Partner => "Документ партнёра (`partner`)",
        ScopeKind::Candidate => "Документ кандидата в наставники (`candidate`)",
        ScopeKind::Meeting => "Документ заседания (`meeting`)",
        ScopeKind::Point => "Лист пункта проверки (`point`)",
    }
}

/// Joins examples: the first value that is there stays.
fn join(into: &mut Json, from: Json) {
    match (into, from) {
        (Json::Object(into), Json::Object(from)) => {
            for (name, value) in from {
                match into.get_mut(&name) {
                    Some(own) => join(own, value),
                    None => {
                        into.insert(name, value);
                    }
                }
            }
        }
        (Json::Array(into), Json::Array(from)) if into.is_empty() => *into = from,
        (into @ Json::Null, from) => *into = from,
        (Json::String(into), Json::String(from)) if into.is_empty() => *into = from,
        _ => {}
    }
}

fn section(
    page: &mut String,
    title: &str,
    fields: &Map<String, Json>,
    without: &BTreeSet<&str>,
    known: &mut BTreeMap<Vec<String>, String>,
) {
    let _ = write!(
        page,
        "\n## {title}\n\n| поле | что это | пример |\n|---|---|---|\n"
    );
    let fields: BTreeMap<&String, &Json> = fields
        .iter()
        .filter(|(name, _)| !without.contains(name.as_str()))
        .collect();
    for (name, value) in fields {
        field(page, name, value, known);
    }
}

fn field(page: &mut String, path: &str, value: &Json, known: &mut BTreeMap<Vec<String>, String>) {
    match value {
        Json::Object(fields) => record(page, path, "запись", fields, known),
        Json::Array(items) => {
            let mut one = Json::Null;
            for item in items {
                join(&mut one, item.clone());
            }
            match one {
                Json::Object(fields) => record(page, &format!("{path}[]"), "список записей", &fields, known),
                Json::Null => line(page, path, "список", ""),
                item => line(page, path, "список", &example(&item)),
            }
        }
        Json::Null => line(page, path, "значение", ""),
        Json::Bool(_) => line(page, path, "да или нет", &example(value)),
        Json::Number(_) => line(page, path, "число", &example(value)),
        Json::String(_) => line(page, path, "текст", &example(value)),
    }
}

fn record(
    page: &mut String,
    path: &str,
    what: &str,
    fields: &Map<String, Json>,
    known: &mut BTreeMap<Vec<String>, String>,
) {
    let mut names: Vec<String> = fields.keys().cloned().collect();
    names.sort();
    if let Some(other) = known.get(&names).filter(|_| !names.is_empty()) {
        line(page, path, &format!("{what}, поля как у `{other}`"), "");
        return;
    }
    known.insert(names.clone(), path.to_owned());
    line(page, path, what, "");
    for name in names {
        if let Some(value) = fields.get(&name) {
            field(page, &format!("{path}.{name}"), value, known);
        }
    }
}

fn line(page: &mut String, path: &str, what: &str, example: &str) {
    let _ = writeln!(page, "| `{path}` | {what} | {example} |");
}

fn example(value: &Json) -> String {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Bool(flag) => if *flag { "да" } else { "нет" }.to_owned(),
        other => other.to_string(),
    };
    let text = text.replace(['\n', '\r'], " ").replace('|', "\\|");
    if text.chars().count() > EXAMPLE {
        let cut: String = text.chars().take(EXAMPLE).collect();
        format!("{}…", cut.trim_end())
    } else {
        text
    }
}
