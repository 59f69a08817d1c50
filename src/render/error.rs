//! Why a table gives no documents, in the words of the person who gave it.

/// Why data gives no records.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// No array, and no object with one array of records.
    #[error("в данных нет списка записей: нужен массив или объект с одним массивом записей")]
    NoRecords,
    /// Several arrays of records: which one is meant is not known.
    #[error("в данных несколько списков записей: {}", .names.join(", "))]
    ManyLists {
        /// Their names.
        names: Vec<String>,
    },
    /// An element that is no record.
    #[error("элемент {number} — не запись с полями")]
    NoFields {
        /// Its number, from 1.
        number: usize,
    },
    /// The table cannot be read.
    #[error("таблица не читается: строка {line}: {detail}")]
    Csv {
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        detail: String,
    },
}

/// A row of a table is longer or shorter than its first.
pub fn cells(found: u64, expected: u64) -> String {
    format!("ячеек {found}, а в первой строке {expected}")
}
