//! `decline`: lines of names, posts and organisations in, tab-separated cases out.

use std::io::{self, Read};

use super::args::DeclineArgs;
use super::console::Console;
use super::{Failure, Status, files};
use crate::russian::decline::{Kind, lines};
use crate::russian::overrides::Decliner;

/// Prints one line for each line given.
pub fn run(arguments: &DeclineArgs, console: &Console) -> Result<Status, Failure> {
    let kind = match arguments.kind.as_deref() {
        None => None,
        Some(name) => Some(Kind::by_name(name).ok_or_else(|| {
            Failure::new(format!(
                "«{name}» не подходит для «--kind»; можно: person, surname, first-name, patronymic, title, organisation"
            ))
        })?),
    };
    let input = match &arguments.file {
        Some(path) => files::text(path)?,
        None => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            String::from_utf8(bytes)
                .map_err(|_| Failure::new("стандартный ввод записан не в UTF-8; сохраните список в UTF-8"))?
        }
    };
    console.print_bytes(lines(kind, &input, &Decliner::default()).as_bytes())?;
    Ok(Status::Clean)
}
