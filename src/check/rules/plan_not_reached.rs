//! A declared value of this year that is worse than its plan.

use super::super::measures;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, school_year_start, text};
use crate::model::requirement::{At, Better, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-13",
    title: "Значение этого года хуже плана",
    severity: Severity::Note,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки листа «Показатели» текущего учебного года с планом и значением",
    hint: "Запланируйте мероприятие, которое изменит показатель, или уточните план",
    explanation: "Отклонение факта от плана — не нарушение, а повод решить, что делать до конца года. Прошлые годы не оцениваются: их уже не изменить. Куда лучше — больше или меньше — говорит модель; у показателей, которых в ней нет, лучше больше.",
    good: "план 100 %, факт 100 %",
    bad: "план 100 %, факт 83,3 %",
    shape: Shape::EachMeasure(check),
};

fn check(facts: &Facts<'_>, row: Row<'_>) -> Outcome {
    let get = |key: &str| row.value(key).and_then(number);
    let Some(plan) = get("target") else {
        return Outcome::NotApplicable;
    };
    let (Some(measure), Some(value)) = (measures::of(row, facts.model), get("value")) else {
        return Outcome::NoData;
    };
    if measure.year != school_year_start(facts.day).year() {
        return Outcome::NotApplicable;
    }
    let less = measure.def.is_some_and(|def| def.better == Better::Less);
    let reached = if less {
        value <= plan + 1e-9
    } else {
        value >= plan - 1e-9
    };
    if reached {
        return Outcome::Pass;
    }
    let (value, plan) = (text::decimal(value), text::decimal(plan));
    let message = format!(
        "«{}», {}: значение {value}, а план — {plan}",
        row.text("indicator"),
        row.text("year")
    );
    Failure::new(message)
        .meaning(row.text("year"))
        .at(facts, row, "value")
        .at(facts, row, "target")
        .into()
}
