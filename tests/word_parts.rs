//! Templates made in Word, beyond the plain text: notes, text boxes, headers, loops over cells, merged cells.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::word_file::{file, part, text};
use nastavnik::render::docx::Template;
use nastavnik::render::docx::error::TemplateError;
use nastavnik::render::docx::options::Options;
use serde_json::{Value, json};

fn p(text: &str) -> String {
    let text = text.replace('"', "&quot;");
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn cell(width: usize, text: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
        p(text)
    )
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| cell(2000, text)).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(columns: usize, rows: &[String]) -> String {
    let columns = "<w:gridCol w:w=\"2000\"/>".repeat(columns);
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{}</w:tbl>{}",
        rows.concat(),
        p("конец")
    )
}

/// The rendered file of a template of these parts.
fn rendered(parts: &[(&str, String)], data: &Value) -> Result<Vec<u8>, Vec<TemplateError>> {
    let template = Template::from_docx("шаблон.docx", &file(parts), "документ")?;
    Ok(template.render(&data.clone().into(), &Options::default())?.bytes)
}

fn body(text: &str) -> (&'static str, String) {
    ("word/document.xml", text.to_owned())
}

#[track_caller]
fn told(parts: &[(&str, String)], data: &Value) -> Vec<String> {
    let errors = rendered(parts, data).expect_err("a mistake must not pass");
    errors.iter().map(ToString::to_string).collect()
}

fn people() -> Value {
    json!({"люди": [{"фио": "Орлова", "роль": "наставник"}, {"фио": "Ким", "роль": "куратор"}], "да": true, "нет": false, "пусто": []})
}

/// Numbers of the elements of a name, in order.
fn ids(xml: &str, element: &str) -> Vec<i64> {
    xml.split(&format!("<{element} "))
        .skip(1)
        .map(|rest| {
            rest.split("w:id=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .parse()
                .unwrap()
        })
        .collect()
}

fn footnotes(notes: &[&str]) -> (&'static str, String) {
    let separators = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
                      <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p/></w:footnote>";
    let notes: String = (2..)
        .zip(notes)
        .map(|(id, text)| format!("<w:footnote w:id=\"{id}\">{text}</w:footnote>"))
        .collect();
    ("word/footnotes.xml", format!("{separators}{notes}"))
}

fn noted(text: &str, id: usize) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r><w:r><w:footnoteReference w:id=\"{id}\"/></w:r></w:p>")
}

#[test]
fn every_turn_of_a_loop_has_footnotes_of_its_own() {
    let text_part = [
        noted("до", 2),
        p("{%p for человек in люди %}"),
        noted("{{ человек.фио }}", 3),
        p("{%p endfor %}"),
        p("{%p if нет %}"),
        noted("никогда", 4),
        p("{%p endif %}"),
        noted("после", 5),
    ]
    .concat();
    let notes = footnotes(&[
        &p("первая"),
        &[
            p("{%p if человек.роль == \"куратор\" %}"),
            p("отвечает"),
            p("{%p endif %}"),
            p("{{ человек.роль }}: {{ loop.index }}"),
        ]
        .concat(),
        &p("лишняя"),
        &p("{%p if нет %}"),
    ]);
    let wrong = told(&[body(&text_part), notes.clone()], &people());
    assert_eq!(
        wrong,
        ["шаблон.docx, сноски, 4-я по счёту, абзац 1 («{%p if нет %}»): не закрыто: {%p if нет %}"]
    );
    let notes = (notes.0, notes.1.replace("{%p if нет %}", "{{ люди | length }}"));
    let bytes = rendered(&[body(&text_part), notes], &people()).unwrap();
    let (document, notes) = (
        part(&bytes, "word/document.xml"),
        part(&bytes, "word/footnotes.xml"),
    );
    assert_eq!(text(&document), "до¶Орлова¶Ким¶после¶");
    assert_eq!(ids(&document, "w:footnoteReference"), [1, 2, 3, 4]);
    assert_eq!(ids(&notes, "w:footnote"), [-1, 0, 1, 2, 3, 4]);
    assert_eq!(text(&notes), "¶¶первая¶наставник: 1¶отвечает¶куратор: 2¶2¶");
}

