//! Loading a model: its files, the models it extends, the parameters of the settings; then compiling.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::compile::{self, Names};
use super::condition::Conditions;
use super::define::{conditions, indicator, over, requirement};
use super::entity::SCHOOL;
use super::error::ModelError;
use super::eval::young::DEFINITIONS;
use super::reader::{Reader, Root, SYNTAX, Table};
use super::requirement::Population;
use super::{DEFAULT, FILES, Listed, Model, OWN_FILE, Parameter, calendar, roadmap};
use crate::diag::nearest;
use crate::ingest::record::Value;
use crate::ingest::schema::Schema;

/// A file of a model: name for messages, text.
type File = (String, String);

pub(super) fn load(id_or_text: &str, settings: &toml::Table) -> Result<Model, Vec<ModelError>> {
    let mut chain = Vec::new();
    chain_of(id_or_text, &mut chain, &mut Vec::new()).map_err(|error| vec![error])?;
    let mut model = with_defaults(&chain);
    let mut errors = Vec::new();
    let mut files: Vec<(Reader<'_>, Root<'_>)> = chain
        .iter()
        .map(|(name, text)| Reader::parsed(name, text))
        .collect();
    for (reader, root) in &mut files {
        head(reader, root.get_ref(), &mut model);
        errors.append(&mut reader.errors);
    }
    if errors.iter().any(|error| error.message.starts_with(SYNTAX)) {
        errors.retain(|error| error.message.starts_with(SYNTAX));
        return Err(errors);
    }
    override_parameters(&mut model, settings, &mut errors);
    let parameters: BTreeMap<String, Value> = model
        .parameters
        .iter()
        .map(|(name, parameter)| (name.clone(), parameter.value.clone()))
        .collect();
    let lists = model.lists.clone();
    let names = Names {
        parameters: &parameters,
        lists: &lists,
    };
    for (reader, root) in &mut files {
        populations(reader, root.get_ref(), &names, &mut model);
        errors.append(&mut reader.errors);
    }
    for (reader, root) in &mut files {
        body(reader, root.get_ref(), &names, &mut model);
        errors.append(&mut reader.errors);
    }
    model
        .requirements
        .retain(|requirement| !model.without.contains(&requirement.card.code));
    model
        .indicators
        .retain(|indicator| !model.without.contains(&indicator.id));
    model
        .requirements
        .sort_by(|left, right| left.card.code.cmp(&right.card.code));
    young(&model, &mut errors);
    if errors.is_empty() { Ok(model) } else { Err(errors) }
}

/// A model that extends nothing has the parameters of the base all the same: the program asks for them.
fn with_defaults(chain: &[File]) -> Model {
    let mut model = Model::default();
    let base = super::files(DEFAULT);
    if !base
        .iter()
        .any(|(name, _)| chain.iter().any(|(own, _)| own == name))
    {
        for (name, text) in base {
            let (mut reader, root) = Reader::parsed(name, text);
            parameters(&mut reader, root.get_ref(), &mut model);
        }
    }
    model
}

pub(super) fn list() -> Vec<Listed> {
    let mut found: Vec<Listed> = FILES
        .dirs()
        .filter_map(|folder| {
            let id = folder.path().to_str()?;
            let files: Vec<File> = super::files(id)
                .into_iter()
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect();
            if files.is_empty() {
                return None;
            }
            let mut model = Model::default();
            for (name, text) in &files {
                let (mut reader, root) = Reader::parsed(name, text);
                head(&mut reader, root.get_ref(), &mut model);
            }
            Some(Listed {
                id,
                title: model.title,
                about: model.about,
            })
        })
        .collect();
    found.sort_by(|left, right| left.id.cmp(right.id));
    found
}

/// Files of the model and of those it extends, the base first.
fn chain_of(id_or_text: &str, chain: &mut Vec<File>, seen: &mut Vec<String>) -> Result<(), ModelError> {
    let files: Vec<File> = if id_or_text.contains('\n') {
        vec![(OWN_FILE.to_owned(), id_or_text.to_owned())]
    } else {
        super::files(id_or_text)
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    };
    let mistake = |message: String, suggestion| ModelError {
        file: id_or_text.lines().next().unwrap_or_default().to_owned(),
        line: 0,
        column: 0,
        message,
        suggestion,
    };
    if files.is_empty() {
        let ids = list();
        let hint = nearest(id_or_text, ids.iter().map(|listed| listed.id));
        return Err(mistake(format!("нет целевой модели «{id_or_text}»"), hint));
    }
    if seen.iter().any(|id| id == id_or_text) {
        return Err(mistake("модель расширяет саму себя".to_owned(), None));
    }
    seen.push(id_or_text.to_owned());
    let parents: Vec<String> = files.iter().filter_map(|(_, text)| parent(text)).collect();
    for parent in parents {
        chain_of(&parent, chain, seen)?;
    }
    chain.extend(files);
    Ok(())
}

