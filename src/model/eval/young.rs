//! Who is young: four definitions, each with its bound, what counts as experience and what stops its clock.
//!
//! All are asked of one day. Which one a requirement or an indicator means stands in its condition; the definition
//! that the words «молодой педагог» stand for is a parameter of the model.

use jiff::Span;
use jiff::civil::Date;

use super::derived::months_between;
use super::facts::Facts;
use crate::school::Row;

/// A definition.
#[derive(Debug)]
pub struct Definition {
    /// Name in conditions and in the parameter «молодой».
    pub name: &'static str,
    /// Bound and day, for the reference page.
    pub bound: &'static str,
    /// What it is counted from.
    pub counted: &'static str,
    /// What stops the clock.
    pub interrupted: &'static str,
}

const NO_STOP: &str = "нет: возраст не останавливается";
const STOPS: &str = "отпуск по беременности и родам, отпуск по уходу за ребёнком, служба — если это разрешает параметр «перерывы-продлевают»";

/// All definitions.
pub static DEFINITIONS: &[Definition] = &[
    Definition {
        name: "до-35",
        bound: "полных лет меньше параметра «возраст-молодого» (35); в день 35-летия — уже нет",
        counted: "дата рождения",
        interrupted: NO_STOP,
    },
    Definition {
        name: "молодёжь",
        bound: "полных лет не больше параметра «возраст-молодёжи» (35); последний день — канун 36-летия",
        counted: "дата рождения",
        interrupted: NO_STOP,
    },
    Definition {
        name: "начинающий",
        bound: "стаж меньше параметра «стаж-начинающего» (3 года); в день трёхлетия — уже нет, возраст любой",
        counted: "педагогический стаж",
        interrupted: STOPS,
    },
    Definition {
        name: "молодой-работник",
        bound: "полных лет не больше параметра «возраст-молодёжи» (35) и стаж не больше параметра «стаж-молодого-работника» (3 года); день трёхлетия ещё входит",
        counted: "дата рождения и педагогический стаж",
        interrupted: STOPS,
    },
];

/// Leaves during which the years of a beginner do not run.
const INTERRUPTIONS: &[&str] = &[
    "отпуск по беременности и родам",
    "отпуск по уходу за ребёнком",
    "служба",
];

impl Facts<'_> {
    /// The person is young on this day by the definition of this name; unknown while what it rests on is unknown.
    pub fn young(&self, row: Row<'_>, definition: &str) -> Option<bool> {
        let age = row.age(self.day).map(i64::from);
        let youth = age.map(|age| age <= self.index.limits.youth_age);
        match definition {
            "до-35" => age.map(|age| age < self.index.limits.young_age),
            "молодёжь" => youth,
            "начинающий" => self
                .months_run(row, self.day)
                .map(|months| months < self.index.limits.beginner),
            "молодой-работник" => {
                match (youth, self.at_most(row, self.index.limits.young_worker)) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Experience does not exceed so many months: the day on which they are full is the last.
    fn at_most(&self, row: Row<'_>, limit: i64) -> Option<bool> {
        let months = self.months_run(row, self.day)?;
        let yesterday = self.day.yesterday().ok()?;
        let before = if self.experience_is_dated(row) {
            self.months_run(row, yesterday)?
        } else {
            // Whole years of no day: three years are three years.
            months - 1
        };
        Some(months < limit || (months == limit && before < limit))
    }

    /// Pedagogical experience in months without the interruptions that stop the clock.
    fn months_run(&self, row: Row<'_>, day: Date) -> Option<i64> {
        let months = i64::from(self.on(day).ped_months(row)?);
        let stops = self.index.limits.leaves_stop && INTERRUPTIONS.contains(&row.text("absence_kind"));
        let Some(from) = row.date("absence_from").filter(|_| stops) else {
            return Some(months);
        };
        let began = day.checked_sub(Span::new().months(months)).unwrap_or(day);
        let last = row.date("absence_to").map_or(day, |to| to.min(day));
        let after = last.tomorrow().unwrap_or(last);
        let stopped = months_between(from.max(began), after).unwrap_or(0).max(0);
        Some(months - i64::from(stopped))
    }
}
