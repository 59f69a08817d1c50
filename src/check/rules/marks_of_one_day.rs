//! A plan whose marks of execution were all put on one day.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-30",
    title: "Все отметки о выполнении плана поставлены в один день",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "пары, в плане которых отмечено не меньше мероприятий, чем в параметре «строк-плана»",
    hint: "Впишите настоящие дни мероприятий",
    explanation: "Мероприятия плана идут неделями. Одна дата у всех значит, что план заполнен разом, перед проверкой, и по нему не видно, как шла работа.",
    good: "отметки от 23.09, 07.10, 21.10 и 11.11",
    bad: "четыре отметки от 20.11",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    let rows: Vec<Row<'_>> = facts
        .related("строки-плана", pair.link)
        .map(|row| facts.school.row(row))
        .filter(|row| row.date("done").is_some())
        .collect();
    let Some(first) = rows
        .first()
        .filter(|_| rows.len() >= facts.model.count("строк-плана"))
    else {
        return Outcome::NotApplicable;
    };
    let Some(day) = first.date("done") else {
        return Outcome::NoData;
    };
    if rows.iter().any(|row| row.date("done") != Some(day)) {
        return Outcome::Pass;
    }
    let message = format!(
        "{}: все отметки плана ({}) — от {}",
        facts.name(pair.link),
        rows.len(),
        text::day(day)
    );
    Failure::new(message)
        .at(facts, *first, "done")
        .at(facts, pair, "key")
        .into()
}
