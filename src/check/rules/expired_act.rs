//! А paper rests on an act that no longer was, or no longer is, in force.

use super::super::citation;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-05",
    title: "Документ ссылается на утративший силу акт",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "все документы, у которых названы акты; приказы и протоколы — на свою дату, действующие положения и программы — на день проверки",
    hint: "Замените ссылку при очередном изменении документа",
    explanation: "Подписанный приказ судят по актам, действовавшим в день подписания: то, что акт отменили позже, его не портит. Положение и программа действуют до сих пор, поэтому ссылаться им надо на акты, действующие сегодня. Укажите заменяющий акт и внесите изменение приказом.",
    good: "Положение 2026 года ссылается на приказ Минпросвещения России от 24.03.2023 № 196",
    bad: "Положение 2026 года ссылается на приказ Минобрнауки России от 07.04.2014 № 276",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let cited = citation::citations(document);
    if cited.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(day) = day_of(facts, document) else {
        return Outcome::NoData;
    };
    let mut failures = Vec::new();
    for citation in cited {
        let Some(act) = citation
            .act()
            .filter(|act| act.last_day().is_some_and(|last| last < day))
        else {
            continue;
        };
        let ended = act.last_day().map(text::day).unwrap_or_default();
        let instead = match citation::replacement(act, day) {
            Some(next) => format!(", вместо него — {}", next.short),
            None => String::new(),
        };
        let message = format!(
            "{} ссылается на акт, действовавший по {ended}: {}{instead}",
            facts.name(document.link),
            act.short
        );
        failures.push(
            Failure::new(message)
                .meaning(&act.id)
                .at(facts, document, "acts")
                .at(facts, document, "date"),
        );
    }
    failures.into()
}

/// A local act still in force is judged today, everything else on its own day.
fn day_of(facts: &Facts<'_>, document: Row<'_>) -> Option<jiff::civil::Date> {
    let long_lived = match document.value("kinds") {
        Some(Value::List(kinds)) => kinds.iter().any(|kind| {
            let kind = fold(kind);
            !kind.starts_with("приказ") && (kind.contains("положение") || kind.contains("программа"))
        }),
        _ => false,
    };
    let active = facts.is(Derived::DocumentActive, document.link);
    if long_lived && active {
        Some(facts.day)
    } else {
        document.date("date")
    }
}
