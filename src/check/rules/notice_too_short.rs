//! Early ending of a pair with less than three working days of notice.

use jiff::Span;

use super::super::outcome::{Failure, Outcome};
use super::super::working::calendar;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-20",
    title: "О досрочном прекращении предупредили позже срока",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Span,
    basis: &[("тк-351.8", "ст. 351.8")],
    scope: "пары между работниками, прекращённые по инициативе наставника или работодателя",
    hint: "Сверьте дату уведомления и день прекращения",
    explanation: "Наставник вправе досрочно отказаться, а работодатель — отменить поручение, предупредив другую сторону не позднее чем за три рабочих дня. Рабочие дни считаются по производственному календарю и рабочей неделе организации; за год, которого в календаре нет, проверка не делается.",
    good: "уведомление 12.11.2026, последний день 17.11.2026",
    bad: "уведомление 16.11.2026, последний день 17.11.2026",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    if !matches!(
        pair.text("ended_by"),
        "по инициативе наставника" | "по инициативе работодателя"
    ) {
        return Outcome::NotApplicable;
    }
    let (Some(notice), Some(ended)) = (pair.date("notice_date"), pair.date("ended_on")) else {
        return Outcome::NoData;
    };
    let after = ended.checked_add(Span::new().days(1)).unwrap_or(ended);
    let Ok(days) = calendar(facts).days_between(notice, after) else {
        return Outcome::NoData;
    };
    if days >= facts.model.number("дней-предупреждения") {
        return Outcome::Pass;
    }
    let (notice, ended) = (text::day(notice), text::day(ended));
    let name = facts.name(pair.link);
    let message =
        format!("{name}: уведомление {notice}, прекращение {ended}; рабочих дней между ними — {days}");
    Failure::new(message)
        .at(facts, pair, "notice_date")
        .at(facts, pair, "ended_on")
        .into()
}
