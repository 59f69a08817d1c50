//! `check` as a page and as a workbook: what a deputy opens, prints and hands out.

mod common;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use common::{nastavnik, stderr, stdout};

const DAY: &str = "2026-11-21";

fn page(paths: &[&str]) -> String {
    let mut arguments = vec!["check", "--date", DAY, "--format", "html"];
    arguments.extend(paths);
    let output = nastavnik(&arguments);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    stdout(&output)
}

fn workbook(path: &str) -> (Vec<u8>, Xlsx<Cursor<Vec<u8>>>) {
    let output = nastavnik(&["check", "--date", DAY, "--format", "xlsx", path]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    let book = Xlsx::new(Cursor::new(output.stdout.clone())).expect("a workbook");
    (output.stdout, book)
}

fn findings(path: &str) -> Vec<serde_json::Value> {
    let output = nastavnik(&["check", "--date", DAY, "--format", "json", path]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    report["schools"][0]["findings"]
        .as_array()
        .expect("a list")
        .clone()
}

/// A school with a name that is no HTML and three hundred cells of one trouble.
fn messy(folder: &Path) {
    let mut table = "ФИО,Должность,Категория\nИванов Пётр Ильич,учитель,высшая\n".to_owned();
    for number in 0..300 {
        table.push_str(&format!(
            "Семёнов{number} Пётр Ильич,учитель,<q>подтверждена & {number}\n"
        ));
    }
    fs::write(folder.join("кадры # 1.csv"), table).expect("a table");
    let name = "\"Школа <script>alert(1)</script> & \"\"К\"\"\"";
    let table = format!("Полное наименование,Краткое наименование,ИНН\n{name},{name},\n");
    fs::write(folder.join("организация.csv"), table).expect("a table");
}

#[test]
fn the_page_tells_every_finding_of_the_sample() {
    let html = page(&["samples/school"]);
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    };
    let found = findings("samples/school");
    assert!(found.len() > 10);
    for finding in found {
        let message = finding["message"].as_str().expect("a message");
        assert!(
            html.contains(&escaped(message)) || html.contains(message),
            "the page leaves out: {message}"
        );
    }
    for wanted in [
        "исправить или объяснить",
        "Что сделать:",
        "Норма:",
        "Показатели",
        "открыть файл",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    for foreign in ["http:", "https:", "<script", "src=", "@import"] {
        assert!(
            !html.contains(foreign),
            "the page is not self-contained: {foreign}"
        );
    }
    assert_eq!(html, page(&["samples/school"]), "equal data give equal bytes");
}

#[test]
fn a_school_without_findings_is_told_so() {
    let html = page(&["samples/school-clean"]);
    assert!(html.contains("Замечаний нет.") && !html.contains("Замечания по листам"));
    let (_, mut book) = workbook("samples/school-clean");
    let sheet = book.worksheet_range("Замечания").expect("the sheet");
    assert_eq!(sheet.height(), 1, "only the header");
}

#[test]
fn links_lead_from_the_page_to_the_file() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let school = home.path().join("школа");
    fs::create_dir(&school).expect("a folder");
    messy(&school);
    let out = home.path().join("замечания.html");
    let answer = nastavnik(&[
        "check",
        "--format",
        "html",
        "--out",
        &out.to_string_lossy(),
        &school.to_string_lossy(),
    ]);
    assert!(stdout(&answer).is_empty(), "{}", stderr(&answer));
    let html = fs::read_to_string(out).expect("the page");
    let way: String = "школа".bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert!(html.contains(&format!("href=\"{way}/")), "no link: {html}");
    assert!(html.contains("%20%23%201.csv\""), "the name is escaped");
}

#[test]
fn names_are_escaped_and_no_cell_is_left_out() {
    let home = tempfile::tempdir().expect("a temporary folder");
    messy(home.path());
    let path = home.path().to_string_lossy().into_owned();
    let html = page(&[&path]);
    assert!(!html.contains("<script") && !html.contains("<q>"), "{html}");
    assert!(html.contains("Школа &lt;script&gt;alert"), "{html}");
    assert!(html.contains("&lt;q&gt;подтверждена &amp; 0"), "{html}");
    assert!(html.contains("C3–C302"), "the range of all cells: {html}");
    let (_, mut book) = workbook(&path);
    let sheet = book.worksheet_range("Замечания").expect("the sheet");
    assert!(
        sheet
            .rows()
            .flatten()
            .any(|cell| *cell == Data::String("C3–C302".to_owned())),
        "{sheet:?}"
    );
    let summary = book.worksheet_range("Сводка").expect("the sheet");
    assert!(
        summary.rows().any(|row| row.contains(&Data::Float(300.0))),
        "the exact count of cells: {summary:?}"
    );
}

#[test]
fn several_schools_begin_with_a_table() {
    let html = page(&["samples/school", "samples/school-clean"]);
    assert!(html.contains("href=\"#school-2\"") && html.contains("id=\"school-2\""));
    assert!(html.contains("Школ: 2."));
}

#[test]
fn the_workbook_has_a_row_for_each_finding() {
    let (bytes, mut book) = workbook("samples/school");
    assert_eq!(book.sheet_names(), ["Сводка", "Замечания", "Показатели"]);
    let sheet = book.worksheet_range("Замечания").expect("the sheet");
    let mut told: Vec<String> = sheet
        .rows()
        .skip(1)
        .map(|row| row.last().map(ToString::to_string).unwrap_or_default())
        .collect();
    let mut wanted: Vec<String> = findings("samples/school")
        .iter()
        .map(|finding| finding["key"].as_str().expect("a key").to_owned())
        .collect();
    told.sort();
    wanted.sort();
    assert_eq!(told, wanted);
    assert!(!book.worksheet_range("Показатели").expect("the sheet").is_empty());
    assert_eq!(bytes, workbook("samples/school").0, "equal data give equal bytes");
}

#[test]
fn the_answer_never_becomes_data_of_the_school() {
    let home = tempfile::tempdir().expect("a temporary folder");
    messy(home.path());
    let table = home.path().join("кадры # 1.csv");
    let before = fs::read(&table).expect("the table");
    let path = home.path().to_string_lossy().into_owned();
    for out in [home.path().join("замечания.xlsx"), table.clone()] {
        let output = nastavnik(&[
            "check",
            &path,
            "--format",
            "xlsx",
            "--out",
            &out.to_string_lossy(),
        ]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("в другую папку"), "{}", stderr(&output));
    }
    assert_eq!(fs::read(&table).expect("the table"), before);
    assert!(!home.path().join("замечания.xlsx").exists());
}

#[test]
fn many_schools_answer_in_their_order_and_none_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<String> = (0..70)
        .map(|number| {
            let school = folder.path().join(format!("школа {number}"));
            fs::create_dir(&school).expect("a folder");
            let (name, text) = match number {
                40 => ("кадры.xlsx", "not a workbook"),
                _ => ("кадры.csv", "ФИО,Должность\nИванов Пётр Ильич,учитель\n"),
            };
            fs::write(school.join(name), text).expect("a file");
            school.display().to_string()
        })
        .collect();
    let mut arguments = vec!["check", "--date", DAY, "--format", "json"];
    arguments.extend(paths.iter().map(String::as_str));
    let output = nastavnik(&arguments);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let schools = report["schools"].as_array().expect("a list");
    let told: Vec<&str> = schools
        .iter()
        .filter_map(|school| school["path"].as_str())
        .collect();
    assert_eq!(told, paths);
    let place = &schools[40]["findings"][0]["places"][0]["file"];
    assert_eq!(
        place, "кадры.xlsx",
        "the broken file is a finding of its own school"
    );

    let file = folder.path().join("ответ.json");
    arguments.extend(["--out", file.to_str().expect("UTF-8")]);
    nastavnik(&arguments);
    assert_eq!(fs::read(&file).expect("the answer"), output.stdout);
}

