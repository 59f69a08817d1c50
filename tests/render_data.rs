//! `render` from tables of every kind, and what it says to somebody who asks for the impossible.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::Path;

use nastavnik::office::zip_write::{Effort, Entry, write};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const TEXT: &str =
    "{{ фио }}|{{ должность | или(\"нет\") }}|{{ дата_приёма | дата }}|{{ ставка }}|{{ молодой }}|{{ стаж }}";

fn template(text: &str) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>\
         <w:t>{}</w:t></w:r></w:p></w:body></w:document>",
        text.replace('"', "&quot;")
    );
    write(&[Entry::pack(
        "word/document.xml",
        document.as_bytes(),
        Effort::Best,
    )])
}

fn text_of(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
    let start = xml.find("<w:t").unwrap();
    xml[start..]
        .split('>')
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned()
}

fn book(path: &Path, change: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["ФИО", "Должность", "Дата приёма", "Ставка", "Молодой?", "Стаж"]
        .iter()
        .enumerate()
    {
        sheet.write_string(0, at as u16, *name).unwrap();
    }
    sheet.write_string(1, 0, "Орлова Анна Петровна").unwrap();
    let day = ExcelDateTime::from_ymd(2024, 9, 2).unwrap();
    let format = Format::new().set_num_format("dd.mm.yyyy");
    sheet.write_datetime_with_format(1, 2, &day, &format).unwrap();
    sheet.write_number(1, 3, 0.5).unwrap();
    sheet.write_boolean(1, 4, true).unwrap();
    sheet.write_number(1, 5, 3.0).unwrap();
    change(sheet);
    book.save(path).unwrap();
}

#[test]
fn a_table_of_text_is_read_in_its_own_encoding_and_delimiter() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("ш.docx"), template("{{ фио }}, {{ стаж }}")).unwrap();
    for (name, text) in [
        (
            "1.csv",
            "sep=|\r\nФИО|Стаж\r\n Орлова Анна Петровна |\"3; пед.\"\r\n",
        ),
        ("2.csv", "ФИО,Стаж\nОрлова Анна Петровна,3; пед.\n"),
        ("3.tsv", "ФИО\tСтаж\nОрлова Анна Петровна\t3; пед.\n"),
    ] {
        for encoding in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1251, encoding_rs::IBM866] {
            fs::write(path(name), encoding.encode(text).0).unwrap();
            let arguments = [
                "render",
                &path("ш.docx"),
                &path(name),
                "--out",
                &path("out"),
                "--force",
            ];
            let output = common::nastavnik(&arguments);
            assert_eq!(output.status.code(), Some(0), "{name}, {}", encoding.name());
            let made = home.path().join("out/Орлова Анна Петровна.docx");
            assert_eq!(
                text_of(&made),
                "Орлова Анна Петровна, 3; пед.",
                "{name}, {}",
                encoding.name()
            );
        }
    }
}

#[test]
fn a_workbook_gives_typed_values() {
    let home = tempfile::tempdir().unwrap();
    let (form, data, out) = (
        home.path().join("ш.docx"),
        home.path().join("д.xlsx"),
        home.path().join("out"),
    );
    fs::write(&form, template(TEXT)).unwrap();
    book(&data, |_| {});
    let arguments = [
        form.to_str().unwrap(),
        data.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    let output = common::nastavnik(&[&["render"], &arguments[..]].concat());
    assert!(output.status.success(), "{}", common::stderr(&output));
    assert!(common::stdout(&output).ends_with(": 1\u{a0}документ\n"));
    let made = out.join("Орлова Анна Петровна.docx");
    assert_eq!(text_of(&made), "Орлова Анна Петровна|нет|02.09.2024|0,5|да|3");
    let again = common::nastavnik(&[&["render"], &arguments[..]].concat());
    assert_eq!(again.status.code(), Some(2));
    assert!(common::stderr(&again).contains("такой файл уже есть; заменить его — «--force»"));
    assert!(
        common::nastavnik(&[&["render"], &arguments[..], &["--force"]].concat())
            .status
            .success()
    );
}

#[test]
fn fields_and_cells_with_forbidden_characters_are_named() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    fs::write(
        at("ш.docx"),
        template("{% for р in ряды %}{{ р.а }}{% endfor %}{{ фио }}"),
    )
    .unwrap();
    fs::write(
        at("д.json"),
        "[{\"фио\": \"x\", \"ряды\": [{\"а\": \"y\"}, {\"а\": \"z\\u0001\"}]}]",
    )
    .unwrap();
    let output = common::nastavnik(&["render", &at("ш.docx"), &at("д.json"), "--out", &at("out")]);
    assert!(
        common::stderr(&output).contains("запись 1, поле «ряды[2].а»: из значения убраны управляющие знаки"),
        "{}",
        common::stderr(&output)
    );
    fs::write(at("ш2.docx"), template("{{ фио }}")).unwrap();
    book(Path::new(&at("д.xlsx")), |sheet| {
        sheet.write_string(2, 0, "Ким\u{1}").unwrap();
    });
    let output = common::nastavnik(&["render", &at("ш2.docx"), &at("д.xlsx"), "--out", &at("out2")]);
    assert!(
        common::stderr(&output).contains("ячейка A3: из значения убраны управляющие знаки"),
        "{}",
        common::stderr(&output)
    );
}

