//! People named on the site without a consent to publication.

use std::collections::BTreeSet;

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "С-01",
    title: "Участник назван на сайте без согласия на распространение данных",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("152-фз", "ст. 10.1"), ("ркн-18", "")],
    scope: "участники действующих пар, если на сайте размещены базы, реестр или пары наставников",
    hint: "Получите согласие на распространение или уберите сведения о человеке с сайта",
    explanation: "Размещение фамилии, должности и фотографии на сайте — распространение персональных данных: на него нужно отдельное согласие с указанием страницы, перечня данных и срока. Согласие на участие или на обработку его не заменяет. Отозванное и истёкшее согласие не действует.",
    good: "на листе «Согласия» есть действующая строка «распространение данных»",
    bad: "реестр пар размещён на сайте, согласия наставника нет",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let named = |section: &str| {
        let section = fold(section);
        ["база", "базы", "реестр", "пары", "наши наставники"]
            .iter()
            .any(|word| section.contains(word))
    };
    let pages: Vec<_> = facts
        .school
        .rows("site")
        .filter(|row| row.value("there") == Some(&Value::Bool(true)) && named(row.text("section")))
        .collect();
    let Some(page) = pages.first() else {
        return Outcome::NotApplicable;
    };
    if facts.school.rows("consent").next().is_none() {
        return Outcome::NoData;
    }
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    for pair in facts
        .school
        .rows("pair")
        .filter(|pair| facts.pair_active(*pair) == Some(true))
    {
        for (key, person) in ["mentor", "mentees"]
            .into_iter()
            .flat_map(|key| pair.linked(key).map(move |row| (key, row)))
        {
            if !seen.insert(person.link) {
                continue;
            }
            let consents = facts
                .related("согласия", person.link)
                .map(|consent| facts.school.row(consent))
                .filter(|consent| consent.text("consent_kind") == "распространение данных");
            let mut consents = consents.peekable();
            let last = consents.peek().copied();
            if consents.any(|consent| facts.is(Derived::ConsentActive, consent.link)) {
                continue;
            }
            let name = facts.name(person.link);
            let failure = match last {
                Some(consent) => {
                    let message = format!(
                        "согласие на распространение данных не действует: {name}, раздел сайта «{}»",
                        page.text("section")
                    );
                    Failure::new(message)
                        .at(facts, consent, "date")
                        .at(facts, pair, key)
                }
                None => {
                    let message = format!(
                        "нет согласия на распространение данных: {name}, раздел сайта «{}»",
                        page.text("section")
                    );
                    Failure::new(message).at(facts, pair, key)
                }
            };
            failures.push(failure.about(person.link).at(facts, *page, "section"));
        }
    }
    failures.into()
}
