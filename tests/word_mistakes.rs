//! Mistakes that people make in Word, all in one template: each is told, with its part and place, in one run.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;

use common::word_file::file;
use common::{nastavnik, stderr, stdout};
use serde_json::Value;

fn p(text: &str) -> String {
    runs(&[text])
}

/// A paragraph of runs of unlike looks.
fn runs(texts: &[&str]) -> String {
    let runs: String = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let look = if at % 2 == 1 { "<w:rPr><w:b/></w:rPr>" } else { "" };
            let text = text
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('<', "&lt;");
            format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        })
        .collect();
    format!("<w:p>{runs}</w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
}

const DATA: &str = r#"[{"фио": "Орлова Анна", "дата": "2026-09-01", "пусто": [], "нет": false, "ничего": null,
    "пары": [{"наставник": "Ким", "встречи": [{"тема": "урок"}]}]}]"#;

/// Runs `render` and `template check` on a template; the lines of the first, the JSON of the second.
fn told(parts: &[(&str, String)]) -> (Vec<String>, Value) {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let (form, data) = (at("ш.docx"), at("д.json"));
    fs::write(&form, file(parts)).unwrap();
    fs::write(&data, DATA).unwrap();
    let output = nastavnik(&["render", &form, &data, "--out", &at("out")]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let lines = stderr(&output).replace(&form, "ш.docx").replace("ошибка: ", "");
    let output = nastavnik(&["template", "check", &form, "--data", &data, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    (
        lines.lines().map(ToOwned::to_owned).collect(),
        serde_json::from_str(&stdout(&output)).unwrap(),
    )
}

#[track_caller]
fn check(parts: &[(&str, String)], expected: &[&str]) -> Value {
    let (lines, json) = told(parts);
    assert_eq!(lines, expected);
    let list = json.as_array().unwrap();
    assert!(
        list.iter()
            .all(|one| !one["place"]["part"].as_str().unwrap().is_empty()),
        "{json}"
    );
    assert!(lines.iter().all(|line| !line.contains("zz_")));
    json
}

#[test]
fn names_that_the_data_do_not_have_are_told_wherever_they_stand() {
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("{{ встреча.темма }}"));
    let text_box = format!(
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        p("Кому: {{ комуу }}")
    );
    let body = [
        p("{{ фиоо }}"),
        p("{% if нет %}а{% else %}{{ дата.год }}{% endif %}"),
        p("{% if наличие %}а{% endif %}"),
        p("{%p for пара in пары %}"),
        p("{%p for встреча in пара.встречи %}"),
        "<w:p><w:r><w:t>{{ пара.настовник }}</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
            .to_owned(),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
        p("{% for дело in пусто %}{{ дело.что }} {{ дела.что }}{% endfor %}"),
        text_box,
        table(&[
            &["{%tr for пара in пары %}", ""],
            &["{{ loop.number }}", "{{ пара.куратор }}"],
            &["{%tr endfor %}", ""],
        ]),
        p("{{ фио | дательній }}"),
    ]
    .concat();
    let parts = [
        ("word/document.xml", body),
        ("word/header1.xml", p("{{ школа }}")),
        ("word/footer1.xml", p("Стр. {{ страница }}")),
        ("word/footnotes.xml", note),
    ];
    let json = check(
        &parts,
        &[
            "ш.docx, основной текст, абзац 1 («{{ фиоо }}»): нет такого поля: «фиоо»; возможно, имелось в виду «фио»",
            "ш.docx, основной текст, абзац 2 («if нет %}а{% else %}{{ дата.год }}{% endif %}»): нет такого поля: «дата.год»",
            "ш.docx, основной текст, абзац 3 («{% if наличие %}а{% endif %}»): нет такого поля: «наличие»",
            "ш.docx, основной текст, абзац 6 («{{ пара.настовник }}»): нет такого поля: «пара.настовник»; возможно, имелось в виду «пара.наставник»",
            "ш.docx, основной текст, абзац 9 («то %}{{ дело.что }} {{ дела.что }}{% endfor %}»): нет такого поля: «дела»; возможно, имелось в виду «дело»",
            "ш.docx, основной текст, таблица 1, строка 2, ячейка 1 («{{ loop.number }}»): нет такого поля: «loop.number»",
            "ш.docx, основной текст, таблица 1, строка 2, ячейка 2 («{{ пара.куратор }}»): нет такого поля: «пара.куратор»",
            "ш.docx, основной текст, абзац 18 («{{ фио | дательній }}»): нет такого фильтра: «дательній»; возможно, имелось в виду «дательный»",
            "ш.docx, основной текст, надпись 1, абзац 11 («Кому: {{ комуу }}»): нет такого поля: «комуу»",
            "ш.docx, нижний колонтитул, абзац 1 («Стр. {{ страница }}»): нет такого поля: «страница»",
            "ш.docx, сноски, 1-я по счёту, абзац 1 («{{ встреча.темма }}»): нет такого поля: «встреча.темма»; возможно, имелось в виду «встреча.тема»",
            "ш.docx, верхний колонтитул, абзац 1 («{{ школа }}»): нет такого поля: «школа»",
        ],
    );
    assert_eq!(json.as_array().unwrap().len(), 12);
}

#[test]
fn tags_that_are_not_whole_are_told() {
    let body = [
        runs(&["{", "{ фио }"]),
        runs(&["{{ фио", " }", "}"]),
        p("{# забытое примечание"),
        p("{{ “фио }}"),
        p("{%tr for пара in пары %}"),
        p("{%tr endfor %}"),
        table(&[&["{% if нет %}", "а"], &["{{ фио", "}}"]]),
        p("{% endif %}"),
        p("{% for пара в пары %}"),
        p("{% endfor %}"),
        p("{{ фио | слово(форма) }}"),
        p("{{ фио.upper() }}"),
        p("{% macro x() %}"),
        p("{{ }}"),
        p("{%p if нет %} хвост"),
        p("{%p endif %}"),
    ]
    .concat();
    check(
        &[("word/document.xml", body)],
        &[
            "ш.docx, основной текст, абзац 3 («{# забытое примечание»): не закрыто: {# забытое примечание",
            "ш.docx, основной текст, абзац 4 («{{ “фио }}»): тег не понятен: “фио",
            "ш.docx, основной текст, абзац 5 («{%tr for пара in пары %}»): {%tr for пара in пары %} относится к строке или ячейке таблицы, а стоит вне таблицы",
            "ш.docx, основной текст, абзац 6 («{%tr endfor %}»): {%tr endfor %} относится к строке или ячейке таблицы, а стоит вне таблицы",
            "ш.docx, основной текст, таблица 1, строка 1, ячейка 1 («{% if нет %}»): {% if нет %}: открывающий и закрывающий теги стоят на разных уровнях: в разных абзацах, строках или ячейках",
            "ш.docx, основной текст, таблица 1, строка 2, ячейка 1 («{{ фио»): не закрыто: {{ фио",
            "ш.docx, основной текст, таблица 1, строка 2, ячейка 2 («}}»): закрыто, но не открыто: }}",
            "ш.docx, основной текст, абзац 11 («{% endif %}»): {% endif %}: открывающий и закрывающий теги стоят на разных уровнях: в разных абзацах, строках или ячейках",
            "ш.docx, основной текст, абзац 12 («{% for пара в пары %}»): тег не понятен: {% for пара в пары %}",
            "ш.docx, основной текст, абзац 14 («{{ фио | слово(форма) }}»): нет такого поля: «форма»",
            "ш.docx, основной текст, абзац 15 («{{ фио.upper() }}»): нет такого поля: «фио.upper»",
            "ш.docx, основной текст, абзац 16 («{% macro x() %}»): «macro» в шаблонах не разрешается",
            "ш.docx, основной текст, абзац 17 («{{ }}»): тег не понятен: {{ }}",
            "ш.docx, основной текст, абзац 18 («{%p if нет %} хвост»): рядом с {%p if нет %} есть другой текст: такой тег стоит в своём абзаце или в своей строке таблицы один",
            "ш.docx, основной текст, абзац 19 («{%p endif %}»): {%p endif %}: открывающий и закрывающий теги стоят на разных уровнях: в разных абзацах, строках или ячейках",
        ],
    );
}

#[test]
fn values_of_a_wrong_kind_are_told_all_at_once() {
    let body = [
        p("{{ ничего }}"),
        p("{{ пары }}"),
        p("{{ фио | слово(\"раз,два\") }}"),
        p("{% for буква in фио %}{{ буква }}{% endfor %}"),
        p("{% for пара in пары %}{{ пара.встречи }}{% endfor %}"),
        p("{{ пары | first }}"),
        p("{{ ничего | дательный }}"),
        p("{{ дата | дата }} {{ фио + 1 }}"),
    ]
    .concat();
    check(
        &[("word/document.xml", body)],
        &[
            "ш.docx, основной текст, абзац 2 («{{ пары }}»): печатается список или запись, а не значение: {{ пары }}",
            "ш.docx, основной текст, абзац 4 («{% for буква in фио %}{{ буква }}{% endf»): перебирается то, что не является списком: {% for буква in фио %}",
            "ш.docx, основной текст, абзац 5 (« for пара in пары %}{{ пара.встречи }}{% endfor %}»): печатается список или запись, а не значение: {{ пара.встречи }}",
            "ш.docx, основной текст, абзац 6 («{{ пары | first }}»): печатается список или запись, а не значение: {{ пары | first }}",
            "запись 1: ш.docx, основной текст, абзац 1 («{{ ничего }}»): значение не заполнено: {{ ничего }}",
            "запись 1: ш.docx, основной текст, абзац 3 («{{ фио | слово(\"раз,два\") }}»): слово: нужны три формы через запятую",
            "запись 1: ш.docx, основной текст, абзац 7 («{{ ничего | дательный }}»): значение не заполнено: {{ ничего | дательный }}",
            "запись 1: ш.docx, основной текст, абзац 8 («{{ дата | дата }} {{ фио + 1 }}»): значения не подходят для этого тега: {{ фио + 1 }}",
        ],
    );
}
