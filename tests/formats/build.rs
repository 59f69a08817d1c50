//! Small files made in memory: zips part by part, and an xls record by record.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip of the parts.
pub fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Parts of an xlsx with the sheet's XML between the root tags, the shared strings and the styles as given.
pub fn parts(sheet: &str, strings: &str, styles: &str) -> Vec<(&'static str, Vec<u8>)> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: u32, kind: &str, target: &str| {
        format!(r#"<Relationship Id="rId{id}" Type="{office}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>").into_bytes();
    vec![
        (
            "_rels/.rels",
            relations(relation(1, "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation(1, "worksheet", "worksheets/sheet1.xml")
                    + &relation(2, "sharedStrings", "sharedStrings.xml")
                    + &relation(3, "styles", "styles.xml"),
            ),
        ),
        (
            "xl/workbook.xml",
            br#"<workbook><sheets><sheet name="A &amp; B" r:id="rId1"/></sheets></workbook>"#.to_vec(),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst>{strings}</sst>").into_bytes(),
        ),
        (
            "xl/styles.xml",
            format!("<styleSheet>{styles}</styleSheet>").into_bytes(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet>{sheet}</worksheet>").into_bytes(),
        ),
    ]
}

/// An xlsx with one sheet.
pub fn xlsx(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    zipped(&parts(sheet, strings, styles))
}

/// A record of BIFF.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn biff(kind: u16, version: u16) -> Vec<u8> {
    let words = [version, kind, 0x0DBB, 0x07CC, 0, 0, 0x0606, 0];
    record(0x0809, &words.map(u16::to_le_bytes).concat())
}

/// An xls: one sheet of texts and numbers, a hidden row, a hidden column, a merged range; `extra` goes among the
/// records of the whole workbook.
pub fn xls(version: u16, extra: &[u8]) -> Vec<u8> {
    let name = utf16("Лист1");
    let label = |row: u16, column: u16, text: &str| {
        let head = [row, column, 15, u16::try_from(text.chars().count()).unwrap()]
            .map(u16::to_le_bytes)
            .concat();
        record(0x0204, &[head, vec![1], utf16(text)].concat())
    };
    let number = |row: u16, column: u16, value: f64| {
        let head = [row, column, 15].map(u16::to_le_bytes).concat();
        record(0x0203, &[head, value.to_le_bytes().to_vec()].concat())
    };
    let row = |row: u16, flags: u16| {
        record(
            0x0208,
            &[row, 0, 3, 300, 0, 0, flags, 15].map(u16::to_le_bytes).concat(),
        )
    };
    let bound = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 5, 1], &name].concat());
    let head = [
        biff(5, version),
        record(0x0042, &1200u16.to_le_bytes()),
        extra.to_vec(),
    ]
    .concat();
    let at = head.len() + bound(0).len() + 4;
    let sheet = [
        biff(16, version),
        record(0x007D, &[2, 2, 256, 15, 1, 0].map(u16::to_le_bytes).concat()),
        row(0, 0x100),
        row(1, 0x120),
        label(0, 0, "ФИО"),
        label(0, 2, "Стаж"),
        label(1, 0, "Иванов И. И."),
        number(1, 2, 7.5),
        record(0x00E5, &[1, 0, 0, 0, 1].map(u16::to_le_bytes).concat()),
        record(0x000A, &[]),
    ]
    .concat();
    let stream = [
        head,
        bound(u32::try_from(at).unwrap()),
        record(0x000A, &[]),
        sheet,
    ]
    .concat();
    compound("Workbook", stream)
}

pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A compound file with one stream, of at least 4,096 bytes so that no mini stream is needed.
pub fn compound(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap();
    // Sector 0 is the table, 1 the directory, the stream follows.
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((0..sectors).map(|index| if index + 1 == sectors { END } else { index + 3 }));
    table.resize(128, FREE);
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.resize(24, 0);
    header.extend(
        [0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]
            .map(|word: u16| word)
            .map(u16::to_le_bytes)
            .concat(),
    );
    header.extend([0, 1, 1, 0, 4096, END, 0, END, 0].map(u32::to_le_bytes).concat());
    header.extend(0u32.to_le_bytes());
    header.resize(512, 0xFF);
    let entry = |name: &str, kind: u8, start: u32, size: u32, child: u32| {
        let mut entry = utf16(name);
        let length = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([FREE, FREE, child].map(u32::to_le_bytes).concat());
        entry.resize(116, 0);
        entry.extend([start, size, 0].map(u32::to_le_bytes).concat());
        entry
    };
    let size = u32::try_from(stream.len()).unwrap();
    let mut directory = [entry("Root Entry", 5, END, 0, 1), entry(name, 2, 2, size, FREE)].concat();
    directory.resize(512, 0);
    [
        header,
        table.into_iter().flat_map(u32::to_le_bytes).collect(),
        directory,
        stream,
    ]
    .concat()
}
