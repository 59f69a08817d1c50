//! `read`: how the tables were understood.

use super::args::{ReadArgs, ReadFormat, SchoolArgs};
use super::console::Console;
use super::school::{self, Prepared};
use super::{Failure, Status, files};
use crate::ingest::read::Ingested;
use crate::ingest::source::Cancel;
use crate::ingest::{remember, report};
use crate::pipeline;
use crate::russian::numbers::counted;

/// Shows every file; fails when one is no table or cannot be read.
pub fn run(arguments: &ReadArgs, console: &Console) -> Result<Status, Failure> {
    let (reader, cancel) = (school::reader(), Cancel::default());
    let mut status = Status::Clean;
    for prepared in school::prepare(&arguments.school)? {
        let input = prepared.place.read();
        let ingested = pipeline::read(&prepared.job(&input, reader.as_ref(), &cancel));
        match arguments.format {
            ReadFormat::Json => {
                let mut text = serde_json::to_vec_pretty(&report::Report(&ingested))?;
                text.push(b'\n');
                console.print_bytes(&text)?;
            }
            ReadFormat::Table => console.print(&report::table(&ingested)),
        }
        if arguments.remember {
            remember(&arguments.school, &prepared, &ingested, console)?;
        }
        for file in &ingested.files {
            if let Some(error) = &file.error {
                console.fail(error);
                status = Status::Failed;
            }
        }
    }
    Ok(status)
}

/// Writes the mapping that the reader has just seen into the settings of the school; comments stay.
fn remember(
    arguments: &SchoolArgs,
    prepared: &Prepared,
    ingested: &Ingested,
    console: &Console,
) -> Result<(), Failure> {
    let found = arguments
        .settings
        .clone()
        .or_else(|| prepared.place.settings_path.clone());
    let path = found.unwrap_or_else(|| prepared.place.root.join("nastavnik.toml"));
    let old = if path.exists() {
        files::text(&path)?
    } else {
        String::new()
    };
    let (text, added) = remember::remember(&old, ingested)?;
    if added == 0 {
        console.explain("Запоминать нечего: все столбцы узнаны по заголовкам\n");
        return Ok(());
    }
    files::write(&path, |file| file.write_all(text.as_bytes()))?;
    let lines = counted(added as u64, ["строка", "строки", "строк"]);
    console.explain(&format!("В {} добавлено: {lines}\n", path.display()));
    Ok(())
}
