//! Markdown with tags and our own `:::` blocks → the blocks of a body.
//!
//! The list of constructs is closed: whatever else Markdown would take for markup, and would partly lose, is an
//! error with line and column.

use super::block::{Align, Block, Body, Cell, Paragraph, Row, Style, Table};
use super::directive;
use super::error::{Place, Problem, TemplateError};
use super::inline::{self, BREAK, Piece};
use super::source::Line;
use super::tag::{self, Kind, Level, Tags};

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
        match inline::pieces(text) {
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

    /// A table from here; lines that are no rows end it.
    pub(super) fn table(&mut self, look: &directive::TableLook) -> Option<Table> {
        let start = self.at;
        let mut rows: Vec<(usize, Raw)> = Vec::new();
        let mut ruler: Option<(usize, Vec<Align>)> = None;
        while let Some(line) = self.lines.get(self.at) {
            let text = line.text.trim();
            if let Some(inner) = text.strip_prefix('|') {
                let inner = inner.strip_suffix('|').unwrap_or(inner);
                let marker = inner.replace('|', "");
                if let Some(section) = inner.strip_prefix('=') {
                    rows.push((
                        self.at,
                        Raw::Section(section.trim().trim_end_matches('=').trim().to_owned()),
                    ));
                } else if self.is_marker(&marker) {
                    rows.push((self.at, Raw::Marker(marker)));
                } else if let Some(aligns) = ruler_of(inner) {
                    if ruler.is_none() {
                        ruler = Some((rows.len(), aligns));
                    } else {
                        self.fault(
                            self.at,
                            0,
                            Problem::Construct {
                                detail: "вторая черта под шапкой".to_owned(),
                            },
                        );
                    }
                } else {
                    rows.push((self.at, Raw::Cells(cells_of(inner))));
                }
            } else if self.is_marker(text) && self.table_goes_on(text) {
                rows.push((self.at, Raw::Marker(text.to_owned())));
            } else {
                break;
            }
            self.at += 1;
        }
        let Some((header, aligns)) = ruler else {
            self.fault(
                start,
                0,
                Problem::Construct {
                    detail: "у таблицы нет черты под шапкой: |---|---|".to_owned(),
                },
            );
            return None;
        };
        let columns = aligns.len();
        let mut table = Table {
            widths: look.widths.clone(),
            header: if look.bare_header { 0 } else { header },
            rows: Vec::new(),
            ruled: look.ruled,
            together: look.together,
            underlined: Vec::new(),
        };
        if table.widths.is_empty() {
            table.widths = vec![1; columns];
        }
        if table.widths.len() != columns {
            let found = table.widths.len();
            self.fault(
                start,
                0,
                Problem::Cells {
                    found,
                    expected: columns,
                },
            );
            return None;
        }
        let style: Style = if look.small { "TableSmall" } else { "TableText" };
        let mut seen = 0;
        for (line, raw) in rows {
            let row = match raw {
                Raw::Marker(signs) => Row::Marker(
                    signs
                        .chars()
                        .filter(|char| tag::number(*char).is_some())
                        .collect(),
                ),
                Raw::Section(text) => {
                    let mut paragraph = Paragraph::new(style, self.pieces(line, 2, &text));
                    embolden(&mut paragraph.pieces);
                    paragraph.keep_next = true;
                    Row::Section(vec![paragraph])
                }
                Raw::Cells(cells) => {
                    if cells.len() != columns {
                        self.fault(
                            line,
                            0,
                            Problem::Cells {
                                found: cells.len(),
                                expected: columns,
                            },
                        );
                        continue;
                    }
                    let head = seen < table.header;
                    seen += 1;
                    let mut out = Vec::with_capacity(columns);
                    for ((column, text), align) in cells.iter().zip(&aligns) {
                        out.push(match text.as_str() {
                            "<" => Cell::Left,
                            "^" => Cell::Above,
                            text => {
                                let own = if head { "TableHead" } else { style };
                                let mut paragraph = Paragraph::new(own, self.pieces(line, *column, text));
                                paragraph.align = (!head && *align != Align::Left).then_some(*align);
                                Cell::Text(vec![paragraph])
                            }
                        });
                    }
                    Row::Cells(out)
                }
            };
            table.rows.push(row);
        }
        Some(table)
    }

    /// A steering line after a row belongs to the table when it says so, or when another row follows.
    fn table_goes_on(&self, text: &str) -> bool {
        let says = text
            .chars()
            .any(|char| self.tags.get(char).is_some_and(|tag| tag.level == Level::Row));
        let other = text.chars().any(|char| {
            self.tags
                .get(char)
                .is_some_and(|tag| tag.level == Level::Paragraph)
        });
        says || (!other
            && self.lines[self.at + 1..]
                .iter()
                .map(|line| line.text.trim())
                .find(|line| !self.is_marker(line))
                .is_some_and(|line| line.starts_with('|') || line == ":::"))
    }
}

/// Makes every piece bold.
fn embolden(pieces: &mut [Piece]) {
    for piece in pieces {
        if let Piece::Text { bold, .. } = piece {
            *bold = true;
        }
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

enum Raw {
    Cells(Vec<(usize, String)>),
    Section(String),
    Marker(String),
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

fn ruler_of(inner: &str) -> Option<Vec<Align>> {
    inner
        .split('|')
        .map(|cell| {
            let cell = cell.trim();
            let dashes = cell.trim_start_matches(':').trim_end_matches(':');
            if dashes.is_empty() || !dashes.bytes().all(|byte| byte == b'-') {
                return None;
            }
            Some(match (cell.starts_with(':'), cell.ends_with(':')) {
                (true, true) => Align::Center,
                (false, true) => Align::Right,
                _ => Align::Left,
            })
        })
        .collect()
}

/// Cells with their columns; `\|` is a stroke of the text.
fn cells_of(inner: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut cell = String::new();
    let mut start = 1;
    let mut chars = inner.chars().enumerate().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' if chars.peek().is_some_and(|(_, next)| *next == '|') => {
                cell.push('|');
                chars.next();
            }
            '|' => {
                out.push((start, cell.trim().to_owned()));
                cell.clear();
                start = at + 2;
            }
            char => cell.push(char),
        }
    }
    out.push((start, cell.trim().to_owned()));
    out
}
