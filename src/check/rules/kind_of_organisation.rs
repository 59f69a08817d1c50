//! The kind of the organisation is not told: papers would not know whether to speak of lessons or of classes.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::model::vocabulary::Kind;

pub static RULE: Rule = Rule {
    code: "Д-40",
    title: "Вид организации не указан",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "слова документов зависят от вида организации")],
    scope: "лист «Организация»",
    hint: "Выберите вид организации из списка на листе «Организация»",
    explanation: "От вида организации зависят слова документов: в школе – уроки и классы, в детском саду – занятия, группы и воспитанники, в колледже – дисциплины и студенты. Если вид не указан, он определяется по наименованию; если и оно не говорит, документы обходятся общими словами.",
    good: "вид организации: детский сад",
    bad: "ячейка «Вид организации» пуста",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let Some(row) = facts.school.organisation(facts.day) else {
        return Outcome::NotApplicable;
    };
    let message = match Kind::of(Some(row)) {
        Kind::Told(_) => return Outcome::Pass,
        Kind::Named(kind) => format!("вид организации не указан; по наименованию это {kind}"),
        Kind::Unknown => {
            "вид организации не указан и по наименованию не ясен: документы обходятся общими словами"
                .to_owned()
        }
    };
    Failure::new(message).at(facts, row, "org_kind").into()
}
