//! One requirement and one indicator of a model file, key by key.

use toml::de::DeValue;

use super::compile::{self, Names};
use super::condition::Conditions;
use super::path::path;
use super::reader::{Reader, Table};
use super::requirement::{
    AsOf, At, Better, Card, ChangeIn, Except, IndicatorDef, IndicatorKind, Requirement, Target, Trust,
};
use super::{Model, act, entity};
use crate::diag::{Basis, Severity, nearest};

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
    ("percent-of", IndicatorKind::PercentOf),
    ("declared", IndicatorKind::Declared),
];
static OF: &[(&str, IndicatorKind)] = &[
    ("ratio", IndicatorKind::Ratio),
    ("count", IndicatorKind::Count),
    ("average", IndicatorKind::Average),
];
static CHANGES: &[(&str, ChangeIn)] = &[("points", ChangeIn::Points), ("growth", ChangeIn::Growth)];
static DAYS: &[(&str, AsOf)] = &[
    ("today", AsOf::Today),
    ("1 сентября", AsOf::September),
    ("1 января", AsOf::January),
];
static BETTER: &[(&str, Better)] = &[("more", Better::More), ("less", Better::Less)];

pub(super) fn over<'i>(reader: &mut Reader<'i>, table: &Table<'i>, at: usize) -> Option<usize> {
    let name = reader.required(table, "over", at);
    let found = entity::entity(&name);
    if found.is_none() {
        let place = table.get("over").map_or(at, |node| node.span().start);
        let hint = nearest(&name, entity::entities());
        reader.error(place, format!("нет сущности «{name}»"), hint);
    }
    found
}

pub(super) fn conditions<'i>(
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

pub(super) fn requirement<'i>(
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
            "except",
            "reason",
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
    if !valid_code(&card.code) && !card.code.is_empty() {
        let code = &card.code;
        let message = format!(
            "код «{code}» не подходит: нужны буква области (Д, Л, П, А, К, И, С, Ш), дефис и две цифры"
        );
        reader.error(place(table, "code", at), message, None);
    }
    if card.severity == Severity::Error && card.trust != Trust::Law {
        reader.error(
            place(table, "severity", at),
            "ошибка может опираться только на закон или собственный акт организации: укажите trust = \"law\" либо severity = \"query\"",
            None,
        );
    }
    let over = over(reader, table, at)?;
    let when = conditions(reader, names, table, "when", over);
    let require = conditions(reader, names, table, "require", over);
    let except = table.contains_key("except").then(|| Except {
        conditions: conditions(reader, names, table, "except", entity::SCHOOL),
        reason: reader.required(table, "reason", at),
    });
    let asked = reader
        .table(table, "require")
        .is_some_and(|asked| !asked.is_empty());
    if !asked {
        reader.error(at, "нет ни одного условия в «require»", None);
    }
    let text = reader.required(table, "message", at);
    let message_at = table.get("message").map_or(at, |node| node.span().start);
    let message = compile::message(reader, names, &text, message_at, over);
    let places = reader
        .items(table, "places")
        .into_iter()
        .filter_map(|(name, at)| path(reader, &name, at, &[over]))
        .collect();
    Some(Requirement {
        card,
        over,
        except,
        when,
        require,
        message,
        places,
    })
}

/// Where the value of a key stands; the block itself when there is none.
fn place(table: &Table<'_>, key: &str, at: usize) -> usize {
    table.get(key).map_or(at, |node| node.span().start)
}

