//! Stages that a model asks of a roadmap and that it lacks.

use super::super::outcome::{Failure, Outcome};
use super::super::roadmap::rows_of_year;
use super::super::sections::lacking;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-05",
    title: "В дорожной карте нет обязательного раздела",
    severity: Severity::Query,
    trust: Trust::Recommendation,
    at: At::Today,
    basis: &[("аз-1128", "")],
    scope: "дорожная карта текущего учебного года; разделы задаёт список «разделы-карты» модели",
    hint: "Добавьте в дорожную карту раздел с мероприятиями, сроками и ответственными",
    explanation: "Разделы карты — этапы, через которые модель ведёт работу: в федеральной основе — от подготовки условий и банков участников до завершения программ и информационной поддержки, в других моделях — свои. Их задаёт список «разделы-карты». Раздел может называться иначе — он узнаётся по ключевым словам этого списка.",
    good: "раздел «Отбор и обучение наставников» с тремя мероприятиями",
    bad: "карта из двух разделов: «Формирование пар» и «Подведение итогов»",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let rows: Vec<Row<'_>> = rows_of_year(facts).collect();
    let Some(first) = rows.first() else {
        return Outcome::NoData;
    };
    let sections: Vec<String> = rows.iter().map(|row| fold(row.text("section"))).collect();
    let failures: Vec<Failure> = lacking(facts.model.list("разделы-карты"), &sections)
        .map(|title| {
            let message = format!("в дорожной карте нет раздела «{title}»");
            Failure::new(message).meaning(title).on_sheet(*first)
        })
        .collect();
    failures.into()
}