#[test]
fn a_note_left_empty_by_a_branch_still_opens() {
    let note = [p("{%p if нет %}"), p("x"), p("{%p endif %}")].concat();
    let bytes = rendered(&[body(&noted("да", 2)), footnotes(&[&note])], &people()).unwrap();
    assert!(part(&bytes, "word/footnotes.xml").contains("<w:footnote w:id=\"1\"><w:p/></w:footnote>"));
}

#[test]
fn names_in_notes_are_looked_up_where_the_note_is_referred_to() {
    let text_part = [
        p("{%p for человек in пусто %}"),
        noted("x", 2),
        p("{%p endfor %}"),
    ]
    .concat();
    let data = json!({"пусто": [], "люди": [{"фио": "Орлова"}]});
    let notes = footnotes(&[&p("{{ челавек.фио }}")]);
    assert_eq!(
        told(&[body(&text_part), notes], &data),
        [
            "шаблон.docx, сноски, 1-я по счёту, абзац 1 («{{ челавек.фио }}»): нет такого поля: «челавек»; возможно, имелось в виду «человек»"
        ]
    );
}

#[test]
fn endnotes_and_comments_repeat_too() {
    let text_part = "{%p for человек in люди %}".to_owned();
    let turn = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>{{ человек.фио }}</w:t></w:r><w:commentRangeEnd w:id=\"7\"/>\
                <w:r><w:commentReference w:id=\"7\"/></w:r><w:r><w:endnoteReference w:id=\"9\"/></w:r></w:p>";
    let text_part = [p(&text_part), turn.to_owned(), p("{%p endfor %}")].concat();
    let comments = format!(
        "<w:comment w:id=\"7\" w:author=\"Автор\">{}</w:comment>",
        p("проверьте: {{ человек.роль }}")
    );
    let endnotes = format!("<w:endnote w:id=\"9\">{}</w:endnote>", p("{{ loop.index }}-й"));
    let parts = [
        body(&text_part),
        ("word/comments.xml", comments),
        ("word/commentsExtended.xml", String::new()),
        ("word/endnotes.xml", endnotes),
    ];
    let bytes = rendered(&parts, &people()).unwrap();
    let document = part(&bytes, "word/document.xml");
    let comments = part(&bytes, "word/comments.xml");
    let endnotes = part(&bytes, "word/endnotes.xml");
    for element in [
        "w:commentRangeStart",
        "w:commentRangeEnd",
        "w:commentReference",
        "w:endnoteReference",
    ] {
        assert_eq!(ids(&document, element), [1, 2], "{element}");
    }
    assert_eq!(
        (ids(&comments, "w:comment"), ids(&endnotes, "w:endnote")),
        (vec![1, 2], vec![1, 2])
    );
    assert_eq!(text(&comments), "проверьте: наставник¶проверьте: куратор¶");
    assert_eq!(text(&endnotes), "1-й¶2-й¶");
    // The part beside comments names them by marks that no longer are.
    let parts = common::word_file::names(&bytes);
    assert!(!parts.iter().any(|name| name.contains("Extended")), "{parts:?}");
    assert!(!part(&bytes, "word/_rels/document.xml.rels").contains("Extended"));
}