fn parent(text: &str) -> Option<String> {
    // Only one file of a model says so.
    text.contains("extends").then_some(())?;
    let table = toml::de::DeTable::parse(text).ok()?;
    let model = table.get_ref().get("model")?.get_ref().as_table()?;
    Some(model.get("extends")?.get_ref().as_str()?.to_owned())
}

/// The parts that the rest refers to: identity, parameters, lists.
fn head<'i>(reader: &mut Reader<'i>, table: &Table<'i>, model: &mut Model) {
    reader.known(
        table,
        &[
            "model",
            "parameters",
            "list",
            "population",
            "requirement",
            "indicator",
            "roadmap",
        ],
    );
    let roadmap = roadmap::read(reader, table);
    if !roadmap.is_empty() {
        model.roadmap = roadmap;
    }
    if let Some(about) = reader.table(table, "model") {
        reader.known(
            about,
            &["id", "version", "title", "about", "extends", "without", "sheets"],
        );
        model.id = reader.required(about, "id", 0);
        model.lineage.push(model.id.clone());
        model.version = reader.text(about, "version").unwrap_or_default();
        model.title = reader.required(about, "title", 0);
        model.about = reader.text(about, "about").unwrap_or_default();
        model.without.extend(reader.texts(about, "without"));
        for (title, at) in reader.items(about, "sheets") {
            let sheets = &Schema::get().sheets;
            match sheets.iter().find(|sheet| sheet.title == title) {
                Some(sheet) => _ = model.sheets.insert(sheet.key.clone()),
                None => {
                    let hint = nearest(&title, sheets.iter().map(|sheet| sheet.title.as_str()));
                    reader.error(at, format!("нет листа «{title}»"), hint);
                }
            }
        }
    }
    parameters(reader, table, model);
    if let Some(lists) = reader.table(table, "list") {
        for name in lists.keys() {
            list_is_known(reader, name.get_ref(), name.span().start, model);
            for (item, at) in reader.items(lists, name.get_ref()) {
                if let Some(wanted) = calendar::misread(name.get_ref(), &item) {
                    reader.error(
                        at,
                        format!("«{item}» не понято: нужно, например, «{wanted}»"),
                        None,
                    );
                }
            }
            let items = reader.texts(lists, name.get_ref());
            model.lists.insert(name.get_ref().to_string(), items);
        }
    }
}

fn parameters<'i>(reader: &mut Reader<'i>, table: &Table<'i>, model: &mut Model) {
    if let Some(parameters) = reader.table(table, "parameters") {
        for (name, node) in parameters {
            let at = node.span().start;
            let value = match node.get_ref() {
                DeValue::Table(inner) => {
                    reader.known(inner, &["value", "title"]);
                    inner
                        .get("value")
                        .and_then(|value| compile::plain(value.get_ref()))
                }
                other => compile::plain(other),
            };
            let title = node
                .get_ref()
                .as_table()
                .and_then(|inner| reader.text(inner, "title"));
            let Some(value) = value else {
                reader.error(at, "у параметра нет значения", None);
                continue;
            };
            let known = model.parameters.get(name.get_ref().as_ref());
            if let Some(message) = doubtful(known, &value, title.as_deref(), model) {
                let hint = nearest(name.get_ref(), model.parameters.keys().map(String::as_str));
                let hint = hint.filter(|_| known.is_none());
                reader.error(name.span().start, message, hint);
                continue;
            }
            let title = title
                .or_else(|| known.map(|known| known.title.clone()))
                .unwrap_or_default();
            model
                .parameters
                .insert(name.get_ref().to_string(), Parameter { title, value });
        }
    }
}

/// What is wrong with a parameter of a file that extends another: a bare value of an unknown name, another type.
fn doubtful(
    known: Option<&Parameter>,
    value: &Value,
    title: Option<&str>,
    model: &Model,
) -> Option<&'static str> {
    let number = |value: &Value| matches!(value, Value::Integer(_) | Value::Number(_));
    match known {
        Some(known) => {
            let same = std::mem::discriminant(&known.value) == std::mem::discriminant(value);
            let fits = same || number(&known.value) && number(value);
            (!fits).then_some("у этого параметра значение другого вида")
        }
        None if title.is_none() && !model.parameters.is_empty() => {
            Some("такого параметра нет; свой новый записывают с названием: { value = …, title = \"…\" }")
        }
        None => None,
    }
}

