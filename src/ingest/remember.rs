//! Keeps the confirmed mapping of columns in the school's settings: the text of `nastavnik.toml` is edited, its
//! comments and order stay.

use thiserror::Error;
use toml_edit::{DocumentMut, Item, Table, value};

use super::layout::header::How;
use super::read::Ingested;

/// Why the settings were not edited.
#[derive(Debug, Error)]
pub enum RememberError {
    /// The text is no TOML.
    #[error("файл настроек не разобран: {0}")]
    NotToml(#[from] toml_edit::TomlError),
    /// `columns` is something else than a table.
    #[error("в файле настроек columns – не раздел [columns]")]
    NotATable,
}

/// The settings' text with a line in `[columns]` for every column that was mapped by likeness or content, and how
/// many lines were added. Lines that are there already are left alone.
///
/// # Errors
/// [`RememberError`] when the text is not TOML or `columns` is no table.
pub fn remember(settings: &str, ingested: &Ingested) -> Result<(String, usize), RememberError> {
    let mut document: DocumentMut = settings.parse()?;
    let mut added = 0;
    let tables = ingested.files.iter().flat_map(|file| &file.tables);
    for column in tables.flat_map(|table| &table.columns) {
        let Some(field) = column.field.as_deref() else {
            continue;
        };
        if !matches!(column.how, How::Likeness | How::Content) {
            continue;
        }
        let columns = document
            .entry("columns")
            .or_insert_with(|| Item::Table(Table::new()))
            .as_table_like_mut()
            .ok_or(RememberError::NotATable)?;
        if columns.get(&column.header).is_none() {
            columns.insert(&column.header, value(field));
            added += 1;
        }
    }
    Ok((document.to_string(), added))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::remember;
    use crate::ingest::grid::CellRef;
    use crate::ingest::layout::header::How;
    use crate::ingest::{ColumnRead, FileRead, Ingested, TableRead};
    use crate::settings::Settings;

    fn ingested() -> Ingested {
        let column = |header: &str, field: &str, how| ColumnRead {
            cell: CellRef { row: 0, column: 0 },
            header: header.into(),
            field: Some(field.into()),
            how,
            score: 0.8,
            part: None,
        };
        let columns = vec![
            column("Чем \"занят\"", "person.position", How::Content),
            column("Кв. кат-рия", "person.category", How::Likeness),
            column("ФИО", "person.fio", How::Words),
        ];
        let table = TableRead {
            columns,
            ..TableRead::default()
        };
        let file = FileRead {
            file: "файл.xlsx".into(),
            error: None,
            tables: vec![table],
        };
        Ingested {
            papers: Vec::new(),
            files: vec![file],
            findings: Vec::new(),
        }
    }

    #[test]
    fn lines_are_added_and_comments_stay() {
        let before =
            "# Настройки\ndate = 2026-11-21 # день\n\n[columns]\n# Столбцы\n\"Кв. кат-рия\" = \"\"\n";
        let (after, added) = remember(before, &ingested()).unwrap();
        assert_eq!(added, 1);
        assert!(after.starts_with(before), "{after}");
        let settings: Settings = toml::from_str(&after).unwrap();
        assert_eq!(settings.columns["Чем \"занят\""], "person.position");
        assert_eq!(settings.columns["Кв. кат-рия"], "");
        assert_eq!(remember(&after, &ingested()).unwrap(), (after.clone(), 0));
    }

    #[test]
    fn empty_settings_get_a_section() {
        let (after, added) = remember("", &ingested()).unwrap();
        assert_eq!(added, 2);
        assert!(after.starts_with("[columns]"), "{after}");
        assert!(remember("columns = 1", &ingested()).is_err());
        assert!(remember("= 1", &ingested()).is_err());
    }
}
