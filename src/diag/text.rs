//! Findings for a terminal: grouped by sheet, with totals by code.

use std::collections::BTreeMap;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::order::by_sheet;
use super::words::{Totals, explained, heading};
use super::{Finding, Severity};

/// Further cells shown of one finding: the rest is counted.
const SHOWN: usize = 30;

/// Whether the text carries colours; the caller knows whether it writes to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Plain text.
    Off,
    /// With escape sequences.
    On,
}

/// Findings as text, in the order of files and sheets; empty when there is none.
pub fn text(findings: &[Finding], colours: Colours) -> String {
    let mut out = String::new();
    for ((file, sheet), group) in by_sheet(findings) {
        let _ = writeln!(
            out,
            "{}",
            painted(&heading(file, sheet), Style::new().bold(), colours)
        );
        for finding in group {
            one(&mut out, finding, colours);
        }
        out.push('\n');
    }
    out.push_str(&totals(findings, colours));
    out
}

fn one(out: &mut String, finding: &Finding, colours: Colours) {
    let cell = finding.places.first().map_or("", |place| place.cell.as_str());
    let colour = match (finding.severity, &finding.waiver) {
        (_, Some(_)) => Style::new().dimmed(),
        (Severity::Error, None) => AnsiColor::Red.on_default().bold(),
        (Severity::Query, None) => AnsiColor::Yellow.on_default(),
        (Severity::Note, None) => AnsiColor::Cyan.on_default(),
    };
    let head = format!("{} {}", finding.code, severity(finding.severity));
    let _ = writeln!(
        out,
        "  {cell:<6} {}: {}",
        painted(&head, colour, colours),
        finding.message
    );
    if let Some(waiver) = &finding.waiver {
        let _ = writeln!(out, "         пояснение: {}", explained(waiver));
    } else if !finding.hint.is_empty() {
        let _ = writeln!(
            out,
            "         {}",
            painted(&finding.hint, Style::new().dimmed(), colours)
        );
    }
    let others = others(finding);
    if !others.is_empty() {
        let _ = writeln!(
            out,
            "         {}",
            painted(&others, Style::new().dimmed(), colours)
        );
    }
}

/// Further cells of a finding; how many are left out is told.
fn others(finding: &Finding) -> String {
    let file = finding.places.first().map(|place| &place.file);
    let further = finding.places.iter().skip(1);
    let cells: Vec<String> = further
        .filter(|place| !place.cell.is_empty())
        .map(|place| {
            let mut at = match (Some(&place.file) == file, place.sheet.is_empty()) {
                (false, _) => place.to_string(),
                (true, true) => place.cell.clone(),
                (true, false) => format!("{} › {}", place.sheet, place.cell),
            };
            if !place.role.is_empty() {
                at.insert_str(0, &format!("{}: ", place.role));
            }
            at
        })
        .collect();
    let mut shown = cells[..cells.len().min(SHOWN)].join("; ");
    if cells.len() > SHOWN {
        let _ = write!(
            shown,
            " и ещё {}: все перечислены в --format json",
            cells.len() - SHOWN
        );
    }
    shown
}

fn totals(findings: &[Finding], colours: Colours) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *codes.entry(finding.code.as_str()).or_default() += 1;
    }
    if codes.is_empty() {
        return String::new();
    }
    let by_code: Vec<String> = codes
        .iter()
        .map(|(code, count)| format!("{code} × {count}"))
        .collect();
    let totals = Totals::of(findings);
    let mut line = format!(
        "Ошибок: {}, вопросов: {}, заметок: {}",
        totals.errors, totals.queries, totals.notes
    );
    if totals.explained > 0 {
        let _ = write!(line, ", объяснено: {}", totals.explained);
    }
    format!(
        "{}\n{}\n",
        painted(&line, Style::new().bold(), colours),
        by_code.join(", ")
    )
}

/// The Russian word for a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ошибка",
        Severity::Query => "вопрос",
        Severity::Note => "заметка",
    }
}

fn painted(text: &str, style: Style, colours: Colours) -> String {
    match colours {
        Colours::Off => text.to_owned(),
        Colours::On => format!("{style}{text}{style:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Colours, SHOWN, text};
    use crate::diag::{Finding, Place, Severity, Subject};

    fn place(file: &str, sheet: &str, cell: &str, role: &str) -> Place {
        Place {
            file: file.into(),
            sheet: sheet.into(),
            cell: cell.into(),
            role: role.into(),
        }
    }

    fn finding(places: Vec<Place>) -> String {
        let mut finding = Finding::new("Д-12", Severity::Note, Subject::default(), "", "что-то");
        finding.places = places;
        text(&[finding], Colours::Off)
    }

    #[test]
    fn further_cells_name_their_sheet_and_their_file_when_it_is_another() {
        let shown = finding(vec![
            place("a.csv", "", "B2", ""),
            place("a.csv", "", "B3", ""),
            place("b.xls", "", "C4", "не принято"),
            place("c.xlsx", "Штат", "D5", ""),
        ]);
        assert!(
            shown.contains("B3; не принято: b.xls › C4; c.xlsx › Штат › D5\n"),
            "{shown}"
        );
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let shown = finding(
            (0..SHOWN + 8)
                .map(|row| place("a.csv", "", &format!("B{row}"), ""))
                .collect(),
        );
        assert!(shown.contains(" и ещё 7: "), "{shown}");
    }
}
