//! Which styles of cells show a number as a date.

use std::collections::HashMap;

use crate::ingest::formats::error::Problem;
use crate::office::container::Container;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As a number or a length of time.
    Number,
    /// As a day, with or without a time.
    Date,
}

/// Styles a workbook may have: the file format's own bound is 64,000.
const STYLES: usize = 65_536;

/// One for each style, in their order.
///
/// # Errors
/// The part is damaged or hostile.
pub fn read(container: &mut Container<'_>, index: usize) -> Result<Vec<Shown>, Problem> {
    let mut formats: HashMap<String, Shown> = HashMap::new();
    let mut styles = Vec::new();
    // Formats and styles of the same names stand in other sections too, and mean other things there.
    let mut section = Vec::new();
    container.scan(index, |tag| {
        match tag.name() {
            b"numFmt" if section == b"numFmts" && formats.len() < STYLES => {
                if let (Some(id), Some(code)) = (tag.text(b"numFmtId"), tag.text(b"formatCode")) {
                    formats.insert(id, custom(&code));
                }
            }
            b"xf" if section == b"cellXfs" && styles.len() < STYLES => {
                let id = tag.text(b"numFmtId").unwrap_or_default();
                styles.push(formats.get(&id).copied().unwrap_or_else(|| built_in(&id)));
            }
            name @ (b"numFmts" | b"fonts" | b"fills" | b"borders" | b"cellStyleXfs" | b"cellXfs"
            | b"cellStyles" | b"dxfs" | b"tableStyles" | b"colors" | b"extLst") => section = name.to_vec(),
            _ => {}
        }
        Ok::<(), Problem>(())
    })?;
    Ok(styles)
}

/// Formats that every program knows by number; 46 is a length of time.
fn built_in(id: &str) -> Shown {
    match id.parse() {
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => Shown::Date,
        _ => Shown::Number,
    }
}

/// A format given by its code: letters of days, months, years, hours outside quotes, escapes and brackets.
fn custom(code: &str) -> Shown {
    let mut letters = code.chars();
    let mut years = 0;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                letters.find(|other| *other == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|other| *other != ']').collect();
                let unit = inside.to_ascii_lowercase();
                if !unit.is_empty()
                    && ['h', 'm', 's']
                        .iter()
                        .any(|part| unit.chars().all(|other| other == *part))
                {
                    return Shown::Number;
                }
            }
            // The next section is for negative numbers.
            ';' => break,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Shown::Date,
            // Some exports write the code in the words of the Russian interface.
            '\u{433}' | '\u{413}' => years += 1,
            _ => {}
        }
    }
    if years >= 2 { Shown::Date } else { Shown::Number }
}

#[cfg(test)]
mod tests {
    use super::{Shown, custom};

    #[test]
    fn codes_of_dates() {
        for code in [
            "dd.mm.yyyy",
            "[$-419]d\\ mmmm\\ yyyy\" г.\"",
            "h:mm",
            "yyyy",
            "[Red]dd/mm",
            "ДД.ММ.ГГГГ",
            "mmm-yy;@",
        ] {
            assert_eq!(custom(code), Shown::Date, "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0\" руб.\"",
            "0\\d",
            "[h]:mm:ss",
            "@",
            "0.00E+00",
            "[>100]0;0",
            "0;dd",
            "",
        ] {
            assert_eq!(custom(code), Shown::Number, "{code}");
        }
    }
}
