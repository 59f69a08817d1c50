//! The core of the command `decline`: lines in, tab-separated cases out, one line for each, in order.

use std::collections::{BTreeMap, BTreeSet};

use crate::russian::{
    Case, Gender,
    guess::{self, Named},
    letters,
    overrides::Decliner,
    person::{Name, Role, analyse},
    sentence::Sentence,
};

/// What the lines hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole names.
    Person,
    /// Surnames.
    Surname,
    /// First names.
    FirstName,
    /// Patronymics.
    Patronymic,
    /// Posts.
    Title,
    /// Organisations.
    Organisation,
}

impl Kind {
    /// By the name of the option: `first-name`.
    pub fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "person" => Self::Person,
            "surname" => Self::Surname,
            "first-name" => Self::FirstName,
            "patronymic" => Self::Patronymic,
            "title" => Self::Title,
            "organisation" => Self::Organisation,
            _ => return None,
        })
    }

    /// By the header of the first column.
    fn by_header(name: &str) -> Option<Self> {
        Some(match letters::fold(name.trim()).as_str() {
            "fio" | "person" | "фио" | "ф.и.о." => Self::Person,
            "surname" | "last_name" | "фамилия" => Self::Surname,
            "first_name" | "first-name" | "имя" => Self::FirstName,
            "patronymic" | "отчество" => Self::Patronymic,
            "title" | "position" | "должность" => Self::Title,
            "org" | "organisation" | "организация" => Self::Organisation,
            _ => return None,
        })
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Person => "fio",
            Self::Surname | Self::FirstName | Self::Patronymic => "word",
            Self::Title => "title",
            Self::Organisation => "org",
        }
    }
}

/// Reads `text[TAB]gender` lines (a first line with column names is recognised) and returns the whole output
/// with its header: one line for each input line. `kind` outranks the header; without both each line is read as what
/// it names, and a line that does not tell as most of the others.
pub fn lines(kind: Option<Kind>, input: &str, decliner: &Decliner) -> String {
    let input = input.strip_prefix('\u{feff}').unwrap_or(input);
    let mut rows = input.lines().peekable();
    let mut found = None;
    let mut gender_column = 1;
    if let Some(first) = rows.peek()
        && let Some(header) = header(first)
    {
        found = header.0;
        gender_column = header.1;
        rows.next();
    }
    let rows: Vec<(&str, Option<Gender>)> = rows
        .map(|row| {
            let mut cells = row.split('\t');
            let text = cells.next().unwrap_or("");
            (text, cells.nth(gender_column - 1).and_then(parse_gender))
        })
        .collect();
    if let Some(kind) = kind.or(found) {
        let mut out = heading(kind.column());
        for (text, told) in rows {
            push_row(kind, text, told, decliner, &mut out);
        }
        return out;
    }
    let kinds = guessed(&rows);
    let columns: BTreeSet<&str> = kinds.iter().flatten().map(|named| column(*named)).collect();
    let mut out = heading(match columns.first() {
        Some(column) if columns.len() == 1 => column,
        Some(_) => "text",
        None => Kind::Person.column(),
    });
    for ((text, told), named) in rows.into_iter().zip(kinds) {
        match named {
            Some(Named::Title) => push_row(Kind::Title, text, None, decliner, &mut out),
            Some(Named::Organisation) => push_row(Kind::Organisation, text, None, decliner, &mut out),
            Some(Named::PersonWithPost) => {
                write_row(text, None, &decliner.person_with_post_sentence(text), &mut out);
            }
            Some(Named::Person) | None => push_row(Kind::Person, text, told, decliner, &mut out),
        }
    }
    out
}

fn heading(column: &str) -> String {
    format!("{column}\tgender\tgen\tdat\tacc\tins\tprep\n")
}

const fn column(named: Named) -> &'static str {
    match named {
        Named::Person => Kind::Person.column(),
        Named::PersonWithPost => "text",
        Named::Title => Kind::Title.column(),
        Named::Organisation => Kind::Organisation.column(),
    }
}

/// What each line names; nothing for an empty one.
fn guessed(rows: &[(&str, Option<Gender>)]) -> Vec<Option<Named>> {
    let sure: Vec<Option<Named>> = rows
        .iter()
        .map(|(text, told)| told.map(|_| Named::Person).or_else(|| guess::named(text)))
        .collect();
    let mut counts: BTreeMap<Named, usize> = BTreeMap::new();
    for named in sure.iter().flatten() {
        *counts.entry(*named).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(named, _)| named);
    let settle = |(named, (text, _)): (Option<Named>, &(&str, Option<Gender>))| {
        let blank = text.trim().is_empty();
        (!blank).then(|| named.unwrap_or_else(|| guess::by_letters(text, most)))
    };
    sure.into_iter().zip(rows).map(settle).collect()
}

/// The kind a header names and the place of its column of sexes; `None` when the line is no header.
fn header(line: &str) -> Option<(Option<Kind>, usize)> {
    let cells: Vec<String> = line.split('\t').map(|cell| letters::fold(cell.trim())).collect();
    let kind = Kind::by_header(cells.first()?);
    let gender = cells
        .iter()
        .position(|cell| matches!(cell.as_str(), "gender" | "пол"));
    if kind.is_none() && !(cells[0] == "word" || cells[0] == "text" || cells[0] == "lemma") {
        return None;
    }
    Some((kind, gender.filter(|place| *place > 0).unwrap_or(1)))
}

fn parse_gender(cell: &str) -> Option<Gender> {
    match letters::fold(cell.trim()).as_str() {
        "m" | "м" | "муж" | "male" => Some(Gender::Male),
        "f" | "ж" | "жен" | "female" => Some(Gender::Female),
        _ => None,
    }
}

fn push_row(kind: Kind, text: &str, told: Option<Gender>, decliner: &Decliner, out: &mut String) {
    let overrides = decliner.overrides();
    let (sentence, gender): (Sentence<'_>, Option<Gender>) = match kind {
        Kind::Person => decliner.person_sentence(text, told),
        Kind::Surname => analyse(&Name::of_part(text, Role::Surname), text, told, overrides),
        Kind::FirstName => analyse(&Name::of_part(text, Role::Given), text, told, overrides),
        Kind::Patronymic => analyse(&Name::of_part(text, Role::Patronymic), text, told, overrides),
        Kind::Title => (decliner.title_sentence(text), None),
        Kind::Organisation => (decliner.organisation_sentence(text), None),
    };
    write_row(text, gender, &sentence, out);
}

fn write_row(text: &str, gender: Option<Gender>, sentence: &Sentence<'_>, out: &mut String) {
    out.push_str(text);
    out.push('\t');
    out.push_str(match gender {
        Some(Gender::Male) => "m",
        Some(Gender::Female) => "f",
        None => "",
    });
    for case in Case::OBLIQUE {
        out.push('\t');
        sentence.write(case, out);
    }
    out.push('\n');
}
