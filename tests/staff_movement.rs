//! Who left and who stayed: the base of a share, its window, transfers apart, leave counted as work, cohorts by year
//! of hiring, and past years by dates or by the school's own figures.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use serde_json::Value;

const HEADER: &str = "ФИО;Должность;Начало педагогической работы;Дата приёма;Дата увольнения;Причина увольнения;Отсутствие;Отсутствует с;Отсутствует по\n";

/// Ten teachers on 1 September 2025; of them two were dismissed and one transferred before 1 September 2026, one
/// is on leave; one more came and went in between.
const STAFF: &str = "\
Абрамова Инна Олеговна;учитель;01.09.2000;28.08.2005;;;;;
Беляков Пётр Ильич;учитель;01.09.2001;28.08.2006;;;;;
Власова Анна Игоревна;учитель;01.09.2002;28.08.2007;;;отпуск по уходу за ребёнком;01.03.2026;
Громова Нина Петровна;учитель;01.09.2003;28.08.2008;;;;;
Дроздов Олег Юрьевич;учитель;01.09.2004;28.08.2009;30.06.2026;увольнение;;;
Егорова Вера Львовна;учитель;01.09.2005;28.08.2010;14.08.2026;перевод;;;
Жилин Глеб Маркович;учитель;28.08.2023;28.08.2023;;;;;
Зотова Ольга Ильинична;учитель;28.08.2024;28.08.2024;;;;;
Исаев Роман Павлович;учитель;28.08.2025;28.08.2025;29.05.2026;увольнение;;;
Климова Дина Андреевна;учитель;28.08.2025;28.08.2025;;;;;
Лосев Егор Степанович;учитель;10.11.2025;10.11.2025;27.02.2026;увольнение;;;
Мухина Алла Юрьевна;учитель;28.08.2026;28.08.2026;;;;;
Носов Илья Глебович;бухгалтер;;01.02.2010;30.06.2026;увольнение;;;
";

/// An indicator of a model over a folder of tables.
fn computed(model: &str, tables: &[(&str, &str)], id: &str) -> Value {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("школа");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in tables {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let folder = folder.to_string_lossy().into_owned();
    let output = common::nastavnik(&[
        "check",
        &folder,
        "--model",
        model,
        "--date",
        "2026-11-20",
        "--format",
        "json",
    ]);
    let answer: Value = serde_json::from_str(&common::stdout(&output))
        .unwrap_or_else(|_| panic!("{}", common::stderr(&output)));
    let mut found = answer["schools"][0]["indicators"].as_array().unwrap().iter();
    found.find(|one| one["id"] == id).unwrap().clone()
}

fn of_staff(model: &str, id: &str) -> Value {
    computed(model, &[("Сотрудники.csv", &format!("{HEADER}{STAFF}"))], id)
}

#[track_caller]
fn share(found: &Value, part: f64, whole: f64) {
    assert_eq!(
        (found["numerator"].as_f64(), found["denominator"].as_f64()),
        (Some(part), Some(whole)),
        "{found}"
    );
}

#[test]
fn dismissals_are_taken_of_those_who_worked_on_the_first_of_september() {
    let found = of_staff("federal-staff", "увольнения");
    share(&found, 2.0, 10.0);
    assert_eq!(found["day"], "2026-09-01");
    assert_eq!(found["period"], "от 1 сентября до 1 сентября");
    let names: Vec<&str> = found["counted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Дроздов Олег Юрьевич", "Исаев Роман Павлович"]);
}

#[test]
fn transfers_are_told_apart() {
    share(&of_staff("federal-staff", "переводы"), 1.0, 10.0);
    share(&of_staff("soft-skills", "увольнения-и-переводы"), 3.0, 10.0);
    let came_and_went = of_staff("soft-skills", "ушли-в-год-приёма");
    assert_eq!(came_and_went["numerator"], 1.0);
}

#[test]
fn the_young_are_those_who_were_young_when_the_year_began() {
    share(&of_staff("soft-skills", "уволено-первого-года"), 1.0, 2.0);
    share(&of_staff("soft-skills", "уволено-до-трёх-лет"), 1.0, 4.0);
}

