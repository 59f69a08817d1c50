//! `render`: any Word template, any table, one document a record.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use serde_json::Value;

use super::args::RenderArgs;
use super::console::Console;
use super::{Failure, Status, files, pdf, pictures, records};
use crate::package::reason;
use crate::render::docx::Template;
use crate::render::docx::data::Data;
use crate::render::docx::error::TemplateError;
use crate::render::docx::options::{Doubt, Options};
use crate::render::merge::{self, Failed};
use crate::russian::counted;

/// Fills the template.
pub fn run(arguments: &RenderArgs, console: &Console) -> Result<Status, Failure> {
    let office = arguments.pdf.then(pdf::Office::find).transpose()?;
    let mut records = records::read(&arguments.data, console)?;
    records.truncate(arguments.limit.unwrap_or(usize::MAX));
    let started = Instant::now();
    let bytes = files::bytes(&arguments.template)?;
    let file = arguments.template.display().to_string();
    let pattern = arguments.name.clone().unwrap_or_else(|| name_pattern(&records));
    let folder = arguments.data.parent().unwrap_or(Path::new("."));
    let options = Options {
        pictures: pictures::of_folder(folder.to_owned()),
        ..Options::default()
    };
    // A wrong template is told with everything else that is wrong.
    let records: Vec<Data> = records.into_iter().map(Data::from).collect();
    let mistakes = || told(&merge::mistakes(&file, &bytes, &pattern, &records, &options));
    let Ok(template) = Template::from_docx(&file, &bytes, &pattern) else {
        return Err(Failure::new(mistakes().join("\n")));
    };
    fs::create_dir_all(&arguments.out).map_err(|error| {
        Failure::new(format!(
            "не удалось создать {}: {}",
            arguments.out.display(),
            reason(&error)
        ))
    })?;
    let problems: Mutex<Vec<String>> = Mutex::default();
    let cleaned: Mutex<Vec<(usize, String)>> = Mutex::default();
    let doubts: Mutex<BTreeSet<Doubt>> = Mutex::default();
    let written: Mutex<Vec<PathBuf>> = Mutex::default();
    let note = |text: String| {
        if let Ok(mut problems) = problems.lock() {
            problems.push(text);
        }
    };
    let result = merge::merge(&template, &records, &options, &|made| {
        let path = arguments.out.join(format!("{}.docx", made.name));
        match write(&path, &made.document.bytes, arguments.force) {
            Ok(()) => {
                if let Ok(mut written) = written.lock() {
                    written.push(path);
                }
            }
            Err(error) => note(refused(&path, &error)),
        }
        if let Ok(mut doubts) = doubts.lock() {
            doubts.extend(made.document.doubts);
        }
        if let Ok(mut cleaned) = cleaned.lock() {
            cleaned.extend(made.cleaned.into_iter().map(|field| (made.number, field)));
        }
    });
    let work = started.elapsed();
    let mut cleaned = cleaned.into_inner().unwrap_or_default();
    cleaned.sort();
    for (number, field) in cleaned {
        console.explain(&format!(
            "запись {number}, поле «{field}»: из значения убраны управляющие знаки, которых в документах не бывает\n"
        ));
    }
    for doubt in doubts.into_inner().unwrap_or_default() {
        console.explain(&format!(
            "проверьте форму «{}» («{}»): {}\n",
            doubt.form, doubt.word, doubt.reason
        ));
    }
    let written = written.into_inner().unwrap_or_default();
    if let Some(office) = office {
        add_pdf(&office, written.clone(), arguments.force)?;
    }
    console.print(&format!(
        "{}: {}\n",
        arguments.out.display(),
        counted(written.len() as u64, ["документ", "документа", "документов"])
    ));
    let mut problems = problems.into_inner().unwrap_or_default();
    problems.sort();
    if result.is_err() {
        problems.extend(mistakes());
    }
    if arguments.stats {
        console.print(&format!("{{\"work_s\": {:.6}}}\n", work.as_secs_f64()));
    }
    if problems.is_empty() {
        Ok(Status::Clean)
    } else {
        Err(Failure::new(problems.join("\n")))
    }
}

/// Why a file was not written, and what to do.
fn refused(path: &Path, error: &std::io::Error) -> String {
    let hint = if error.kind() == std::io::ErrorKind::AlreadyExists {
        "; заменить его — «--force»"
    } else {
        ""
    };
    format!("{}: {}{hint}", path.display(), reason(error))
}

/// A PDF beside every document.
fn add_pdf(office: &pdf::Office, mut documents: Vec<PathBuf>, force: bool) -> Result<(), Failure> {
    documents.sort();
    let bytes: Vec<Vec<u8>> = documents
        .iter()
        .map(|path| files::bytes(path))
        .collect::<Result<_, _>>()?;
    let papers: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    for (pdf, path) in office.convert(&papers)?.iter().zip(&documents) {
        let path = path.with_extension("pdf");
        write(&path, pdf, force).map_err(|error| Failure::new(refused(&path, &error)))?;
    }
    Ok(())
}

pub(super) fn told(failed: &[Failed]) -> Vec<String> {
    let line = |number: usize, error: &TemplateError| match number {
        0 => error.to_string(),
        _ => format!("запись {number}: {error}"),
    };
    let lines = failed
        .iter()
        .flat_map(|one| one.errors.iter().map(move |error| line(one.number, error)));
    lines.collect()
}

pub(super) fn write(path: &Path, bytes: &[u8], force: bool) -> std::io::Result<()> {
    if force {
        return fs::write(path, bytes);
    }
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(bytes)
}

/// The field that names a record, where every record has it; else the template's own name and a number.
fn name_pattern(records: &[Value]) -> String {
    let all_have = |field: &str| {
        records.iter().all(|record| {
            record
                .get(field)
                .is_some_and(|value| value.is_string() || value.is_number())
        })
    };
    ["id", "номер", "фио", "name"]
        .into_iter()
        .find(|field| all_have(field))
        .map_or_else(|| "документ".to_owned(), |field| format!("{{{{ {field} }}}}"))
}
