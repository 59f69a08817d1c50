//! What was read, for a reader: words and numbers of the text table, and JSON.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::layout::header::How;
use super::read::{FileRead, Ingested, TableRead};
use super::schema::Schema;
use super::staff_report;
use super::values::read::plain;
use crate::ingest::record::{Money, Record, Value};
use crate::russian::counted;

/// «3 ячейки».
pub fn cells(count: usize) -> String {
    counted(count as u64, ["ячейка", "ячейки", "ячеек"])
}

/// Everything as the JSON of `read`; serialised record by record, for large schools.
pub fn json(ingested: &Ingested) -> serde_json::Value {
    serde_json::to_value(Report(ingested)).unwrap_or_default()
}

/// The JSON of `read`, to be serialised straight into its output.
#[derive(Debug)]
pub struct Report<'a>(pub &'a Ingested);

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("files", &List(&self.0.files, File))?;
        map.serialize_entry("findings", &self.0.findings)?;
        map.end()
    }
}

/// A list whose items are made one at a time.
struct List<'a, T, F>(&'a [T], F);

impl<'a, T, I: Serialize, F: Fn(&'a T) -> I> Serialize for List<'a, T, F> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut list = out.serialize_seq(Some(self.0.len()))?;
        for item in self.0 {
            list.serialize_element(&(self.1)(item))?;
        }
        list.end()
    }
}

struct File<'a>(&'a FileRead);

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("file", &*self.0.file)?;
        if let Some(error) = &self.0.error {
            map.serialize_entry("error", error)?;
        }
        map.serialize_entry("sheets", &List(&self.0.tables, Table))?;
        map.end()
    }
}

struct Table<'a>(&'a TableRead);

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let table = self.0;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("sheet", &*table.name)?;
        map.serialize_entry(
            "kind",
            &table.sheet.map(|sheet| Schema::get().sheets[sheet].key.as_str()),
        )?;
        let rows: Vec<u32> = table.header_rows.iter().map(|row| row + 1).collect();
        map.serialize_entry("header_rows", &rows)?;
        let columns: Vec<serde_json::Value> = table
            .columns
            .iter()
            .map(|column| {
                let field = column
                    .field
                    .as_deref()
                    .and_then(|path| path.split_once('.'))
                    .map(|(_, field)| field);
                serde_json::json!({
                    "cell": column.cell.a1(), "header": column.header, "field": field,
                    "how": how(column.how), "score": (column.score * 100.0).round() / 100.0,
                })
            })
            .collect();
        map.serialize_entry("columns", &columns)?;
        let is_staff = table
            .sheet
            .is_some_and(|sheet| Schema::get().sheets[sheet].key == "person");
        if is_staff {
            map.serialize_entry("records", &Staff(table))?;
        } else {
            map.serialize_entry(
                "records",
                &List(&table.records, |record| Plain(record, table.sheet)),
            )?;
        }
        let skipped: Vec<serde_json::Value> = table
            .skipped
            .iter()
            .map(|skipped| serde_json::json!({ "row": skipped.row + 1, "reason": skipped.reason }))
            .collect();
        map.serialize_entry("skipped", &skipped)?;
        map.end()
    }
}

struct Staff<'a>(&'a TableRead);

impl Serialize for Staff<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut list = out.serialize_seq(Some(self.0.records.len()))?;
        let mut persons = staff_report::Persons::default();
        let mut derived = self.0.derived.iter().peekable();
        for (index, record) in self.0.records.iter().enumerate() {
            let mut courses = Vec::new();
            while let Some(one) = derived.next_if(|one| one.owner <= index) {
                courses.push(one);
            }
            list.serialize_element(&staff_report::record(self.0, record, &courses, &mut persons))?;
        }
        list.end()
    }
}

struct Plain<'a>(&'a Record, Option<usize>);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("row", &(self.0.row + 1))?;
        let fields = self
            .1
            .map_or(&[][..], |sheet| &Schema::get().sheets[sheet].fields);
        for (field, cell) in fields.iter().zip(&self.0.cells) {
            if cell.at.is_some() || cell.value.is_some() {
                map.serialize_entry(&field.key, &cell.value.as_ref().map(value))?;
            }
        }
        map.serialize_entry("hidden_row", &self.0.hidden)?;
        map.end()
    }
}