/// Hired in one school year, at work after one, two and three of them; the past shows the same of earlier years.
#[test]
fn cohorts_of_hiring_stay_or_go() {
    share(&of_staff("federal-staff", "закрепляемость-год"), 1.0, 3.0);
    share(&of_staff("federal-staff", "закрепляемость-два-года"), 1.0, 1.0);
    let three = of_staff("federal-staff", "закрепляемость-три-года");
    share(&three, 1.0, 1.0);
    let one = of_staff("federal-staff", "закрепляемость-год");
    let years: Vec<(&str, f64)> = one["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["year"].as_str().unwrap(), one["value"].as_f64().unwrap()))
        .collect();
    assert_eq!(
        years,
        [("2024/2025", 100.0), ("2025/2026", 100.0), ("2026/2027", 33.3)]
    );
}

/// Who is on leave works: the leave is neither a dismissal nor a gap in the base.
#[test]
fn leave_is_work() {
    let found = of_staff("federal-staff", "увольнения");
    let stayed: Vec<&Value> = found["missing"].as_array().unwrap().iter().collect();
    assert!(
        stayed.iter().any(|one| one["name"] == "Власова Анна Игоревна"),
        "{found}"
    );
}

const FIGURES: &str = "Показатель;Учебный год показателя;Числитель;Знаменатель;Значение показателя;Единица\n\
    Доля педагогов с высшей и первой категорией;2025/2026;6;10;60;%\n\
    Доля молодых педагогов;2025/2026;9;9;100;%\n";

#[test]
fn past_years_are_computed_where_dates_allow_and_read_where_not() {
    let staff = format!("{HEADER}{STAFF}");
    let with_category = staff
        .replacen("ФИО;", "ФИО;Категория;", 1)
        .lines()
        .map(|line| {
            if line.starts_with("ФИО") {
                line.to_owned()
            } else {
                line.replacen(';', ";высшая;", 1)
            }
        })
        .collect::<Vec<_>>()
        .join("\n");
    let tables = [
        ("Сотрудники.csv", with_category.as_str()),
        ("Показатели.csv", FIGURES),
    ];
    let declared = computed("federal-staff", &tables, "с-категорией");
    assert_eq!(declared["previous"], 60.0);
    assert_eq!(declared["history"][0]["origin"], "declared");
    assert!(
        declared["explanation"]
            .as_str()
            .unwrap()
            .contains("взят с листа «Показатели»"),
        "{declared}"
    );
    // The dates say how many there were; the school's own figure does not outweigh them.
    let computed = computed("federal-staff", &tables, "педагогов");
    let year = |one: &Value| {
        (
            one["year"].as_str().unwrap().to_owned(),
            one["value"].as_f64().unwrap(),
            one["origin"].as_str().unwrap().to_owned(),
        )
    };
    let before = computed["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(year)
        .nth(2)
        .unwrap();
    assert_eq!(before, ("2025/2026".to_owned(), 10.0, "computed".to_owned()));
    assert!(
        computed["explanation"]
            .as_str()
            .unwrap()
            .contains("посчитан по спискам на 1 сентября"),
        "{computed}"
    );
}

/// A project of support that has a document is counted; one that only stands among the figures is declared.
#[test]
fn what_has_no_records_is_declared_and_it_is_said() {
    let figures = "Показатель;Учебный год показателя;Значение показателя;Единица\nПроектов поддержки молодых педагогов;2026/2027;2;ед.\n";
    let staff = format!("{HEADER}{STAFF}");
    let declared = computed(
        "municipal",
        &[("Сотрудники.csv", &staff), ("Показатели.csv", figures)],
        "проектов-поддержки",
    );
    assert_eq!(
        (&declared["value"], &declared["origin"]),
        (&2.0.into(), &"declared".into())
    );
    assert!(
        declared["explanation"]
            .as_str()
            .unwrap()
            .contains("взято с листа «Показатели»"),
        "{declared}"
    );
    let documents = "№ документа;Дата документа;Вид документа;Название документа;Состояние документа\n\
        7-од;01.09.2026;проект поддержки молодых педагогов;Проект «Первые три года»;подписан\n";
    let tables = [
        ("Сотрудники.csv", staff.as_str()),
        ("Показатели.csv", figures),
        ("Документы.csv", documents),
    ];
    let counted = computed("municipal", &tables, "проектов-поддержки");
    assert_eq!(
        (&counted["value"], &counted["origin"]),
        (&1.0.into(), &"computed".into())
    );
}
