//! A term of the roadmap outside its school year.

use jiff::Span;
use jiff::civil::{Date, date};

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-08",
    title: "Срок мероприятия вне учебного года карты",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки дорожной карты текущего учебного года со сроком; год карты задают параметры «карта-с-месяца» и «карта-месяцев»",
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
    let (start, end) = year_of_roadmap(facts);
    let outside = |day: Date| day < start || end <= day;
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

/// First day of the roadmap of the day of the check, and the first day after it.
fn year_of_roadmap(facts: &Facts<'_>) -> (Date, Date) {
    let month = i8::try_from(facts.model.number("карта-с-месяца").clamp(1, 12)).unwrap_or(1);
    let year = facts.day.year() - i16::from(facts.day.month() < month);
    let start = date(year, month, 1);
    let months = Span::new().months(facts.model.number("карта-месяцев").clamp(1, 60));
    (start, start.checked_add(months).unwrap_or(start))
}
