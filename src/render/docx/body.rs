//! Blocks → the body of a Word document, through docx-rs.
//!
//! What docx-rs has no words for (sections, repeated headers of tables, footnotes) is left as a private sign for
//! the normalising pass.

use docx_rs::{
    AlignmentType, Docx, IndentLevel, LineSpacing, NumberingId, Paragraph as Par, Run, SpecialIndentType,
    Tab, TabValueType, Table as Tbl, TableCell, TableLayoutType, TableRow, VMergeType, WidthType,
};

use super::block::{Align, Block, Body, Cell, Paragraph, Row, Table};
use super::inline::Piece;

/// Before a sign of orientation: a section ends here.
pub const SECTION: char = '\u{F8F6}';
/// Before the number of a footnote.
pub const NOTE: char = '\u{F8F7}';
/// The table of contents stands here.
pub const CONTENTS: char = '\u{F8F8}';
/// A picture or a chart stands here.
pub const FIGURE: char = '\u{F8FA}';
/// A cell with a line below.
pub const UNDERLINED: char = '\u{F8F9}';

/// Width of the text of an upright page, in twentieths of a point: 170 mm.
pub const PORTRAIT: usize = 9638;
/// Width of the text of a page on its side: 257 mm.
pub const LANDSCAPE: usize = 14570;
/// Width of a stamp: 80 mm.
const STAMP: usize = 4535;
/// Number of the list of bullets; clauses are counted from the next.
pub const BULLETS: usize = 1;

/// The XML of the document part, as docx-rs writes it.
pub fn build(body: &Body, landscape: bool) -> Vec<u8> {
    let mut docx = Docx::new();
    let mut landscape = landscape;
    let mut new_page = false;
    for (at, block) in body.blocks.iter().enumerate() {
        docx = match block {
            Block::Paragraph(paragraph) => {
                let mut built = built(paragraph, body, landscape);
                if std::mem::take(&mut new_page) || paragraph.new_page {
                    built = built.page_break_before(true);
                }
                docx.add_paragraph(built)
            }
            Block::Marker(signs) => docx.add_paragraph(Par::new().add_run(Run::new().add_text(signs))),
            Block::Table(table) => {
                if std::mem::take(&mut new_page) {
                    docx = docx.add_paragraph(Par::new().style("Gap").page_break_before(true));
                }
                // Lines of a table do not touch the text.
                let near = |block: Option<&Block>| {
                    table.ruled && matches!(block, Some(Block::Paragraph(own)) if own.style != "Gap")
                };
                if near(at.checked_sub(1).and_then(|before| body.blocks.get(before))) {
                    docx = docx.add_paragraph(Par::new().style("Gap").keep_next(true));
                }
                docx = docx.add_table(self::table(table, body, landscape));
                let steers = |block: &&Block| matches!(block, Block::Marker(_));
                if near(body.blocks[at + 1..].iter().find(|block| !steers(block))) {
                    docx = docx.add_paragraph(Par::new().style("Gap"));
                }
                docx
            }
            Block::Section { landscape: next } => {
                // The section that ends here keeps its own orientation.
                let sign = format!("{SECTION}{}", if landscape { 'L' } else { 'P' });
                landscape = *next;
                new_page = false;
                docx.add_paragraph(Par::new().style("Gap").add_run(Run::new().add_text(sign)))
            }
            Block::PageBreak => {
                new_page = true;
                docx
            }
            Block::Figure(figure) => {
                let align = match figure.align {
                    Align::Left => AlignmentType::Left,
                    Align::Center => AlignmentType::Center,
                    Align::Right => AlignmentType::Right,
                };
                let mut built = Par::new()
                    .style("Figure")
                    .align(align)
                    .add_run(Run::new().add_text(FIGURE.to_string()));
                if std::mem::take(&mut new_page) {
                    built = built.page_break_before(true);
                }
                docx.add_paragraph(built)
            }
            Block::Contents => {
                docx.add_paragraph(Par::new().add_run(Run::new().add_text(CONTENTS.to_string())))
            }
        };
    }
    let sign = format!("{SECTION}{}", if landscape { 'L' } else { 'P' });
    docx = docx.add_paragraph(Par::new().add_run(Run::new().add_text(sign)));
    docx.build().document
}