/// A letter of an area, a hyphen, two digits.
fn valid_code(code: &str) -> bool {
    let letters: Vec<char> = code.chars().collect();
    matches!(letters[..], [area, '-', tens, ones]
        if "ДЛПАКИСШ".contains(area) && tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// Units of indicators.
const UNITS: &[&str] = &["%", "п. п.", "чел.", "ед.", "балл", "ч", "лет", "да/нет"];

pub(super) fn indicator<'i>(
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
            "before",
            "where",
            "target",
            "better",
            "strict",
            "period",
            "prior",
            "of",
            "change",
            "base",
            "day",
            "history",
            "or-declared",
            "listed",
            "basis",
            "explanation",
        ],
    );
    let id = reader.required(table, "id", at);
    let kind = reader.word(table, "kind", KINDS)?;
    let name = reader.text(table, "population").unwrap_or_default();
    let mut known = |name: &str, key: &str| {
        let found = model.populations.contains_key(name);
        if !found {
            let hint = nearest(name, model.populations.keys().map(String::as_str));
            reader.error(place(table, key, at), format!("нет совокупности «{name}»"), hint);
        }
        found
    };
    // Fields cannot be looked for in records nobody knows.
    if kind != IndicatorKind::Declared && !known(&name, "population") {
        return None;
    }
    let per_key = table
        .get("per")
        .and_then(|node| node.get_ref().as_str())
        .unwrap_or_default();
    if kind == IndicatorKind::PerPerson || !per_key.is_empty() {
        known(per_key, "per");
    }
    let over = model
        .populations
        .get(&name)
        .map_or(entity::SCHOOL, |population| population.over);
    let mut number = |key: &str| {
        let text = reader.text(table, key)?;
        path(reader, &text, at, &[over])
    };
    let (value, before) = (number("value"), number("before"));
    let of = reader.word(table, "of", OF).unwrap_or(IndicatorKind::Ratio);
    let change = kind == IndicatorKind::Change;
    if !change && (table.contains_key("of") || table.contains_key("change")) {
        reader.error(at, "ключи «of» и «change» – только у изменения", None);
    }
    let by_value = matches!(kind, IndicatorKind::Average | IndicatorKind::PercentOf);
    if (by_value || change && of == IndicatorKind::Average) && value.is_none() {
        reader.error(
            at,
            "этот вид показателя считают по полю: нужен ключ «value»",
            None,
        );
    }
    if kind == IndicatorKind::PercentOf && before.is_none() {
        reader.error(at, "процент от прежнего: нужен ключ «before»", None);
    }
    let target = table.get("target").and_then(|node| match node.get_ref() {
        DeValue::Table(inner) if inner.contains_key("previous") => {
            reader.known(inner, &["previous"]);
            Some(Target::Previous)
        }
        DeValue::Table(inner) => {
            let name = reader.required(inner, "param", at);
            let found = names.parameters.get(&name).cloned();
            if found.is_none() {
                let hint = nearest(&name, names.parameters.keys().map(String::as_str));
                reader.error(at, format!("нет параметра «{name}»"), hint);
            }
            found.map(Target::Value)
        }
        plain => compile::plain(plain).map(Target::Value),
    });
    let flag = |key: &str| {
        let node = table.get(key);
        node.and_then(|node| node.get_ref().as_bool()).unwrap_or(false)
    };
    let unit = reader.required(table, "unit", at);
    if !unit.is_empty() && !UNITS.contains(&unit.as_str()) {
        let hint = nearest(&unit, UNITS.iter().copied());
        let message = format!("неизвестная единица «{unit}»: бывают {}", UNITS.join(", "));
        reader.error(place(table, "unit", at), message, hint);
    }
    let day = reader.word(table, "day", DAYS).unwrap_or(AsOf::Today);
    let period = reader.text(table, "period");
    Some(IndicatorDef {
        title: reader.required(table, "title", at),
        unit,
        per: per_key.to_owned(),
        value,
        before,
        conditions: conditions(reader, names, table, "where", over),
        of,
        change: reader.word(table, "change", CHANGES).unwrap_or(ChangeIn::Points),
        base: table.get("base").and_then(|node| compile::plain(node.get_ref())),
        day,
        target,
        better: reader.word(table, "better", BETTER).unwrap_or(Better::More),
        strict: flag("strict"),
        history: flag("history"),
        or_declared: flag("or-declared"),
        listed: reader.text(table, "listed"),
        period: period.unwrap_or_else(|| day.words().to_owned()),
        prior: reader.text(table, "prior").unwrap_or_default(),
        basis: basis(reader, table, at),
        explanation: reader.required(table, "explanation", at),
        population: name,
        id,
        kind,
    })
}
