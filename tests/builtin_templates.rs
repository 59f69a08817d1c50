//! Templates written as text: what each construct becomes, and where each mistake is found.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Read};

use nastavnik::render::docx::error::TemplateError;
use nastavnik::render::docx::letterhead::Letterhead;
use nastavnik::render::docx::options::Options;
use nastavnik::render::docx::{Condition, Template, source};
use serde_json::{Value, json};

const HEAD: &str = "+++\nid = \"x\"\ntitle = \"Документ\"\nscope = \"school\"\nfile = \"{{ имя }}\"\n+++\n";

fn compile(body: &str) -> Result<Template, Vec<TemplateError>> {
    let partials = |name: &str| (name == "общая").then(|| "Общая часть.\n{{ имяя }}".to_owned());
    let source = source::parse("x.md", &format!("{HEAD}{body}"), &partials)?;
    Template::compile(&source)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn document(body: &str, data: &Value) -> String {
    let template = compile(body).unwrap_or_else(|errors| panic!("{errors:?}"));
    let rendered = template
        .render(&data.clone().into(), &Options::default())
        .unwrap_or_else(|errors| panic!("{errors:?}"));
    part(&rendered.bytes, "word/document.xml")
}

/// Style and text of every paragraph, one a line.
fn outline(xml: &str) -> String {
    let mut out = String::new();
    for paragraph in xml.split("<w:p>").skip(1) {
        let paragraph = paragraph
            .split("</w:p>")
            .next()
            .unwrap_or_default()
            .replace("<w:t xml:space=\"preserve\">", "<w:t>");
        let style = paragraph
            .split("<w:pStyle w:val=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or("-");
        let mut text = String::new();
        for piece in paragraph.split("<w:t>").skip(1) {
            text.push_str(piece.split("</w:t>").next().unwrap_or_default());
        }
        out.push_str(&format!("{style}: {}\n", text.replace('\u{a0}', "~")));
    }
    out
}

fn data() -> Value {
    json!({"имя": "Орлова Анна Петровна", "пусто": null, "номер": "207-од", "список": [{"что": "а"}, {"что": "б"}]})
}

#[track_caller]
fn becomes(body: &str, expected: &str) {
    assert_eq!(outline(&document(body, &data())), expected);
}

#[track_caller]
fn refused(body: &str, expected: &[&str]) {
    let errors = match compile(body) {
        Err(errors) => errors,
        Ok(template) => template.render(&data().into(), &Options::default()).unwrap_err(),
    };
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(texts, expected);
}

#[test]
fn paragraphs_join_their_lines_and_get_the_typography() {
    becomes(
        "Приказ № 5 от\n\"школы\" - да\n\nВторой\\\nс новой строки",
        "Text: Приказ №~5 от «школы»~– да\nText: Второйс~новой строки\n",
    );
}

#[test]
fn headings_clauses_bullets() {
    becomes(
        "# ПРИКАЗ\n## 1. Раздел\n1.1. Пункт\nпродолжен\n1.1.1. Подпункт\n- дефис\n- ещё",
        "Heading1: ПРИКАЗ\nHeading2: Раздел\nClause: Пункт продолжен\nClause: Подпункт\nBullet: дефис\nBullet: ещё\n",
    );
}

#[test]
fn a_list_begins_anew_at_one() {
    let xml = document("1. а\n2. б\n\nтекст\n\n3. в\n\n# Другой\n1. г", &data());
    let numbers: Vec<&str> = xml
        .split("<w:numId w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect();
    assert_eq!(numbers, ["2", "2", "2", "3"]);
}

#[test]
fn a_list_in_a_loop_goes_on_or_begins_anew_as_asked() {
    let numbers = |body: &str| {
        let template = compile(body).unwrap();
        let bytes = template
            .render(&data().into(), &Options::default())
            .unwrap()
            .bytes;
        let numbering = part(&bytes, "word/numbering.xml");
        part(&bytes, "word/document.xml")
            .split("<w:numId w:val=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .inspect(|id| assert!(numbering.contains(&format!("<w:num w:numId=\"{id}\">")), "{id}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        numbers("{% for дело in список %}\n1. {{ дело.что }}\n2. x\n{% endfor %}"),
        ["2", "2", "2", "2"]
    );
    assert_eq!(
        numbers("{% for дело in список %}\n{% нумерация %}\n1. {{ дело.что }}\n2. x\n{% endfor %}"),
        ["3", "3", "4", "4"]
    );
}

#[test]
fn the_properties_of_the_file_are_the_callers() {
    let template = compile("x").unwrap();
    let core = |options: &Options| {
        part(
            &template.render(&data().into(), options).unwrap().bytes,
            "docProps/core.xml",
        )
    };
    assert!(core(&Options::default()).contains("<dc:title>Документ</dc:title>"));
    let options = Options {
        author: Some("Школа & К".to_owned()),
        ..Options::default()
    };
    assert!(core(&options).contains("<dc:creator>Школа &amp; К</dc:creator>"));
}

#[test]
fn a_year_at_the_start_of_a_line_is_text() {
    becomes(
        "2026. Год наставника\n\n____",
        "Text: 2026. Год наставника\nText: ____\n",
    );
}

#[test]
fn steering_lines_leave_no_paragraph() {
    becomes(
        "{% for дело in список %}\n1. {{ дело.что }}\n{% endfor %}\n{% if имя %}\nда\n{% else %}\nнет\n{% endif %}",
        "Clause: а\nClause: б\nText: да\n",
    );
}

#[test]
fn tables_repeat_rows_and_span_columns() {
    let xml = document(
        "::: таблица ширины=1,3\n| № | Что |\n|:-:|---|\n{% for дело in список %}\n|= Раздел {{ loop.index }} |\n| {{ loop.index }} | {{ дело.что }} |\n{% endfor %}\n:::",
        &data(),
    );
    assert_eq!(
        outline(&xml),
        "TableHead: №\nTableHead: Что\nTableText: Раздел~1\nTableText: 1\nTableText: а\nTableText: Раздел~2\nTableText: 2\nTableText: б\nEnd: \n"
    );
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 5);
    assert_eq!(xml.matches("<w:gridSpan w:val=\"2\"/>").count(), 2);
    assert!(
        xml.contains("<w:gridCol w:w=\"2409\"/><w:gridCol w:w=\"7229\"/>"),
        "{xml}"
    );
}

#[test]
fn cells_merge() {
    let xml = document(
        "| а | < | в |\n| г | д | ^ |\n|---|---|---|\n| 1 | 2 | 3 |",
        &data(),
    );
    assert_eq!(xml.matches("<w:vMerge w:val=\"restart\"/>").count(), 1);
    assert_eq!(xml.matches("<w:vMerge w:val=\"continue\"/>").count(), 1);
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2);
    // The cell above is merged with those that a loop brings.
    let xml = document(
        "::: таблица\n| № | Что |\n|---|---|\n{% for дело in список %}\n{% if loop.first %}\n| 1 | {{ дело.что }} |\n{% else %}\n| ^ | {{ дело.что }} |\n{% endif %}\n{% endfor %}\n:::",
        &data(),
    );
    assert_eq!(xml.matches("<w:vMerge w:val=\"restart\"/>").count(), 1);
    assert_eq!(xml.matches("<w:vMerge w:val=\"continue\"/>").count(), 1);
}

