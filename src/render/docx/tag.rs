//! Finds tags in text and puts a private sign with a number in place of each.
//!
//! A sign meets neither Markdown nor XML: no `|`, quote or `<` of a tag can be taken for markup, and the number is
//! the way back to the file, line and column, or to the part and paragraph.

use std::collections::BTreeSet;

use super::error::{Place, Problem, TemplateError};
use super::names::{self, Token};
use super::words::CellWord;

/// First sign; the numbers of tags are counted from it.
const FIRST: u32 = 0xF_0000;
/// As many tags as one template may have.
const MOST: u32 = 0xF000;

/// What a tag stands for when it has its place to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Where it stands.
    Own,
    /// `{%p %}`: the whole paragraph.
    Paragraph,
    /// `{%tr %}`: the whole row.
    Row,
    /// `{%tc %}`: the whole cell.
    Cell,
    /// Made by the program for the first turn of a loop, where cells are merged.
    First,
}

/// `{{ }}`, `{% %}` or `{# #}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Prints a value.
    Print,
    /// Steers: loop, branch, assignment.
    Block,
    /// Says nothing; takes its place away when it has it to itself.
    Comment,
}

/// One tag of a template.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As it stands, for messages and for the exported file.
    pub source: String,
    /// Print or block.
    pub kind: Kind,
    /// What it stands for.
    pub level: Level,
    /// Words and signs inside.
    pub tokens: Vec<Token>,
    /// Where it stands.
    pub place: Place,
}

impl Tag {
    /// The first word of a block: `for`, `if`, `endfor`.
    pub fn word(&self) -> &str {
        match self.tokens.first() {
            Some(Token::Word(word)) if self.kind == Kind::Block => word,
            _ => "",
        }
    }

    /// What it does to its cell, if anything.
    pub fn cell_word(&self) -> Option<CellWord> {
        CellWord::of(self.word())
    }
}

/// All tags of a template, by number.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    /// The tags.
    pub list: Vec<Tag>,
    /// Problems met while reading them.
    pub errors: Vec<TemplateError>,
    /// Numbers of the tags with a mistake, when the rest of the template is tried without them.
    pub broken: BTreeSet<usize>,
    /// Comments are tags too: they may take a paragraph, row or cell away.
    pub keeps_comments: bool,
}

/// The number behind a sign.
pub fn number(sign: char) -> Option<usize> {
    let code = u32::from(sign);
    (FIRST..FIRST + MOST)
        .contains(&code)
        .then(|| (code - FIRST) as usize)
}

/// The sign of a number.
pub fn sign(number: usize) -> char {
    u32::try_from(number)
        .ok()
        .filter(|number| *number < MOST)
        .and_then(|number| char::from_u32(FIRST + number))
        .unwrap_or('\u{FFFD}')
}

impl Tags {
    /// The tag behind a sign.
    pub fn get(&self, sign: char) -> Option<&Tag> {
        number(sign).and_then(|number| self.list.get(number))
    }

