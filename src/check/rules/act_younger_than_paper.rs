//! A paper that cites an act signed after it.

use super::super::citation;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-07",
    title: "Документ ссылается на акт, которого в его день ещё не было",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "документы с датой, у которых названы акты",
    hint: "Проверьте дату документа и ссылку на акт",
    explanation: "Документ не может опираться на акт, подписанный позже него: либо дата документа неверна, либо его текст заменили после подписания. И то и другое при проверке вызывает вопросы.",
    good: "приказ от 01.09.2026 ссылается на закон 2024 года",
    bad: "приказ от 01.09.2023 ссылается на ст. 351.8 ТК РФ, введённую законом от 09.11.2024",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let cited = citation::citations(document);
    if cited.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(date) = document.date("date") else {
        return Outcome::NoData;
    };
    let failures: Vec<Failure> = cited
        .iter()
        .filter_map(|citation| {
            let act = citation.act()?;
            Some((act, act.date.filter(|signed| *signed > date)?))
        })
        .map(|(act, signed)| {
            let name = facts.name(document.link);
            let message = format!(
                "{name} ссылается на акт от {}, подписанный позже: {}",
                text::day(signed),
                act.short
            );
            Failure::new(message)
                .meaning(&act.id)
                .at(facts, document, "acts")
                .at(facts, document, "date")
        })
        .collect();
    failures.into()
}