/// A text box as Word writes it: for itself and once more for older programs.
fn text_box(inside: &str) -> String {
    format!(
        "<w:p><w:r><w:t>{{{{ люди[0].фио }}}}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\
         <wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>\
         <v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
}

#[test]
fn text_boxes_are_filled_for_newer_and_older_programs() {
    let inside = [
        p("{%p for человек in люди %}"),
        p("{{ человек.фио }}"),
        p("{%p endfor %}"),
    ]
    .concat();
    let bytes = rendered(&[body(&text_box(&inside))], &people()).unwrap();
    assert_eq!(
        text(&part(&bytes, "word/document.xml")),
        "ОрловаОрлова¶Ким¶Орлова¶Ким¶¶"
    );
    // A text box with nothing in it is no text box.
    let inside = [p("{%p if нет %}"), p("x"), p("{%p endif %}")].concat();
    let bytes = rendered(&[body(&text_box(&inside))], &people()).unwrap();
    assert_eq!(
        part(&bytes, "word/document.xml")
            .matches("<w:txbxContent><w:p/></w:txbxContent>")
            .count(),
        2
    );
}

#[test]
fn a_mistake_in_a_text_box_is_told_once() {
    assert_eq!(
        told(
            &[body(&[p("раз"), text_box(&p("Кому: {{ кому }}"))].concat())],
            &people()
        ),
        ["шаблон.docx, основной текст, надпись 1, абзац 3 («Кому: {{ кому }}»): нет такого поля: «кому»"]
    );
}

#[test]
fn headers_and_footers_left_empty_still_open() {
    let empty = [p("{%p if нет %}"), p("x"), p("{%p endif %}")].concat();
    let parts = [
        body(&p("x")),
        ("word/header1.xml", empty.clone()),
        ("word/footer1.xml", empty),
    ];
    let bytes = rendered(&parts, &people()).unwrap();
    assert!(part(&bytes, "word/header1.xml").ends_with("><w:p/></w:hdr>"));
    assert!(part(&bytes, "word/footer1.xml").ends_with("><w:p/></w:ftr>"));
}

#[test]
fn loops_over_cells_make_columns_and_keep_the_width_of_the_table() {
    let rows = [
        row(&[
            "",
            "{%tc for человек in люди %}",
            "{{ человек.фио }}",
            "{%tc endfor %}",
        ]),
        row(&[
            "роль",
            "{%tc for человек in люди %}",
            "{{ человек.роль }}",
            "{%tc endfor %}",
        ]),
    ];
    let bytes = rendered(&[body(&table(2, &rows))], &people()).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert_eq!(text(&document), "¶Орлова¶Ким¶роль¶наставник¶куратор¶конец¶");
    assert_eq!(
        document.matches("<w:gridCol w:w=\"1333\"/>").count(),
        3,
        "{document}"
    );
    assert_eq!(
        document.matches("<w:tcW w:w=\"1333\" w:type=\"dxa\"/>").count(),
        6
    );
    // Without turns the rows keep their other cells; a row without cells goes, and the table with its last row.
    let none = json!({"люди": [], "да": true});
    let bytes = rendered(&[body(&table(2, &rows))], &none).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert_eq!(text(&document), "¶роль¶конец¶");
    assert_eq!(
        document.matches("<w:gridCol w:w=\"4000\"/>").count(),
        1,
        "{document}"
    );
    let bare = [row(&[
        "{%tc for человек in люди %}",
        "{{ человек.фио }}",
        "{%tc endfor %}",
    ])];
    let bytes = rendered(&[body(&table(1, &bare))], &none).unwrap();
    assert!(!part(&bytes, "word/document.xml").contains("<w:tbl>"));
}

#[test]
fn a_row_loop_of_a_table_in_a_cell_repeats_rows_of_that_table() {
    let inner = table(
        1,
        &[
            row(&["{%tr for человек in люди %}"]),
            row(&["{{ человек.фио }}"]),
            row(&["{%tr endfor %}"]),
        ],
    );
    let outer = format!("<w:tr><w:tc><w:tcPr/>{}{inner}</w:tc></w:tr>", p("слева"));
    let bytes = rendered(&[body(&table(1, &[outer]))], &people()).unwrap();
    assert_eq!(
        text(&part(&bytes, "word/document.xml")),
        "слева¶Орлова¶Ким¶конец¶конец¶"
    );
}

#[test]
fn cells_merge_down_right_and_over_columns() {
    for (down, right, span, fill) in [
        ("vm", "hm", "colspan", "cellbg"),
        ("слить_вниз", "слить_вправо", "столбцов", "заливка"),
    ] {
        let rows = [
            row(&[
                "№",
                "{%tc for человек in люди %}",
                &format!("все{{% {right} %}}"),
                "{%tc endfor %}",
            ]),
            row(&["{%tr for человек in люди %}"]),
            row(&[
                &format!("вместе{{% {down} %}}"),
                &format!("{{% {fill} цвет %}}{{{{ человек.фио }}}}"),
                "x",
            ]),
            row(&["{%tr endfor %}"]),
            row(&["итого", &format!("{{% {span} люди | length %}}2")]),
        ];
        let mut data = people();
        data["цвет"] = json!("#d9e2f3");
        let bytes = rendered(&[body(&table(3, &rows))], &data).unwrap();
        let document = part(&bytes, "word/document.xml");
        assert_eq!(text(&document), "№¶все¶вместе¶Орлова¶x¶¶Ким¶x¶итого¶2¶конец¶");
        assert_eq!(
            document.matches("<w:gridSpan w:val=\"2\"/>").count(),
            2,
            "{document}"
        );
        let merges = ["<w:vMerge w:val=\"restart\"/>", "<w:vMerge w:val=\"continue\"/>"];
        assert!(document.find(merges[0]) < document.find(merges[1]), "{document}");
        assert_eq!(document.matches("w:fill=\"D9E2F3\"").count(), 2);
    }
}

#[test]
fn wrong_merges_are_told() {
    let rows = [
        row(&["а{% vm %}", "{% colspan люди %}б"]),
        row(&["{% colspan 0 %}в", "{% cellbg \"синий\" %}г"]),
        row(&["{% colspan %}в", "{% cellbg цвит %}г"]),
    ];
    let body_part = body(&[p("д{% colspan 2 %}"), table(2, &rows)].concat());
    assert_eq!(
        told(&[body_part], &people()),
        [
            "шаблон.docx, основной текст, абзац 1 («д{% colspan 2 %}»): {% colspan 2 %} стоит только в ячейке таблицы",
            "шаблон.docx, основной текст, таблица 1, строка 1, ячейка 1 («а{% vm %}»): {% vm %} сливает ячейки оборотов цикла, а стоит вне цикла",
            "шаблон.docx, основной текст, таблица 1, строка 3, ячейка 1 («{% colspan %}в»): тег не понятен: {% colspan %}",
        ]
    );
    let body_part = body(&table(
        2,
        &[
            rows[1].clone(),
            row(&["{% colspan люди %}а", "{% cellbg нет %}б"]),
        ],
    ));
    assert_eq!(
        told(&[body_part], &people()),
        [
            "шаблон.docx, основной текст, таблица 1, строка 1, ячейка 1 («{% colspan 0 %}в»): число столбцов ячейки — целое от 1 до 63, а не «0»",
            "шаблон.docx, основной текст, таблица 1, строка 1, ячейка 2 («{% cellbg \"синий\" %}г»): цвет заливки пишут шестью знаками, например \"D9E2F3\", а не «синий»",
            "шаблон.docx, основной текст, таблица 1, строка 2, ячейка 1 («{% colspan люди %}а»): печатается список или запись, а не значение: {% colspan люди %}",
            "шаблон.docx, основной текст, таблица 1, строка 2, ячейка 2 («{% cellbg нет %}б»): цвет заливки пишут шестью знаками, например \"D9E2F3\", а не «нет»",
        ]
    );
}

#[test]
fn comments_take_their_paragraph_row_or_cell_away() {
    let rows = [
        row(&["{#tr всю строку #}", "и эту ячейку"]),
        row(&["а", "{#tc ячейку #}б"]),
        row(&["{#p абзац #}"]),
    ];
    let body_part = [
        p("раз{# в тексте #}"),
        p("{# один в абзаце #}"),
        p("{#p весь абзац #} с текстом"),
        table(2, &rows),
    ]
    .concat();
    let bytes = rendered(&[body(&body_part)], &people()).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert_eq!(text(&document), "раз¶а¶¶конец¶");
    assert!(document.contains("<w:p/></w:tc>"), "{document}");
}

#[test]
fn a_template_file_and_one_with_macros_give_plain_documents() {
    for kind in ["template.main+xml", "macroEnabled.main+xml"] {
        let template = common::word_file::file_of_kind(&[body(&p("{{ люди | length }}"))], kind);
        let template = Template::from_docx("шаблон.dotx", &template, "документ").unwrap();
        let bytes = template
            .render(&people().into(), &Options::default())
            .unwrap()
            .bytes;
        let types = part(&bytes, "[Content_Types].xml");
        assert!(
            types.contains("wordprocessingml.document.main+xml\"") && !types.contains(kind),
            "{types}"
        );
    }
}
