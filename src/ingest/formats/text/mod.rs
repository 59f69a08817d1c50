//! Tables kept as text: csv, tsv and what programs call so.
//!
//! Such a file says neither its encoding nor its delimiter; both are told from the content.

mod delimiter;
pub mod encoding;
mod fields;
mod words;

use super::builder::{self, Budget, COLUMNS, ROWS};
use super::error::Problem;
use crate::ingest::grid::{CellRef, CellValue, Grid, OddityKind};
use crate::ingest::source::Cancel;

use fields::{Event, Fields};

/// Reads a text as one sheet without a name.
///
/// # Errors
/// It is empty, no text, or beyond the limits.
pub fn read(bytes: &[u8], cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    let decoded = encoding::decode(bytes)?;
    let mut grid = Grid::default();
    decoded.note(&mut grid);
    let (body, delimiter, skipped) = delimiter::of(&decoded.text);
    let mut budget = Budget::default();
    let mut at = CellRef {
        row: skipped,
        column: 0,
    };
    for event in Fields::new(body, delimiter) {
        match event {
            Event::Field(text) => {
                if at.column >= COLUMNS {
                    return Err(Problem::ManyColumns(COLUMNS));
                }
                if !text.trim().is_empty() {
                    budget.push(&mut grid, at, CellValue::Text(text.into_owned()))?;
                }
                at.column += 1;
            }
            Event::Row => {
                at = CellRef {
                    row: at.row + 1,
                    column: 0,
                };
                if at.row >= ROWS {
                    return Err(Problem::ManyRows(ROWS));
                }
                if at.row.is_multiple_of(4096) {
                    cancel.check()?;
                }
            }
            Event::Unclosed => builder::note(&mut grid, Some(at), OddityKind::QuoteUnclosed),
        }
    }
    Ok(vec![grid])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::read;
    use crate::ingest::grid::{CellValue, OddityKind};
    use crate::ingest::source::Cancel;

    /// Cells as `A1=text`, joined.
    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let grids = read(bytes, &Cancel::default()).unwrap();
        let cells: Vec<String> = grids[0]
            .cells
            .iter()
            .map(|cell| match &cell.value {
                CellValue::Text(text) => format!("{}={text}", cell.at.a1()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(cells.join(" "), expected);
    }

    const TABLE: &str = "ФИО;Должность\r\nИванова Анна;учитель\r\nПетров Пётр;\"педагог; психолог\"\r\n";
    const CELLS: &str = "A1=ФИО B1=Должность A2=Иванова Анна B2=учитель A3=Петров Пётр B3=педагог; психолог";

    #[test]
    fn every_encoding_gives_the_same_cells() {
        check(TABLE.as_bytes(), CELLS);
        check(format!("\u{FEFF}{TABLE}").as_bytes(), CELLS);
        for label in ["windows-1251", "koi8-r", "ibm866"] {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            check(&encoding.encode(TABLE).0, CELLS);
        }
        let wide = format!("\u{FEFF}{TABLE}");
        check(
            &wide.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
            CELLS,
        );
        check(
            &wide.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(),
            CELLS,
        );
        check(
            &TABLE
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>(),
            CELLS,
        );
    }

    #[test]
    fn delimiters_are_told_from_the_content() {
        check(b"a\tb, c\nd\te; f\n", "A1=a B1=b, c A2=d B2=e; f");
        check(b"a,b\nc,d\n", "A1=a B1=b A2=c B2=d");
        check(b"sep=|\na|b;c;d\ne|f;g;h", "A2=a B2=b;c;d A3=e B3=f;g;h");
        check(
            "Список, утверждён\n\nФИО;Стаж\nИванов;1,5\n".as_bytes(),
            "A1=Список, утверждён A3=ФИО B3=Стаж A4=Иванов B4=1,5",
        );
    }

    #[test]
    fn an_unclosed_quote_does_not_swallow_the_file() {
        let grids = read("a;b\n\"c;d\ne;f\n".as_bytes(), &Cancel::default()).unwrap();
        assert_eq!(grids[0].cells.len(), 6);
        assert_eq!(grids[0].oddities[0].kind, OddityKind::QuoteUnclosed);
    }

    #[test]
    fn lines_of_two_encodings() {
        let mut bytes = "ФИО;Должность\nИванова;учитель\n".as_bytes().to_vec();
        bytes.extend(encoding_rs::WINDOWS_1251.encode("Петров;педагог\n").0.iter());
        check(
            &bytes,
            "A1=ФИО B1=Должность A2=Иванова B2=учитель A3=Петров B3=педагог",
        );
    }

    #[test]
    fn nothing_in_it() {
        assert!(read(b"\xEF\xBB\xBF", &Cancel::default()).is_err());
    }
}
