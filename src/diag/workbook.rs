//! The report of a check as a workbook: a list to filter, hand out and tick off.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook,
    Worksheet, XlsxError,
};

use super::Severity;
use super::page::{Page, SchoolPage, Standing};
use super::spot::{Spot, spots};
use super::words::{self, Column, Totals, demand, explained, heading, standing};
use crate::office::wrap::wrapped;

/// What a cell of Excel holds, in UTF-16 units, less the words that say that there is more.
const CELL: usize = 32_500;
/// Links that Excel opens on one sheet; what follows them is told in words only.
const LINKS: usize = 65_000;
/// Points of a line.
const LINE: f64 = 15.0;
/// Points of the tallest row of Excel.
const TALLEST: f64 = 409.0;
/// What an address may hold.
const ADDRESS: usize = 2_000;

/// The workbook.
///
/// # Errors
/// The writer refuses: more findings than a sheet has rows.
pub fn workbook(page: &Page) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(words::TITLE)
            .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?),
    );
    let looks = Looks::new();
    let several = page.schools.len() > 1;
    summary(book.add_worksheet(), page, &looks)?;
    findings(book.add_worksheet(), page, several, &looks)?;
    indicators(book.add_worksheet(), page, several, &looks)?;
    book.save_to_buffer()
}

struct Looks {
    heading: Format,
    header: Format,
    body: Format,
    centre: Format,
    link: Format,
    strong: [Format; 4],
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name("Times New Roman").set_font_size(11);
        let body = base()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin);
        let strong = |colour| body.clone().set_bold().set_font_color(Color::RGB(colour));
        Self {
            heading: base().set_font_size(14).set_bold(),
            header: body
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00ED_F1F7)),
            centre: body.clone().set_align(FormatAlign::Center),
            link: body
                .clone()
                .set_font_color(Color::RGB(0x000B_4F8A))
                .set_underline(FormatUnderline::Single),
            strong: [
                strong(0x00A3_1515),
                strong(0x007A_4B00),
                strong(0x002B_5273),
                strong(0x001F_6B35),
            ],
            body,
        }
    }

    fn severity(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.strong[0],
            Severity::Query => &self.strong[1],
            Severity::Note => &self.strong[2],
        }
    }

    fn standing(&self, standing: Standing) -> &Format {
        match standing {
            Standing::Met => &self.strong[3],
            Standing::Missed => &self.strong[0],
            Standing::NoData | Standing::Info => &self.body,
        }
    }
}

/// A sheet in the making.
struct Table<'a> {
    sheet: &'a mut Worksheet,
    looks: &'a Looks,
    row: u32,
    columns: Vec<Column>,
    /// Lines of the tallest cell of the row.
    lines: usize,
}

impl<'a> Table<'a> {
    fn new(
        sheet: &'a mut Worksheet,
        name: &str,
        columns: impl IntoIterator<Item = Column>,
        row: u32,
        looks: &'a Looks,
    ) -> Result<Self, XlsxError> {
        let columns: Vec<Column> = columns.into_iter().collect();
        sheet.set_name(name)?;
        sheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.59, 0.39, 0.59, 0.59, 0.3, 0.3);
        sheet.set_footer(words::FOOTER);
        let tallest = columns
            .iter()
            .map(|column| wrapped(column.title, column.width * 0.85));
        sheet.set_row_height(row, LINE * tallest.max().unwrap_or(1) as f64 + 3.0)?;
        for (index, column) in (0..).zip(&columns) {
            sheet.set_column_width(index, column.width)?;
            sheet.write_string_with_format(row, index, column.title, &looks.header)?;
        }
        sheet.set_repeat_rows(row, row)?;
        sheet.set_freeze_panes(row + 1, 0)?;
        Ok(Self {
            sheet,
            looks,
            row: row + 1,
            columns,
            lines: 1,
        })
    }

    fn text(&mut self, column: &mut u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = fitting(text);
        self.measure(*column, &text);
        match text.is_empty() {
            true => self.sheet.write_blank(self.row, *column, format)?,
            false => self
                .sheet
                .write_string_with_format(self.row, *column, text, format)?,
        };
        *column += 1;
        Ok(())
    }

    fn number(&mut self, column: &mut u16, number: usize) -> Result<(), XlsxError> {
        self.sheet
            .write_number_with_format(self.row, *column, number as f64, &self.looks.centre)?;
        *column += 1;
        Ok(())
    }

    fn measure(&mut self, column: u16, text: &str) {
        let width = self
            .columns
            .get(usize::from(column))
            .map_or(10.0, |column| column.width);
        let lines = text.split('\n').map(|line| wrapped(line, width)).sum();
        self.lines = self.lines.max(lines);
    }

    /// Goes on to the next row.
    fn next(&mut self) -> Result<(), XlsxError> {
        let height = LINE * std::mem::replace(&mut self.lines, 1) as f64 + 1.0;
        self.sheet.set_row_height(self.row, height.min(TALLEST))?;
        self.row += 1;
        Ok(())
    }

    /// Filters over what was written below the header.
    fn close(self, header: u32) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if self.row > header + 1 {
            self.sheet.autofilter(header, 0, self.row - 1, last)?;
        }
        Ok(())
    }
}

