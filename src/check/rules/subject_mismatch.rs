//! A pair of subject teachers whose subjects differ.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::{fold, holds};
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "П-28",
    title: "Предметы наставника и наставляемого не совпадают",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "действующие пары, у которых вариант — «предметник»",
    hint: "Подберите наставника по предмету или измените вариант пары",
    explanation: "В паре «опытный предметник — молодой специалист» наставник помогает с содержанием и методикой предмета, поэтому предметы должны пересекаться. Если наставник помогает с классным руководством или с новой технологией, укажите другой вариант.",
    good: "оба преподают математику",
    bad: "наставник преподаёт физику, наставляемый — литературу",
    shape: Shape::EachPair(check),
};

fn check(facts: &Facts<'_>, pair: Row<'_>) -> Outcome {
    if facts.pair_active(pair) != Some(true) || !holds(pair.text("variant"), "предметник") {
        return Outcome::NotApplicable;
    }
    let Some(mentor) = pair.linked("mentor").next() else {
        return Outcome::NoData;
    };
    let own = subjects(mentor);
    if own.is_empty() {
        return Outcome::NoData;
    }
    let mut failures = Vec::new();
    for mentee in pair.linked("mentees") {
        let other = subjects(mentee);
        let common = other.iter().any(|subject| own.iter().any(|mine| mine == subject));
        if !other.is_empty() && !common {
            let (name, mine, theirs) = (
                facts.name(pair.link),
                mentor.text("subject"),
                mentee.text("subject"),
            );
            let message = format!("{name}: предмет наставника — {mine}, наставляемого — {theirs}");
            let failure = Failure::new(message)
                .meaning(mentee.key())
                .at(facts, pair, "variant");
            failures.push(failure.at(facts, mentor, "subject").at(facts, mentee, "subject"));
        }
    }
    failures.into()
}

/// The first word of each subject, without its ending: «алгебра» and «алгебре» are one.
fn subjects(person: Row<'_>) -> Vec<String> {
    fold(person.text("subject"))
        .split([',', ';', '/'])
        .filter_map(|subject| subject.split_whitespace().next())
        .map(|word| word.chars().take(5).collect())
        .collect()
}
