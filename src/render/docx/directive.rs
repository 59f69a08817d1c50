//! Our own blocks `::: имя`: letterhead, stamps, signatures, acquaintance, appendices, sections, ruled blanks.

use super::block::{Align, Block, Cell, Paragraph, Row, Style, Table};
use super::error::Problem;
use super::figure;
use super::inline::TAB;
use super::markdown::Reader;
use super::tag::{self, Tags};
use crate::diag::nearest;

/// How a table looks.
#[derive(Debug, Clone)]
pub struct TableLook {
    /// Relative widths; equal when empty.
    pub widths: Vec<usize>,
    /// Smaller type.
    pub small: bool,
    /// With lines.
    pub ruled: bool,
    /// The first row is no header.
    pub bare_header: bool,
    /// Rows stay together.
    pub together: bool,
}

impl Default for TableLook {
    fn default() -> Self {
        Self {
            widths: Vec::new(),
            small: false,
            ruled: true,
            bare_header: false,
            together: false,
        }
    }
}

/// Names of all blocks.
const NAMES: [&str; 23] = [
    "реквизиты",
    "вид",
    "строка",
    "место",
    "заголовок",
    "гриф",
    "грифы",
    "подпись",
    "подписи",
    "ознакомление",
    "приложение",
    "раздел",
    "страница",
    "линейка",
    "таблица",
    "нумерация",
    "содержание",
    "картинка",
    "диаграмма",
    "по-центру",
    "справа",
    "без-отступа",
    "вместе",
];

/// Reads the block that begins on this line.
pub fn read(reader: &mut Reader<'_>, head: &str, out: &mut Vec<Block>) {
    let start = reader.at;
    let (name, rest) = head.split_once([' ', '\u{a0}']).unwrap_or((head, ""));
    let rest = rest.trim();
    reader.at += 1;
    match name {
        "страница" => out.push(Block::PageBreak),
        "содержание" => out.push(Block::Contents),
        "нумерация" => reader.fresh_list = true,
        "раздел" => match rest {
            "альбомный" => out.push(Block::Section { landscape: true }),
            "книжный" => out.push(Block::Section { landscape: false }),
            other => reader.fault(
                start,
                0,
                Problem::UnknownOption {
                    name: other.to_owned(),
                },
            ),
        },
        "место" => out.push(line(reader, start, "Place", rest)),
        "вид" => {
            let mut paragraph = Paragraph::new("Heading1", reader.pieces(start, 8, rest));
            paragraph.keep_next = true;
            out.push(Block::Paragraph(paragraph));
        }
        "строка" => {
            let text: Vec<&str> = rest.split('|').map(str::trim).collect();
            let mut paragraph =
                Paragraph::new("Line", reader.pieces(start, 11, &text.join(&TAB.to_string())));
            paragraph.right_tab = true;
            out.push(Block::Paragraph(paragraph));
        }
        "картинка" => figure::picture(reader, start, rest, out),
        "диаграмма" => figure::chart(reader, start, rest, out),
        "линейка" => ruler(reader, start, rest, out),
        "таблица" => {
            let look = table_look(reader, start, rest);
            skip_empty(reader);
            keep_lead(out);
            out.extend(reader.table(&look).map(Block::Table));
            close(reader, start, head);
        }
        "реквизиты" => lines(reader, start, head, "Requisites", out, |_| {}),
        "заголовок" => lines(reader, start, head, "TextHeading", out, |paragraph| {
            paragraph.keep_next = true
        }),
        "гриф" => {
            lines(reader, start, head, "Stamp", out, |paragraph| {
                paragraph.at_right = true
            });
            out.push(space());
        }
        "приложение" => {
            let first = out.len();
            lines(reader, start, head, "Stamp", out, |paragraph| {
                paragraph.at_right = true
            });
            let begins = out[first..].iter_mut().find_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                _ => None,
            });
            if let Some(paragraph) = begins {
                paragraph.new_page = true;
            }
            out.push(space());
        }
        "по-центру" => lines(reader, start, head, "Plain", out, |paragraph| {
            paragraph.align = Some(Align::Center)
        }),
        "справа" => lines(reader, start, head, "Plain", out, |paragraph| {
            paragraph.align = Some(Align::Right)
        }),
        "без-отступа" => lines(reader, start, head, "Plain", out, |_| {}),
        "вместе" => {
            let inner = reader.blocks(true);
            close(reader, start, head);
            let from = out.len();
            out.extend(inner);
            let last = out.len().saturating_sub(1);
            for block in out.iter_mut().take(last).skip(from) {
                keep(block);
            }
        }
        "грифы" => stamps(reader, start, head, out),
        "подпись" => signature(reader, start, head, &[8, 4, 8], out),
        "подписи" => stamps(reader, start, head, out),
        "ознакомление" => acquainted(reader, start, head, rest, out),
        other => {
            let nearest = nearest(other, NAMES);
            reader.fault(
                start,
                4,
                Problem::UnknownDirective {
                    name: other.to_owned(),
                    nearest,
                },
            );
        }
    }
}