    /// Replaces the tags of a text by signs; `place` tells where the text's byte stands.
    pub fn lift(&mut self, text: &str, place: &dyn Fn(usize) -> Place) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(found) = text[at..].find(['{', '}', '%']) {
            let start = at + found;
            let (kind, close) = match text.get(start..start + 2) {
                Some("{{") => (Kind::Print, "}}"),
                Some("{%") => (Kind::Block, "%}"),
                Some("{#") => {
                    push_text(&mut out, &text[at..start]);
                    match text[start..].find("#}") {
                        Some(length) => {
                            at = start + length + 2;
                            if self.keeps_comments {
                                self.comment(&text[start..at], place(start), &mut out);
                            }
                            out.extend(text[start..at].chars().filter(|char| *char == '\n'));
                        }
                        None => {
                            self.errors.push(unclosed(text, start, place));
                            at = text.len();
                        }
                    }
                    continue;
                }
                Some("}}" | "%}") => {
                    let name = text[start..start + 2].to_owned();
                    self.errors
                        .push(TemplateError::new(place(start), Problem::Unopened { name }));
                    at = start + 2;
                    continue;
                }
                _ => {
                    push_text(&mut out, &text[at..=start]);
                    at = start + 1;
                    continue;
                }
            };
            push_text(&mut out, &text[at..start]);
            let Some(end) = closing(&text[start + 2..], close) else {
                self.errors.push(unclosed(text, start, place));
                at = start + 2;
                continue;
            };
            let source = &text[start..start + 2 + end + 2];
            at = start + source.len();
            if self.push(source, &text[start + 2..start + 2 + end], kind, place(start)) {
                if self.list.last().is_some_and(|tag| tag.word() == "raw") {
                    self.list.pop();
                    at = self.raw(text, at, start, &mut out, place);
                } else {
                    out.push(sign(self.list.len() - 1));
                    // Lines of a text keep their numbers.
                    out.extend(source.chars().filter(|char| *char == '\n'));
                }
            }
        }
        push_text(&mut out, &text[at..]);
        out
    }

    fn comment(&mut self, source: &str, place: Place, out: &mut String) {
        if self.list.len() as u32 + 1 >= MOST {
            return;
        }
        self.list.push(Tag {
            source: source.to_owned(),
            kind: Kind::Comment,
            level: level(&source[2..source.len() - 2]).0,
            tokens: Vec::new(),
            place,
        });
        out.push(sign(self.list.len() - 1));
    }

    /// `{% raw %}`: the text up to `{% endraw %}` is no template.
    fn raw(
        &mut self,
        text: &str,
        from: usize,
        start: usize,
        out: &mut String,
        place: &dyn Fn(usize) -> Place,
    ) -> usize {
        let mut at = from;
        while let Some(found) = text[at..].find("{%") {
            let open = at + found;
            let end = text[open..]
                .find("%}")
                .map_or(text.len(), |length| open + length + 2);
            if text[open + 2..end]
                .trim_start_matches(['p', 't', 'r', '-', ' '])
                .starts_with("endraw")
            {
                push_text(out, &text[from..open]);
                return end;
            }
            at = open + 2;
        }
        self.errors.push(unclosed(text, start, place));
        text.len()
    }

    fn push(&mut self, source: &str, inner: &str, kind: Kind, place: Place) -> bool {
        let inner = inner.trim_start_matches('-').trim_end_matches('-');
        let (level, inner) = level(inner);
        let inner = if kind == Kind::Print { inner.trim() } else { inner };
        let fault = |detail: String| TemplateError::new(place.clone(), Problem::Syntax { detail });
        if self.list.len() as u32 + 1 >= MOST {
            self.errors.push(fault(source.to_owned()));
            return false;
        }
        match names::tokens(inner) {
            Ok(tokens) if tokens.is_empty() => self.errors.push(fault(source.to_owned())),
            Ok(tokens) => {
                self.list.push(Tag {
                    source: source.to_owned(),
                    kind,
                    level,
                    tokens,
                    place,
                });
                return true;
            }
            Err(rest) => self.errors.push(fault(rest)),
        }
        false
    }
}

/// `{%p `, `{%tr `, `{%tc `, and `{%r `, which only says that the tag stands in a run.
fn level(inner: &str) -> (Level, &str) {
    for (word, level) in [
        ("tr", Level::Row),
        ("tc", Level::Cell),
        ("p", Level::Paragraph),
        ("r", Level::Own),
    ] {
        if let Some(rest) = inner.strip_prefix(word)
            && rest.starts_with([' ', '\u{a0}', '\t', '\n'])
            && !rest
                .trim_start()
                .starts_with(['|', '.', '=', '+', '-', '*', '/', '}'])
            && !rest.trim().is_empty()
        {
            return (level, rest);
        }
    }
    (Level::Own, inner)
}

/// Where a tag ends: quotes may hold the closing signs.
pub fn closing(text: &str, close: &str) -> Option<usize> {
    let mut quote: Option<char> = None;
    for (at, char) in text.char_indices() {
        match quote {
            Some(open) if char == open => quote = None,
            Some(_) => {}
            None if matches!(char, '"' | '\'' | '`') => quote = Some(char),
            None if text[at..].starts_with(close) => return Some(at),
            // Another tag begins: this one was never closed.
            None if text[at..].starts_with("{{") || text[at..].starts_with("{%") => return None,
            None => {}
        }
    }
    // An odd quote, as in «д'Артаньян»: take the first closing sign after all.
    quote.and_then(|_| {
        let end = text.find(close)?;
        let other = text
            .find("{{")
            .into_iter()
            .chain(text.find("{%"))
            .min()
            .unwrap_or(text.len());
        (end < other).then_some(end)
    })
}

fn unclosed(text: &str, start: usize, place: &dyn Fn(usize) -> Place) -> TemplateError {
    let name: String = text[start..]
        .chars()
        .filter(|char| !('\u{E000}'..='\u{F8FF}').contains(char))
        .take(40)
        .take_while(|char| *char != '\n')
        .collect();
    TemplateError::new(place(start), Problem::Unclosed { name })
}

/// Text of a template must not hold signs of its own.
fn push_text(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|char| number(*char).is_none()));
}