/// How often each code stands in a text.
fn codes(text: &str) -> std::collections::BTreeMap<String, usize> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = std::collections::BTreeMap::new();
    let told = letters.windows(4).filter(|part| {
        "ДЛПАКИСШ".contains(part[0]) && part[1] == '-' && part[2..].iter().all(char::is_ascii_digit)
    });
    for code in told {
        *found.entry(code.iter().collect()).or_default() += 1;
    }
    found
}

/// The day on which art. 351.8 came into force: whatever the format, nothing but its requirements appears.
#[test]
fn one_day_of_difference_is_told_by_the_article_and_by_nothing_else() {
    let told = |day: &str, format: &str| {
        let output = nastavnik(&["check", "--date", day, "--format", format, "samples/school"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
        if format != "xlsx" {
            return stdout(&output);
        }
        let mut book = Xlsx::new(Cursor::new(output.stdout)).expect("a workbook");
        let sheets = book.worksheets();
        let cells = sheets.iter().flat_map(|(_, range)| range.cells());
        let texts: Vec<String> = cells.map(|(_, _, cell)| cell.to_string()).collect();
        texts.join("\n")
    };
    let model = nastavnik::model::load("federal-staff", &toml::Table::new()).expect("the model");
    let of_article: Vec<String> = nastavnik::check::cards(&model)
        .into_iter()
        .filter(|card| card.basis.iter().any(|basis| basis.act == "тк-351.8"))
        .map(|card| card.code)
        .collect();
    for format in ["text", "json", "html", "xlsx", "sarif"] {
        let before = codes(&told("2025-02-28", format));
        let after = codes(&told("2025-03-01", format));
        // The page tells a cause once, with all its cells: П-03 had one on the day before.
        assert!(
            after.get("П-01") > before.get("П-01"),
            "{format}: {before:?} {after:?}"
        );
        assert!(
            after.get("П-03") >= before.get("П-03"),
            "{format}: {before:?} {after:?}"
        );
        let differing = before.keys().chain(after.keys());
        let strange: Vec<&String> = differing
            .filter(|code| before.get(*code) != after.get(*code) && !of_article.contains(code))
            .collect();
        assert!(strange.is_empty(), "{format}: {strange:?}");
    }
}
