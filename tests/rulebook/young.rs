//! Four definitions of the young, on the days of their borders.

use jiff::civil::{Date, date};
use nastavnik::ingest::grid::{CellRef, CellValue, Grid, GridCell};
use nastavnik::model::eval::facts::Index;
use nastavnik::model::eval::young::DEFINITIONS;
use nastavnik::settings::Settings;

use crate::school::{federal, understood};

fn staff(cells: &[(&str, &str)]) -> Grid {
    let mut grid = Grid {
        name: "Сотрудники".to_owned(),
        ..Grid::default()
    };
    let fixed = [("ФИО", "Лунёва Вера Игоревна"), ("Должность", "учитель химии")];
    for (index, (title, value)) in fixed.iter().chain(cells).enumerate() {
        let column = u32::try_from(index).unwrap();
        for (row, text) in [(0, title), (1, value)] {
            let at = CellRef { row, column };
            let value = CellValue::Text((*text).into());
            grid.cells.push(GridCell { at, value });
        }
    }
    grid.cells.sort_by_key(|cell| cell.at);
    grid
}

/// The definitions that hold on a day, by their names.
#[track_caller]
fn young(cells: &[(&str, &str)], day: Date, expected: &[&str], parameters: &str) {
    let school = understood(vec![staff(cells)]);
    let settings: Settings = toml::from_str(parameters).unwrap();
    let model = nastavnik::model::load(&federal().id, &settings.parameters).unwrap();
    let index = Index::of(&school, &model, day);
    let facts = index.facts();
    let row = school.rows("person").next().unwrap();
    let names = DEFINITIONS.iter().map(|definition| definition.name);
    let found: Vec<&str> = names
        .filter(|name| facts.young(row, name) == Some(true))
        .collect();
    assert_eq!(found, expected, "{day}");
}

const BORN: (&str, &str) = ("Дата рождения", "22.11.1991");
const LONG: (&str, &str) = ("Начало педагогической работы", "01.09.2015");

#[test]
fn age_is_counted_in_full_years_on_the_day() {
    young(&[BORN, LONG], date(2026, 11, 21), &["до-35", "молодёжь"], "");
    // The 35th birthday: no longer under 35, still young by the law.
    young(&[BORN, LONG], date(2026, 11, 22), &["молодёжь"], "");
    young(&[BORN, LONG], date(2027, 11, 21), &["молодёжь"], "");
    young(&[BORN, LONG], date(2027, 11, 22), &[], "");
    young(
        &[BORN, LONG],
        date(2026, 11, 21),
        &["молодёжь"],
        "[parameters]\n\"возраст-молодого\" = 30",
    );
}

#[test]
fn a_beginner_has_less_than_three_years_and_a_young_worker_not_more() {
    let old = ("Дата рождения", "01.02.1975");
    let young_born = ("Дата рождения", "01.02.2000");
    let start = ("Начало педагогической работы", "01.09.2023");
    young(&[old, start], date(2026, 8, 31), &["начинающий"], "");
    young(&[old, start], date(2026, 9, 1), &[], "");
    let all = ["до-35", "молодёжь", "начинающий", "молодой-работник"];
    young(&[young_born, start], date(2026, 8, 31), &all, "");
    let on_the_day = ["до-35", "молодёжь", "молодой-работник"];
    young(&[young_born, start], date(2026, 9, 1), &on_the_day, "");
    young(&[young_born, start], date(2026, 9, 2), &["до-35", "молодёжь"], "");
}

#[test]
fn leaves_for_a_child_and_service_stop_the_clock() {
    let start = ("Начало педагогической работы", "01.09.2021");
    for kind in [
        "отпуск по уходу за ребёнком",
        "отпуск по беременности и родам",
        "служба",
    ] {
        let cells = [
            start,
            ("Отсутствие", kind),
            ("Отсутствует с", "01.10.2022"),
            ("Отсутствует по", "30.09.2024"),
        ];
        // Three years of work end two years later than three years of the calendar.
        young(&cells, date(2024, 9, 1), &["начинающий"], "");
        young(&cells, date(2026, 8, 31), &["начинающий"], "");
        young(&cells, date(2026, 9, 1), &[], "");
        young(
            &cells,
            date(2024, 9, 1),
            &[],
            "[parameters]\n\"перерывы-продлевают\" = false",
        );
    }
    let long_leave = [
        start,
        ("Отсутствие", "длительный отпуск"),
        ("Отсутствует с", "01.10.2022"),
    ];
    young(&long_leave, date(2024, 9, 1), &[], "");
}

#[test]
fn what_is_unknown_decides_only_the_definitions_that_rest_on_it() {
    let start = ("Начало педагогической работы", "01.09.2025");
    young(&[start], date(2026, 11, 21), &["начинающий"], "");
    young(&[BORN], date(2026, 11, 21), &["до-35", "молодёжь"], "");
    // Whole years of no day are taken as they stand.
    let stated = [("Дата рождения", "01.02.2000"), ("Педагогический стаж", "3")];
    young(
        &stated,
        date(2026, 11, 21),
        &["до-35", "молодёжь", "молодой-работник"],
        "",
    );
}
