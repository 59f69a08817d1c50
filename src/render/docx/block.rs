//! The blocks that a text is made of, before they become Word.

use super::figure::Figure;
use super::inline::Piece;

/// How a paragraph looks: the id of its style in `base/styles.xml`.
pub type Style = &'static str;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its style.
    pub style: Style,
    /// Its text.
    pub pieces: Vec<Piece>,
    /// Number of the list and level from 0, for a numbered clause or a bullet.
    pub item: Option<(usize, usize)>,
    /// Stands on one page with what follows.
    pub keep_next: bool,
    /// Begins a page.
    pub new_page: bool,
    /// Alignment other than the style's.
    pub align: Option<Align>,
    /// Stands in the right part of the page, as wide as a stamp.
    pub at_right: bool,
    /// Has a tabulation at the right edge.
    pub right_tab: bool,
}

impl Paragraph {
    /// A paragraph of a style.
    pub fn new(style: Style, pieces: Vec<Piece>) -> Self {
        Self {
            style,
            pieces,
            item: None,
            keep_next: false,
            new_page: false,
            align: None,
            at_right: false,
            right_tab: false,
        }
    }
}

/// Alignment of a column or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Paragraphs.
    Text(Vec<Paragraph>),
    /// Joined with the cell on its left.
    Left,
    /// Joined with the cell above.
    Above,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Cells, as many as there are columns.
    Cells(Vec<Cell>),
    /// One cell over all columns, kept with the next row.
    Section(Vec<Paragraph>),
    /// Signs of the tags of a row that holds nothing else.
    Marker(String),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Relative widths of the columns.
    pub widths: Vec<usize>,
    /// How many rows at the top are its header.
    pub header: usize,
    /// Rows.
    pub rows: Vec<Row>,
    /// With lines.
    pub ruled: bool,
    /// Rows stay on one page with each other.
    pub together: bool,
    /// The cell that has a line below it, in each row: where somebody signs.
    pub underlined: Vec<usize>,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// Signs of tags that stand between blocks.
    Marker(String),
    /// A table.
    Table(Table),
    /// The following pages lie so.
    Section {
        /// On its side.
        landscape: bool,
    },
    /// A page begins.
    PageBreak,
    /// The table of contents.
    Contents,
    /// A picture or a chart.
    Figure(Figure),
}

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Footnotes by name.
    pub notes: Vec<(String, Vec<Piece>)>,
    /// How many lists of numbered clauses there are.
    pub lists: usize,
}

impl Body {
    /// Pictures and charts in their order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        })
    }
}
