//! A native chart on a sheet of its own, over the rows that take part: under a table it would be cut between pages.

use rust_xlsxwriter::{
    Chart as Drawing, ChartDataLabel, ChartLegendPosition, ChartType, Workbook, XlsxError,
};
use serde_json::Value;

use super::layout::Paper;
use super::spec::{Chart, Register};

/// Inserts the chart; nothing is drawn when no row takes part.
pub fn insert(
    book: &mut Workbook,
    register: &Register,
    chart: &Chart,
    rows: &[Value],
    first_row: u32,
) -> Result<(), XlsxError> {
    let takes_part = |row: &Value| row.get(&chart.by).and_then(Value::as_str) == Some(chart.only.as_str());
    let Some((first, last)) = longest_run(rows, takes_part) else {
        return Ok(());
    };
    let row = |index: usize| first_row + u32::try_from(index).unwrap_or_default();
    let column = |title: &str| {
        let found = register
            .columns
            .iter()
            .position(|column| column.title == title)
            .unwrap_or_default();
        u16::try_from(found).unwrap_or_default()
    };
    let mut drawing = Drawing::new(ChartType::Bar);
    drawing.title().set_name(&chart.title);
    drawing.legend().set_position(ChartLegendPosition::Bottom);
    drawing.y_axis().set_reverse();
    drawing.x_axis().set_min(0.0);
    for title in &chart.series {
        let index = column(title);
        drawing
            .add_series()
            .set_name(title)
            .set_categories((
                register.sheet.as_str(),
                row(first),
                column(&chart.names),
                row(last),
                column(&chart.names),
            ))
            .set_values((register.sheet.as_str(), row(first), index, row(last), index))
            .set_data_label(ChartDataLabel::new().show_value());
    }
    drawing
        .set_width(960)
        .set_height(u32::try_from(120 + 48 * (last - first + 1)).unwrap_or(600));
    let sheet = book.add_worksheet();
    sheet
        .set_name(&chart.sheet)?
        .set_paper_size(Paper::A4.code())
        .set_landscape()
        .set_print_fit_to_pages(1, 1);
    sheet.insert_chart(0, 0, &drawing)?;
    Ok(())
}

/// First and last index of the longest run of rows that take part.
fn longest_run(rows: &[Value], takes_part: impl Fn(&Value) -> bool) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for index in 0..=rows.len() {
        if rows.get(index).is_some_and(&takes_part) {
            start.get_or_insert(index);
        } else if let Some(first) = start.take()
            && best.is_none_or(|(from, to)| index - first > to - from + 1)
        {
            best = Some((first, index - 1));
        }
    }
    best
}
