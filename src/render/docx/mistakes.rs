//! Everything that is wrong with a template and the records it is to be filled with, in one run.
//!
//! Tags with a mistake give way to what changes nothing, the rest is rendered, and what that tells is added, until
//! nothing new comes. Costs as much as the records do, so it is done only when something is known to be wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::compiled::{Parts, attempt, sorted};
use super::data::Data;
use super::error::{Place, Problem, TemplateError};
use super::options::Options;
use super::scope::Shape;
use super::tag::Tags;

/// As many rounds as are tried: each finds at least one mistake more.
const ROUNDS: usize = 100;

/// Mistakes by the number of the record, from 1; those of the template itself have the number 0.
pub fn all(
    file: &str,
    parts: &Parts,
    tags: &Tags,
    file_name: &str,
    records: &[Data],
    options: &Options,
) -> BTreeMap<usize, Vec<TemplateError>> {
    let shape = Shape::joined(records.iter().map(Data::json));
    let (compiled, of_template) = attempt(file, parts.clone(), tags.clone(), file_name, &shape);
    let mut told: BTreeSet<Place> = of_template.iter().map(|error| error.place.clone()).collect();
    let mut found = BTreeMap::from([(0, of_template)]);
    // Numbers of tags stay: every attempt finds the same ones in the same order.
    let list = compiled.tags.list;
    for _ in 0..ROUNDS {
        let broken = list
            .iter()
            .enumerate()
            .filter(|(_, tag)| told.contains(&tag.place));
        let tags = Tags {
            broken: broken.map(|(number, _)| number).collect(),
            errors: Vec::new(),
            ..tags.clone()
        };
        let (compiled, _) = attempt(file, parts.clone(), tags, file_name, &Shape::Unknown);
        let before = told.len();
        for (number, record) in (1..).zip(records) {
            let name = compiled.file_name(record, options).err();
            let text = compiled.render_checked(record, options).err();
            let new: Vec<TemplateError> = name.into_iter().chain(text).flatten().collect();
            told.extend(new.iter().map(|error| error.place.clone()));
            found.entry(number).or_default().extend(new);
        }
        // A flood of text or turns would come again in every round.
        let flooded = found
            .values()
            .flatten()
            .any(|error| matches!(error.problem, Problem::Limit { .. }));
        if told.len() == before || flooded {
            break;
        }
    }
    found.retain(|_, errors| !errors.is_empty());
    for errors in found.values_mut() {
        *errors = sorted(std::mem::take(errors));
    }
    found
}
