//! `check`: findings and indicators of each school.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::args::{CheckArgs, CheckFormat};
use super::console::Console;
use super::input::Input;
use super::school::{self, Prepared};
use super::{Failure, Status, files, input, report};
use crate::check;
use crate::diag::page::Page;
use crate::diag::{self, Finding, Severity, json, sarif};
use crate::indicator::IndicatorValue;
use crate::ingest::formats::child::ChildReader;
use crate::ingest::source::Cancel;
use crate::package::reason;
use crate::pipeline::{self, Checked};
use crate::russian::dates;

/// Schools that are checked side by side: what one holds is dropped when its answer is made, so that thousands take no
/// more memory than their answers.
const BATCH: usize = 32;

/// Checks every school named.
pub fn run(arguments: &CheckArgs, console: &Console) -> Result<Status, Failure> {
    refuse(arguments)?;
    let schools = school::prepare(&arguments.school)?;
    let run = Run {
        schools: &schools,
        reader: school::reader(),
        cancel: Cancel::default(),
        worst: Cell::new(Status::Clean),
    };
    let out = arguments.out.as_deref();
    match arguments.format {
        CheckFormat::Text => match out {
            None => run
                .answers(|one, _, checked| text(one, &checked))
                .for_each(|text| console.print(&text)),
            Some(path) => files::write(path, |file| {
                run.answers(|one, _, checked| text(one, &checked))
                    .try_for_each(|text| write!(file, "{}", anstream::adapter::strip_str(&text)))
            })?,
        },
        CheckFormat::Json => give(out, console, |file| in_json(&run, file))?,
        CheckFormat::Sarif => give(out, console, |file| file.write_all(in_sarif(&run).as_bytes()))?,
        CheckFormat::Html => {
            let page = diag::html::html(&page(&run, out))?;
            give(out, console, |file| file.write_all(page.as_bytes()))?;
        }
        CheckFormat::Xlsx => {
            let book = diag::workbook::workbook(&page(&run, out))?;
            give(out, console, |file| file.write_all(&book))?;
        }
    }
    Ok(run.worst.get())
}

/// The schools of one run, and the worst that was found so far.
struct Run<'a> {
    schools: &'a [Prepared],
    reader: Option<ChildReader>,
    cancel: Cancel,
    worst: Cell<Status>,
}

impl Run<'_> {
    /// An answer for each school, in their order.
    fn answers<T: Send>(
        &self,
        make: impl Fn(&Prepared, &Input, Checked) -> T + Send + Sync + Copy,
    ) -> impl Iterator<Item = T> {
        let (schools, reader, cancel) = (self.schools, self.reader.as_ref(), &self.cancel);
        let answer = move |prepared: &Prepared| {
            let input = prepared.place.read();
            let checked = pipeline::check(&prepared.job(&input, reader, cancel));
            let status = status(&checked.findings);
            (status, make(prepared, &input, checked))
        };
        let batches = schools.chunks(BATCH);
        batches
            .flat_map(move |batch| batch.par_iter().map(answer).collect::<Vec<_>>())
            .map(|(status, answer)| {
                if status as u8 > self.worst.get() as u8 {
                    self.worst.set(status);
                }
                answer
            })
    }
}

/// The answer goes to the file, or to the standard output.
fn give(
    out: Option<&Path>,
    console: &Console,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match out {
        Some(path) => files::write(path, fill),
        None => console
            .pour(fill)
            .map_err(|error| Failure::new(format!("ответ не записан: {}", reason(&error)))),
    }
}

/// The report for a reader, to lie where the answer goes: what is redirected is taken to lie in the current folder.
fn page(run: &Run<'_>, out: Option<&Path>) -> Page {
    let parent = out.and_then(Path::parent);
    let named = parent.filter(|parent| !parent.as_os_str().is_empty());
    let folder = named.unwrap_or(Path::new("."));
    let pages = run.answers(|one, input, checked| report::one(one, input, checked, folder));
    report::page(run.schools, pages)
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
fn in_sarif(run: &Run<'_>) -> String {
    let cards = run
        .schools
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
    let findings: Vec<Finding> = run.answers(|_, _, checked| checked.findings).flatten().collect();
    sarif::sarif(&findings, &described)
}

fn in_json(run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = run.schools.first() else {
        return Ok(());
    };
    let report = json::Report {
        tool: json::Tool::default(),
        date: first.date.to_string(),
        model: json::ModelName {
            id: first.model.id.clone(),
            version: first.model.version.clone(),
        },
        schools: json::Flow::new(run.answers(|_, _, checked| json::SchoolReport {
            key: checked.school.key,
            name: checked.school.name,
            path: checked.school.path,
            findings: checked.findings,
            indicators: checked.indicators,
            summary: checked.summary,
            requirements: checked.requirements,
        })),
    };
    json::json(&report, out)
}
