//! Values of calamine as values of a grid.

use calamine::{Data, DataRef};

use super::serial;
use crate::ingest::grid::CellValue;

/// A value; `None` when there is nothing in the cell.
pub fn value(data: &DataRef<'_>, is_1904: bool) -> Option<CellValue> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::Int(number) => CellValue::Number(*number as f64),
        DataRef::Float(number) => CellValue::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => CellValue::Text(text.clone()),
        DataRef::SharedString(text) => CellValue::Text((*text).to_owned()),
        DataRef::Bool(yes) => CellValue::Bool(*yes),
        DataRef::Error(error) => CellValue::Error(error.to_string()),
        // A time without a day, a length of time and a serial beyond the calendar stay numbers.
        DataRef::DateTime(moment) if moment.is_datetime() => serial::date_time(moment.as_f64(), is_1904)
            .map_or(CellValue::Number(moment.as_f64()), CellValue::Date),
        DataRef::DateTime(moment) => CellValue::Number(moment.as_f64()),
        DataRef::DateTimeIso(text) => {
            serial::iso(text).map_or_else(|| CellValue::Text(text.clone()), CellValue::Date)
        }
    })
}

/// The same value, its text borrowed.
pub fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
