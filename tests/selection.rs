//! The choice of mentors: what the sheets decide, who rated the rest and when, and what nobody rated.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;

use std::fs;

/// The texts of the papers of one kind of a sample, with plain spaces.
fn papers(sample: &str, kind: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let school = common::root().join("samples").join(sample);
    let output = common::nastavnik(&[
        "build",
        &school.to_string_lossy(),
        "--only",
        kind,
        "--out",
        &out.to_string_lossy(),
    ]);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{}",
        common::stderr(&output)
    );
    let mut found = Vec::new();
    for folder in fs::read_dir(&out).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            for file in fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let text = paper_text::paper_text(&name, &fs::read(&path).unwrap());
                found.push(text.replace('\u{a0}', " "));
            }
        }
    }
    found
}

#[track_caller]
fn of<'a>(papers: &'a [String], name: &str) -> &'a str {
    papers
        .iter()
        .find(|text| text.contains(name))
        .unwrap_or_else(|| panic!("no paper of {name}"))
}

#[test]
fn what_the_sheets_decide_is_computed_and_the_rest_is_rated() {
    let papers = papers("leader", "selection-sheet");
    let whole = of(&papers, "Шадрин Николай Денисович");
    for line in [
        "Квалификационная категория | высшая | Сотрудники",
        "Публикации и методические разработки | 1 | Достижения",
        "Обучение по наставничеству | 15.09.2026 | Курсы",
        "Нагрузка: наставляемых сейчас | 2 из 6 возможных | Пары",
        "высшая; балл 1 | по листу «Сотрудники»; методист, 09.09.2026",
        "работ: 1; балл 2 | по листу «Достижения»; методист, 09.09.2026",
        "эмпатия | 2 | педагог-психолог, 09.09.2026",
        "Известно по критериям: 17 из 17.",
    ] {
        assert!(whole.contains(line), "{line}\n{whole}");
    }
}

#[test]
fn a_criterion_nobody_rated_is_no_data_and_lowers_nothing() {
    let papers = papers("leader", "selection-sheet");
    let part = of(&papers, "Горшкова Кира Евгеньевна");
    assert!(part.contains("ответственность | нет данных | —"), "{part}");
    assert!(part.contains("отсутствие оценки кандидата не понижает"), "{part}");
    // The category is known without anybody's rating.
    assert!(part.contains("высшая; балл 1 | по листу «Сотрудники»"), "{part}");
}

#[test]
fn a_student_is_chosen_by_criteria_of_students() {
    let papers = papers("college", "selection-sheet");
    let student = of(&papers, "Тарасов Георгий Григорьевич");
    assert!(student.contains("лидер группы | 5"), "{student}");
    assert!(!student.contains("категория"), "{student}");
}

#[test]
fn the_minutes_of_the_choice_name_the_candidates() {
    let papers = papers("leader", "minutes-council");
    let minutes = of(&papers, "Об отборе наставников по критериям");
    assert!(
        minutes.contains("Шадрин Николай Денисович, директор | 17 из 17 | 1,8"),
        "{minutes}"
    );
    let other = of(&papers, "О персонализированных программах");
    assert!(!other.contains("Кандидаты в наставники"), "{other}");
}
