//! Markdown with tags and our own `:::` blocks → the blocks of a body.
//!
//! The list of constructs is closed: whatever else Markdown would take for markup, and would partly lose, is an
//! error with line and column.

use super::block::{Block, Body, Paragraph, Style};
use super::directive;
use super::error::{Place, Problem, TemplateError};
use super::inline::{self, BREAK, Piece};
use super::source::Line;
use super::tag::{self, Kind, Tags};

/// Reads the lines of a body; the tags are signs already.
pub struct Reader<'l> {
    pub(super) lines: &'l [Line],
    pub(super) tags: &'l Tags,
    pub(super) at: usize,
    pub(super) errors: Vec<TemplateError>,
    notes: Vec<(String, Vec<Piece>)>,
    lists: usize,
    /// A block asked for a fresh numbering.
    pub(super) fresh_list: bool,
    depth: usize,
}

/// Reads a body.
pub fn read(lines: &[Line], tags: &Tags) -> (Body, Vec<TemplateError>) {
    let mut reader = Reader {
        lines,
        tags,
        at: 0,
        errors: Vec::new(),
        notes: Vec::new(),
        lists: 0,
        fresh_list: true,
        depth: 0,
    };
    let blocks = reader.blocks(false);
    let body = Body {
        blocks,
        notes: reader.notes,
        lists: reader.lists,
    };
    (body, reader.errors)
}

