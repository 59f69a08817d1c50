//! Requirements with logic of their own: one file each, and one line each in the list below.
//!
//! The driver loops over records and asks whether the act reaches them; a rule only looks at one record, or, as
//! [`Shape::Whole`], at the school. What a table of conditions can say belongs into a model file instead.

use super::citing::Citing;
use super::outcome::Outcome;
use super::reach::{self, Reach};
use crate::diag::{Basis, Severity};
use crate::model::eval::facts::{Facts, WHOLE};
use crate::model::requirement::{At, Card, Trust};
use crate::school::{Link, Row};

mod act_younger_than_paper;
mod answers_all_equal;
mod bands_do_not_add_up;
mod base_of_two_sizes;
mod base_unlike_headcount;
mod council_after_order;
mod counts_off_base;
mod denominators_differ;
mod expired_act;
mod health_in_words;
mod indicator_without_activity;
mod kind_of_organisation;
mod marks_of_one_day;
mod mentee_in_two_pairs;
mod mentor_is_mentee;
mod mistyped_act;
mod notice_too_short;
mod order_numbers_against_dates;
mod order_of_pair_unknown;
mod pair_before_agreement;
mod pair_in_a_circle;
mod papers_asked_of_teachers;
mod pay_act_without_union;
mod pay_called_compensation;
mod pay_without_clause;
mod percentage_wrong;
mod plan_not_reached;
mod plans_alike;
mod programme_of_years;
mod published_late;
mod published_without_consent;
mod responsible_not_on_staff;
mod roadmap_number_repeated;
mod roadmap_section_missing;
mod secret_numbers;
mod site_section_missing;
mod staff_table_columns;
mod stages_out_of_order;
mod subject_mismatch;
mod target_without_base;
mod term_outside_the_year;
mod unpaid_work_in_words;
mod year_missing_in_series;
mod year_not_in_calendar;

/// A rule that has looked at the whole school once and now judges its records one by one.
pub type Prepared<'a> = Box<dyn Fn(Row<'_>) -> Outcome + 'a>;

