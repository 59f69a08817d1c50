//! The core of the command `decline`: lines in, tab-separated cases out, one line for each, in order.

use crate::russian::{
    Case, Gender, letters,
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
/// with its header: one line for each input line. `kind` outranks the header; without both, the texts are names.
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
    let kind = kind.or(found).unwrap_or(Kind::Person);
    let mut out = format!("{}\tgender\tgen\tdat\tacc\tins\tprep\n", kind.column());
    for row in rows {
        let mut cells = row.split('\t');
        let text = cells.next().unwrap_or("");
        let told = cells.nth(gender_column - 1).and_then(parse_gender);
        push_row(kind, text, told, decliner, &mut out);
    }
    out
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
