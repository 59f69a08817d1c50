//! The order of a pair that is not among the documents, or has another date there.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::fold::alike;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-32",
    title: "Приказ пары расходится с листом «Документы»",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "закреплённые пары с номером и датой приказа, если заполнен лист «Документы»",
    hint: "Сверьте номер и дату приказа на двух листах",
    explanation: "Номер и дата приказа стоят и у пары, и в перечне документов. Если они расходятся, одна из бумаг сошлётся на приказ, которого нет.",
    good: "у пары № 214-од от 16.09.2026, на листе «Документы» — то же",
    bad: "у пары приказ от 15.09.2026, на листе «Документы» — от 16.09.2026",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    if pair.text("state") == "проект" {
        return Outcome::NotApplicable;
    }
    let number = pair.text("order_number");
    let (Some(date), false) = (pair.date("order_date"), number.is_empty()) else {
        return Outcome::NoData;
    };
    if facts.school.rows("document").next().is_none() {
        return Outcome::NoData;
    }
    let same = |row: &Row<'_>| alike(row.text("number"), number);
    let numbered: Vec<Row<'_>> = facts.school.rows("document").filter(same).collect();
    if numbered.iter().any(|row| row.date("date") == Some(date)) {
        return Outcome::Pass;
    }
    let (name, day) = (facts.name(pair.link), text::day(date));
    match numbered.first() {
        Some(other) => {
            let theirs = other.date("date").map_or("без даты".to_owned(), |day| {
                format!("от {}", text::day(day))
            });
            let message = format!("{name}: приказ № {number} от {day}, а на листе «Документы» он {theirs}");
            Failure::new(message)
                .at(facts, pair, "order_date")
                .at(facts, *other, "date")
                .into()
        }
        None => {
            let message = format!("{name}: приказа № {number} от {day} нет на листе «Документы»");
            Failure::new(message)
                .at(facts, pair, "order_number")
                .at(facts, pair, "order_date")
                .into()
        }
    }
}