/// A value as JSON.
pub fn value(value: &Value) -> serde_json::Value {
    use serde_json::json;
    match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::Date(day) => json!(day.to_string()),
        Value::Bool(yes) => json!(yes),
        Value::List(parts) => json!(parts),
        Value::Months(months) => json!({ "years": months / 12, "months": months }),
        Value::Term(term) => json!({
            "text": term.text, "from": term.from.map(|day| day.to_string()),
            "to": term.to.map(|day| day.to_string()), "repeats": term.repeats,
        }),
        Value::Money(Money::Roubles(sum)) => json!({ "roubles": sum }),
        Value::Money(Money::Percent(share)) => json!({ "percent": share }),
        Value::Money(Money::Points(points)) => json!({ "points": points }),
    }
}

fn how(how: How) -> &'static str {
    match how {
        How::Settings => "настройки",
        How::Words => "заголовок",
        How::Likeness => "сходство",
        How::Content => "содержание",
        How::Ignored => "не нужен",
        How::Unknown => "не распознан",
    }
}

/// The whole mapping as a text to confirm.
pub fn table(ingested: &Ingested) -> String {
    let mut out = String::new();
    for file in &ingested.files {
        out.push_str(&format!("{}\n", file.file));
        if let Some(error) = &file.error {
            out.push_str(&format!("  {error}\n"));
        }
        for table in &file.tables {
            of_table(table, &mut out);
        }
        out.push('\n');
    }
    out
}

fn of_table(table: &TableRead, out: &mut String) {
    let Some(sheet) = table.sheet else {
        out.push_str(&format!("  {}: не распознан\n", called(table)));
        return;
    };
    let def = &Schema::get().sheets[sheet];
    let records = counted(table.records.len() as u64, ["запись", "записи", "записей"]);
    out.push_str(&format!("  {} → {}: {records}", called(table), def.title));
    if let (Some(first), Some(last)) = (table.header_rows.first(), table.header_rows.last()) {
        let rows = if first == last {
            format!("строка {}", first + 1)
        } else {
            format!("строки {}–{}", first + 1, last + 1)
        };
        out.push_str(&format!(", шапка: {rows}"));
    }
    out.push('\n');
    let width = table
        .columns
        .iter()
        .map(|column| column.header.chars().count().min(44))
        .max()
        .unwrap_or(0);
    for column in &table.columns {
        let header: String = column.header.chars().take(44).collect();
        let title = column
            .field
            .as_deref()
            .and_then(super::told::field)
            .map(|(sheet, field)| Schema::get().sheets[sheet].fields[field].title.as_str());
        let sure = if matches!(column.how, How::Likeness | How::Content) {
            format!(" {}%", plain((column.score * 100.0).round()))
        } else {
            String::new()
        };
        let part = column
            .part
            .as_ref()
            .map_or_else(String::new, |part| format!(": {part}"));
        out.push_str(&format!(
            "    {:<6}{header:<width$}  → {}{part} ({}{sure})\n",
            column.cell.a1(),
            title.unwrap_or("—"),
            how(column.how),
        ));
    }
    reasons(table, out);
}

/// The sheet by its name; texts and pages have none.
fn called(table: &TableRead) -> String {
    if table.name.is_empty() {
        "Лист без имени".into()
    } else {
        format!("Лист «{}»", table.name)
    }
}

/// Rows passed over, by reason.
fn reasons(table: &TableRead, out: &mut String) {
    let mut known: Vec<(&str, Vec<u32>)> = Vec::new();
    for skipped in &table.skipped {
        match known.iter_mut().find(|(reason, _)| *reason == skipped.reason) {
            Some((_, rows)) => rows.push(skipped.row + 1),
            None => known.push((skipped.reason, vec![skipped.row + 1])),
        }
    }
    for (reason, rows) in known {
        let shown: Vec<String> = rows.iter().take(12).map(u32::to_string).collect();
        let rest = if rows.len() > 12 {
            format!(" и ещё {}", rows.len() - 12)
        } else {
            String::new()
        };
        out.push_str(&format!(
            "    не записи ({reason}): строки {}{rest}\n",
            shown.join(", ")
        ));
    }
}
