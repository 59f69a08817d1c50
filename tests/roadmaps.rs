//! A school that has written no roadmap gets that of its model; its own rows, or a signed roadmap, come before it.

mod common;
#[path = "common/paper_text.rs"]
mod paper_text;
#[path = "common/sample_texts.rs"]
mod sample_texts;

use std::fs;
use std::path::Path;

use common::{nastavnik, stdout};
use paper_text::paper_text;
use sample_texts::copy;

/// The roadmap of the school year, and what the program says.
fn roadmap(school: &Path, out: &Path) -> (Option<String>, String) {
    let (school, folder) = (school.to_string_lossy(), out.to_string_lossy());
    let output = nastavnik(&[
        "build",
        &school,
        "--out",
        &folder,
        "--only",
        "roadmap",
        "--date",
        "2026-09-03",
    ]);
    let file = out.join("02 Положение и дорожная карта/Дорожная карта на 2026-2027 учебный год.docx");
    let text = fs::read(file)
        .ok()
        .map(|bytes| paper_text("roadmap.docx", &bytes));
    (text, stdout(&output))
}

#[test]
fn each_layout_is_a_whole_roadmap_without_a_row_of_data() {
    let layouts = [
        ("school", 7, "до 28.08.2026 | Ракитина О. П., Нестерова И. В."),
        ("municipality/sosh1", 10, "Показатель | Отметка о выполнении"),
        (
            "college",
            7,
            "Обучить наставников: очные занятия и электронные материалы | октябрь – ноябрь 2026 г.",
        ),
        (
            "additional",
            7,
            "Провести общую встречу наставников и наставляемых",
        ),
        ("leader", 3, "№ | Мероприятие | Форма проведения | Срок"),
        ("soft-skills", 3, "№ | Задача | Мероприятие | Срок"),
        (
            "methodical",
            3,
            "Провести тематические педагогические советы | ноябрь 2026 г. – март 2027 г.",
        ),
    ];
    for (sample, sections, line) in layouts {
        let home = tempfile::tempdir().expect("a temporary folder");
        copy(sample, home.path(), |sheet, line| {
            sheet != "activity" && !(sheet == "document" && line.contains("\t2026/2027\t"))
        });
        let (text, told) = roadmap(home.path(), &home.path().join("out"));
        let text = text
            .unwrap_or_else(|| panic!("{sample}: no roadmap\n{told}"))
            .replace('\u{a0}', " ");
        let found = text.lines().filter(|line| is_section(line)).count();
        assert_eq!(found, sections, "{sample}:\n{text}");
        assert!(text.contains(line), "{sample}: no «{line}» in\n{text}");
        let rows = text
            .lines()
            .filter(|line| line.contains(" | ") && line.starts_with(char::is_numeric));
        for row in rows {
            let cells: Vec<&str> = row.split(" | ").collect();
            assert!(cells.len() >= 5 && !cells.contains(&"—"), "{sample}: {row}");
        }
        assert!(told.contains("Лист «Дорожная карта» пуст"), "{sample}: {told}");
    }
}

/// «3. Формирование банка наставников», a row over the whole width.
fn is_section(line: &str) -> bool {
    let number = line.split_once(". ").map(|(number, _)| number);
    number.is_some_and(|number| number.parse::<u32>().is_ok()) && !line.contains(" | ")
}

#[test]
fn own_rows_replace_the_roadmap_of_the_model() {
    let home = tempfile::tempdir().expect("a temporary folder");
    copy("school", home.path(), |sheet, line| {
        sheet != "activity" || line.contains("\t1.")
    });
    let (text, told) = roadmap(home.path(), &home.path().join("out"));
    let text = text.expect("a roadmap");
    assert_eq!(text.lines().filter(|line| is_section(line)).count(), 1, "{text}");
    assert!(!told.contains("Лист «Дорожная карта» пуст"), "{told}");
}

#[test]
fn a_signed_roadmap_is_not_made_up() {
    let home = tempfile::tempdir().expect("a temporary folder");
    copy("school", home.path(), |sheet, _| sheet != "activity");
    let (text, told) = roadmap(home.path(), &home.path().join("out"));
    assert_eq!(text, None);
    assert!(told.contains("Дорожная карта — для документов"), "{told}");
}
