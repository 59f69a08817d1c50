//! `decline`: lines of names, posts and organisations in, tab-separated cases out.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::PathBuf;

use super::args::DeclineArgs;
use super::console::Console;
use super::{Failure, Status, files};
use crate::russian::decline::{Kind, lines};
use crate::russian::overrides::{Decliner, Overrides};

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
    let bytes = match &arguments.file {
        Some(path) => files::bytes(path)?,
        None => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            bytes
        }
    };
    let beside = PathBuf::from("nastavnik.toml");
    let found = beside.is_file().then_some(&beside);
    let settings = files::settings(arguments.settings.as_ref(), found)?;
    let decliner = Decliner::new(Overrides::from_settings(&settings));
    console.print_bytes(lines(kind, &decoded(&bytes), &decliner).as_bytes())?;
    Ok(Status::Clean)
}

/// The text by its byte order mark; without one each line is UTF-8, or else Windows-1251: no line is lost.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines
        .map(|line| match str::from_utf8(line) {
            Ok(text) => Cow::from(text),
            Err(_) => encoding_rs::WINDOWS_1251.decode_without_bom_handling(line).0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_line_in_another_encoding_is_not_lost() {
        let mixed = [&b"\xcb\xf3\xe3\xee\xe2\n"[..], "Мороз\n".as_bytes()].concat();
        assert_eq!(decoded(&mixed), "Лугов\nМороз\n");
        assert_eq!(decoded(b"\xff\xfe\x1b\x04"), "Л");
        assert_eq!(decoded(b""), "");
    }
}
