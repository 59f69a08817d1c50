//! Tables of a text: a header above the stroke, rows, rows over all columns, merged cells.

use super::block::{Align, Cell, Paragraph, Row, Style, Table};
use super::directive;
use super::error::Problem;
use super::inline::Piece;
use super::markdown::Reader;
use super::tag::{self, Level};

impl Reader<'_> {
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
                                let own = match (head, look.small) {
                                    (true, false) => "TableHead",
                                    (true, true) => "TableHeadSmall",
                                    (false, _) => style,
                                };
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

enum Raw {
    Cells(Vec<(usize, String)>),
    Section(String),
    Marker(String),
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
