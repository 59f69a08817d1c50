//! The description of a register: one file of `templates/`.

use serde::Deserialize;

use super::error::SheetError;

/// A workbook of one sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Id, as `--only` takes it.
    pub id: String,
    /// Title above the table; `{поле}` takes a text of the data.
    pub title: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Path of the file in the pack.
    pub file: String,
    /// Whose data it needs; the same words as in Word templates.
    pub scope: String,
    /// Path of the list of rows in the data.
    pub rows: String,
    /// What stands in place of the rows when there are none.
    pub empty: String,
    /// Target models it belongs to, each with all that extend it; every model when empty.
    #[serde(default)]
    pub models: Vec<String>,
    /// It is made only when asked for by its id or by an event.
    #[serde(default, rename = "on-demand")]
    pub on_demand: bool,
    /// Line under the table: where the numbers come from; may be empty.
    #[serde(default)]
    pub note: String,
    /// Columns from left to right.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// A chart after the table.
    pub chart: Option<Chart>,
}

/// One column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Header.
    pub title: String,
    /// Path of the value in a row; `№` counts the rows.
    pub value: String,
    /// Width in characters.
    pub width: f64,
    /// How the value looks.
    #[serde(default)]
    pub look: Look,
}

/// How a value looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Text to the left, wrapped.
    #[default]
    Text,
    /// Text in the middle.
    Centre,
    /// A day.
    Date,
    /// A whole number.
    Count,
    /// A number with one decimal.
    Decimal,
}

/// A chart over columns of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// Name of its sheet.
    pub sheet: String,
    /// Title of the chart.
    pub title: String,
    /// Field by which a row takes part: its value must equal `only`.
    pub by: String,
    /// The value that takes part.
    pub only: String,
    /// Header of the column with names.
    pub names: String,
    /// Headers of the columns with values, one series each.
    pub series: Vec<String>,
}

impl Register {
    /// Reads a description; `name` is its file.
    ///
    /// # Errors
    /// The text is no valid description; line and message say why.
    pub fn parse(name: &str, text: &str) -> Result<Self, SheetError> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = text[..start].matches('\n').count() + 1;
            SheetError::Description {
                name: name.to_owned(),
                line,
                message: error.message().to_owned(),
            }
        })
    }
}
