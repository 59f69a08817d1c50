//! Rows that are no records, told by their texts.

use crate::ingest::clean;
use crate::ingest::grid::{CellValue, GridCell};
use crate::russian::letters::is_letter;

use super::view::text;

/// Marks the example row of the workbook made by `new`.
pub const EXAMPLE: &str = "пример:";

/// A row of column numbers: 1, 2, 3, …; forms of statistics begin it with letters.
pub fn is_numbering(cells: &[GridCell]) -> bool {
    let letters = cells
        .iter()
        .take_while(|cell| text(&cell.value).is_some_and(|text| matches!(text.trim(), "А" | "Б" | "В")))
        .count();
    let cells = &cells[letters..];
    cells.len() > 2
        && cells.windows(2).all(|pair| matches!((ordinal(&pair[0].value), ordinal(&pair[1].value)), (Some(a), Some(b)) if b == a + 1))
        && ordinal(&cells[0].value).is_some_and(|first| first <= 2)
}

fn ordinal(value: &CellValue) -> Option<i64> {
    match value {
        CellValue::Number(number) if number.fract() == 0.0 && *number >= 0.0 && *number < 200.0 => {
            Some(*number as i64)
        }
        CellValue::Text(text) => text
            .trim()
            .trim_matches(['.', '(', ')'])
            .parse()
            .ok()
            .filter(|number| *number < 200),
        _ => None,
    }
}

/// The example row of a blank workbook.
pub fn is_example(cells: &[GridCell]) -> bool {
    cells
        .first()
        .and_then(|cell| text(&cell.value))
        .is_some_and(|text| text.trim_start().to_lowercase().starts_with(EXAMPLE))
}

/// The text of a total: «Итого», «Всего ставок», «в т. ч.».
pub fn is_total(value: &str) -> bool {
    const STARTS: [&str; 11] = [
        "итого",
        "всего",
        "в т ч",
        "в том числе",
        "итог",
        "из них",
        "общее количество",
        "средний",
        "среднее значение",
        "сумма",
        "количество ",
    ];
    let key = clean::key(value);
    STARTS.iter().any(|start| {
        key.starts_with(start) || key.strip_prefix("и ").is_some_and(|rest| rest.starts_with(start))
    })
}

/// A text under a table: signatures, the maker, the day it was made.
pub fn is_signature(value: &str) -> bool {
    if value.contains("___") {
        return true;
    }
    const STARTS: [&str; 12] = [
        "исполнитель",
        "исп ",
        "составил",
        "подготовил",
        "ответственный ",
        "м п",
        "дата составления",
        "дата печати",
        "подпись",
        "утверждаю",
        "согласовано",
        "дата формирования",
    ];
    let key = clean::key(value);
    STARTS.iter().any(|start| key.starts_with(start))
        || key.starts_with("директор ") && value.contains('/')
        || key.starts_with("тел ")
        || key.starts_with("телефон")
}

/// A note under a table: a legend, a remark with an asterisk.
pub fn is_legend(value: &str) -> bool {
    let trimmed = value.trim_start();
    let key = clean::key(value);
    trimmed.starts_with('*')
        || key.starts_with("примечан")
        || key.starts_with("условные обозначения")
        || key.starts_with("сокращения")
        || value.matches(" - ").count() + value.matches(" – ").count() + value.matches(" — ").count() > 1
}

/// «То же», a ditto mark.
pub fn is_ditto(value: &str) -> bool {
    // Nearly all cells are something else, seen at the first letter (in Latin too).
    let first = value.chars().find(|mark| is_letter(*mark) || mark.is_numeric());
    if first.is_some_and(|first| !matches!(first, 'т' | 'Т' | 'T' | 'о' | 'О' | 'O' | 'o')) {
        return false;
    }
    let key = clean::key(value);
    if key.is_empty() {
        let marks = value.trim();
        let quote = |mark: char| matches!(mark, '"' | '«' | '»' | '″' | '„' | '“' | '”' | '\'');
        let dash = |mark: char| matches!(mark, '-' | '–' | '—' | '_' | ' ' | '/');
        return marks.chars().count() < 12
            && marks.chars().all(|mark| quote(mark) || dash(mark))
            && (marks.contains(quote) || marks.contains("//"));
    }
    matches!(
        key.as_str(),
        "то же" | "тот же" | "та же" | "там же" | "та же самая" | "он же" | "она же"
    )
}

#[cfg(test)]
mod tests {
    use super::{is_ditto, is_legend, is_signature, is_total};

    #[test]
    fn rows_by_their_texts() {
        assert!(is_total("ИТОГО по школе"));
        assert!(is_total("в т.ч. вакантных"));
        assert!(!is_total("Всеволодов Иван"));
        assert!(is_signature("Директор ____________ /Белоус Е. А./"));
        assert!(is_signature("Исполнитель: Орлова Т. П."));
        assert!(is_legend("ВКК - высшая, 1КК - первая, СЗД - соответствие"));
        assert!(is_ditto("то же"));
        for mark in ["-//-", "—\"—", "«", "- \" -", "//", "''"] {
            assert!(is_ditto(mark), "{mark}");
        }
        assert!(!is_ditto("/"));
        assert!(!is_ditto("-"));
    }
}
