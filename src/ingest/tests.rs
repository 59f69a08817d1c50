//! Tables as schools make them, written as grids: one line a row, cells between bars, `_` an empty cell.
#![allow(clippy::unwrap_used, reason = "tests")]

mod told;

use std::sync::Arc;

use serde_json::Value as Json;

use super::grid::{CellRef, CellValue, Grid, GridCell, Merge};
use super::source::Cancel;
use super::{Ingested, report, understand_grids};
use crate::settings::Settings;

/// A grid from lines; numbers become numbers.
pub fn grid(lines: &[&str]) -> Grid {
    let mut cells = Vec::new();
    for (row, line) in (0_u32..).zip(lines) {
        for (column, text) in (0_u32..).zip(line.split('|')) {
            let text = text.trim().replace("\\n", "\n");
            if text.is_empty() || text == "_" {
                continue;
            }
            let value = match text.parse::<f64>() {
                Ok(number) if !text.starts_with('0') || text.len() == 1 => CellValue::Number(number),
                _ => CellValue::Text(text),
            };
            cells.push(GridCell {
                at: CellRef { row, column },
                value,
            });
        }
    }
    Grid {
        name: "Лист1".into(),
        cells,
        ..Grid::default()
    }
}

/// Merges such as `A1:B2`.
fn merged(mut grid: Grid, ranges: &[&str]) -> Grid {
    let at = |text: &str| {
        let digits = text.find(|mark: char| mark.is_ascii_digit()).unwrap();
        let column = text[..digits]
            .bytes()
            .fold(0, |sum, mark| sum * 26 + u32::from(mark - b'A') + 1)
            - 1;
        CellRef {
            row: text[digits..].parse::<u32>().unwrap() - 1,
            column,
        }
    };
    for range in ranges {
        let (from, to) = range.split_once(':').unwrap();
        grid.merges.push(Merge {
            from: at(from),
            to: at(to),
        });
    }
    grid
}

pub fn read(grids: Vec<Grid>) -> Ingested {
    read_with(grids, "")
}

fn read_with(grids: Vec<Grid>, settings: &str) -> Ingested {
    let settings: Settings = toml::from_str(settings).unwrap();
    let files = vec![(Arc::from("файл.xlsx"), Ok(grids))];
    understand_grids(files, &settings, &Cancel::default())
}

/// Values of keys of all records, row by row.
#[track_caller]
fn check(ingested: &Ingested, keys: &[&str], expected: &[&str]) {
    let json = report::json(ingested);
    let sheets = json["files"][0]["sheets"].as_array().unwrap();
    let records = sheets
        .iter()
        .flat_map(|sheet| sheet["records"].as_array().unwrap());
    let shown: Vec<String> = records
        .map(|record| {
            let values = keys.iter().map(|key| match &record[*key] {
                Json::String(text) => text.clone(),
                other => other.to_string(),
            });
            values.collect::<Vec<_>>().join(" | ")
        })
        .collect();
    assert_eq!(shown, expected);
}

fn reasons(ingested: &Ingested) -> Vec<(u32, &'static str)> {
    let tables = ingested.files.iter().flat_map(|file| &file.tables);
    tables
        .flat_map(|table| &table.skipped)
        .map(|skipped| (skipped.row + 1, skipped.reason))
        .collect()
}

