//! A table described in a text file.

use std::fs;
use std::path::PathBuf;

use nastavnik::ingest::grid::{CellRef, CellValue, Grid, GridCell, Merge};

/// A table and what must come out of it.
#[derive(Debug, Default)]
pub struct Fixture {
    pub name: String,
    pub grids: Vec<Grid>,
    pub keys: Vec<String>,
    pub records: Vec<Vec<String>>,
    pub skipped: Vec<u32>,
    pub codes: Option<Vec<String>>,
}

/// All fixtures by name.
pub fn all() -> Vec<Fixture> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layouts/tables");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 12);
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            parse(name, &fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn parse(name: String, text: &str) -> Fixture {
    let mut fixture = Fixture {
        name,
        ..Fixture::default()
    };
    let mut at = CellRef { row: 0, column: 0 };
    let mut expecting = false;
    for line in text.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "@sheet" => {
                fixture.grids.push(Grid {
                    name: rest.into(),
                    ..Grid::default()
                });
                at = CellRef { row: 0, column: 0 };
            }
            "@at" => at = address(rest),
            "@merge" => {
                let merges = rest.split(' ').map(|range| {
                    let (from, to) = range.split_once(':').unwrap();
                    Merge {
                        from: address(from),
                        to: address(to),
                    }
                });
                fixture.grids.last_mut().unwrap().merges.extend(merges);
            }
            "@hide" => {
                let rows = rest.split(' ').map(|row| row.parse::<u32>().unwrap() - 1);
                fixture.grids.last_mut().unwrap().hidden_rows.extend(rows);
            }
            "@skipped" => fixture.skipped = rest.split(' ').map(|row| row.parse().unwrap()).collect(),
            "@codes" => fixture.codes = Some(rest.split_whitespace().map(str::to_owned).collect()),
            "@expect" => expecting = true,
            _ if expecting && line.trim().is_empty() => {}
            _ if expecting => {
                let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
                if fixture.keys.is_empty() {
                    fixture.keys = cells;
                } else {
                    assert_eq!(cells.len(), fixture.keys.len(), "{}: {line}", fixture.name);
                    fixture.records.push(cells);
                }
            }
            _ => {
                let Some(grid) = fixture.grids.last_mut() else {
                    continue;
                };
                for (column, cell) in (at.column..).zip(line.split('|')) {
                    let value = value(cell.trim());
                    grid.cells.extend(value.map(|value| GridCell {
                        at: CellRef { column, ..at },
                        value,
                    }));
                }
                at.row += 1;
            }
        }
    }
    fixture
}

fn address(text: &str) -> CellRef {
    let digits = text.find(|mark: char| mark.is_ascii_digit()).unwrap();
    let column = text[..digits]
        .bytes()
        .fold(0, |sum, mark| sum * 26 + u32::from(mark - b'A') + 1);
    CellRef {
        row: text[digits..].parse::<u32>().unwrap() - 1,
        column: column - 1,
    }
}

fn value(text: &str) -> Option<CellValue> {
    if text.is_empty() {
        return None;
    }
    if let Some(day) = text.strip_prefix("d:") {
        let day: jiff::civil::Date = day.parse().unwrap();
        return Some(CellValue::Date(day.into()));
    }
    if let Some(text) = text.strip_prefix("t:") {
        return Some(CellValue::Text(text.into()));
    }
    if let Ok(number) = text.parse::<f64>() {
        return Some(CellValue::Number(number));
    }
    let marks = [
        ("\\n", "\n"),
        ("\\_", "\u{a0}"),
        ("\\-", "\u{ad}"),
        ("\\0", "\u{200b}"),
    ];
    let text = marks
        .iter()
        .fold(text.to_owned(), |text, (mark, meant)| text.replace(mark, meant));
    Some(CellValue::Text(text))
}
