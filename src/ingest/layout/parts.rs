//! One value told by several columns: experience as «лет | мес. | дн.», and a column for each value with a mark in
//! the one that holds: «М | Ж», «высшая | первая | СЗД».

use std::collections::BTreeMap;

use super::header::Column;
use super::stack::Stack;
use crate::ingest::clean;
use crate::ingest::dictionary::{Dictionary, SURE};
use crate::ingest::grid::CellValue;
use crate::ingest::schema::{FieldDef, FieldKind, Schema};
use crate::ingest::values::words::is_blank_word;
use crate::ingest::values::{category, choice, read};

/// What a column adds to the value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Months of experience, beside a column of years called by the words given.
    Months(String),
    /// Days of experience, which no count needs.
    Days(String),
    /// The value that holds where the column is marked.
    Mark {
        /// Index of the field in the staff sheet.
        field: usize,
        /// The value as the header has it.
        label: String,
    },
}

impl Part {
    /// As the list of columns shows it behind the name of the field.
    pub fn shown(&self) -> String {
        match self {
            Part::Months(_) => "месяцы".into(),
            Part::Days(_) => "дни".into(),
            Part::Mark { label, .. } => format!("«{label}»"),
        }
    }
}

const YEARS: [&str; 4] = ["лет", "годы", "годов", "г"];
const MONTHS: [&str; 5] = ["мес", "месяцев", "месяцы", "месяца", "м"];
const DAYS: [&str; 4] = ["дн", "дней", "дни", "д"];

/// The text is a unit of experience.
pub fn is_unit(text: &str) -> bool {
    let key = clean::key(text);
    [&YEARS[..3], &MONTHS[..4], &DAYS[..3]]
        .iter()
        .any(|units| units.contains(&key.as_str()))
}

/// Columns of a header that hold parts; which field parts of experience belong to is settled by [`settle`].
pub fn find(stacks: &BTreeMap<u32, Stack>) -> BTreeMap<u32, Part> {
    let mut parts = BTreeMap::new();
    for (column, stack) in stacks {
        let (base, unit) = without_unit(stack);
        if MONTHS.contains(&unit.as_str()) && has_years(stacks, *column, &base) {
            parts.insert(*column, Part::Months(base));
        } else if DAYS.contains(&unit.as_str()) && has_years(stacks, *column, &base) {
            parts.insert(*column, Part::Days(base));
        }
    }
    marks(stacks, &mut parts);
    parts
}

/// Gives parts their fields: those of experience belong to the column of years of the same name, or to the one
/// on the left.
pub fn settle(columns: &mut [Column]) {
    let Some((_, def)) = Schema::get().sheet("person") else {
        return;
    };
    for index in 0..columns.len() {
        let field = match &columns[index].part {
            None => continue,
            Some(Part::Mark { field, .. }) => {
                let taken = columns
                    .iter()
                    .any(|column| column.part.is_none() && column.field == Some(*field));
                (!taken).then_some(*field)
            }
            Some(Part::Months(base) | Part::Days(base)) => {
                let is_years = |column: &&Column| {
                    column.part.is_none()
                        && column
                            .field
                            .is_some_and(|field| def.fields[field].kind == FieldKind::Experience)
                };
                let named = columns
                    .iter()
                    .filter(is_years)
                    .find(|column| !base.is_empty() && bare(&clean::key(&column.header)).0 == *base);
                let left = columns[..index].iter().rev().find(|column| column.part.is_none());
                named.or(left.filter(is_years)).and_then(|column| column.field)
            }
        };
        columns[index].field = field;
    }
}

/// A cell of a column of marks says yes: a mark, or a day or an order of the value.
pub fn is_marked(value: &CellValue) -> bool {
    match value {
        CellValue::Text(text) => !is_blank_word(&clean::line(text)) && choice::yes(text) != Some(false),
        CellValue::Number(number) => *number != 0.0,
        CellValue::Bool(yes) => *yes,
        CellValue::Date(_) => true,
        CellValue::Error(_) => false,
    }
}

