//! What a reader's report of a check holds: the same values for the page and for the workbook.
//!
//! The caller tells indicators, titles of codes and norms in words: nothing here knows schools, models or acts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::Tool;
use super::{Finding, Severity};

/// The report of one run.
#[derive(Debug, Default)]
pub struct Page {
    /// Which program answered.
    pub tool: Tool,
    /// One entry for each school.
    pub schools: Vec<SchoolPage>,
    /// Code → the problem in a few words.
    pub titles: BTreeMap<String, String>,
    /// Act → short name and full title.
    pub norms: BTreeMap<String, (String, String)>,
}

/// What was found in one school.
#[derive(Debug, Default)]
pub struct SchoolPage {
    /// Short name.
    pub name: String,
    /// Path given by the user.
    pub path: String,
    /// The day of the check, in words.
    pub day: String,
    /// Title of the model.
    pub model: String,
    /// File of a place → its path from where the report lies, with `/`; a file without one gets no link.
    pub links: BTreeMap<String, String>,
    /// Findings of all stages.
    pub findings: Vec<Finding>,
    /// Indicators of the model.
    pub indicators: Vec<IndicatorLine>,
    /// What became of the requirements: words and counts.
    pub requirements: Vec<(String, usize)>,
    /// Requirements that the model does not make of this school: code, title and why.
    pub excepted: Vec<(String, String, String)>,
    /// Codes of requirements that concern nothing here.
    pub idle: Vec<String>,
}

/// How an indicator stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The target is reached.
    Met,
    /// The target is not reached.
    Missed,
    /// The data do not tell.
    NoData,
    /// There is no target.
    Info,
}

/// An indicator in words.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorLine {
    /// What it is.
    pub title: String,
    /// The value with its unit.
    pub value: String,
    /// «15 из 52»; may be empty.
    pub counted: String,
    /// Target; may be empty.
    pub target: String,
    /// A year ago; may be empty.
    pub previous: String,
    /// How it stands.
    pub standing: Standing,
}

/// Findings of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause<'a> {
    /// Code.
    pub code: &'a str,
    /// What is asked for.
    pub severity: Severity,
    /// How many findings that are not explained.
    pub findings: usize,
    /// How many cells have the trouble; cells that only help to see it are not counted.
    pub cells: usize,
}

impl Page {
    /// «ст. 351.8 ТК РФ, ч. 2; распоряжение № Р-145».
    pub fn norm(&self, finding: &Finding) -> String {
        let told = finding.basis.iter().map(|basis| {
            let act = self.norms.get(&basis.act).map_or(&basis.act, |(short, _)| short);
            match basis.clause.as_str() {
                "" => act.clone(),
                // An act that is an article of a code is its own clause.
                clause if act.contains(clause) => act.clone(),
                clause => format!("{act}, {clause}"),
            }
        });
        told.collect::<Vec<_>>().join("; ")
    }

    /// The problem of a code in a few words; empty when nobody told it.
    pub fn title(&self, code: &str) -> &str {
        self.titles.get(code).map_or("", String::as_str)
    }
}

impl SchoolPage {
    /// Indicators that do not reach their target.
    pub fn missed(&self) -> usize {
        let missed = self.indicators.iter();
        missed.filter(|line| line.standing == Standing::Missed).count()
    }

    /// The root causes with their exact counts, the heaviest first.
    pub fn causes(&self) -> Vec<Cause<'_>> {
        let mut causes: BTreeMap<(Severity, &str), (usize, usize)> = BTreeMap::new();
        for finding in self.findings.iter().filter(|finding| finding.waiver.is_none()) {
            let (count, cells) = causes
                .entry((finding.severity, finding.code.as_str()))
                .or_default();
            *count += 1;
            *cells += match finding.places.as_slice() {
                [] => 0,
                [first, others @ ..] => 1 + others.iter().filter(|place| place.role == first.role).count(),
            };
        }
        let told = causes.into_iter();
        told.map(|((severity, code), (findings, cells))| Cause {
            code,
            severity,
            findings,
            cells,
        })
        .collect()
    }
}
