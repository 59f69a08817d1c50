//! The rulebook over the sample schools: the clean one is silent, each broken cell makes its own finding and no
//! unrelated one, and an act reaches only what happened while it was in force.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use nastavnik::check::{self, Checked};
use nastavnik::diag::text::{Colours, text};
use nastavnik::indicator::{self, IndicatorValue};
use nastavnik::ingest::formats;
use nastavnik::ingest::grid::{CellRef, CellValue, Grid, GridCell};
use nastavnik::ingest::read::{Ingested, TableRead, understand_grids};
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::model::{self, Model};
use nastavnik::school::School;
use nastavnik::school::build::build;
use nastavnik::settings::Settings;

/// The day as of which the samples stand.
const DAY: Date = date(2026, 11, 21);

fn grids(name: &str) -> Vec<Grid> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(name)
        .join("Наставничество.xlsx");
    let source = Source {
        name: Arc::from("Наставничество.xlsx"),
        bytes: Arc::from(fs::read(path).unwrap()),
    };
    formats::grids(&source, None, &Cancel::default()).unwrap()
}

fn ingested(grids: Vec<Grid>) -> Ingested {
    let files = [(Arc::from("Наставничество.xlsx"), Ok(grids))];
    understand_grids(files, &Settings::default(), &Cancel::default())
}

fn understood(grids: Vec<Grid>) -> School {
    build(ingested(grids), "школа", "школа").0
}

/// The school whose sheets are those already understood, except the ones that were changed.
fn with_changed(clean: &Ingested, changed: Vec<Grid>) -> School {
    let mut read = ingested(changed);
    let new: Vec<Arc<str>> = read.files[0]
        .tables
        .iter()
        .map(|table| Arc::clone(&table.name))
        .collect();
    let kept = clean.files[0]
        .tables
        .iter()
        .filter(|table| !new.contains(&table.name));
    let copies = kept.map(|table| TableRead {
        name: Arc::clone(&table.name),
        sheet: table.sheet,
        records: table.records.clone(),
        ..TableRead::default()
    });
    read.files[0].tables.extend(copies.collect::<Vec<_>>());
    build(read, "школа", "школа").0
}

fn federal() -> Model {
    model::load(model::DEFAULT, &toml::Table::new()).unwrap()
}

fn checked(school: &School, day: Date) -> Checked {
    check::check(school, &federal(), &Settings::default(), day)
}

fn codes(checked: &Checked) -> BTreeSet<String> {
    checked
        .findings
        .iter()
        .map(|finding| finding.code.clone())
        .collect()
}

#[test]
fn the_clean_school_has_no_finding_at_all() {
    let found = checked(&understood(grids("school-clean")), DAY);
    assert!(
        found.findings.is_empty(),
        "{}",
        text(&found.findings, Colours::Off)
    );
    assert!(found.summary.passed > 1000, "{:?}", found.summary);
}

#[test]
fn the_shares_are_those_of_the_staff() {
    let values = indicator::compute(&understood(grids("school")), &federal(), DAY);
    let young = values.iter().find(|value| value.id == "доля-молодых").unwrap();
    let IndicatorValue {
        numerator,
        denominator,
        value,
        ..
    } = young;
    assert_eq!(
        (*numerator, *denominator, *value),
        (Some(15.0), Some(52.0), Some(28.8))
    );
    let first = young
        .history
        .iter()
        .find(|year| year.year == "2024/2025")
        .unwrap();
    assert_eq!(
        (first.numerator, first.denominator, first.value),
        (Some(7.0), Some(52.0), 13.5)
    );
    assert_eq!(first.origin, indicator::Origin::Computed);
    let pairs = values.iter().find(|value| value.id == "пар").unwrap();
    assert_eq!(pairs.previous, Some(7.0));
    assert!(
        pairs
            .history
            .iter()
            .any(|year| year.origin == indicator::Origin::Declared)
    );
}

