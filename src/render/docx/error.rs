//! What can be wrong with a template, in the words of the person who writes templates.
//!
//! A problem knows its place twice over: line and column in a built-in text, part and paragraph in a Word file.

use std::fmt;

use serde::Serialize;

use super::words;
use crate::diag::suggestion;

/// Where in a template something stands; unknown parts are zero or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Name of the template, or of the partial that was joined in.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Part of a Word file, such as `word/header1.xml`.
    pub part: String,
    /// The footnote, endnote or comment, counted through the part from 1.
    pub note: usize,
    /// The text box it stands in, counted through the part from 1.
    pub text_box: usize,
    /// Paragraph of the part or of the note, from 1.
    pub paragraph: usize,
    /// The table it stands in, counted through the part from 1; 0 outside of tables.
    pub table: usize,
    /// Row of that table, from 1.
    pub row: usize,
    /// Cell of that row, from 1.
    pub cell: usize,
    /// The text around.
    pub around: String,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if self.line > 0 {
            write!(out, ", строка {}, столбец {}", self.line, self.column)?;
        }
        if !self.part.is_empty() {
            let part = match self.part.as_str() {
                "word/document.xml" => "основной текст",
                part if part.starts_with("word/header") => "верхний колонтитул",
                part if part.starts_with("word/footer") => "нижний колонтитул",
                "word/footnotes.xml" => "сноски",
                "word/endnotes.xml" => "концевые сноски",
                part if part.starts_with("word/comments") => "примечания",
                other => other,
            };
            write!(out, ", {part}")?;
        }
        if self.note > 0 {
            write!(out, ", {}-я по счёту", self.note)?;
        }
        if self.text_box > 0 {
            write!(out, ", надпись {}", self.text_box)?;
        }
        if self.table > 0 {
            write!(
                out,
                ", таблица {}, строка {}, ячейка {}",
                self.table, self.row, self.cell
            )?;
        } else if self.paragraph > 0 {
            write!(out, ", абзац {}", self.paragraph)?;
        }
        if !self.around.is_empty() {
            write!(out, " («{}»)", self.around)?;
        }
        Ok(())
    }
}

/// One thing wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct TemplateError {
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub problem: Problem,
}

impl TemplateError {
    /// A problem at a place.
    pub fn new(place: Place, problem: Problem) -> Self {
        Self { place, problem }
    }

    /// A problem of a whole file.
    pub fn whole(file: &str, problem: Problem) -> Self {
        Self::new(
            Place {
                file: file.to_owned(),
                ..Place::default()
            },
            problem,
        )
    }
}

/// What is wrong, without the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Problem {
    /// A name that the data does not have.
    #[error("нет такого поля: «{name}»{}", suggestion(.nearest.as_deref()))]
    UnknownName {
        /// The name as written.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A filter that does not exist.
    #[error("нет такого фильтра: «{name}»{}", suggestion(.nearest.as_deref()))]
    UnknownFilter {
        /// The name as written.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A directive that does not exist.
    #[error("нет такого блока: «::: {name}»{}", suggestion(.nearest.as_deref()))]
    UnknownDirective {
        /// The name as written.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A word after a directive that it does not know.
    #[error("непонятная настройка блока: «{name}»")]
    UnknownOption {
        /// The word as written.
        name: String,
    },
    /// Include, extends, safe and the like.
    #[error("«{name}» в шаблонах не разрешается")]
    Refused {
        /// The word as written.
        name: String,
    },
    /// Something opened and not closed.
    #[error("не закрыто: {name}")]
    Unclosed {
        /// The opening tag or directive.
        name: String,
    },
    /// Something closed that was not opened.
    #[error("закрыто, но не открыто: {name}")]
    Unopened {
        /// The closing tag or directive.
        name: String,
    },
    /// Opened in one paragraph, cell or row, closed in another.
    #[error(
        "{name}: открывающий и закрывающий теги стоят на разных уровнях: в разных абзацах, строках или ячейках"
    )]
    Crossed {
        /// The tag.
        name: String,
    },
    /// A tag that must stand alone has text beside it.
    #[error(
        "рядом с {name} есть другой текст: такой тег стоит в своём абзаце или в своей строке таблицы один"
    )]
    NotAlone {
        /// The tag.
        name: String,
    },
    /// A tag of a row or a cell outside of tables.
    #[error("{name} относится к строке или ячейке таблицы, а стоит вне таблицы")]
    NotInTable {
        /// The tag.
        name: String,
    },
    /// A tag of a cell that stands in no cell.
    #[error("{name} стоит только в ячейке таблицы")]
    NotInCell {
        /// The tag.
        name: String,
    },
    /// A tag that merges the turns of a loop stands in none.
    #[error("{name} сливает ячейки оборотов цикла, а стоит вне цикла")]
    NoLoop {
        /// The tag.
        name: String,
    },
    /// A value is null.
    #[error("значение не заполнено: {name}")]
    Null {
        /// The expression.
        name: String,
    },
    /// A value is a list or an object.
    #[error("печатается список или запись, а не значение: {name}")]
    NotPlain {
        /// The expression.
        name: String,
    },
    /// A loop over something that is no list.
    #[error("перебирается то, что не является списком: {name}")]
    NotList {
        /// The expression.
        name: String,
    },
    /// The tag cannot be understood.
    #[error("тег не понятен: {detail}")]
    Syntax {
        /// What is not understood.
        detail: String,
    },
    /// Something Markdown has and templates do not.
    #[error("в шаблонах так не пишут: {detail}")]
    Construct {
        /// What was met.
        detail: String,
    },
    /// A table row with another number of cells than its header.
    #[error("в строке таблицы ячеек: {found}, а в шапке: {expected}")]
    Cells {
        /// In this row.
        found: usize,
        /// In the header.
        expected: usize,
    },
    /// The front matter is wrong.
    #[error("заголовок шаблона: {detail}")]
    FrontMatter {
        /// What is wrong.
        detail: String,
    },
    /// The partial does not exist.
    #[error("нет такой общей части: «{name}»")]
    UnknownPartial {
        /// Its name.
        name: String,
    },
    /// The file is no Word document.
    #[error("файл не читается как документ Word: {detail}")]
    NotWord {
        /// Why.
        detail: String,
    },
    /// A filter met a value that it cannot take, or the rendering stopped.
    #[error("{detail}")]
    Value {
        /// What happened.
        detail: String,
    },
    /// The values do not suit what the tag does with them.
    #[error("значения не подходят для этого тега: {name}")]
    Unfit {
        /// The tag.
        name: String,
        /// What the template engine said.
        detail: String,
    },
    /// Too long a document, or too many turns of a loop.
    #[error("документ слишком велик: {detail}")]
    Limit {
        /// Which limit.
        detail: String,
    },
}

