//! A requirement made of conditions, applied to one record.

use super::outcome::{Failure, Outcome};
use super::reach::{self, Reach};
use crate::diag::Place;
use crate::model::condition::{Leaf, Step};
use crate::model::entity::{RELATIONS, SCHOOL};
use crate::model::eval::facts::Facts;
use crate::model::eval::{Truth, Verdict};
use crate::model::requirement::Requirement;
use crate::school::Link;

/// Cells shown of the records that a quantifier counted.
const COUNTED_SHOWN: usize = 5;

/// Applies a requirement to a record.
pub fn outcome(facts: &Facts<'_>, requirement: &Requirement, reach: Reach, link: Link) -> Outcome {
    match facts.holds(&requirement.when, link).truth {
        Truth::No => return Outcome::NotApplicable,
        Truth::Unknown => return Outcome::NoData,
        Truth::Yes => {}
    }
    match reach::reaches(reach, facts, link) {
        Some(true) => {}
        Some(false) => return Outcome::NotApplicable,
        None => return Outcome::NoData,
    }
    let verdict = facts.holds(&requirement.require, link);
    match verdict.truth {
        Truth::Yes => Outcome::Pass,
        Truth::Unknown => Outcome::NoData,
        Truth::No => Failure {
            message: facts.message(&requirement.message, link, verdict.count),
            places: places(facts, requirement, link, &verdict),
            ..Failure::default()
        }
        .into(),
    }
}

fn places(facts: &Facts<'_>, requirement: &Requirement, link: Link, verdict: &Verdict) -> Vec<Place> {
    let mut cells: Vec<(Link, Option<usize>)> = Vec::new();
    if let Some((cell, field)) = verdict.cell
        && (field.is_some() || requirement.places.is_empty())
    {
        cells.push((cell, field));
    }
    for path in &requirement.places {
        if matches!(path.leaf, Leaf::Derived(_)) {
            continue;
        }
        facts.each_value(path, link, &mut |found| cells.push((found.link, found.field)));
    }
    cells.extend(
        verdict
            .counted
            .iter()
            .take(COUNTED_SHOWN)
            .map(|link| (*link, None)),
    );
    let mut places: Vec<Place> = Vec::new();
    for (cell, field) in cells {
        if cell.sheet == SCHOOL {
            continue;
        }
        let role = field.map(|field| facts.role(cell, field)).unwrap_or_default();
        let place = facts
            .school
            .row(cell)
            .record()
            .place(field.unwrap_or(usize::MAX), &role);
        if !places
            .iter()
            .any(|other| (&other.sheet, &other.cell) == (&place.sheet, &place.cell))
        {
            places.push(place);
        }
    }
    if places.is_empty() {
        places.extend(sheet(facts, requirement));
    }
    places
}

/// The sheet whose records a quantifier of the whole school found wanting.
fn sheet(facts: &Facts<'_>, requirement: &Requirement) -> Option<Place> {
    let quantifier = requirement.require.quantifier.as_ref()?;
    let sheet = match quantifier.relation.steps.last()? {
        Step::All(sheet) => *sheet,
        Step::Inverse(relation) => crate::ingest::schema::Schema::get()
            .sheet(RELATIONS[*relation].to)
            .map(|(index, _)| index)?,
        Step::Field(_) => return None,
    };
    let record = facts.school.tables.get(sheet)?.first()?;
    Some(Place {
        file: record.file.clone(),
        sheet: record.sheet.clone(),
        cell: String::new(),
        role: String::new(),
    })
}
