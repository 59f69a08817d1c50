//! The canonical workbook: made from the schema, so that what `new` hands out is what reading knows.
//!
//! Its example rows and its hidden sheet are recognised on reading and are never records.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use super::grid::{CellRef, CellValue, Grid};
use super::layout::rows::EXAMPLE;
use super::schema::{FieldDef, FieldKind, Schema, SheetDef};

/// Version of the workbook: another one is told on reading.
pub const VERSION: &str = "1";

/// Hidden sheet with the version and the lists.
pub const HIDDEN: &str = "_наставник";

/// Rows that drop-downs cover.
const ROWS: u32 = 2000;

/// Height of a line of text.
const LINE: f64 = 15.0;

/// Why a workbook was not made.
#[derive(Debug, Error)]
#[error("пустая книга не составлена: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Rows of a sheet: key of the field → what a person would type, days as 2026-09-16.
pub type Rows = Vec<BTreeMap<String, String>>;

/// The blank workbook with the sheets of these keys in the order of the schema; all sheets for none.
///
/// # Errors
/// [`WorkbookError`] when the schema holds what no workbook can (a title that is too long).
pub fn blank(keys: &[&str]) -> Result<Vec<u8>, WorkbookError> {
    let wanted = Schema::get()
        .sheets
        .iter()
        .filter(|sheet| keys.is_empty() || keys.contains(&sheet.key.as_str()));
    make(wanted.map(|sheet| (sheet, None)).collect())
}

/// The workbook with the sheets of these keys, filled; no example rows.
///
/// # Errors
/// [`WorkbookError`] when a value is longer than a cell can hold.
pub fn filled(rows: &BTreeMap<&str, Rows>) -> Result<Vec<u8>, WorkbookError> {
    let sheets = Schema::get().sheets.iter();
    make(
        sheets
            .filter_map(|sheet| Some((sheet, Some(rows.get(sheet.key.as_str())?))))
            .collect(),
    )
}

fn make(sheets: Vec<(&SheetDef, Option<&Rows>)>) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&made)
            .set_title("Наставничество"),
    );
    let lists = Lists::of(&sheets);
    for (sheet, rows) in sheets {
        let page = workbook.add_worksheet();
        head(page, sheet, rows, &lists)?;
        match rows {
            Some(rows) => fill(page, sheet, rows)?,
            None => example(page, sheet)?,
        }
    }
    lists.write(workbook.add_worksheet())?;
    Ok(workbook.save_to_buffer()?)
}

/// Version of the workbook a hidden sheet tells; `None`: the sheet is not ours.
pub fn version(grid: &Grid) -> Option<String> {
    let text = |column| {
        let at = CellRef { row: 0, column };
        grid.cells
            .iter()
            .find(|cell| cell.at == at)
            .map(|cell| &cell.value)
    };
    match (grid.name.as_str(), text(0), text(1)) {
        (HIDDEN, Some(CellValue::Text(name)), Some(CellValue::Text(version))) if name == "nastavnik" => {
            Some(version.clone())
        }
        (HIDDEN, ..) => Some(String::new()),
        _ => None,
    }
}

/// Formulas of drop-downs.
struct Lists<'a> {
    columns: Vec<(&'a FieldDef, String)>,
    formulas: HashMap<(&'a str, &'a str), String>,
    people: Option<String>,
    pairs: Option<String>,
}

