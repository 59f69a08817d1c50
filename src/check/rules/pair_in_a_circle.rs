//! Two working pairs in which two people are mentors to each other.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-31",
    title: "Двое — наставники друг у друга",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "действующие пары, кроме реверсивных",
    hint: "Укажите у одной из пар вид «реверсивное» или исправьте пару",
    explanation: "Если младший учит старшего тому, в чём сильнее, это реверсивное наставничество, и так его и называют. Без такого вида встречная пара выглядит способом удвоить выплату.",
    good: "у встречной пары вид «реверсивное»",
    bad: "две традиционные пары навстречу друг другу",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    let ordinary = |row: Row<'_>| facts.pair_active(row) == Some(true) && row.text("kind") != "реверсивное";
    if !ordinary(pair) {
        return Outcome::NotApplicable;
    }
    let Some(mentor) = pair.linked("mentor").next() else {
        return Outcome::NoData;
    };
    for mentee in pair.linked("mentees").filter(|mentee| mentee.link != mentor.link) {
        let back = facts
            .related("пары-наставника", mentee.link)
            .map(|link| facts.school.row(link))
            .find(|other| {
                other.link.record < pair.link.record
                    && ordinary(*other)
                    && other.linked("mentees").any(|person| person.link == mentor.link)
            });
        if let Some(other) = back {
            let (here, there) = (facts.name(pair.link), facts.name(other.link));
            let message = format!(
                "{} и {} — наставники друг у друга: {there} и {here}",
                facts.name(mentor.link),
                facts.name(mentee.link)
            );
            return Failure::new(message)
                .at(facts, pair, "mentor")
                .at(facts, other, "mentor")
                .into();
        }
    }
    Outcome::Pass
}
