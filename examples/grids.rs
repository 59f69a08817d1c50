//! Prints the sheets of the files given: how many cells, merges and hidden rows, and what was odd.
//!
//! `cargo run --example grids -- FILE…`; exit status 2 when a file could not be read. It starts itself to read xls,
//! xlsb and ods, as the program does.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::path::Path;
use std::process::ExitCode;

use nastavnik::ingest::formats::child::{self, ChildReader};
use nastavnik::ingest::formats::{FILE_LIMIT, grids};
use nastavnik::ingest::source::{Cancel, Source};

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == child::COMMAND)
    {
        return child::run().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let reader = std::env::current_exe().map(ChildReader::new).ok();
    let mut status = ExitCode::SUCCESS;
    for path in std::env::args_os().skip(1) {
        if let Err(error) = show(Path::new(&path), reader.as_ref()) {
            eprintln!("{error}");
            status = ExitCode::from(2);
        }
    }
    status
}

fn show(path: &Path, reader: Option<&ChildReader>) -> Result<(), Box<dyn std::error::Error>> {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let data = std::fs::metadata(path).map_err(|error| format!("«{name}»: {error}"))?;
    if !data.is_file() || data.len() > FILE_LIMIT {
        return Err(format!("«{name}»: not a regular file, or a large one").into());
    }
    let source = Source {
        name: name.into(),
        bytes: std::fs::read(path)?.into(),
    };
    for grid in grids(&source, reader, &Cancel::default())? {
        println!(
            "{}: {} cells, {} merges, {} hidden rows, {} hidden columns{}, odd: {:?}",
            grid.name,
            grid.cells.len(),
            grid.merges.len(),
            grid.hidden_rows.len(),
            grid.hidden_columns.len(),
            if grid.hidden { ", hidden" } else { "" },
            grid.oddities.iter().take(5).collect::<Vec<_>>(),
        );
        for cell in grid.cells.iter().take(3) {
            println!("  {} {:?}", cell.at.a1(), cell.value);
        }
    }
    Ok(())
}
