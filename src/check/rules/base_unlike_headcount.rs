//! A declared base that is not the number of people whom the dates of the staff list give.

use jiff::civil::date;

use super::super::measures;
use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, school_year_start, text};
use crate::model::requirement::{At, IndicatorKind, Trust};
use crate::school::Row;

pub static RULE: Rule = Rule {
    code: "И-15",
    title: "Знаменатель не равен численности по списку",
    severity: Severity::Query,
    trust: Trust::Practice,
    at: At::Today,
    basis: &[("практика", "")],
    scope: "доли листа «Показатели», чью совокупность модель умеет считать по датам; прошлые годы — на 1 сентября, текущий — на день проверки",
    hint: "Сверьте знаменатель со списком работников на этот день",
    explanation: "Знаменатель доли — число людей, о которых она говорит. Его видно из списка работников: кто принят, уволен, совместитель. Расхождение обычно значит, что посчитали внешних совместителей, взяли другой день или прошлогоднюю цифру. Люди, о которых дат нет, делают проверку невозможной: тогда она молчит.",
    good: "педагогических работников на 01.09.2025 — 52, знаменатель — 52",
    bad: "в списке на 01.09.2025 — 52 человека, знаменатель — 65",
    shape: Shape::EachMeasure(check),
};

fn check(facts: &Facts<'_>, row: Row<'_>) -> Outcome {
    let Some(measure) = measures::of(row, facts.model) else {
        return Outcome::NoData;
    };
    let Some(def) = measure
        .def
        .filter(|def| def.kind == IndicatorKind::Ratio && def.history && def.per.is_empty())
    else {
        return Outcome::NotApplicable;
    };
    let (Some(declared), Some(population)) = (
        row.value("denominator").and_then(number),
        facts.model.populations.get(&def.population),
    ) else {
        return Outcome::NoData;
    };
    let current = school_year_start(facts.day).year();
    let day = match measure.year {
        year if year == current => facts.day,
        year if year < current => date(year, 9, 1),
        _ => return Outcome::NotApplicable,
    };
    let members = facts.on(day).members(population);
    let Some((people, 0)) = members.as_ref() else {
        return Outcome::NoData;
    };
    #[allow(clippy::cast_precision_loss, reason = "a count of people")]
    let same = (declared - people.len() as f64).abs() < 0.5;
    if same {
        return Outcome::Pass;
    }
    let message = format!(
        "«{}», {}: знаменатель {}, а по списку на {} — {}",
        row.text("indicator"),
        row.text("year"),
        text::decimal(declared),
        text::day(day),
        people.len()
    );
    Failure::new(message)
        .meaning(row.text("year"))
        .at(facts, row, "denominator")
        .at(facts, row, "indicator")
        .into()
}
