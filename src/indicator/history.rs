//! Earlier years of an indicator.

use jiff::Span;
use jiff::civil::{Date, date};

use super::compute;
use super::{Origin, YearValue};
use crate::ingest::record::Value;
use crate::model::eval::facts::Facts;
use crate::model::eval::{number, school_year, school_year_start};
use crate::model::fold::alike;
use crate::model::requirement::IndicatorDef;
use crate::school::Row;

/// Earlier years, oldest first: computed as of 1 September where the records have the dates, else as declared.
pub fn years(facts: &Facts<'_>, def: &IndicatorDef) -> Vec<YearValue> {
    let start = school_year_start(facts.day).year();
    let years = i16::try_from(facts.model.number("лет-истории").clamp(0, 30)).unwrap_or(0);
    (start - years..start)
        .filter_map(|year| {
            let day = date(year, 9, 1);
            let label = school_year(day);
            computed(facts, def, day, label.clone()).or_else(|| declared(facts, def, &label))
        })
        .collect()
}

/// Label of the school year before the one of a day.
pub fn previous_year(day: Date) -> Option<String> {
    day.checked_sub(Span::new().years(1)).ok().map(school_year)
}

fn computed(facts: &Facts<'_>, def: &IndicatorDef, day: Date, year: String) -> Option<YearValue> {
    if !def.history {
        return None;
    }
    let counted = compute::on_day(&facts.on(day), def);
    // A past year in which part of the people cannot be placed would be a guess.
    let value = counted.value.filter(|_| counted.unknown == 0)?;
    Some(YearValue {
        year,
        numerator: counted.numerator,
        denominator: counted.denominator,
        value,
        origin: Origin::Computed,
    })
}

/// The value of a year in the sheet of indicators, found by the indicator's id or title, or by the title that its earlier years stand under.
pub fn declared(facts: &Facts<'_>, def: &IndicatorDef, year: &str) -> Option<YearValue> {
    let named = |row: &Row<'_>| {
        let name = row.text("indicator");
        let names = [&def.id, &def.title, &def.prior];
        !name.is_empty() && names.into_iter().any(|known| alike(name, known))
    };
    let row = facts
        .school
        .rows("measure")
        .find(|row| digits(row.text("year")).eq(digits(year)) && named(row))?;
    let get = |key: &str| row.value(key).and_then(|value: &Value| number(value));
    Some(YearValue {
        year: year.to_owned(),
        numerator: get("numerator"),
        denominator: get("denominator"),
        value: get("value")?,
        origin: Origin::Declared,
    })
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}
