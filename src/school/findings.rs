//! What joining tells the school: codes of the area Д from 31 on and their words.

use super::conflicts::Clash;
use crate::diag::{CodeInfo, Finding, Place, Severity, Subject};
use crate::ingest::clean;
use crate::ingest::record::{Record, Value};
use crate::ingest::report::cells;
use crate::ingest::schema::Schema;

/// Codes of joining, sorted.
pub static CODES: &[CodeInfo] = &[
    CodeInfo {
        code: "Д-31",
        title: "Человека нет в списках",
        severity: Severity::Error,
        explanation: "Ячейка ссылается на человека, которого нет ни на листе «Сотрудники», ни на листе «Обучающиеся». Инициалы, другой порядок \
                      слов, «е» вместо «ё» и прежняя фамилия узнаются; опечатки не угадываются. Исправьте имя или добавьте человека в список.",
    },
    CodeInfo {
        code: "Д-32",
        title: "Имя подходит нескольким людям",
        severity: Severity::Query,
        explanation: "По тому, что написано, нельзя понять, о ком из нескольких людей речь. Напишите имя и отчество полностью или табельный номер.",
    },
    CodeInfo {
        code: "Д-33",
        title: "Такой пары нет",
        severity: Severity::Error,
        explanation: "Ячейка ссылается на ключ пары, которого нет на листе «Пары». Исправьте ключ.",
    },
    CodeInfo {
        code: "Д-34",
        title: "Один человек или однофамильцы",
        severity: Severity::Query,
        explanation: "Две строки одного листа названы одинаково, а даты рождения и табельного номера, чтобы отличить людей, нет. Программа \
                      считает их одним человеком с двумя должностями. Если это разные люди, укажите даты рождения.",
    },
    CodeInfo {
        code: "Д-35",
        title: "Ключ пары повторяется",
        severity: Severity::Error,
        explanation: "Две пары названы одним ключом, поэтому ссылки на него неоднозначны. Дайте каждой паре свой ключ.",
    },
    CodeInfo {
        code: "Д-36",
        title: "Сведения о человеке расходятся",
        severity: Severity::Query,
        explanation: "В двух файлах или строках об одном человеке написано разное: дата рождения, должность, категория или дата приёма. Действует \
                      то, что прочитано раньше: файлы читаются по порядку имён, листы и строки – сверху вниз. Люди с одинаковым ФИО и разными \
                      датами рождения считаются разными. Исправьте значение там, где оно неверно.",
    },
    CodeInfo {
        code: "Д-37",
        title: "в папке таблицы разных организаций",
        severity: Severity::Error,
        explanation: "Папка – это одна школа: таблицы в ней и в папках прямо под ней читаются вместе. Здесь на листах «Организация» разных файлов \
                      разные ОГРН или ИНН, поэтому люди, пары и приказы нескольких школ смешались, и остальным замечаниям верить нельзя. Назовите \
                      папки школ по отдельности: nastavnik check папка-1 папка-2. Если это снимки одной школы за разные годы, исправьте номер.",
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

/// A cell that refers to somebody.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// Index of its sheet in the schema.
    pub sheet: usize,
    /// Index of its field.
    pub field: usize,
    /// Its record.
    pub record: &'a Record,
}

/// One finding for all cells with one reference that leads nowhere.
fn reference(
    code: &'static str,
    severity: Severity,
    mentions: &[Mention<'_>],
    part: &str,
    what: &str,
) -> Finding {
    let first = mentions[0];
    let def = &Schema::get().sheets[first.sheet].fields[first.field];
    let meaning = format!("{}:{}", def.key, clean::key(part));
    let message = match mentions.len() {
        1 => format!("{}: {what}", def.title),
        count => format!("{what} – {}", cells(count)),
    };
    let mut finding = Finding::new(
        code,
        severity,
        subject(first.sheet, first.record),
        &meaning,
        message,
    );
    let places = mentions
        .iter()
        .map(|mention| mention.record.place(mention.field, ""));
    finding.places = places.collect();
    finding
}

/// Nobody has this name.
pub fn no_such_person(mentions: &[Mention<'_>], part: &str, outside: bool) -> Finding {
    let severity = if outside {
        Severity::Query
    } else {
        info("Д-31").severity
    };
    let what = format!(
        "«{}» нет ни среди сотрудников, ни среди обучающихся",
        clean::line(part)
    );
    reference("Д-31", severity, mentions, part, &what)
        .hint("Исправьте имя или добавьте человека на лист «Сотрудники»")
}

/// More than one has this name.
pub fn several_persons(mentions: &[Mention<'_>], part: &str, count: usize) -> Finding {
    let people = crate::russian::counted(count as u64, ["человеку", "людям", "людям"]);
    let what = format!("«{}» подходит {people}", clean::line(part));
    reference("Д-32", info("Д-32").severity, mentions, part, &what)
        .hint("Напишите имя и отчество полностью или табельный номер")
}

/// No pair has this key.
pub fn no_such_pair(mentions: &[Mention<'_>], part: &str) -> Finding {
    let what = format!("пары с ключом «{}» нет на листе «Пары»", clean::line(part));
    reference("Д-33", info("Д-33").severity, mentions, part, &what).hint("Исправьте ключ пары")
}

/// Files of several organisations were read together: one record of each.
pub fn several_organisations(sheet: usize, field: usize, records: &[&Record]) -> Finding {
    let def = &Schema::get().sheets[sheet];
    let named = |record: &&Record| {
        let name = ["short_name", "full_name"]
            .iter()
            .find_map(|key| match record.value(def.field(key)?) {
                Some(Value::Text(text)) => Some(text.to_string()),
                _ => None,
            });
        name.unwrap_or_else(|| record.cells[field].raw.to_string())
    };
    let names: Vec<String> = records.iter().map(named).collect();
    let subject = Subject {
        kind: "sheet".into(),
        key: def.key.clone(),
        name: def.title.clone(),
    };
    let message = format!(
        "вместе прочитаны таблицы разных организаций: {}",
        names.join("; ")
    );
    let mut finding = Finding::new("Д-37", info("Д-37").severity, subject, "", message).hint(
        "укажите папки школ по отдельности: nastavnik check папка-1 папка-2; до тех пор остальным замечаниям верить нельзя",
    );
    finding.places = records.iter().map(|record| record.place(field, "")).collect();
    finding
}

/// Sheets or files tell different things of one person.
pub fn clashes(field: usize, clashes: &[Clash]) -> Option<Finding> {
    let (_, def) = Schema::get().sheet("person")?;
    let def = &def.fields[field];
    let first = clashes.first()?;
    let kept = if first.joined {
        format!("принято «{}»", first.kept)
    } else {
        "считаются разными людьми".to_owned()
    };
    let message = match clashes.len() {
        1 => format!(
            "{}: {} – «{}» и «{}», {kept}",
            first.name,
            def.title.to_lowercase(),
            first.kept,
            first.other
        ),
        count => format!(
            "{}: у {} сведения расходятся, например {}: «{}» и «{}», {kept}",
            def.title,
            crate::russian::counted(count as u64, ["человека", "человек", "человек"]),
            first.name,
            first.kept,
            first.other
        ),
    };
    let subject = Subject {
        kind: "sheet".into(),
        key: "person".into(),
        name: "Сотрудники".into(),
    };
    let meaning = if first.joined {
        def.key.clone()
    } else {
        format!("{}:apart", def.key)
    };
    let mut finding = Finding::new("Д-36", info("Д-36").severity, subject, &meaning, message)
        .hint("Исправьте там, где неверно; до тех пор действует то, что прочитано раньше");
    let roles = if first.joined {
        ["принято", "не принято"]
    } else {
        [""; 2]
    };
    for clash in clashes {
        for (place, role) in clash.places.iter().zip(roles) {
            let role = role.to_owned();
            finding.places.push(Place {
                role,
                ..place.clone()
            });
        }
    }
    Some(finding)
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
    .hint("Если это разные люди, укажите даты рождения; если один, отметьте внутреннее совместительство")
    .at(first.place(fio, ""))
    .at(row.place(fio, "вторая строка"))
}

/// Two pairs with one key.
pub fn pair_twice(sheet: usize, field: usize, first: &Record, second: &Record, key: &str) -> Finding {
    let mention = Mention {
        sheet,
        field,
        record: first,
    };
    let what = format!("ключ «{key}» у двух пар");
    let mut finding = reference("Д-35", info("Д-35").severity, &[mention], key, &what);
    finding.places.push(second.place(field, "вторая пара"));
    finding.hint("Дайте каждой паре свой ключ")
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
