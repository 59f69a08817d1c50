//! A pair in which someone is mentor to himself.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-17",
    title: "Наставник и наставляемый — один человек",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("лна", "Положение о наставничестве")],
    scope: "все пары",
    hint: "Укажите в паре двух разных людей",
    explanation: "Наставник помогает другому работнику. Обычно это ошибка ввода: в соседней ячейке осталась та же фамилия.",
    good: "наставник — опытный учитель, наставляемый — начинающий",
    bad: "в обоих столбцах один человек",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    let mentors: Vec<_> = pair.linked("mentor").map(|person| person.link).collect();
    let mentees: Vec<_> = pair.linked("mentees").map(|person| person.link).collect();
    if mentors.is_empty() || mentees.is_empty() {
        return Outcome::NoData;
    }
    match mentees.iter().find(|mentee| mentors.contains(mentee)) {
        None => Outcome::Pass,
        Some(person) => {
            let message = format!(
                "{}: {} — наставник и наставляемый сразу",
                facts.name(pair.link),
                facts.name(*person)
            );
            Failure::new(message)
                .at(facts, pair, "mentees")
                .at(facts, pair, "mentor")
                .into()
        }
    }
}
