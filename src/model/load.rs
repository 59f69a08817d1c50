//! Loading a model: its files, the models it extends, the parameters of the settings; then compiling.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::compile::{self, Names};
use super::condition::Conditions;
use super::error::{ModelError, nearest};
use super::reader::{Reader, Table};
use super::requirement::{At, Better, Card, IndicatorDef, IndicatorKind, Population, Requirement, Trust};
use super::{FILES, Listed, Model, Parameter, act, entity};
use crate::diag::{Basis, Severity};
use crate::ingest::record::Value;

static SEVERITIES: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("query", Severity::Query),
    ("note", Severity::Note),
];
static TRUSTS: &[(&str, Trust)] = &[
    ("law", Trust::Law),
    ("recommendation", Trust::Recommendation),
    ("practice", Trust::Practice),
];
static ATS: &[(&str, At)] = &[
    ("document", At::Document),
    ("span", At::Span),
    ("today", At::Today),
];
static KINDS: &[(&str, IndicatorKind)] = &[
    ("ratio", IndicatorKind::Ratio),
    ("count", IndicatorKind::Count),
    ("per-person", IndicatorKind::PerPerson),
    ("change", IndicatorKind::Change),
    ("yes-no", IndicatorKind::YesNo),
    ("average", IndicatorKind::Average),
    ("declared", IndicatorKind::Declared),
];
static BETTER: &[(&str, Better)] = &[("more", Better::More), ("less", Better::Less)];

/// A file of a model: name for messages, text.
type File = (String, String);

