//! xlsx made by nobody's spreadsheet program.

use nastavnik::ingest::formats::error::{Foreign, Problem};
use nastavnik::ingest::grid::OddityKind;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use crate::build::{parts, xlsx, zipped};
use crate::{read, shown};

const ROW: &str =
    r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45292</v></c></row></sheetData>"#;
const STRINGS: &str = "<si><r><t>Ф</t></r><r><t xml:space=\"preserve\">ИО </t></r><rPh><t>нет</t></rPh></si>";
const STYLES: &str = r#"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#;

#[track_caller]
fn problem(bytes: Vec<u8>) -> Problem {
    let error = read("книга.xlsx", bytes).unwrap_err();
    assert!(error.to_string().contains("книга.xlsx"));
    error.problem
}

/// Cells and oddities of a sheet.
#[track_caller]
fn check(sheet: &str, cells: &[&str], oddities: &[OddityKind]) {
    let grid = read("книга.xlsx", xlsx(sheet, STRINGS, STYLES))
        .unwrap()
        .remove(0);
    assert_eq!(shown(&grid), cells);
    assert_eq!(
        grid.oddities.iter().map(|oddity| oddity.kind).collect::<Vec<_>>(),
        oddities
    );
}

#[test]
fn rich_text_dates_and_names() {
    check(ROW, &["A1=ФИО ", "B1=2024-01-01T00:00:00"], &[]);
    assert_eq!(
        read("книга.xlsx", xlsx(ROW, STRINGS, STYLES)).unwrap()[0].name,
        "A & B"
    );
}

#[test]
fn dates_counted_from_1904() {
    let mut book = parts(ROW, STRINGS, STYLES);
    book[2].1 = br#"<workbook><workbookPr date1904="1"/><sheets><sheet name="1" state="hidden" r:id="rId1"/></sheets></workbook>"#.to_vec();
    let grid = read("книга.xlsx", zipped(&book)).unwrap().remove(0);
    assert_eq!(shown(&grid)[1], "B1=2028-01-02T00:00:00");
    assert!(grid.hidden);
}

#[test]
fn cells_without_addresses_and_out_of_order() {
    check(
        "<sheetData><row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>",
        &["A1=1", "C1=2", "A2=3"],
        &[],
    );
    check(
        r#"<sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A2"><v>3</v></c></row></sheetData>"#,
        &["B1=2", "A2=3"],
        &[OddityKind::CellTwice],
    );
}

#[test]
fn values_that_are_odd_keep_their_place() {
    check(
        r#"<sheetData><row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1" t="s"><v>9</v></c><c r="C1" t="zzz"><v>1</v></c>
        <c r="D1"><v>1e999</v></c><c r="E1" t="inlineStr"><is><t>да</t></is><v>нет</v></c><c r="F1" t="b"><v>1</v></c>
        <c r="G1"><f>A1</f></c><c r="H1" t="str"><f>A1</f><v>&amp;_x000D_</v></c></row></sheetData>"#,
        &["A1=#SPILL!", "E1=да", "F1=true", "H1=&\r"],
        &[
            OddityKind::ValueUnreadable,
            OddityKind::ValueUnreadable,
            OddityKind::ValueUnreadable,
            OddityKind::FormulaWithoutValue,
        ],
    );
}

#[test]
fn control_characters_are_dropped_and_their_cell_is_told() {
    check(
        r#"<sheetData><row r="1"><c r="A1" t="str"><v>а_x0001_б_x000B_в</v></c><c r="B1" t="str"><v>_x0002_</v></c>
        <c r="C1" t="str"><v>г&#xFFFE;</v></c></row></sheetData>"#,
        &["A1=аб\nв", "C1=г"],
        &[OddityKind::ControlDropped; 3],
    );
}

#[test]
fn merged_ranges_that_make_no_sense_are_left_out() {
    let merges = r#"<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C4"/><mergeCell ref="D2:C1"/><mergeCell ref="?"/></mergeCells>"#;
    let grid = read("книга.xlsx", xlsx(&format!("{ROW}{merges}"), STRINGS, STYLES))
        .unwrap()
        .remove(0);
    assert_eq!(grid.merges.len(), 1);
    assert_eq!(grid.oddities.len(), 3);
}

