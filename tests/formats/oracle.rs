//! Our stream of an xlsx beside calamine's: the same cells in the same places.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use nastavnik::ingest::grid::CellValue;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use rust_xlsxwriter::{Format, Workbook};

use crate::read;

#[derive(Debug, Clone)]
enum Written {
    Text(String),
    Number(f64),
    Day(u32),
    Bool(bool),
    Formula(String),
}

fn written() -> impl Strategy<Value = Written> {
    prop_oneof![
        "[А-яёA-z0-9 «»&<>\"'\n;,.№]{1,20}".prop_map(Written::Text),
        (-1e12..1e12).prop_map(Written::Number),
        (61u32..60_000).prop_map(Written::Day),
        any::<bool>().prop_map(Written::Bool),
        "[а-я]{1,8}".prop_map(Written::Formula),
    ]
}

/// Both readers' cells in one form.
fn ours(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => format!("t{text}"),
        CellValue::Number(number) => format!("n{number}"),
        CellValue::Date(date) => format!("d{}", date.date()),
        CellValue::Bool(yes) => format!("b{yes}"),
        CellValue::Error(error) => format!("e{error}"),
    }
}

fn theirs(value: &Data) -> Option<String> {
    Some(match value {
        Data::String(text) => format!("t{text}"),
        Data::Float(number) => format!("n{number}"),
        Data::Int(number) => format!("n{number}"),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("d{year:04}-{month:02}-{day:02}")
        }
        Data::Bool(yes) => format!("b{yes}"),
        Data::Error(error) => format!("e{error}"),
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn both_readers_give_the_same_cells(
        cells in prop::collection::btree_map((0u32..40, 0u16..30), written(), 1..60),
        hidden in prop::collection::btree_set(0u32..40, 0..4),
    ) {
        let mut book = Workbook::new();
        let date = Format::new().set_num_format("dd.mm.yyyy");
        let sheet = book.add_worksheet();
        for (&(row, column), value) in &cells {
            match value {
                Written::Text(text) => sheet.write(row, column, text.as_str()).unwrap(),
                Written::Number(number) => sheet.write(row, column, *number).unwrap(),
                Written::Day(day) => sheet.write_with_format(row, column, *day, &date).unwrap(),
                Written::Bool(yes) => sheet.write(row, column, *yes).unwrap(),
                Written::Formula(text) => sheet
                    .write(row, column, rust_xlsxwriter::Formula::new("A1&B1").set_result(text.as_str()))
                    .unwrap(),
            };
        }
        for row in &hidden {
            sheet.set_row_hidden(*row).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let mut other: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        let range = other.worksheet_range_at(0).unwrap().unwrap();
        let (top, left) = range.start().unwrap();
        let expected: Vec<(u32, u32, String)> = range
            .used_cells()
            .filter_map(|(row, column, value)| {
                Some((top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap(), theirs(value)?))
            })
            .collect();
        let grid = read("лист.xlsx", bytes.clone()).unwrap().remove(0);
        let found: Vec<(u32, u32, String)> =
            grid.cells.iter().map(|cell| (cell.at.row, cell.at.column, ours(&cell.value))).collect();
        assert_eq!(found, expected);
        assert_eq!(grid.hidden_rows, hidden.into_iter().collect::<Vec<_>>());
        assert!(grid.oddities.is_empty());
    }
}