fn findings(sheet: &mut Worksheet, page: &Page, several: bool, looks: &Looks) -> Result<(), XlsxError> {
    let columns = words::FINDINGS.iter().filter(|column| several || !column.school);
    let mut table = Table::new(sheet, words::FINDINGS_SHEET, columns.copied(), 0, looks)?;
    let mut links = 0;
    let all = page.schools.iter().flat_map(|school| {
        let found = super::order::by_sheet(&school.findings).into_values().flatten();
        found.map(move |finding| (school, finding))
    });
    for (number, (school, finding)) in (1..).zip(all) {
        let at = &mut 0;
        table.number(at, number)?;
        if several {
            table.text(at, &school.name, &looks.body)?;
        }
        table.text(at, demand(finding.severity), looks.severity(finding.severity))?;
        table.text(at, &finding.code, &looks.centre)?;
        table.text(at, &finding.message, &looks.body)?;
        table.text(at, &finding.hint, &looks.body)?;
        let spots = spots(&finding.places);
        let first = spots.first();
        table.text(at, first.map_or("", |spot| &*spot.file), &looks.body)?;
        table.text(at, first.map_or("", |spot| &*spot.sheet), &looks.body)?;
        place(&mut table, at, school, first, &mut links)?;
        table.text(at, &others(&spots), &looks.body)?;
        table.text(at, &page.norm(finding), &looks.body)?;
        let waiver = finding.waiver.as_ref().map(explained).unwrap_or_default();
        table.text(at, &waiver, &looks.body)?;
        table.text(at, &finding.key, &looks.body)?;
        table.next()?;
    }
    // Keys are for those who compare two reports, not for paper.
    let printed = u16::try_from(table.columns.len().saturating_sub(2)).unwrap_or(u16::MAX);
    table
        .sheet
        .set_print_area(0, 0, (table.row - 1).max(1), printed)?;
    table.close(0)
}

/// The cells as a link to the first of them.
fn place(
    table: &mut Table<'_>,
    column: &mut u16,
    school: &SchoolPage,
    spot: Option<&Spot>,
    links: &mut usize,
) -> Result<(), XlsxError> {
    let looks = table.looks;
    let Some(spot) = spot else {
        return table.text(column, "", &looks.body);
    };
    let shown = match (spot.cells.is_empty(), spot.sheet.is_empty()) {
        (false, _) => &*spot.cells,
        (true, false) => &*spot.sheet,
        (true, true) => &*spot.file,
    };
    match address(school, spot).filter(|_| *links < LINKS) {
        Some(address) => {
            let (row, format) = (table.row, &looks.link);
            let url = Url::new(address).set_text(fitting(shown));
            table.measure(*column, shown);
            table.sheet.write_url_with_format(row, *column, url, format)?;
            *links += 1;
            *column += 1;
            Ok(())
        }
        None => table.text(column, shown, &looks.body),
    }
}

