//! A pair with an employee of another organisation that began before the agreement with it.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-80",
    title: "Пара с работником другой организации начата до соглашения",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "пары, где наставник или наставляемый работает в другой организации, кроме проектов",
    hint: "Заключите соглашение с организацией и впишите её на лист «Партнёры» под тем же названием",
    explanation: "Помощь работнику другой организации держится на соглашении: по нему стороны делят обязанности и отвечают за людей. Приказ о парах издают после него. Организация узнаётся по названию в кавычках: оно должно совпадать в столбце «Организация работника» и на листе «Партнёры»; у филиала названа и школа, которой он принадлежит.",
    good: "соглашение от 15.09.2026, пара работает с 01.10.2026",
    bad: "пара работает с 01.09.2026, а соглашение подписано 15.09.2026",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    let people = pair.linked("mentor").chain(pair.linked("mentees"));
    let Some(stranger) = people.into_iter().find(|person| person.is_outside()) else {
        return Outcome::NotApplicable;
    };
    if pair.text("state") == "проект" {
        return Outcome::NotApplicable;
    }
    let Some(from) = pair.date("from") else {
        return Outcome::NoData;
    };
    let employer = stranger.text("employer");
    let wanted = fold(employer);
    let partner = facts.school.rows("partner").find(|partner| {
        let name = own_name(partner.text("full_name"));
        !name.is_empty() && wanted.contains(&name)
    });
    let problem = match partner.map(|partner| partner.date("agreement_date")) {
        None => format!("{employer} нет на листе «Партнёры»"),
        Some(None) => return Outcome::NoData,
        Some(Some(signed)) if signed <= from => return Outcome::Pass,
        Some(Some(signed)) => format!("соглашение с организацией подписано {}", text::day(signed)),
    };
    let message = format!(
        "пара {} работает с {}, а {problem}",
        pair.text("key"),
        text::day(from)
    );
    let failure = Failure::new(message)
        .at(facts, pair, "from")
        .at(facts, stranger, "employer");
    match partner {
        Some(partner) => failure.at(facts, partner, "agreement_date").into(),
        None => failure.into(),
    }
}

/// The name of an organisation without its legal form: what stands in the first quotes, else all of it.
fn own_name(full: &str) -> String {
    let inner = full.split_once('«').and_then(|(_, rest)| rest.split_once('»'));
    fold(inner.map_or(full, |(name, _)| name))
}
