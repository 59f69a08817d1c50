//! Templates made in Word: what they may hold, and that every mistake in one is found and placed.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::word_file::{file, part, text};
use nastavnik::render::docx::Template;
use nastavnik::render::docx::error::{Problem, TemplateError};
use nastavnik::render::docx::options::Options;
use serde_json::{Value, json};

/// A Word file with this body and nothing else.
fn docx(body: &str) -> Vec<u8> {
    file(&[("word/document.xml", body.to_owned())])
}

/// A paragraph whose text is spread over runs.
fn runs(texts: &[&str]) -> String {
    let runs: String = texts
        .iter()
        .map(|text| {
            format!(
                "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                text.replace('&', "&amp;").replace('<', "&lt;")
            )
        })
        .collect();
    format!("<w:p>{runs}</w:p>")
}

fn paragraph(text: &str) -> String {
    runs(&["До ", text, " после"])
}

fn table(rows: &[&[&str]]) -> String {
    let rows: String = rows
        .iter()
        .map(|cells| {
            let cells: String = cells
                .iter()
                .map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", runs(&[text])))
                .collect();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect();
    format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>{}",
        runs(&["конец"])
    )
}

fn compile(body: &str) -> Result<Template, Vec<TemplateError>> {
    Template::from_docx("шаблон.docx", &docx(body), "документ")
}

fn render(body: &str, data: &Value) -> Result<String, Vec<TemplateError>> {
    let rendered = compile(body)?.render(&data.clone().into(), &Options::default())?;
    Ok(text(&part(&rendered.bytes, "word/document.xml")))
}

fn base() -> Value {
    json!({"name": "Орлова Анна", "rows": [{"a": "один", "b": "1"}, {"a": "два", "b": "2"}]})
}

const LOOP: [&[&str]; 3] = [
    &["{%tr for r in rows %}", ""],
    &["{{ r.a }}", "{{ r.b }}"],
    &["{%tr endfor %}", ""],
];

#[track_caller]
fn prints(body: &str, data: &Value, expected: &str) {
    match render(body, data) {
        Ok(text) => assert_eq!(text, expected),
        Err(errors) => panic!("{errors:?}"),
    }
}

/// The template or its filling fails with just this problem, and the message says where.
#[track_caller]
fn fails(body: &str, data: &Value, expected: &str) {
    let errors = render(body, data).expect_err("a mistake must not pass");
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(texts, [expected]);
    for text in texts {
        let bytes = text.as_bytes();
        assert!(
            !text.contains("zz_")
                && !bytes
                    .windows(3)
                    .any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_digit() && w[2].is_ascii_digit()),
            "{text}"
        );
    }
}

#[test]
fn a_tag_split_over_runs_is_one_tag() {
    prints(
        &runs(&["До ", "{{ ", "name", " }}", " после"]),
        &base(),
        "До Орлова Анна после¶",
    );
}

#[test]
fn a_split_delimiter_is_a_delimiter() {
    prints(
        &runs(&["До ", "{", "{ name }", "}", " после"]),
        &base(),
        "До Орлова Анна после¶",
    );
}

#[test]
fn a_misspelt_variable_is_named_with_the_nearest() {
    fails(
        &paragraph("{{ nmae }}"),
        &base(),
        "шаблон.docx, основной текст, абзац 1 («До {{ nmae }} после»): нет такого поля: «nmae»; возможно, имелось в виду «name»",
    );
}

#[test]
fn a_null_is_told() {
    fails(
        &paragraph("{{ name }}"),
        &json!({"name": null}),
        "шаблон.docx, основной текст, абзац 1 («До {{ name }} после»): значение не заполнено: {{ name }}",
    );
}

#[test]
fn a_tag_never_closed_is_told() {
    fails(
        &paragraph("{{ name"),
        &base(),
        "шаблон.docx, основной текст, абзац 1 («До {{ name после»): не закрыто: {{ name после",
    );
}

