//! `completions` and `man`: both from the same description as the help.

use super::args::{CompletionArgs, described};
use super::console::Console;
use super::{Failure, Status};

/// Prints the completions of a shell.
pub fn completions(arguments: &CompletionArgs, console: &Console) -> Result<Status, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut described(), "nastavnik", &mut text);
    console.print_bytes(&text)?;
    Ok(Status::Clean)
}

/// Prints the manual page.
pub fn manual(console: &Console) -> Result<Status, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(described()).render(&mut text)?;
    console.print_bytes(&text)?;
    Ok(Status::Clean)
}
