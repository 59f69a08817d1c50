//! `check`: findings and indicators of each school.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::args::{CheckArgs, CheckFormat};
use super::console::Console;
use super::school::{self, Prepared};
use super::{Failure, Status, files, input, report};
use crate::check;
use crate::diag::{self, Finding, Severity, json, sarif};
use crate::indicator::IndicatorValue;
use crate::ingest::source::Cancel;
use crate::package::reason;
use crate::pipeline::{self, Checked};
use crate::russian::dates;

/// Checks every school named.
pub fn run(arguments: &CheckArgs, console: &Console) -> Result<Status, Failure> {
    refuse(arguments)?;
    let (reader, cancel) = (school::reader(), Cancel::default());
    let schools = school::prepare(&arguments.school)?;
    for prepared in &schools {
        console.explain(&prepared.unreadable());
    }
    let answers: Vec<Checked> = schools
        .par_iter()
        .map(|prepared| pipeline::check(&prepared.job(reader.as_ref(), &cancel)))
        .collect();
    let status = answers
        .iter()
        .map(|answer| status(&answer.findings))
        .max_by_key(|status| *status as u8)
        .unwrap_or(Status::Clean);
    let answer: Vec<u8> = match arguments.format {
        CheckFormat::Json => in_json(&schools, answers).into(),
        CheckFormat::Sarif => in_sarif(&schools, &answers).into(),
        CheckFormat::Html => diag::html::html(&report::page(&schools, answers, &folder(arguments)))?.into(),
        CheckFormat::Xlsx => diag::workbook::workbook(&report::page(&schools, answers, &folder(arguments)))?,
        CheckFormat::Text => {
            let texts = schools.iter().zip(&answers);
            let text: String = texts.map(|(one, answer)| text(one, answer)).collect();
            if arguments.out.is_none() {
                console.print(&text);
                return Ok(status);
            }
            anstream::adapter::strip_str(&text).to_string().into()
        }
    };
    match &arguments.out {
        None => console
            .print_bytes(&answer)
            .map_err(|error| Failure::new(format!("ответ не записан: {}", reason(&error))))?,
        Some(path) => files::write(path, &answer)?,
    }
    Ok(status)
}

/// What would spoil the terminal or the data of the school.
fn refuse(arguments: &CheckArgs) -> Result<(), Failure> {
    let Some(out) = &arguments.out else {
        if arguments.format == CheckFormat::Xlsx && io::stdout().is_terminal() {
            return Err(Failure::new(
                "книгу Excel нельзя показать на экране; укажите файл: --out замечания.xlsx",
            ));
        }
        return Ok(());
    };
    if input::would_be_read(out, &arguments.school.paths) {
        return Err(Failure::new(format!(
            "{}: в папке школы ответ станет её данными; запишите его в другую папку",
            out.display()
        )));
    }
    Ok(())
}

/// The folder where the answer lies: what is redirected is taken to lie in the current one.
fn folder(arguments: &CheckArgs) -> PathBuf {
    let parent = arguments.out.as_deref().and_then(Path::parent);
    let named = parent.filter(|parent| !parent.as_os_str().is_empty());
    named.unwrap_or(Path::new(".")).to_path_buf()
}

/// What the findings make of the exit status: a query that was explained counts for nothing, an error always does.
pub fn status(findings: &[Finding]) -> Status {
    let wrong = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error && finding.waiver.is_none());
    if wrong { Status::Findings } else { Status::Clean }
}

/// Findings by sheet, totals, indicators.
pub fn text(prepared: &Prepared, checked: &Checked) -> String {
    let mut text = format!(
        "{} — {}\nМодель: {}. На {}\n\n",
        checked.school.name,
        prepared.path,
        prepared.model.title,
        dates::long(prepared.date)
    );
    text.push_str(&diag::text::text(&checked.findings, diag::text::Colours::On));
    let summary = &checked.summary;
    text.push_str(&format!(
        "\nТребования: выполнено {}, не выполнено {}, нет данных {}, не относится {}, пояснено {}\n",
        summary.passed, summary.failed, summary.no_data, summary.not_applicable, summary.waived
    ));
    text.push_str(&not_asked(checked));
    if !checked.indicators.is_empty() {
        text.push_str("\nПоказатели\n");
        for indicator in &checked.indicators {
            text.push_str(&line(indicator));
        }
    }
    text.push('\n');
    text
}

/// Requirements that concern nothing in this school, and why: those the model excepts it from, each with its reason;
/// those without a subject by their codes.
fn not_asked(checked: &Checked) -> String {
    let idle = || checked.requirements.iter().filter(|one| one.reason.is_some());
    let mut text = String::new();
    for one in idle().filter(|one| one.excepted) {
        let reason = one.reason.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "  не требуется {} «{}»: {reason}\n",
            one.code, one.title
        ));
    }
    let codes: Vec<&str> = idle()
        .filter(|one| !one.excepted)
        .map(|one| one.code.as_str())
        .collect();
    if !codes.is_empty() {
        text.push_str(&format!("  не о чем спрашивать: {}\n", codes.join(", ")));
    }
    text
}

/// «Доля молодых…: 28,8 % (15 из 52), план 100, год назад 13,5».
fn line(indicator: &IndicatorValue) -> String {
    let number = |value: f64| format!("{value}").replace('.', ",");
    let mut text = format!("  {}: {}", indicator.title, indicator.shown());
    if let (Some(numerator), Some(denominator)) = (indicator.numerator, indicator.denominator) {
        text.push_str(&format!(" ({} из {})", number(numerator), number(denominator)));
    }
    if let Some(target) = indicator.target {
        text.push_str(&format!(", план {}", number(target)));
    }
    if let Some(previous) = indicator.previous {
        text.push_str(&format!(", год назад {}", number(previous)));
    }
    text.push('\n');
    text
}

/// Findings of all schools as one run; codes of requirements are described, those of reading stand by themselves.
fn in_sarif(schools: &[Prepared], answers: &[Checked]) -> String {
    let cards = schools
        .first()
        .map(|one| check::cards(&one.model))
        .unwrap_or_default();
    let described: Vec<sarif::Described> = cards
        .into_iter()
        .map(|card| sarif::Described {
            code: card.code,
            title: card.title,
            explanation: card.explanation,
        })
        .collect();
    let findings: Vec<Finding> = answers
        .iter()
        .flat_map(|answer| answer.findings.clone())
        .collect();
    sarif::sarif(&findings, &described)
}

fn in_json(schools: &[Prepared], answers: Vec<Checked>) -> String {
    let Some(first) = schools.first() else {
        return String::new();
    };
    let report = json::Report {
        tool: json::Tool::default(),
        date: first.date.to_string(),
        model: json::ModelName {
            id: first.model.id.clone(),
            version: first.model.version.clone(),
        },
        schools: answers
            .into_iter()
            .map(|answer| json::SchoolReport {
                key: answer.school.key,
                name: answer.school.name,
                path: answer.school.path,
                findings: answer.findings,
                indicators: answer.indicators,
                summary: answer.summary,
                requirements: answer.requirements,
            })
            .collect(),
    };
    json::json(&report)
}
