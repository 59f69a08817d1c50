//! The list of programme indicators: which number is which indicator of which model, and who gives its value.
//!
//! A block of a model says its own number (`listed`); this page only gathers them. It knows no values.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::model;
use crate::model::requirement::{IndicatorDef, IndicatorKind};

/// Numbers of the list, and what is derived from it.
pub const NUMBERS: u32 = 65;

/// Who gives the value of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// Counted from the records.
    Counted,
    /// Counted from the records; where they have none, the school declares it.
    CountedOrDeclared,
    /// The school alone knows.
    Declared,
}

/// One number of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Model that has it.
    pub model: &'static str,
    /// Its indicators: one, or one for each reading of the source.
    pub indicators: Vec<IndicatorDef>,
}

impl Listed {
    /// Who gives the value: all indicators of a number agree.
    pub fn given(&self) -> Given {
        let of = |def: &IndicatorDef| match (def.kind, def.or_declared) {
            (IndicatorKind::Declared, _) => Given::Declared,
            (_, true) => Given::CountedOrDeclared,
            (_, false) => Given::Counted,
        };
        self.indicators.iter().map(of).max().unwrap_or(Given::Declared)
    }
}

/// Numbers with their models and indicators, in the order of the list; those that are derived come last.
pub fn all() -> BTreeMap<(bool, u32), Vec<Listed>> {
    let mut found: BTreeMap<(bool, u32), Vec<Listed>> = BTreeMap::new();
    for line in model::list() {
        let Ok(model) = model::load(line.id, &toml::Table::new()) else {
            continue;
        };
        let base = model.lineage.iter().rev().nth(1);
        let base = base.and_then(|base| model::load(base, &toml::Table::new()).ok());
        for def in model.indicators {
            let Some(number) = def.listed.as_deref().and_then(number) else {
                continue;
            };
            // What a model only inherits belongs to its base.
            let same = |one: &IndicatorDef| one.id == def.id && one.listed == def.listed;
            if base.as_ref().is_some_and(|base| base.indicators.iter().any(same)) {
                continue;
            }
            let of_number = found.entry(number).or_default();
            match of_number.iter_mut().find(|one| one.model == line.id) {
                Some(one) => one.indicators.push(def),
                None => of_number.push(Listed {
                    model: line.id,
                    indicators: vec![def],
                }),
            }
        }
    }
    found
}

/// «10», or «П1» for a derived one.
fn number(text: &str) -> Option<(bool, u32)> {
    match text.strip_prefix('П') {
        Some(rest) => Some((true, rest.parse().ok()?)),
        None => Some((false, text.parse().ok()?)),
    }
}

/// The page.
pub fn page() -> String {
    let listed = all();
    let count = |given: Given| {
        let of_list = listed.iter().filter(|((derived, _), _)| !derived);
        of_list
            .filter(|(_, found)| found.iter().all(|one| one.given() == given))
            .count()
    };
    let (counted, either, declared) = (
        count(Given::Counted),
        count(Given::CountedOrDeclared),
        count(Given::Declared),
    );
    let mut page = format!(
        "# Перечень показателей программ\n\nВ программах, из которых собраны модели, {NUMBERS} показателей. Здесь у каждого — модель и имя; несколько имён у номера — \
         несколько прочтений источника или части показателя. В конце — производные.\n\n\
         {counted} считаются по спискам, документам и замерам, {} обычно заявляет организация. Из этих {} по книге считаются {either}: там, где такие записи есть, заявленное не нужно, \
         а где их нет, берётся строка листа «Показатели». Остальные {declared} книга решить не может: этих сведений в ней нет.\n\n\
         | № | показатель | модель | имя | откуда значение | почему |\n|---|---|---|---|---|---|\n",
        either + declared,
        either + declared,
    );
    for ((derived, number), found) in &listed {
        let mark = if *derived { "П" } else { "" };
        for one in found {
            line(&mut page, &format!("{mark}{number}"), one);
        }
    }
    page
}

fn line(page: &mut String, number: &str, one: &Listed) {
    let join = |text: fn(&IndicatorDef) -> String, between: &str| {
        let parts: Vec<String> = one.indicators.iter().map(text).collect();
        parts.join(between)
    };
    let (given, why) = match one.given() {
        Given::Counted => ("считается", String::new()),
        Given::CountedOrDeclared => (
            "считается, а если записей нет — заявляется",
            join(|def| def.explanation.clone(), ". "),
        ),
        Given::Declared => ("заявляется", join(|def| def.explanation.clone(), ". ")),
    };
    let _ = writeln!(
        page,
        "| {number} | {} | `{}` | {} | {given} | {why} |",
        join(|def| def.title.clone(), "; "),
        one.model,
        join(|def| format!("`{}`", def.id), ", "),
    );
}
