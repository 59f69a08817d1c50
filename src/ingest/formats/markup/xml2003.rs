//! Excel's XML of 2003 («таблица XML 2003»): worksheets as plain tags, places told by counting.

use crate::ingest::formats::builder::{self, Budget, COLUMNS, ROWS, SHEETS};
use crate::ingest::formats::error::Problem;
use crate::ingest::formats::serial;
use crate::ingest::grid::{CellRef, CellValue, Grid, Merge, OddityKind};
use crate::ingest::source::Cancel;
use crate::office::container::ContainerError;
use crate::office::tags::{Tag, TagError, Tags};

use super::MERGES;

/// Name of the file's only part in messages.
const PART: &str = "Workbook";
/// Longest run of text, in bytes.
const TEXT: usize = 1 << 20;

/// Reads all sheets.
///
/// # Errors
/// It is damaged, has no sheets, or is beyond the limits.
pub fn read(text: &str, cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    let mut tags = Tags::new(text.as_bytes(), TEXT);
    let mut book = Book::default();
    let fault = |error: TagError| Problem::from(ContainerError::Xml(PART.to_owned(), error));
    while let Some(tag) = tags.next_either().map_err(fault)? {
        if book.tag(tag, cancel)? {
            let mut text = String::new();
            tags.text(&mut text).map_err(fault)?;
            book.text.push_str(&text);
        }
    }
    // A file that was cut off ends its last sheet without a tag.
    book.end_sheet();
    if book.sheets.is_empty() {
        return Err(Problem::NoSheets);
    }
    Ok(book.sheets)
}

#[derive(Debug, Default)]
struct Book {
    sheets: Vec<Grid>,
    merges: Vec<Merge>,
    /// Row that is open, or the next one.
    row: u32,
    next_row: u32,
    /// Cell that is open, or the next one.
    column: u32,
    next_column: u32,
    /// Columns told before the rows.
    next_told: u32,
    /// Kind of the value whose text is being read.
    kind: Option<Kind>,
    text: String,
    in_comment: bool,
    budget: Budget,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Moment,
    Bool,
    Error,
}

impl Book {
    /// Takes a tag; true when the text behind it is wanted.
    fn tag(&mut self, tag: Tag<'_>, cancel: &Cancel) -> Result<bool, Problem> {
        match (tag.name(), tag.is_end()) {
            (b"Worksheet", false) => {
                cancel.check()?;
                self.end_sheet();
                if self.sheets.len() >= SHEETS {
                    return Err(Problem::ManySheets(SHEETS));
                }
                self.sheets.push(Grid {
                    name: tag.text(b"Name").unwrap_or_default(),
                    ..Grid::default()
                });
                (self.next_row, self.next_told) = (0, 0);
            }
            (b"Worksheet", true) => self.end_sheet(),
            (b"Visible", false) => return Ok(self.begin(Kind::Text)),
            (b"Visible", true) => {
                self.kind = None;
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.hidden = self.text.trim() != "SheetVisible";
                }
            }
            (b"Column", false) => self.told_column(tag),
            (b"Row", false) => self.begin_row(tag)?,
            (b"Cell", false) => self.begin_cell(tag)?,
            (b"Comment" | b"PhoneticText", end) if !tag.is_empty() => self.in_comment = !end,
            (b"Data", false) if !self.in_comment && !tag.is_empty() => {
                return Ok(self.begin(match tag.attribute(b"Type") {
                    Some(b"Number") => Kind::Number,
                    Some(b"DateTime") => Kind::Moment,
                    Some(b"Boolean") => Kind::Bool,
                    Some(b"Error") => Kind::Error,
                    _ => Kind::Text,
                }));
            }
            (b"Data", true) if !self.in_comment => self.end_data()?,
            _ => {}
        }
        // Inside a value there may be tags of its look.
        Ok(self.kind.is_some())
    }

    fn begin(&mut self, kind: Kind) -> bool {
        self.kind = Some(kind);
        self.text.clear();
        true
    }

    fn told_column(&mut self, tag: Tag<'_>) {
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        let from = number(tag, b"Index").map_or(self.next_told, |index| index.saturating_sub(1));
        let to = from
            .saturating_add(number(tag, b"Span").unwrap_or(0))
            .min(COLUMNS - 1);
        self.next_told = to + 1;
        if tag.is_on(b"Hidden") && from <= to {
            sheet.hidden_columns.extend(from..=to);
        }
    }

    fn begin_row(&mut self, tag: Tag<'_>) -> Result<(), Problem> {
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        self.row = number(tag, b"Index").map_or(self.next_row, |index| index.saturating_sub(1));
        if self.row >= ROWS {
            return Err(Problem::ManyRows(ROWS));
        }
        let to = self
            .row
            .saturating_add(number(tag, b"Span").unwrap_or(0))
            .min(ROWS - 1);
        self.next_row = to + 1;
        self.next_column = 0;
        // Rows without cells are of no use: one of a span stands for all.
        if tag.is_on(b"Hidden") {
            sheet.hidden_rows.push(self.row);
        }
        Ok(())
    }

    fn begin_cell(&mut self, tag: Tag<'_>) -> Result<(), Problem> {
        self.column = number(tag, b"Index").map_or(self.next_column, |index| index.saturating_sub(1));
        if self.column >= COLUMNS {
            return Err(Problem::ManyColumns(COLUMNS));
        }
        let across = number(tag, b"MergeAcross").unwrap_or(0).min(COLUMNS);
        let down = number(tag, b"MergeDown").unwrap_or(0).min(ROWS);
        if (across > 0 || down > 0) && self.merges.len() < MERGES {
            self.merges.push(Merge {
                from: self.at(),
                to: CellRef {
                    row: self.row + down,
                    column: self.column + across,
                },
            });
        }
        self.next_column = self.column + across + 1;
        Ok(())
    }

    fn at(&self) -> CellRef {
        CellRef {
            row: self.row,
            column: self.column,
        }
    }

    fn end_data(&mut self) -> Result<(), Problem> {
        let (Some(kind), at) = (self.kind.take(), self.at()) else {
            return Ok(());
        };
        let text = std::mem::take(&mut self.text);
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        match value(kind, &text) {
            Some(value) => self.budget.push(sheet, at, value),
            None => {
                builder::note(sheet, Some(at), OddityKind::ValueUnreadable);
                self.budget.push(sheet, at, CellValue::Text(text))
            }
        }
    }

    fn end_sheet(&mut self) {
        let merges = std::mem::take(&mut self.merges);
        if let Some(sheet) = self.sheets.last_mut() {
            builder::finish(sheet);
            builder::set_merges(sheet, merges);
        }
    }
}