pub(super) fn load(id_or_text: &str, settings: &toml::Table) -> Result<Model, Vec<ModelError>> {
    let mut chain = Vec::new();
    chain_of(id_or_text, &mut chain, &mut Vec::new()).map_err(|error| vec![error])?;
    let mut model = Model::default();
    let mut errors = Vec::new();
    for (name, text) in &chain {
        let mut reader = Reader::new(name, text);
        head(&mut reader, &mut model);
        errors.append(&mut reader.errors);
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
    for (name, text) in &chain {
        let mut reader = Reader::new(name, text);
        populations(&mut reader, &names, &mut model);
        let syntax = |error: &ModelError| error.message.starts_with("ошибка записи TOML");
        errors.extend(reader.errors.into_iter().filter(|error| !syntax(error)));
    }
    for (name, text) in &chain {
        let mut reader = Reader::new(name, text);
        body(&mut reader, &names, &mut model);
        // Mistakes of syntax and of the head were reported by the first pass.
        errors.extend(
            reader
                .errors
                .into_iter()
                .filter(|error| !error.message.starts_with("ошибка записи TOML")),
        );
    }
    model
        .requirements
        .retain(|requirement| !model.without.contains(&requirement.card.code));
    model
        .requirements
        .sort_by(|left, right| left.card.code.cmp(&right.card.code));
    if errors.is_empty() { Ok(model) } else { Err(errors) }
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
            let mut model = Model::default();
            for (name, text) in &files {
                head(&mut Reader::new(name, text), &mut model);
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
        vec![("модель".to_owned(), id_or_text.to_owned())]
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
    let table = toml::de::DeTable::parse(text).ok()?;
    let model = table.get_ref().get("model")?.get_ref().as_table()?;
    Some(model.get("extends")?.get_ref().as_str()?.to_owned())
}

/// The parts that the rest refers to: identity, parameters, lists.
fn head(reader: &mut Reader<'_>, model: &mut Model) {
    let root = reader.root();
    let table = root.get_ref();
    reader.known(
        table,
        &[
            "model",
            "parameters",
            "list",
            "population",
            "requirement",
            "indicator",
        ],
    );
    if let Some(about) = reader.table(table, "model") {
        reader.known(about, &["id", "version", "title", "about", "extends", "without"]);
        model.id = reader.required(about, "id", 0);
        model.version = reader.text(about, "version").unwrap_or_default();
        model.title = reader.required(about, "title", 0);
        model.about = reader.text(about, "about").unwrap_or_default();
        model.without.extend(reader.texts(about, "without"));
    }
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
            let title = title
                .or_else(|| known.map(|known| known.title.clone()))
                .unwrap_or_default();
            model
                .parameters
                .insert(name.get_ref().to_string(), Parameter { title, value });
        }
    }
    if let Some(lists) = reader.table(table, "list") {
        for name in lists.keys() {
            let items = reader.texts(lists, name.get_ref());
            model.lists.insert(name.get_ref().to_string(), items);
        }
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

fn populations(reader: &mut Reader<'_>, names: &Names<'_>, model: &mut Model) {
    let root = reader.root();
    let table = root.get_ref();
    if let Some(populations) = reader.table(table, "population") {
        for (name, node) in populations {
            let Some(inner) = node.get_ref().as_table() else {
                continue;
            };
            reader.known(inner, &["title", "over", "where"]);
            let title = reader.required(inner, "title", node.span().start);
            let Some(over) = over(reader, inner, node.span().start) else {
                continue;
            };
            let conditions = conditions(reader, names, inner, "where", over);
            let population = Population {
                title,
                over,
                conditions,
            };
            model.populations.insert(name.get_ref().to_string(), population);
        }
    }
}

fn body(reader: &mut Reader<'_>, names: &Names<'_>, model: &mut Model) {
    let root = reader.root();
    let table = root.get_ref();
    for (inner, span) in reader.tables(table, "requirement") {
        if let Some(requirement) = requirement(reader, names, inner, span.start) {
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

fn over<'i>(reader: &mut Reader<'i>, table: &Table<'i>, at: usize) -> Option<usize> {
    let name = reader.required(table, "over", at);
    let found = entity::entity(&name);
    if found.is_none() {
        let place = table.get("over").map_or(at, |node| node.span().start);
        let hint = nearest(&name, entity::entities());
        reader.error(place, format!("нет сущности «{name}»"), hint);
    }
    found
}

fn conditions<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    table: &Table<'i>,
    key: &str,
    over: usize,
) -> Conditions {
    match reader.table(table, key) {
        Some(inner) => compile::conditions(reader, names, inner, over),
        None => Conditions::default(),
    }
}

fn basis<'i>(reader: &mut Reader<'i>, table: &Table<'i>, at: usize) -> Vec<Basis> {
    let mut found = Vec::new();
    for (inner, span) in reader.tables(table, "basis") {
        reader.known(inner, &["act", "clause"]);
        let act = reader.required(inner, "act", span.start);
        if act::find(&act).is_none() {
            let hint = nearest(&act, act::all().iter().map(|act| act.id.as_str()));
            reader.error(span.start, format!("акта «{act}» нет в acts.toml"), hint);
        }
        let clause = reader.text(inner, "clause").unwrap_or_default();
        found.push(Basis { act, clause });
    }
    if found.is_empty() {
        reader.error(at, "нет основания: ключ «basis»", None);
    }
    found
}

fn requirement<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    table: &Table<'i>,
    at: usize,
) -> Option<Requirement> {
    reader.known(
        table,
        &[
            "code",
            "title",
            "severity",
            "trust",
            "at",
            "basis",
            "scope",
            "over",
            "when",
            "require",
            "message",
            "places",
            "hint",
            "explanation",
            "good",
            "bad",
        ],
    );
    let card = Card {
        code: reader.required(table, "code", at),
        title: reader.required(table, "title", at),
        severity: reader
            .word(table, "severity", SEVERITIES)
            .unwrap_or(Severity::Query),
        trust: reader.word(table, "trust", TRUSTS).unwrap_or(Trust::Practice),
        at: reader.word(table, "at", ATS).unwrap_or(At::Today),
        basis: basis(reader, table, at),
        scope: reader.text(table, "scope").unwrap_or_default(),
        hint: reader.required(table, "hint", at),
        explanation: reader.required(table, "explanation", at),
        good: reader.text(table, "good").unwrap_or_default(),
        bad: reader.text(table, "bad").unwrap_or_default(),
    };
    if !valid_code(&card.code) {
        reader.error(
            at,
            format!("код «{}» — не буква, дефис и две цифры", card.code),
            None,
        );
    }
    if card.severity == Severity::Error && card.trust != Trust::Law {
        reader.error(
            at,
            "ошибка может опираться только на закон или собственный акт организации",
            None,
        );
    }
    let over = over(reader, table, at)?;
    let when = conditions(reader, names, table, "when", over);
    let require = conditions(reader, names, table, "require", over);
    if require.clauses.is_empty() && require.quantifier.is_none() {
        reader.error(at, "нет ни одного условия в «require»", None);
    }
    let text = reader.required(table, "message", at);
    let message_at = table.get("message").map_or(at, |node| node.span().start);
    let message = compile::message(reader, &text, message_at, over);
    let places = reader
        .items(table, "places")
        .into_iter()
        .filter_map(|(name, at)| compile::path(reader, &name, at, &[over]))
        .collect();
    Some(Requirement {
        card,
        over,
        when,
        require,
        message,
        places,
    })
}

/// A letter of an area, a hyphen, two digits.
pub(super) fn valid_code(code: &str) -> bool {
    let letters: Vec<char> = code.chars().collect();
    matches!(letters[..], [area, '-', tens, ones]
        if "ДЛПАКИСШ".contains(area) && tens.is_ascii_digit() && ones.is_ascii_digit())
}

fn indicator<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    model: &Model,
    table: &Table<'i>,
    at: usize,
) -> Option<IndicatorDef> {
    reader.known(
        table,
        &[
            "id",
            "title",
            "kind",
            "unit",
            "population",
            "per",
            "value",
            "where",
            "target",
            "better",
            "history",
            "basis",
            "explanation",
        ],
    );
    let id = reader.required(table, "id", at);
    let kind = reader.word(table, "kind", KINDS)?;
    let name = reader.text(table, "population").unwrap_or_default();
    let mut known = |name: &str| {
        if !model.populations.contains_key(name) {
            let hint = nearest(name, model.populations.keys().map(String::as_str));
            reader.error(at, format!("нет совокупности «{name}»"), hint);
        }
    };
    if kind != IndicatorKind::Declared {
        known(&name);
    }
    let per_key = table
        .get("per")
        .and_then(|node| node.get_ref().as_str())
        .unwrap_or_default();
    if kind == IndicatorKind::PerPerson {
        known(per_key);
    }
    let over = model
        .populations
        .get(&name)
        .map_or(entity::SCHOOL, |population| population.over);
    let value = reader
        .text(table, "value")
        .and_then(|text| compile::path(reader, &text, at, &[over]));
    if kind == IndicatorKind::Average && value.is_none() {
        reader.error(at, "среднее считают по полю: нужен ключ «value»", None);
    }
    let target = table.get("target").and_then(|node| match node.get_ref() {
        DeValue::Table(inner) => {
            let name = reader.required(inner, "param", at);
            let found = names.parameters.get(&name).cloned();
            if found.is_none() {
                let hint = nearest(&name, names.parameters.keys().map(String::as_str));
                reader.error(at, format!("нет параметра «{name}»"), hint);
            }
            found
        }
        plain => compile::plain(plain),
    });
    Some(IndicatorDef {
        title: reader.required(table, "title", at),
        unit: reader.required(table, "unit", at),
        per: per_key.to_owned(),
        value,
        conditions: conditions(reader, names, table, "where", over),
        target,
        better: reader.word(table, "better", BETTER).unwrap_or(Better::More),
        history: table
            .get("history")
            .and_then(|node| node.get_ref().as_bool())
            .unwrap_or(false),
        basis: basis(reader, table, at),
        explanation: reader.required(table, "explanation", at),
        population: name,
        id,
        kind,
    })
}
