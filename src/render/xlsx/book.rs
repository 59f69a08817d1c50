//! Writing the workbook: title, table, note, print setup.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde_json::Value;

use super::chart;
use super::error::SheetError;
use super::layout::{self, Paper};
use super::spec::{Column, Look, Register};
use super::value::{at, filled, shown};
use crate::office::wrap::wrapped;

const FONT: &str = "Times New Roman";
const TITLE_ROW: u32 = 0;
const OWNER_ROW: u32 = 1;
const HEADER_ROW: u32 = 2;

/// Makes the workbook of a register.
///
/// # Errors
/// A path of the description leads to nothing in the data, or the writer refuses.
pub fn render(register: &Register, data: &Value) -> Result<Vec<u8>, SheetError> {
    let rows = match at(data, &register.rows, &register.id)? {
        Value::Array(rows) => rows.as_slice(),
        _ => {
            return Err(SheetError::NotRows {
                name: register.id.clone(),
                path: register.rows.clone(),
            });
        }
    };
    let title = filled(&register.title, data, &register.id)?;
    let note = filled(&register.note, data, &register.id)?;
    let table: Vec<Vec<Shown>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            register
                .columns
                .iter()
                .map(|column| cell(column, row, index, &register.id))
                .collect()
        })
        .collect::<Result<_, _>>()?;
    let owner = data
        .pointer("/организация/краткое_наименование")
        .and_then(Value::as_str);
    let words = Words {
        title: &title,
        owner: owner.unwrap_or_default(),
        note: &note,
    };
    write(register, rows, &table, &words).map_err(|source| SheetError::Write {
        name: register.id.clone(),
        source,
    })
}

/// What stands around the table.
struct Words<'w> {
    title: &'w str,
    owner: &'w str,
    note: &'w str,
}

/// What is written into a cell.
enum Shown {
    Text(String),
    Number(f64),
    Date(ExcelDateTime),
}

fn cell(column: &Column, row: &Value, index: usize, register: &str) -> Result<Shown, SheetError> {
    if column.value == "№" {
        return Ok(Shown::Number(index as f64 + 1.0));
    }
    let value = at(row, &column.value, register)?;
    Ok(match (column.look, value) {
        (Look::Count | Look::Decimal, Value::Number(number)) => {
            Shown::Number(number.as_f64().unwrap_or_default())
        }
        (Look::Date, Value::String(day)) => match ExcelDateTime::parse_from_str(day) {
            Ok(date) => Shown::Date(date),
            Err(_) => Shown::Text(day.clone()),
        },
        _ => Shown::Text(shown(value)),
    })
}

fn write(
    register: &Register,
    rows: &[Value],
    table: &[Vec<Shown>],
    words: &Words,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(words.title)
            .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?),
    );
    let last = u16::try_from(register.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let sheet = book.add_worksheet();
    sheet.set_name(&register.sheet)?;
    let texts: Vec<Vec<String>> = table
        .iter()
        .map(|row| row.iter().map(Shown::text).collect())
        .collect();
    let (widths, paper) = layout::fit(&register.columns, &texts);
    set_up_print(sheet, last, paper)?;

    let base = || Format::new().set_font_name(FONT).set_font_size(layout::SIZE);
    sheet.set_row_height(TITLE_ROW, 24)?;
    let heading = base()
        .set_font_size(14)
        .set_bold()
        .set_align(FormatAlign::VerticalCenter);
    sheet.write_string_with_format(TITLE_ROW, 0, words.title, &heading)?;
    if !words.owner.is_empty() {
        sheet.write_string_with_format(OWNER_ROW, 0, words.owner, &base().set_font_size(12))?;
    }
    let header = base()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00ED_F1F7);
    let body = base()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin);
    let centred = body.clone().set_align(FormatAlign::Center);
    let looks = |look: Look| match look {
        Look::Text => body.clone(),
        Look::Centre => centred.clone(),
        Look::Date => centred.clone().set_num_format("dd.mm.yyyy"),
        Look::Count => centred.clone().set_num_format("0"),
        Look::Decimal => centred.clone().set_num_format("0.0"),
    };
    for (index, column) in (0u16..).zip(&register.columns) {
        sheet.set_column_width(index, widths[usize::from(index)])?;
        sheet.write_string_with_format(HEADER_ROW, index, &column.title, &header)?;
        let format = looks(column.look);
        for (row, cells) in (HEADER_ROW + 1..).zip(table) {
            match &cells[usize::from(index)] {
                Shown::Text(text) if text.is_empty() => sheet.write_blank(row, index, &format)?,
                Shown::Text(text) => sheet.write_string_with_format(row, index, text, &format)?,
                Shown::Number(number) => sheet.write_number_with_format(row, index, *number, &format)?,
                Shown::Date(date) => sheet.write_datetime_with_format(row, index, date, &format)?,
            };
        }
    }
    let titles = register.columns.iter().zip(&widths);
    let lines = titles
        .map(|(column, width)| wrapped(&column.title, width * 0.9))
        .max();
    sheet.set_row_height(HEADER_ROW, LINE * lines.unwrap_or(1) as f64 + 3.0)?;
    for (row, cells) in (HEADER_ROW + 1..).zip(&texts) {
        sheet.set_row_height(row, height(&widths, cells))?;
    }
    let mut next = HEADER_ROW + 1 + u32::try_from(table.len()).unwrap_or(u32::MAX);
    if table.is_empty() {
        sheet.merge_range(next, 0, next, last, &register.empty, &body)?;
        next += 1;
    } else {
        sheet.autofilter(HEADER_ROW, 0, next - 1, last)?;
    }
    let small = base().set_italic();
    for line in [words.note, if paper == Paper::A3 { ON_A3 } else { "" }] {
        if !line.is_empty() {
            next += 1;
            sheet.write_string_with_format(next, 0, line, &small)?;
        }
    }
    if let Some(described) = &register.chart {
        chart::insert(&mut book, register, described, rows, HEADER_ROW + 1)?;
    }
    book.save_to_buffer()
}

/// Said under a table that A4 would make too small to read.
const ON_A3: &str = "Печатается на листе А3 в альбомной ориентации.";

fn set_up_print(sheet: &mut Worksheet, last: u16, paper: Paper) -> Result<(), XlsxError> {
    sheet
        .set_paper_size(paper.code())
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.79, 0.39, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&\"Times New Roman\"&10&P из &N");
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    sheet.set_freeze_panes(HEADER_ROW + 1, u16::from(last > 3) * 2)?;
    Ok(())
}

/// Points of a line of text.
const LINE: f64 = 13.5;
/// Letters of the type that a unit of width holds.
const ROOM: f64 = 1.08;

/// Points that the tallest cell of a row needs: programs that print do not always fit wrapped rows themselves.
fn height(widths: &[f64], cells: &[String]) -> f64 {
    let lines = widths
        .iter()
        .zip(cells)
        .map(|(width, text)| text.split('\n').map(|line| wrapped(line, width * ROOM)).sum());
    LINE * lines.max().unwrap_or(1).max(1) as f64 + 1.0
}

impl Shown {
    /// As it is seen, near enough to measure it.
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => format!("{number:.1}"),
            Self::Date(_) => String::new(),
        }
    }
}
