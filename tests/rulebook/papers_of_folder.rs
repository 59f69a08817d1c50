//! Papers of the school's folder: acts that their texts cite are judged as those of the sheet.

use std::sync::Arc;

use nastavnik::diag::Finding;
use nastavnik::ingest::paper;
use nastavnik::ingest::source::{Cancel, Source};
use nastavnik::office::zip_write::{Effort, Entry, write};
use nastavnik::school::build::build;
use nastavnik::settings::Settings;
use nastavnik::{check, indicator};

use crate::school::{DAY, federal, grids, ingested};

fn docx(file: &str, paragraphs: &[&str]) -> Source {
    let body: String = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
        .collect();
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    Source {
        name: Arc::from(file),
        bytes: write(&[Entry::pack("word/document.xml", text.as_bytes(), Effort::Fast)]).into(),
    }
}

/// Code, message and places of what the papers add to the clean school.
#[track_caller]
fn finds(papers: &[Source], expected: &[(&str, &str, &[&str])]) {
    let mut read = ingested(grids("school-clean"));
    let (papers, told) = paper::read(papers, &Cancel::default());
    read.papers = papers;
    let school = build(read, "школа", "школа").0;
    let found = check::after(told, &school, &federal(), &Settings::default(), DAY).findings;
    let told: Vec<(&str, &str, Vec<String>)> = found
        .iter()
        .map(|finding: &Finding| {
            let places = finding.places.iter().map(ToString::to_string).collect();
            (finding.code.as_str(), finding.message.as_str(), places)
        })
        .collect();
    let expected: Vec<(&str, &str, Vec<String>)> = expected
        .iter()
        .map(|(code, message, places)| (*code, *message, places.iter().map(ToString::to_string).collect()))
        .collect();
    assert_eq!(told, expected);
    assert!(!indicator::compute(&school, &federal(), DAY).is_empty());
}

#[test]
fn an_order_is_judged_by_the_acts_of_its_day() {
    let order = |day: &str, act: &str| {
        docx(
            "документы/приказ.docx",
            &[
                "ПРИКАЗ",
                &format!("{day} № 17-од"),
                "Об аттестации",
                &format!("В соответствии с {act} приказываю:"),
            ],
        )
    };
    let old = "приказом Минобрнауки России от 07.04.2014 № 276";
    finds(&[order("01.03.2023", old)], &[]);
    finds(
        &[order("01.03.2024", old)],
        &[(
            "А-05",
            "документ «документы/приказ.docx» ссылается на акт, действовавший по 31.08.2023: приказ Минобрнауки России № 276, вместо него — приказ \
             Минпросвещения России № 196; в тексте: «приказом Минобрнауки России от 07.04.2014 № 276»",
            &["документы/приказ.docx › текст › абзац 4"],
        )],
    );
    finds(
        &[order("5 марта 2023 г.", "ст. 351.8 ТК РФ")],
        &[(
            "А-07",
            "документ «документы/приказ.docx» ссылается на акт от 09.11.2024, подписанный позже: ст. 351.8 ТК РФ; в тексте: «ст. 351.8 ТК РФ»",
            &["документы/приказ.docx › текст › абзац 4"],
        )],
    );
}

#[test]
fn a_regulation_that_holds_is_judged_today_and_its_mistypes_are_found() {
    let regulation = docx(
        "документы/Положение 2022.docx",
        &[
            "УТВЕРЖДЕНО приказом от 01.09.2022 № 5",
            "ПОЛОЖЕНИЕ",
            "о наставничестве",
            "1.1. Положение разработано по приказу Минобрнауки России от 07.04.2014 № 276, распоряжению Минпросвещения России от 25.12.2019 № P-145.",
            "1.2. Труд наставника оплачивается (ст. 358.1 ТК РФ).",
            "2.1. Применяется приказ Минобрнауки России от 07.04.2014 № 276.",
        ],
    );
    let file = "документы/Положение 2022.docx › текст › абзац";
    finds(
        &[regulation],
        &[
            (
                "А-05",
                "документ «документы/Положение 2022.docx» ссылается на акт, действовавший по 31.08.2023: приказ Минобрнауки России № 276, вместо него — приказ \
                 Минпросвещения России № 196; в тексте: «приказу Минобрнауки России от 07.04.2014 № 276»",
                &[&format!("{file} 4"), &format!("{file} 6")],
            ),
            (
                "А-06",
                "документ «документы/Положение 2022.docx»: в ссылке «распоряжению Минпросвещения России от 25.12.2019 № P-145» ошибка, верно — Распоряжение \
                 Минпросвещения России от 25.12.2019 № Р-145 «Об утверждении методологии (целевой модели) наставничества обучающихся»",
                &[&format!("{file} 4")],
            ),
            (
                "А-06",
                "документ «документы/Положение 2022.docx»: в ссылке «ст. 358.1 ТК РФ» ошибка, верно — Статья 351.8 Трудового кодекса Российской Федерации \
                 (введена Федеральным законом от 09.11.2024 № 381-ФЗ)",
                &[&format!("{file} 5")],
            ),
        ],
    );
}

#[test]
fn a_text_belongs_to_the_row_with_its_number_and_date() {
    // The order of the sample, by its number and date: the finding is about its row.
    let order = docx(
        "документы/214-од.docx",
        &["ПРИКАЗ", "16.09.2026", "№ 214-од", "по ст. 358.1 ТК РФ"],
    );
    finds(
        &[order],
        &[(
            "А-06",
            "№ 214-од от 16.09.2026: в ссылке «ст. 358.1 ТК РФ» ошибка, верно — Статья 351.8 Трудового кодекса Российской Федерации (введена Федеральным законом \
             от 09.11.2024 № 381-ФЗ)",
            &["документы/214-од.docx › текст › абзац 4"],
        )],
    );
}

#[test]
fn a_paper_that_cannot_be_read_is_told() {
    let broken = Source {
        name: Arc::from("документы/скан.doc"),
        bytes: Arc::from(&b"\xd0\xcf\x11\xe0"[..]),
    };
    finds(
        &[broken],
        &[(
            "Д-22",
            "документ «документы/скан.doc» не прочитан: это не документ docx, или он повреждён; ссылки на акты в нём не проверены",
            &["документы/скан.doc"],
        )],
    );
}
