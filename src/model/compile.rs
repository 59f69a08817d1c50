//! From tables of a model file to conditions: every name and every value is checked against the schema here, so that
//! evaluation cannot meet an unknown one.

use jiff::Span;
use jiff::civil::Date;
use toml::de::DeValue;

use super::act;
use super::condition::{Clause, Conditions, Leaf, Op, Path, Piece, Quantifier, Right, Test};
use super::entity::Kind;
use super::eval::text as words;
use super::fold::Words;
use super::path::{ends, path};
use super::reader::{Node, Reader, Table};
use crate::diag::nearest;
use crate::ingest::record::Value;
use crate::ingest::schema::{FieldKind, Schema};

/// Names a condition may use besides the schema.
pub struct Names<'a> {
    /// Parameters with their values.
    pub parameters: &'a std::collections::BTreeMap<String, Value>,
    /// Named lists.
    pub lists: &'a std::collections::BTreeMap<String, Vec<String>>,
}

static OPS: &[(&str, Op)] = &[
    ("eq", Op::Eq),
    ("ne", Op::Ne),
    ("lt", Op::Lt),
    ("le", Op::Le),
    ("gt", Op::Gt),
    ("ge", Op::Ge),
];

static WORDS: &[&str] = &[
    "present",
    "absent",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "in",
    "not-in",
    "contains",
    "matches-list",
];

/// Compiles a table of conditions over an entity.
pub fn conditions<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    table: &Table<'i>,
    over: usize,
) -> Conditions {
    let mut found = Conditions::default();
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, node) in entries {
        if key.get_ref() == "quantifier" {
            found.quantifier = quantifier(reader, names, node, over);
        } else if let Some(path) = path(reader, key.get_ref(), key.span().start, &[over]) {
            let tests = tests(reader, names, node, &path, &[over], None);
            found.clauses.push(Clause { path, tests });
        }
    }
    found
}

fn quantifier<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    node: &Node<'i>,
    over: usize,
) -> Option<Quantifier> {
    let Some(table) = node.get_ref().as_table() else {
        return reader.wrong(node, "таблица { relation, where, count }");
    };
    reader.known(table, &["relation", "where", "count"]);
    let at = node.span().start;
    let name = reader.required(table, "relation", at);
    let relation = path(reader, &name, at, &[over])?;
    let targets = ends(&relation);
    if targets.is_empty() {
        reader.error(at, format!("«{name}» не отношение: считать нечего"), None);
        return None;
    }
    let mut filter = Vec::new();
    if let Some(conditions) = reader.table(table, "where") {
        let mut entries: Vec<_> = conditions.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, node) in entries {
            if let Some(path) = path(reader, key.get_ref(), key.span().start, &targets) {
                let tests = tests(reader, names, node, &path, &targets, Some(over));
                filter.push(Clause { path, tests });
            }
        }
    }
    let mut bounds = Vec::new();
    if let Some(count) = reader.table(table, "count") {
        for (key, node) in count {
            let Some((_, op)) = OPS.iter().find(|(word, _)| *word == key.get_ref()) else {
                let hint = nearest(key.get_ref(), OPS.iter().map(|(word, _)| *word));
                reader.error(
                    key.span().start,
                    format!("неизвестное сравнение «{}»", key.get_ref()),
                    hint,
                );
                continue;
            };
            match literal(reader, names, node) {
                Some(Value::Integer(number)) => bounds.push((*op, number)),
                _ => reader.error(node.span().start, "здесь нужно целое число", None),
            }
        }
    } else {
        reader.error(at, "нет ключа «count»", None);
    }
    Some(Quantifier {
        relation,
        filter,
        bounds,
    })
}