impl<'a> Lists<'a> {
    fn of(sheets: &[(&'a SheetDef, Option<&Rows>)]) -> Self {
        let mut columns = Vec::new();
        let mut formulas = HashMap::new();
        for (sheet, _) in sheets {
            for field in sheet.fields.iter().filter(|field| !field.values.is_empty()) {
                let column = u32::try_from(columns.len()).unwrap_or(0) + 3;
                let letters = letters(column);
                formulas.insert(
                    (sheet.key.as_str(), field.key.as_str()),
                    format!("='{HIDDEN}'!${letters}$1:${letters}${}", field.values.len()),
                );
                columns.push((field, letters));
            }
        }
        let column_of = |sheet: &str, field: &str| {
            let (def, rows) = sheets.iter().find(|(def, _)| def.key == sheet)?;
            let index = shown(def, *rows).position(|known| known.key == field)?;
            let letters = letters(u32::try_from(index).ok()?);
            Some(format!("='{}'!${letters}$2:${letters}${ROWS}", def.title))
        };
        Self {
            columns,
            formulas,
            people: column_of("person", "fio"),
            pairs: column_of("pair", "key"),
        }
    }

    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        page.set_name(HIDDEN)?;
        page.set_very_hidden(true);
        page.write(0, 0, "nastavnik")?;
        page.write(0, 1, VERSION)?;
        for (column, (field, _)) in (3_u16..).zip(&self.columns) {
            for (row, value) in (0_u32..).zip(&field.values) {
                page.write(row, column, value)?;
            }
        }
        Ok(())
    }

    fn validation(&self, sheet: &SheetDef, field: &FieldDef) -> Option<DataValidation> {
        let list = |formula: &str| DataValidation::new().allow_list_formula(Formula::new(formula));
        let strict = self
            .formulas
            .get(&(sheet.key.as_str(), field.key.as_str()))
            .map(|formula| {
                let rule = list(formula);
                if field.kind == FieldKind::Choice {
                    rule.set_error_title("Значения нет в списке")
                        .and_then(|rule| rule.set_error_message("Выберите значение из списка."))
                } else {
                    Ok(rule
                        .set_error_style(DataValidationErrorStyle::Information)
                        .show_error_message(false))
                }
            });
        let loose = match field.kind {
            FieldKind::Person => self.people.as_deref(),
            FieldKind::Pair => self.pairs.as_deref(),
            _ => None,
        };
        match (strict, field.kind) {
            (Some(rule), _) => rule.ok(),
            (None, FieldKind::Yes) => DataValidation::new().allow_list_strings(&["да", "нет"]).ok(),
            _ => loose.map(|formula| list(formula).show_error_message(false)),
        }
    }
}

/// Columns of a sheet; an optional one only where a row has it.
fn shown<'a>(sheet: &'a SheetDef, rows: Option<&'a Rows>) -> impl Iterator<Item = &'a FieldDef> {
    let told =
        move |field: &FieldDef| rows.is_some_and(|rows| rows.iter().any(|row| row.contains_key(&field.key)));
    let columns = sheet.fields.iter();
    columns.filter(move |field| !field.optional_column || told(field))
}

/// Everything but the records.
fn head(
    page: &mut Worksheet,
    sheet: &SheetDef,
    rows: Option<&Rows>,
    lists: &Lists<'_>,
) -> Result<(), XlsxError> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let required = header.clone().set_background_color(Color::RGB(0x00D6_E4F0));
    let optional = header.set_background_color(Color::RGB(0x00F2_F2F2));
    page.set_name(&sheet.title)?;
    page.set_row_height(0, 46)?;
    page.set_freeze_panes(1, 0)?;
    page.set_landscape();
    page.set_paper_size(9);
    page.set_repeat_rows(0, 0)?;
    page.set_print_fit_to_pages(1, 0);
    for (column, field) in (0_u16..).zip(shown(sheet, rows)) {
        let format = if field.required { &required } else { &optional };
        page.write_with_format(0, column, &field.title, format)?;
        page.set_column_width(column, field.width.max(8.0))?;
        page.set_column_format(column, &format_of(field))?;
        let note = note(sheet, field, column == 0);
        if !note.is_empty() {
            page.insert_note(
                0,
                column,
                &Note::new(note).set_author("Наставник").add_author_prefix(false),
            )?;
        }
        if let Some(rule) = lists.validation(sheet, field) {
            page.add_data_validation(1, column, ROWS, column, &rule)?;
        }
    }
    Ok(())
}

fn example(page: &mut Worksheet, sheet: &SheetDef) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_italic()
        .set_font_color(Color::RGB(0x0080_8080))
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (column, field) in (0_u16..).zip(shown(sheet, None)) {
        let shown = example_of(field);
        if column == 0 {
            page.write_with_format(1, column, format!("{EXAMPLE} {shown}").trim(), &format)?;
        } else if !shown.is_empty() {
            page.write_with_format(1, column, &shown, &format)?;
        }
    }
    Ok(())
}

fn fill(page: &mut Worksheet, sheet: &SheetDef, rows: &Rows) -> Result<(), XlsxError> {
    for (line, row) in (1_u32..).zip(rows) {
        let wrapped =
            shown(sheet, Some(rows)).filter_map(|field| Some(lines(row.get(&field.key)?, field.width)));
        let lines = wrapped.max().unwrap_or(1).min(27);
        if lines > 1 {
            page.set_row_height(line, LINE * f64::from(lines))?;
        }
    }
    for (column, field) in (0_u16..).zip(shown(sheet, Some(rows))) {
        let format = format_of(field);
        for (line, row) in (1_u32..).zip(rows) {
            let Some(text) = row.get(&field.key) else { continue };
            let day = (field.kind == FieldKind::Date).then(|| ExcelDateTime::parse_from_str(text));
            let counted = matches!(field.kind, FieldKind::Number | FieldKind::Integer);
            match (day, text.parse::<f64>()) {
                (Some(Ok(day)), _) => page.write_with_format(line, column, &day, &format)?,
                (None, Ok(number)) if counted => page.write_with_format(line, column, number, &format)?,
                _ => page.write_with_format(line, column, text, &format)?,
            };
        }
    }
    Ok(())
}

/// Lines of a text in a column of a width; not every program finds the height of a row by itself.
fn lines(text: &str, width: f64) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split(' ') {
        let letters = u32::try_from(word.chars().count()).map_or(0.0, f64::from);
        if used > 0.0 && used + 1.0 + letters > width {
            lines += 1;
            used = letters;
        } else {
            used += 1.0 + letters;
        }
    }
    lines
}

fn format_of(field: &FieldDef) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match field.kind {
        FieldKind::Date => format.set_num_format("dd.mm.yyyy"),
        FieldKind::Text if is_code(field) => format.set_num_format("@").set_text_wrap(),
        _ => format.set_text_wrap(),
    }
}