fn number(tag: Tag<'_>, name: &[u8]) -> Option<u32> {
    std::str::from_utf8(tag.attribute(name)?)
        .ok()?
        .trim()
        .parse()
        .ok()
}

fn value(kind: Kind, text: &str) -> Option<CellValue> {
    Some(match kind {
        Kind::Text => CellValue::Text(text.to_owned()),
        Kind::Number => CellValue::Number(
            text.trim()
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())?,
        ),
        Kind::Moment => CellValue::Date(serial::iso(text)?),
        Kind::Bool => CellValue::Bool(text.trim() == "1"),
        Kind::Error => CellValue::Error(text.trim().to_owned()),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::read;
    use crate::ingest::grid::{CellValue, Grid};
    use crate::ingest::source::Cancel;

    fn book(rows: &str) -> Vec<Grid> {
        let text = format!(
            "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Worksheet ss:Name=\"Штат &amp; часы\"><Table>{rows}</Table></Worksheet></Workbook>"
        );
        read(&text, &Cancel::default()).unwrap()
    }

    #[test]
    fn places_are_counted_and_told() {
        let grids = book(
            "<Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">Ф<B>И</B>О</Data>\
             <Comment><ss:Data>не это</ss:Data></Comment></Cell><Cell><Data ss:Type=\"Number\">7.5</Data></Cell></Row>\
             <Row ss:Hidden=\"1\"><Cell ss:Index=\"4\"><Data ss:Type=\"DateTime\">2026-09-01T00:00:00.000</Data></Cell></Row>",
        );
        let grid = &grids[0];
        let cells: Vec<String> = grid
            .cells
            .iter()
            .map(|cell| match &cell.value {
                CellValue::Text(text) => format!("{}={text}", cell.at.a1()),
                CellValue::Number(number) => format!("{}={number}", cell.at.a1()),
                CellValue::Date(day) => format!("{}={day}", cell.at.a1()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(cells, ["A2=ФИО", "C2=7.5", "D3=2026-09-01T00:00:00"]);
        assert_eq!(grid.name, "Штат & часы");
        assert_eq!(
            (&grid.hidden_rows[..], &grid.hidden_columns[..]),
            (&[2][..], &[1, 2][..])
        );
        assert_eq!(grid.merges[0].to.a1(), "B2");
    }

    #[test]
    fn a_sheet_that_never_ends_is_put_in_order() {
        let cell = |row, text| {
            format!("<Row ss:Index=\"{row}\"><Cell><Data ss:Type=\"String\">{text}</Data></Cell></Row>")
        };
        let text = format!("<Worksheet ss:Name=\"1\"><Table>{}{}", cell(2, "б"), cell(1, "а"));
        for text in [text.clone(), format!("{text}<Worksheet ss:Name=\"2\"/>")] {
            let grids = read(&text, &Cancel::default()).unwrap();
            let rows: Vec<u32> = grids[0].cells.iter().map(|cell| cell.at.row).collect();
            assert_eq!(rows, [0, 1]);
        }
    }

    #[test]
    fn what_is_out_of_bounds_is_refused() {
        let text = |row: &str| format!("<Worksheet ss:Name=\"x\"><Table>{row}</Table></Worksheet>");
        let problem = |row: &str| read(&text(row), &Cancel::default()).is_err();
        assert!(problem("<Row ss:Index=\"4000000000\"><Cell/></Row>"));
        assert!(problem("<Row><Cell ss:Index=\"20000\"/></Row>"));
        assert!(!problem(
            "<Row ss:Span=\"4294967295\"><Cell ss:MergeDown=\"4294967295\" ss:MergeAcross=\"4294967295\"/></Row>"
        ));
        assert!(read("<!DOCTYPE x><Worksheet/>", &Cancel::default()).is_err());
    }
}
