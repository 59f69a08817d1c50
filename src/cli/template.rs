//! `template export`, `template check`: templates as Word files.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{ExportArgs, TemplateCheckArgs, TemplateCheckFormat};
use super::console::Console;
use super::{Failure, Status, files, pictures, records, render};
use crate::package::reason;
use crate::render::docx::data::Data;
use crate::render::docx::error::TemplateError;
use crate::render::docx::options::Options;
use crate::render::library::Library;
use crate::render::merge;

/// Writes a built-in document as a Word file with visible tags.
pub fn export(arguments: &ExportArgs, console: &Console) -> Result<Status, Failure> {
    let library = Library::new(&[])?;
    let Some(document) = library
        .documents
        .iter()
        .find(|document| document.meta.id == arguments.id)
    else {
        return Err(Failure::new(format!(
            "нет документа «{}»\nСписок: nastavnik template list",
            arguments.id
        )));
    };
    let bytes = document.export().map_err(|errors| files::mistakes(&errors))?;
    let path = arguments
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}.docx", arguments.id)));
    render::write(&path, &bytes, arguments.force).map_err(|error| {
        let hint = if error.kind() == std::io::ErrorKind::AlreadyExists {
            "; заменить его — «--force»"
        } else {
            ""
        };
        Failure::new(format!(
            "не удалось записать {}: {}{hint}",
            path.display(),
            reason(&error)
        ))
    })?;
    console.print(&format!("{}\n", path.display()));
    Ok(Status::Clean)
}

/// Says what is wrong with a Word template.
pub fn check(arguments: &TemplateCheckArgs, console: &Console) -> Result<Status, Failure> {
    let bytes = files::bytes(&arguments.file)?;
    let records = match &arguments.data {
        Some(path) => records::read(path, console)?,
        None => Vec::new(),
    };
    let file = arguments.file.display().to_string();
    let folder = arguments
        .data
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new("."));
    let options = Options {
        pictures: pictures::of_folder(folder.to_owned()),
        ..Options::default()
    };
    let records: Vec<Data> = records.into_iter().map(Data::from).collect();
    let failed = merge::mistakes(&file, &bytes, "", &records, &options);
    let errors: Vec<(usize, &TemplateError)> = failed
        .iter()
        .flat_map(|one| one.errors.iter().map(|error| (one.number, error)))
        .collect();
    if arguments.format == TemplateCheckFormat::Json {
        let told: Vec<Value> = errors
            .iter()
            .map(|(record, error)| {
                let record = (*record > 0).then_some(*record);
                json!({"message": error.problem.to_string(), "place": error.place, "problem": error.problem, "record": record})
            })
            .collect();
        let text = serde_json::to_string_pretty(&told).map_err(|error| Failure::new(error.to_string()))?;
        console.print(&format!("{text}\n"));
    } else if errors.is_empty() {
        console.print("ошибок нет\n");
    } else {
        console.print(&format!("{}\n", render::told(&failed).join("\n")));
    }
    Ok(if errors.is_empty() {
        Status::Clean
    } else {
        Status::Findings
    })
}
