//! What the fuzz targets do with their input; the tests show that the seeds are read as tables.
//!
//! `cargo fuzz run --sanitizer none xlsx corpus/xlsx seeds/xlsx` in this folder, `csv` likewise.

use std::io::{Cursor, Write};

use nastavnik::ingest::formats::grids;
use nastavnik::ingest::grid::CellRef;
use nastavnik::ingest::source::{Cancel, Source};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What separates the parts of a workbook in the input.
const CUT: &[u8] = b"\n====\n";

/// Reads the input as a text; the number of cells when it is a table.
pub fn csv(data: &[u8]) -> Option<usize> {
    read("table.csv", data.to_vec())
}

/// Reads the input as a workbook: as it is when it begins like a zip, else its pieces as the parts that hold cells:
/// the sheet, the shared strings, the styles.
pub fn xlsx(data: &[u8]) -> Option<usize> {
    if data.starts_with(b"PK") {
        return read("book.xlsx", data.to_vec());
    }
    let mut pieces = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(CUT.len()).position(|part| part == CUT) {
        pieces.push(&rest[..at]);
        rest = &rest[at + CUT.len()..];
    }
    pieces.push(rest);
    let piece = |number: usize| pieces.get(number).copied().unwrap_or_default();
    let bytes = workbook(piece(0), piece(1), piece(2)).ok()?;
    read("book.xlsx", bytes)
}

fn workbook(sheet: &[u8], strings: &[u8], styles: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let relations = |list: &[(&str, &str)]| {
        let one = |(kind, target): &(&str, &str)| {
            format!("<Relationship Id=\"{kind}\" Type=\"office/relationships/{kind}\" Target=\"{target}\"/>")
        };
        list.iter().map(one).collect::<String>().into_bytes()
    };
    let parts = [
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "sheet.xml"), ("sharedStrings", "strings.xml"), ("styles", "styles.xml")]),
        ),
        ("xl/workbook.xml", b"<workbook><sheet name=\"1\" r:id=\"worksheet\"/></workbook>".to_vec()),
        ("xl/sheet.xml", sheet.to_vec()),
        ("xl/strings.xml", strings.to_vec()),
        ("xl/styles.xml", styles.to_vec()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name, stored)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Reads, and checks what every reader promises of its grids.
fn read(name: &str, bytes: Vec<u8>) -> Option<usize> {
    let source = Source { name: name.into(), bytes: bytes.into() };
    let grids = match grids(&source, None, &Cancel::default()) {
        Ok(grids) => grids,
        Err(error) => {
            assert!(error.to_string().contains(name), "an error names its file");
            return None;
        }
    };
    let last = CellRef { row: 1_048_575, column: 16_383 };
    for grid in &grids {
        assert!(grid.cells.is_sorted_by(|one, next| one.at < next.at), "in order, none twice");
        assert!(grid.cells.iter().all(|cell| cell.at.row <= last.row && cell.at.column <= last.column));
        assert!(grid.hidden_rows.is_sorted_by(|one, next| one < next));
        assert!(grid.hidden_columns.is_sorted_by(|one, next| one < next));
        assert!(grid.merges.iter().all(|merge| merge.from <= merge.to && merge.to.row <= last.row));
    }
    Some(grids.iter().map(|grid| grid.cells.len()).sum())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_seeds_are_read_as_tables() {
        for (folder, read) in [("xlsx", super::xlsx as fn(&[u8]) -> Option<usize>), ("csv", super::csv)] {
            let path = format!("{}/seeds/{folder}", env!("CARGO_MANIFEST_DIR"));
            let mut count = 0;
            for entry in std::fs::read_dir(path).expect("the folder of seeds") {
                let path = entry.expect("a seed").path();
                let bytes = std::fs::read(&path).expect("a seed");
                assert!(read(&bytes).is_some_and(|cells| cells > 2), "{}", path.display());
                count += 1;
            }
            assert!(count > 1);
        }
    }
}
