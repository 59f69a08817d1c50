//! Applies a model to a school: findings with the cells that made them, and counts of what was looked at.
//!
//! Requirements made of conditions come from the model, those with logic of their own from [`rules`]; both are told
//! apart nowhere else. Nothing is printed here: findings are data, and `diag` renders them.

pub mod catalogue;
mod citation;
mod citing;
mod conditions;
mod doubtful_forms;
mod explain;
mod levels;
pub mod listed;
mod measures;
mod outcome;
mod papers;
mod reach;
pub mod reference;
mod roadmap;
pub mod rules;
mod sections;
pub mod tally;
pub mod waiver;
mod working;

pub use explain::{card, cards, explain, known_codes};

use jiff::civil::Date;
use serde::Serialize;

use crate::diag::{Basis, Finding};
use crate::model::Model;
use crate::model::eval::facts::{Facts, Index};
use crate::model::requirement::Card;
use crate::school::{Link, School};
use crate::settings::Settings;
use outcome::Outcome;
use reach::Reach;
use tally::Tally;

/// Counts of requirement × subject.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Held.
    pub passed: usize,
    /// Did not hold, and is not explained.
    pub failed: usize,
    /// The requirement does not concern the subject.
    pub not_applicable: usize,
    /// The data do not tell.
    pub no_data: usize,
    /// Did not hold, and the school's explanation stands.
    pub waived: usize,
}

/// What was found in a school.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Those of earlier stages as they came, then by code and in the order of the records.
    pub findings: Vec<Finding>,
    /// Counts.
    pub summary: Summary,
    /// What became of each requirement, by code.
    pub requirements: Vec<Tally>,
}

/// Checks a school against a model as of a day.
pub fn check(school: &School, model: &Model, settings: &Settings, date: Date) -> Checked {
    after(Vec::new(), school, model, settings, date)
}

/// The same with the findings of earlier stages in front: explanations answer those as well.
pub fn after(
    found: Vec<Finding>,
    school: &School,
    model: &Model,
    settings: &Settings,
    date: Date,
) -> Checked {
    let index = Index::of(school, model, date);
    let facts = index.facts();
    let mut checked = requirements(&facts);
    checked.doubts(&facts, settings);
    checked
        .requirements
        .sort_by(|left, right| left.code.cmp(&right.code));
    let own = found.len();
    let mut findings = found;
    findings.append(&mut checked.findings);
    checked.summary.waived = waiver::settle(&mut findings, own, school, settings, date);
    checked.summary.failed = checked.summary.failed.saturating_sub(checked.summary.waived);
    findings[own..].sort_by(|left, right| left.code.cmp(&right.code));
    checked.findings = findings;
    checked
}

/// Applies all requirements of the model, those of the program among them.
pub fn requirements(facts: &Facts<'_>) -> Checked {
    let model = facts.model;
    let mut checked = Checked::default();
    for requirement in &model.requirements {
        let excepted = tally::excepted(facts, requirement.except.as_ref());
        let mut tally = Tally::of(&requirement.card);
        let reach = Reach::of(&requirement.card);
        for link in facts.links(requirement.over) {
            let outcome = match excepted {
                Some(_) => Outcome::NotApplicable,
                None => conditions::outcome(facts, requirement, reach, link),
            };
            tally.count(&outcome);
            checked.take(facts, &requirement.card, link, outcome);
        }
        checked
            .requirements
            .push(tally.closed(&requirement.card, excepted));
    }
    let papers = citing::papers(facts);
    for rule in rules::all() {
        if model.without.contains(rule.code) {
            continue;
        }
        let card = rule.card();
        let mut tally = Tally::of(&card);
        for (link, outcome) in rules::run(rule, &card, facts, &papers) {
            tally.count(&outcome);
            checked.take(facts, &card, link, outcome);
        }
        checked.requirements.push(tally.closed(&card, None));
    }
    checked
}

impl Checked {
    /// Adds the forms of names that a person should look at.
    fn doubts(&mut self, facts: &Facts<'_>, settings: &Settings) {
        let card = doubtful_forms::card();
        let (doubtful, certain) = doubtful_forms::findings(facts, settings);
        let tally = Tally {
            passed: certain,
            failed: doubtful.len(),
            ..Tally::of(&card)
        };
        self.summary.passed += certain;
        self.summary.failed += doubtful.len();
        self.requirements.push(tally.closed(&card, None));
        self.findings.extend(doubtful);
    }

    fn take(&mut self, facts: &Facts<'_>, card: &Card, link: Link, outcome: Outcome) {
        match outcome {
            Outcome::Pass => self.summary.passed += 1,
            Outcome::NotApplicable => self.summary.not_applicable += 1,
            Outcome::NoData => self.summary.no_data += 1,
            Outcome::Fail(failures) => {
                self.summary.failed += failures.len();
                for failure in failures {
                    let subject = facts.subject(failure.about.unwrap_or(link));
                    let mut finding = Finding::new(
                        &card.code,
                        card.severity,
                        subject,
                        &failure.meaning,
                        failure.message,
                    );
                    finding.hint.clone_from(&card.hint);
                    finding.basis = card.basis.iter().map(|basis| Basis { ..basis.clone() }).collect();
                    finding.places = failure.places;
                    self.findings.push(finding);
                }
            }
        }
    }
}
