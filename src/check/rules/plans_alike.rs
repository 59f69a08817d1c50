//! Plans of two pairs that are one plan.

use std::collections::BTreeSet;

use super::super::outcome::{Failure, Outcome};
use super::{Prepared, Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-29",
    title: "Планы двух пар почти одинаковы",
    severity: Severity::Query,
    trust: Trust::Recommendation,
    at: At::Today,
    basis: &[("аз-1128", "")],
    scope: "действующие пары, в плане которых не меньше строк, чем в параметре «строк-плана»",
    hint: "Перепишите план под затруднения наставляемого",
    explanation: "Программа потому и персонализированная, что исходит из затруднений одного человека. Если восемь строк из десяти совпадают с планом другой пары, план, скорее всего, скопирован.",
    good: "общие у планов только вводная и итоговая встречи",
    bad: "планы отличаются одной строкой",
    shape: Shape::EachPairAfter(prepare),
};

fn prepare<'a>(facts: &'a Facts<'a>) -> Prepared<'a> {
    let plans: Vec<BTreeSet<String>> = facts.school.rows("pair").map(|pair| plan(facts, pair)).collect();
    Box::new(move |pair| check(facts, pair, &plans))
}

fn check(facts: &Facts<'_>, pair: Row<'_>, plans: &[BTreeSet<String>]) -> Outcome {
    let (earlier, own) = (&plans[..pair.link.record], &plans[pair.link.record]);
    let enough = facts.model.count::<usize>("строк-плана");
    let alike = facts.model.count::<usize>("сходство-планов");
    if own.len() < enough {
        return Outcome::NotApplicable;
    }
    for (other, theirs) in facts.school.rows("pair").zip(earlier) {
        let common = own.intersection(theirs).count();
        let longer = own.len().max(theirs.len());
        if common * 100 >= longer * alike {
            let (here, there) = (facts.name(pair.link), facts.name(other.link));
            let message = format!("{here} и {there}: из строк плана ({longer}) совпадают {common}");
            let failure = Failure::new(message).meaning(other.key());
            return failure.at(facts, pair, "key").at(facts, other, "key").into();
        }
    }
    Outcome::Pass
}

/// What a pair that works has planned.
fn plan(facts: &Facts<'_>, pair: Row<'_>) -> BTreeSet<String> {
    if facts.pair_active(pair) != Some(true) {
        return BTreeSet::new();
    }
    let rows = facts.related("строки-плана", pair.link);
    rows.map(|row| fold(facts.school.row(row).text("activity")))
        .filter(|text| !text.is_empty())
        .collect()
}