fn line(reader: &mut Reader<'_>, start: usize, style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::new(style, reader.pieces(start, 4, text)))
}

fn skip_empty(reader: &mut Reader<'_>) {
    while reader
        .lines
        .get(reader.at)
        .is_some_and(|line| line.text.trim().is_empty())
    {
        reader.at += 1;
    }
}

fn close(reader: &mut Reader<'_>, start: usize, head: &str) {
    skip_empty(reader);
    if reader
        .lines
        .get(reader.at)
        .is_some_and(|line| line.text.trim() == ":::")
    {
        reader.at += 1;
    } else {
        reader.fault(
            start,
            0,
            Problem::Unclosed {
                name: format!("::: {head}"),
            },
        );
    }
}

/// The lines of a block up to its `:::`, with their numbers; `None` marks a steering line.
fn body(reader: &mut Reader<'_>, start: usize, head: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    while let Some(line) = reader.lines.get(reader.at) {
        let text = line.text.trim();
        if text.starts_with(":::") {
            break;
        }
        if !text.is_empty() {
            out.push((reader.at, text.to_owned()));
        }
        reader.at += 1;
    }
    close(reader, start, head);
    out
}

/// Each line of the block is a paragraph.
fn lines(
    reader: &mut Reader<'_>,
    start: usize,
    head: &str,
    style: Style,
    out: &mut Vec<Block>,
    change: impl Fn(&mut Paragraph),
) {
    for (at, text) in body(reader, start, head) {
        if reader.is_marker(&text) {
            out.push(Block::Marker(signs(&text)));
            continue;
        }
        let mut paragraph = Paragraph::new(style, reader.pieces(at, 0, &text));
        change(&mut paragraph);
        out.push(Block::Paragraph(paragraph));
    }
}

fn signs(text: &str) -> String {
    text.chars().filter(|char| tag::number(*char).is_some()).collect()
}

/// Makes a block stay on one page with what follows.
fn keep(block: &mut Block) {
    match block {
        Block::Paragraph(paragraph) => paragraph.keep_next = true,
        Block::Table(table) => table.together = true,
        _ => {}
    }
}

/// The last words of the text go to the page of the signature: those of every branch that may be left out, and those
/// before them.
fn keep_last(out: &mut [Block], tags: &Tags) {
    let mut depth = 0;
    let mut last = true;
    for block in out.iter_mut().rev() {
        match block {
            Block::Marker(signs) => {
                for tag in signs.chars().rev().filter_map(|sign| tags.get(sign)) {
                    match tag.word() {
                        "endif" | "endfor" => depth += 1,
                        "if" | "for" => depth -= 1,
                        _ => {}
                    }
                }
                last = true;
            }
            _ if !last => {}
            Block::Table(table) => {
                // The last rows only: a long table may break.
                for row in table.rows.iter_mut().rev().take(2) {
                    keep_row(row);
                }
                last = false;
            }
            other => {
                keep(other);
                last = false;
            }
        }
        if !last && depth == 0 {
            break;
        }
    }
}

/// Words that announce a table stay with it.
pub fn keep_lead(out: &mut [Block]) {
    // At the head of a page the paragraph is with the table anyhow, and LibreOffice would move a long table away from it.
    let begins = matches!(out, [.., Block::PageBreak, Block::Paragraph(_)]);
    if let Some(Block::Paragraph(paragraph)) = out.last_mut()
        && !begins
    {
        paragraph.keep_next = true;
    }
}

/// Every paragraph of a row stays with the next row.
pub fn keep_row(row: &mut Row) {
    let paragraphs: Vec<&mut Paragraph> = match row {
        Row::Cells(cells) => cells
            .iter_mut()
            .filter_map(|cell| match cell {
                Cell::Text(paragraphs) => Some(paragraphs),
                Cell::Left | Cell::Above => None,
            })
            .flatten()
            .collect(),
        Row::Section(paragraphs) => paragraphs.iter_mut().collect(),
        Row::Marker(_) => Vec::new(),
    };
    for paragraph in paragraphs {
        paragraph.keep_next = true;
    }
}

fn cell(paragraph: Paragraph) -> Cell {
    Cell::Text(vec![paragraph])
}

fn space() -> Block {
    Block::Paragraph(Paragraph {
        keep_next: true,
        ..Paragraph::new("Gap", Vec::new())
    })
}

/// Post, line to sign on, name.
fn signature(reader: &mut Reader<'_>, start: usize, head: &str, widths: &[usize], out: &mut Vec<Block>) {
    let mut rows = Vec::new();
    for (at, text) in body(reader, start, head) {
        if reader.is_marker(&text) {
            rows.push(Row::Marker(signs(&text)));
            continue;
        }
        let (post, name) = text.split_once('|').unwrap_or((&text, ""));
        let post = Paragraph::new("Sign", reader.pieces(at, 0, post.trim()));
        let mut name = Paragraph::new("Sign", reader.pieces(at, 0, name.trim()));
        name.align = Some(Align::Right);
        rows.push(Row::Cells(vec![
            cell(post),
            cell(Paragraph::new("Sign", Vec::new())),
            cell(name),
        ]));
    }
    keep_last(out, reader.tags);
    out.push(space());
    out.push(Block::Table(Table {
        widths: widths.to_vec(),
        header: 0,
        rows,
        ruled: false,
        together: true,
        underlined: vec![1],
    }));
}