fn tests<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    node: &Node<'i>,
    path: &Path,
    scope: &[usize],
    owner: Option<usize>,
) -> Vec<Test> {
    let Some(table) = node.get_ref().as_table() else {
        reader.wrong::<()>(node, "условие, например { present = true }");
        return Vec::new();
    };
    reader.known(table, WORDS);
    let mut found = Vec::new();
    for (key, value) in table {
        let at = value.span().start;
        match key.get_ref().as_ref() {
            "present" | "absent" => match value.get_ref().as_bool() {
                Some(yes) if yes == (key.get_ref() == "present") => found.push(Test::Present),
                Some(_) => found.push(Test::Absent),
                None => reader.error(at, "здесь нужно true или false", None),
            },
            "contains" => match literal(reader, names, value) {
                Some(Value::Text(text)) if matches!(path.kind, Kind::Text | Kind::List) => {
                    found.push(Test::Contains(Box::new(Words::new(&text))));
                }
                _ => reader.error(at, format!("«contains» не подходит к полю «{}»", path.text), None),
            },
            "in" | "not-in" => {
                let mut values = Vec::new();
                for item in value
                    .get_ref()
                    .as_array()
                    .into_iter()
                    .flat_map(|array| array.iter())
                {
                    if let Some(literal) = literal(reader, names, item) {
                        suits(reader, path, &literal, item.span().start);
                        values.push(literal);
                    }
                }
                let is_in = key.get_ref() == "in";
                found.push(if is_in {
                    Test::In(values)
                } else {
                    Test::NotIn(values)
                });
            }
            "matches-list" => {
                let name = value.get_ref().as_str().unwrap_or_default();
                match names.lists.get(name) {
                    // «Группа: элемент» is matched whole and by its element.
                    Some(list) => found.push(Test::In(
                        list.iter()
                            .flat_map(|item| [Some(item.as_str()), item.split_once(": ").map(|(_, own)| own)])
                            .flatten()
                            .map(|item| Value::Text(item.into()))
                            .collect(),
                    )),
                    None => {
                        let hint = nearest(name, names.lists.keys().map(String::as_str));
                        reader.error(at, format!("нет списка «{name}»"), hint);
                    }
                }
            }
            word => {
                if let Some((_, op)) = OPS.iter().find(|(name, _)| *name == word)
                    && let Some(right) = right(reader, names, value, path, scope, owner)
                {
                    found.push(Test::Compare(*op, right));
                }
            }
        }
    }
    if found.is_empty() && table.is_empty() {
        reader.error(node.span().start, "пустое условие", None);
    }
    found
}

fn right<'i>(
    reader: &mut Reader<'i>,
    names: &Names<'_>,
    node: &Node<'i>,
    left: &Path,
    scope: &[usize],
    owner: Option<usize>,
) -> Option<Right> {
    let at = node.span().start;
    let Some(table) = node.get_ref().as_table() else {
        let value = literal(reader, names, node)?;
        suits(reader, left, &value, at);
        return Some(Right::Value(value));
    };
    reader.known(table, &["param", "field", "owner", "date", "act"]);
    if table.contains_key("param") {
        let value = literal(reader, names, node)?;
        suits(reader, left, &value, at);
        return Some(Right::Value(value));
    }
    if let Some(date) = table.get("date") {
        if left.kind != Kind::Date {
            reader.error(at, format!("поле «{}» не дата", left.text), None);
        }
        return day(reader, names, date).map(Right::Day);
    }
    if table.contains_key("act") {
        return in_force(reader, left, table, at);
    }
    let (text, scope) = match (reader.text(table, "field"), reader.text(table, "owner"), owner) {
        (Some(text), ..) => (text, scope.to_vec()),
        (_, Some(text), Some(owner)) => (text, vec![owner]),
        _ => {
            reader.error(
                at,
                "здесь нужно значение, { param }, { field }, { date } или { act }",
                None,
            );
            return None;
        }
    };
    let is_owner = table.contains_key("owner");
    let other = path(reader, &text, at, &scope)?;
    if other.kind != left.kind {
        let words = (left.kind.word(), other.kind.word());
        reader.error(
            at,
            format!("сравниваются разные виды значений: {} и {}", words.0, words.1),
            None,
        );
    }
    Some(if is_owner {
        Right::Owner(other)
    } else {
        Right::Field(other)
    })
}

/// A day counted from that of the check: «-12 months», or so many days, months… of a parameter before it.
fn day<'i>(reader: &mut Reader<'i>, names: &Names<'_>, node: &Node<'i>) -> Option<Span> {
    let at = node.span().start;
    let text = match node.get_ref().as_table() {
        None => node.get_ref().as_str().unwrap_or_default().to_owned(),
        Some(table) => {
            reader.known(table, &["param", "before"]);
            let unit = reader.required(table, "before", at);
            match parameter(reader, names, table, at)? {
                Value::Integer(number) => format!("-{number} {unit}"),
                _ => String::new(),
            }
        }
    };
    let span = span(&text);
    if span.is_none() {
        let message = format!(
            "«{text}» не промежуток: нужно, например, \"-12 months\" или {{ param = \"…\", before = \"months\" }}"
        );
        reader.error(at, message, None);
    }
    span
}