pub fn codes(ingested: &Ingested) -> Vec<&str> {
    ingested
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

#[test]
fn a_printed_list_with_everything_around_it() {
    let sheet = grid(&[
        "_|_|УТВЕРЖДАЮ",
        "_|_|Тарификационный список на 01.09.2026",
        "",
        "_|_|№ п/п|Ф. И. О.|Должность|Стаж|_|Нагрузка",
        "_|_|_|_|_|общий|педаго-\\nгический|_",
        "_|_|1|2|3|4|5|6",
        "_|_|Начальная школа",
        "_|_|1|Белоус Елена Андреевна|учитель|21 л. 3 м.|20|18",
        "_|_|2|Ткач Иван Львович|учитель|менее года|0|20,5 ч",
        "_|_|№ п/п|Ф. И. О.|Должность|Стаж|_|Нагрузка",
        "_|_|_|_|_|общий|педаго-\\nгический|_",
        "_|_|3|Орлова Т. П.|воспитатель|7|7|_",
        "_|_|4|вакансия|учитель|_|_|18",
        "_|_|_|Итого|_|_|_|56,5",
        "",
        "_|_|Директор ____________ /Белоус Е. А./",
    ]);
    let sheet = merged(
        sheet,
        &[
            "C4:C5", "D4:D5", "E4:E5", "F4:G4", "H4:H5", "C10:C11", "D10:D11", "F10:G10",
        ],
    );
    let read = read(vec![sheet]);
    check(
        &read,
        &[
            "fio",
            "position",
            "exp_total_years",
            "exp_ped_years",
            "exp_total_months",
            "hours",
            "exp_as_of",
            "department",
        ],
        &[
            "Белоус Елена Андреевна | учитель | 21 | 20 | 255 | 18 | 2026-09-01 | Начальная школа",
            "Ткач Иван Львович | учитель | 0 | 0 | null | 20.5 | 2026-09-01 | Начальная школа",
            "Орлова Т.П. | воспитатель | 7 | 7 | null | null | 2026-09-01 | Начальная школа",
        ],
    );
    let reasons = reasons(&read);
    for expected in [
        (6, "номера столбцов"),
        (7, "заголовок раздела"),
        (10, "повтор шапки"),
        (13, "вакансия"),
        (14, "итог"),
        (16, "подпись"),
    ] {
        assert!(reasons.contains(&expected), "{expected:?} in {reasons:?}");
    }
}

#[test]
fn names_in_three_columns_under_one_heading() {
    let sheet = grid(&[
        "Сотрудник|_|_|Дата рождения|Пол",
        "Фамилия|Имя|Отчество|_|_",
        "белоус|елена|андреевна|01.02.1980|жен.",
        "ТКАЧ|И.|Л.|3 марта 1990 г.|м",
    ]);
    let sheet = merged(sheet, &["A1:C1", "D1:D2", "E1:E2"]);
    check(
        &read(vec![sheet]),
        &["fio", "last_name", "first_name", "gender", "birth_date"],
        &[
            "Белоус Елена Андреевна | Белоус | Елена | f | 1980-02-01",
            "Ткач И.Л. | Ткач | И. | m | 1990-03-03",
        ],
    );
}

#[test]
fn a_table_on_its_side() {
    let sheet = grid(&[
        "ФИО|Белоус Елена Андреевна|Ткач Иван Львович",
        "Должность|учитель|воспитатель",
        "Категория|высшая|б/к",
        "Педагогический стаж|12|3",
    ]);
    check(
        &read(vec![sheet]),
        &["fio", "position", "category", "exp_ped_years"],
        &[
            "Белоус Елена Андреевна | учитель | высшая | 12",
            "Ткач Иван Львович | воспитатель | нет | 3",
        ],
    );
}

#[test]
fn cards_with_label_and_value_in_one_cell() {
    let sheet = grid(&[
        "Сведения о педагоге",
        "ФИО: Белоус Елена Андреевна",
        "Должность: учитель",
        "Дата рождения: 1 мая 1980 г.",
        "",
        "ФИО: Ткач Иван Львович",
        "Должность: воспитатель",
        "Дата рождения: 02.03.1991",
    ]);
    check(
        &read(vec![sheet]),
        &["fio", "position", "birth_date"],
        &[
            "Белоус Елена Андреевна | учитель | 1980-05-01",
            "Ткач Иван Львович | воспитатель | 1991-03-02",
        ],
    );
}

#[test]
fn a_merged_name_with_two_posts_is_two_rows_of_one_person() {
    let sheet = merged(
        grid(&[
            "ФИО|Должность|Ставка",
            "Белоус Елена Андреевна|директор|1",
            "_|учитель математики|0,5",
            "Ткач Иван Львович|учитель|то же",
        ]),
        &["A2:A3"],
    );
    let read = read(vec![sheet]);
    check(
        &read,
        &["fio", "position", "rate", "person"],
        &[
            "Белоус Елена Андреевна | директор | 1.0 | 1",
            "Белоус Елена Андреевна | учитель математики | 0.5 | 1",
            "Ткач Иван Львович | учитель | 0.5 | 2",
        ],
    );
}

#[test]
fn remarks_and_posts_behind_names() {
    let sheet = grid(&[
        "ФИО, должность|Предмет|Стаж (общий/пед.)",
        "Белоус Е. А., учитель|алгебра|25/20",
        "Ткач И. Л. (декрет)|физика|7 лет",
    ]);
    check(
        &read(vec![sheet]),
        &["fio", "position", "exp_total_years", "exp_ped_years", "status"],
        &[
            "Белоус Е.А. | учитель | 25 | 20 | null",
            "Ткач И.Л. | null | 7 | null | отпуск по уходу за ребёнком",
        ],
    );
}

#[test]
fn a_table_of_pairs() {
    let sheet = grid(&[
        "Реестр наставнических пар",
        "№|ФИО наставника|ФИО наставляемого|Форма наставничества|Дата начала|Дата окончания|№ приказа",
        "1|Белоус Е. А.|Ткач И. Л.|педагог - педагог|01.09.2026|31.05.2027|214",
    ]);
    let read = read(vec![sheet]);
    assert_eq!(report::json(&read)["files"][0]["sheets"][0]["kind"], "pair");
    check(
        &read,
        &["mentor", "form", "from", "to", "order_number"],
        &["Белоус Е.А. | педагог – педагог | 2026-09-01 | 2027-05-31 | 214"],
    );
}

#[test]
fn settings_name_a_column_and_pass_over_another() {
    let lines = [
        "Кадр|Должность|Дата Х|Кабинет",
        "Белоус Елена Андреевна|учитель|01.09.2015|12",
    ];
    let settings =
        "[columns]\n\"Дата Х\" = \"person.hire_date\"\n\"Должность\" = \"\"\n\"Кадр\" = \"person.fio\"";
    let read = read_with(vec![grid(&lines)], settings);
    check(
        &read,
        &["fio", "hire_date", "position"],
        &["Белоус Елена Андреевна | 2015-09-01 | null"],
    );
    let wrong = read_with(vec![grid(&lines)], "[columns]\n\"Кадр\" = \"person.foi\"");
    let finding = wrong
        .findings
        .iter()
        .find(|finding| finding.code == "Д-18")
        .unwrap();
    assert!(finding.message.contains("person.fio"), "{}", finding.message);
}

#[test]
fn hidden_rows_are_records_and_marked() {
    let mut sheet = grid(&[
        "ФИО|Должность",
        "Белоус Елена Андреевна|учитель",
        "Ткач Иван Львович|учитель",
    ]);
    sheet.hidden_rows = vec![2];
    let read = read(vec![sheet]);
    check(
        &read,
        &["fio", "hidden_row"],
        &["Белоус Елена Андреевна | false", "Ткач Иван Львович | true"],
    );
    assert_eq!(codes(&read), ["Д-15"]);
}

#[test]
fn two_tables_one_below_the_other() {
    let sheet = grid(&[
        "Администрация",
        "ФИО|Должность|Дата приёма",
        "Белоус Елена Андреевна|директор|01.09.2010",
        "",
        "Педагоги",
        "№|Предмет|ФИО учителя|Категория",
        "1|физика|Ткач Иван Львович|первая",
    ]);
    check(
        &read(vec![sheet]),
        &["fio", "position", "subject", "category"],
        &[
            "Белоус Елена Андреевна | директор | null | null",
            "Ткач Иван Львович | учитель | физика | первая",
        ],
    );
}

#[test]
fn a_group_named_once_holds_for_the_rows_below() {
    let sheet = grid(&[
        "Предмет|ФИО|Категория",
        "физика|Белоус Елена Андреевна|первая",
        "_|Ткач Иван Львович|_",
        "алгебра|Орлова Анна Львовна|_",
    ]);
    let read = read(vec![sheet]);
    check(
        &read,
        &["fio", "subject", "category"],
        &[
            "Белоус Елена Андреевна | физика | первая",
            "Ткач Иван Львович | физика | null",
            "Орлова Анна Львовна | алгебра | null",
        ],
    );
    assert_eq!(codes(&read), ["Д-19"]);
}

#[test]
fn states_of_an_export_and_experience_in_two_columns() {
    let sheet = grid(&[
        "ФИО|Общий стаж|_|Состояние",
        "_|лет|мес.|_",
        "Белоус Елена Андреевна|21|3|Работа",
        "Ткач Ольга Львовна|5|0|Отпуск по уходу за ребенком",
        "Орлова Анна Львовна|7|1|Уволена 31.08.2026",
    ]);
    let read = read(vec![sheet]);
    check(
        &read,
        &["fio", "exp_total_years", "status", "dismissal_date"],
        &[
            "Белоус Елена Андреевна | 21 | null | null",
            "Ткач Ольга Львовна | 5 | отпуск по уходу за ребёнком | null",
            "Орлова Анна Львовна | 7 | уволен | 2026-08-31",
        ],
    );
    assert_eq!(codes(&read), Vec::<&str>::new());
}