/// A list or a footnote in a letterhead.
pub const LETTERHEAD_LISTS: &str = "в бланке есть нумерованный список или сноска; наберите номера текстом";
/// Something in a letterhead that is neither a picture nor a link.
pub const LETTERHEAD_OBJECT: &str =
    "в бланке есть диаграмма, внедрённый файл или другой объект; оставьте в нём текст, таблицы и картинки";
/// A drawing that cannot be filled.
pub const ODD_DRAWING: &str = "у рисунка с тегом в замещающем тексте нет картинки или размеров";
/// A block of a picture or a chart without its tag.
pub const ONE_TAG: &str = "в этом блоке нужен один тег {{ … }}, который говорит, что показать";

/// A chart without rows.
pub fn no_rows() -> String {
    format!(
        "диаграмме нужны ряды: {{{{ список | {}({}=\"…\", {}=\"…\") }}}}",
        words::ROWS,
        words::LABEL,
        words::VALUES
    )
}

/// A chart that cannot be filled.
pub const ODD_CHART: &str =
    "диаграмма с тегом в замещающем тексте должна быть одного вида, хотя бы с одним рядом";
/// A value of another kind than its drawing.
pub const WRONG_DRAWING: &str =
    "в замещающем тексте картинки нужна картинка, в замещающем тексте диаграммы — «ряды(…)»";
/// A picture or rows in the middle of a text.
pub const DRAWING_IN_TEXT: &str =
    "«qr» и «ряды» пишут в замещающем тексте рисунка или в блоках «::: картинка» и «::: диаграмма»";
/// Rows of a chart are taken of a list.
pub const CHART_OF_NO_LIST: &str = "ряды: нужен список записей";

/// A chart that nobody could read.
pub fn large_chart(series: usize, points: usize) -> String {
    format!("ряды: больше {series} рядов или {points} точек")
}

/// A value of a chart that is no number.
pub fn no_number(row: usize, field: &str, value: &str) -> String {
    format!("ряды: запись {row}, поле «{field}»: «{value}» — не число")
}

/// An argument that a filter needs.
pub fn no_argument(filter: &str, argument: &str) -> String {
    format!("{filter}: нужно «{argument}=\"…\"»")
}

/// A value that is no number of columns.
pub fn no_span(value: &str) -> String {
    format!("число столбцов ячейки — целое от 1 до 63, а не «{value}»")
}

/// A value that is no colour.
pub fn no_colour(value: &str) -> String {
    format!("цвет заливки пишут шестью знаками, например \"D9E2F3\", а не «{value}»")
}

/// A file, or a part of it, that cannot be read.
pub fn damaged(part: &str) -> String {
    let part = if part.is_empty() {
        String::new()
    } else {
        format!(" (часть {part})")
    };
    format!("он повреждён{part}; откройте его в Word и сохраните заново как .docx")
}

/// All loops of a document together went round too often.
pub const TOO_MANY_TURNS: &str = "слишком много повторов в циклах";

/// A part of a document outgrew its limit.
pub fn too_large(most_bytes: usize) -> String {
    format!("часть файла больше {} КиБ", most_bytes >> 10)
}
