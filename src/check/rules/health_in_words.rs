//! Health, registration with the police and the like, written into cells that papers print.

use std::sync::LazyLock;

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::entity;
use crate::model::eval::facts::Facts;
use crate::model::fold::{Words, fold};
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "С-12",
    title: "В описании пары названы сведения о здоровье или учёте",
    severity: Severity::Query,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("152-фз", "ст. 10")],
    scope: "тексты листов «Пары» и «Запросы»; слова об инвалидности и учёте — только если речь об обучающемся",
    hint: "Напишите о затруднении, не называя диагноза, инвалидности и учёта",
    explanation: "Сведения о здоровье, инвалидности, постановке на учёт — особые категории данных: без письменного согласия их не записывают и не печатают. Приказ, план и таблицу читают многие, поэтому программу выбирают по затруднению («нужна помощь с чтением»), а не по диагнозу. Такие же слова о чертах работника — «тревожность», «невротизм» — место в беседе с психологом, не в таблице.",
    good: "нужна помощь в освоении материала и общении в группе",
    bad: "обучающийся с инвалидностью, состоит на учёте",
    shape: Shape::Whole(check),
};

/// Cells about a pair or a request, and the column that names whom they are about.
const CELLS: &[(&str, &str, &[&str])] = &[
    ("pair", "mentees", &["variant", "reason", "goal"]),
    ("request", "person", &["deficit", "difficulty"]),
];

/// Traits that are no business of a table, whoever has them.
const TRAITS: &[&str] = &["тревожност", "невротизм", "психическ", "диагноз", "беременн"];

/// What is said of a child. A teacher may well be helped to teach such children.
const OF_CHILDREN: &[&str] = &["инвалид", "овз", "на учет", "на внутришкольном учет", "судимост"];

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let words = TRAITS.iter().chain(OF_CHILDREN);
    words.map(|words| Words::new(words)).collect()
});

fn check(facts: &Facts<'_>) -> Outcome {
    let mut failures = Vec::new();
    let mut any = false;
    for (sheet, about, keys) in CELLS {
        for row in facts.school.rows(sheet) {
            any = true;
            let child = row
                .linked(about)
                .any(|person| entity::key(person.link.sheet) == "student");
            let of_children = OF_CHILDREN.iter().filter(|_| child);
            let words: Vec<&&str> = TRAITS.iter().chain(of_children).collect();
            for key in *keys {
                if !ALL.iter().any(|words| words.are_in(row.text(key))) {
                    continue;
                }
                let said = fold(row.text(key));
                let Some(word) = words.iter().find(|word| names(&said, word)) else {
                    continue;
                };
                let message = format!("{}: в тексте — «{word}…»", facts.name(row.link));
                let failure = Failure::new(message).about(row.link).meaning(*key);
                failures.push(failure.at(facts, row, key).at(facts, row, about));
            }
        }
    }
    if any {
        failures.into()
    } else {
        Outcome::NotApplicable
    }
}

/// The text names a trait or a state of health of somebody.
pub fn in_text(text: &str) -> bool {
    let said = fold(text);
    TRAITS.iter().any(|word| names(&said, word))
}

/// The text has a word that begins like this, or the words one after another.
fn names(said: &str, wanted: &str) -> bool {
    let begins = |at: usize| !said[..at].chars().next_back().is_some_and(char::is_alphabetic);
    said.match_indices(wanted).any(|(at, _)| begins(at))
}

#[cfg(test)]
#[test]
fn words_are_known_by_their_beginning() {
    assert!(names("высокая тревожность", "тревожност"));
    assert!(names("обучающийся с овз", "овз"));
    assert!(!names("уровень развития совзгляда", "овз"));
    assert!(names("состоит на учете", "на учет"));
}
