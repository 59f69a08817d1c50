//! `read`: how the tables were understood.

use super::args::{ReadArgs, ReadFormat};
use super::console::Console;
use super::{Failure, Status, school};
use crate::ingest::report;
use crate::ingest::source::Cancel;
use crate::pipeline;

/// Shows every file; fails when one is no table or cannot be read.
pub fn run(arguments: &ReadArgs, console: &Console) -> Result<Status, Failure> {
    let (reader, cancel) = (school::reader(), Cancel::default());
    let mut status = Status::Clean;
    for prepared in school::prepare(&arguments.school)? {
        let ingested = pipeline::read(&prepared.job(reader.as_ref(), &cancel));
        match arguments.format {
            ReadFormat::Json => {
                let text = serde_json::to_string_pretty(&report::json(&ingested))?;
                console.print(&format!("{text}\n"));
            }
            ReadFormat::Table => console.print(&report::table(&ingested)),
        }
        for file in &ingested.files {
            if let Some(error) = &file.error {
                console.fail(error);
                status = Status::Failed;
            }
        }
        for (name, reason) in &prepared.input.unreadable {
            console.fail(&format!("{name}: {reason}"));
            status = Status::Failed;
        }
    }
    Ok(status)
}
