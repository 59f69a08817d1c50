//! Reading: our cells (with places, limits, hidden rows, merged ranges) beside calamine's own streaming reader.
//!
//! Three things are measured in turns – calamine's stream, the cells alone, the file understood as a list of staff –
//! and their ratios are printed first, so that a busy machine spoils all alike; then the most memory that each took in
//! a process of its own. A workbook of 50,000 people and 20 columns; `cargo bench --bench reading`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::hint::black_box;
use std::io::Cursor;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use nastavnik::ingest::formats::grids;
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::settings::Settings;
use rust_xlsxwriter::{Format, Workbook};

const ROWS: u32 = 50_000;
const COLUMNS: u16 = 20;
const TURNS: usize = 7;

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != PEAK).skip(1);
    if let (Some(stage), Some(path)) = (arguments.next(), arguments.next()) {
        println!("{}", peak_of(&stage, &path));
        return;
    }
    let count = stream(&staff().bytes);
    assert_eq!(count, located(staff()));
    assert_eq!(people(staff()), ROWS as usize);
    let (mut theirs, mut ours, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        theirs.push(timed(|| stream(&staff().bytes)));
        ours.push(timed(|| located(staff())));
        whole.push(timed(|| people(staff())));
    }
    let (theirs, ours, whole) = (median(theirs), median(ours), median(whole));
    println!("{ROWS} rows, {count} cells; calamine's stream {theirs:.0?}");
    let path = std::env::temp_dir().join(format!("nastavnik-reading-{}.xlsx", std::process::id()));
    std::fs::write(&path, &staff().bytes).unwrap();
    for (stage, time, times, mebibytes) in [("grids", ours, 1.4, 150), ("read", whole, 4.0, 300)] {
        let ratio = time.as_secs_f64() / theirs.as_secs_f64();
        let peak = Command::new(std::env::current_exe().unwrap())
            .args([PEAK, stage])
            .arg(&path)
            .output()
            .unwrap();
        let peak = String::from_utf8_lossy(&peak.stdout);
        println!(
            "{stage}: {time:.0?}, {ratio:.2} times (at most {times}); {} (at most {mebibytes} MiB)",
            peak.trim()
        );
    }
    let _ = std::fs::remove_file(path);
    divan::main();
}

/// Asks this program for the memory of one stage alone.
const PEAK: &str = "--peak";

/// The most memory that one stage took in a process of its own, the bytes of the file among it.
fn peak_of(stage: &str, path: &str) -> String {
    let source = Source {
        name: "staff.xlsx".into(),
        bytes: std::fs::read(path).unwrap().into(),
    };
    match stage {
        "read" => people(&source),
        _ => located(&source),
    };
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kibibytes.map_or("memory is not known here".into(), |peak| {
        format!("{} MiB", peak / 1024)
    })
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
fn whole_read() -> usize {
    people(staff())
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

/// The file understood as a list of staff.
fn people(source: &Source) -> usize {
    let read = nastavnik::ingest::read(
        std::slice::from_ref(source),
        &Settings::default(),
        None,
        &Cancel::default(),
    );
    black_box(&read).files[0]
        .tables
        .iter()
        .map(|table| table.records.len())
        .sum()
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

const HEADERS: [&str; COLUMNS as usize] = [
    "ФИО",
    "Таб. №",
    "Пол",
    "Дата рождения",
    "Должность",
    "Предмет",
    "Подразделение",
    "Вид занятости",
    "Ставка",
    "Часов в неделю",
    "Категория",
    "Дата присвоения",
    "Образование",
    "Общий стаж",
    "Пед. стаж",
    "Стаж в организации",
    "Дата приёма",
    "№ трудового договора",
    "Дата договора",
    "Примечание",
];

/// A value of a cell of the invented staff list: text, a number or a day as its serial number.
enum Cell {
    Text(String),
    Number(f64),
    Day(u32),
}

fn cell(row: u32, column: u16) -> Cell {
    let pick = |list: &[&str], step: u32| {
        let index = (row * step + u32::from(column)) as usize % list.len();
        Cell::Text(list[index].to_owned())
    };
    match column {
        0 => {
            let given = ["Анна", "Борис", "Вера", "Глеб", "Дарья"][row as usize % 5];
            let of = ["Егоровна", "Ильич", "Олеговна", "Львович", "Юрьевна"][row as usize % 5];
            Cell::Text(format!("Примеров{} {given} {of}", surname(row)))
        }
        1 => Cell::Text(format!("{row:06}")),
        2 => pick(&["женский", "мужской"], 1),
        4 => pick(
            &[
                "учитель математики",
                "учитель начальных классов",
                "педагог-психолог",
                "логопед",
            ],
            7,
        ),
        5 => pick(&["математика", "физика", "химия", "русский язык"], 3),
        6 => pick(&["Начальная школа", "Основная школа", "Старшая школа"], 5),
        7 => pick(&["Основное место работы", "Внешний совместитель"], 3),
        8 => Cell::Number(f64::from(row % 4 + 1) / 4.0),
        9 => Cell::Number(f64::from(row % 30)),
        10 => pick(&["высшая", "первая", "СЗД", "б/к", "1 кв. категория"], 7),
        12 => pick(&["высшее", "среднее профессиональное", "ср. спец."], 5),
        13 => Cell::Text(format!("{} л. {:02} м.", row % 40 + 5, row % 12)),
        14 | 15 => Cell::Number(f64::from(row % 5)),
        3 => Cell::Day(20_000 + row % 15_000),
        17 => Cell::Text(format!("{}/{}", row % 900, row % 17)),
        19 => Cell::Text(format!("запись {}", row * 31 % 9_000)),
        _ => Cell::Day(40_000 + row % 5_000),
    }
}

/// A number in letters: digits are no part of a name.
fn surname(mut row: u32) -> String {
    let mut letters = String::new();
    while row > 0 {
        letters.extend(['а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к'].get(row as usize % 10));
        row /= 10;
    }
    letters
}

fn staff() -> &'static Source {
    static STAFF: OnceLock<Source> = OnceLock::new();
    STAFF.get_or_init(|| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let date = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_row(0, 0, HEADERS).unwrap();
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                match cell(row, column) {
                    Cell::Day(day) => sheet.write_with_format(row + 1, column, day, &date).unwrap(),
                    Cell::Number(number) => sheet.write(row + 1, column, number).unwrap(),
                    Cell::Text(text) => sheet.write(row + 1, column, text).unwrap(),
                };
            }
            if row % 100 == 99 {
                sheet.set_row_hidden(row + 1).unwrap();
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
            let shown = |column| match cell(row, column) {
                Cell::Text(text) => text,
                Cell::Number(number) => number.to_string(),
                Cell::Day(day) => day.to_string(),
            };
            let cells: Vec<String> = (0..COLUMNS).map(shown).collect();
            text.push_str(&cells.join(";"));
            text.push_str("\r\n");
        }
        Source {
            name: "staff.csv".into(),
            bytes: encoding_rs::WINDOWS_1251.encode(&text).0.into(),
        }
    })
}
