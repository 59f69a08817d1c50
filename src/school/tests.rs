//! Schools joined from tables: who is one person, whom a reference means.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use jiff::civil::date;

use super::{School, build};
use crate::diag::Finding;
use crate::ingest::grid::{CellRef, CellValue, Grid, GridCell};
use crate::ingest::source::Cancel;
use crate::ingest::understand_grids;
use crate::settings::Settings;

fn grid(name: &str, lines: &[&str]) -> Grid {
    let mut cells = Vec::new();
    for (row, line) in (0_u32..).zip(lines) {
        for (column, text) in (0_u32..).zip(line.split('|')) {
            if !text.trim().is_empty() {
                let value = CellValue::Text(text.trim().to_owned());
                cells.push(GridCell {
                    at: CellRef { row, column },
                    value,
                });
            }
        }
    }
    Grid {
        name: name.into(),
        cells,
        ..Grid::default()
    }
}

/// A school of files, each of one sheet; findings of joining only.
fn school(grids: Vec<Grid>) -> (School, Vec<Finding>) {
    let files = grids
        .into_iter()
        .map(|grid| (Arc::from(format!("{}.xlsx", grid.name)), Ok(vec![grid])));
    let settings = Settings {
        date: Some(date(2026, 11, 21)),
        ..Settings::default()
    };
    let ingested = understand_grids(files, &settings, &Cancel::default());
    let (school, mut findings) = build(ingested, "школа", "школа");
    findings.retain(|finding| finding.code.as_str() > "Д-30");
    (school, findings)
}

fn told(findings: &[Finding]) -> Vec<String> {
    let shown = |finding: &Finding| format!("{} {}", finding.code, finding.places[0].cell);
    findings.iter().map(shown).collect()
}

const STAFF: [&str; 6] = [
    "Табельный номер|ФИО|Должность|Дата рождения|Прежняя фамилия",
    "1|Орлова Татьяна Петровна|учитель|01.02.1980|",
    "2|Орлова Татьяна Павловна|учитель|03.04.1985|",
    "3|Соловьёва Анна Львовна|воспитатель||Громова",
    "4|Ким Яна Львовна|учитель|01.01.1990|",
    "5|Ким Яна Львовна|учитель|02.02.1995|",
];

#[test]
fn references_in_all_spellings() {
    let pairs = grid(
        "Пары",
        &[
            "Ключ пары|Наставник|Наставляемый|Начало|Окончание|Вместо пары",
            "1|Орлова Татьяна Петровна|Анна Львовна Соловьева|01.09.2026|31.05.2027|",
            "2|Громова А. Л.|Орлова Т. П.|01.09.2026|31.05.2027|1",
            "3|Ким Яна Львовна|СОЛОВЬЁВА АННА ЛЬВОВНА; Орлова Татьяна Павловна|01.09.2026|31.05.2027|9",
            "4|5|Белоус Иван Ильич|01.09.2026|31.05.2027|",
        ],
    );
    let (school, findings) = school(vec![grid("Сотрудники", &STAFF), pairs]);
    let names = |key: &str| -> Vec<Vec<String>> {
        let of_row = |row: super::Row<'_>| {
            row.linked(key)
                .map(|person| person.person_name().to_owned())
                .collect()
        };
        school.rows("pair").map(of_row).collect()
    };
    assert_eq!(
        names("mentor"),
        [
            vec!["Орлова Татьяна Петровна"],
            vec!["Соловьёва Анна Львовна"],
            vec![],
            vec!["Ким Яна Львовна"]
        ]
    );
    assert_eq!(
        names("mentees"),
        [
            vec!["Соловьёва Анна Львовна"],
            vec![],
            vec!["Соловьёва Анна Львовна", "Орлова Татьяна Павловна"],
            vec![]
        ]
    );
    assert_eq!(told(&findings), ["Д-32 C3", "Д-32 B4", "Д-33 F4", "Д-31 C5"]);
}

#[test]
fn two_rows_of_one_person_and_namesakes() {
    let staff = grid(
        "Сотрудники",
        &[
            "ФИО|Должность|Вид занятости|Дата рождения|Категория",
            "Белоус Елена Андреевна|директор|основное|01.02.1980|",
            "БЕЛОУС ЕЛЕНА АНДРЕЕВНА|учитель|внутр. совм.||высшая",
            "Ким Яна Львовна|учитель||01.01.1990|",
            "Ким Яна Львовна|учитель||02.02.1995|",
            "Ткач Иван Львович|учитель|||",
            "Ткач Иван Львович|воспитатель|||",
        ],
    );
    let (school, findings) = school(vec![staff]);
    let names: Vec<&str> = school.rows("person").map(super::Row::person_name).collect();
    assert_eq!(
        names,
        [
            "Белоус Елена Андреевна",
            "Ким Яна Львовна",
            "Ким Яна Львовна",
            "Ткач Иван Львович"
        ]
    );
    assert_eq!(school.other_posts.len(), 2);
    assert_eq!(school.rows("person").next().unwrap().text("category"), "высшая");
    let mut keys: Vec<&str> = school.rows("person").map(super::Row::key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 4);
    assert_eq!(told(&findings), ["Д-34 A6"]);
}

