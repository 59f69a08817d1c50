//! Orders of one journal whose numbers do not follow their dates, or repeat.

use jiff::civil::Date;

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::record::Value;
use crate::model::eval::facts::Facts;
use crate::model::eval::{school_year_start, text};
use crate::model::fold::{alike, fold};
use crate::model::requirement::{At, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "А-08",
    title: "Номера приказов не идут вслед за датами",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "приказы одного журнала за один год нумерации; пропуски номеров не проверяются",
    hint: "Сверьте номер и дату с журналом регистрации приказов",
    explanation: "В одном журнале более поздний приказ имеет больший номер, а один номер принадлежит одному приказу. Пропуски — обычное дело: о наставничестве лишь часть приказов школы. Год нумерации, календарный или учебный, задаёт параметр «год-нумерации».",
    good: "№ 214 от 01.09.2026, затем № 230 от 15.09.2026",
    bad: "№ 312 от 17.03.2026, затем № 225 от 24.09.2026",
    shape: Shape::Whole(check),
};

struct Order<'a> {
    row: Row<'a>,
    date: Date,
    core: u64,
}

fn check(facts: &Facts<'_>) -> Outcome {
    let mut orders: Vec<Order<'_>> = facts.school.rows("document").filter_map(order).collect();
    if orders.is_empty() {
        return Outcome::NotApplicable;
    }
    orders.sort_by_key(|order| (order.date, order.core));
    let by_school_year = facts.model.word("год-нумерации") == "учебный";
    let year = |date: Date| {
        if by_school_year {
            school_year_start(date).year()
        } else {
            date.year()
        }
    };
    let mut failures = Vec::new();
    for (index, order) in orders.iter().enumerate() {
        let same = |other: &&Order<'_>| {
            other.row.text("journal") == order.row.text("journal") && year(other.date) == year(order.date)
        };
        let before = || orders[..index].iter().filter(same);
        let twin = before().find(|other| alike(other.row.text("number"), order.row.text("number")));
        let larger = before()
            .filter(|other| other.date < order.date && other.core > order.core)
            .max_by_key(|other| other.core);
        let name = facts.name(order.row.link);
        let (other, message) = match (twin, larger) {
            (Some(twin), _) => (
                twin,
                format!("номер приказа повторён: {name} и {}", facts.name(twin.row.link)),
            ),
            (None, Some(larger)) => {
                let (number, day) = (larger.row.text("number"), text::day(larger.date));
                (
                    larger,
                    format!("номер меньше, чем у более раннего приказа: {name}, а № {number} — от {day}"),
                )
            }
            (None, None) => continue,
        };
        let failure = Failure::new(message)
            .about(order.row.link)
            .meaning(other.row.key());
        failures.push(
            failure
                .at(facts, order.row, "number")
                .at(facts, order.row, "date")
                .at(facts, other.row, "number"),
        );
    }
    failures.into()
}

fn order(row: Row<'_>) -> Option<Order<'_>> {
    let is_order = match row.value("kinds") {
        Some(Value::List(kinds)) => kinds.iter().any(|kind| fold(kind).starts_with("приказ")),
        _ => false,
    };
    let digits: String = row
        .text("number")
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let core = digits.parse().ok()?;
    (is_order && row.text("state") != "проект").then_some(Order {
        row,
        date: row.date("date")?,
        core,
    })
}
