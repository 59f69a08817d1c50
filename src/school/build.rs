//! Records of all files to one school.

use std::collections::HashMap;

use super::{School, findings, people, references};
use crate::diag::{Finding, stable_key};
use crate::ingest::clean;
use crate::ingest::read::Ingested;
use crate::ingest::record::{Money, Record, Value};
use crate::ingest::schema::Schema;

/// Joins everything that was read; findings are those of reading and of joining, in this order.
///
/// `key_hint` names the school when it tells neither ОГРН nor ИНН: the name of its folder or file.
pub fn build(ingested: Ingested, key_hint: &str, path: &str) -> (School, Vec<Finding>) {
    let schema = Schema::get();
    let mut findings = ingested.findings;
    let mut tables: Vec<Vec<Record>> = schema.sheets.iter().map(|_| Vec::new()).collect();
    for table in ingested.files.into_iter().flat_map(|file| file.tables) {
        if let Some(sheet) = table.sheet {
            tables[sheet].extend(table.records);
        }
        for derived in table.derived {
            tables[derived.sheet].push(derived.record);
        }
    }
    let mut school = School {
        path: path.to_owned(),
        papers: ingested.papers,
        ..School::default()
    };
    let person = schema.sheet("person").map(|(sheet, _)| sheet);
    let mut person_keys = Vec::new();
    if let Some(sheet) = person {
        let joined = people::join(std::mem::take(&mut tables[sheet]), &mut findings);
        tables[sheet] = joined.records;
        person_keys = joined.keys;
        school.other_posts = joined.other_posts;
    }
    school.keys = tables
        .iter()
        .enumerate()
        .map(|(sheet, records)| {
            if Some(sheet) == person {
                std::mem::take(&mut person_keys)
            } else {
                keys(sheet, records)
            }
        })
        .collect();
    twice(&tables, &mut findings);
    strangers(&tables, &mut findings);
    school.links = references::resolve(&tables, &mut findings);
    school.tables = tables;
    name(&mut school, key_hint);
    (school, findings)
}

/// Key of a record by what it says, not where it stands.
pub fn record_key(sheet: usize, record: &Record) -> String {
    const TELLING: [&str; 12] = [
        "key",
        "number",
        "date",
        "from",
        "valid_from",
        "fio",
        "year",
        "question",
        "measurement",
        "instrument",
        "to",
        "role",
    ];
    let def = &Schema::get().sheets[sheet];
    let mut parts = vec![def.key.clone()];
    if def.key == "pair"
        && let Some(key) = def.field("key").and_then(|field| record.value(field))
    {
        parts.push(written(key));
    } else {
        for (field, column) in def.fields.iter().enumerate() {
            if column.required || TELLING.contains(&column.key.as_str()) {
                let value = record.value(field).map(written);
                parts.push(value.unwrap_or_else(|| clean::key(&record.cells[field].raw)));
            }
        }
    }
    stable_key(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn keys(sheet: usize, records: &[Record]) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    records
        .iter()
        .map(|record| {
            let key = record_key(sheet, record);
            let time = times.entry(key.clone()).or_default();
            *time += 1;
            if *time == 1 {
                key
            } else {
                stable_key(&[&key, &time.to_string()])
            }
        })
        .collect()
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => clean::key(text),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::List(parts) => parts
            .iter()
            .map(|part| clean::key(part))
            .collect::<Vec<_>>()
            .join(";"),
        Value::Months(months) => months.to_string(),
        Value::Term(term) => clean::key(&term.text),
        Value::Money(Money::Roubles(sum) | Money::Percent(sum) | Money::Points(sum)) => sum.to_string(),
    }
}

/// Pairs with one key.
fn twice(tables: &[Vec<Record>], findings: &mut Vec<Finding>) {
    let Some((sheet, def)) = Schema::get().sheet("pair") else {
        return;
    };
    let Some(field) = def.field("key") else { return };
    let mut seen: HashMap<String, &Record> = HashMap::new();
    for record in &tables[sheet] {
        let Some(Value::Text(key)) = record.value(field) else {
            continue;
        };
        match seen.get(&clean::key(key)) {
            Some(first) => findings.push(findings::pair_twice(sheet, field, first, record, key)),
            None => {
                seen.insert(clean::key(key), record);
            }
        }
    }
}

/// Files of different organisations, read as one: numbers of each are told apart, since one may be missing.
fn strangers(tables: &[Vec<Record>], findings: &mut Vec<Finding>) {
    let Some((sheet, def)) = Schema::get().sheet("organisation") else {
        return;
    };
    for field in ["ogrn", "inn"].into_iter().filter_map(|key| def.field(key)) {
        let mut numbers: Vec<(String, &Record)> = Vec::new();
        for record in &tables[sheet] {
            let number = record.value(field).map(digits).unwrap_or_default();
            // A school that was reorganised tells its numbers in rows of one table.
            let own = |(known, first): &(String, &Record)| *known == number || first.file == record.file;
            if !number.is_empty() && !numbers.iter().any(own) {
                numbers.push((number, record));
            }
        }
        let records: Vec<&Record> = numbers.into_iter().map(|(_, record)| record).collect();
        if records.len() > 1 {
            findings.push(findings::several_organisations(sheet, field, &records));
            return;
        }
    }
}

fn digits(value: &Value) -> String {
    written(value).chars().filter(char::is_ascii_digit).collect()
}

fn name(school: &mut School, hint: &str) {
    let last = school
        .rows("organisation")
        .max_by_key(|row| row.date("valid_from"));
    let text = |key: &str| {
        last.map(|row| row.text(key).trim().to_owned())
            .unwrap_or_default()
    };
    let digits = |key: &str| text(key).chars().filter(char::is_ascii_digit).collect::<String>();
    let (ogrn, inn) = (digits("ogrn"), digits("inn"));
    let names = [text("short_name"), text("full_name"), hint.to_owned()];
    school.key = [ogrn, inn, hint.to_owned()]
        .into_iter()
        .find(|key| !key.is_empty())
        .unwrap_or_default();
    school.name = names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
}
