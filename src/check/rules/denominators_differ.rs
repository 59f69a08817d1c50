//! Shares of one year and of one set of people with different denominators.

use std::collections::BTreeMap;

use super::super::measures::{self, Measure};
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, text};
use crate::model::fold::alike;
use crate::model::requirement::{At, IndicatorKind, Trust};

pub static RULE: Rule = Rule {
    code: "И-08",
    title: "У долей одной совокупности разные знаменатели",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки листа «Показатели» одного учебного года, которые модель считает по одной совокупности",
    hint: "Возьмите один знаменатель для всех долей совокупности или назовите показатель иначе",
    explanation: "Доли от одного и того же числа людей сравнивают между собой, и знаменатель у них один. Если в одной строке все педагоги, а в другой только молодые, это разные показатели: сходное сокращение в формуле их не объединяет.",
    good: "доля молодых и доля участников за 2025/2026 — обе из 52",
    bad: "доля молодых — из 52, доля участников за тот же год — из 65",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut first: BTreeMap<(i16, &str), (Measure<'_>, f64)> = BTreeMap::new();
    let mut failures = Vec::new();
    for measure in measures::all(facts) {
        let share = measure
            .def
            .filter(|def| def.kind == IndicatorKind::Ratio && def.per.is_empty());
        let (Some(def), Some(whole)) = (share, measure.row.value("denominator").and_then(number)) else {
            continue;
        };
        let (other, of_other) = first
            .entry((measure.year, &def.population))
            .or_insert((measure, whole));
        // Rows of one name are another requirement's.
        let (name, theirs) = (measure.row.text("indicator"), other.row.text("indicator"));
        if (whole - *of_other).abs() < 0.5 || alike(name, theirs) {
            continue;
        }
        let message = format!(
            "«{}», {}: знаменатель {}, а у показателя «{}» той же совокупности — {}",
            measure.row.text("indicator"),
            measure.row.text("year"),
            text::decimal(whole),
            other.row.text("indicator"),
            text::decimal(*of_other)
        );
        failures.push(
            Failure::new(message)
                .about(measure.row.link)
                .meaning(measure.row.text("year"))
                .at(facts, measure.row, "denominator")
                .at(facts, other.row, "denominator"),
        );
    }
    if first.is_empty() {
        return Outcome::NotApplicable;
    }
    failures.into()
}
