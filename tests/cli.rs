//! The program as a newcomer meets it: help, misuse, missing folders. Each misuse is one clear Russian line.

mod common;

use common::{nastavnik, stderr, stdout};

#[track_caller]
fn fails(arguments: &[&str], says: &str) {
    let output = nastavnik(arguments);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
    assert!(
        text.contains(says),
        "{arguments:?} should say «{says}», said: {text}"
    );
    assert!(
        stdout(&output).is_empty(),
        "{arguments:?} prints an answer beside its failure"
    );
    for foreign in ["error:", "Usage", "panicked", "os error"] {
        assert!(!text.contains(foreign), "{arguments:?} speaks English: {text}");
    }
}

#[test]
fn misuse_is_told_in_russian() {
    fails(&["chek"], "нет команды «chek»; возможно, имелось в виду «check»");
    fails(&["check"], "не хватает: ПУТЬ");
    fails(&["build", "samples/school"], "не хватает: --out");
    fails(
        &["check", "samples/school", "--date", "21.11.2026"],
        "«21.11.2026» — не дата",
    );
    fails(
        &["check", "samples/school", "--format", "xml"],
        "можно: text, json",
    );
    fails(
        &["build", "samples/school", "--outt", "x"],
        "возможно, имелось в виду «--out»",
    );
    fails(&["explain", "Я-99"], "Я-99");
    fails(&["check", "samples/school", "--model", "нет-такой"], "нет-такой");
}

#[test]
fn missing_and_empty_places_are_told_in_russian() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let empty = home.path().join("пусто");
    std::fs::create_dir(&empty).expect("a folder");
    let missing = home.path().join("нет");
    fails(&["check", &missing.to_string_lossy()], "нет");
    fails(&["check", &empty.to_string_lossy()], "пусто");
    let file = home.path().join("файл");
    std::fs::write(&file, "x").expect("a file");
    fails(
        &["build", "samples/school-clean", "--out", &file.to_string_lossy()],
        "это файл",
    );
    let below = file.join("папка");
    fails(
        &["build", "samples/school-clean", "--out", &below.to_string_lossy()],
        "это файл",
    );
}

#[test]
fn a_file_that_gives_nothing_is_told_by_every_command() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().to_str().expect("UTF-8");
    std::fs::write(
        home.path().join("кадры.csv"),
        "ФИО,Должность\nИванов Пётр Ильич,учитель\n",
    )
    .expect("a file");
    std::fs::write(home.path().join("пары.xlsx"), "").expect("a file");
    let large = std::fs::File::create(home.path().join("письма.csv")).expect("a file");
    large
        .set_len(65 << 20)
        .expect("a sparse file, too large to be opened");
    for arguments in [
        &["check", folder][..],
        &["check", folder, "--format", "html"],
        &["build", folder, "--plan"],
        &["build", folder, "--plan", "--event", "year-start"],
    ] {
        let output = nastavnik(arguments);
        let text = stdout(&output);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(
            text.contains("пары.xlsx") && text.contains("письма.csv"),
            "{arguments:?} keeps silent: {text}"
        );
    }
}

#[test]
fn help_is_in_russian_for_every_command() {
    let top = stdout(&nastavnik(&["--help"]));
    assert!(top.contains("Использование: nastavnik КОМАНДА"));
    let commands: Vec<&str> = top
        .lines()
        .skip_while(|line| *line != "Команды:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .collect();
    assert!(commands.len() >= 9, "{commands:?}");
    for line in commands {
        let name = line.split_whitespace().next().expect("a name");
        let help = stdout(&nastavnik(&[name, "--help"]));
        assert!(
            help.contains(&format!("Использование: nastavnik {name}")),
            "{name}: {help}"
        );
        for foreign in [
            "Usage",
            "Options",
            "Arguments",
            "Print help",
            "possible values",
            "default:",
        ] {
            assert!(!help.contains(foreign), "{name}: «{foreign}» in the help");
        }
    }
}

#[test]
fn completions_and_manual_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            stdout(&nastavnik(&["completions", shell])).contains("nastavnik"),
            "{shell}"
        );
    }
    assert!(stdout(&nastavnik(&["man"])).contains(".TH nastavnik"));
}
