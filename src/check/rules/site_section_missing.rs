//! Parts that the section on mentoring must have and that are not on the site.

use super::super::outcome::{Failure, Outcome};
use super::super::sections::lacking;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "С-08",
    title: "В разделе сайта о наставничестве нет обязательной части",
    severity: Severity::Query,
    trust: Trust::Recommendation,
    at: At::Today,
    basis: &[("аз-1128", "")],
    scope: "организация, у которой заполнен лист «Сайт»; части задаёт список «части-раздела-сайта» модели",
    hint: "Разместите эту часть и отметьте её на листе «Сайт»",
    explanation: "В разделе о наставничестве размещают нормативную базу четырёх уровней — федеральную, региональную, муниципальную и локальную, — программы, базу участников, результаты завершённых программ и контакты куратора. Часть может называться иначе — она узнаётся по ключевым словам списка модели. Чего у организации нет по устройству, убирают из списка своей модели.",
    good: "строки «Федеральные акты», «Региональные акты», «Муниципальные акты», «Локальные акты», «Программы», «Результаты», «Контакты куратора»",
    bad: "на листе «Сайт» только «Локальные акты» и «Новости»",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let Some(first) = facts.school.rows("site").next() else {
        return Outcome::NoData;
    };
    let there: Vec<String> = facts
        .school
        .rows("site")
        .filter(|row| row.value("there") == Some(&Value::Bool(true)))
        .map(|row| fold(row.text("section")))
        .collect();
    // That nothing at all is there is told by another requirement.
    if there.is_empty() {
        return Outcome::NotApplicable;
    }
    let failures: Vec<Failure> = lacking(facts.model.list("части-раздела-сайта"), &there)
        .map(|title| {
            let message = format!("в разделе сайта о наставничестве нет части «{title}»");
            Failure::new(message).meaning(title).on_sheet(first)
        })
        .collect();
    failures.into()
}
