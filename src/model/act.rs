//! Acts of law and recommendations: `model/acts.toml`, the only place with their names and dates.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

static ACTS: &str = include_str!("../../model/acts.toml");

/// What an act may oblige to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    /// Law, decree or order that binds every organisation.
    Law,
    /// Advice of a ministry or another body.
    Recommendation,
    /// The organisation's own act or an act of its region.
    Local,
    /// Background: a programme, a standard, a project.
    Background,
}

/// Where and when the facts of an act were compared with a public text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// ISO day.
    pub date: String,
    /// Kind of public source.
    pub source: String,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Act {
    /// Id by which requirements cite it.
    pub id: String,
    /// What it obliges to.
    pub kind: ActKind,
    /// Full title for a reader, kind of act first.
    pub title: String,
    /// Short name as papers cite it.
    pub short: String,
    /// Day it was signed.
    #[serde(default)]
    pub date: Option<Date>,
    /// Its number as it is written.
    #[serde(default)]
    pub number: Option<String>,
    /// First day in force.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day in force.
    #[serde(default)]
    pub to: Option<Date>,
    /// Id of the act that took its place.
    #[serde(default)]
    pub replaced_by: Option<String>,
    /// One sentence: why it stands here.
    pub why: String,
    /// Absent while the facts rest on general knowledge: such an act is never cited in a paper.
    #[serde(default)]
    pub checked: Option<Checked>,
    /// Lower-case texts by which a citation of the act is known.
    #[serde(default)]
    pub known_as: Vec<String>,
    /// Lower-case misprints of a citation.
    #[serde(default)]
    pub misprints: Vec<String>,
}

impl Act {
    /// The act is in force on this day.
    pub fn in_force(&self, day: Date) -> bool {
        self.first_day().is_none_or(|from| from <= day) && self.last_day().is_none_or(|to| day <= to)
    }

    /// The act is in force on some day of the term.
    pub fn overlaps(&self, from: Date, to: Date) -> bool {
        from <= to
            && self.first_day().is_none_or(|first| first <= to)
            && self.last_day().is_none_or(|last| from <= last)
    }

    /// First day in force, or the day it was signed.
    pub fn first_day(&self) -> Option<Date> {
        self.from.or(self.date)
    }

    /// Last day in force.
    pub fn last_day(&self) -> Option<Date> {
        self.to
    }
}

/// All acts, in the order of the file.
pub fn all() -> &'static [Act] {
    #[derive(Deserialize)]
    struct File {
        act: Vec<Act>,
    }
    static LIST: OnceLock<Vec<Act>> = OnceLock::new();
    LIST.get_or_init(|| {
        toml::from_str::<File>(ACTS)
            .expect("model/acts.toml is checked by the tests")
            .act
    })
}

/// An act by its id.
pub fn find(id: &str) -> Option<&'static Act> {
    all().iter().find(|act| act.id == id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_act_is_complete() {
        let mut seen = std::collections::BTreeSet::new();
        for act in all() {
            assert!(seen.insert(&act.id), "{} twice", act.id);
            if let Some(next) = &act.replaced_by {
                assert!(
                    find(next).is_some(),
                    "{} is replaced by an unknown {next}",
                    act.id
                );
            }
            assert!(act.why.ends_with('.'), "{}: the reason is one sentence", act.id);
            for text in act.known_as.iter().chain(&act.misprints) {
                assert_eq!(text, &text.to_lowercase(), "{}: {text}", act.id);
            }
        }
        assert!(seen.len() > 30);
    }
}
