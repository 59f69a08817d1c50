//! A paper rests on an act that no longer was, or no longer is, in force.

use super::super::citation;
use super::super::citing::{Citing, judged};
use super::super::outcome::Outcome;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "А-05",
    title: "Документ ссылается на утративший силу акт",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "документы, у которых названы акты, и тексты docx из папки «документы»; приказы и протоколы — на свою дату, действующие положения и программы — на день проверки",
    hint: "Замените ссылку при очередном изменении документа",
    explanation: "Подписанный приказ судят по актам, действовавшим в день подписания: то, что акт отменили позже, его не портит. Положение и программа действуют до сих пор, поэтому ссылаться им надо на акты, действующие сегодня. Укажите заменяющий акт и внесите изменение приказом.",
    good: "Положение 2026 года ссылается на приказ Минпросвещения России от 24.03.2023 № 196",
    bad: "Положение 2026 года ссылается на приказ Минобрнауки России от 07.04.2014 № 276",
    shape: Shape::EachPaper(check),
};

fn check(facts: &Facts<'_>, paper: &Citing<'_>) -> Outcome {
    if !paper.cited.is_empty() && paper.cited.iter().all(|cited| cited.day.is_none()) {
        return Outcome::NoData;
    }
    judged(facts, paper, |cited| {
        let day = cited.day?;
        let act = cited.citation.act?;
        let last = act.last_day().filter(|last| *last < day)?;
        let instead = match citation::replacement(act, day) {
            Some(next) => format!(", вместо него — {}", next.short),
            None => String::new(),
        };
        let message = format!(
            "{} ссылается на акт, действовавший по {}: {}{instead}{}",
            paper.name,
            text::day(last),
            act.short,
            cited.quoted()
        );
        Some((act, message))
    })
}
