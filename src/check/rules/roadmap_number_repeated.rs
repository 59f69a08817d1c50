//! Numbers of the roadmap that repeat or leave a gap.

use std::collections::BTreeMap;

use super::super::outcome::{Failure, Outcome};
use super::super::roadmap::rows_of_year;
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "К-04",
    title: "Нумерация дорожной карты повторяется или прерывается",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "строки дорожной карты текущего учебного года",
    hint: "Пронумеруйте пункты подряд, каждый своим номером",
    explanation: "На пункт дорожной карты ссылаются приказы и отчёты, поэтому номер принадлежит одному пункту, а внутри раздела пункты идут подряд.",
    good: "1.1, 1.2, 1.3, 2.1",
    bad: "3, 3, 5",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let rows: Vec<(Row<'_>, Vec<u32>)> = rows_of_year(facts)
        .filter_map(|row| Some((row, number(row.text("number"))?)))
        .collect();
    if rows.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut seen: BTreeMap<&[u32], Row<'_>> = BTreeMap::new();
    let mut failures = Vec::new();
    for (row, number) in &rows {
        if let Some(first) = seen.insert(number, *row) {
            let message = format!("номер {} стоит у двух пунктов", row.text("number"));
            let failure = Failure::new(message).about(row.link).meaning("повтор");
            failures.push(failure.at(facts, *row, "number").at(facts, first, "number"));
        }
    }
    for (number, row) in &seen {
        let Some((last, before)) = number.split_last() else {
            continue;
        };
        let mut previous = before.to_vec();
        previous.push(last.saturating_sub(1));
        // The first item of a section may be its heading's own number.
        if *last > 1
            && !seen.contains_key(previous.as_slice())
            && (number.len() > 1 || !has_items(&seen, &previous))
        {
            let written: Vec<String> = previous.iter().map(ToString::to_string).collect();
            let message = format!(
                "перед пунктом {} нет пункта {}",
                row.text("number"),
                written.join(".")
            );
            failures.push(
                Failure::new(message)
                    .about(row.link)
                    .meaning("пропуск")
                    .at(facts, *row, "number"),
            );
        }
    }
    failures.into()
}

fn has_items(seen: &BTreeMap<&[u32], Row<'_>>, section: &[u32]) -> bool {
    seen.keys().any(|number| number.starts_with(section))
}

fn number(text: &str) -> Option<Vec<u32>> {
    let parts: Vec<&str> = text.trim().trim_end_matches('.').split('.').collect();
    parts.into_iter().map(|part| part.trim().parse().ok()).collect()
}