/// Digits that are no number: leading zeros matter.
fn is_code(field: &FieldDef) -> bool {
    matches!(
        field.key.as_str(),
        "tab_number"
            | "inn"
            | "ogrn"
            | "phone"
            | "number"
            | "order_number"
            | "contract_number"
            | "key"
            | "code"
    )
}

fn note(sheet: &SheetDef, field: &FieldDef, first: bool) -> String {
    let mut lines = Vec::new();
    if first {
        lines.push(sheet.about.clone());
        lines.push("Строка «пример:» при чтении пропускается, её можно удалить.".to_owned());
    }
    if !field.note.is_empty() {
        lines.push(format!("{}.", field.note.trim_end_matches('.')));
    }
    if field.required {
        lines.push("Заполнять обязательно.".to_owned());
    }
    match field.kind {
        FieldKind::Person => lines.push("ФИО, как на листе «Сотрудники» или «Обучающиеся».".to_owned()),
        FieldKind::People | FieldKind::List => lines.push("Несколько – через точку с запятой.".to_owned()),
        FieldKind::Term => {
            lines.push("День, период, месяц или словами: «ежегодно», «в течение года».".to_owned())
        }
        FieldKind::Pair => lines.push("Ключ пары с листа «Пары».".to_owned()),
        FieldKind::Experience => lines.push("Полных лет числом или «21 л. 3 мес.».".to_owned()),
        _ => {}
    }
    lines.join("\n")
}

fn example_of(field: &FieldDef) -> String {
    if !field.example.is_empty() {
        return field.example.clone();
    }
    match field.kind {
        FieldKind::Date => "01.09.2026".to_owned(),
        FieldKind::Fio | FieldKind::Person | FieldKind::People => "Иванова Мария Петровна".to_owned(),
        FieldKind::Pair => "2026-01".to_owned(),
        FieldKind::Term => "сентябрь".to_owned(),
        FieldKind::Yes => "да".to_owned(),
        FieldKind::Money => "5000 руб.".to_owned(),
        FieldKind::Experience => "12".to_owned(),
        FieldKind::Integer | FieldKind::Number => "1".to_owned(),
        FieldKind::Choice | FieldKind::Category => field.values.first().cloned().unwrap_or_default(),
        FieldKind::Text | FieldKind::List => String::new(),
    }
}

fn letters(column: u32) -> String {
    let address = CellRef { row: 0, column }.a1();
    address
        .trim_end_matches(|mark: char| mark.is_ascii_digit())
        .to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::{VERSION, blank, filled};
    use crate::ingest::record::Value;
    use crate::ingest::source::{Cancel, Source};
    use crate::ingest::{Ingested, read};
    use crate::settings::Settings;

    fn read_back(bytes: Vec<u8>) -> Ingested {
        let source = Source {
            name: "книга.xlsx".into(),
            bytes: bytes.into(),
        };
        read(&[source], &Settings::default(), None, &Cancel::default())
    }

    #[test]
    fn every_column_of_the_blank_workbook_is_known() {
        let read = read_back(blank(&[]).unwrap());
        let file = &read.files[0];
        assert_eq!(file.error, None);
        assert_eq!(
            file.tables.len(),
            crate::ingest::schema::Schema::get().sheets.len()
        );
        for table in &file.tables {
            let sheet = table.sheet.unwrap_or_else(|| panic!("{}", table.name));
            assert_eq!(
                crate::ingest::schema::Schema::get().sheets[sheet].title,
                *table.name
            );
            assert!(
                table.columns.iter().all(|column| column.field.is_some()),
                "{}",
                table.name
            );
            assert!(table.records.is_empty(), "{}", table.name);
            assert_eq!(table.skipped[0].reason, "строка-образец", "{}", table.name);
        }
    }

    #[test]
    fn a_blank_workbook_is_a_finding_and_its_bytes_are_always_the_same() {
        let bytes = blank(&["person", "pair"]).unwrap();
        assert_eq!(bytes, blank(&["pair", "person"]).unwrap());
        let codes: Vec<String> = read_back(bytes)
            .findings
            .into_iter()
            .map(|finding| finding.code)
            .collect();
        assert_eq!(codes, ["Д-02"]);
        assert_eq!(VERSION, "1");
    }

    #[test]
    fn a_filled_workbook_is_read_as_it_was_written() {
        let row = [
            ("fio", "Мельник Светлана Юрьевна"),
            ("position", "учитель"),
            ("birth_date", "1983-04-25"),
            ("rate", "0.5"),
        ];
        let row: BTreeMap<String, String> = row.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
        let read = read_back(filled(&BTreeMap::from([("person", vec![row])])).unwrap());
        assert_eq!(read.findings, []);
        let table = &read.files[0].tables[0];
        let def = &crate::ingest::schema::Schema::get().sheets[table.sheet.unwrap()];
        let value = |key: &str| table.records[0].value(def.field(key).unwrap()).cloned();
        assert_eq!(value("birth_date"), Some(Value::Date(date(1983, 4, 25))));
        assert_eq!(value("rate"), Some(Value::Number(0.5)));
    }
}
