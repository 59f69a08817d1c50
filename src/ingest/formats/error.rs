//! Why a file was not read, in words for its owner: the file, the reason, what to do.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ingest::grid::CellRef;
use crate::ingest::source::Cancelled;
use crate::office::container::{ContainerError, Stop};
use crate::office::tags::TagError;

/// A file that could not be read as tables.
#[derive(Debug, Clone, Error)]
#[error("«{file}»: {problem}{}", advice(problem))]
pub struct ReadError {
    /// Name of the source.
    pub file: Arc<str>,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Problem {
    /// No bytes, or nothing but a byte order mark.
    #[error("файл пуст")]
    Empty,
    /// A workbook in which no sheet has a cell.
    #[error("на листах книги нет ни одной заполненной ячейки")]
    NoCells,
    /// A workbook without sheets of cells.
    #[error("в книге нет листов с таблицами")]
    NoSheets,
    /// Beyond the size that is read at all.
    #[error("файл слишком велик: {size} МБ, читаются файлы до {limit} МБ")]
    LargeFile {
        /// Size in megabytes.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// Inflates beyond the limit.
    #[error("содержимое слишком велико: после распаковки больше {0} МБ")]
    LargeContents(u64),
    /// Too many parts in the container.
    #[error("слишком много частей внутри файла: больше {0}")]
    ManyParts(usize),
    /// Too many sheets.
    #[error("слишком много листов: больше {0}")]
    ManySheets(usize),
    /// Too many cells.
    #[error("слишком много ячеек: больше {0}")]
    ManyCells(usize),
    /// Too many shared strings.
    #[error("слишком большая таблица строк: больше {0}")]
    ManyStrings(usize),
    /// Too many columns.
    #[error("слишком много столбцов: больше {0}")]
    ManyColumns(u32),
    /// Too many rows.
    #[error("слишком много строк: больше {0}")]
    ManyRows(u32),
    /// Too much text in all.
    #[error("слишком много текста: больше {0} МБ")]
    MuchText(usize),
    /// A cell or row where none can be.
    #[error("книга повреждена: неверный адрес «{reference}» ({part})")]
    Reference {
        /// Part of the file.
        part: String,
        /// The address as it stands.
        reference: String,
    },
    /// A document type or entities in XML.
    #[error("в части «{0}» есть объявление DTD или неизвестная сущность XML")]
    DocumentType(String),
    /// An endless tag or text.
    #[error("в части «{0}» слишком длинный текст или тег (XML)")]
    LongXml(String),
    /// UTF-16 inside a workbook.
    #[error("часть «{0}» записана в кодировке UTF-16")]
    Utf16Part(String),
    /// Cut or damaged, with the part when it is known.
    #[error("файл повреждён{}", part(.0))]
    Damaged(Option<String>),
    /// A sheet whose part is not in the file.
    #[error("книга повреждена: нет содержимого листа «{0}»")]
    SheetLost(String),
    /// Two sheets of one name.
    #[error("в книге два листа с именем «{0}»")]
    SheetTwice(String),
    /// Under a password.
    #[error("файл зашифрован паролем")]
    Encrypted,
    /// Excel 5.0/95 or older.
    #[error("книга старого формата Excel 95 (BIFF5) или ещё старше")]
    OldExcel,
    /// Something else, recognised.
    #[error("это не таблица, а {0}")]
    Other(Foreign),
    /// A table of a format that is not read, recognised.
    #[error("это {0}, такой формат не читается")]
    OtherTable(Foreign),
    /// Text under the extension of a workbook.
    #[error("внутри обычный текст (csv), а расширение — «{0}»")]
    TextAsWorkbook(String),
    /// Bytes that are nothing known.
    #[error("содержимое не похоже ни на один формат таблиц")]
    Unknown,
    /// The format needs a separate process, and the caller gave none.
    #[error("формат {0} здесь не читается")]
    NoChild(Cow<'static, str>),
    /// The separate process could not be started.
    #[error("не удалось запустить чтение в отдельном процессе ({0})")]
    ChildStart(String),
    /// The separate process gave up: out of memory or broken by the file.
    #[error("для чтения не хватило отведённой памяти, или файл повреждён")]
    ChildDied,
    /// The separate process did not finish.
    #[error("чтение заняло больше {0} с и остановлено")]
    ChildLate(u64),
    /// The caller stopped the work.
    #[error("чтение остановлено")]
    Cancelled,
}

/// Files that are recognised and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Foreign {
    /// A text document.
    #[error("документ Word")]
    Word,
    /// Slides.
    #[error("презентация")]
    Slides,
    /// A text or slides of OpenDocument.
    #[error("документ OpenDocument")]
    OpenDocument,
    /// A page for printing.
    #[error("файл PDF")]
    Pdf,
    /// Rich text.
    #[error("текст RTF")]
    Rtf,
    /// A picture.
    #[error("картинка")]
    Picture,
    /// An archive.
    #[error("архив")]
    Archive,
    /// XML of some kind.
    #[error("файл XML")]
    Xml,
    /// A table of dBase.
    #[error("таблица dbf")]
    Dbf,
    /// A workbook of Excel 2003 in XML without a table in it.
    #[error("книга «XML 2003» без таблицы")]
    Xml2003,
    /// A table of OpenDocument in one XML.
    #[error("таблица fods")]
    FlatOds,
    /// A page of the web without a table in it.
    #[error("страница HTML без таблицы")]
    Html,
    /// A page with its pictures in one file.
    #[error("веб-архив (mht)")]
    WebArchive,
}

fn part(part: &Option<String>) -> String {
    part.as_ref()
        .map(|part| format!(" (часть «{part}»)"))
        .unwrap_or_default()
}

/// What the owner of the file can do about it, with the dash before it.
fn advice(problem: &Problem) -> String {
    let text = match problem {
        Problem::Empty | Problem::NoCells | Problem::NoSheets => {
            "проверьте, тот ли это файл, и выгрузите таблицу заново"
        }
        Problem::LargeFile { .. }
        | Problem::LargeContents(_)
        | Problem::ManyParts(_)
        | Problem::ManySheets(_)
        | Problem::ManyCells(_)
        | Problem::ManyStrings(_)
        | Problem::ManyColumns(_)
        | Problem::ManyRows(_)
        | Problem::MuchText(_) => "оставьте в файле только нужные листы и столбцы и сохраните его заново",
        Problem::Reference { .. }
        | Problem::DocumentType(_)
        | Problem::LongXml(_)
        | Problem::Utf16Part(_)
        | Problem::Damaged(_)
        | Problem::SheetLost(_)
        | Problem::SheetTwice(_)
        | Problem::ChildDied
        | Problem::ChildLate(_) => "откройте его в Excel или LibreOffice и сохраните заново как xlsx",
        Problem::Encrypted => "снимите пароль и сохраните файл заново",
        Problem::OldExcel | Problem::OtherTable(_) | Problem::NoChild(_) => {
            "откройте его в Excel или LibreOffice и сохраните как xlsx"
        }
        Problem::TextAsWorkbook(_) => "смените расширение на «.csv»",
        Problem::Other(_) | Problem::Unknown => "нужна таблица: xlsx, xlsm, xlsb, xls, ods, csv или tsv",
        Problem::ChildStart(_) => "проверьте, что программа установлена целиком",
        Problem::Cancelled => return String::new(),
    };
    format!("; {text}")
}

impl From<Cancelled> for Problem {
    fn from(_: Cancelled) -> Problem {
        Problem::Cancelled
    }
}

impl From<ContainerError> for Problem {
    fn from(error: ContainerError) -> Problem {
        let limits = crate::office::container::LIMITS;
        match error {
            ContainerError::Damaged => Problem::Damaged(None),
            ContainerError::DamagedPart(part) => Problem::Damaged(Some(part)),
            ContainerError::Encrypted => Problem::Encrypted,
            ContainerError::ManyParts => Problem::ManyParts(limits.parts),
            ContainerError::Large => Problem::LargeContents(limits.total >> 20),
            ContainerError::Xml(part, error) => match error {
                TagError::DocumentType | TagError::Entity => Problem::DocumentType(part),
                TagError::LongTag | TagError::LongText => Problem::LongXml(part),
                TagError::Utf16 => Problem::Utf16Part(part),
                TagError::Read(_) | TagError::Cut => Problem::Damaged(Some(part)),
            },
        }
    }
}

impl From<Problem> for Stop<Problem> {
    fn from(problem: Problem) -> Stop<Problem> {
        Stop::Other(problem)
    }
}

impl Problem {
    /// The reason and what to do, without the name of the file.
    pub fn in_full(&self) -> String {
        format!("{self}{}", advice(self))
    }

    /// A cell or row at an address that cannot be.
    pub(super) fn reference(part: &str, reference: &[u8]) -> Problem {
        let shown: String = String::from_utf8_lossy(reference).chars().take(40).collect();
        Problem::Reference {
            part: part.to_owned(),
            reference: shown,
        }
    }

    /// The same for an address out of bounds.
    pub(super) fn out_of_bounds(part: &str, at: CellRef) -> Problem {
        Problem::Reference {
            part: part.to_owned(),
            reference: at.a1(),
        }
    }
}