/// What a rule looks at, and its function.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "named after what each goes over")]
pub enum Shape {
    EachPair(fn(&Facts<'_>, Row<'_>) -> Outcome),
    /// Each pair, after a look at all of them together.
    EachPairAfter(for<'a> fn(&'a Facts<'a>) -> Prepared<'a>),
    EachDocument(fn(&Facts<'_>, Row<'_>) -> Outcome),
    /// Each paper with what it cites, a row of the register or a text of the folder.
    EachPaper(fn(&Facts<'_>, &Citing<'_>) -> Outcome),
    EachActivity(fn(&Facts<'_>, Row<'_>) -> Outcome),
    EachActivityAfter(for<'a> fn(&'a Facts<'a>) -> Prepared<'a>),
    EachAddendum(fn(&Facts<'_>, Row<'_>) -> Outcome),
    EachMeasure(fn(&Facts<'_>, Row<'_>) -> Outcome),
    Whole(fn(&Facts<'_>) -> Outcome),
}

/// A text names a trait or a state of health of somebody.
pub use health_in_words::in_text as names_health;

/// A requirement written in Rust.
pub struct Rule {
    /// «П-30».
    pub code: &'static str,
    /// What is checked.
    pub title: &'static str,
    /// Severity before the settings.
    pub severity: Severity,
    /// What stands behind it.
    pub trust: Trust,
    /// On which day its acts are taken.
    pub at: At,
    /// Acts and clauses; the first decides whom the rule reaches.
    pub basis: &'static [(&'static str, &'static str)],
    /// Whom it concerns, in words.
    pub scope: &'static str,
    /// What to do.
    pub hint: &'static str,
    /// Why, and how to fix.
    pub explanation: &'static str,
    /// An example of how it should be.
    pub good: &'static str,
    /// An example of what fires.
    pub bad: &'static str,
    /// The rule itself.
    pub shape: Shape,
}

static RULES: &[&Rule] = &[
    &bands_do_not_add_up::RULE,
    &base_unlike_headcount::RULE,
    &denominators_differ::RULE,
    &health_in_words::RULE,
    &indicator_without_activity::RULE,
    &pay_called_compensation::RULE,
    &pay_without_clause::RULE,
    &plan_not_reached::RULE,
    &published_late::RULE,
    &secret_numbers::RULE,
    &site_section_missing::RULE,
    &staff_table_columns::RULE,
    &target_without_base::RULE,
    &year_missing_in_series::RULE,
    &year_not_in_calendar::RULE,
    &kind_of_organisation::RULE,
    &expired_act::RULE,
    &mistyped_act::RULE,
    &act_younger_than_paper::RULE,
    &order_numbers_against_dates::RULE,
    &council_after_order::RULE,
    &programme_of_years::RULE,
    &pay_act_without_union::RULE,
    &percentage_wrong::RULE,
    &counts_off_base::RULE,
    &base_of_two_sizes::RULE,
    &answers_all_equal::RULE,
    &roadmap_number_repeated::RULE,
    &roadmap_section_missing::RULE,
    &responsible_not_on_staff::RULE,
    &term_outside_the_year::RULE,
    &stages_out_of_order::RULE,
    &papers_asked_of_teachers::RULE,
    &mentor_is_mentee::RULE,
    &mentee_in_two_pairs::RULE,
    &notice_too_short::RULE,
    &subject_mismatch::RULE,
    &plans_alike::RULE,
    &marks_of_one_day::RULE,
    &pair_before_agreement::RULE,
    &pair_in_a_circle::RULE,
    &order_of_pair_unknown::RULE,
    &unpaid_work_in_words::RULE,
    &published_without_consent::RULE,
];

/// All rules, by code.
pub fn all() -> &'static [&'static Rule] {
    RULES
}

/// Applies a rule to everything it goes over; the papers are those of the school.
pub fn run<'a>(
    rule: &Rule,
    card: &Card,
    facts: &'a Facts<'a>,
    papers: &[Citing<'a>],
) -> Vec<(Link, Outcome)> {
    let reach = Reach::of(card);
    let (sheet, function) = match rule.shape {
        Shape::EachPair(function) => ("pair", each(facts, function)),
        Shape::EachPairAfter(prepare) => ("pair", prepare(facts)),
        Shape::EachDocument(function) => ("document", each(facts, function)),
        Shape::EachActivity(function) => ("activity", each(facts, function)),
        Shape::EachActivityAfter(prepare) => ("activity", prepare(facts)),
        Shape::EachAddendum(function) => ("addendum", each(facts, function)),
        Shape::EachMeasure(function) => ("measure", each(facts, function)),
        Shape::EachPaper(function) => {
            return papers
                .iter()
                .map(|paper| {
                    (
                        paper.link,
                        guarded(reach, facts, paper.link, || function(facts, paper)),
                    )
                })
                .collect();
        }
        Shape::Whole(function) => return vec![(WHOLE, guarded(reach, facts, WHOLE, || function(facts)))],
    };
    facts
        .school
        .rows(sheet)
        .map(|row| (row.link, guarded(reach, facts, row.link, || function(row))))
        .collect()
}

fn each<'a>(facts: &'a Facts<'a>, function: fn(&Facts<'_>, Row<'_>) -> Outcome) -> Prepared<'a> {
    Box::new(move |row| function(facts, row))
}

fn guarded(reach: Reach, facts: &Facts<'_>, link: Link, apply: impl FnOnce() -> Outcome) -> Outcome {
    match reach::reaches(reach, facts, link) {
        Some(true) => apply(),
        Some(false) => Outcome::NotApplicable,
        None => Outcome::NoData,
    }
}

impl Rule {
    /// Everything said of the rule, in the form of every requirement.
    pub fn card(&self) -> Card {
        let basis = self.basis.iter().map(|(act, clause)| Basis {
            act: (*act).into(),
            clause: (*clause).into(),
        });
        Card {
            code: self.code.to_owned(),
            title: self.title.to_owned(),
            severity: self.severity,
            trust: self.trust,
            at: self.at,
            basis: basis.collect(),
            scope: self.scope.to_owned(),
            hint: self.hint.to_owned(),
            explanation: self.explanation.to_owned(),
            good: self.good.to_owned(),
            bad: self.bad.to_owned(),
        }
    }
}
