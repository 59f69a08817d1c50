//! A series of an indicator with a school year left out.

use std::collections::BTreeMap;

use super::super::measures::{self, Measure};
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "И-12",
    title: "В ряду показателя пропущен учебный год",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "показатели, записанные хотя бы за два учебных года",
    hint: "Внесите значение пропущенного года или объясните, почему его нет",
    explanation: "Динамику «за три года» показывают три значения, а не два. Пропущенный год скрывает, рос показатель или падал, и сравнение соседних строк становится сравнением через год.",
    good: "2023/2024, 2024/2025, 2025/2026",
    bad: "2023/2024 и 2025/2026",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut series: BTreeMap<String, BTreeMap<i16, Measure<'_>>> = BTreeMap::new();
    for measure in measures::all(facts) {
        let years = series.entry(fold(measure.row.text("indicator"))).or_default();
        years.entry(measure.year).or_insert(measure);
    }
    series.retain(|_, years| years.len() > 1);
    if series.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut failures = Vec::new();
    for years in series.values() {
        let rows: Vec<&Measure<'_>> = years.values().collect();
        for pair in rows.windows(2) {
            let [before, after] = pair else { continue };
            let gap = before.year + 1;
            if gap == after.year {
                continue;
            }
            let message = format!(
                "«{}»: нет значения за {gap}/{} учебный год",
                after.row.text("indicator"),
                gap + 1
            );
            let failure = Failure::new(message)
                .about(after.row.link)
                .meaning(gap.to_string());
            failures.push(failure.at(facts, after.row, "year").at(facts, before.row, "year"));
        }
    }
    failures.into()
}