/// Between the two days nothing changes but the reach of art. 351.8.
#[test]
fn an_act_reaches_what_happened_while_it_was_in_force() {
    let school = understood(grids("school"));
    let key = |checked: &Checked| -> BTreeMap<String, String> {
        let findings = checked.findings.iter();
        findings
            .map(|finding| (finding.key.clone(), finding.code.clone()))
            .collect()
    };
    let before = key(&checked(&school, date(2025, 2, 28)));
    let after = key(&checked(&school, date(2025, 3, 1)));
    let gone: Vec<_> = before
        .iter()
        .filter(|(key, _)| !after.contains_key(*key))
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
    let new: BTreeSet<&str> = after
        .iter()
        .filter(|(key, _)| !before.contains_key(*key))
        .map(|(_, code)| code.as_str())
        .collect();
    assert_eq!(new, BTreeSet::from(["П-01", "П-03"]));
}

/// One line of `tests/cases/mutations.tsv`.
struct Edit {
    sheet: String,
    row: String,
    column: String,
    value: String,
}

struct Case {
    code: String,
    also: BTreeSet<String>,
    cell: bool,
    edits: Vec<Edit>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/mutations.tsv");
    let mut cases: Vec<Case> = Vec::new();
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, also, cell, sheet, row, column, value] = fields[..] else {
            panic!("seven fields: {line}")
        };
        if cases.last().is_none_or(|case| case.code != code) {
            let also = also.split_whitespace().map(str::to_owned).collect();
            cases.push(Case {
                code: code.to_owned(),
                also,
                cell: cell == "да",
                edits: Vec::new(),
            });
        }
        let edit = [sheet, row, column, value].map(str::to_owned);
        let [sheet, row, column, value] = edit;
        cases.last_mut().unwrap().edits.push(Edit {
            sheet,
            row,
            column,
            value,
        });
    }
    cases
}

fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => text.to_string(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Date(moment) => moment.date().to_string(),
        CellValue::Bool(yes) => yes.to_string(),
        CellValue::Error(text) => text.to_string(),
    }
}

fn set(grid: &mut Grid, at: CellRef, value: &str) {
    grid.cells.retain(|cell| cell.at != at);
    if !value.is_empty() {
        let value = match value.parse::<f64>() {
            Ok(number) => CellValue::Number(number),
            Err(_) => CellValue::Text(value.into()),
        };
        grid.cells.push(GridCell { at, value });
        grid.cells.sort_by_key(|cell| cell.at);
    }
}

/// Applies the edits of a case; returns the sheets and cells that were set.
fn apply(grids: &mut Vec<Grid>, edits: &[Edit]) -> BTreeSet<(String, String)> {
    let mut touched = BTreeSet::new();
    // Rows are looked for before anything is changed, so that an edit may change the cell it is found by.
    let untouched: BTreeMap<String, Grid> = grids
        .iter()
        .map(|grid| (grid.name.to_string(), grid.clone()))
        .collect();
    for edit in edits {
        if !grids.iter().any(|grid| *grid.name == *edit.sheet) {
            let name = edit.sheet.clone();
            grids.push(Grid {
                name,
                ..Grid::default()
            });
        }
        let grid = grids.iter_mut().find(|grid| *grid.name == *edit.sheet).unwrap();
        let old = untouched.get(&edit.sheet);
        let header = |grid: &Grid, title: &str| {
            grid.cells
                .iter()
                .find(|cell| cell.at.row == 0 && shown(&cell.value) == title)
                .map(|cell| cell.at.column)
        };
        let column = header(grid, &edit.column).or_else(|| {
            (edit.column != "*").then(|| {
                let next = grid
                    .cells
                    .iter()
                    .filter(|cell| cell.at.row == 0)
                    .map(|cell| cell.at.column + 1)
                    .max();
                let at = CellRef {
                    row: 0,
                    column: next.unwrap_or(0),
                };
                set(grid, at, &edit.column);
                at.column
            })
        });
        let rows: Vec<u32> = if let Some(added) = edit.row.strip_prefix('+') {
            let last = old
                .and_then(|grid| grid.cells.iter().map(|cell| cell.at.row).max())
                .unwrap_or(0);
            vec![last + 1 + added.parse::<u32>().unwrap_or(0)]
        } else {
            let old = old.expect("a sheet of the sample");
            let wanted: Vec<(u32, &str)> = edit
                .row
                .split("; ")
                .fold(Vec::<String>::new(), |mut parts, part| {
                    // A value may hold «; » itself.
                    match parts.last_mut() {
                        Some(last) if !part.contains('=') => *last = format!("{last}; {part}"),
                        _ => parts.push(part.to_owned()),
                    }
                    parts
                })
                .leak()
                .iter()
                .map(|part| part.split_once('=').unwrap())
                .map(|(title, value)| {
                    (
                        header(old, title).unwrap_or_else(|| panic!("no column {title}")),
                        value,
                    )
                })
                .collect();
            let rows: BTreeSet<u32> = old
                .cells
                .iter()
                .map(|cell| cell.at.row)
                .filter(|row| *row > 0)
                .collect();
            let holds = |row: u32, column: u32, value: &str| {
                old.cells
                    .iter()
                    .any(|cell| cell.at == CellRef { row, column } && shown(&cell.value) == value)
            };
            rows.into_iter()
                .filter(|row| wanted.iter().all(|(column, value)| holds(*row, *column, value)))
                .collect()
        };
        assert!(!rows.is_empty(), "no row {} in {}", edit.row, edit.sheet);
        for row in rows {
            match column {
                Some(column) => {
                    let at = CellRef { row, column };
                    set(grid, at, &edit.value);
                    touched.insert((edit.sheet.clone(), at.a1()));
                }
                None => grid.cells.retain(|cell| cell.at.row != row),
            }
        }
    }
    touched
}

