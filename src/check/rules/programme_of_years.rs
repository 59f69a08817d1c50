//! A programme of several years that calls itself personalised.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::eval::derived::term_months;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::fold::holds;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-18",
    title: "Программа на несколько лет названа персонализированной",
    severity: Severity::Query,
    trust: Trust::Recommendation,
    at: At::Today,
    basis: &[("аз-1128", "")],
    scope: "документы вида «персонализированная программа» с датой окончания",
    hint: "Назовите документ программой организации, а парам составьте программы до года",
    explanation: "Персонализированная программа составлена для одной пары, названы её участники, срок — от трёх месяцев до года. Программа всей школы на несколько лет — другой документ, «программа организации»: на неё это ограничение не распространяется.",
    good: "программа организации на 2024–2027 годы и двенадцать программ пар на год",
    bad: "«Персонализированная программа наставничества школы на 2023–2026 годы»",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let named = match document.value("kinds") {
        Some(Value::List(kinds)) => kinds.iter().any(|kind| holds(kind, "персонализированн")),
        _ => false,
    };
    if !named {
        return Outcome::NotApplicable;
    }
    let (Some(from), Some(to)) = (document.date("date"), document.date("valid_until")) else {
        return Outcome::NoData;
    };
    let limit = facts.model.number("месяцев-не-больше");
    #[allow(clippy::cast_precision_loss, reason = "a count of months")]
    let long = term_months(from, to).is_some_and(|months| months > limit as f64 + 1.0);
    if !long {
        return Outcome::Pass;
    }
    let message = format!(
        "«{}» действует с {} по {} и названа персонализированной",
        document.text("title"),
        text::day(from),
        text::day(to)
    );
    Failure::new(message)
        .at(facts, document, "kinds")
        .at(facts, document, "valid_until")
        .into()
}
