//! The Russian words of the template language: blocks of a text, filters of a tag.

/// Words of the template engine that are no names of data.
pub const KEYWORDS: [&str; 15] = [
    "and", "or", "not", "in", "is", "if", "else", "elif", "for", "true", "false", "none", "True", "False",
    "None",
];

/// Filters of the engine that would let markup or everything through.
pub const REFUSED_FILTERS: [&str; 6] = [
    "safe",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "throw",
];

/// Filters of the engine that stay.
const ENGINE: [&str; 30] = [
    "default",
    "upper",
    "lower",
    "wordcount",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
];

/// Cases, in the order of the grammar.
pub const CASES: [&str; 6] = [
    "именительный",
    "родительный",
    "дательный",
    "винительный",
    "творительный",
    "предложный",
];

/// Our own filters besides the cases.
pub const OWN: [&str; 19] = [
    "фамилия_инициалы",
    "инициалы_фамилия",
    "дата",
    "дата_словами",
    "число",
    "прописью",
    "заглавная",
    "строчная",
    "с_точкой",
    "без_точки",
    "или",
    "бланк",
    AGREED,
    "перечень",
    "учебный_год",
    "утверждено",
    "group_by",
    ROWS,
    "qr",
];

/// The filter that agrees a word with a number; the two stay on one line.
pub const AGREED: &str = "слово";

/// Every filter that a template may use.
pub fn filters() -> impl Iterator<Item = &'static str> {
    CASES.into_iter().chain(OWN).chain(ENGINE)
}

/// The filter that makes rows of a chart of records, and its arguments.
pub const ROWS: &str = "ряды";
/// Name of the style of the requisites.
pub const REQUISITES: &str = "Реквизиты организации";
/// Before the names of the styles of a letterhead.
pub const LETTERHEAD: &str = "Бланк:";
/// Name of the sheet with the rows of a chart.
pub const SHEET: &str = "Данные";
/// Captions of a chart before there are data.
pub const SAMPLE: [&str; 3] = ["А", "Б", "В"];
/// Name of a drawing.
pub const DRAWING: &str = "Рисунок";
/// The field of the captions.
pub const LABEL: &str = "подпись";
/// The fields of the numbers.
pub const VALUES: &str = "значения";

/// What an exported template shows in place of its contents; LibreOffice would drop an empty field.
pub const CONTENTS: &str = "Содержание встанет сюда само";
/// The tag that begins the lists after it anew, in every turn of a loop.
pub const RESTART: &str = "нумерация";

/// Tags that shape the cell they stand in; each has a name as in templates of docxtpl and a Russian one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellWord {
    /// Cells of all turns of a loop over rows become one.
    Down,
    /// Cells of all turns of a loop over cells become one.
    Right,
    /// The cell spans as many columns.
    Span,
    /// The colour behind the text.
    Fill,
}

impl CellWord {
    /// What a word means, if it is one of these.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "vm" | "слить_вниз" => Some(Self::Down),
            "hm" | "слить_вправо" => Some(Self::Right),
            "colspan" | "столбцов" => Some(Self::Span),
            "cellbg" | "заливка" => Some(Self::Fill),
            _ => None,
        }
    }
}
