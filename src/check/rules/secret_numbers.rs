//! Numbers of personal papers written into cells that go into papers and onto the site.

use super::super::outcome::{Failure, Outcome};
use super::{Rule, Shape};
use crate::diag::Severity;
use crate::ingest::schema::{FieldKind, Schema};
use crate::model::eval::facts::Facts;
use crate::model::fold::contains;
use crate::model::requirement::{At, Trust};

pub static RULE: Rule = Rule {
    code: "С-10",
    title: "В таблице записан номер СНИЛС или паспорта",
    severity: Severity::Error,
    trust: Trust::Law,
    at: At::Today,
    basis: &[("152-фз", "ст. 5")],
    scope: "все листы книги",
    hint: "Удалите номер из ячейки: для наставничества он не нужен",
    explanation: "Обрабатывать можно только те данные, которые нужны для цели. Ни одному документу о наставничестве СНИЛС и паспорт не нужны, а книга ходит по рукам, из неё делают таблицы для сайта и сводки. Столбцы с такими номерами программа не читает; номер, вписанный в чужой столбец, она находит по виду.",
    good: "в столбце «Представитель» — фамилия, имя, отчество",
    bad: "в столбце «Представитель» — «Лунёва В. И., паспорт 1234 567890»",
    shape: Shape::Whole(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut failures = Vec::new();
    let mut any = false;
    for sheet in &Schema::get().sheets {
        // A day, a number and a word of a list hold nothing else; what was not understood is read whatever the column.
        let free: Vec<bool> = sheet.fields.iter().map(|field| is_free(field.kind)).collect();
        for row in facts.school.rows(&sheet.key) {
            any = true;
            for (field, cell) in row.record().cells.iter().enumerate() {
                if cell.raw.len() < 10 || (cell.value.is_some() && free.get(field) != Some(&true)) {
                    continue;
                }
                let Some(kind) = number_of(&cell.raw) else {
                    continue;
                };
                let message = format!("{}: в ячейке записан {kind}", facts.name(row.link));
                let Some(def) = sheet.fields.get(field) else {
                    continue;
                };
                failures.push(
                    Failure::new(message)
                        .about(row.link)
                        .meaning(&*def.key)
                        .at(facts, row, &def.key),
                );
            }
        }
    }
    if any {
        failures.into()
    } else {
        Outcome::NotApplicable
    }
}

/// Whether a column takes any words.
fn is_free(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Text
            | FieldKind::Fio
            | FieldKind::Person
            | FieldKind::People
            | FieldKind::List
            | FieldKind::Term
    )
}

/// Which personal number a text holds: a СНИЛС by its hyphens, a passport by its word and ten digits after it.
fn number_of(text: &str) -> Option<&'static str> {
    if digits_of(text) < 10 {
        return None;
    }
    let snils = |word: &str| {
        let parts: Vec<&str> = word.split('-').collect();
        let digits = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        matches!(parts[..], [_, _, _]) && parts.iter().all(digits)
    };
    let words = || {
        let words = text.split_whitespace();
        words.map(|word| word.trim_matches(|letter: char| !letter.is_ascii_digit()))
    };
    let control = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if words()
        .zip(words().skip(1))
        .any(|(word, next)| control(next) && snils(word))
    {
        return Some("номер СНИЛС");
    }
    // «Паспорт», «паспорт», «ПАСПОРТ».
    if !contains(text, "аспорт") && !contains(text, "АСПОРТ") {
        return None;
    }
    let lower = text.to_lowercase();
    let after = lower.split("паспорт").nth(1)?;
    let digits = after.chars().take(30).filter(char::is_ascii_digit).count();
    (digits >= 10).then_some("номер паспорта")
}

/// How many figures a text has, counted by the handful: a byte holds the count of a part.
fn digits_of(text: &str) -> usize {
    let count = |part: &[u8]| {
        let digits = part.iter().map(|byte| u8::from(byte.is_ascii_digit()));
        digits.sum::<u8>()
    };
    let parts = text.as_bytes().chunks(240);
    parts.map(|part| usize::from(count(part))).sum()
}

#[cfg(test)]
#[test]
fn personal_numbers_are_seen_and_others_are_not() {
    assert_eq!(number_of("СНИЛС 112-233-445 95"), Some("номер СНИЛС"));
    assert_eq!(
        number_of("Лунёва В. И., паспорт 12 34 567890"),
        Some("номер паспорта")
    );
    assert_eq!(number_of("316-01-63-915/20"), None);
    assert_eq!(number_of("социальный паспорт школы на 2026/2027 год"), None);
    assert_eq!(number_of("ПАСПОРТ 1234567890"), Some("номер паспорта"));
    assert_eq!(digits_of(&"1я".repeat(400)), 400);
    assert_eq!(number_of("8 (900) 111-22-33"), None);
}