#[test]
fn sections_lie_as_asked_and_only_the_first_hides_its_number() {
    let xml = document(
        "раз\n\n::: раздел альбомный\n\nдва\n\n::: раздел книжный\n\nтри",
        &data(),
    );
    let orients: Vec<bool> = xml
        .split("<w:sectPr>")
        .skip(1)
        .map(|rest| rest.split("</w:sectPr>").next().unwrap().contains("landscape"))
        .collect();
    assert_eq!(orients, [false, true, false]);
    assert_eq!(xml.matches("<w:titlePg/>").count(), 1);
}

#[test]
fn a_signature_stays_with_the_text() {
    let xml = document(
        "Последний пункт.\n\n::: подпись\nДиректор | {{ имя | инициалы_фамилия }}\n:::",
        &data(),
    );
    let first = xml.split("</w:p>").next().unwrap();
    assert!(first.contains("<w:keepNext/>"), "{first}");
    assert!(outline(&xml).contains("Sign: А.~П.~Орлова"));
}

#[test]
fn numbers_of_orders_do_not_break_at_the_hyphen() {
    let xml = document("Приказ № {{ номер }}, приказ № 208-од", &data());
    assert_eq!(xml.matches("<w:noBreakHyphen/>").count(), 2);
}

#[test]
fn footnotes() {
    let template = compile("Текст[^а].\n\n[^а]: Сноска с {{ имя }}.").unwrap();
    let rendered = template.render(&data().into(), &Options::default()).unwrap();
    assert!(part(&rendered.bytes, "word/document.xml").contains("<w:footnoteReference w:id=\"1\"/>"));
    assert!(part(&rendered.bytes, "word/footnotes.xml").contains("Сноска с\u{a0}Орлова Анна Петровна."));
}

