//! The school's own letterhead: an emblem above the requisites, or a Word file in their place.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Read};
use std::sync::Arc;

use nastavnik::office::zip_write::{Effort, Entry, write};
use nastavnik::render::docx::data::Data;
use nastavnik::render::docx::error::TemplateError;
use nastavnik::render::docx::letterhead::Letterhead;
use nastavnik::render::docx::options::Options;
use nastavnik::render::docx::{Template, source};
use nastavnik::render::picture::Picture;
use serde_json::json;

const BODY: &str = "+++\nid = \"x\"\ntitle = \"Приказ\"\nscope = \"school\"\nfile = \"x\"\n+++\n::: реквизиты\n\
                    {% if отдел %}\n{{ отдел }}\n{% endif %}\nШкола № 8\n:::\n\n::: вид ПРИКАЗ\n\nТекст.\n";

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn made(letterhead: &Letterhead) -> Result<Vec<u8>, Vec<TemplateError>> {
    let source = source::parse("x.md", BODY, &|_| None)?;
    let data = Data::from(json!({"отдел": "Отдел образования", "школа": "Лицей"}));
    let one = Template::compile_on(&source, letterhead)?.render(&data, &Options::default())?;
    // A paper exported and put back gets the same letterhead.
    let exported = Template::export_docx(&source)?;
    let again = Template::from_docx_as(&source.meta, "x.docx", &exported, letterhead)?;
    let again = again.render(&data, &Options::default())?;
    for name in [
        "word/document.xml",
        "word/styles.xml",
        "word/_rels/document.xml.rels",
    ] {
        assert_eq!(part(&one.bytes, name), part(&again.bytes, name), "{name}");
    }
    Ok(one.bytes)
}

/// A letterhead as Word writes them: defaults of its own, a theme font, a picture, a footer of the first page.
fn sheet(body: &str) -> Letterhead {
    const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let spaces = format!(
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{R}\" xmlns:v=\"urn:v\""
    );
    let pack = |name: &'static str, text: String| Entry::pack(name, text.as_bytes(), Effort::Fast);
    let parts = [
        pack(
            "[Content_Types].xml",
            "<Types xmlns=\"t\"><Default Extension=\"emf\" ContentType=\"image/x-emf\"/></Types>".to_owned(),
        ),
        pack(
            "word/document.xml",
            format!(
                "<w:document {spaces}><w:body>{body}<w:p/><w:sectPr><w:footerReference w:type=\"first\" r:id=\"rId2\"/>\
                 <w:titlePg/></w:sectPr></w:body></w:document>"
            ),
        ),
        pack(
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships xmlns=\"p\"><Relationship Id=\"rId1\" Type=\"{R}/image\" Target=\"media/a.emf\"/>\
                 <Relationship Id=\"rId2\" Type=\"{R}/footer\" Target=\"footer1.xml\"/></Relationships>"
            ),
        ),
        pack("word/media/a.emf", "герб".to_owned()),
        pack(
            "word/footer1.xml",
            format!("<w:ftr {spaces}><w:p><w:r><w:t>{{{{ школа }}}}, телефон</w:t></w:r></w:p></w:ftr>"),
        ),
        pack(
            "word/styles.xml",
            format!(
                "<w:styles {spaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\"/></w:rPr></w:rPrDefault>\
                 <w:pPrDefault><w:pPr><w:spacing w:after=\"160\"/></w:pPr></w:pPrDefault></w:docDefaults>\
                 <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
                 <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"Шапка\"/><w:basedOn w:val=\"a\"/></w:style></w:styles>"
            ),
        ),
        pack(
            "word/theme/theme1.xml",
            "<a:theme xmlns:a=\"a\"><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface=\"Arial\"/></a:minorFont>\
             </a:fontScheme></a:themeElements></a:theme>"
                .to_owned(),
        ),
    ];
    Letterhead::Sheet {
        name: "бланк.docx".to_owned(),
        bytes: write(&parts).into(),
    }
}

#[test]
fn an_emblem_stands_above_the_requisites() {
    let picture = Arc::new(Picture::qr("герб").unwrap());
    let bytes = made(&Letterhead::Emblem { picture, height: 20 }).unwrap();
    let document = part(&bytes, "word/document.xml");
    let emblem = document.find("<w:drawing>").unwrap();
    assert!(emblem < document.find("Отдел образования").unwrap());
    assert!(document.contains("<wp:extent cx=\"720000\" cy=\"720000\"/>"));
    assert!(part(&bytes, "word/_rels/document.xml.rels").contains("Target=\"media/emblem.png\""));
}

#[test]
fn a_word_file_takes_the_place_of_the_requisites() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr><w:r><w:t>Бланк: {{ школа }}</w:t></w:r></w:p>\
                <w:p><w:r><w:pict><v:imagedata r:id=\"rId1\"/></w:pict></w:r></w:p>";
    let bytes = made(&sheet(body)).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("Бланк: Лицей") && !document.contains("Отдел образования"));
    assert!(!document.contains("Школа"), "{document}");
    assert!(document.find("Бланк").unwrap() < document.find("ПРИКАЗ").unwrap());
    assert!(
        document.contains("<w:pStyle w:val=\"Blankb\"/>")
            && document.contains("<w:pStyle w:val=\"Blanka\"/>")
    );
    let links = part(&bytes, "word/_rels/document.xml.rels");
    assert!(
        links.contains("media/blank1.emf") && links.contains("footerBlank.xml"),
        "{links}"
    );
    assert_eq!(part(&bytes, "word/media/blank1.emf"), "герб");
    assert!(part(&bytes, "word/footerBlank.xml").contains("Лицей, телефон"));
    let types = part(&bytes, "[Content_Types].xml");
    assert!(types.contains("/word/footerBlank.xml") && types.contains("image/x-emf"));
    // The look of the letterhead does not depend on the paper: its defaults are written out.
    let styles = part(&bytes, "word/styles.xml");
    let own = styles.split("w:styleId=\"Blanka\"").nth(1).unwrap();
    let own = own.split("</w:style>").next().unwrap();
    for piece in ["w:after=\"160\"", "w:ascii=\"Arial\"", "<w:sz w:val=\"20\"/>"] {
        assert!(own.contains(piece), "{own}");
    }
}

#[test]
fn mistakes_name_the_letterhead() {
    for (body, expected) in [
        (
            "<w:p><w:r><w:t>{{ школаа }}</w:t></w:r></w:p>",
            "бланк.docx, основной текст, абзац 1 («{{ школаа }}»): нет такого поля: «школаа»; возможно, имелось в виду «школа»",
        ),
        (
            "<w:p><w:pPr><w:numPr/></w:pPr></w:p>",
            "бланк.docx: в шаблонах так не пишут: в бланке есть нумерованный список или сноска; наберите номера текстом",
        ),
    ] {
        let errors = made(&sheet(body)).unwrap_err();
        assert_eq!(errors[0].to_string(), expected);
    }
}