/// Runs of a paragraph.
pub fn runs(mut to: Par, pieces: &[Piece], body: &Body) -> Par {
    for piece in pieces {
        let run = match piece {
            Piece::Text { text, .. } if text.is_empty() => continue,
            Piece::Text { text, bold, italic } => {
                let mut run = Run::new().add_text(text);
                if *bold {
                    run = run.bold();
                }
                if *italic {
                    run = run.italic();
                }
                run
            }
            Piece::Break => Run::new().add_break(docx_rs::BreakType::TextWrapping),
            Piece::Tab => Run::new().add_tab(),
            Piece::Note(name) => {
                let number = body
                    .notes
                    .iter()
                    .position(|(own, _)| own == name)
                    .map_or(0, |at| at + 1);
                Run::new().add_text(format!("{NOTE}{number}"))
            }
        };
        to = to.add_run(run);
    }
    to
}

fn built(paragraph: &Paragraph, body: &Body, landscape: bool) -> Par {
    let width = if landscape { LANDSCAPE } else { PORTRAIT };
    let mut out = Par::new().style(paragraph.style);
    if paragraph.keep_next {
        out = out.keep_next(true);
    }
    if let Some((list, level)) = paragraph.item {
        // A list numbered 0 is the list of bullets.
        out = out.numbering(NumberingId::new(BULLETS + list), IndentLevel::new(level));
    }
    match paragraph.align {
        Some(Align::Center) => out = out.align(AlignmentType::Center),
        Some(Align::Right) => out = out.align(AlignmentType::Right),
        Some(Align::Left) => out = out.align(AlignmentType::Left),
        None => {}
    }
    if paragraph.at_right {
        let left = i32::try_from(width - STAMP).unwrap_or_default();
        out = out.indent(Some(left), Some(SpecialIndentType::FirstLine(0)), None, None);
    }
    if paragraph.right_tab {
        out = out.add_tab(Tab::new().val(TabValueType::Right).pos(width));
    }
    runs(out, &paragraph.pieces, body)
}

fn table(table: &Table, body: &Body, landscape: bool) -> Tbl {
    let width = if landscape { LANDSCAPE } else { PORTRAIT };
    let whole: usize = table.widths.iter().sum::<usize>().max(1);
    let mut grid: Vec<usize> = table.widths.iter().map(|own| width * own / whole).collect();
    let used: usize = grid.iter().sum();
    if let Some(last) = grid.last_mut() {
        *last += width - used;
    }
    widen(&mut grid, &narrowest(table));
    let last = table
        .rows
        .iter()
        .rposition(|row| !matches!(row, Row::Marker(_)))
        .unwrap_or_default();
    let mut rows = Vec::with_capacity(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        // The last row of those to sign too: LibreOffice moves only a table that is kept whole.
        let keep = table.together && (at != last || !table.underlined.is_empty());
        rows.push(match row {
            Row::Marker(signs) => TableRow::new(vec![
                TableCell::new().add_paragraph(Par::new().add_run(Run::new().add_text(signs))),
            ]),
            Row::Section(paragraphs) => {
                let mut cell = TableCell::new()
                    .width(width, WidthType::Dxa)
                    .grid_span(grid.len());
                for paragraph in paragraphs {
                    cell = cell.add_paragraph(built(paragraph, body, landscape));
                }
                TableRow::new(vec![cell]).cant_split()
            }
            Row::Cells(cells) => {
                let row = self::row(table, cells, at, keep, &grid, body, landscape);
                // LibreOffice keeps a table with what follows only when its rows may break; those to sign are short.
                if table.underlined.is_empty() {
                    row.cant_split()
                } else {
                    row
                }
            }
        });
    }
    Tbl::without_borders(rows)
        .style(if table.ruled { "TableGrid" } else { "TableBare" })
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .set_grid(grid)
}

