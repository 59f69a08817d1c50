//! Requirements and indicators as a model file describes them.

use serde::Serialize;

use crate::diag::{Basis, Severity};

use super::condition::{Conditions, Path, Piece};
use super::eval::text;
use crate::ingest::record::Value;

/// What stands behind a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A law, or the organisation's own act.
    Law,
    /// Advice of a ministry.
    Recommendation,
    /// Custom.
    Practice,
}

impl Trust {
    /// The words for a reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Law => "требование закона или собственного акта организации",
            Self::Recommendation => "рекомендация",
            Self::Practice => "сложившаяся практика",
        }
    }
}

/// On which day the acts of a requirement are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// On the date of the paper itself.
    Document,
    /// On each day of the term, up to the day of the check.
    Span,
    /// On the day of the check.
    Today,
}

/// What `explain` and the reference pages say of a code, whoever evaluates it.
#[derive(Debug, Clone)]
pub struct Card {
    /// «П-07».
    pub code: String,
    /// What is checked.
    pub title: String,
    /// Severity before the settings.
    pub severity: Severity,
    /// What stands behind it.
    pub trust: Trust,
    /// On which day its acts are taken.
    pub at: At,
    /// Acts and clauses.
    pub basis: Vec<Basis>,
    /// Whom it concerns, in words.
    pub scope: String,
    /// What to do.
    pub hint: String,
    /// Why, and how to fix.
    pub explanation: String,
    /// An example of how it should be.
    pub good: String,
    /// An example of what fires.
    pub bad: String,
}

/// Schools that cannot meet a requirement, and why it is not asked of them.
#[derive(Debug, Clone)]
pub struct Except {
    /// Conditions over the whole school.
    pub conditions: Conditions,
    /// Said in the report.
    pub reason: String,
}

/// A requirement made of conditions.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Everything said of it.
    pub card: Card,
    /// Sheet it goes over, `entity::SCHOOL` for the whole school.
    pub over: usize,
    /// The schools it concerns nothing in.
    pub except: Option<Except>,
    /// Which records it concerns.
    pub when: Conditions,
    /// What they must hold.
    pub require: Conditions,
    /// Message with values.
    pub message: Vec<Piece>,
    /// Further cells to show.
    pub places: Vec<Path>,
}

/// A named set of records.
#[derive(Debug, Clone)]
pub struct Population {
    /// Its title for a reader.
    pub title: String,
    /// Sheet it is made of.
    pub over: usize,
    /// Who belongs to it.
    pub conditions: Conditions,
    /// Names of the populations it unites; who is in several is counted once. Empty for one of its own.
    pub union: Vec<String>,
}

/// How an indicator is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndicatorKind {
    /// Members of the population that hold `where`, per cent of all.
    Ratio,
    /// Members of the population that hold `where`.
    Count,
    /// Members per one of the second population.
    PerPerson,
    /// A ratio, count or average against that of a year before.
    Change,
    /// Whether at least one member holds `where`.
    YesNo,
    /// The average of a number over the members.
    Average,
    /// The sum of a number over the members, per cent of the sum of an earlier one: only where both are known.
    PercentOf,
    /// Only what the school says in the sheet of indicators.
    Declared,
}

/// How a change is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeIn {
    /// The difference, in points of what changes.
    Points,
    /// How much more, per cent of what was before.
    Growth,
}

/// As of which day an indicator is computed; a day that is still to come is taken a year earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// The day of the check.
    Today,
    /// 1 September, when the school year begins.
    September,
    /// 1 January, the day of statistics.
    January,
}

impl AsOf {
    /// «на день проверки».
    pub fn words(self) -> &'static str {
        match self {
            AsOf::Today => "на день проверки",
            AsOf::September => "на 1 сентября",
            AsOf::January => "на 1 января",
        }
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// Not less than the target.
    More,
    /// Not more than the target.
    Less,
}

/// What an indicator is to reach.
#[derive(Debug, Clone)]
pub enum Target {
    /// A number of the model.
    Value(Value),
    /// The value of the previous school year.
    Previous,
}

/// An indicator of a model.
#[derive(Debug, Clone)]
pub struct IndicatorDef {
    /// Id in JSON and templates.
    pub id: String,
    /// Title for a reader.
    pub title: String,
    /// How it is computed.
    pub kind: IndicatorKind,
    /// Unit: %, чел., ед.
    pub unit: String,
    /// Name of the population.
    pub population: String,
    /// Name of the second population: for [`IndicatorKind::PerPerson`], or what a share is taken of.
    pub per: String,
    /// What is averaged or summed.
    pub value: Option<Path>,
    /// What the sum is compared with, for [`IndicatorKind::PercentOf`].
    pub before: Option<Path>,
    /// Who is counted in the numerator.
    pub conditions: Conditions,
    /// What changes, for [`IndicatorKind::Change`]: a ratio, a count or an average.
    pub of: IndicatorKind,
    /// How the change is told.
    pub change: ChangeIn,
    /// The value that the work began from, when the model names one.
    pub base: Option<Value>,
    /// As of which day.
    pub day: AsOf,
    /// Target, if there is one.
    pub target: Option<Target>,
    /// Which way is better.
    pub better: Better,
    /// The target itself is not enough: the value must be better.
    pub strict: bool,
    /// For which time it is counted, in words; its day, when the model says nothing else.
    pub period: String,
    /// Under which other title the sheet of indicators has its earlier years: a change of a share is told by the share.
    pub prior: String,
    /// The past can be computed from dates of hiring, dismissal and terms.
    pub history: bool,
    /// Records may be lacking though the thing exists: then the value is the one that the school declares.
    pub or_declared: bool,
    /// Its number in the list of programme indicators («10»), or of those derived from them («П1»).
    pub listed: Option<String>,
    /// Acts and clauses.
    pub basis: Vec<Basis>,
    /// How it is computed, in words.
    pub explanation: String,
}

impl IndicatorDef {
    /// The target with its direction: «≥ 85», «> прошлого года»; empty without one.
    pub fn target_words(&self) -> String {
        let sign = match (self.better, self.strict) {
            (Better::More, false) => "≥",
            (Better::More, true) => ">",
            (Better::Less, false) => "≤",
            (Better::Less, true) => "<",
        };
        match &self.target {
            Some(Target::Value(value)) => format!("{sign} {}", text::value(value)),
            Some(Target::Previous) => format!("{sign} прошлого года"),
            None => String::new(),
        }
    }
}
