//! `explain`, `template list`: what the program knows.

use super::args::ExplainArgs;
use super::console::Console;
use super::{Failure, Status};
use crate::check;
use crate::diag::CodeInfo;
use crate::render::docx::source::Scope;
use crate::render::library::Library;
use crate::{ingest, school};

/// Explains a code of a finding.
pub fn explain(arguments: &ExplainArgs, console: &Console) -> Result<Status, Failure> {
    let code = arguments.code.trim().to_uppercase();
    if let Some(text) = check::explain(&code) {
        console.print(&text);
        return Ok(Status::Clean);
    }
    let reading = ingest::findings::CODES
        .iter()
        .chain(school::findings::CODES)
        .find(|info| info.code == code);
    let Some(info) = reading else {
        return Err(Failure::new(format!(
            "нет замечания с кодом «{}»; код пишут так: П-07",
            arguments.code
        )));
    };
    console.print(&in_words(info));
    Ok(Status::Clean)
}

fn in_words(info: &CodeInfo) -> String {
    let severity = crate::diag::text::severity(info.severity);
    format!(
        "{} — {} ({severity})\n\n{}\n",
        info.code, info.title, info.explanation
    )
}

/// Lists the documents.
pub fn templates(console: &Console) -> Result<Status, Failure> {
    let library = Library::new(&[])?;
    for document in &library.documents {
        let meta = &document.meta;
        let when = if meta.when.is_empty() {
            String::new()
        } else {
            format!(" — {}", meta.when)
        };
        let scope = match meta.scope {
            Scope::School => "школа",
            Scope::Pair => "каждая пара",
            Scope::EndedPair => "пара, закончившая раньше срока",
            Scope::Person => "каждый участник",
            Scope::Partner => "каждый партнёр",
            Scope::Candidate => "каждый кандидат",
            Scope::Meeting => "каждое заседание",
            Scope::Point => "каждый невыполненный пункт проверки",
            Scope::Center => "методический центр",
        };
        console.print(&format!("{:<24} {} [{scope}]{when}\n", meta.id, meta.title));
        if !meta.needs.is_empty() {
            console.print(&format!("{:<24} нужны поля: {}\n", "", meta.needs.join(", ")));
        }
    }
    for register in &library.registers {
        console.print(&format!("{:<24} {} (Excel)\n", register.id, register.sheet));
    }
    Ok(Status::Clean)
}
