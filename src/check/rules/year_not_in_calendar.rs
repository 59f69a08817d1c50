//! A term in working days that runs into a year without a calendar.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::super::outcome::{Failure, Outcome};
use super::super::working::calendar;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::calendar::NoYear;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-37",
    title: "Срок в рабочих днях не посчитан: календарь кончился",
    severity: Severity::Note,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("тк", "ст. 112")],
    scope: "уведомления о досрочном прекращении и документы, размещённые на сайте",
    hint: "Внесите переносы выходных этого года в список «переносы-выходных» своей модели или обновите программу",
    explanation: "Рабочие дни считаются по праздникам статьи 112 и ежегодным переносам Правительства. Пока постановление о переносах не внесено, год в календаре отсутствует, и сроки, которые в него заходят, не проверяются: угадывать их нельзя. Какие годы есть, сказано в справочнике «Календарь».",
    good: "список «переносы-выходных» модели района: «03.01.2027 на 30.12.2027»",
    bad: "уведомление 28.12.2026, прекращение 14.01.2027, а переносов 2027 года в календаре нет",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let calendar = calendar(facts);
    let mut missing: BTreeMap<i16, (Row<'_>, &'static str)> = BTreeMap::new();
    let mut terms = 0;
    let mut look = |row, key, from: Date, to: Date| {
        terms += 1;
        if let Err(NoYear(year)) = calendar.days_between(from, to) {
            missing.entry(year).or_insert((row, key));
        }
    };
    for pair in facts.school.rows("pair") {
        if let (Some(notice), Some(ended)) = (pair.date("notice_date"), pair.date("ended_on")) {
            look(
                pair,
                "ended_on",
                notice,
                ended.checked_add(Span::new().days(1)).unwrap_or(ended),
            );
        }
    }
    for document in facts.school.rows("document") {
        if let (Some(date), Some(published)) = (document.date("date"), document.date("published")) {
            look(document, "published", date, published);
        }
    }
    if terms == 0 {
        return Outcome::NotApplicable;
    }
    let failures: Vec<Failure> = missing
        .into_iter()
        .map(|(year, (row, key))| {
            let message =
                format!("производственного календаря на {year} год нет: сроки в рабочих днях не посчитаны");
            Failure::new(message)
                .meaning(year.to_string())
                .at(facts, row, key)
        })
        .collect();
    failures.into()
}
