//! A mentee with two working pairs at once.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-19",
    title: "У наставляемого две действующие пары",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "действующие пары, кроме групповых, ситуационных, краткосрочных, скоростных и реверсивных",
    hint: "Завершите одну из пар или укажите вид «групповое»",
    explanation: "Если наставника сменили, прежняя пара должна быть завершена: иначе за одну и ту же работу числятся двое. Несколько наставников у одного человека возможны, но тогда у пары вид «групповое».",
    good: "прежняя пара завершена 15.10.2026, новая начата 16.10.2026",
    bad: "две пары с одним наставляемым, обе действуют",
    shape: Shape::EachPair(check),
};

const SEVERAL_ALLOWED: &[&str] = &[
    "групповое",
    "ситуационное",
    "краткосрочное",
    "скоростное",
    "реверсивное",
];

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    let ordinary = |row: Row<'_>| !SEVERAL_ALLOWED.contains(&row.text("kind"));
    match facts.pair_active(pair) {
        Some(true) if ordinary(pair) => {}
        Some(_) => return Outcome::NotApplicable,
        None => return Outcome::NoData,
    }
    let mut failures = Vec::new();
    for mentee in pair.linked("mentees") {
        // The later row of the two is the one that is told of.
        let other = facts.related("пары-наставляемого", mentee.link).find(|other| {
            let row = facts.school.row(*other);
            other.record < pair.link.record && facts.pair_active(row) == Some(true) && ordinary(row)
        });
        if let Some(other) = other {
            let row = facts.school.row(other);
            let (name, here, there) = (facts.name(mentee.link), facts.name(pair.link), facts.name(other));
            let message =
                format!("наставляемый {name} состоит сразу в двух действующих парах: {there} и {here}");
            let failure = Failure::new(message).meaning(mentee.key());
            failures.push(failure.at(facts, pair, "mentees").at(facts, row, "mentees"));
        }
    }
    failures.into()
}
