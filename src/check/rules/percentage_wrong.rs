//! A declared percentage that its own numerator and denominator do not give.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, text};
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-01",
    title: "Процент не сходится с числителем и знаменателем",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки листа «Показатели» с числителем, знаменателем и значением в процентах",
    hint: "Пересчитайте значение с точностью до одной десятой",
    explanation: "Значение в процентах — числитель, делённый на знаменатель, умноженный на сто и округлённый до десятых по обычным правилам. Подгонять слагаемые, чтобы сумма дала ровно 100, не нужно: 99,9 или 100,1 — честный итог округления.",
    good: "12 из 27 — 44,4 %",
    bad: "12 из 27 — 44,5 %",
    shape: Shape::EachMeasure(check),
};

/// Half a tenth: what rounding to tenths may take or add.
const ROUNDING: f64 = 0.05;

fn check(facts: &Facts<'_>, measure: Row<'_>) -> Outcome {
    if measure.text("unit") != "%" {
        return Outcome::NotApplicable;
    }
    let get = |key: &str| measure.value(key).and_then(|value: &Value| number(value));
    let (Some(part), Some(whole), Some(value)) = (get("numerator"), get("denominator"), get("value")) else {
        return Outcome::NoData;
    };
    if whole <= 0.0 {
        return Outcome::NoData;
    }
    let exact = part / whole * 100.0;
    if (value - exact).abs() <= ROUNDING + 1e-9 {
        return Outcome::Pass;
    }
    let right = text::decimal((exact * 10.0 + 1e-9).round() / 10.0);
    let (part, whole, value) = (text::decimal(part), text::decimal(whole), text::decimal(value));
    let year = measure.text("year");
    let message = format!(
        "«{}», {year}: {part} из {whole} — это {right} %, а записано {value} %",
        measure.text("indicator")
    );
    Failure::new(message)
        .meaning(year)
        .at(facts, measure, "value")
        .at(facts, measure, "numerator")
        .at(facts, measure, "denominator")
        .into()
}
