//! What joining tells the school: codes of the area Д from 31 on and their words.

use crate::diag::{CodeInfo, Finding, Severity, Subject};
use crate::ingest::record::{Record, Value};
use crate::ingest::schema::Schema;

/// Codes of joining, sorted.
pub static CODES: &[CodeInfo] = &[
    CodeInfo {
        code: "Д-31",
        title: "человека нет в списках",
        severity: Severity::Error,
        explanation: "Ячейка ссылается на человека, которого нет ни на листе «Сотрудники», ни на листе «Обучающиеся». Инициалы, другой порядок \
                      слов, «е» вместо «ё» и прежняя фамилия узнаются; опечатки не угадываются. Исправьте имя или добавьте человека в список.",
    },
    CodeInfo {
        code: "Д-32",
        title: "имя подходит нескольким людям",
        severity: Severity::Query,
        explanation: "По тому, что написано, нельзя понять, о ком из нескольких людей речь. Напишите имя и отчество полностью или табельный номер.",
    },
    CodeInfo {
        code: "Д-33",
        title: "такой пары нет",
        severity: Severity::Error,
        explanation: "Ячейка ссылается на ключ пары, которого нет на листе «Пары». Исправьте ключ.",
    },
    CodeInfo {
        code: "Д-34",
        title: "один человек или однофамильцы",
        severity: Severity::Query,
        explanation: "Две строки одного листа названы одинаково, а даты рождения и табельного номера, чтобы отличить людей, нет. Программа \
                      считает их одним человеком с двумя должностями. Если это разные люди, укажите даты рождения.",
    },
    CodeInfo {
        code: "Д-35",
        title: "ключ пары повторяется",
        severity: Severity::Error,
        explanation: "Две пары названы одним ключом, поэтому ссылки на него неоднозначны. Дайте каждой паре свой ключ.",
    },
];

fn info(code: &str) -> &'static CodeInfo {
    CODES.iter().find(|info| info.code == code).unwrap_or(&CODES[0])
}

/// Name of a record for a reader: its first text.
fn subject(sheet: usize, record: &Record) -> Subject {
    let def = &Schema::get().sheets[sheet];
    let first = record
        .cells
        .iter()
        .zip(&def.fields)
        .find_map(|(cell, _)| match &cell.value {
            Some(Value::Text(text)) => Some(text.to_string()),
            _ => None,
        });
    let name = first.unwrap_or_else(|| def.title.clone());
    Subject {
        kind: def.key.clone(),
        key: super::build::record_key(sheet, record),
        name,
    }
}

fn reference(
    code: &'static str,
    severity: Severity,
    sheet: usize,
    field: usize,
    record: &Record,
    part: &str,
    what: &str,
) -> Finding {
    let def = &Schema::get().sheets[sheet].fields[field];
    let part = part.replace('\n', " ");
    let meaning = format!("{}:{}", def.key, crate::ingest::clean::key(&part));
    Finding::new(
        code,
        severity,
        subject(sheet, record),
        &meaning,
        format!("{}: {what}", def.title),
    )
    .at(record.place(field, ""))
}

/// Nobody has this name.
pub fn no_such_person(sheet: usize, field: usize, record: &Record, part: &str, outside: bool) -> Finding {
    let severity = if outside {
        Severity::Query
    } else {
        info("Д-31").severity
    };
    let what = format!(
        "«{}» нет ни среди сотрудников, ни среди обучающихся",
        part.replace('\n', " ")
    );
    reference("Д-31", severity, sheet, field, record, part, &what)
        .hint("исправьте имя или добавьте человека на лист «Сотрудники»")
}

/// More than one has this name.
pub fn several_persons(sheet: usize, field: usize, record: &Record, part: &str, count: usize) -> Finding {
    let people = crate::russian::counted(count as u64, ["человеку", "людям", "людям"]);
    let what = format!("«{part}» подходит {people}");
    reference("Д-32", info("Д-32").severity, sheet, field, record, part, &what)
        .hint("напишите имя и отчество полностью или табельный номер")
}

/// No pair has this key.
pub fn no_such_pair(sheet: usize, field: usize, record: &Record, part: &str) -> Finding {
    let what = format!("пары с ключом «{part}» нет на листе «Пары»");
    reference("Д-33", info("Д-33").severity, sheet, field, record, part, &what).hint("исправьте ключ пары")
}

/// Two rows of one sheet with one name and nothing to tell them apart.
pub fn one_or_two(first: &Record, row: &Record, fio: usize, meaning: &str) -> Finding {
    let name = match first.value(fio) {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let subject = Subject {
        kind: "person".into(),
        key: crate::diag::stable_key(&["name", meaning]),
        name: name.clone(),
    };
    Finding::new(
        "Д-34",
        info("Д-34").severity,
        subject,
        "",
        format!("«{name}» записан дважды: это один человек или однофамильцы"),
    )
    .hint("если это разные люди, укажите даты рождения; если один, отметьте внутреннее совместительство")
    .at(first.place(fio, ""))
    .at(row.place(fio, "вторая строка"))
}

/// Two pairs with one key.
pub fn pair_twice(sheet: usize, field: usize, first: &Record, second: &Record, key: &str) -> Finding {
    let mut finding = reference(
        "Д-35",
        info("Д-35").severity,
        sheet,
        field,
        first,
        key,
        &format!("ключ «{key}» у двух пар"),
    );
    finding.places.push(second.place(field, "вторая пара"));
    finding.hint("дайте каждой паре свой ключ")
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_sorted_and_new() {
        let all: Vec<&str> = crate::ingest::findings::CODES
            .iter()
            .chain(CODES)
            .map(|info| info.code)
            .collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