#[test]
fn files_are_joined_and_values_keep_their_origin() {
    let staff = grid("Кадры", &["ФИО|Должность", "Белоус Елена Андреевна|учитель"]);
    let monitoring = grid("Мониторинг", &["ФИО|Категория|Стаж", "Белоус Е. А.|первая|7"]);
    let (school, findings) = school(vec![staff, monitoring]);
    assert_eq!(told(&findings), Vec::<String>::new());
    let person = school.rows("person").next().unwrap();
    assert_eq!(school.rows("person").count(), 1);
    assert_eq!(
        (person.text("position"), person.text("category")),
        ("учитель", "первая")
    );
    let place = person.record().place(person.field("category").unwrap(), "");
    assert_eq!(place.to_string(), "Мониторинг.xlsx › Мониторинг › B2");
}

#[test]
fn keys_do_not_depend_on_rows() {
    let moved = [STAFF[0], STAFF[4], STAFF[3], STAFF[1]];
    let (one, _) = school(vec![grid("Сотрудники", &STAFF)]);
    let (other, _) = school(vec![grid("Выгрузка", &moved)]);
    let key = |school: &School, tab: &str| {
        let row = school.rows("person").find(|row| row.text("tab_number") == tab);
        row.unwrap().key().to_owned()
    };
    for tab in ["1", "3", "4"] {
        assert_eq!(key(&one, tab), key(&other, tab));
    }
}

#[test]
fn posts_answer_for_activities() {
    let roadmap = grid(
        "Дорожная карта",
        &[
            "Раздел|№ пункта|Мероприятие|Срок|Ответственный|Результат, вид документа",
            "I|1|Совещание|сентябрь|директор; наставники; Орлова Т. П.|протокол",
            "I|2|Совещание|сентябрь|Белоус И. И.|протокол",
        ],
    );
    let (school, findings) = school(vec![grid("Сотрудники", &STAFF[..2]), roadmap]);
    assert_eq!(
        school
            .rows("activity")
            .next()
            .unwrap()
            .linked("responsible")
            .count(),
        1
    );
    assert_eq!(told(&findings), ["Д-31 E3"]);
}

#[test]
fn facts_as_of_a_day() {
    let organisation = grid(
        "Организация",
        &[
            "Действует с|Полное наименование|Краткое наименование|ОГРН|Адрес|Место составления",
            "01.01.2020|Школа № 1|Ш1|1020000000001|улица, 1|г. Заозёрск",
            "01.09.2026|Лицей № 1|Л1|1020000000001|улица, 1|г. Заозёрск",
        ],
    );
    let officials = grid(
        "Должностные лица",
        &[
            "Роль|ФИО|Должность|С|По",
            "руководитель|Белоус Елена Андреевна|директор|01.01.2015|31.08.2026",
            "руководитель|Ткач Иван Львович|директор|01.09.2026|",
        ],
    );
    let staff = grid(
        "Сотрудники",
        &[
            "ФИО|Должность|Дата рождения|Пед. стаж|Стаж указан на дату|Дата приёма|Дата увольнения",
            "Ткач Иван Львович|директор|22.11.1990|10 л. 3 м.|01.09.2025|01.09.2020|31.10.2026",
        ],
    );
    let (school, _) = school(vec![organisation, officials, staff]);
    assert_eq!(
        (school.key.as_str(), school.name.as_str()),
        ("1020000000001", "Л1")
    );
    assert_eq!(
        school.organisation(date(2026, 8, 31)).unwrap().text("short_name"),
        "Ш1"
    );
    assert_eq!(
        school.organisation(date(2026, 9, 1)).unwrap().text("short_name"),
        "Л1"
    );
    assert_eq!(
        school
            .official("руководитель", date(2026, 8, 31))
            .unwrap()
            .text("fio"),
        "Белоус Елена Андреевна"
    );
    assert_eq!(
        school
            .official("руководитель", date(2026, 9, 1))
            .unwrap()
            .text("fio"),
        "Ткач Иван Львович"
    );
    assert!(school.official("куратор", date(2026, 9, 1)).is_none());
    let person = school.person_named("Ткач И. Л.").unwrap();
    assert_eq!(person.age(date(2026, 11, 21)), Some(35));
    assert_eq!(person.age(date(2026, 11, 22)), Some(36));
    assert_eq!(person.experience("exp_ped", date(2026, 9, 1)), Some(135));
    assert_eq!(
        person.experience("exp_ped", date(2030, 9, 1)),
        Some(136),
        "not after leaving"
    );
    assert_eq!(person.experience("exp_org", date(2026, 9, 1)), Some(72));
    assert!(person.is_employed(date(2026, 10, 31)) && !person.is_employed(date(2026, 11, 1)));
    assert_eq!(person.gender(), Some(crate::russian::Gender::Male));
}

