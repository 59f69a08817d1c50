//! A paper that cites an act signed after it.

use super::super::citing::{Citing, judged};
use super::super::outcome::Outcome;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "А-07",
    title: "Документ ссылается на акт, которого в его день ещё не было",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "документы с датой, у которых названы акты, и тексты docx из папки «документы»",
    hint: "Проверьте дату документа и ссылку на акт",
    explanation: "Документ не может опираться на акт, подписанный позже него: либо дата документа неверна, либо его текст заменили после подписания. И то и другое при проверке вызывает вопросы.",
    good: "приказ от 01.09.2026 ссылается на закон 2024 года",
    bad: "приказ от 01.09.2023 ссылается на ст. 351.8 ТК РФ, введённую законом от 09.11.2024",
    shape: Shape::EachPaper(check),
};

fn check(facts: &Facts<'_>, paper: &Citing<'_>) -> Outcome {
    let Some(date) = paper.date else {
        return if paper.cited.is_empty() {
            Outcome::NotApplicable
        } else {
            Outcome::NoData
        };
    };
    judged(facts, paper, |cited| {
        let act = cited.citation.act?;
        let signed = act.date.filter(|signed| *signed > date)?;
        let message = format!(
            "{} ссылается на акт от {}, подписанный позже: {}{}",
            paper.name,
            text::day(signed),
            act.short,
            cited.quoted()
        );
        Some((act, message))
    })
}
