//! Words about unpaid mentoring in a paper that art. 351.8 reaches.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "П-36",
    title: "Наставничество названо бесплатным",
    severity: Severity::Query,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("тк-351.8", "ст. 351.8"), ("роструд-7300", "")],
    scope: "допсоглашения и документы, датированные после 01.03.2025",
    hint: "Уберите эти слова и укажите размер и основание выплаты",
    explanation: "С 01.03.2025 поручение работнику помогать другому оплачивается. Слова «на общественных началах», «безвозмездно», «без оплаты» противоречат закону; если помощь входит в должностные обязанности, так и пишут: «в трудовой функции».",
    good: "выплата 10 % по положению об оплате труда, п. 4.7",
    bad: "наставник работает на общественных началах",
    shape: Shape::Whole(check),
};

const WORDS: &[&str] = &[
    "общественных начал",
    "безвозмездн",
    "без оплаты",
    "без дополнительной оплаты",
    "бесплатно",
];

fn check(facts: &Facts<'_>) -> Outcome {
    let from = crate::model::act::find("тк-351.8").and_then(crate::model::act::Act::first_day);
    let mut failures = Vec::new();
    let mut seen = false;
    for (sheet, keys) in [
        ("addendum", &["contents", "pay_basis", "work_form"][..]),
        ("document", &["title"][..]),
    ] {
        for row in facts
            .school
            .rows(sheet)
            .filter(|row| row.date("date").is_some_and(|date| Some(date) >= from))
        {
            seen = true;
            for key in keys {
                let said = fold(row.text(key));
                if let Some(words) = WORDS.iter().find(|words| said.contains(*words)) {
                    let message = format!(
                        "{}: слова «{words}…» противоречат обязательной оплате",
                        facts.name(row.link)
                    );
                    failures.push(
                        Failure::new(message)
                            .about(row.link)
                            .meaning(*key)
                            .at(facts, row, key),
                    );
                }
            }
        }
    }
    if seen {
        failures.into()
    } else {
        Outcome::NotApplicable
    }
}
