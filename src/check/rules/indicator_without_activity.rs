//! Indicators of the year that no row of the roadmap works for, and rows that work for an indicator nobody knows.

use std::collections::BTreeMap;

use super::super::measures::{self, Measure};
use super::super::outcome::{Failure, Outcome};
use super::super::roadmap::rows_of_year;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::school_year_start;
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-14",
    title: "Показатель и мероприятия не сходятся",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "дорожная карта текущего учебного года, если в ней заполнен столбец «Показатель мероприятия»",
    hint: "Назовите показатель так же, как на листе «Показатели», и дайте каждому показателю мероприятие",
    explanation: "Мероприятие проводят ради показателя, а показатель растёт от мероприятий. Показатель, за которым нет ни одной строки карты, не изменится сам; строка, которая ссылается на неизвестный показатель, обычно осталась от прошлой карты или названа другими словами.",
    good: "показатель «Охват начинающих педагогов наставничеством» назван в пункте 5.1 карты",
    bad: "в карте — «охват молодёжи», на листе «Показатели» такого показателя нет",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let rows: Vec<(Row<'_>, String)> = rows_of_year(facts)
        .map(|row| (row, fold(row.text("indicator"))))
        .filter(|(_, named)| !named.is_empty())
        .collect();
    if rows.is_empty() {
        return Outcome::NotApplicable;
    }
    let year = school_year_start(facts.day).year();
    let measures: BTreeMap<String, Measure<'_>> = measures::all(facts)
        .map(|measure| (fold(measure.row.text("indicator")), measure))
        .collect();
    let of_model = |named: &str| {
        let mut defs = facts.model.indicators.iter();
        defs.any(|def| named.contains(&fold(&def.id)) || named.contains(&fold(&def.title)))
    };
    let mut failures = Vec::new();
    for (row, named) in &rows {
        if !of_model(named) && !measures.keys().any(|title| named.contains(title.as_str())) {
            let message = format!(
                "{}: показателя «{}» нет ни в модели, ни на листе «Показатели»",
                facts.name(row.link),
                row.text("indicator")
            );
            failures.push(Failure::new(message).about(row.link).at(facts, *row, "indicator"));
        }
    }
    for (title, measure) in measures.iter().filter(|(_, measure)| measure.year == year) {
        let id = measure.def.map(|def| fold(&def.id));
        let works = |named: &String| {
            named.contains(title.as_str()) || id.as_ref().is_some_and(|id| named.contains(id))
        };
        if !rows.iter().any(|(_, named)| works(named)) {
            let message = format!(
                "показателю «{}» не отвечает ни одно мероприятие дорожной карты",
                measure.row.text("indicator")
            );
            failures.push(
                Failure::new(message)
                    .about(measure.row.link)
                    .at(facts, measure.row, "indicator"),
            );
        }
    }
    failures.into()
}
