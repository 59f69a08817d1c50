//! `model …`: the target models, shown, checked and handed out for editing.

use std::fmt::Write;
use std::path::Path;

use super::args::ModelCommand;
use super::console::Console;
use super::{Failure, Status, files};
use crate::check;
use crate::diag::text::severity;
use crate::diag::{nearest, suggestion};
use crate::model::eval::text;
use crate::model::{self, Model};
use crate::settings::Settings;

/// Runs a command about models.
pub fn run(command: &ModelCommand, console: &Console) -> Result<Status, Failure> {
    match command {
        ModelCommand::List => list(console),
        ModelCommand::Show { model } => console.print(&show(&files::model(model, &Settings::default())?)),
        ModelCommand::Check { file } => {
            let model = files::model(&file.to_string_lossy(), &Settings::default())?;
            unknown_codes(&model, file)?;
            let (requirements, indicators) = (model.requirements.len(), model.indicators.len());
            console.print(&format!(
                "{}: ошибок нет; требований из условий: {requirements}, показателей: {indicators}\n",
                file.display()
            ));
        }
        ModelCommand::Export { model, out } => export(model, out.as_deref(), console)?,
    }
    Ok(Status::Clean)
}

/// Codes that the model does without and that no built-in model has.
fn unknown_codes(model: &Model, file: &Path) -> Result<(), Failure> {
    let known = check::known_codes();
    let unknown: Vec<String> = model
        .without
        .iter()
        .filter(|code| !known.contains(*code))
        .map(|code| {
            let hint = suggestion(nearest(code, known.iter().map(String::as_str)).as_deref());
            format!(
                "{}: в «without» назван «{code}», такого требования и показателя нет{hint}",
                file.display()
            )
        })
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(unknown.join("\n")))
    }
}

fn list(console: &Console) {
    for one in model::list() {
        console.print(&format!(
            "{:<16} {}\n{:<16} {}\n",
            one.id, one.title, "", one.about
        ));
    }
}

/// A model on one page: parameters, requirements, indicators.
fn show(model: &Model) -> String {
    let mut page = format!(
        "{} ({}, версия {})\n{}\n\nПараметры\n",
        model.title, model.id, model.version, model.about
    );
    for (name, parameter) in &model.parameters {
        let _ = writeln!(
            page,
            "  {name} = {} — {}",
            text::value(&parameter.value),
            parameter.title
        );
    }
    page.push_str("\nТребования\n");
    for card in check::cards(model) {
        let _ = writeln!(
            page,
            "  {} {:<8} {}",
            card.code,
            severity(card.severity),
            card.title
        );
    }
    page.push_str("\nПоказатели\n");
    for indicator in &model.indicators {
        let line = model.line(indicator);
        let target = if line.target.is_empty() {
            String::new()
        } else {
            format!(", цель {}", line.target)
        };
        let _ = writeln!(page, "  {} — {}, {}{target}", line.id, line.title, line.unit);
    }
    page
}

fn export(id: &str, out: Option<&Path>, console: &Console) -> Result<(), Failure> {
    // Names a misspelt model with the nearest known one.
    files::model(id, &Settings::default())?;
    let text: Vec<&str> = model::files(id)
        .into_iter()
        .map(|(_, text)| text.trim_end())
        .collect();
    let text = text.join("\n\n") + "\n";
    match out {
        None => console.print(&text),
        Some(path) => files::write(path, |file| file.write_all(text.as_bytes()))?,
    }
    Ok(())
}