#[test]
fn what_files_tell_differently_is_told_with_both_cells() {
    let one = grid(
        "Выгрузка",
        &[
            "ФИО|Должность|Категория|Дата приёма|Дата рождения",
            "Белоус Елена Андреевна|Учитель|высшая|01.09.2010|01.02.1980",
            "Ткач Иван Львович|учитель|первая|01.09.2015|",
            "Орлова Анна Львовна|воспитатель||01.09.2019|05.05.1990",
            "Ким Яна Львовна|учитель|||01.01.1990",
        ],
    );
    let two = grid(
        "Мониторинг",
        &[
            "ФИО|Должность|Категория|Дата приёма|Дата рождения",
            "Белоус Елена Андреевна|учитель математики|первая|01.09.2010|",
            "Ткач Иван Львович|учитель|СЗД|02.09.2015|",
            "Орлова Анна Львовна|педагог-психолог|высшая|01.09.2020|",
            "Ким Яна Львовна|учитель|||10.01.1990",
        ],
    );
    let (school, findings) = school(vec![one, two]);
    let shown: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.message, finding.places.len()))
        .collect();
    assert_eq!(
        shown,
        [
            "Ким Яна Львовна: дата рождения – «01.01.1990» и «10.01.1990», считаются разными людьми 2",
            "Орлова Анна Львовна: должность – «воспитатель» и «педагог-психолог», принято «воспитатель» 2",
            "Категория: у 2\u{a0}человек сведения расходятся, например Белоус Елена Андреевна: «высшая» и «первая», принято «высшая» 4",
            "Ткач Иван Львович: дата приёма – «01.09.2015» и «02.09.2015», принято «01.09.2015» 2",
        ]
    );
    assert_eq!(school.rows("person").count(), 5);
    assert!(findings.iter().all(|finding| finding.code == "Д-36"));
    let sheets: Vec<&str> = findings[1].places.iter().map(|place| &*place.sheet).collect();
    assert_eq!(sheets, ["Выгрузка", "Мониторинг"]);
}

#[test]
fn one_missing_person_is_one_finding_however_often_named() {
    let pairs = grid(
        "Пары",
        &[
            "Ключ пары|Наставник|Наставляемый|Начало|Окончание",
            "1|Орлова Татьяна Петровна|Белоус Иван Ильич|01.09.2026|31.05.2027",
            "2|Орлова Татьяна Павловна|БЕЛОУС ИВАН ИЛЬИЧ|01.09.2026|31.05.2027",
        ],
    );
    let (_, findings) = school(vec![grid("Сотрудники", &STAFF), pairs]);
    assert_eq!(told(&findings), ["Д-31 C2"]);
    assert_eq!(
        findings[0].message,
        "«Белоус Иван Ильич» нет ни среди сотрудников, ни среди обучающихся – 2\u{a0}ячейки"
    );
    assert_eq!(findings[0].places.len(), 2);
}

#[test]
fn tables_of_several_organisations_are_not_one_school() {
    const HEADER: &str = "Действует с|Полное наименование|Краткое наименование|ИНН|ОГРН";
    let file = |name: &str, rows: &[&str]| grid(name, &[&[HEADER], rows].concat());
    let first = file("a", &["|Школа первая|СОШ № 1|7701234567|1027700132195"]);
    let second = file("b", &["|Школа вторая|СОШ № 2|77 0765 4321|1027700132196"]);
    let third = file("c", &["|Школа третья|СОШ № 3|7707654322|"]);

    let (_, findings) = school(vec![first.clone(), second.clone(), third.clone()]);
    assert_eq!(told(&findings), ["Д-37 E2"]);
    assert_eq!(
        findings[0].message,
        "вместе прочитаны таблицы разных организаций: СОШ № 1; СОШ № 2"
    );
    assert_eq!(findings[0].places.len(), 2);
    let (_, findings) = school(vec![first.clone(), third]);
    assert_eq!(
        told(&findings),
        ["Д-37 D2"],
        "the ИНН tells where the ОГРН is missing"
    );

    let again = file(
        "b",
        &["01.09.2026|Школа первая|СОШ № 1|77-01-23-45-67|1027700132195"],
    );
    assert!(
        school(vec![first, again]).1.is_empty(),
        "two snapshots of one school"
    );
    let reorganised = [
        "|Школа первая|СОШ № 1|7701234567|1027700132195",
        "01.09.2026|Центр образования|ЦО|7701234568|1027700132197",
    ];
    assert!(
        school(vec![file("a", &reorganised)]).1.is_empty(),
        "one table tells two rows of itself"
    );
}
