//! A record back as the cells a person would type. Knows no rules of what is taken over.

use std::collections::BTreeMap;

use crate::ingest::record::{Money, Record, Value};
use crate::ingest::schema::SheetDef;
use crate::ingest::values::read::plain;

/// One row of a workbook: key of the field → what stands in its cell.
pub type Cells = BTreeMap<String, String>;

/// Every cell of a record that is not empty; what was not understood stays as it was written.
pub fn of(record: &Record, sheet: &SheetDef) -> Cells {
    let cells = sheet.fields.iter().zip(&record.cells);
    cells
        .filter_map(|(field, cell)| {
            let text = cell.value.as_ref().map_or_else(|| cell.raw.to_string(), written);
            (!text.is_empty()).then(|| (field.key.clone(), text))
        })
        .collect()
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => plain(*number),
        Value::Date(day) => day.to_string(),
        Value::Bool(yes) => if *yes { "да" } else { "нет" }.to_owned(),
        Value::List(parts) => parts.join("; "),
        Value::Months(months) => format!("{} л. {:02} мес.", months / 12, months % 12),
        Value::Term(term) => term.text.to_string(),
        Value::Money(Money::Roubles(sum)) => format!("{} руб.", plain(*sum)),
        Value::Money(Money::Percent(share)) => format!("{} %", plain(*share)),
        Value::Money(Money::Points(points)) => format!("{} балл.", plain(*points)),
    }
}