/// Where Excel goes: a text file has no sheets.
fn address(school: &SchoolPage, spot: &Spot) -> Option<String> {
    let path = school.links.get(&*spot.file)?;
    let mut address = format!("file:///{}", path.replace('%', "%25").replace('#', "%23"));
    let is_text = [".csv", ".tsv"]
        .iter()
        .any(|ending| path.to_lowercase().ends_with(ending));
    if !is_text && !spot.sheet.is_empty() {
        let cell = match spot.first.as_str() {
            "" => "A1",
            cell => cell,
        };
        address = format!("{address}#'{}'!{cell}", spot.sheet.replace('\'', "''"));
    }
    (address.encode_utf16().count() < ADDRESS).then_some(address)
}

fn others(spots: &[Spot]) -> String {
    let first = spots.first();
    let told = spots.iter().skip(1).map(|spot| {
        let same = first.is_some_and(|first| first.file == spot.file) && !spot.sheet.is_empty();
        let sheet = match same {
            true => spot.sheet.to_string(),
            false => heading(&spot.file, &spot.sheet),
        };
        let place = match spot.cells.as_str() {
            "" => sheet,
            cells => format!("{sheet} › {cells}"),
        };
        match spot.role.as_str() {
            "" => place,
            role => format!("{role}: {place}"),
        }
    });
    told.collect::<Vec<_>>().join("\n")
}

fn indicators(sheet: &mut Worksheet, page: &Page, several: bool, looks: &Looks) -> Result<(), XlsxError> {
    let columns = words::INDICATORS
        .iter()
        .filter(|column| several || !column.school);
    let mut table = Table::new(sheet, words::INDICATORS_SHEET, columns.copied(), 0, looks)?;
    for (school, line) in page
        .schools
        .iter()
        .flat_map(|school| school.indicators.iter().map(move |line| (school, line)))
    {
        let at = &mut 0;
        if several {
            table.text(at, &school.name, &looks.body)?;
        }
        table.text(at, &line.title, &looks.body)?;
        for text in [&line.value, &line.counted, &line.target, &line.previous] {
            table.text(at, text, &looks.centre)?;
        }
        table.text(at, standing(line), looks.standing(line.standing))?;
        table.next()?;
    }
    table.close(0)
}

fn summary(sheet: &mut Worksheet, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
    const HEADER: u32 = 2;
    sheet.write_string_with_format(0, 0, words::TITLE, &looks.heading)?;
    let mut table = Table::new(sheet, words::SUMMARY_SHEET, words::SUMMARY, HEADER, looks)?;
    for school in &page.schools {
        let at = &mut 0;
        let totals = Totals::of(&school.findings);
        for text in [&school.name, &school.day, &school.model] {
            table.text(at, text, &looks.body)?;
        }
        for number in [
            totals.errors,
            totals.queries,
            totals.notes,
            totals.explained,
            school.missed(),
        ] {
            table.number(at, number)?;
        }
        table.next()?;
    }
    table.row += 1;
    for (index, column) in (0..).zip(words::CAUSES) {
        table
            .sheet
            .write_string_with_format(table.row, index, column, &looks.header)?;
    }
    table.row += 1;
    for school in &page.schools {
        for cause in school.causes() {
            let at = &mut 0;
            table.text(at, &school.name, &looks.body)?;
            table.text(at, cause.code, &looks.centre)?;
            table.text(at, page.title(cause.code), &looks.body)?;
            table.number(at, cause.findings)?;
            table.number(at, cause.cells)?;
            table.text(at, demand(cause.severity), looks.severity(cause.severity))?;
            table.next()?;
        }
    }
    Ok(())
}

/// What a cell can hold; what does not fit is said.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return Cow::Borrowed(text);
    }
    let mut room = CELL;
    let fits = text.char_indices().find(|(_, sign)| {
        room = room.saturating_sub(sign.len_utf16());
        room == 0
    });
    let end = fits.map_or(text.len(), |(end, _)| end);
    Cow::Owned(format!("{}{}", &text[..end], words::MORE))
}
