//! A paper agreed by a council that met after the paper was signed.

use jiff::civil::Date;

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::{school_year_start, text};
use crate::model::fold::fold;
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-09",
    title: "Совет рассмотрел документ позже, чем его подписали",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Document,
    basis: &[("273-фз", "ст. 30")],
    scope: "документы, согласованные протоколом педагогического или иного совета",
    hint: "Проверьте дату протокола и дату документа",
    explanation: "Локальный акт сначала рассматривает совет, потом утверждает приказом руководитель. Если протокол датирован позже приказа, порядок принятия нарушен, и акт можно оспорить. Проверьте, не перепутан ли номер протокола; если порядок действительно нарушен, акт утверждают заново.",
    good: "протокол от 28.08.2026 № 1, приказ от 01.09.2026",
    bad: "приказ от 01.09.2026, протокол от 10.09.2026 № 2",
    shape: Shape::EachDocument(check),
};

fn check(facts: &Facts<'_>, document: Row<'_>) -> Outcome {
    let agreed = document.text("agreed");
    if agreed.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(signed) = document.date("date") else {
        return Outcome::NoData;
    };
    let (met, council) = match (day_in(agreed), council(facts, agreed, signed)) {
        (Some(day), council) => (day, council),
        (None, Some(council)) => match council.date("date") {
            Some(day) => (day, Some(council)),
            None => return Outcome::NoData,
        },
        (None, None) => return Outcome::NoData,
    };
    if met <= signed {
        return Outcome::Pass;
    }
    let name = facts.name(document.link);
    let message = format!("{name}: протокол от {} позже самого документа", text::day(met));
    let failure = Failure::new(message)
        .at(facts, document, "agreed")
        .at(facts, document, "date");
    match council {
        Some(row) => failure.at(facts, row, "date").into(),
        None => failure.into(),
    }
}

/// The meeting whose number and body the text names, in the school year of the paper.
fn council<'a>(facts: &Facts<'a>, agreed: &str, signed: Date) -> Option<Row<'a>> {
    let agreed = fold(agreed).replace("№ ", "№");
    let of_year = |row: &Row<'_>| {
        let day = row.date("date");
        day.is_some_and(|day| school_year_start(day) == school_year_start(signed))
    };
    facts.school.rows("council").filter(of_year).find(|row| {
        let number = format!("№{}", fold(row.text("number")));
        let numbered = agreed.split([' ', ',', ';']).any(|word| word == number);
        let body = fold(row.text("body"));
        let stem: String = body.chars().take(6).collect();
        let same_body = agreed.contains(&stem) || (stem.starts_with("педаго") && agreed.contains("педсовет"));
        numbered && same_body
    })
}

/// The first day written as 28.08.2026 in a text.
pub fn day_in(text: &str) -> Option<Date> {
    text.split(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .find_map(|word| {
            let parts: Vec<i16> = word
                .trim_matches('.')
                .split('.')
                .map(str::parse)
                .collect::<Result<_, _>>()
                .ok()?;
            let [day, month, year] = parts[..] else {
                return None;
            };
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            (1990..2100)
                .contains(&year)
                .then(|| Date::new(year, month, day).ok())?
        })
}

#[cfg(test)]
#[test]
fn days_are_found_in_words() {
    use jiff::civil::date;
    assert_eq!(
        day_in("педсовет, протокол от 28.08.2026 № 1"),
        Some(date(2026, 8, 28))
    );
    assert_eq!(day_in("протокол № 1"), None);
    assert_eq!(day_in("п. 3.1.12, 45.13.2026"), None);
}
