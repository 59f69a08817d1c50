//! A citation whose number or date is misprinted.

use super::super::citation;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-06",
    title: "Ошибка в номере или дате акта",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "все документы, у которых названы акты",
    hint: "Исправьте ссылку приказом о внесении изменений",
    explanation: "Опечатки в ссылках переходят из документа в документ: «ст. 358.1 ТК РФ» вместо 351.8, латинская буква в номере «Р-145», дата 24.12.2019 вместо 25.12.2019. По такой ссылке акт не найти. Если документ уже подписан, опечатку исправляют приказом, а не перепечаткой.",
    good: "ст. 351.8 ТК РФ",
    bad: "ст. 358.1 ТК РФ",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let cited = citation::citations(document);
    if cited.is_empty() {
        return Outcome::NotApplicable;
    }
    let failures: Vec<Failure> = cited
        .iter()
        .filter_map(|citation| Some((citation, citation.misprint()?)))
        .map(|(citation, act)| {
            let message = format!(
                "{}: в ссылке «{}» ошибка, верно — {}",
                facts.name(document.link),
                citation.text,
                act.title
            );
            Failure::new(message).meaning(&act.id).at(facts, document, "acts")
        })
        .collect();
    failures.into()
}
