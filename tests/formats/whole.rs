//! xls, xlsb and ods through the reading process.

use nastavnik::ingest::formats::child::ChildReader;
use nastavnik::ingest::formats::error::Problem;
use nastavnik::ingest::formats::grids;
use nastavnik::ingest::source::{Cancel, Source};

use crate::build::{compound, record, utf16, xls, zipped};
use crate::{read, shown};

const OLD_EXCEL: u16 = 0x0500;
const EXCEL: u16 = 0x0600;

#[test]
fn an_xls_with_hidden_rows_and_columns() {
    let grids = read("штат.xls", xls(EXCEL, &[])).unwrap();
    assert_eq!(grids[0].name, "Лист1");
    assert_eq!(
        shown(&grids[0]),
        ["A1=ФИО", "C1=Стаж", "A2=Иванов И. И.", "C2=7.5"]
    );
    assert_eq!(
        (&grids[0].hidden_rows[..], &grids[0].hidden_columns[..]),
        (&[1][..], &[2][..])
    );
    assert_eq!(grids[0].merges.len(), 1);
}

#[test]
fn the_content_decides_not_the_extension() {
    assert_eq!(read("штат.xlsx", xls(EXCEL, &[])).unwrap()[0].cells.len(), 4);
}

#[test]
fn what_an_xls_may_hide() {
    let problem = |bytes| read("штат.xls", bytes).unwrap_err().problem;
    assert_eq!(problem(xls(OLD_EXCEL, &[])), Problem::OldExcel);
    assert_eq!(problem(xls(EXCEL, &record(0x002F, &[0; 6]))), Problem::Encrypted);
    assert_eq!(
        problem(compound("EncryptedPackage", Vec::new())),
        Problem::Encrypted
    );
    assert_eq!(problem(compound("Book", Vec::new())), Problem::OldExcel);
    assert!(matches!(
        problem(compound("WordDocument", Vec::new())),
        Problem::Other(_)
    ));
    assert_eq!(problem(xls(EXCEL, &[])[..1000].to_vec()), Problem::Damaged(None));
}

#[test]
fn an_ods_with_hidden_rows_and_merged_cells() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
        <table:table table:name="Штат"><table:table-column/><table:table-column table:visibility="collapse"/>
        <table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>ФИО</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>Орлова Т. П.</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-09-01"><text:p>01.09.26</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="collapse" table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".to_vec()),
        ("content.xml", content.as_bytes().to_vec()),
    ]);
    let grids = read("штат.ods", bytes).unwrap();
    assert_eq!(
        shown(&grids[0]),
        ["A1=ФИО", "A4=Орлова Т. П.", "B4=2026-09-01T00:00:00"]
    );
    assert_eq!(
        (&grids[0].hidden_rows[..], &grids[0].hidden_columns[..]),
        (&[3][..], &[1][..])
    );
    assert_eq!(grids[0].merges.len(), 1);
}

#[test]
fn an_xlsb_with_a_hidden_row() {
    let text = |text: &str| {
        [
            &u32::try_from(text.chars().count()).unwrap().to_le_bytes()[..],
            &utf16(text),
        ]
        .concat()
    };
    let words = |words: &[u32]| {
        words
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    let record = |kind: u8, data: &[u8]| {
        let kind = if kind < 128 { vec![kind] } else { vec![kind, 1] };
        [kind, vec![u8::try_from(data.len()).unwrap()], data.to_vec()].concat()
    };
    let row = |row: u32, hidden: u8| {
        let mut data = words(&[row, 0]);
        data.extend([44, 1, 0, hidden, 0]);
        record(0, &[data, words(&[1, 0, 1])].concat())
    };
    let cell = |column: u32, value: &str| record(6, &[words(&[column, 0]), text(value)].concat());
    let book = [
        record(131, &[]),
        record(143, &[]),
        record(156, &[words(&[0, 1]), text("rId1"), text("Штат")].concat()),
        record(144, &[]),
        record(132, &[]),
    ];
    let sheet = [
        record(129, &[]),
        record(148, &words(&[0, 1, 0, 1])),
        record(145, &[]),
        row(0, 0),
        cell(0, "ФИО"),
        row(1, 0x10),
        cell(1, "учитель"),
        record(146, &[]),
        record(130, &[]),
    ];
    let relation = |kind: &str, target: &str| {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!(r#"<Relationships><Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/></Relationships>"#)
            .into_bytes()
    };
    let bytes = zipped(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.bin")),
        ("xl/workbook.bin", book.concat()),
        (
            "xl/_rels/workbook.bin.rels",
            relation("worksheet", "worksheets/sheet1.bin"),
        ),
        ("xl/worksheets/sheet1.bin", sheet.concat()),
    ]);
    let grids = read("штат.xlsb", bytes).unwrap();
    assert_eq!(shown(&grids[0]), ["A1=ФИО", "B2=учитель"]);
    assert_eq!(grids[0].hidden_rows, [1]);
}

#[test]
fn one_process_reads_many_files_and_bad_ones_between() {
    let reader = ChildReader::new(env!("CARGO_BIN_EXE_nastavnik").into());
    let try_read = |bytes: Vec<u8>| {
        let source = Source {
            name: "штат.xls".into(),
            bytes: bytes.into(),
        };
        grids(&source, Some(&reader), &Cancel::default())
    };
    for _ in 0..3 {
        assert!(try_read(xls(EXCEL, &[])).is_ok());
        // A sheet that begins beyond the end of the stream.
        let mut broken = xls(EXCEL, &[]);
        let bound = broken
            .windows(4)
            .position(|part| part == [0x85, 0, 18, 0])
            .unwrap();
        broken[bound + 4..bound + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x7F]);
        assert!(try_read(broken).is_err());
    }
}

#[test]
fn without_a_process_these_formats_are_refused() {
    let source = Source {
        name: "штат.xls".into(),
        bytes: xls(EXCEL, &[]).into(),
    };
    let message = grids(&source, None, &Cancel::default()).unwrap_err().to_string();
    assert!(
        message.contains("штат.xls") && message.contains("xlsx"),
        "{message}"
    );
    let lost = ChildReader::new("no-such-program".into());
    let problem = grids(&source, Some(&lost), &Cancel::default())
        .unwrap_err()
        .problem;
    assert!(matches!(problem, Problem::ChildStart(_)));
}

#[cfg(unix)]
#[test]
fn a_program_that_is_not_the_reader_is_told_from_it() {
    let source = Source {
        name: "штат.xls".into(),
        bytes: xls(EXCEL, &[]).into(),
    };
    let other = ChildReader::new("/bin/true".into());
    let problem = grids(&source, Some(&other), &Cancel::default())
        .unwrap_err()
        .problem;
    assert_eq!(problem, Problem::ChildDied);
}