#[test]
fn a_broken_cell_makes_its_own_finding_and_no_unrelated_one() {
    let clean = grids("school-clean");
    let read = ingested(clean.clone());
    let model = federal();
    let mut wrong = Vec::new();
    for case in cases() {
        let changed = |grid: &&Grid| case.edits.iter().any(|edit| edit.sheet == *grid.name);
        let mut broken: Vec<Grid> = clean.iter().filter(changed).cloned().collect();
        let touched = apply(&mut broken, &case.edits);
        let found = check::check(&with_changed(&read, broken), &model, &Settings::default(), DAY);
        let fired = codes(&found);
        let own: Vec<_> = found
            .findings
            .iter()
            .filter(|finding| finding.code == case.code)
            .collect();
        let places = own.iter().flat_map(|finding| &finding.places);
        let at_cell = places
            .into_iter()
            .any(|place| touched.contains(&(place.sheet.to_string(), place.cell.clone())));
        let stray: Vec<&String> = fired
            .iter()
            .filter(|code| **code != case.code && !case.also.contains(*code))
            .collect();
        if own.is_empty() || !stray.is_empty() || (case.cell && !at_cell) {
            let seen: Vec<String> = found
                .findings
                .iter()
                .map(|finding| {
                    format!(
                        "{} {} {:?}",
                        finding.code,
                        finding.message,
                        finding.places.first().map(ToString::to_string)
                    )
                })
                .collect();
            wrong.push(format!("{} (cells {touched:?}): {seen:#?}", case.code));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<String> = cases().into_iter().map(|case| case.code).collect();
    let known: BTreeSet<String> = check::cards(&federal())
        .into_iter()
        .map(|card| card.code)
        .collect();
    assert_eq!(
        known.difference(&cases).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    assert_eq!(
        cases.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

fn edit(sheet: &str, row: &str, column: &str, value: &str) -> Edit {
    let [sheet, row, column, value] = [sheet, row, column, value].map(str::to_owned);
    Edit {
        sheet,
        row,
        column,
        value,
    }
}

fn broken(edits: &[Edit], settings: &Settings) -> Checked {
    let mut changed = grids("school-clean");
    apply(&mut changed, edits);
    check::check(&understood(changed), &federal(), settings, DAY)
}

/// One pair before, one across and one after 2025-03-01, and an order of each year: only what the act reaches fires.
#[test]
fn pairs_and_orders_are_judged_by_the_acts_of_their_own_days() {
    let pair = |row: &str, key: &str, from: &str, to: &str| -> Vec<Edit> {
        [
            ("Ключ пары", key),
            ("Наставник", "Сафонова Лариса Викторовна"),
            ("Наставляемый", "Долгих Наталья Сергеевна"),
            ("Начало", from),
            ("Окончание", to),
            ("Состояние пары", "завершена"),
        ]
        .into_iter()
        .map(|(column, value)| edit("Пары", row, column, value))
        .collect()
    };
    let order = |row: &str, number: &str, day: &str| -> Vec<Edit> {
        [
            ("№ документа", number),
            ("Дата документа", day),
            ("Вид документа", "приказ об аттестации"),
            ("Название документа", "Об аттестации"),
            ("Журнал", "обучающиеся"),
            ("Состояние документа", "подписан"),
            (
                "На какие акты ссылается",
                "приказ Минобрнауки России от 07.04.2014 № 276",
            ),
        ]
        .into_iter()
        .map(|(column, value)| edit("Документы", row, column, value))
        .collect()
    };
    let edits: Vec<Edit> = [
        pair("+0", "до", "01.09.2023", "28.02.2025"),
        pair("+1", "через", "01.09.2024", "31.05.2025"),
        pair("+2", "после", "01.03.2025", "30.11.2025"),
        order("+0", "1", "01.03.2023"),
        order("+1", "2", "01.03.2024"),
        order("+2", "3", "03.03.2025"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let found = broken(&edits, &Settings::default());
    let about = |code: &str| -> Vec<&str> {
        let own = found.findings.iter().filter(|finding| finding.code == code);
        own.map(|finding| finding.subject.name.as_str()).collect()
    };
    assert_eq!(about("П-01"), ["пара через", "пара после"]);
    assert_eq!(about("П-03"), ["пара через", "пара после"]);
    assert_eq!(about("А-05"), ["№ 2 от 01.03.2024", "№ 3 от 03.03.2025"]);
}

#[test]
fn a_query_may_be_explained_and_stays_in_sight() {
    let mut edits = vec![edit(
        "Пары",
        "Ключ пары=2026-02",
        "Согласие наставляемого (дата)",
        "",
    )];
    for (column, value) in [
        ("Код замечания", "п-10"),
        ("О ком или о чём", "2026-02"),
        ("Пояснение", "согласие хранится у куратора"),
        ("Автор пояснения", "Нестерова И. В."),
        ("Действует до (пояснение)", "31.12.2026"),
    ] {
        edits.push(edit("Пояснения", "++", column, value));
    }
    let found = broken(&edits, &Settings::default());
    assert_eq!(codes(&found), BTreeSet::from(["П-10".to_owned()]));
    let waiver = found.findings[0].waiver.as_ref().unwrap();
    assert_eq!(
        (waiver.reason.as_str(), waiver.until.as_str()),
        ("согласие хранится у куратора", "2026-12-31")
    );
    assert_eq!((found.summary.failed, found.summary.waived), (0, 1));

    // An error cannot be explained away: the explanation then explains nothing.
    let settings: Settings = toml::from_str("[severity]\n\"П-10\" = \"error\"").unwrap();
    let found = broken(&edits, &settings);
    assert_eq!(
        codes(&found),
        BTreeSet::from(["Д-90".to_owned(), "П-10".to_owned()])
    );
    assert!(found.findings.iter().all(|finding| finding.waiver.is_none()));
}

#[test]
fn findings_keep_their_keys_when_rows_move() {
    let key = |edits: &[Edit]| -> String {
        let found = broken(edits, &Settings::default());
        found
            .findings
            .iter()
            .find(|finding| finding.code == "П-10")
            .unwrap()
            .key
            .clone()
    };
    let gap = || edit("Пары", "Ключ пары=2026-02", "Согласие наставляемого (дата)", "");
    let without_the_row_above = [gap(), edit("Пары", "Ключ пары=2024-04", "*", "")];
    assert_eq!(key(&[gap()]), key(&without_the_row_above));
}

#[test]
fn sarif_has_a_result_for_every_finding() {
    let found = checked(&understood(grids("school")), DAY);
    let text = nastavnik::diag::sarif::sarif(&found.findings, &[]);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), found.findings.len());
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .as_str()
            .unwrap();
        assert!(uri.is_ascii() && uri.ends_with(".xlsx"), "{uri}");
    }
}

#[test]
fn every_code_is_explained() {
    for card in check::cards(&federal()) {
        let text = check::explain(&card.code).unwrap();
        assert!(
            text.starts_with(&format!("## {} {}", card.code, card.title)),
            "{text}"
        );
        assert!(
            card.explanation.ends_with('.') && !card.hint.ends_with('.'),
            "{}: explanation, hint",
            card.code
        );
        assert!(
            card.explanation.chars().count() > 60,
            "{}: too short an explanation",
            card.code
        );
    }
    assert!(check::explain("П-99").is_none());
}
