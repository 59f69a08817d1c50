//! One sheet as located cells: the same for every format, before anything is interpreted.

use jiff::civil;

/// Address of a cell, both numbers from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
}

impl CellRef {
    /// Address as people write it: `C12`.
    pub fn a1(self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
            rest = (rest - 1) / 26;
        }
        letters.reverse();
        format!("{}{}", String::from_utf8_lossy(&letters), self.row + 1)
    }
}

/// What stands in a cell, before anything is understood.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text as it stands.
    Text(String),
    /// A number without a date format.
    Number(f64),
    /// A number shown as a date, or an ISO date.
    Date(civil::DateTime),
    /// Yes or no.
    Bool(bool),
    /// An error such as `#N/A`.
    Error(String),
}

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// Where it stands.
    pub at: CellRef,
    /// What it holds.
    pub value: CellValue,
}

/// A merged range, both corners inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Upper left corner.
    pub from: CellRef,
    /// Lower right corner.
    pub to: CellRef,
}

/// One sheet.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Name of the sheet; empty for csv.
    pub name: String,
    /// Cells that are not empty, by row, then by column.
    pub cells: Vec<GridCell>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Hidden rows from 0, sorted.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns from 0, sorted.
    pub hidden_columns: Vec<u32>,
    /// The whole sheet is hidden.
    pub hidden: bool,
    /// What the reader had to put right or leave out, for a finding each.
    pub oddities: Vec<Oddity>,
}

/// Something odd about a file that was read all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Oddity {
    /// The cell, when it is about one.
    pub at: Option<CellRef>,
    /// What it is.
    pub kind: OddityKind,
}

/// Kinds of [`Oddity`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OddityKind {
    /// The cell is in the file twice; the last one was taken.
    CellTwice,
    /// A text longer than a spreadsheet program allows was cut.
    TextCut,
    /// A formula without a stored result: the file was not saved by a spreadsheet program.
    FormulaWithoutValue,
    /// The value could not be read (a text that is not there, an unknown kind of value).
    ValueUnreadable,
    /// A merged range that runs backwards, is out of bounds or overlaps another was left out.
    MergeIgnored,
    /// A quote that opens is never closed.
    QuoteUnclosed,
    /// Lines of the file are in different encodings.
    EncodingMixed,
    /// Characters that stand for no letter in the encoding.
    CharactersLost,
    /// Control characters, which no document may hold, were dropped.
    ControlDropped,
}

impl OddityKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Self; 9] = [
        Self::CellTwice,
        Self::TextCut,
        Self::FormulaWithoutValue,
        Self::ValueUnreadable,
        Self::MergeIgnored,
        Self::QuoteUnclosed,
        Self::EncodingMixed,
        Self::CharactersLost,
        Self::ControlDropped,
    ];
}
