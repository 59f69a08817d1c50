//! One declared indicator of one year with two denominators.

use super::super::levels;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-07",
    title: "У одного показателя разные знаменатели",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки листа «Показатели» с одним названием и годом, а также уровни одной компетентности",
    hint: "Оставьте один знаменатель: число тех, о ком показатель",
    explanation: "Доли одного показателя считают от одного числа людей, иначе их нельзя ни сложить, ни сравнить. Если людей стало меньше, это другой год или другой замер.",
    good: "высокий – 12 из 27, средний – 11 из 27",
    bad: "высокий – 12 из 27, средний – 11 из 29",
    shape: Shape::EachMeasure(check),
};

fn check(facts: &Facts<'_>, measure: Row<'_>) -> Outcome {
    let Some(base) = levels::number_of(measure, "denominator") else {
        return Outcome::NotApplicable;
    };
    // The first row of a name sets the base for the later ones.
    let same = levels::same_table(facts, measure);
    let first = same
        .into_iter()
        .find_map(|row| Some((row, levels::number_of(row, "denominator")?)));
    let Some((first, wanted)) = first.filter(|(row, _)| row.link != measure.link) else {
        return Outcome::NotApplicable;
    };
    if (wanted - base).abs() < 0.5 {
        return Outcome::Pass;
    }
    let year = measure.text("year");
    let message = format!(
        "«{}», {year}: знаменатель {}, а в строке «{}» – {}",
        measure.text("indicator"),
        text::decimal(base),
        first.text("indicator"),
        text::decimal(wanted)
    );
    Failure::new(message)
        .meaning(year)
        .at(facts, measure, "denominator")
        .at(facts, first, "denominator")
        .into()
}
