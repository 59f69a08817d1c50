//! The rows of a chart: captions and named series of numbers, taken out of records of the data.

use tera::Value;
use tera::value::Key;

use crate::render::docx::error::{self, Problem};
use crate::render::docx::names::encode;
use crate::render::docx::words;

/// Most series of one chart.
pub const MOST_SERIES: usize = 12;
/// Most points of one series.
const MOST_POINTS: usize = 500;

/// Captions, and under each a number of every series; an absent number is a gap.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartData {
    /// Captions of the points.
    pub labels: Vec<String>,
    /// Name and values of each series.
    pub series: Vec<(String, Vec<Option<f64>>)>,
}

/// `план=План на год, факт`: field and name of each series.
pub fn fields(text: &str) -> Vec<(String, String)> {
    text.split(',')
        .map(|one| {
            let (field, name) = one.split_once('=').unwrap_or((one, one));
            (field.trim().to_owned(), name.trim().to_owned())
        })
        .filter(|(field, _)| !field.is_empty())
        .collect()
}

impl ChartData {
    /// Takes the rows: `label` is the field of the captions, `series` the fields of the numbers.
    ///
    /// # Errors
    /// Something that is no list of records, too much of it, or a value that is no number.
    pub fn of(rows: &Value, label: &str, series: &[(String, String)]) -> Result<Self, Problem> {
        let fault = |detail: String| Problem::Value { detail };
        let rows = rows
            .as_array()
            .ok_or_else(|| fault(error::CHART_OF_NO_LIST.to_owned()))?;
        if rows.len() > MOST_POINTS || series.len() > MOST_SERIES {
            return Err(fault(error::large_chart(MOST_SERIES, MOST_POINTS)));
        }
        let mut out = Self {
            labels: Vec::with_capacity(rows.len()),
            series: series.iter().map(|(_, name)| (clean(name), Vec::new())).collect(),
        };
        let label = encode(label);
        let keys: Vec<String> = series.iter().map(|(field, _)| encode(field)).collect();
        for (at, row) in rows.iter().enumerate() {
            let row = row.as_map();
            let caption = row
                .and_then(|row| row.get(&Key::Str(&label)))
                .map(printed)
                .unwrap_or_default();
            out.labels.push(clean(&caption));
            for (((field, _), key), (_, values)) in series.iter().zip(&keys).zip(&mut out.series) {
                let number = match row.and_then(|row| row.get(&Key::Str(key))) {
                    None => None,
                    Some(value) if is_gap(value) => None,
                    Some(value) => match number(value) {
                        Some(number) => Some(number),
                        None => return Err(fault(error::no_number(at + 1, field, &printed(value)))),
                    },
                };
                values.push(number);
            }
        }
        Ok(out)
    }

    /// What a chart of a template shows before there are data.
    pub fn sample(series: &[(String, String)]) -> Self {
        let values = [[3.0, 5.0, 4.0], [2.0, 4.0, 6.0]];
        Self {
            labels: words::SAMPLE.map(ToOwned::to_owned).to_vec(),
            series: series
                .iter()
                .enumerate()
                .map(|(at, (_, name))| {
                    (
                        clean(name),
                        values[at % values.len()].iter().copied().map(Some).collect(),
                    )
                })
                .collect(),
        }
    }
}

fn printed(value: &Value) -> String {
    value.as_str().map_or_else(
        || {
            if value.is_none() || value.is_undefined() {
                String::new()
            } else {
                value.to_string()
            }
        },
        ToOwned::to_owned,
    )
}

/// Nothing there: a gap in the line, no bar.
fn is_gap(value: &Value) -> bool {
    value.is_none() || value.is_undefined() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A number, or a text that is one: `12,5`, `1 200`, `75 %`.
fn number(value: &Value) -> Option<f64> {
    let Some(text) = value.as_str() else {
        return value.as_f64();
    };
    let digits: String = text
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '%')
        .map(|char| if char == ',' { '.' } else { char })
        .collect();
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

/// No control characters: a caption is one line.
fn clean(text: &str) -> String {
    text.chars()
        .map(|char| {
            if char.is_control() || matches!(char, '\u{fffe}' | '\u{ffff}') {
                ' '
            } else {
                char
            }
        })
        .collect()
}
