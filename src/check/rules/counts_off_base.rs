//! Declared counts by level that do not sum to the number of those measured.

use super::super::levels;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-06",
    title: "Числа по уровням не складываются в число оценённых",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки листа «Показатели» вида «Предметная компетентность: высокий уровень», если названы все уровни",
    hint: "Проверьте, сколько человек отнесено к каждому уровню",
    explanation: "Каждый оценённый отнесён ровно к одному уровню, поэтому числа по уровням вместе дают знаменатель. Проценты при этом могут дать 99,9 или 100,1 – это не ошибка, если сходятся числа.",
    good: "12, 11 и 4 из 27",
    bad: "12, 11 и 5 из 27",
    shape: Shape::EachMeasure(check),
};

fn check(facts: &Facts<'_>, measure: Row<'_>) -> Outcome {
    let parts = levels::parts(facts, measure);
    // One finding a table: its first row speaks for all.
    if parts.first().map(|first| first.link) != Some(measure.link) {
        return Outcome::NotApplicable;
    }
    if parts.len() != levels::all().len() {
        return Outcome::NoData;
    }
    let counts: Option<Vec<f64>> = parts
        .iter()
        .map(|row| levels::number_of(*row, "numerator"))
        .collect();
    let (Some(counts), Some(base)) = (counts, levels::number_of(measure, "denominator")) else {
        return Outcome::NoData;
    };
    let sum: f64 = counts.iter().sum();
    if (sum - base).abs() < 0.5 {
        return Outcome::Pass;
    }
    let year = measure.text("year");
    let message = format!(
        "«{}», {year}: по уровням вместе {}, а оценено {}",
        levels::name(measure),
        text::decimal(sum),
        text::decimal(base)
    );
    parts
        .iter()
        .fold(Failure::new(message).meaning(year), |failure, row| {
            failure.at(facts, *row, "numerator")
        })
        .at(facts, measure, "denominator")
        .into()
}