impl Reader<'_> {
    /// Blocks up to the end, or up to the `:::` that closes a block.
    pub(super) fn blocks(&mut self, inside: bool) -> Vec<Block> {
        let mut out = Vec::new();
        while let Some(line) = self.lines.get(self.at) {
            let text = line.text.trim();
            if text == ":::" {
                if inside {
                    return out;
                }
                self.fault(
                    self.at,
                    0,
                    Problem::Unopened {
                        name: ":::".to_owned(),
                    },
                );
                self.at += 1;
            } else if text.is_empty() {
                self.at += 1;
            } else if let Some(name) = text.strip_prefix(":::") {
                let name = name.trim().to_owned();
                if self.depth > 8 {
                    self.fault(
                        self.at,
                        0,
                        Problem::Construct {
                            detail: "блоки вложены слишком глубоко".to_owned(),
                        },
                    );
                    self.at += 1;
                    continue;
                }
                self.depth += 1;
                directive::read(self, &name, &mut out);
                self.depth -= 1;
            } else if self.is_marker(text) {
                out.push(Block::Marker(
                    text.chars().filter(|char| tag::number(*char).is_some()).collect(),
                ));
                self.at += 1;
            } else if text.starts_with('|') {
                directive::keep_lead(&mut out);
                let table = self.table(&directive::TableLook::default());
                out.extend(table.map(Block::Table));
            } else if let Some(rest) = text.strip_prefix("[^") {
                self.note(rest.to_owned());
            } else {
                let block = self.text_block(text);
                if block.item.is_some() {
                    keep_announcement(&mut out);
                }
                out.push(Block::Paragraph(block));
            }
        }
        out
    }

    /// Whether a line holds nothing but steering tags.
    pub(super) fn is_marker(&self, text: &str) -> bool {
        let mut any = false;
        for char in text.chars() {
            match self.tags.get(char) {
                Some(tag) if tag.kind == Kind::Block => any = true,
                None if char.is_whitespace() => {}
                _ => return false,
            }
        }
        any && self.unpaired(text)
    }

    fn unpaired(&self, text: &str) -> bool {
        let numbers: Vec<usize> = text.chars().filter_map(tag::number).collect();
        numbers.len() == 1 || !super::lift::balance(&numbers, self.tags).is_empty() || numbers.len() > 1
    }

    fn text_block(&mut self, text: &str) -> Paragraph {
        let start = self.at;
        let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
        if hashes > 0 && text[hashes..].starts_with(' ') {
            let mut text = text[hashes..].trim().to_owned();
            self.at += 1;
            while text.ends_with('\\')
                && let Some(line) = self.lines.get(self.at)
            {
                add_line(&mut text, line.text.trim());
                self.at += 1;
            }
            return self.heading(start, hashes, &text);
        }
        if let Some((level, first, rest)) = clause(text) {
            let skipped = text.len() - rest.len();
            let text = self.rest_of_paragraph(rest);
            let mut paragraph = Paragraph::new("Clause", self.pieces(start, skipped, &text));
            paragraph.item = Some((self.list(level, first), level));
            return paragraph;
        }
        if let Some(rest) = text.strip_prefix("- ").or_else(|| text.strip_prefix("– ")) {
            let text = self.rest_of_paragraph(rest.trim_start());
            let mut paragraph = Paragraph::new("Bullet", self.pieces(start, 2, &text));
            paragraph.item = Some((0, 0));
            return paragraph;
        }
        if text.starts_with("    ")
            || text.starts_with("```")
            || text.starts_with("> ")
            || text.starts_with("* ")
            || text.starts_with("+ ")
        {
            self.fault(
                start,
                0,
                Problem::Construct {
                    detail: format!("строка начинается с «{}»", &text[..1]),
                },
            );
        }
        if text.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'=')) {
            let detail =
                "черта из знаков; новую страницу начинает «::: страница», линейку ставит «::: линейка»";
            self.fault(
                start,
                0,
                Problem::Construct {
                    detail: detail.to_owned(),
                },
            );
        }
        let text = self.rest_of_paragraph(text);
        Paragraph::new("Text", self.pieces(start, 0, &text))
    }

    fn heading(&mut self, start: usize, hashes: usize, text: &str) -> Paragraph {
        let style: Style = match hashes {
            1 => "Heading1",
            2 => "Heading2",
            3 => "Heading3",
            _ => {
                self.fault(
                    start,
                    0,
                    Problem::Construct {
                        detail: "заголовки бывают трёх уровней".to_owned(),
                    },
                );
                "Heading3"
            }
        };
        let mut paragraph = match clause(text) {
            Some((0, first, rest)) => {
                let mut paragraph = Paragraph::new(style, self.pieces(start, hashes + 1, rest));
                paragraph.item = Some((self.list(0, first), 0));
                paragraph
            }
            _ => Paragraph::new(style, self.pieces(start, hashes + 1, text)),
        };
        paragraph.keep_next = true;
        paragraph
    }

    /// The list that a clause belongs to: `1.` begins a list, any other number goes on.
    fn list(&mut self, level: usize, first: bool) -> usize {
        if self.lists == 0 || self.fresh_list || (level == 0 && first) {
            self.lists += 1;
            self.fresh_list = false;
        }
        self.lists
    }

    /// Joins the following lines of one paragraph.
    pub(super) fn rest_of_paragraph(&mut self, first: &str) -> String {
        let mut out = first.trim().to_owned();
        self.at += 1;
        while let Some(line) = self.lines.get(self.at) {
            let text = line.text.trim();
            let ends = text.is_empty()
                || text.starts_with(":::")
                || text.starts_with('|')
                || text.starts_with("# ")
                || text.starts_with("## ")
                || text.starts_with("### ")
                || text.starts_with("- ")
                || text.starts_with("– ")
                || text.starts_with("[^")
                || clause(text).is_some()
                || self.is_marker(text);
            if ends {
                break;
            }
            add_line(&mut out, text);
            self.at += 1;
        }
        if out.ends_with('\\') {
            out.pop();
        }
        out
    }

    fn note(&mut self, rest: String) {
        let start = self.at;
        let Some((name, text)) = rest.split_once("]:") else {
            self.fault(
                start,
                0,
                Problem::Construct {
                    detail: "абзац начинается со ссылки на сноску".to_owned(),
                },
            );
            self.at += 1;
            return;
        };
        let text = self.rest_of_paragraph(text);
        let pieces = self.pieces(start, name.chars().count() + 4, &text);
        self.notes.push((name.to_owned(), pieces));
    }

    /// The pieces of a paragraph that begins at a line.
    pub(super) fn pieces(&mut self, line: usize, skipped: usize, text: &str) -> Vec<Piece> {
        let text = text.strip_suffix('\\').unwrap_or(text);
        match inline::pieces(text, self.tags) {
            Ok(pieces) => pieces,
            Err((at, detail)) => {
                self.fault(line, at + skipped, Problem::Construct { detail });
                Vec::new()
            }
        }
    }

    pub(super) fn fault(&mut self, line: usize, column: usize, problem: Problem) {
        let place = self.place(line, column);
        self.errors.push(TemplateError::new(place, problem));
    }

    fn place(&self, line: usize, column: usize) -> Place {
        self.lines
            .get(line)
            .or(self.lines.last())
            .map_or_else(Place::default, |line| Place {
                file: line.file.clone(),
                line: line.number,
                column: column + 1,
                ..Place::default()
            })
    }
}

/// Words that end with a colon stand on the page of the list they announce.
fn keep_announcement(out: &mut [Block]) {
    let before = out
        .iter_mut()
        .rev()
        .find(|block| !matches!(block, Block::Marker(_)));
    if let Some(Block::Paragraph(paragraph)) = before
        && let Some(Piece::Text { text, .. }) = paragraph.pieces.last()
        && text.trim_end().ends_with(':')
    {
        paragraph.keep_next = true;
    }
}

fn add_line(out: &mut String, text: &str) {
    if out.ends_with('\\') {
        out.pop();
        out.push(BREAK);
    } else {
        out.push(' ');
    }
    out.push_str(text);
}

/// `1. `, `1.2. `, `1.2.3. `: the level, whether all numbers are ones, and the text.
pub(super) fn clause(text: &str) -> Option<(usize, bool, &str)> {
    let end = text.find([' ', '\u{a0}'])?;
    let number = text[..end].strip_suffix('.')?;
    let parts: Vec<&str> = number.split('.').collect();
    let fits = parts.len() <= 3
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    fits.then(|| {
        (
            parts.len() - 1,
            parts.iter().all(|part| *part == "1"),
            text[end..].trim_start(),
        )
    })
}
