//! Computes the indicators of a model: every number with its population, its day and what it was counted from.
//!
//! Knows populations and conditions, not requirements and papers. A number that the data do not give is said to be
//! missing, never replaced by a guess; a past year is computed where dates allow it, else taken from the school's
//! own figures, and it is said which.

mod compute;
mod explain;
mod history;
mod round;

pub use round::tenths;

use jiff::civil::Date;
use serde::Serialize;

use crate::diag::{Basis, Subject};
use crate::model::Model;
use crate::model::eval::facts::{Facts, Index};
use crate::model::eval::text;
use crate::model::requirement::Better;
use crate::school::School;

/// How an indicator stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The target is reached.
    Met,
    /// The target is not reached.
    Missed,
    /// The data do not tell.
    NoData,
    /// There is no target.
    Info,
}

/// Where a value of a year comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Counted from the records.
    Computed,
    /// Read from the sheet of indicators.
    Declared,
}

/// The value of one school year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct YearValue {
    /// «2025/2026».
    pub year: String,
    /// What was counted.
    pub numerator: Option<f64>,
    /// Out of what.
    pub denominator: Option<f64>,
    /// The value.
    pub value: f64,
    /// Counted, or taken from the school's figures.
    pub origin: Origin,
}

/// One indicator of a school. Serializes to what `check --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorValue {
    /// Id in the model.
    pub id: String,
    /// Title for a reader.
    pub title: String,
    /// What was counted.
    pub numerator: Option<f64>,
    /// Out of what.
    pub denominator: Option<f64>,
    /// The value, per cent rounded to tenths.
    pub value: Option<f64>,
    /// Unit.
    pub unit: String,
    /// Target, if there is one.
    pub target: Option<f64>,
    /// The value of the previous school year.
    pub previous: Option<f64>,
    /// A share of so few that it is told with its counts and judged by nobody.
    pub small: bool,
    /// How it stands.
    pub status: Status,
    /// Which way is better.
    pub direction: Better,
    /// The value that the work began from, when the model names one.
    pub base: Option<f64>,
    /// For which period, in words.
    pub period: String,
    /// As of which day.
    pub day: String,
    /// Counted, or taken from the school's figures.
    pub origin: Option<Origin>,
    /// Acts and clauses.
    pub basis: Vec<Basis>,
    /// How it was computed, in words: population, day, who was counted.
    pub explanation: String,
    /// Title of the population.
    pub population: String,
    /// Records counted in the numerator.
    pub counted: Vec<Subject>,
    /// Records of the population that were not counted: for a ratio, those who are missing.
    pub missing: Vec<Subject>,
    /// Earlier school years and this one, oldest first; years of which nothing is known are left out.
    pub history: Vec<YearValue>,
}

impl IndicatorValue {
    /// The value with its unit, as a reader sees it.
    pub fn shown(&self) -> String {
        match (self.value, self.unit.as_str()) {
            (None, _) => "нет данных".to_owned(),
            (Some(number), "да/нет") => if number > 0.0 { "да" } else { "нет" }.to_owned(),
            (Some(number), unit) => format!("{}\u{a0}{unit}", text::decimal(number)),
        }
    }

    /// The value as a paper prints it: a share of few with its counts, «50 % (1 из 2)».
    pub fn told(&self) -> String {
        match (self.small, self.numerator, self.denominator) {
            (true, Some(part), Some(whole)) if self.value.is_some() => {
                let (part, whole) = (text::decimal(part), text::decimal(whole));
                format!("{} ({part}\u{a0}из\u{a0}{whole})", self.shown())
            }
            _ => self.shown(),
        }
    }
}

/// Computes all indicators of a model as of a day.
pub fn compute(school: &School, model: &Model, date: Date) -> Vec<IndicatorValue> {
    all(&Index::of(school, model, date).facts())
}

/// The same of a school that is made ready already.
pub fn all(facts: &Facts<'_>) -> Vec<IndicatorValue> {
    let defs = facts.model.indicators.iter();
    defs.map(|def| compute::indicator(facts, def)).collect()
}