#[test]
fn the_same_data_give_the_same_bytes_whatever_was_made_before() {
    let body = include_str!("docx/kinds.md");
    let data: Value = serde_json::from_str(include_str!("docx/kinds.json")).unwrap();
    let make = || {
        let source = source::parse("kinds.md", body, &|_| None).unwrap();
        let template = Template::compile(&source).unwrap();
        template
            .render(&data.clone().into(), &Options::default())
            .unwrap()
            .bytes
    };
    let first = make();
    compile("x[^а]\n\n[^а]: Сноска\n\n| а |\n|---|\n| б |").unwrap();
    assert_eq!(first, make());
    assert_eq!(
        first,
        std::thread::scope(|scope| scope.spawn(make).join().unwrap())
    );
}

#[test]
fn an_exported_template_gives_the_same_parts() {
    let body = include_str!("docx/kinds.md");
    let data: Value = serde_json::from_str(include_str!("docx/kinds.json")).unwrap();
    let source = source::parse("kinds.md", body, &|_| None).unwrap();
    let built_in = Template::compile(&source)
        .unwrap()
        .render(&data.clone().into(), &Options::default())
        .unwrap();
    let exported = Template::export_docx(&source).unwrap();
    let again = Template::from_docx_as(&source.meta, "kinds.docx", &exported, &Letterhead::Plain).unwrap();
    let again = again.render(&data.clone().into(), &Options::default()).unwrap();
    for name in [
        "word/document.xml",
        "word/footnotes.xml",
        "word/styles.xml",
        "word/numbering.xml",
    ] {
        assert!(part(&built_in.bytes, name) == part(&again.bytes, name), "{name}");
    }
}

#[test]
fn file_names_are_safe() {
    let template = compile("x").unwrap();
    let name = |value: &str| {
        template
            .file_name(&json!({"имя": value}).into(), &Options::default())
            .unwrap()
    };
    assert_eq!(name("a/b: \"c\"?\u{a0}d."), "a-b- -c-- d");
    assert_eq!(name(".."), "_");
}

#[test]
fn unknown_names_are_placed_by_line_and_column() {
    refused(
        "Текст\n\nЭто {{ имя }} и {{ список.что }}\n{% for дело in список %}{{ дело.чтоо }}{% endfor %}",
        &[
            "x.md, строка 9, столбец 17: нет такого поля: «список.что»",
            "x.md, строка 10, столбец 25: нет такого поля: «дело.чтоо»; возможно, имелось в виду «дело.что»",
        ],
    );
}

#[test]
fn mistakes_in_a_partial_name_the_partial() {
    refused(
        "{% include \"общая\" %}",
        &["общая, строка 2, столбец 1: нет такого поля: «имяя»; возможно, имелось в виду «имя»"],
    );
    refused(
        "{% include \"другая\" %}",
        &["x.md, строка 7, столбец 1: нет такой общей части: «другая»"],
    );
}

#[test]
fn an_empty_value_is_an_error_unless_the_template_allows_it() {
    refused(
        "{{ пусто }}",
        &["x.md, строка 7, столбец 1: значение не заполнено: {{ пусто }}"],
    );
    refused(
        "{{ пусто | родительный }}",
        &["x.md, строка 7, столбец 1: значение не заполнено: {{ пусто | родительный }}"],
    );
    becomes(
        "{{ пусто | или(\"нет\") }}, {{ пусто | бланк(3) }}",
        "Text: нет, ___\n",
    );
}

#[test]
fn what_markdown_would_lose_is_an_error() {
    refused(
        "> цитата",
        &["x.md, строка 7, столбец 1: в шаблонах так не пишут: строка начинается с «>»"],
    );
    refused(
        "| а | б |\n|---|---|\n| 1 |",
        &["x.md, строка 9, столбец 1: в строке таблицы ячеек: 1, а в шапке: 2"],
    );
    refused(
        "::: подпсь\nx\n:::",
        &[
            "x.md, строка 7, столбец 5: нет такого блока: «::: подпсь»; возможно, имелось в виду «подпись»",
            "x.md, строка 9, столбец 1: закрыто, но не открыто: :::",
        ],
    );
    refused(
        "::: гриф\nУТВЕРЖДАЮ",
        &["x.md, строка 7, столбец 1: не закрыто: ::: гриф"],
    );
    refused(
        "один **два",
        &[
            "x.md, строка 7, столбец 6: в шаблонах так не пишут: звёздочки не сложились в выделение; саму звёздочку пишут «\\*»",
        ],
    );
    refused(
        "см. `код`",
        &["x.md, строка 7, столбец 5: в шаблонах так не пишут: обратные кавычки"],
    );
}

#[test]
fn loops_and_branches_must_close() {
    refused(
        "{% for дело in список %}\nx",
        &["x.md, строка 7, столбец 1: не закрыто: {% for дело in список %}"],
    );
    refused(
        "x\n\n{% endif %}",
        &["x.md, строка 9, столбец 1: закрыто, но не открыто: {% endif %}"],
    );
}