/// A list whose name is a letter away from one of the base is meant to be that one.
fn list_is_known(reader: &mut Reader<'_>, name: &str, at: usize, model: &Model) {
    if model.lists.contains_key(name) {
        return;
    }
    let near = nearest(name, model.lists.keys().map(String::as_str));
    let letters = |text: &str| text.chars().count();
    if let Some(near) = near.filter(|near| letters(near).abs_diff(letters(name)) < 2) {
        reader.error(at, format!("в модели нет списка «{name}»"), Some(near));
    }
}

/// The parameter «молодой» names one of the definitions.
fn young(model: &Model, errors: &mut Vec<ModelError>) {
    let word = model.word("молодой");
    let names = || DEFINITIONS.iter().map(|definition| definition.name);
    if model.parameters.contains_key("молодой") && !names().any(|name| name == word) {
        errors.push(ModelError {
            file: "параметр «молодой»".to_owned(),
            line: 0,
            column: 0,
            message: format!("нет определения «{word}»"),
            suggestion: nearest(word, names()),
        });
    }
}

fn override_parameters(model: &mut Model, settings: &toml::Table, errors: &mut Vec<ModelError>) {
    for (name, value) in settings {
        let mut mistake = |message: String, suggestion| {
            errors.push(ModelError {
                file: "nastavnik.toml".to_owned(),
                line: 0,
                column: 0,
                message,
                suggestion,
            });
        };
        let given = match value {
            toml::Value::String(text) => Value::Text(text.as_str().into()),
            toml::Value::Integer(number) => Value::Integer(*number),
            toml::Value::Float(number) => Value::Number(*number),
            toml::Value::Boolean(yes) => Value::Bool(*yes),
            _ => {
                mistake(
                    format!("параметр «{name}»: нужно число, текст, true или false"),
                    None,
                );
                continue;
            }
        };
        let Some(parameter) = model.parameters.get_mut(name) else {
            let hint = nearest(name, model.parameters.keys().map(String::as_str));
            mistake(format!("у модели нет параметра «{name}»"), hint);
            continue;
        };
        let number = |value: &Value| matches!(value, Value::Integer(_) | Value::Number(_));
        let same = std::mem::discriminant(&parameter.value) == std::mem::discriminant(&given);
        if same || (number(&parameter.value) && number(&given)) {
            parameter.value = given;
        } else {
            mistake(
                format!("параметр «{name}»: значение другого вида, чем в модели"),
                None,
            );
        }
    }
}

fn populations<'i>(reader: &mut Reader<'i>, table: &Table<'i>, names: &Names<'_>, model: &mut Model) {
    if let Some(populations) = reader.table(table, "population") {
        for (name, node) in populations {
            let Some(inner) = node.get_ref().as_table() else {
                continue;
            };
            reader.known(inner, &["title", "over", "where", "union"]);
            let title = reader.required(inner, "title", node.span().start);
            let union = reader.texts(inner, "union");
            if !union.is_empty() {
                let parts: Vec<&Population> = union
                    .iter()
                    .filter_map(|name| model.populations.get(name))
                    .collect();
                let over = parts.first().map_or(SCHOOL, |part| part.over);
                if parts.len() < union.len() || parts.iter().any(|part| part.over != over) {
                    let message = "объединяют совокупности, описанные выше и об одних и тех же записях";
                    reader.error(node.span().start, message, None);
                }
                let population = Population {
                    title,
                    over,
                    conditions: Conditions::default(),
                    union,
                };
                model.populations.insert(name.get_ref().to_string(), population);
                continue;
            }
            let Some(over) = over(reader, inner, node.span().start) else {
                continue;
            };
            let conditions = conditions(reader, names, inner, "where", over);
            let population = Population {
                title,
                over,
                conditions,
                union,
            };
            model.populations.insert(name.get_ref().to_string(), population);
        }
    }
}

fn body<'i>(reader: &mut Reader<'i>, table: &Table<'i>, names: &Names<'_>, model: &mut Model) {
    let mut codes = std::collections::BTreeSet::new();
    for (inner, span) in reader.tables(table, "requirement") {
        if let Some(requirement) = requirement(reader, names, inner, span.start) {
            if !codes.insert(requirement.card.code.clone()) {
                let message = format!(
                    "требование «{}» уже есть выше в этом файле",
                    requirement.card.code
                );
                reader.error(span.start, message, None);
            }
            model
                .requirements
                .retain(|other| other.card.code != requirement.card.code);
            model.requirements.push(requirement);
        }
    }
    for (inner, span) in reader.tables(table, "indicator") {
        if let Some(indicator) = indicator(reader, names, model, inner, span.start) {
            model.indicators.retain(|other| other.id != indicator.id);
            model.indicators.push(indicator);
        }
    }
}
