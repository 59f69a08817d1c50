//! Questionnaires of a year with one and the same answer.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, text};
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-05",
    title: "Все анкеты года одинаковы",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "анкеты учебного года, если их не меньше, чем в параметре «анкет-для-сравнения», и у всех есть оценка",
    hint: "Проверьте, внесены ли ответы самих участников",
    explanation: "Восемь человек редко ставят одну и ту же оценку. Одинаковые ответы чаще значат, что анкеты заполнил кто-то один.",
    good: "оценки от 7 до 10",
    bad: "двенадцать оценок «10»",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let rows: Vec<(Row<'_>, f64)> = facts
        .school
        .rows("survey")
        .filter(|row| facts.is(Derived::SurveyThisYear, row.link))
        .filter_map(|row| Some((row, row.value("score").and_then(number)?)))
        .collect();
    let Some((first, score)) = rows
        .first()
        .filter(|_| rows.len() >= facts.model.count("анкет-для-сравнения"))
    else {
        return Outcome::NotApplicable;
    };
    if rows.iter().any(|(_, other)| (other - score).abs() > f64::EPSILON) {
        return Outcome::Pass;
    }
    let message = format!(
        "во всех анкетах года ({}) одна оценка — {}",
        rows.len(),
        text::decimal(*score)
    );
    Failure::new(message).at(facts, *first, "score").into()
}
