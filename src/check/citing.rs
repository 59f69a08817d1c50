//! Papers that cite acts: rows of «Документы» by their column of acts, and the texts that lie in the school's folder.
//!
//! A text belongs to the row with its number and date, or its title; one that no row tells of is judged by what it
//! says itself. Knows citations, not what is wrong with them.

use jiff::civil::Date;

use super::citation::{self, Citation};
use super::outcome::{Failure, Outcome};
use crate::diag::Place;
use crate::ingest::paper::Paper;
use crate::ingest::record::Value;
use crate::ingest::values::date::{Century, DateRead, all as days, find};
use crate::model::act::Act;
use crate::model::entity::Derived;
use crate::model::eval::facts::{Facts, WHOLE};
use crate::model::fold::{alike, fold, holds};
use crate::school::{Link, Row};

/// Paragraphs in which a paper tells its number, date and title.
const HEAD: usize = 15;
/// Letters of a citation that a message repeats.
const SHOWN: usize = 90;

/// A paper with all its citations.
#[derive(Debug)]
pub struct Citing<'a> {
    /// The row, else the whole school.
    pub link: Link,
    /// Name for a message.
    pub name: String,
    /// What tells it from another paper that has no row.
    pub meaning: String,
    /// Its own date.
    pub date: Option<Date>,
    /// What it cites.
    pub cited: Vec<Cited<'a>>,
}

/// A citation and where it stands.
#[derive(Debug)]
pub struct Cited<'a> {
    /// Itself.
    pub citation: Citation,
    /// The cell, or the paragraph.
    pub stands: Stands<'a>,
    /// The day on which the act must be in force: today for a local act that still holds, else the day of the paper.
    pub day: Option<Date>,
}

/// Where a citation stands.
#[derive(Debug)]
pub enum Stands<'a> {
    /// In the column of acts of a row.
    Cell(Row<'a>),
    /// In a paragraph of a text.
    Paragraph(&'a Paper, usize),
}

impl Stands<'_> {
    fn places(&self, facts: &Facts<'_>) -> Vec<Place> {
        match self {
            Self::Cell(row) => {
                let failure = Failure::default().at(facts, *row, "acts").at(facts, *row, "date");
                failure.places
            }
            Self::Paragraph(paper, index) => vec![paper.place(*index, "ссылка на акт")],
        }
    }
}

impl Cited<'_> {
    /// The words of a text at the end of a message; nothing for a cell.
    pub fn quoted(&self) -> String {
        match self.stands {
            Stands::Cell(_) => String::new(),
            Stands::Paragraph(..) => format!("; в тексте: «{}»", self.shown()),
        }
    }

    /// The citation as a message repeats it.
    pub fn shown(&self) -> String {
        let text = self
            .citation
            .text
            .trim_matches(['(', ')', ',', ';', ':', '.', ' ']);
        let shown: String = text.chars().take(SHOWN).collect();
        let rest = if shown.len() < text.len() { "…" } else { "" };
        format!("{shown}{rest}")
    }
}

/// All papers of the school that cite something.
pub fn papers<'a>(facts: &Facts<'a>) -> Vec<Citing<'a>> {
    let mut found: Vec<Citing<'a>> = facts
        .school
        .rows("document")
        .map(|row| of_row(facts, row))
        .collect();
    for paper in &facts.school.papers {
        let row = row_of(facts, paper);
        match row {
            Some(row) => {
                let citing = &mut found[row.link.record];
                citing.cited.extend(of_text(facts, paper, Some(row)));
            }
            None => found.push(Citing {
                link: WHOLE,
                name: format!("документ «{}»", paper.file),
                meaning: paper.file.to_string(),
                date: own_date(paper),
                cited: of_text(facts, paper, None),
            }),
        }
    }
    found
}

fn of_row<'a>(facts: &Facts<'a>, row: Row<'a>) -> Citing<'a> {
    let texts: Vec<&str> = match row.value("acts") {
        Some(Value::List(items)) => items.iter().map(|item| &**item).collect(),
        Some(Value::Text(text)) => vec![text],
        _ => Vec::new(),
    };
    let lasting = texts.first().is_some_and(|_| is_lasting(row));
    let day = day_of(facts, Some(row), row.date("date"), lasting);
    let cited = texts.into_iter().map(|text| Cited {
        citation: Citation::of_cell(text),
        stands: Stands::Cell(row),
        day,
    });
    Citing {
        link: row.link,
        name: facts.name(row.link),
        meaning: String::new(),
        date: row.date("date"),
        cited: cited.collect(),
    }
}

fn of_text<'a>(facts: &Facts<'a>, paper: &'a Paper, row: Option<Row<'a>>) -> Vec<Cited<'a>> {
    let date = row.map_or_else(|| own_date(paper), |row| row.date("date"));
    let mut lasting = row.map_or_else(|| is_lasting_kind(&paper.file), is_lasting);
    let mut cited = Vec::new();
    for (index, paragraph) in paper.paragraphs.iter().enumerate() {
        // An order and the regulation that it approves often lie in one file.
        lasting = kind_from_here(paragraph).unwrap_or(lasting);
        for citation in citation::in_prose(paragraph) {
            cited.push(Cited {
                stands: Stands::Paragraph(paper, index),
                day: day_of(facts, row, date, lasting),
                citation,
            });
        }
    }
    cited
}

