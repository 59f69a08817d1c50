//! One indicator on one day.

use super::explain::explanation;
use super::history;
use super::round::tenths;
use super::{IndicatorValue, Origin, Status, YearValue};
use crate::model::condition::Path;
use crate::model::eval::facts::{Facts, Got};
use crate::model::eval::{Truth, number, school_year};
use crate::model::requirement::{AsOf, Better, ChangeIn, IndicatorDef, IndicatorKind, Target};
use crate::school::Link;
use jiff::civil::{Date, date};

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
    let facts = &facts.on(day_of(facts.day, def.day));
    let mut counted = on_day(facts, def);
    let year = school_year(facts.day);
    let declared = history::declared(facts, def, &year);
    let mut origin = Origin::Computed;
    let nothing_recorded = counted.value.is_none_or(|value| value == 0.0);
    if (def.kind == IndicatorKind::Declared || def.or_declared && nothing_recorded)
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
    if def.kind == IndicatorKind::Change {
        counted.value = counted
            .value
            .zip(previous)
            .and_then(|(now, before)| changed(def.change, now, before));
    }
    let target = match &def.target {
        Some(Target::Value(value)) => number(value),
        Some(Target::Previous) => previous,
        None => None,
    };
    let small = is_small(facts, def, &counted);
    let status = match (counted.value, target) {
        (None, _) => Status::NoData,
        (Some(_), None) => Status::Info,
        _ if small => Status::Info,
        (Some(value), Some(target)) if reaches(def, value, target) => Status::Met,
        _ => Status::Missed,
    };
    let named = |links: &[Link]| links.iter().map(|link| facts.subject(*link)).collect();
    let population = facts.model.populations.get(&def.population);
    IndicatorValue {
        id: def.id.clone(),
        title: def.title.clone(),
        numerator: counted.numerator,
        denominator: counted.denominator,
        value: counted.value,
        unit: def.unit.clone(),
        target,
        previous,
        small,
        status,
        direction: def.better,
        base: def
            .base
            .as_ref()
            .and_then(number)
            .or_else(|| years.first().map(|first| first.value)),
        period: def.period.clone(),
        day: facts.day.to_string(),
        origin: counted.value.map(|_| origin),
        population: population.map(|one| one.title.clone()).unwrap_or_default(),
        basis: def.basis.clone(),
        explanation: explanation(facts, def, &counted, origin, &years),
        counted: named(&counted.members),
        missing: named(&counted.others),
        history: years,
    }
}

/// A share of so few that one person more or less turns it over: it is shown with its counts and judged by nobody.
pub fn is_small(facts: &Facts<'_>, def: &IndicatorDef, counted: &Counted) -> bool {
    #[allow(clippy::cast_precision_loss, reason = "a threshold")]
    let least = facts.model.number("малая-совокупность") as f64;
    def.unit == "%" && counted.denominator.is_some_and(|base| base < least)
}

/// A change in points or per cent; nothing grows from nothing.
fn changed(change: ChangeIn, now: f64, before: f64) -> Option<f64> {
    match change {
        ChangeIn::Points => Some(tenths(now - before)),
        ChangeIn::Growth => (before > 0.0).then(|| tenths((now - before) / before * 100.0)),
    }
}

/// The day an indicator is taken on: the latest of its kind that is not after the day of the check.
fn day_of(today: Date, day: AsOf) -> Date {
    let (month, first) = match day {
        AsOf::Today => return today,
        AsOf::September => (9, 1),
        AsOf::January => (1, 1),
    };
    let this_year = date(today.year(), month, first);
    if this_year <= today {
        this_year
    } else {
        date(today.year() - 1, month, first)
    }
}

/// The value stands where the target wants it. What has come to the end of its scale cannot better itself.
fn reaches(def: &IndicatorDef, value: f64, target: f64) -> bool {
    const HAIR: f64 = 1e-9;
    let per_cent = def.unit == "%" && matches!(def.target, Some(Target::Previous));
    let (gained, end) = match def.better {
        Better::More => (value - target, per_cent && value >= 100.0),
        Better::Less => (target - value, value <= 0.0),
    };
    let enough = if def.strict {
        gained > HAIR
    } else {
        gained >= -HAIR
    };
    enough || end
}

/// Counts on the day of the facts.
pub fn on_day(facts: &Facts<'_>, def: &IndicatorDef) -> Counted {
    let Some(population) = facts.model.populations.get(&def.population) else {
        return Counted::default();
    };
    let members = facts.members(population);
    let Some((members, unknown)) = members.as_ref() else {
        return Counted::default();
    };
    let mut unknown = *unknown;
    let kind = if def.kind == IndicatorKind::Change {
        def.of
    } else {
        def.kind
    };
    let mut counted = Counted::default();
    for link in members {
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
    match kind {
        IndicatorKind::Ratio => {
            let whole = if def.per.is_empty() {
                whole
            } else {
                size(facts, &def.per).unwrap_or(0.0)
            };
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
            counted.numerator = Some(part);
            counted.denominator = size(facts, &def.per);
            let per = counted.denominator.filter(|per| *per > 0.0);
            counted.value = per.map(|per| tenths(part / per));
        }
        IndicatorKind::Average => average(facts, def, &mut counted),
        IndicatorKind::PercentOf => percent_of(facts, def, &mut counted),
        IndicatorKind::Declared | IndicatorKind::Change => {}
    }
    counted
}

/// How many records a population has.
fn size(facts: &Facts<'_>, population: &str) -> Option<f64> {
    let population = facts.model.populations.get(population)?;
    #[allow(clippy::cast_precision_loss, reason = "counts of people")]
    let size = facts
        .members(population)
        .as_ref()
        .as_ref()
        .map(|(links, _)| links.len() as f64);
    size
}

fn numbers(facts: &Facts<'_>, path: &Path, link: Link) -> Vec<f64> {
    let mut numbers = Vec::new();
    facts.each_value(path, link, &mut |found| {
        if let Got::Value(value) = found.got {
            numbers.extend(number(&value));
        }
    });
    numbers
}

/// Sums over the records that have both numbers, so that those who came or left between do not count.
fn percent_of(facts: &Facts<'_>, def: &IndicatorDef, counted: &mut Counted) {
    let (Some(value), Some(before)) = (&def.value, &def.before) else {
        return;
    };
    let both = |link: &Link| {
        Some((
            *numbers(facts, value, *link).first()?,
            *numbers(facts, before, *link).first()?,
        ))
    };
    let (alone, paired): (Vec<Link>, Vec<Link>) =
        counted.members.iter().partition(|link| both(link).is_none());
    counted.others.extend(alone);
    counted.members = paired;
    let sums = counted.members.iter().filter_map(both);
    let (now, then) = sums.fold((0.0, 0.0), |sums, one| (sums.0 + one.0, sums.1 + one.1));
    if then > 0.0 {
        counted.numerator = Some(now);
        counted.denominator = Some(then);
        counted.value = Some(tenths(now / then * 100.0));
    }
}

fn average(facts: &Facts<'_>, def: &IndicatorDef, counted: &mut Counted) {
    let Some(path) = &def.value else { return };
    let members = counted.members.iter();
    let numbers: Vec<f64> = members.flat_map(|link| numbers(facts, path, *link)).collect();
    let sum: f64 = numbers.iter().sum();
    #[allow(clippy::cast_precision_loss, reason = "counts of people")]
    let count = numbers.len() as f64;
    counted.numerator = (count > 0.0).then_some(sum);
    counted.denominator = (count > 0.0).then_some(count);
    counted.value = (count > 0.0).then(|| tenths(sum / count));
}