/// The marked value, with what stands in its cell when that is more than a mark.
pub fn marked(label: &str, value: &CellValue) -> String {
    let raw = read::raw(value);
    if choice::yes(&raw).is_some() || raw.chars().count() < 2 {
        label.to_owned()
    } else {
        format!("{label}, {raw}")
    }
}

/// Years and months of two cells as one text.
pub fn years_and_months(years: Option<&CellValue>, months: &CellValue) -> String {
    let with = |value: &CellValue, unit: &str| {
        let raw = read::raw(value).into_owned();
        if raw.chars().all(|mark| mark.is_ascii_digit()) {
            format!("{raw} {unit}")
        } else {
            raw
        }
    };
    let years = years.map_or_else(|| "0 лет".to_owned(), |years| with(years, "лет"));
    format!("{years} {}", with(months, "мес."))
}

/// The key of a header without the unit it ends with, and the unit.
fn bare(key: &str) -> (String, String) {
    let (base, last) = key.rsplit_once(' ').unwrap_or(("", key));
    let is_unit = [&YEARS[..], &MONTHS, &DAYS]
        .iter()
        .any(|units| units.contains(&last));
    if is_unit {
        (base.to_owned(), last.to_owned())
    } else {
        (key.to_owned(), String::new())
    }
}

fn without_unit(stack: &Stack) -> (String, String) {
    bare(&clean::key(&stack.whole()))
}

/// A column of years stands for this column of months: called the same, or on its left when it has no name.
fn has_years(stacks: &BTreeMap<u32, Stack>, column: u32, base: &str) -> bool {
    let mut left = stacks.range(..column).rev().map(|(_, stack)| without_unit(stack));
    if base.is_empty() {
        return left.next().is_some_and(|(base, _)| base.contains("стаж"));
    }
    base.contains("стаж")
        && stacks.iter().any(|(other, stack)| {
            let (own, unit) = without_unit(stack);
            *other != column && own == base && (unit.is_empty() || YEARS.contains(&unit.as_str()))
        })
}

/// Groups of columns whose lowest texts are values of the field that the upper ones name, or that the values
/// themselves tell.
fn marks(stacks: &BTreeMap<u32, Stack>, parts: &mut BTreeMap<u32, Part>) {
    let Some((_, def)) = Schema::get().sheet("person") else {
        return;
    };
    let mut groups: BTreeMap<(usize, String), Vec<(u32, &str)>> = BTreeMap::new();
    for (column, stack) in stacks {
        let Some((label, upper)) = stack.texts.split_last() else {
            continue;
        };
        let upper = upper.join(" ");
        let Some(field) = field_of(&upper, label) else {
            continue;
        };
        if is_value(&def.fields[field], label) {
            groups
                .entry((field, clean::key(&upper)))
                .or_default()
                .push((*column, label));
        }
    }
    for ((field, _), columns) in groups {
        if columns.len() < 2 {
            continue;
        }
        for (column, label) in columns {
            let label = label.to_owned();
            parts.insert(column, Part::Mark { field, label });
        }
    }
}

/// The field that a group of columns is about.
fn field_of(upper: &str, label: &str) -> Option<usize> {
    let (person, def) = Schema::get().sheet("person")?;
    if upper.is_empty() {
        return match clean::key(label).as_str() {
            "м" | "ж" | "муж" | "жен" | "мужской" | "женский" | "мужчина" | "женщина" => {
                def.field("gender")
            }
            "высшая" | "первая" | "сзд" | "соответствие" | "без категории" => {
                def.field("category")
            }
            _ => None,
        };
    }
    Dictionary::get()
        .candidates(upper)
        .iter()
        .find(|candidate| candidate.sheet == person && candidate.score >= SURE)
        .map(|candidate| candidate.field)
}

fn is_value(field: &FieldDef, label: &str) -> bool {
    match field.kind {
        FieldKind::Category => {
            let told = category::read(label);
            told.category.is_some() && told.date.is_none() && told.year.is_none()
        }
        FieldKind::Choice => choice::read(&field.key, &field.values, label).is_some(),
        _ => false,
    }
}
