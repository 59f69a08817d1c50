//! Misuse of the command line, in Russian: one line, and where to look.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Status;
use super::console::Console;
use crate::diag::suggestion;

/// Prints help and version as they are, misuse in words.
pub fn report(error: &clap::Error, console: &Console) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(&error.render().to_string());
            Status::Clean
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.explain(&error.render().to_string());
            Status::Failed
        }
        _ => {
            console.fail(&in_words(error));
            Status::Failed
        }
    }
}

fn in_words(error: &clap::Error) -> String {
    let value = |kind| error.get(kind).map(shown).unwrap_or_default();
    let argument = value(ContextKind::InvalidArg);
    let given = value(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("нет команды «{}»", value(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "не указана команда".to_owned(),
        ErrorKind::UnknownArgument => format!("нет параметра «{argument}»"),
        ErrorKind::MissingRequiredArgument => format!("не хватает: {argument}"),
        ErrorKind::InvalidValue if given.is_empty() => format!("у параметра «{argument}» нет значения"),
        ErrorKind::InvalidValue => {
            let known = value(ContextKind::ValidValue);
            let known = if known.is_empty() {
                known
            } else {
                format!("; можно: {known}")
            };
            format!("«{given}» не подходит для «{argument}»{known}")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error)
                .map(ToString::to_string)
                .unwrap_or_default();
            format!("«{argument}»: {why}")
        }
        ErrorKind::ArgumentConflict => {
            format!("параметр «{argument}» указан дважды или не сочетается с другими")
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("у параметра «{argument}» не то число значений")
        }
        ErrorKind::NoEquals => format!("между «{argument}» и значением нужен знак «=»"),
        ErrorKind::InvalidUtf8 => "аргумент записан не в UTF-8".to_owned(),
        _ => "аргументы не поняты".to_owned(),
    };
    let nearest = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| error.get(kind).map(shown));
    let nearest = suggestion(nearest.as_deref());
    format!("{text}{nearest}\nСправка: nastavnik --help")
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.split(' ').next().unwrap_or_default().to_owned(),
        ContextValue::Strings(texts) => texts
            .iter()
            .map(|text| plain(text))
            .collect::<Vec<_>>()
            .join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// `<ПУТЬ>...` → `ПУТЬ`, `--out <ПАПКА>` → `--out`.
fn plain(argument: &str) -> String {
    let first = argument.split(' ').next().unwrap_or_default();
    first.trim_end_matches("...").trim_matches(['<', '>']).to_owned()
}
