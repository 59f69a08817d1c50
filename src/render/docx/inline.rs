//! Markdown inside one paragraph: bold, italic, line breaks, footnotes; anything else is refused with its place.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::names::Token;
use super::tag::{self, Kind, Tags};
use super::words;
use crate::russian::typography;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Text {
        /// The text with signs of tags.
        text: String,
        /// Bold.
        bold: bool,
        /// Italic.
        italic: bool,
    },
    /// A line break.
    Break,
    /// A tabulation.
    Tab,
    /// A reference to the footnote of this name.
    Note(String),
}

/// Stands before the text so that no start of a line is taken for a list, heading or code.
const GUARD: char = '\u{F8F0}';
/// Forced line break, from `\` at the end of a line.
pub const BREAK: char = '\u{F8F1}';
/// Tabulation.
pub const TAB: char = '\u{F8F2}';

/// Splits the text of a paragraph, all on one line.
///
/// # Errors
/// The character at which something stands that templates do not have, and what it is.
pub fn pieces(text: &str, tags: &Tags) -> Result<Vec<Piece>, (usize, String)> {
    if !text.contains(['*', '\\', '`', '[', ']', '<', '&', '!', '~', BREAK, TAB]) {
        return Ok(vec![plain(text, tags, false, false)]);
    }
    let (text, notes) = lift_notes(text);
    // Underscores are ruled blanks, tildes and ampersands are themselves.
    let mut source = String::with_capacity(text.len() + 8);
    source.push(GUARD);
    for char in text.chars() {
        if matches!(char, '_' | '~' | '&') {
            source.push('\\');
        }
        source.push(char);
    }
    let mut out = Vec::new();
    let (mut bold, mut italic) = (0usize, 0usize);
    for (event, range) in Parser::new(&source).into_offset_iter() {
        let fault = |what: &str| {
            let at = source[..range.start]
                .chars()
                .filter(|char| *char != GUARD && *char != '\\')
                .count();
            Err((at, what.to_owned()))
        };
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Strong) => bold += 1,
            Event::End(TagEnd::Strong) => bold = bold.saturating_sub(1),
            Event::Start(Tag::Emphasis) => italic += 1,
            Event::End(TagEnd::Emphasis) => italic = italic.saturating_sub(1),
            Event::Text(text) => {
                let escaped = range.start > 0 && source.as_bytes()[range.start - 1] == b'\\';
                if text.contains('*') && !escaped {
                    return fault("звёздочки не сложились в выделение; саму звёздочку пишут «\\*»");
                }
                for part in split_keep(&text) {
                    match part {
                        Part::Text(text) if !text.is_empty() => {
                            push(&mut out, plain(text, tags, bold > 0, italic > 0))
                        }
                        Part::Text(_) => {}
                        Part::Break => out.push(Piece::Break),
                        Part::Tab => out.push(Piece::Tab),
                        Part::Note(at) => out.extend(notes.get(at).cloned().map(Piece::Note)),
                    }
                }
            }
            Event::InlineHtml(html) if matches!(&*html, "<br>" | "<br/>") => out.push(Piece::Break),
            Event::HardBreak => out.push(Piece::Break),
            Event::SoftBreak => push(&mut out, plain(" ", tags, bold > 0, italic > 0)),
            Event::Code(_) => return fault("обратные кавычки"),
            Event::InlineHtml(_) | Event::Html(_) => return fault("разметка HTML"),
            Event::Start(Tag::Link { .. }) => return fault("ссылка"),
            Event::Start(Tag::Image { .. }) => {
                return fault("картинка внутри абзаца; для неё есть блок «::: картинка»");
            }
            Event::Start(_) => return fault("непонятная разметка"),
            _ => {}
        }
    }
    Ok(out)
}

fn plain(text: &str, tags: &Tags, bold: bool, italic: bool) -> Piece {
    let text = polished(text, tags);
    Piece::Text { text, bold, italic }
}

/// The typography of a paper, which changes characters and moves none. A tag that steers is not there; one that prints
/// counts as a figure, as most values beside «№» and «г.» are, or as a unit when it agrees a word with a number.
fn polished(text: &str, tags: &Tags) -> String {
    let stand_in = |sign: char| {
        let Some(tag) = tags.get(sign) else {
            return Some(sign);
        };
        let agrees = || tag.tokens.contains(&Token::Word(words::AGREED.to_owned()));
        match tag.kind {
            // What one branch ends with does not touch what the next begins with.
            Kind::Block if matches!(tag.word(), "else" | "elif") => Some('\n'),
            Kind::Block | Kind::Comment => None,
            Kind::Print if agrees() => Some('%'),
            Kind::Print => Some('0'),
        }
    };
    let seen: String = text.chars().filter_map(stand_in).collect();
    let set = typography::polish(&seen);
    let mut set = set.chars();
    text.chars()
        .map(|char| {
            let own = stand_in(char).and_then(|_| set.next());
            if tag::number(char).is_some() {
                char
            } else {
                own.unwrap_or(char)
            }
        })
        .collect()
}

/// Joins texts of one look.
fn push(out: &mut Vec<Piece>, piece: Piece) {
    if let (
        Some(Piece::Text {
            text: last,
            bold,
            italic,
        }),
        Piece::Text {
            text,
            bold: own_bold,
            italic: own_italic,
        },
    ) = (out.last_mut(), &piece)
        && bold == own_bold
        && italic == own_italic
    {
        last.push_str(text);
        return;
    }
    out.push(piece);
}

enum Part<'t> {
    Text(&'t str),
    Break,
    Tab,
    Note(usize),
}

/// First of the signs that stand for references to footnotes.
const NOTE: u32 = 0xF600;

/// `[^name]` → a sign, and the names in order.
fn lift_notes(text: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("[^") {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 2..];
        let sign = u32::try_from(names.len())
            .ok()
            .filter(|count| *count < 256)
            .and_then(|count| char::from_u32(NOTE + count));
        match (tail.find(']'), sign) {
            (Some(end), Some(sign)) => {
                names.push(tail[..end].to_owned());
                out.push(sign);
                rest = &tail[end + 1..];
            }
            _ => {
                out.push_str("[^");
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    (out, names)
}

fn split_keep(text: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, char) in text.char_indices() {
        let part = match char {
            BREAK => Some(Part::Break),
            TAB => Some(Part::Tab),
            GUARD => None,
            char if (NOTE..NOTE + 256).contains(&u32::from(char)) => {
                Some(Part::Note((u32::from(char) - NOTE) as usize))
            }
            _ => continue,
        };
        out.push(Part::Text(&text[from..at]));
        out.extend(part);
        from = at + char.len_utf8();
    }
    out.push(Part::Text(&text[from..]));
    out
}