#[test]
fn a_stray_closing_delimiter_is_told() {
    fails(
        &paragraph("name }}"),
        &base(),
        "шаблон.docx, основной текст, абзац 1 («До name }} после»): закрыто, но не открыто: }}",
    );
}

#[test]
fn a_row_loop_never_closed_is_told() {
    fails(
        &table(&LOOP[..2]),
        &base(),
        "шаблон.docx, основной текст, таблица 1, строка 1, ячейка 1 («{%tr for r in rows %}»): не закрыто: {%tr for r in rows %}",
    );
}

#[test]
fn a_row_loop_never_opened_is_told() {
    let errors = render(&table(&LOOP[1..]), &base()).unwrap_err();
    let unopened = errors
        .iter()
        .find(|error| matches!(error.problem, Problem::Unopened { .. }))
        .unwrap();
    assert_eq!(
        unopened.to_string(),
        "шаблон.docx, основной текст, таблица 1, строка 2, ячейка 1 («{%tr endfor %}»): закрыто, но не открыто: {%tr endfor %}"
    );
}

#[test]
fn a_misspelt_field_in_a_loop_is_told_also_over_no_rows() {
    let rows: [&[&str]; 3] = [LOOP[0], &["{{ r.zzz }}", "{{ r.b }}"], LOOP[2]];
    fails(
        &table(&rows),
        &base(),
        "шаблон.docx, основной текст, таблица 1, строка 2, ячейка 1 («{{ r.zzz }}»): нет такого поля: «r.zzz»",
    );
}

#[test]
fn a_loop_over_a_missing_list_is_told() {
    fails(
        &table(&LOOP),
        &json!({"name": "Орлова Анна"}),
        "шаблон.docx, основной текст, таблица 1, строка 1, ячейка 1 («{%tr for r in rows %}»): нет такого поля: «rows»",
    );
}

#[test]
fn a_loop_over_no_rows_leaves_a_file_that_opens() {
    prints(&table(&LOOP), &json!({"rows": []}), "конец¶");
}

#[test]
fn rows_repeat() {
    prints(&table(&LOOP), &base(), "один¶1¶два¶2¶конец¶");
}

#[test]
fn markup_in_values_is_text() {
    prints(
        &paragraph("{{ name }}"),
        &json!({"name": "A & B <c> \"d\""}),
        "До A & B <c> \"d\" после¶",
    );
}

#[test]
fn line_breaks_are_kept() {
    prints(
        &paragraph("{{ name }}"),
        &json!({"name": "строка 1\nстрока 2"}),
        "До строка 1⏎строка 2 после¶",
    );
}

#[test]
fn characters_that_xml_forbids_are_dropped_and_told() {
    for bad in ["\u{b}", "\u{1}", "\u{fffe}"] {
        let data = json!({"name": format!("a{bad}b")});
        prints(&paragraph("{{ name }}"), &data, "До ab после¶");
        let template = compile(&paragraph("{{ name }}")).unwrap();
        assert_eq!(
            template
                .render(&data.clone().into(), &Options::default())
                .unwrap()
                .cleaned,
            ["ab"],
            "{bad:?}"
        );
    }
}

#[test]
fn a_value_that_looks_like_a_tag_is_text() {
    prints(
        &paragraph("{{ name }}"),
        &json!({"name": "{{ x }} {x} {d.x}"}),
        "До {{ x }} {x} {d.x} после¶",
    );
}

#[test]
fn a_list_is_no_value() {
    fails(
        &paragraph("{{ rows }}"),
        &base(),
        "шаблон.docx, основной текст, абзац 1 («До {{ rows }} после»): печатается список или запись, а не значение: {{ rows }}",
    );
}

