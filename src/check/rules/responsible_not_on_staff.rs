//! A person who answers for a roadmap item and is not in the staff list.

use std::collections::HashSet;

use super::super::outcome::{Failure, Outcome};
use super::{Prepared, Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-07",
    title: "Ответственного нет среди работников",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки дорожной карты, где ответственный назван по фамилии",
    hint: "Назначьте ответственным работающего сотрудника",
    explanation: "За мероприятие отвечает тот, кто работает в организации. Фамилия, которой нет среди работающих, — либо опечатка, либо человек уволился, а карту не поправили. Должности и роли («куратор», «наставники») не проверяются.",
    good: "Ответственный: Ткач И. Л., работает",
    bad: "Ответственный: Ткачёв И. Л., такого работника нет",
    shape: Shape::EachActivityAfter(prepare),
};

fn prepare<'a>(facts: &'a Facts<'a>) -> Prepared<'a> {
    let surname = |row: Row<'a>| row.text("fio").split_whitespace().next().unwrap_or_default();
    let working = facts
        .school
        .rows("person")
        .filter(|row| facts.employed(*row) != Some(false));
    let names = working
        .flat_map(|row| [surname(row), row.text("former_fio")])
        .chain(facts.school.rows("official").map(surname));
    let known: HashSet<String> = names.map(fold).collect();
    Box::new(move |activity| check(facts, activity, &known))
}

fn check(facts: &Facts<'_>, activity: Row<'_>, known: &HashSet<String>) -> Outcome {
    let field = activity.field("responsible").unwrap_or(usize::MAX);
    let raw = activity.record().cells.get(field).map_or("", |cell| &*cell.raw);
    let names: Vec<&str> = raw
        .split([';', '\n', ','])
        .map(str::trim)
        .filter(|part| is_name(part))
        .collect();
    if names.is_empty() {
        return Outcome::NotApplicable;
    }
    if facts.school.rows("person").next().is_none() {
        return Outcome::NoData;
    }
    let failures: Vec<Failure> = names
        .into_iter()
        .filter_map(|name| {
            let surname = name
                .split_whitespace()
                .find(|word| !is_initials(word))
                .map(fold)?;
            (!known.contains(&surname)).then(|| {
                let message = format!("ответственного «{name}» нет среди работающих сотрудников");
                Failure::new(message)
                    .meaning(surname)
                    .at(facts, activity, "responsible")
            })
        })
        .collect();
    failures.into()
}

/// A surname with initials, or three capitalised words.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let initials = words.iter().any(|word| is_initials(word));
    words.len() >= 2 && words.iter().all(|word| capital(word)) && (initials || words.len() == 3)
}

fn is_initials(word: &str) -> bool {
    word.contains('.') && word.chars().filter(|letter| letter.is_alphabetic()).count() <= 2
}
