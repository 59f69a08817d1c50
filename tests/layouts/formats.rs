//! The same tables in every format that can be made here: the format changes nothing in the records.

use std::io::{Cursor, Write};

use nastavnik::ingest::formats::child::ChildReader;
use nastavnik::ingest::formats::grids;
use nastavnik::ingest::grid::{CellRef, CellValue, Grid};
use nastavnik::ingest::source::{Cancel, Source};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{fixture, records, understand};

/// Text of a cell, and the type a workbook gives it.
fn written(value: &CellValue) -> (String, &'static str) {
    match value {
        CellValue::Text(text) => (text.clone(), "String"),
        CellValue::Number(number) => (number.to_string(), "Number"),
        CellValue::Date(moment) => (moment.to_string(), "DateTime"),
        other => panic!("{other:?}"),
    }
}

/// The same where everything is text.
fn as_text(value: &CellValue) -> String {
    match value {
        CellValue::Date(moment) => moment.date().strftime("%d.%m.%Y").to_string(),
        other => written(other).0,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Rows of a sheet from the first to the last, each with its cells.
fn rows(grid: &Grid) -> Vec<Vec<Option<&CellValue>>> {
    let last = grid.cells.last().map_or(0, |cell| cell.at.row);
    let width = grid
        .cells
        .iter()
        .map(|cell| cell.at.column + 1)
        .max()
        .unwrap_or(0);
    let mut rows = vec![vec![None; width as usize]; last as usize + 1];
    for cell in &grid.cells {
        rows[cell.at.row as usize][cell.at.column as usize] = Some(&cell.value);
    }
    rows
}

/// Columns and rows that the cell covers; `None`: another one covers it.
fn cover(grid: &Grid, at: CellRef) -> Option<(u32, u32)> {
    let inside = |merge: &&nastavnik::ingest::grid::Merge| {
        (merge.from.row..=merge.to.row).contains(&at.row)
            && (merge.from.column..=merge.to.column).contains(&at.column)
    };
    match grid.merges.iter().find(inside) {
        None => Some((1, 1)),
        Some(merge) if merge.from == at => Some((
            merge.to.column - merge.from.column + 1,
            merge.to.row - merge.from.row + 1,
        )),
        Some(_) => None,
    }
}

/// A table of tags: opening of a row, of a cell, text of a cell, and their ends.
fn tagged(
    grid: &Grid,
    row_tag: impl Fn(bool) -> String,
    cell_tag: impl Fn(Option<&CellValue>, (u32, u32)) -> String,
    covered: &str,
    row_end: &str,
) -> String {
    let mut out = String::new();
    for (row, cells) in (0_u32..).zip(rows(grid)) {
        out += &row_tag(grid.hidden_rows.contains(&row));
        for (column, value) in (0_u32..).zip(cells) {
            match cover(grid, CellRef { row, column }) {
                Some(span) => out += &cell_tag(value, span),
                None => out += covered,
            }
        }
        out += row_end;
    }
    out
}

fn html(grid: &Grid) -> String {
    let row = |hidden| {
        if hidden {
            "<tr style='display:none'>"
        } else {
            "<tr>"
        }
        .to_owned()
    };
    let cell = |value: Option<&CellValue>, (columns, rows)| {
        let text = value.map_or("&nbsp;".to_owned(), |value| {
            escaped(&as_text(value)).replace('\n', "<br>")
        });
        format!("<td colspan={columns} rowspan=\"{rows}\">{text}")
    };
    let body = tagged(grid, row, cell, "", "</tr>\n");
    format!("<html><meta charset=windows-1251><body><table border=1>{body}</table></body></html>")
}

fn xml2003(grids: &[Grid]) -> Vec<u8> {
    let row = |hidden| format!("<Row ss:Hidden=\"{}\">", u8::from(hidden));
    let cell = |value: Option<&CellValue>, (columns, rows)| {
        let data = value.map_or(String::new(), |value| {
            let (text, kind) = written(value);
            format!(
                "<Data ss:Type=\"{kind}\">{}</Data>",
                escaped(&text).replace('\n', "&#10;")
            )
        });
        let (across, down) = (columns - 1, rows - 1);
        format!("<Cell ss:MergeAcross=\"{across}\" ss:MergeDown=\"{down}\">{data}</Cell>")
    };
    let mut out =
        "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
            .to_owned();
    for grid in grids {
        // A cell that is covered from above is left out there, and the next one tells its column.
        let mut body = String::new();
        for (row_index, cells) in (0_u32..).zip(rows(grid)) {
            body += &row(grid.hidden_rows.contains(&row_index));
            for (column, value) in (0_u32..).zip(cells) {
                if let Some(span) = cover(
                    grid,
                    CellRef {
                        row: row_index,
                        column,
                    },
                ) {
                    let index = format!("<Cell ss:Index=\"{}\" ", column + 1);
                    body += &cell(value, span).replacen("<Cell ", &index, 1);
                }
            }
            body += "</Row>";
        }
        out += &format!(
            "<Worksheet ss:Name=\"{}\"><Table>{body}</Table></Worksheet>",
            grid.name
        );
    }
    (out + "</Workbook>").into_bytes()
}

fn ods(grids: &[Grid]) -> Vec<u8> {
    let row = |hidden: bool| {
        let visibility = if hidden { "collapse" } else { "visible" };
        format!("<table:table-row table:visibility=\"{visibility}\">")
    };
    let cell = |value: Option<&CellValue>, (columns, rows)| {
        let span = format!("table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\"");
        match value {
            None => format!("<table:table-cell {span}/>"),
            Some(CellValue::Number(number)) => format!(
                "<table:table-cell {span} office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            ),
            Some(CellValue::Date(moment)) => format!(
                "<table:table-cell {span} office:value-type=\"date\" office:date-value=\"{}\"><text:p>x</text:p></table:table-cell>",
                moment.date()
            ),
            Some(value) => {
                let text = escaped(&written(value).0).replace('\n', "</text:p><text:p>");
                format!(
                    "<table:table-cell {span} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                )
            }
        }
    };
    let sheets: String = grids
        .iter()
        .map(|grid| {
            let body = tagged(
                grid,
                row,
                cell,
                "<table:covered-table-cell/>",
                "</table:table-row>",
            );
            format!("<table:table table:name=\"{}\">{body}</table:table>", grid.name)
        })
        .collect();
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    let parts = [
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        ("META-INF/manifest.xml", "<manifest:manifest/>".to_owned()),
        ("content.xml", content),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx(grids: &[Grid]) -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for grid in grids {
        let page = book.add_worksheet();
        page.set_name(&grid.name).unwrap();
        for merge in &grid.merges {
            let column = |at: CellRef| u16::try_from(at.column).unwrap();
            let (from, to) = (merge.from, merge.to);
            page.merge_range(from.row, column(from), to.row, column(to), "", &Format::new())
                .unwrap();
        }
        for cell in &grid.cells {
            let (row, column) = (cell.at.row, u16::try_from(cell.at.column).unwrap());
            match &cell.value {
                CellValue::Number(number) => page.write_number(row, column, *number).unwrap(),
                CellValue::Date(moment) => {
                    let moment = ExcelDateTime::parse_from_str(&moment.date().to_string()).unwrap();
                    page.write_datetime_with_format(row, column, &moment, &day)
                        .unwrap()
                }
                value => page.write_string(row, column, written(value).0).unwrap(),
            };
        }
        for row in &grid.hidden_rows {
            page.set_row_hidden(*row).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn csv(grid: &Grid, mark: char) -> String {
    let field = |value: &Option<&CellValue>| {
        let text = value.map(as_text).unwrap_or_default();
        if text.contains([mark, '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let rows = rows(grid);
    let lines = rows.iter().map(|cells| {
        cells
            .iter()
            .map(field)
            .collect::<Vec<_>>()
            .join(&mark.to_string())
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

/// The text in an encoding that has all its signs.
fn encoded(text: &str, label: &str) -> Option<Vec<u8>> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}

#[track_caller]
fn check(name: &str, expected: &[serde_json::Value], file: &str, bytes: Vec<u8>) {
    let reader = ChildReader::new(env!("CARGO_BIN_EXE_nastavnik").into());
    let source = Source {
        name: file.into(),
        bytes: bytes.into(),
    };
    let grids = grids(&source, Some(&reader), &Cancel::default()).unwrap();
    let found = records(&understand(grids));
    assert_eq!(found.len(), expected.len(), "{name} as {file}");
    for (one, other) in found.iter().zip(expected) {
        assert_eq!(one, other, "{name} as {file}");
    }
}

#[test]
fn workbooks() {
    for fixture in fixture::all() {
        let expected = records(&understand(fixture.grids.clone()));
        check(&fixture.name, &expected, "таблица.xlsx", xlsx(&fixture.grids));
        check(&fixture.name, &expected, "таблица.ods", ods(&fixture.grids));
        check(&fixture.name, &expected, "таблица.xls", xml2003(&fixture.grids));
    }
}

#[test]
fn pages_and_texts() {
    for fixture in fixture::all() {
        let [grid] = &fixture.grids[..] else { continue };
        let expected = records(&understand(fixture.grids.clone()));
        if let Some(page) = encoded(&html(grid), "windows-1251") {
            check(&fixture.name, &expected, "отчёт.xls", page);
        }
        if grid.merges.is_empty() && grid.hidden_rows.is_empty() {
            let text = csv(grid, ';');
            let wide = format!("\u{feff}{}", csv(grid, '\t'));
            let wide = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
            check(&fixture.name, &expected, "таблица.csv", wide);
            for label in ["utf-8", "windows-1251", "ibm866", "koi8-r"] {
                if let Some(bytes) = encoded(&text, label) {
                    check(&fixture.name, &expected, "таблица.csv", bytes);
                }
            }
        }
    }
}