/// A local act still in force is judged today, everything else on its own day.
fn day_of(facts: &Facts<'_>, row: Option<Row<'_>>, date: Option<Date>, lasting: bool) -> Option<Date> {
    let active = || row.is_none_or(|row| facts.is(Derived::DocumentActive, row.link));
    if lasting && active() {
        Some(facts.day)
    } else {
        date
    }
}

fn is_lasting(row: Row<'_>) -> bool {
    match row.value("kinds") {
        Some(Value::List(kinds)) => kinds.iter().any(|kind| is_lasting_kind(kind)),
        _ => false,
    }
}

fn is_lasting_kind(kind: &str) -> bool {
    !fold(kind).starts_with("приказ") && (holds(kind, "положение") || holds(kind, "программа"))
}

/// The kind of paper that begins with a heading: whether it lasts.
fn kind_from_here(paragraph: &str) -> Option<bool> {
    if paragraph.chars().count() > 120 {
        return None;
    }
    let mut words = paragraph.split(' ');
    let first = words.next()?;
    // «П Р И К А З»
    let spaced = first.chars().count() == 1 && words.all(|word| word.chars().count() == 1);
    let word = if spaced {
        paragraph.replace(' ', "")
    } else {
        first.to_owned()
    };
    if word.chars().any(char::is_lowercase) {
        return None;
    }
    match word.trim_matches(|mark: char| !mark.is_alphabetic()) {
        "ПОЛОЖЕНИЕ" | "ПРОГРАММА" | "ПОРЯДОК" | "ПРАВИЛА" => Some(true),
        "ПРИКАЗ" | "ПРОТОКОЛ" | "РАСПОРЯЖЕНИЕ" | "СОГЛАШЕНИЕ" | "СПРАВКА" | "ПИСЬМО" => {
            Some(false)
        }
        _ => None,
    }
}

/// The first short line with a date.
fn own_date(paper: &Paper) -> Option<Date> {
    let head = paper.paragraphs.iter().take(HEAD);
    let short = head.filter(|line| line.chars().count() < 80);
    short
        .filter_map(|line| match find_day(line) {
            Some(DateRead::Day(day)) => Some(day),
            _ => None,
        })
        .next()
}

fn find_day(line: &str) -> Option<DateRead> {
    let mut rest = line;
    while let Some((found, tail)) = find(rest, Century::Event) {
        if matches!(found, DateRead::Day(_)) {
            return Some(found);
        }
        if tail.len() == rest.len() {
            break;
        }
        rest = tail;
    }
    None
}

/// The row that tells of a text: the only one with the most of its number with its date, and its title.
fn row_of<'a>(facts: &Facts<'a>, paper: &Paper) -> Option<Row<'a>> {
    let head = paper.paragraphs.iter().take(HEAD).map(String::as_str);
    let lines: Vec<&str> = head.chain([&*paper.file]).collect();
    let whole = fold(&lines.join(" "));
    let told = days(&lines.join(" "), Century::Event);
    let has_number = |number: &str| {
        let number = fold(number);
        let mut words =
            whole.split(|mark: char| mark.is_whitespace() || matches!(mark, '№' | '_' | ',' | ')' | '('));
        !number.is_empty() && words.any(|word| word == number || word.strip_suffix(".docx") == Some(&number))
    };
    let score = |row: &Row<'_>| {
        let numbered = has_number(row.text("number"));
        let dated = row.date("date").is_some_and(|date| told.contains(&date));
        let title = row.text("title");
        let titled = title.chars().count() > 8
            && lines
                .iter()
                .any(|line| alike(line, title) || holds(line, &fold(title)));
        2 * u8::from(numbered && dated) + u8::from(titled)
    };
    let rows: Vec<(u8, Row<'a>)> = facts
        .school
        .rows("document")
        .map(|row| (score(&row), row))
        .collect();
    let best = rows
        .iter()
        .map(|(score, _)| *score)
        .max()
        .filter(|best| *best > 0)?;
    let mut found = rows.into_iter().filter(|(score, _)| *score == best);
    let (_, row) = found.next()?;
    found.next().is_none().then_some(row)
}

/// What is wrong with the acts of a paper: one failure an act, with all the cells and paragraphs that cite it.
pub fn judged<'p>(
    facts: &Facts<'_>,
    paper: &'p Citing<'_>,
    wrong: impl Fn(&'p Cited<'_>) -> Option<(&'static Act, String)>,
) -> Outcome {
    if paper.cited.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut failures: Vec<Failure> = Vec::new();
    for cited in &paper.cited {
        let Some((act, message)) = wrong(cited) else {
            continue;
        };
        let meaning = if paper.meaning.is_empty() {
            act.id.clone()
        } else {
            format!("{} {}", paper.meaning, act.id)
        };
        match failures.iter_mut().find(|failure| failure.meaning == meaning) {
            Some(known) => known.places.extend(cited.stands.places(facts)),
            None => failures.push(Failure {
                places: cited.stands.places(facts),
                ..Failure::new(message).meaning(meaning)
            }),
        }
    }
    failures.into()
}