/// Widths at which no word of the header breaks, in columns that no cell joins.
fn narrowest(table: &Table) -> Vec<usize> {
    let mut out = vec![0; table.widths.len()];
    for row in table.rows.iter().take(table.header) {
        let Row::Cells(cells) = row else { continue };
        for (column, cell) in cells.iter().enumerate().take(out.len()) {
            let (Cell::Text(paragraphs), false) = (cell, matches!(cells.get(column + 1), Some(Cell::Left)))
            else {
                continue;
            };
            for paragraph in paragraphs {
                // A bold Cyrillic letter is about six tenths of its size wide; the margins of a cell are 216.
                let letter = if paragraph.style == "TableHeadSmall" {
                    128
                } else {
                    152
                };
                let longest = paragraph
                    .pieces
                    .iter()
                    .map(longest_word)
                    .max()
                    .unwrap_or_default();
                out[column] = out[column].max(longest * letter + 230);
            }
        }
    }
    out
}

fn longest_word(piece: &Piece) -> usize {
    match piece {
        Piece::Text { text, .. } => text
            .split([' ', '-'])
            .map(|word| word.chars().count())
            .max()
            .unwrap_or_default(),
        _ => 0,
    }
}

/// Takes what narrow columns want from the widest ones, as long as these can spare it.
fn widen(grid: &mut [usize], least: &[usize]) {
    for column in 0..grid.len().min(least.len()) {
        while grid[column] < least[column] {
            let spare = |at: &usize| grid[*at].saturating_sub(least[*at]);
            let Some(widest) = (0..grid.len()).filter(|at| *at != column).max_by_key(spare) else {
                break;
            };
            let taken = (least[column] - grid[column]).min(spare(&widest) / 2);
            if taken == 0 {
                break;
            }
            grid[widest] -= taken;
            grid[column] += taken;
        }
    }
}

fn row(
    table: &Table,
    cells: &[Cell],
    at: usize,
    keep: bool,
    grid: &[usize],
    body: &Body,
    landscape: bool,
) -> TableRow {
    let mut out = Vec::new();
    let mut column = 0;
    while column < cells.len() {
        let span = 1 + cells[column + 1..]
            .iter()
            .take_while(|cell| matches!(cell, Cell::Left))
            .count();
        let width: usize = grid[column..column + span].iter().sum();
        let mut cell = TableCell::new().width(width, WidthType::Dxa);
        if span > 1 {
            cell = cell.grid_span(span);
        }
        // Steering rows are not there when the table is filled: the row below may come of a loop.
        let below = table.rows[at + 1..]
            .iter()
            .find(|row| !matches!(row, Row::Marker(_)));
        let merged = match below {
            Some(Row::Cells(cells)) => matches!(cells.get(column), Some(Cell::Above)),
            _ => false,
        };
        match &cells[column] {
            Cell::Above | Cell::Left => {
                cell = cell
                    .vertical_merge(VMergeType::Continue)
                    .add_paragraph(Par::new().style("TableSmall"));
            }
            Cell::Text(paragraphs) => {
                if merged {
                    cell = cell.vertical_merge(VMergeType::Restart);
                }
                for paragraph in paragraphs {
                    let mut paragraph = paragraph.clone();
                    paragraph.keep_next |= keep;
                    if table.underlined.contains(&column) {
                        paragraph.pieces.push(Piece::Text {
                            text: UNDERLINED.to_string(),
                            bold: false,
                            italic: false,
                        });
                    }
                    cell = cell.add_paragraph(built(&paragraph, body, landscape));
                }
            }
        }
        out.push(cell);
        column += span;
    }
    TableRow::new(out)
}

/// A line of the contents of a footnote.
pub fn note(pieces: &[Piece], body: &Body) -> Vec<u8> {
    let paragraph = runs(
        Par::new().style("FootnoteText").line_spacing(LineSpacing::new()),
        pieces,
        body,
    );
    Docx::new().add_paragraph(paragraph).build().document
}
