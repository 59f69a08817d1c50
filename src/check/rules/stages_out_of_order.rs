//! Stages of the roadmap that were done in an impossible order: a bank of mentees filled after its pairs were formed.

use super::super::outcome::{Failure, Outcome};
use super::super::roadmap::rows_of_year;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-10",
    title: "Банк участников собран позже, чем закреплены пары",
    severity: Severity::Query,
    trust: Trust::Recommendation,
    at: At::Today,
    basis: &[("аз-1128", "")],
    scope: "дорожная карта текущего учебного года с отметками о выполнении",
    hint: "Проверьте даты выполнения или порядок этапов",
    explanation: "Пары выбирают из банков наставляемых и наставников, поэтому банки собирают раньше. Обратный порядок значит, что пары назначили без отбора, а банк оформили потом для отчёта.",
    good: "запросы собраны 04.09.2026, пары закреплены 16.09.2026",
    bad: "база наставляемых собрана в октябре, пары работают с сентября",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let done: Vec<Row<'_>> = rows_of_year(facts)
        .filter(|row| row.date("done").is_some())
        .collect();
    let assigned = facts
        .school
        .rows("pair")
        .filter(|row| facts.is(Derived::PairThisYear, row.link))
        .filter_map(|row| Some((row.date("order_date")?, row)))
        .min_by_key(|(date, _)| *date);
    let Some((date, pair)) = assigned else {
        return Outcome::NotApplicable;
    };
    let mut seen = false;
    let mut failures = Vec::new();
    for row in done {
        let said = fold(row.text("activity"));
        let gathers = [
            "сформировать баз",
            "сформировать банк",
            "формирование баз",
            "формирование банк",
            "сбор запросов",
            "собрать запросы",
        ];
        if !gathers.iter().any(|words| said.contains(words)) {
            continue;
        }
        seen = true;
        if let Some(day) = row.date("done").filter(|day| *day > date) {
            let (name, day, order) = (facts.name(row.link), text::day(day), text::day(date));
            let message = format!("{name}: выполнено {day}, а первая пара года закреплена {order}");
            failures.push(Failure::new(message).about(row.link).at(facts, row, "done").at(
                facts,
                pair,
                "order_date",
            ));
        }
    }
    if seen {
        failures.into()
    } else {
        Outcome::NotApplicable
    }
}