#[test]
fn all_mistakes_come_at_once() {
    let body = [
        paragraph("{{ nmae }}"),
        paragraph("{% if nope %}x{% endif %}"),
        paragraph("{{ name | upperr }}"),
        paragraph("{{ name | safe }}"),
        paragraph("{{ __tera_context }}"),
        paragraph("{% include \"x\" %}"),
    ]
    .concat();
    let template_errors = compile(&body).unwrap_err();
    let problems: Vec<String> = template_errors
        .iter()
        .map(|error| error.problem.to_string())
        .collect();
    assert_eq!(
        problems,
        [
            "нет такого фильтра: «upperr»; возможно, имелось в виду «upper»",
            "«safe» в шаблонах не разрешается",
            "«__tera_context» в шаблонах не разрешается",
            "«include» в шаблонах не разрешается",
        ]
    );
    let body = [paragraph("{{ nmae }}"), paragraph("{% if nope %}x{% endif %}")].concat();
    assert_eq!(render(&body, &base()).unwrap_err().len(), 2);
}

#[test]
fn russian_names_and_texts_with_quotes() {
    let body = paragraph("{{ пара.наставник[\u{201c}фио\u{201d}]\u{a0}|\u{a0}дательный }}");
    prints(
        &body,
        &json!({"пара": {"наставник": {"фио": "Орлова Анна Петровна"}}}),
        "До Орловой Анне Петровне после¶",
    );
}

#[test]
fn a_branch_inside_a_paragraph() {
    let body = runs(&["а{% if да %}", "б", "{% else %}в{% endif %}г"]);
    prints(&body, &json!({"да": true}), "абг¶");
    prints(&body, &json!({"да": false}), "авг¶");
}

#[test]
fn a_pair_of_tags_on_two_levels_is_told() {
    let body = [paragraph("{% if name %}"), paragraph("{% endif %}")].concat();
    let errors = compile(&body).unwrap_err();
    assert!(
        errors
            .iter()
            .all(|error| matches!(error.problem, Problem::Crossed { .. })),
        "{errors:?}"
    );
    assert_eq!(errors.len(), 2);
}

#[test]
fn paragraph_tags_take_the_paragraph_away() {
    let body = [
        runs(&["{%p for r in rows %}"]),
        paragraph("{{ r.a }}"),
        runs(&["{%p endfor %}"]),
    ]
    .concat();
    prints(&body, &base(), "До один после¶До два после¶");
}

#[test]
fn raw_text_and_comments() {
    prints(
        &paragraph("{% raw %}{{ x }}{% endraw %}{# нет #}"),
        &base(),
        "До {{ x }} после¶",
    );
}

#[test]
fn endless_loops_and_floods_stop() {
    let rows: Vec<u32> = (0..2000).collect();
    let body = paragraph("{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}");
    let errors = render(&body, &json!({"rows": rows})).unwrap_err();
    assert!(matches!(errors[0].problem, Problem::Limit { .. }), "{errors:?}");
    let template = compile(&paragraph("{% for a in rows %}{{ name }}{% endfor %}")).unwrap();
    let options = Options {
        most_bytes: 10_000,
        ..Options::default()
    };
    let errors = template
        .render(&json!({"rows": rows, "name": "много"}).into(), &options)
        .unwrap_err();
    assert!(matches!(errors[0].problem, Problem::Limit { .. }), "{errors:?}");
}

#[test]
fn what_is_no_word_file_is_refused() {
    let deep = docx(&format!("{}{}", "<w:p>".repeat(5_000), "</w:p>".repeat(5_000)));
    let mut flipped = docx(&paragraph("{{ name }}").repeat(50));
    for at in (100..flipped.len()).step_by(37) {
        flipped[at] ^= 0xff;
    }
    for bytes in [
        &b"PK"[..],
        b"",
        b"text",
        b"\xd0\xcf\x11\xe0",
        &docx("<w:p>"),
        &deep,
        &flipped,
    ] {
        let errors = Template::from_docx("x.docx", bytes, "x").unwrap_err();
        assert!(matches!(errors[0].problem, Problem::NotWord { .. }));
        let told = errors[0].to_string();
        // One line, and nothing of it in the words of a library.
        let foreign = told
            .replace("x.docx", "")
            .replace("word/document.xml", "")
            .replace("docx", "");
        let foreign = foreign.replace("doc", "").replace("Word", "");
        assert!(
            !foreign.contains(|char: char| char.is_ascii_alphabetic()),
            "{told}"
        );
    }
}
