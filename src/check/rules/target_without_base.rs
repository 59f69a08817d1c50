//! A target whose starting value, unit or year is not told.

use super::super::measures;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::alike;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-11",
    title: "У плана показателя нет исходного значения, единицы или года",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "последняя по году строка показателя, у которой заполнен столбец «План»",
    hint: "Внесите строку предыдущего года, единицу и учебный год",
    explanation: "«Увеличить долю до 50 %» можно проверить, только когда известно, сколько было, в чём мерили и к какому сроку. Исходное значение — строка того же показателя за более ранний год; если модель считает прошлые годы сама, она не нужна.",
    good: "2024/2025 — 57,1 %, 2025/2026 — 66,7 %, план 100 %",
    bad: "единственная строка показателя: 2025/2026, план 50 %, прошлых значений нет",
    shape: Shape::EachMeasure(check),
};

fn check(facts: &Facts<'_>, row: Row<'_>) -> Outcome {
    if row.value("target").is_none() {
        return Outcome::NotApplicable;
    }
    let name = row.text("indicator");
    let Some(measure) = measures::of(row, facts.model) else {
        return failed(facts, row, "не указан учебный год", "year");
    };
    let same = || measures::all(facts).filter(|other| alike(other.row.text("indicator"), name));
    if same().any(|other| other.year > measure.year) {
        return Outcome::NotApplicable;
    }
    if row.text("unit").is_empty() {
        return failed(facts, row, "не указана единица", "unit");
    }
    let computed = measure.def.is_some_and(|def| def.history || def.base.is_some());
    if computed || same().any(|other| other.year < measure.year) {
        return Outcome::Pass;
    }
    failed(facts, row, "нет значения ни за один прошлый год", "target")
}

fn failed(facts: &Facts<'_>, row: Row<'_>, wanting: &str, key: &str) -> Outcome {
    let message = format!("«{}»: план задан, но {wanting}", row.text("indicator"));
    Failure::new(message)
        .meaning(key)
        .at(facts, row, key)
        .at(facts, row, "target")
        .into()
}
