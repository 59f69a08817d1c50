//! What `check` tells a reader on a page or in a workbook: answers of the pipeline in the words of `diag::page`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::input::Input;
use super::school::Prepared;
use crate::check;
use crate::diag::page::{IndicatorLine, Page, SchoolPage, Standing};
use crate::indicator::{IndicatorValue, Status};
use crate::model::act;
use crate::model::eval::text;
use crate::pipeline::Checked;
use crate::russian::dates;
use crate::{ingest, school};

/// The report of all schools: titles of codes and norms, and what was found in each.
pub fn page(schools: &[Prepared], pages: impl Iterator<Item = SchoolPage>) -> Page {
    let mut page = Page::default();
    let reading = ingest::findings::CODES.iter().chain(school::findings::CODES);
    page.titles
        .extend(reading.map(|info| (info.code.to_owned(), headed(info.title))));
    let mut told: Vec<&str> = Vec::new();
    for Prepared { model, .. } in schools {
        if !told.contains(&model.id.as_str()) {
            told.push(&model.id);
            let cards = check::cards(model).into_iter();
            page.titles.extend(cards.map(|card| (card.code, card.title)));
        }
    }
    page.norms.extend(
        act::all()
            .iter()
            .map(|act| (act.id.clone(), (act.short.clone(), act.title.clone()))),
    );
    page.schools = pages.collect();
    page
}

/// What was found in one school, for a report that lies in a folder.
pub fn one(prepared: &Prepared, input: &Input, checked: Checked, folder: &Path) -> SchoolPage {
    let summary = &checked.summary;
    let requirements = [
        ("Выполнено", summary.passed),
        ("Не выполнено", summary.failed),
        ("Нет данных", summary.no_data),
        ("Не относится", summary.not_applicable),
        ("Пояснено школой", summary.waived),
    ];
    let told = checked.requirements.into_iter();
    let (excepted, idle): (Vec<_>, Vec<_>) = told
        .filter(|one| one.reason.is_some())
        .partition(|one| one.excepted);
    SchoolPage {
        name: checked.school.name,
        path: prepared.path.clone(),
        day: dates::long(prepared.date),
        model: prepared.model.title.clone(),
        links: links(prepared, input, folder),
        findings: checked.findings,
        indicators: checked.indicators.iter().map(line).collect(),
        requirements: requirements.map(|(word, count)| (word.to_owned(), count)).into(),
        excepted: excepted
            .into_iter()
            .map(|one| (one.code, one.title, one.reason.unwrap_or_default()))
            .collect(),
        idle: idle.into_iter().map(|one| one.code).collect(),
    }
}

/// The indicator in words.
fn line(indicator: &IndicatorValue) -> IndicatorLine {
    let told = |number: Option<f64>| number.map(text::decimal).unwrap_or_default();
    let counted = match (indicator.numerator, indicator.denominator) {
        (Some(numerator), Some(denominator)) => {
            format!("{} из {}", text::decimal(numerator), text::decimal(denominator))
        }
        _ => String::new(),
    };
    IndicatorLine {
        title: indicator.title.clone(),
        value: indicator.shown(),
        counted,
        target: told(indicator.target),
        previous: told(indicator.previous),
        standing: match indicator.status {
            Status::Met => Standing::Met,
            Status::Missed => Standing::Missed,
            Status::NoData => Standing::NoData,
            Status::Info => Standing::Info,
        },
    }
}

fn headed(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + signs.as_str()
}

/// Files of the school as they are reached from the folder of the report.
fn links(prepared: &Prepared, input: &Input, folder: &Path) -> BTreeMap<String, String> {
    let sources = input.sources.iter().chain(&input.papers);
    let names = sources.map(|source| source.name.to_string());
    names
        .filter_map(|name| {
            let below = prepared.place.root.join(&name);
            let file = if below.is_file() {
                below
            } else {
                PathBuf::from(&name)
            };
            let path = relative(&fs::canonicalize(folder).ok()?, &fs::canonicalize(file).ok()?)?;
            Some((name, path))
        })
        .collect()
}

/// The way from a folder to a file, with `/`; none between two disks.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    if common == 0 {
        return None;
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter();
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}
