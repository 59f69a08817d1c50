//! A term of the roadmap outside its school year.

use jiff::Span;

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::eval::school_year_start;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-08",
    title: "Срок мероприятия вне учебного года карты",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки дорожной карты текущего учебного года со сроком; год карты — с 1 августа по 31 августа следующего года",
    hint: "Исправьте год в сроке или перенесите мероприятие в карту другого года",
    explanation: "Карта охватывает год с подготовки в августе до итогов следующего лета. Срок за её пределами — обычно след прошлогодней карты.",
    good: "сентябрь 2026 г.",
    bad: "в карте 2026/2027 учебного года — «май 2026 г.»",
    shape: Shape::EachActivity(check),
};

fn check(facts: &Facts<'_>, activity: Row<'_>) -> Outcome {
    if !facts.is(Derived::RowThisYear, activity.link) {
        return Outcome::NotApplicable;
    }
    let Some(Value::Term(term)) = activity.value("term") else {
        return Outcome::NoData;
    };
    if term.repeats || (term.from.is_none() && term.to.is_none()) {
        return Outcome::NotApplicable;
    }
    let start = school_year_start(facts.day);
    let end = start.checked_add(Span::new().months(13)).unwrap_or(start);
    let outside = |day: jiff::civil::Date| day < start || end <= day;
    if !term.from.is_some_and(outside) && !term.to.is_some_and(outside) {
        return Outcome::Pass;
    }
    let message = format!(
        "{}: срок «{}» вне учебного года карты",
        facts.name(activity.link),
        term.text
    );
    Failure::new(message)
        .at(facts, activity, "term")
        .at(facts, activity, "year")
        .into()
}
