//! Pay of a mentor that a paper calls a compensation.

use std::sync::LazyLock;

use super::super::outcome::{Failure, Outcome};
use super::super::papers;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::act::{self, Act};
use crate::model::eval::facts::Facts;
use crate::model::fold::Words;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "П-41",
    title: "Выплата за наставничество названа компенсационной",
    severity: Severity::Query,
    trust: Trust::Recommendation,
    at: At::Today,
    basis: &[("роструд-8383", "")],
    scope: "допсоглашения и документы, датированные 01.03.2025 и позже",
    hint: "Назовите выплату стимулирующей или сверьтесь с положением об оплате труда",
    explanation: "Роструд относит выплату за наставничество к стимулирующим: она поощряет дополнительную работу, а не возмещает условия труда. Слово «компенсационная» спорно: от вида выплаты зависит, из какого фонда её платят и как считают надбавки к ней. Если так сказано в акте региона, дайте пояснение со ссылкой на него.",
    good: "стимулирующая выплата, Положение об оплате труда, п. 4.7",
    bad: "компенсационная выплата за наставничество",
    shape: Shape::Whole(check),
};

static WORDS: LazyLock<[Words; 1]> = LazyLock::new(|| [Words::new("компенсационн")]);

fn check(facts: &Facts<'_>) -> Outcome {
    let from = act::find("тк-351.8").and_then(Act::first_day);
    let papers = papers::since(facts, from, &*WORDS);
    if papers.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut failures = Vec::new();
    for paper in papers {
        for (key, _) in paper.words {
            let message = format!("{}: выплата названа компенсационной", facts.name(paper.row.link));
            let failure = Failure::new(message).about(paper.row.link).meaning(key);
            failures.push(failure.at(facts, paper.row, key).at(facts, paper.row, "date"));
        }
    }
    failures.into()
}
