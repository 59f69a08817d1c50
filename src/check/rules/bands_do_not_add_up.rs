//! Bands of age or experience whose counts do not add up to the whole.

use std::collections::BTreeMap;

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, text};
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-10",
    title: "Группы по возрасту или стажу не складываются в целое",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки листа «Показатели» одного года вида «Стаж педагогов: до 3 лет», если групп не меньше трёх",
    hint: "Пересчитайте людей по группам: каждый — ровно в одной",
    explanation: "Когда людей делят на группы по возрасту и стажу, каждый попадает в одну, и сумма групп равна общему числу: строке «всего» или знаменателю. Границы групп не должны ни пересекаться, ни оставлять пропусков: «3–5 лет» и «5–10 лет» считают пятилетний стаж дважды.",
    good: "до 3 лет — 9, от 3 до 10 — 17, больше 10 — 26, всего 52",
    bad: "до 3 лет — 9, от 3 до 10 — 18, больше 10 — 26, а всего 52",
    shape: Shape::Whole(check),
};

/// Rows of one name and year, with what each is a part: «до 3 лет».
type Parts<'a> = BTreeMap<(String, String), Vec<(Row<'a>, String)>>;

fn check(facts: &Facts<'_>) -> Outcome {
    let mut groups: Parts<'_> = BTreeMap::new();
    for row in facts.school.rows("measure") {
        if let Some((name, part)) = row.text("indicator").split_once(':') {
            let key = (fold(name), fold(row.text("year")));
            groups.entry(key).or_default().push((row, fold(part)));
        }
    }
    let years = |part: &str| part.contains(|letter: char| letter.is_ascii_digit());
    groups.retain(|_, parts| parts.iter().filter(|(_, part)| years(part)).count() >= 3);
    if groups.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut failures = Vec::new();
    for parts in groups.values() {
        let (Some(sum), Some(whole), Some((first, _))) = (sum(parts), whole(parts), parts.first()) else {
            continue;
        };
        if (sum - whole).abs() < 0.5 {
            continue;
        }
        let (name, _) = first.text("indicator").split_once(':').unwrap_or_default();
        let message = format!(
            "«{}», {}: по группам — {}, а всего — {}",
            name.trim(),
            first.text("year"),
            text::decimal(sum),
            text::decimal(whole)
        );
        let mut failure = Failure::new(message)
            .about(first.link)
            .meaning(first.text("year"));
        for (row, _) in parts {
            failure = failure.at(
                facts,
                *row,
                if row.value("numerator").is_some() {
                    "numerator"
                } else {
                    "value"
                },
            );
        }
        failures.push(failure.at(facts, *first, "denominator"));
    }
    failures.into()
}

/// People in all the parts together; the row «всего» is no part.
fn sum(parts: &[(Row<'_>, String)]) -> Option<f64> {
    let parts = parts.iter().filter(|(_, part)| !part.contains("всего"));
    parts.map(|(row, _)| people(*row)).sum()
}

/// The whole: the row «всего», else the denominator that the parts share.
fn whole(parts: &[(Row<'_>, String)]) -> Option<f64> {
    match parts.iter().find(|(_, part)| part.contains("всего")) {
        Some((row, _)) => people(*row),
        None => parts
            .iter()
            .find_map(|(row, _)| row.value("denominator").and_then(number)),
    }
}

fn people(row: Row<'_>) -> Option<f64> {
    let count = row.value("numerator").and_then(number);
    count.or_else(|| {
        row.value("value")
            .filter(|_| row.text("unit") != "%")
            .and_then(number)
    })
}
