//! The text of a built-in template: TOML front matter between `+++` lines, then Markdown with tags.
//!
//! Partials are joined here as text, line by line, so that every line keeps the file it came from.

use serde::Deserialize;

use super::error::{Place, Problem, TemplateError};
use crate::diag::Basis;

/// What a document is made for: once a school, or once for each pair, person or partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// One a school.
    School,
    /// One a pair.
    Pair,
    /// One a pair that was ended before its time.
    EndedPair,
    /// One a person.
    Person,
    /// One a partner.
    Partner,
    /// One for each person who was rated as a mentor.
    Candidate,
    /// One for each meeting of a council.
    Meeting,
    /// One for each point of the inspector's list that is wanting.
    Point,
    /// One for the methodical centre.
    Center,
}

/// Who fills the document in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fills {
    /// This program.
    #[default]
    Program,
    /// The secretary.
    Secretary,
    /// The curator.
    Curator,
    /// The mentor.
    Mentor,
    /// The mentee.
    Mentee,
}

/// How the first section lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
}

/// The front matter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Meta {
    /// Id, the same as the name of the file.
    pub id: String,
    /// Title for lists and for the properties of the file.
    pub title: String,
    /// What it is made for.
    pub scope: Scope,
    /// Name of the document's file without extension; may hold tags.
    pub file: String,
    /// Folder inside the pack; may be empty.
    #[serde(default)]
    pub folder: String,
    /// When it is made, in words.
    #[serde(default)]
    pub when: String,
    /// A condition over the data, as after `if`: the document is made only where it holds.
    #[serde(default)]
    pub only_if: String,
    /// What is not there when `only_if` holds nowhere, in words: why the document was left out.
    #[serde(default)]
    pub without: String,
    /// Target models it belongs to, each with all that extend it; every model when empty.
    #[serde(default)]
    pub models: Vec<String>,
    /// It is made only when asked for by its id or by an event.
    #[serde(default)]
    pub on_demand: bool,
    /// Who fills it in.
    #[serde(default)]
    pub fills: Fills,
    /// How the first section lies.
    #[serde(default)]
    pub orientation: Orientation,
    /// Kind of the document: «приказ», «положение».
    #[serde(default)]
    pub kind: String,
    /// Version, stamped into the file.
    #[serde(default)]
    pub version: String,
    /// Fields without which the document is not made.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Acts it rests on.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// The event that it belongs to.
    #[serde(default)]
    pub event: String,
}

/// A line of the body and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: String,
    /// File: the template or a partial.
    pub file: String,
    /// Line in that file, from 1.
    pub number: usize,
}

/// A template read, its partials joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSource {
    /// File the template came from.
    pub name: String,
    /// The front matter.
    pub meta: Meta,
    /// The body.
    pub lines: Vec<Line>,
}

/// Reads a template.
///
/// # Errors
/// When the front matter is wrong or a partial does not exist.
pub fn parse(
    name: &str,
    text: &str,
    partials: &dyn Fn(&str) -> Option<String>,
) -> Result<TemplateSource, Vec<TemplateError>> {
    let (meta, body, first) = split(name, text)?;
    let mut errors = Vec::new();
    let mut lines = Vec::new();
    // The rest of the line with the closing signs is empty.
    for (at, line) in body.split('\n').enumerate().skip(1) {
        join(
            name,
            line.trim_end_matches('\r'),
            first + at,
            partials,
            0,
            &mut lines,
            &mut errors,
        );
    }
    if errors.is_empty() {
        Ok(TemplateSource {
            name: name.to_owned(),
            meta,
            lines,
        })
    } else {
        Err(errors)
    }
}

/// The front matter alone.
///
/// # Errors
/// When it is wrong.
pub fn front_matter(name: &str, text: &str) -> Result<Meta, Vec<TemplateError>> {
    split(name, text).map(|(meta, _, _)| meta)
}

/// Front matter, body from the closing signs on, and the line those stand on.
fn split<'t>(name: &str, text: &'t str) -> Result<(Meta, &'t str, usize), Vec<TemplateError>> {
    let text = text.trim_start_matches('\u{feff}');
    let fault = |line: usize, column: usize, detail: &str| {
        let place = Place {
            file: name.to_owned(),
            line,
            column,
            ..Place::default()
        };
        vec![TemplateError::new(
            place,
            Problem::FrontMatter {
                detail: detail.to_owned(),
            },
        )]
    };
    let front = text
        .strip_prefix("+++")
        .and_then(|rest| rest.find("\n+++").map(|end| (&rest[..end], &rest[end + 4..])));
    let Some((front, body)) = front else {
        return Err(fault(1, 1, "нет строк «+++» до и после него"));
    };
    let meta: Meta = toml::from_str(front).map_err(|error| {
        let before = error
            .span()
            .map_or("", |span| &front[..span.start.min(front.len())]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        fault(line, column, error.message())
    })?;
    Ok((meta, body, front.matches('\n').count() + 2))
}

fn join(
    file: &str,
    line: &str,
    number: usize,
    partials: &dyn Fn(&str) -> Option<String>,
    depth: usize,
    lines: &mut Vec<Line>,
    errors: &mut Vec<TemplateError>,
) {
    let Some(partial) = included(line) else {
        lines.push(Line {
            text: line.to_owned(),
            file: file.to_owned(),
            number,
        });
        return;
    };
    match partials(partial) {
        Some(text) if depth < 8 => {
            let text = text.replace("\r\n", "\n");
            for (at, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                join(partial, line, at + 1, partials, depth + 1, lines, errors);
            }
        }
        _ => {
            let place = Place {
                file: file.to_owned(),
                line: number,
                column: 1,
                ..Place::default()
            };
            errors.push(TemplateError::new(
                place,
                Problem::UnknownPartial {
                    name: partial.to_owned(),
                },
            ));
        }
    }
}

/// The name in a line that is nothing but `{% include "…" %}`.
fn included(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix("{%")?.strip_suffix("%}")?.trim();
    let name = inner.strip_prefix("include")?.trim();
    name.strip_prefix('"')?.strip_suffix('"')
}