/// Two stamps or two parties side by side: the left one above `||`, the right one below it.
fn stamps(reader: &mut Reader<'_>, start: usize, head: &str, out: &mut Vec<Block>) {
    let mut columns: Vec<Vec<Paragraph>> = vec![Vec::new()];
    for (at, text) in body(reader, start, head) {
        if text == "||" {
            columns.push(Vec::new());
            continue;
        }
        let paragraph = Paragraph {
            keep_next: true,
            ..Paragraph::new("Stamp", reader.pieces(at, 0, &text))
        };
        if let Some(column) = columns.last_mut() {
            column.push(paragraph);
        }
    }
    let widths = vec![1; columns.len()];
    let cells = columns
        .into_iter()
        .map(|column| {
            Cell::Text(if column.is_empty() {
                vec![Paragraph::new("Stamp", Vec::new())]
            } else {
                column
            })
        })
        .collect();
    if head.starts_with("подписи") {
        keep_last(out, reader.tags);
        out.push(space());
    }
    out.push(Block::Table(Table {
        widths,
        header: 0,
        rows: vec![Row::Cells(cells)],
        ruled: false,
        together: false,
        underlined: Vec::new(),
    }));
    out.push(Block::Paragraph(Paragraph::new("Gap", Vec::new())));
}

/// Before the title of a list that is known to be short: it stays on one page.
const TOGETHER: &str = "вместе:";

/// A line to sign on, the name, a line for the date; one row a person.
fn acquainted(reader: &mut Reader<'_>, start: usize, head: &str, title: &str, out: &mut Vec<Block>) {
    let mut rows = Vec::new();
    let mut repeats = false;
    for (at, text) in body(reader, start, head) {
        if reader.is_marker(&text) {
            repeats |= text
                .chars()
                .any(|char| reader.tags.get(char).is_some_and(|tag| tag.word() == "for"));
            rows.push(Row::Marker(signs(&text)));
            continue;
        }
        let empty = || cell(Paragraph::new("Sign", Vec::new()));
        let name = cell(Paragraph::new("SignName", reader.pieces(at, 0, &text)));
        rows.push(Row::Cells(vec![empty(), name, empty()]));
    }
    keep_last(out, reader.tags);
    // A list as long as the staff goes over pages; its title stays with the first line.
    let (together, title) = match title.strip_prefix(TOGETHER) {
        Some(title) => (true, title.trim()),
        None => (!repeats, title),
    };
    let title = if title.is_empty() {
        "Ознакомлены:"
    } else {
        title
    };
    out.push(space());
    let mut heading = Paragraph::new("Plain", reader.pieces(start, 17, title));
    heading.keep_next = true;
    out.push(Block::Paragraph(heading));
    out.push(Block::Table(Table {
        widths: vec![6, 9, 5],
        header: 0,
        rows,
        ruled: false,
        together,
        underlined: vec![0, 2],
    }));
}

/// `::: линейка 3 (подпись)`: blank lines to write on, with small words below the last.
fn ruler(reader: &mut Reader<'_>, start: usize, rest: &str, out: &mut Vec<Block>) {
    let (count, caption) = match rest.split_once([' ', '\u{a0}']) {
        Some((count, caption)) if count.parse::<usize>().is_ok() => (count.parse().unwrap_or(1), caption),
        _ => rest.parse().map_or((1, rest), |count| (count, "")),
    };
    for at in 0..count.clamp(1, 40) {
        let keep_next = at + 1 < count || !caption.is_empty();
        out.push(Block::Paragraph(Paragraph {
            keep_next,
            ..Paragraph::new("Ruler", Vec::new())
        }));
    }
    if !caption.is_empty() {
        out.push(line(reader, start, "Caption", caption));
    }
}

fn table_look(reader: &mut Reader<'_>, start: usize, rest: &str) -> TableLook {
    let mut look = TableLook::default();
    for word in rest.split_whitespace() {
        match word {
            "мелко" => look.small = true,
            "без-линий" => look.ruled = false,
            "без-шапки" => look.bare_header = true,
            "вместе" => look.together = true,
            _ => match word.strip_prefix("ширины=").map(|list| {
                list.split([',', ':'])
                    .map(str::parse::<usize>)
                    .collect::<Result<Vec<_>, _>>()
            }) {
                Some(Ok(widths)) if widths.iter().all(|width| *width > 0) => look.widths = widths,
                _ => reader.fault(
                    start,
                    4,
                    Problem::UnknownOption {
                        name: word.to_owned(),
                    },
                ),
            },
        }
    }
    look
}
