//! A citation whose number or date is misprinted.

use super::super::citing::{Citing, judged};
use super::super::outcome::Outcome;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "А-06",
    title: "Ошибка в номере или дате акта",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "документы, у которых названы акты, и тексты docx из папки «документы»",
    hint: "Исправьте ссылку приказом о внесении изменений",
    explanation: "Опечатки в ссылках переходят из документа в документ: «ст. 358.1 ТК РФ» вместо 351.8, латинская буква в номере «Р-145», дата 24.12.2019 вместо 25.12.2019. По такой ссылке акт не найти. Если документ уже подписан, опечатку исправляют приказом, а не перепечаткой.",
    good: "ст. 351.8 ТК РФ",
    bad: "ст. 358.1 ТК РФ",
    shape: Shape::EachPaper(check),
};

fn check(facts: &Facts<'_>, paper: &Citing<'_>) -> Outcome {
    judged(facts, paper, |cited| {
        let act = cited.citation.misprint?;
        let said = cited.shown();
        Some((
            act,
            format!("{}: в ссылке «{said}» ошибка, верно — {}", paper.name, act.title),
        ))
    })
}
