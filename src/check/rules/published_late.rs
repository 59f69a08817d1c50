//! A local act that reached the site later than the rules allow.

use super::super::outcome::{Failure, Outcome};
use super::super::working::calendar;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-20",
    title: "Документ размещён на сайте позже срока",
    severity: Severity::Query,
    trust: Trust::Law,
    at: At::Document,
    basis: &[("1802", ""), ("273-фз", "ч. 2 ст. 29")],
    scope: "документы с датой размещения на сайте",
    hint: "Сверьте дату размещения; следующий документ размещайте в срок",
    explanation: "Сведения на официальном сайте обновляют в течение десяти рабочих дней со дня, когда документ принят или изменён. Дни считаются по производственному календарю и рабочей неделе организации. Если документ размещён вовремя, а позже переразмещён, впишите первую дату.",
    good: "Положение от 31.08.2026, размещено 07.09.2026",
    bad: "Положение от 31.08.2026, размещено 25.09.2026",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let Some(published) = document.date("published") else {
        return Outcome::NotApplicable;
    };
    let Some(date) = document.date("date") else {
        return Outcome::NoData;
    };
    let Ok(deadline) = calendar(facts).after(date, facts.model.count("дней-размещения")) else {
        return Outcome::NoData;
    };
    if published <= deadline {
        return Outcome::Pass;
    }
    let (name, published, deadline) = (
        facts.name(document.link),
        text::day(published),
        text::day(deadline),
    );
    let message = format!("{name}: размещён на сайте {published}, а срок истёк {deadline}");
    Failure::new(message)
        .at(facts, document, "published")
        .at(facts, document, "date")
        .into()
}