/// A wrong use: the arguments after `render`, and what the answer must hold.
#[test]
fn wrong_uses_are_answered_in_plain_words() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let put = |name: &str, bytes: &[u8]| fs::write(home.path().join(name), bytes).unwrap();
    put("ok.docx", &template("{{ фио }}"));
    put("typo.docx", &template("{{ фиоо }}"));
    put("open.docx", &template("{{ фио"));
    put("text.docx", "текст".as_bytes());
    put("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    put("cut.docx", &template("x")[..100]);
    put("ok.json", r#"[{"фио": "Орлова"}]"#.as_bytes());
    put("empty.json", b"");
    put("none.json", b"[]");
    put("scalar.json", b"5");
    put("mixed.json", r#"[{"фио": "x"}, 5]"#.as_bytes());
    put(
        "many.json",
        r#"{"а": [{"фио": "x"}], "б": [{"фио": "y"}]}"#.as_bytes(),
    );
    put("broken.json", b"[{");
    put("null.json", r#"[{"фио": null}]"#.as_bytes());
    put("long.csv", "фио;стаж\nОрлова;3;лишнее\n".as_bytes());
    put("mark.csv", "\u{feff}".as_bytes());
    put("head.csv", "фио;стаж\n".as_bytes());
    put("empty.csv", "фио;стаж\n;3\n".as_bytes());
    put("text.txt", &[0xff; 300]);
    book(&home.path().join("twice.xlsx"), |sheet| {
        sheet.write_string(0, 6, "ФИО").unwrap();
    });
    book(&home.path().join("bare.xlsx"), |sheet| {
        sheet.write_string(1, 7, "лишнее").unwrap();
    });
    Workbook::new()
        .save(home.path().join("blank.xlsx"))
        .unwrap_or_default();
    for (form, data, more, expected) in [
        (
            "no.docx",
            "ok.json",
            &[][..],
            "no.docx: нет такого файла или папки",
        ),
        ("ok.docx", "no.json", &[], "no.json: нет такого файла или папки"),
        (".", "ok.json", &[], "это папка, а не файл"),
        ("text.docx", "ok.json", &[], "это не файл .docx или он повреждён"),
        ("cut.docx", "ok.json", &[], "это не файл .docx или он повреждён"),
        ("old.docx", "ok.json", &[], "это старый формат .doc"),
        (
            "typo.docx",
            "ok.json",
            &[],
            "нет такого поля: «фиоо»; возможно, имелось в виду «фио»",
        ),
        ("open.docx", "ok.json", &[], "не закрыто: {{ фио"),
        ("ok.docx", "empty.json", &[], "empty.json: файл пуст"),
        ("ok.docx", "none.json", &[], "в данных нет ни одной записи"),
        ("ok.docx", "scalar.json", &[], "в данных нет списка записей"),
        ("ok.docx", "mixed.json", &[], "элемент 2 — не запись с полями"),
        (
            "ok.docx",
            "many.json",
            &[],
            "в данных несколько списков записей: а, б",
        ),
        ("ok.docx", "broken.json", &[], "это не JSON: строка 1, столбец 2"),
        ("ok.docx", "null.json", &[], "запись 1: "),
        (
            "ok.docx",
            "long.csv",
            &[],
            "ячейка C2 заполнена, а названия её столбца в строке 1 нет",
        ),
        ("ok.docx", "mark.csv", &[], "mark.csv"),
        (
            "ok.docx",
            "head.csv",
            &[],
            "под названиями столбцов нет ни одной строки",
        ),
        ("ok.docx", "empty.csv", &[], "значение не заполнено: {{ фио }}"),
        ("ok.docx", "text.txt", &[], "text.txt"),
        (
            "ok.docx",
            "twice.xlsx",
            &[],
            "ячейки A1 и G1 дают одно имя поля «фио»",
        ),
        (
            "ok.docx",
            "bare.xlsx",
            &[],
            "ячейка H2 заполнена, а названия её столбца в строке 1 нет",
        ),
        ("ok.docx", "blank.xlsx", &[], "blank.xlsx"),
        (
            "ok.docx",
            "ok.json",
            &["--limit", "0"],
            "«--limit»: нужно целое число больше нуля",
        ),
        (
            "ok.docx",
            "ok.json",
            &["--limit", "много"],
            "«--limit»: нужно целое число больше нуля",
        ),
        (
            "ok.docx",
            "ok.json",
            &["--name", "{{ фиоо }}"],
            "нет такого поля: «фиоо»",
        ),
        ("ok.docx", "ok.json", &["--name", "{{ фио"], "не закрыто: {{ фио"),
    ] {
        let out = at("out");
        let mut arguments = vec![
            "render".to_owned(),
            at(form),
            at(data),
            "--out".to_owned(),
            out.clone(),
        ];
        arguments.extend(more.iter().map(|word: &&str| (*word).to_owned()));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = common::nastavnik(&arguments);
        let said = common::stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{form} {data} {more:?}: {said}");
        assert!(said.contains(expected), "{form} {data} {more:?}: {said}");
        let _ = fs::remove_dir_all(&out);
    }
    let output = common::nastavnik(&["render", &at("ok.docx"), &at("ok.json")]);
    assert!(common::stderr(&output).contains("--out"));
}