#[test]
fn the_front_matter_is_strict() {
    let text = "+++\nid = \"x\"\ntitel = \"x\"\n+++\n";
    let errors = source::parse("x.md", text, &|_| None).unwrap_err();
    assert_eq!(
        (errors[0].place.line, errors[0].place.column),
        (3, 1),
        "{errors:?}"
    );
}

#[test]
fn the_condition_of_a_document_is_a_condition_of_the_language() {
    let asked = |condition: &str| {
        let text = HEAD.replacen("+++\n", &format!("+++\nonly-if = '{condition}'\n"), 1);
        let source = source::parse("x.md", &text, &|_| None).unwrap();
        let condition = Condition::compile(&source.meta)?.unwrap();
        condition.holds(&data().into(), &Options::default())
    };
    for (condition, holds) in [
        ("имя", true),
        ("not имя", false),
        ("пусто or список", true),
        ("пусто and список", false),
        ("список | length > 2", false),
        ("номер == \"207-од\"", true),
        ("список[0].что in [\"а\", \"в\"]", true),
    ] {
        assert_eq!(asked(condition), Ok(holds), "{condition}");
    }
    for (condition, expected) in [
        (
            "имя and номир",
            "x («only-if = имя and номир»): нет такого поля: «номир»; возможно, имелось в виду «номер»",
        ),
        (
            "список[0].чтоо",
            "x («only-if = список[0].чтоо»): нет такого поля: «список.чтоо»; возможно, имелось в виду «список.что»",
        ),
        (
            "имя | upperr",
            "x («only-if = имя | upperr»): нет такого фильтра: «upperr»; возможно, имелось в виду «upper»",
        ),
    ] {
        assert_eq!(asked(condition).unwrap_err()[0].to_string(), expected);
    }
    assert!(asked("имя ==").is_err());
}

#[test]
fn words_that_announce_a_list_stay_with_it() {
    let xml = document(
        "Обязать:\n\n{% for дело in список %}\n1. {{ дело.что }}\n{% endfor %}\n\nКонец: да.\n\n- а",
        &data(),
    );
    let kept: Vec<bool> = xml
        .split("</w:p>")
        .map(|paragraph| paragraph.contains("<w:keepNext/>"))
        .collect();
    assert_eq!(kept, [true, false, false, false, false, false]);
}

#[test]
fn tags_that_the_engine_does_not_understand_are_placed() {
    refused(
        "{{ имя }} {{ имя имя }}\n\n{% if имя == %}x{% endif %}",
        &[
            "x.md, строка 7, столбец 11: тег не понятен: {{ имя имя }}",
            "x.md, строка 9, столбец 1: тег не понятен: {% if имя == %}",
        ],
    );
}

#[test]
fn the_contents_show_the_headings_without_being_updated() {
    for body in [
        "::: содержание\n\n# ПОЛОЖЕНИЕ\n\n## 1. Общее & прочее\n\n1.1. x\n\n## 2. Цели",
        "::: содержание\n\n# ПОЛОЖЕНИЕ\n\n## 1. Общее & прочее\n\n1.1. x\n\n## 2. Цели\n\n{{ имя }}",
    ] {
        let xml = document(body, &data());
        let shown: Vec<&str> = xml
            .split("<w:hyperlink w:anchor=\"")
            .skip(1)
            .map(|rest| {
                rest.split("</w:t>")
                    .next()
                    .unwrap()
                    .split("preserve\">")
                    .nth(1)
                    .unwrap()
            })
            .collect();
        assert_eq!(shown, ["ПОЛОЖЕНИЕ", "1. Общее &amp; прочее", "2. Цели"], "{xml}");
        assert_eq!(xml.matches("<w:bookmarkStart ").count(), 3);
        assert!(xml.find("\"end\"").unwrap() > xml.find("2. Цели").unwrap());
        assert!(!xml.contains('\u{F8FB}'));
    }
}

#[test]
fn cells_of_all_turns_merge() {
    let xml = document(
        "::: таблица\n| а | б |\n|---|---|\n{% for дело in список %}\n| вместе{% слить_вниз %} | {% заливка \"F2F2F2\" %}{{ дело.что }} |\n{% endfor %}\n:::",
        &data(),
    );
    assert_eq!(xml.matches("вместе").count(), 1);
    assert_eq!(xml.matches("<w:vMerge w:val=\"restart\"/>").count(), 1);
    assert_eq!(xml.matches("<w:vMerge w:val=\"continue\"/>").count(), 1);
    assert_eq!(xml.matches("w:fill=\"F2F2F2\"").count(), 2);
}
