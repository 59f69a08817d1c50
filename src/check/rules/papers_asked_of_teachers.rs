//! A roadmap item that obliges mentees to keep papers outside the closed list.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::entity::Derived;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-13",
    title: "От педагога требуют бумагу вне утверждённого перечня",
    severity: Severity::Query,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("779", ""), ("328-фз", "")],
    scope: "строки дорожной карты текущего учебного года",
    hint: "Сделайте бумагу добровольной («по желанию») или уберите её",
    explanation: "С 01.03.2025 педагогу поручают готовить только документы утверждённого перечня. Дневника, листов рефлексии и письменных отчётов наставляемого в нём нет: они возможны лишь по желанию. Отчёт наставника — часть работы, которую называет допсоглашение.",
    good: "дневник успеха (по желанию наставляемого)",
    bad: "наставляемые ведут дневник и сдают его ежемесячно",
    shape: Shape::EachActivity(check),
};

const PAPERS: &[&str] = &[
    "дневник",
    "рефлексивн",
    "лист рефлексии",
    "листы рефлексии",
    "отчет наставляем",
    "отчеты наставляем",
    "самоанализ",
];

fn check(facts: &Facts<'_>, activity: Row<'_>) -> Outcome {
    if !facts.is(Derived::RowThisYear, activity.link) {
        return Outcome::NotApplicable;
    }
    let said = ["activity", "result", "held_as"].map(|key| (key, fold(activity.text(key))));
    let at_will = |text: &str| text.contains("по желанию") || text.contains("добровольн");
    if said.iter().any(|(_, text)| at_will(text)) {
        return Outcome::Pass;
    }
    for (key, text) in &said[..2] {
        if let Some(paper) = PAPERS.iter().find(|paper| text.contains(**paper)) {
            let message = format!(
                "{}: «{paper}…» — бумага вне перечня документов педагога",
                facts.name(activity.link)
            );
            return Failure::new(message).at(facts, activity, key).into();
        }
    }
    Outcome::Pass
}
