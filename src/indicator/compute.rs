//! One indicator on one day.

use super::history;
use super::round::tenths;
use super::{IndicatorValue, Origin, Status, YearValue};
use crate::model::eval::facts::{Facts, Got};
use crate::model::eval::{Truth, number, school_year, text};
use crate::model::requirement::{Better, IndicatorDef, IndicatorKind, Population};
use crate::school::Link;

/// What was counted on a day.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// What was counted.
    pub numerator: Option<f64>,
    /// Out of what.
    pub denominator: Option<f64>,
    /// The value.
    pub value: Option<f64>,
    /// Records of the numerator.
    pub members: Vec<Link>,
    /// Records of the population that are not in the numerator.
    pub others: Vec<Link>,
    /// Members of the population of whom the data do not tell.
    pub unknown: usize,
}

/// Computes an indicator with its history and status.
pub fn indicator(facts: &Facts<'_>, def: &IndicatorDef) -> IndicatorValue {
    let mut counted = on_day(facts, def);
    let year = school_year(facts.day);
    let declared = history::declared(facts, def, &year);
    let mut origin = Origin::Computed;
    if def.kind == IndicatorKind::Declared
        && let Some(found) = &declared
    {
        counted.numerator = found.numerator;
        counted.denominator = found.denominator;
        counted.value = Some(found.value);
        origin = Origin::Declared;
    }
    let mut years = history::years(facts, def);
    let previous = years
        .last()
        .filter(|last| Some(&last.year) == history::previous_year(facts.day).as_ref())
        .map(|last| last.value);
    if def.kind == IndicatorKind::Change {
        counted.value = match (counted.value, previous) {
            (Some(now), Some(before)) => Some(tenths(now - before)),
            _ => None,
        };
    }
    if let Some(value) = counted.value {
        let (numerator, denominator) = (counted.numerator, counted.denominator);
        years.push(YearValue {
            year,
            numerator,
            denominator,
            value,
            origin,
        });
    }
    let target = def.target.as_ref().and_then(number);
    let status = match (counted.value, target) {
        (None, _) => Status::NoData,
        (Some(_), None) => Status::Info,
        (Some(value), Some(target)) => {
            let met = match def.better {
                Better::More => value >= target - 1e-9,
                Better::Less => value <= target + 1e-9,
            };
            if met { Status::Met } else { Status::Missed }
        }
    };
    let keys = |links: &[Link]| links.iter().map(|link| facts.subject(*link).key).collect();
    IndicatorValue {
        id: def.id.clone(),
        title: def.title.clone(),
        numerator: counted.numerator,
        denominator: counted.denominator,
        value: counted.value,
        unit: def.unit.clone(),
        target,
        previous,
        status,
        basis: def.basis.clone(),
        explanation: explanation(facts, def, &counted),
        counted: keys(&counted.members),
        missing: keys(&counted.others),
        history: years,
    }
}

fn explanation(facts: &Facts<'_>, def: &IndicatorDef, counted: &Counted) -> String {
    let mut words = def.explanation.trim_end_matches('.').to_owned();
    if let Some(population) = facts.model.populations.get(&def.population) {
        words = format!(
            "{words}. Совокупность: {} на {}",
            population.title,
            text::day(facts.day)
        );
    }
    if counted.unknown > 0 {
        words = format!("{words}. Записей, по которым данных нет: {}", counted.unknown);
    }
    words + "."
}

/// Counts on the day of the facts.
pub fn on_day(facts: &Facts<'_>, def: &IndicatorDef) -> Counted {
    let Some(population) = facts.model.populations.get(&def.population) else {
        return Counted::default();
    };
    let Some((members, mut unknown)) = members(facts, population) else {
        return Counted::default();
    };
    let mut counted = Counted::default();
    for link in &members {
        match facts.holds(&def.conditions, *link).truth {
            Truth::Yes => counted.members.push(*link),
            Truth::No => counted.others.push(*link),
            Truth::Unknown => {
                unknown += 1;
                counted.others.push(*link);
            }
        }
    }
    // Where nothing is known of anyone the answer is not zero, it is unknown.
    if unknown > 0 && counted.members.is_empty() && unknown >= members.len() {
        return Counted {
            unknown,
            ..Counted::default()
        };
    }
    counted.unknown = unknown;
    #[allow(clippy::cast_precision_loss, reason = "counts of people")]
    let (part, whole) = (counted.members.len() as f64, members.len() as f64);
    match def.kind {
        IndicatorKind::Ratio | IndicatorKind::Change => {
            counted.numerator = Some(part);
            counted.denominator = Some(whole);
            counted.value = (whole > 0.0).then(|| tenths(part / whole * 100.0));
        }
        IndicatorKind::Count => {
            counted.numerator = Some(part);
            counted.value = Some(part);
        }
        IndicatorKind::YesNo => counted.value = Some(f64::from(u8::from(part > 0.0))),
        IndicatorKind::PerPerson => {
            let per = facts
                .model
                .populations
                .get(&def.per)
                .and_then(|per| self::members(facts, per));
            #[allow(clippy::cast_precision_loss, reason = "counts of people")]
            let per = per.map(|(links, _)| links.len() as f64);
            counted.numerator = Some(part);
            counted.denominator = per;
            counted.value = per.filter(|per| *per > 0.0).map(|per| tenths(part / per));
        }
        IndicatorKind::Average => average(facts, def, &mut counted),
        IndicatorKind::Declared => {}
    }
    counted
}

fn average(facts: &Facts<'_>, def: &IndicatorDef, counted: &mut Counted) {
    let Some(path) = &def.value else { return };
    let numbers: Vec<f64> = counted
        .members
        .iter()
        .flat_map(|link| facts.values(path, *link))
        .filter_map(|found| match found.got {
            Got::Value(value) => number(&value),
            _ => None,
        })
        .collect();
    let sum: f64 = numbers.iter().sum();
    #[allow(clippy::cast_precision_loss, reason = "counts of people")]
    let count = numbers.len() as f64;
    counted.numerator = (count > 0.0).then_some(sum);
    counted.denominator = (count > 0.0).then_some(count);
    counted.value = (count > 0.0).then(|| tenths(sum / count));
}

/// Records of a population, and of how many it is not known whether they belong; `None` when the school keeps no
/// such records.
pub fn members(facts: &Facts<'_>, population: &Population) -> Option<(Vec<Link>, usize)> {
    let mut found = Vec::new();
    let mut unknown = 0;
    let mut any = false;
    for link in facts.links(population.over) {
        any = true;
        match facts.holds(&population.conditions, link).truth {
            Truth::Yes => found.push(link),
            Truth::Unknown => unknown += 1,
            Truth::No => {}
        }
    }
    let told = !found.is_empty() || unknown == 0;
    (any && told).then_some((found, unknown))
}
