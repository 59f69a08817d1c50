//! The command line: arguments in, text and exit status out.
//!
//! With `package` the only part that touches files, the clock and the terminal.

mod amended;
mod args;
mod build;
mod check;
mod console;
mod day;
mod decline;
mod event;
mod files;
pub mod input;
mod inspection;
mod letterhead;
mod lists;
mod models;
mod new;
mod next_year;
mod pdf;
mod pictures;
mod read;
mod records;
mod render;
mod report;
mod school;
mod shell;
mod template;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::ingest::formats::child;

use args::{Arguments, Command, TemplateCommand};
use console::Console;

/// What the exit status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing wrong.
    Clean = 0,
    /// Findings of severity *error*.
    Findings = 1,
    /// The work could not be done.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// A command that could not do its work: one clear line, with its causes.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure told in one line.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(deeper) = cause {
            text = format!("{text}\n  {deeper}");
            cause = deeper.source();
        }
        Self(text)
    }
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    console::switch_to_utf8();
    run(wild::args_os()).into()
}

/// Runs the program with the given arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let console = Console;
    let arguments = match Arguments::read(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, &console),
    };
    match dispatch(arguments.command, &console) {
        Ok(status) => status,
        Err(Failure(text)) => {
            console.fail(&text);
            Status::Failed
        }
    }
}

fn dispatch(command: Command, console: &Console) -> Result<Status, Failure> {
    match command {
        Command::Completions(arguments) => shell::completions(&arguments, console),
        Command::New(arguments) => new::run(&arguments, console),
        Command::Man => shell::manual(console),
        Command::ReaderProcess => Ok(child::run().map(|()| Status::Clean)?),
        Command::Render(arguments) => render::run(&arguments, console),
        Command::Decline(arguments) => decline::run(&arguments, console),
        Command::Read(arguments) => read::run(&arguments, console),
        Command::Check(arguments) => check::run(&arguments, console),
        Command::Build(arguments) => build::run(&arguments, console),
        Command::Explain(arguments) => lists::explain(&arguments, console),
        Command::Model(command) => models::run(&command, console),
        Command::Template(TemplateCommand::List) => lists::templates(console),
        Command::Template(TemplateCommand::Export(arguments)) => template::export(&arguments, console),
        Command::Template(TemplateCommand::Check(arguments)) => template::check(&arguments, console),
    }
}
