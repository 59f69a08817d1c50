//! Reading: our cells (with places, limits, hidden rows, merged ranges) beside calamine's own streaming reader.
//!
//! The two are measured in turns and their ratio is printed first, so that a busy machine spoils both alike. A
//! workbook of 50,000 rows and 20 columns; `cargo bench --bench reading`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::hint::black_box;
use std::io::Cursor;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use nastavnik::ingest::formats::grids;
use nastavnik::ingest::source::{Cancel, Source};
use rust_xlsxwriter::{Format, Workbook};

const ROWS: u32 = 50_000;
const COLUMNS: u16 = 20;
const TURNS: usize = 7;

fn main() {
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    let count = stream(&staff().bytes);
    assert_eq!(count, located(staff()));
    for _ in 0..TURNS {
        theirs.push(timed(|| stream(&staff().bytes)));
        ours.push(timed(|| located(staff())));
    }
    let (theirs, ours) = (median(theirs), median(ours));
    println!(
        "{count} cells: calamine {theirs:.0?}, grids {ours:.0?}: {:.2} times",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn calamine_stream() -> usize {
    stream(&staff().bytes)
}

#[divan::bench(sample_count = 10)]
fn located_grids() -> usize {
    located(staff())
}

#[divan::bench(sample_count = 10)]
fn csv_windows_1251() -> usize {
    located(export())
}

/// All cells that are not empty, as calamine gives them.
fn stream(bytes: &[u8]) -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut count = 0;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            count += usize::from(black_box(cell.get_value()) != &calamine::DataRef::Empty);
        }
    }
    count
}

fn located(source: &Source) -> usize {
    let grids = grids(source, None, &Cancel::default()).unwrap();
    black_box(&grids).iter().map(|grid| grid.cells.len()).sum()
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

const GIVEN: [&str; 7] = ["Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Жанна"];
const POSTS: [&str; 5] = [
    "учитель математики",
    "учитель начальных классов",
    "педагог-психолог",
    "логопед",
    "методист",
];

/// What stands in a cell of the invented staff list.
fn cell(row: u32, column: u16) -> String {
    let pick =
        |list: &[&'static str], step: u32| list[((row * step + u32::from(column)) as usize) % list.len()];
    match column {
        0 => format!("Примеров{row} {} {}", pick(&GIVEN, 3), pick(&GIVEN, 5)),
        1..=6 => pick(&POSTS, 7).to_owned(),
        _ => format!("запись {}", (row * 31 + u32::from(column)) % 9_000),
    }
}

fn staff() -> &'static Source {
    static STAFF: OnceLock<Source> = OnceLock::new();
    STAFF.get_or_init(|| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let date = Format::new().set_num_format("dd.mm.yyyy");
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                match column {
                    17 => sheet
                        .write_with_format(row, column, 40_000 + row % 5_000, &date)
                        .unwrap(),
                    18 | 19 => sheet.write(row, column, f64::from(row) / 4.0).unwrap(),
                    _ => sheet.write(row, column, cell(row, column)).unwrap(),
                };
            }
            if row % 100 == 99 {
                sheet.set_row_hidden(row).unwrap();
            }
        }
        Source {
            name: "staff.xlsx".into(),
            bytes: book.save_to_buffer().unwrap().into(),
        }
    })
}

fn export() -> &'static Source {
    static EXPORT: OnceLock<Source> = OnceLock::new();
    EXPORT.get_or_init(|| {
        let mut text = String::new();
        for row in 0..ROWS {
            let cells: Vec<String> = (0..COLUMNS).map(|column| cell(row, column)).collect();
            text.push_str(&cells.join(";"));
            text.push_str("\r\n");
        }
        Source {
            name: "staff.csv".into(),
            bytes: encoding_rs::WINDOWS_1251.encode(&text).0.into(),
        }
    })
}
