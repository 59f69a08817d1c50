//! Explanations of the school: a query may be answered, and an answer that answers nothing is itself said.

use jiff::civil::Date;

use crate::diag::{Basis, Finding, Severity, Waiver};
use crate::model::compile::fold;
use crate::model::eval::facts::Facts;
use crate::model::eval::text;
use crate::model::requirement::{At, Card, Trust};
use crate::school::{Row, School};
use crate::settings::Settings;

/// An explanation matched no finding.
const UNUSED: &str = "Д-90";
/// The day until which an explanation stands has passed.
const LAPSED: &str = "Д-91";
const UNUSED_HINT: &str = "Удалите строку или проверьте код и столбец «О ком или о чём»";
const LAPSED_HINT: &str = "Продлите срок пояснения или исправьте данные";

/// Applies the severities of the settings and the explanations that stand on this day; returns how many findings
/// are explained.
pub fn apply(findings: &mut [Finding], school: &School, settings: &Settings, day: Date) -> usize {
    let mut waived = 0;
    for finding in findings {
        if let Some(severity) = settings.severity.get(&finding.code) {
            finding.severity = *severity;
        }
        if finding.severity != Severity::Query {
            continue;
        }
        let answer = school
            .rows("waiver")
            .find(|row| stands(*row, day) && answers(*row, finding));
        if let Some(row) = answer {
            finding.waiver = Some(Waiver {
                reason: row.text("reason").to_owned(),
                author: row.text("author").to_owned(),
                until: row
                    .date("until")
                    .map(|until| until.to_string())
                    .unwrap_or_default(),
            });
            waived += 1;
        }
    }
    waived
}

/// Cards of the two notes.
pub fn cards() -> [Card; 2] {
    let card = |code: &str, title: &str, hint: &str, explanation: &str| Card {
        code: code.to_owned(),
        title: title.to_owned(),
        severity: Severity::Note,
        trust: Trust::Practice,
        at: At::Today,
        basis: vec![Basis {
            act: "практика".to_owned(),
            clause: String::new(),
        }],
        scope: "строки листа «Пояснения»".to_owned(),
        hint: hint.to_owned(),
        explanation: explanation.to_owned(),
        good: String::new(),
        bad: String::new(),
    };
    [
        card(
            UNUSED,
            "Пояснение ничего не объясняет",
            UNUSED_HINT,
            "Пояснением отвечают на вопрос проверки. Если вопроса с таким кодом и о таком человеке, паре или документе нет, \
             строка лишняя: данные исправлены, либо в коде опечатка. Ошибку и заметку пояснением не снимают.",
        ),
        card(
            LAPSED,
            "Срок пояснения истёк",
            LAPSED_HINT,
            "Пояснение действует до указанного в нём дня. После него вопрос снова открыт: подумайте, остаётся ли причина.",
        ),
    ]
}

fn stands(row: Row<'_>, day: Date) -> bool {
    row.date("until").is_none_or(|until| day <= until) && !row.text("reason").is_empty()
}

fn answers(row: Row<'_>, finding: &Finding) -> bool {
    if fold(row.text("code")) != fold(&finding.code) {
        return false;
    }
    let about = fold(row.text("subject"));
    if about.is_empty() || about == fold(&finding.subject.key) {
        return true;
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (name, about) = (words(&fold(&finding.subject.name)), words(&about));
    name.windows(about.len()).any(|part| part == about.as_slice())
}

/// Notes about explanations that matched nothing or have lapsed, for the codes that this stage knows.
pub fn leftovers(
    findings: &[Finding],
    facts: &Facts<'_>,
    settings: &Settings,
    own: &[String],
) -> Vec<Finding> {
    let mut notes = Vec::new();
    for row in facts.school.rows("waiver") {
        let code = row.text("code").trim();
        if !own.iter().any(|known| fold(known) == fold(code)) {
            continue;
        }
        let matches = findings
            .iter()
            .any(|finding| answers(row, finding) && finding.severity == Severity::Query);
        let (id, message, hint) = if matches && row.date("until").is_some_and(|until| until < facts.day) {
            let until = row.date("until").map(text::day).unwrap_or_default();
            (
                LAPSED,
                format!("пояснение к замечанию {code} действовало до {until}"),
                LAPSED_HINT,
            )
        } else if matches {
            continue;
        } else {
            (
                UNUSED,
                format!("пояснение к замечанию {code} ничего не объясняет: такого вопроса нет"),
                UNUSED_HINT,
            )
        };
        let severity = settings.severity.get(id).copied().unwrap_or(Severity::Note);
        let place = row.record().place(row.field("code").unwrap_or(usize::MAX), "");
        let finding = Finding::new(
            id,
            severity,
            facts.subject(row.link),
            &format!("{code} {}", row.text("subject")),
            message,
        );
        notes.push(finding.hint(hint).at(place));
    }
    notes
}