#[test]
fn hidden_rows_and_columns() {
    let sheet = r#"<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="true"><c><v>1</v></c></row><row hidden="0"/></sheetData>"#;
    let grid = read("книга.xlsx", xlsx(sheet, STRINGS, STYLES))
        .unwrap()
        .remove(0);
    assert_eq!(
        (&grid.hidden_rows[..], &grid.hidden_columns[..]),
        (&[0][..], &[1, 2][..])
    );
}

#[test]
fn addresses_beyond_a_sheet_are_refused() {
    for address in [
        "XFE1",
        "A0",
        "A1048577",
        "A99999999999999999999",
        "ZZZZZZZ1",
        "",
        "Ж1",
    ] {
        let sheet = format!(r#"<sheetData><row><c r="{address}"><v>1</v></c></row></sheetData>"#);
        assert!(
            matches!(problem(xlsx(&sheet, "", "")), Problem::Reference { .. }),
            "{address}"
        );
    }
    let cells = "<c/>".repeat(16_385);
    assert!(matches!(
        problem(xlsx(
            &format!("<sheetData><row>{cells}</row></sheetData>"),
            "",
            ""
        )),
        Problem::ManyColumns(_)
    ));
}

#[test]
fn a_table_of_strings_may_lie_about_its_size() {
    let mut book = parts(ROW, STRINGS, STYLES);
    book[3].1 = format!(r#"<sst count="4000000000" uniqueCount="4000000000">{STRINGS}</sst>"#).into_bytes();
    assert_eq!(read("книга.xlsx", zipped(&book)).unwrap()[0].cells.len(), 2);
}

#[test]
fn bombs_and_entities_are_refused() {
    let spaces = xlsx(&format!("<sheetData>{}</sheetData>", " ".repeat(5 << 20)), "", "");
    assert!(matches!(problem(spaces), Problem::LongXml(_)));
    let mut entity = parts(ROW, STRINGS, STYLES);
    entity[3].1 = b"<!DOCTYPE sst [<!ENTITY x \"y\">]><sst><si><t>&x;</t></si></sst>".to_vec();
    assert!(matches!(problem(zipped(&entity)), Problem::DocumentType(_)));
}

#[test]
fn parts_that_are_missing_or_cut() {
    for lost in 0..6 {
        let mut book = parts(ROW, STRINGS, STYLES);
        let (name, _) = book.remove(lost);
        let outcome = read("книга.xlsx", zipped(&book));
        // Without strings or styles the rest can still be read, and what is wanting is told.
        let may_be_lost = matches!(name, "xl/sharedStrings.xml" | "xl/styles.xml");
        assert_eq!(outcome.is_ok(), may_be_lost, "{name}");
    }
    let whole = xlsx(ROW, STRINGS, STYLES);
    assert_eq!(problem(whole[..whole.len() / 2].to_vec()), Problem::Damaged(None));
}

#[test]
fn things_that_are_no_tables() {
    assert_eq!(
        problem(zipped(&[("word/document.xml", Vec::new())])),
        Problem::Other(Foreign::Word)
    );
    assert_eq!(
        problem(zipped(&[("readme.txt", Vec::new())])),
        Problem::Other(Foreign::Archive)
    );
    assert_eq!(problem(b"%PDF-1.7".to_vec()), Problem::Other(Foreign::Pdf));
    assert_eq!(
        problem("<html><body><h1>Вход</h1><table><tr><td>Пароль".into()),
        Problem::Other(Foreign::Html)
    );
    assert_eq!(
        problem("ФИО;Стаж".into()),
        Problem::TextAsWorkbook(".xlsx".into())
    );
    assert_eq!(problem(Vec::new()), Problem::Empty);
    assert_eq!(problem(xlsx("<sheetData/>", "", "")), Problem::NoCells);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut bytes = xlsx(ROW, STRINGS, STYLES);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read("книга.xlsx", bytes);
    }

    #[test]
    fn a_damaged_sheet_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[<>/\"'=&;!?a-zA-Z0-9 \\[\\]-]"), 1..12)
    ) {
        let mut book = parts(ROW, STRINGS, STYLES);
        for (at, text) in changes {
            let sheet = &mut book[5].1;
            let at = at.index(sheet.len());
            sheet[at] = text.as_bytes()[0];
        }
        let _ = read("книга.xlsx", zipped(&book));
    }
}
