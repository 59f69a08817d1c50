//! Words about unpaid mentoring in a paper that art. 351.8 reaches.

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
    code: "П-36",
    title: "Наставничество названо бесплатным",
    severity: Severity::Query,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("тк-351.8", "ст. 351.8"), ("роструд-7300", "")],
    scope: "допсоглашения и документы, датированные 01.03.2025 и позже",
    hint: "Уберите эти слова и укажите размер и основание выплаты",
    explanation: "С 01.03.2025 поручение работнику помогать другому оплачивается. Слова «на общественных началах», «безвозмездно», «без оплаты» противоречат закону; если помощь входит в должностные обязанности, так и пишут: «в трудовой функции».",
    good: "выплата 10 % по положению об оплате труда, п. 4.7",
    bad: "наставник работает на общественных началах",
    shape: Shape::Whole(check),
};

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let words = [
        "общественных начал",
        "безвозмездн",
        "без оплаты",
        "без дополнительной оплаты",
        "бесплатно",
    ];
    words.map(Words::new).into()
});

fn check(facts: &Facts<'_>) -> Outcome {
    let from = act::find("тк-351.8").and_then(Act::first_day);
    let papers = papers::since(facts, from, &WORDS);
    if papers.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut failures = Vec::new();
    for paper in papers {
        for (key, words) in paper.words {
            let name = facts.name(paper.row.link);
            let message = format!("{name}: слова «{words}…» противоречат обязательной оплате");
            let failure = Failure::new(message).about(paper.row.link).meaning(key);
            failures.push(failure.at(facts, paper.row, key).at(facts, paper.row, "date"));
        }
    }
    failures.into()
}