/// The day on which an act came into force.
fn in_force<'i>(reader: &mut Reader<'i>, left: &Path, table: &Table<'i>, at: usize) -> Option<Right> {
    let id = reader.required(table, "act", at);
    let Some(act) = act::find(&id) else {
        let hint = nearest(&id, act::all().iter().map(|act| act.id.as_str()));
        reader.error(at, format!("акта «{id}» нет в acts.toml"), hint);
        return None;
    };
    let value = Value::Date(act.first_day()?);
    suits(reader, left, &value, at);
    Some(Right::Value(value))
}

/// A literal or the value of a parameter.
fn literal<'i>(reader: &mut Reader<'i>, names: &Names<'_>, node: &Node<'i>) -> Option<Value> {
    let at = node.span().start;
    if let DeValue::Table(table) = node.get_ref() {
        reader.known(table, &["param"]);
        return parameter(reader, names, table, at);
    }
    match plain(node.get_ref()) {
        Some(value) => Some(value),
        None => reader.wrong(node, "текст, число, дата, true или false"),
    }
}

fn parameter<'i>(reader: &mut Reader<'i>, names: &Names<'_>, table: &Table<'i>, at: usize) -> Option<Value> {
    let name = reader.required(table, "param", at);
    let found = names.parameters.get(&name).cloned();
    if found.is_none() {
        let hint = nearest(&name, names.parameters.keys().map(String::as_str));
        reader.error(at, format!("нет параметра «{name}»"), hint);
    }
    found
}

/// A TOML scalar as a value.
pub fn plain(value: &DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::Text(text.as_ref().into()),
        DeValue::Integer(number) => {
            Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?)
        }
        DeValue::Float(number) => Value::Number(number.as_str().parse().ok()?),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(date) => Value::Date(date.to_string().parse::<Date>().ok()?),
        _ => return None,
    })
}

/// Reports a value that the field can never have.
fn suits(reader: &mut Reader<'_>, path: &Path, value: &Value, at: usize) {
    let fits = matches!(
        (path.kind, value),
        (Kind::Text | Kind::List, Value::Text(_))
            | (Kind::Number | Kind::Money, Value::Integer(_) | Value::Number(_))
            | (Kind::Date, Value::Date(_))
            | (Kind::Yes, Value::Bool(_))
    );
    if !fits {
        reader.error(at, format!("поле «{}» — {}", path.text, path.kind.wants()), None);
        return;
    }
    let (Value::Text(text), Leaf::Field(fields)) = (value, &path.leaf) else {
        return;
    };
    let schema = Schema::get();
    let choices: Vec<&str> = fields
        .iter()
        .filter_map(|(sheet, field)| schema.sheets.get(*sheet)?.fields.get(*field))
        .filter(|field| matches!(field.kind, FieldKind::Choice | FieldKind::Category))
        .flat_map(|field| field.values.iter().map(String::as_str))
        .collect();
    if !choices.is_empty() && !choices.contains(&text.as_ref()) {
        let hint = nearest(text, choices.iter().copied());
        let mut message = format!("поле «{}» не бывает «{text}»", path.text);
        if hint.is_none() {
            message = format!("{message}, только: {}", choices.join(", "));
        }
        reader.error(at, message, hint);
    }
}

/// Pieces of a message with `{paths}` and `{parameters}`.
pub fn message(reader: &mut Reader<'_>, names: &Names<'_>, text: &str, at: usize, over: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            reader.error(at, "фигурная скобка в сообщении не закрыта", None);
            return pieces;
        };
        pieces.push(Piece::Text(before.to_owned()));
        if name == "число" {
            pieces.push(Piece::Count);
        } else if let Some(parameter) = names.parameters.get(name) {
            pieces.push(Piece::Text(words::value(parameter)));
        } else if let Some(path) = path(reader, name, at, &[over]) {
            pieces.push(Piece::Value(path));
        }
        rest = tail;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

/// `-12 months`, `+10 days`.
fn span(text: &str) -> Option<Span> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: i64 = number.trim_start_matches('+').parse().ok()?;
    if number.abs() > 2000 {
        return None;
    }
    Some(match unit.trim() {
        "day" | "days" => Span::new().days(number),
        "week" | "weeks" => Span::new().weeks(number),
        "month" | "months" => Span::new().months(number),
        "year" | "years" => Span::new().years(number),
        _ => return None,
    })
}
