//! Words of the page and of the workbook for a reader who is no programmer.

use super::page::{IndicatorLine, Standing};
use super::{Finding, Severity, Waiver};

/// What a finding asks for.
pub fn demand(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "исправить",
        Severity::Query => "исправить или объяснить",
        Severity::Note => "к сведению",
    }
}

/// How an indicator stands; a share of very few has a target and is not judged by it.
pub fn standing(line: &IndicatorLine) -> &'static str {
    match line.standing {
        Standing::Met => "достигнут",
        Standing::Missed => "не достигнут",
        Standing::NoData => "нет данных",
        Standing::Info if line.target.is_empty() => "без цели",
        Standing::Info => "не оценивается",
    }
}

/// File and sheet as the heading of their findings.
pub fn heading(file: &str, sheet: &str) -> String {
    match (file.is_empty(), sheet.is_empty()) {
        (true, _) => "Без места в таблицах".to_owned(),
        (false, true) => file.to_owned(),
        (false, false) => format!("{file} › {sheet}"),
    }
}

/// «Причина (автор, до 30.06.2027)».
pub fn explained(waiver: &Waiver) -> String {
    let until = match waiver.until.as_str() {
        "" => String::new(),
        until => format!("до {until}"),
    };
    let by: Vec<&str> = [waiver.author.as_str(), &until]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match by.as_slice() {
        [] => waiver.reason.clone(),
        by => format!("{} ({})", waiver.reason, by.join(", ")),
    }
}

/// How many findings ask for what, those that are explained apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Totals {
    /// Must be fixed.
    pub errors: usize,
    /// Fix or explain.
    pub queries: usize,
    /// Good to know.
    pub notes: usize,
    /// Explained by the school.
    pub explained: usize,
}

impl Totals {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        let mut totals = Self::default();
        for finding in findings {
            *match (finding.severity, &finding.waiver) {
                (_, Some(_)) => &mut totals.explained,
                (Severity::Error, None) => &mut totals.errors,
                (Severity::Query, None) => &mut totals.queries,
                (Severity::Note, None) => &mut totals.notes,
            } += 1;
        }
        totals
    }
}

/// A column of the workbook.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Header.
    pub title: &'static str,
    /// Width in characters.
    pub width: f64,
    /// Only where there are several schools.
    pub school: bool,
}

const fn column(title: &'static str, width: f64) -> Column {
    Column {
        title,
        width,
        school: false,
    }
}

const SCHOOL: Column = Column {
    title: "Школа",
    width: 20.0,
    school: true,
};

/// Title of the workbook.
pub const TITLE: &str = "Проверка наставничества";
/// Foot of a printed page.
pub const FOOTER: &str = "&C&\"Times New Roman\"&10&P из &N";
/// What ends a text that does not fit into a cell.
pub const MORE: &str = "… (здесь не поместилось; полностью — check --format json)";
/// Name of the sheet of findings.
pub const FINDINGS_SHEET: &str = "Замечания";
/// Name of the sheet of indicators.
pub const INDICATORS_SHEET: &str = "Показатели";
/// Name of the first sheet.
pub const SUMMARY_SHEET: &str = "Сводка";

/// Columns of the sheet of findings.
pub const FINDINGS: &[Column] = &[
    column("№", 5.0),
    SCHOOL,
    column("Что нужно", 13.0),
    column("Код", 7.0),
    column("Замечание", 40.0),
    column("Что сделать", 28.0),
    column("Файл", 19.0),
    column("Лист", 15.0),
    column("Ячейки", 9.0),
    column("Связанные ячейки", 24.0),
    column("Норма", 18.0),
    column("Пояснение", 18.0),
    column("Ключ замечания", 19.0),
];

/// Columns of the sheet of indicators.
pub const INDICATORS: &[Column] = &[
    SCHOOL,
    column("Показатель", 60.0),
    column("Значение", 14.0),
    column("Из чего", 14.0),
    column("Цель", 10.0),
    column("Год назад", 12.0),
    column("Состояние", 14.0),
];

/// Columns of the summary.
pub const SUMMARY: [Column; 8] = [
    column("Школа", 34.0),
    column("На день", 20.0),
    column("Целевая модель", 40.0),
    column("Исправить", 12.0),
    column("Исправить или объяснить", 14.0),
    column("К сведению", 16.0),
    column("Объяснено", 12.0),
    column("Не достигнуто показателей", 14.0),
];

/// Headers of the root causes below the summary.
pub const CAUSES: [&str; 6] = ["Школа", "Код", "В чём дело", "Замечаний", "Ячеек", "Что нужно"];
