//! Pages of HTML and Excel's XML of 2003 under the names exports give them.

use nastavnik::ingest::formats::error::{Foreign, Problem};

use crate::{read, shown};

const PAGE: &str = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\"></head><body>\
    <table border=1><tr><td>ФИО</td><td>Должность</td></tr><tr><td>Орлова Т.&nbsp;П.</td><td>учитель</td></tr></table></body></html>";

const CELLS: [&str; 4] = ["A1=ФИО", "B1=Должность", "A2=Орлова Т.\u{a0}П.", "B2=учитель"];

#[test]
fn a_page_in_any_encoding_is_a_table() {
    let wide = format!("\u{FEFF}{PAGE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let narrow = |label: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let page = PAGE.replace("windows-1251", label);
        encoding.encode(&page).0.into_owned()
    };
    for bytes in [
        PAGE.as_bytes().to_vec(),
        wide,
        narrow("windows-1251"),
        narrow("koi8-r"),
        narrow("ibm866"),
    ] {
        assert_eq!(shown(&read("Отчёт.xls", bytes).unwrap()[0]), CELLS);
    }
}

#[test]
fn a_page_may_have_any_name_and_begin_anyhow() {
    assert_eq!(shown(&read("Отчёт.xlsx", PAGE.into()).unwrap()[0]), CELLS);
    let bare = &PAGE[PAGE.find("<table").unwrap()..];
    assert_eq!(
        shown(&read("Отчёт.html", format!("\n  {bare}").into()).unwrap()[0]),
        CELLS
    );
    let long = format!("<style>{}</style>{bare}", ".xl65 { color: black }".repeat(1000));
    assert_eq!(shown(&read("Отчёт.xls", long.into()).unwrap()[0]), CELLS);
}

#[test]
fn an_xml_workbook_is_a_table() {
    let book = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Worksheet ss:Name=\"Штат\"><Table><Row><Cell><Data ss:Type=\"String\">ФИО</Data></Cell><Cell><Data ss:Type=\"String\">Должность</Data></Cell></Row>\
        <Row><Cell><Data ss:Type=\"String\">Орлова Т.&#160;П.</Data></Cell><Cell><Data ss:Type=\"String\">учитель</Data></Cell></Row></Table>\
        <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
    let grids = read("Штат.xls", book.into()).unwrap();
    assert_eq!(shown(&grids[0]), CELLS);
    assert_eq!((grids[0].name.as_str(), grids[0].hidden), ("Штат", true));
}

#[test]
fn markup_without_a_table_is_refused() {
    let problem = |text: &str| read("Отчёт.xls", text.into()).unwrap_err().problem;
    assert_eq!(
        problem("<html><body><p>Сеанс завершён"),
        Problem::Other(Foreign::Html)
    );
    assert_eq!(
        problem("<?xml version='1.0'?><note>x</note>"),
        Problem::Other(Foreign::Xml)
    );
    assert_eq!(
        problem("MIME-Version: 1.0\nContent-Type: multipart/related"),
        Problem::OtherTable(Foreign::WebArchive)
    );
    assert_eq!(
        problem(
            "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>ФИО</Data></Cell></Row></Table></Worksheet></Workbook>"
        ),
        Problem::Other(Foreign::Xml2003)
    );
}

#[test]
fn hostile_pages_are_refused_or_read() {
    for text in [
        "<table>".repeat(300_000),
        "<table><tr>".to_owned() + &"<td rowspan=65534 colspan=1000>я".repeat(200_000),
        "<table>".to_owned() + &"<tr><td colspan=1000 rowspan=2>я<td>я".repeat(50_000),
        "<html><table><td ".to_owned() + &"a=1 ".repeat(300_000),
        "<html><!--".to_owned() + &"<table><td>".repeat(100_000),
        "<html><table>".to_owned() + &"<td>&nbsp;&amp;".repeat(100_000),
    ] {
        let _ = read("Отчёт.xls", text.into());
    }
}
