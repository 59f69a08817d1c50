//! Pictures, QR codes and charts: what they become, in built-in templates and in Word files.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Reader, Xlsx};
use nastavnik::office::zip_write::{Effort, Entry, write};
use nastavnik::render::docx::data::Data;
use nastavnik::render::docx::letterhead::Letterhead;
use nastavnik::render::docx::options::Options;
use nastavnik::render::docx::{Template, source};
use nastavnik::render::error::PictureError;
use nastavnik::render::picture::{Picture, Pictures};
use serde_json::{Value, json};

const BODY: &str = include_str!("docx/figures.md");

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

/// Twice as wide as high.
fn wide() -> Picture {
    Picture {
        width: 200,
        height: 100,
        ..Picture::qr("герб").unwrap()
    }
}

fn options() -> Options {
    Options {
        pictures: Pictures::new(|name| match name {
            "герб.png" | "а.png" => Ok(Arc::new(wide())),
            name => Err(PictureError::File(format!("нет файла {name}"))),
        }),
        ..Options::default()
    }
}

fn json() -> Value {
    json!({"герб": "герб.png", "ссылка": "https://example.org/положение.pdf", "годы": [
        {"год": "2024", "план": 3, "факт": "2,5", "фото": "а.png"},
        {"год": "2025 & <3>", "план": 4, "факт": null, "фото": ""},
        {"год": 2026, "план": 7, "факт": 6, "фото": "а.png"}]})
}

fn template() -> (source::TemplateSource, Template) {
    let source = source::parse("figures.md", BODY, &|_| None).unwrap();
    let template = Template::compile(&source).unwrap();
    (source, template)
}

fn data() -> Data {
    Data::from(json())
}

#[test]
fn a_picture_keeps_its_proportions_and_comes_once() {
    let made = parts(&template().1.render(&data(), &options()).unwrap().bytes);
    let document = text(&made, "word/document.xml");
    // 20 × 30 mm hold a picture twice as wide as high: 20 × 10 mm.
    assert!(
        document.contains("<wp:extent cx=\"720000\" cy=\"360000\"/>"),
        "{document}"
    );
    assert_eq!(document.matches("<pic:pic ").count(), 4);
    assert!(!document.contains("{{") && !document.contains("descr="));
    let media: Vec<&String> = made
        .keys()
        .filter(|name| name.starts_with("word/media/"))
        .collect();
    assert_eq!(
        media,
        [
            "word/media/made1.png",
            "word/media/made2.png",
            "word/media/made3.png"
        ]
    );
    let ids: Vec<&str> = document
        .split("<wp:docPr id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(ids.len(), 7);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 7);
    let links = text(&made, "word/_rels/document.xml.rels");
    for id in document
        .split("r:embed=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert!(links.contains(&format!("Id=\"{id}\"")), "{id}");
    }
}

#[test]
fn a_chart_has_its_rows_and_the_workbook_too() {
    let made = parts(&template().1.render(&data(), &options()).unwrap().bytes);
    let chart = text(&made, "word/charts/made1.xml");
    assert_eq!(chart.matches("<c:ser>").count(), 2);
    for piece in [
        "<c:barDir val=\"col\"/>",
        "<c:v>План на год</c:v>",
        "<c:v>2025 &amp; &lt;3&gt;</c:v>",
        "<c:pt idx=\"0\"><c:v>2.5</c:v></c:pt><c:pt idx=\"2\"><c:v>6</c:v></c:pt>",
        "<c:f>'Данные'!$C$2:$C$4</c:f>",
    ] {
        assert!(chart.contains(piece), "{piece}\n{chart}");
    }
    let types = text(&made, "[Content_Types].xml");
    for number in 1..=3 {
        assert!(types.contains(&format!("/word/charts/made{number}.xml")));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(made["word/embeddings/made1.xlsx"].clone())).unwrap();
    let sheet = book.worksheet_range("Данные").unwrap();
    let cell = |row, column| sheet.get_value((row, column)).unwrap().to_string();
    assert_eq!(
        [cell(0, 1), cell(1, 0), cell(1, 2), cell(3, 2)],
        ["План на год", "2024", "2.5", "6"]
    );
    assert!(text(&made, "word/charts/made3.xml").contains("<c:lineChart>"));
}

#[test]
fn the_exported_file_gives_the_same_parts() {
    let (source, template) = template();
    let exported = Template::export_docx(&source).unwrap();
    let again = Template::from_docx_as(&source.meta, "figures.docx", &exported, &Letterhead::Plain).unwrap();
    let one = parts(&template.render(&data(), &options()).unwrap().bytes);
    let other = parts(&again.render(&data(), &options()).unwrap().bytes);
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        other.keys().collect::<Vec<_>>(),
        "the placeholders of the template must not stay"
    );
    for (name, content) in &one {
        assert!(content == &other[name], "{name}");
    }
}

