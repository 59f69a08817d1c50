//! A local act on pay adopted without the opinion of the trade union.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::eval::facts::Facts;
use crate::model::fold::{fold, holds};
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-19",
    title: "Акт об оплате принят без мнения профсоюза",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Document,
    basis: &[("тк", "ст. 372")],
    scope: "положения об оплате и их изменения, если в организации есть профсоюз",
    hint: "Впишите протокол профсоюзного органа, который рассмотрел акт",
    explanation: "Локальные акты об оплате труда принимают с учётом мнения выборного органа первичной профсоюзной организации. Если профсоюза нет, отметьте это на листе «Организация»: тогда требование не действует.",
    good: "согласован: профсоюзный комитет, протокол от 19.02.2025 № 3",
    bad: "согласован: педагогический совет",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let about_pay = holds(document.text("title"), "оплат") || holds(document.text("title"), "стимулировани");
    let a_rule = match document.value("kinds") {
        Some(Value::List(kinds)) => kinds.iter().any(|kind| holds(kind, "положени")),
        _ => false,
    };
    if !about_pay || !a_rule || document.text("state") == "проект" {
        return Outcome::NotApplicable;
    }
    let day = document.date("date").unwrap_or(facts.day);
    match facts.school.organisation(day).map(|row| row.text("union")) {
        Some("нет") => return Outcome::NotApplicable,
        Some("есть") => {}
        _ => return Outcome::NoData,
    }
    let agreed = fold(document.text("agreed"));
    if agreed.contains("профсоюз") || agreed.contains("профком") {
        return Outcome::Pass;
    }
    let message = format!("{}: мнение профсоюза не указано", facts.name(document.link));
    Failure::new(message)
        .at(facts, document, "agreed")
        .at(facts, document, "title")
        .into()
}
