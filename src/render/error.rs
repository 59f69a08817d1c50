//! Why a table gives no documents, in the words of the person who gave it.

/// Why data gives no records.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// No array, and no object with one array of records.
    #[error("в данных нет списка записей: нужен массив или объект с одним массивом записей")]
    NoRecords,
    /// The list has no records.
    #[error("в данных нет ни одной записи")]
    Empty,
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
}

/// Why a picture does not go into a paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither PNG nor JPEG.
    #[error("это не PNG и не JPEG")]
    Format,
    /// The file is cut off or broken.
    #[error("файл повреждён")]
    Damaged,
    /// Too many bytes.
    #[error("файл больше {most} МиБ; уменьшите картинку")]
    Bytes {
        /// As many MiB as there may be.
        most: usize,
    },
    /// Too many pixels.
    #[error("{width} × {height} точек, а бывает не больше {most} по стороне")]
    Pixels {
        /// Width.
        width: usize,
        /// Height.
        height: usize,
        /// As many as a side may have.
        most: usize,
    },
    /// Too long a text for a QR code.
    #[error("текст слишком длинный для QR-кода")]
    Long,
    /// Nobody said where pictures are.
    #[error("картинки по имени файла здесь не берутся")]
    Nowhere,
    /// The file is not there or cannot be read.
    #[error("{0}")]
    File(String),
}

/// A picture of a document could not be put in.
pub fn picture(name: &str, error: &PictureError) -> String {
    let short: String = name.chars().take(60).collect();
    format!("картинка «{short}»: {error}")
}