/// A Word file with a picture in its header, whose alternative text is the tag.
fn with_header(description: &str) -> Vec<u8> {
    const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let spaces = format!(
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{R}\" \
         xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:pic=\"pic\""
    );
    let drawing = format!(
        "<w:drawing><wp:anchor><wp:extent cx=\"1000\" cy=\"1000\"/><wp:docPr id=\"4\" name=\"x\" descr=\"{description}\"/>\
         <a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"\" descr=\"{description}\"/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"rId7\"><a:extLst/></a:blip><a:srcRect l=\"1000\"/></pic:blipFill>\
         <pic:spPr><a:xfrm><a:ext cx=\"1000\" cy=\"1000\"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    );
    let links = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId7\" Type=\"{R}/image\" Target=\"media/old.png\"/></Relationships>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let pack = |name: &'static str, text: &str| Entry::pack(name, text.as_bytes(), Effort::Fast);
    write(&[
        pack("[Content_Types].xml", types),
        pack(
            "word/document.xml",
            &format!("<w:document {spaces}><w:body/></w:document>"),
        ),
        pack(
            "word/header1.xml",
            &format!("<w:hdr {spaces}><w:p><w:r>{drawing}</w:r></w:p></w:hdr>"),
        ),
        pack("word/_rels/header1.xml.rels", &links),
        pack("word/media/old.png", "старая"),
    ])
}

#[test]
fn a_picture_of_a_word_file_is_replaced_by_its_alternative_text() {
    let bytes = with_header("{{ герб }}");
    let template = Template::from_docx("бланк.docx", &bytes, "x").unwrap();
    let made = parts(&template.render(&data(), &options()).unwrap().bytes);
    let header = text(&made, "word/header1.xml");
    assert!(header.contains("<wp:extent cx=\"1000\" cy=\"500\"/>"), "{header}");
    assert!(!header.contains("srcRect") && !header.contains("extLst") && !header.contains("descr"));
    assert!(header.contains("<a:blip r:embed=\"made1\"/>"));
    let links = text(&made, "word/_rels/header1.xml.rels");
    assert!(
        links.contains("Target=\"media/made1.png\"") && !links.contains("old.png"),
        "{links}"
    );
    assert!(!made.contains_key("word/media/old.png"));
    assert!(text(&made, "[Content_Types].xml").contains("Extension=\"png\""));
}

#[test]
fn alternative_text_beside_a_tag_is_text() {
    let template = Template::from_docx("бланк.docx", &with_header("Герб: {{ ссылка }}"), "x").unwrap();
    let made = parts(&template.render(&data(), &options()).unwrap().bytes);
    assert!(text(&made, "word/header1.xml").contains("descr=\"Герб: https://example.org/положение.pdf\""),);
    assert!(made.contains_key("word/media/old.png"));
}

#[track_caller]
fn refused(body: &str, data: &Value, expected: &str) {
    let head = "+++\nid = \"x\"\ntitle = \"Документ\"\nscope = \"school\"\nfile = \"x\"\n+++\n";
    let source = source::parse("x.md", &format!("{head}{body}"), &|_| None).unwrap();
    let errors = match Template::compile(&source) {
        Err(errors) => errors,
        Ok(template) => template
            .render(&Data::from(data.clone()), &options())
            .unwrap_err(),
    };
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(texts, [expected]);
}

#[test]
fn mistakes_are_placed() {
    let picture = |value: Value| json!({"фото": value, "годы": json()["годы"]});
    for (body, value, expected) in [
        (
            "::: картинка {{ фотто }}",
            json!("а.png"),
            "x.md, строка 7, столбец 14: нет такого поля: «фотто»; возможно, имелось в виду «фото»",
        ),
        (
            "::: картинка {{ фото }}",
            json!("б.png"),
            "x.md, строка 7, столбец 14: картинка «б.png»: нет файла б.png",
        ),
        (
            "::: картинка {{ фото }}",
            json!("data:image/gif;base64,R0lGODlhAQABAAAAACw="),
            "x.md, строка 7, столбец 14: картинка «data:image/gif;base64,R0lGODlhAQABAAAAACw=»: это не PNG и не JPEG",
        ),
        (
            "::: картинка {{ фото }}",
            Value::Null,
            "x.md, строка 7, столбец 14: значение не заполнено: {{ фото }}",
        ),
        (
            "::: картинка {{ годы }}",
            Value::Null,
            "x.md, строка 7, столбец 14: печатается список или запись, а не значение: {{ годы }}",
        ),
        (
            "::: картинка {{ фото }} {{ фото }}",
            Value::Null,
            "x.md, строка 7, столбец 5: в шаблонах так не пишут: в этом блоке нужен один тег {{ … }}, который говорит, что показать",
        ),
        (
            "::: картинка {{ фото }} ширина=900",
            Value::Null,
            "x.md, строка 7, столбец 5: непонятная настройка блока: «ширина=900»",
        ),
        (
            "{{ фото | qr }}",
            json!("x"),
            "x.md, строка 7, столбец 1: «qr» и «ряды» пишут в замещающем тексте рисунка или в блоках «::: картинка» и «::: диаграмма»",
        ),
        (
            "::: диаграмма столбцы {{ годы }}",
            Value::Null,
            "x.md, строка 7, столбец 5: в шаблонах так не пишут: диаграмме нужны ряды: {{ список | ряды(подпись=\"…\", значения=\"…\") }}",
        ),
        (
            "::: диаграмма столбцы {{ годы | ряды(подпись=\"год\", значения=\"план, фактт\") }}",
            Value::Null,
            "x.md, строка 7, столбец 23: нет такого поля: «фактт»; возможно, имелось в виду «факт»",
        ),
        (
            "::: картинка {{ годы | ряды(подпись=\"год\", значения=\"план\") }}",
            Value::Null,
            "x.md, строка 7, столбец 14: в замещающем тексте картинки нужна картинка, в замещающем тексте диаграммы — «ряды(…)»",
        ),
    ] {
        refused(body, &picture(value), expected);
    }
    let words = json!({"годы": [{"год": "2024", "факт": "много"}]});
    refused(
        "::: диаграмма линии {{ годы | ряды(подпись=\"год\", значения=\"факт\") }}",
        &words,
        "x.md, строка 7, столбец 21: ряды: запись 1, поле «факт»: «много» — не число",
    );
}
