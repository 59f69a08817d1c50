//! A page of HTML: its tables as a browser shows them, without building the tree of the page.
//!
//! Tags that exports leave out (`</td>`, `</tr>`, `<tbody>`) are understood; scripts, styles and comments are not
//! looked at. A table inside a cell of a table that only lays out the page stands by itself; one that is no more
//! than a list is part of its cell.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::blocks::Blocks;
use crate::ingest::formats::builder::Budget;
use crate::ingest::formats::error::Problem;
use crate::ingest::grid::{CellRef, Grid};
use crate::ingest::source::Cancel;

/// Tables inside one another: pages laid out by tables have four or five.
const DEPTH: usize = 64;
/// Tokens between two looks at the token of the caller.
const BREATH: usize = 1 << 16;

/// Reads a page.
///
/// # Errors
/// It is beyond the limits.
pub fn read(text: &str, cancel: &Cancel) -> Result<Grid, Problem> {
    let mut page = Page::default();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for (count, token) in Tokenizer::new_with_emitter(text, emitter).enumerate() {
        if count % BREATH == 0 {
            cancel.check()?;
        }
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(text) => page.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.finish()
}

/// What of the page was seen so far.
#[derive(Debug, Default)]
struct Page {
    blocks: Blocks,
    /// Tables that are open, the inner ones last.
    tables: Vec<Table>,
    /// Text outside of cells.
    line: String,
    /// The element whose text is not part of the page.
    passed_over: Option<Vec<u8>>,
    budget: Budget,
}

#[derive(Debug)]
struct Table {
    block: usize,
    /// The cell that is open, and its text.
    cell: Option<(CellRef, String)>,
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), Problem> {
        if self.passed_over.is_some() {
            return Ok(());
        }
        match &**tag.name {
            b"script" | b"style" | b"title" | b"template" | b"select" if !tag.self_closing => {
                self.passed_over = Some(tag.name.to_vec());
            }
            b"table" => self.table()?,
            b"caption" => {
                self.close_row()?;
                self.cell(tag)?;
            }
            b"tr" => {
                self.close_row()?;
                if let Some(table) = self.tables.last() {
                    self.blocks.get(table.block).row(is_hidden(tag))?;
                }
            }
            b"td" | b"th" => {
                self.close_cell()?;
                self.cell(tag)?;
            }
            b"thead" | b"tbody" | b"tfoot" => self.close_row()?,
            name if breaks(name) => self.line_break()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Problem> {
        if let Some(waited) = &self.passed_over {
            if waited == name {
                self.passed_over = None;
            }
            return Ok(());
        }
        match name {
            b"td" | b"th" => self.close_cell()?,
            b"tr" | b"caption" | b"thead" | b"tbody" | b"tfoot" => self.close_row()?,
            b"table" => self.close_table()?,
            name if breaks(name) => self.line_break()?,
            _ => {}
        }
        Ok(())
    }

    /// Adds text as a browser shows it: runs of spaces are one space.
    fn text(&mut self, text: &str) {
        if self.passed_over.is_some() {
            return;
        }
        let open = self.tables.last_mut().and_then(|table| table.cell.as_mut());
        let out = open.map_or(&mut self.line, |(_, text)| text);
        for mark in text.chars() {
            if !mark.is_ascii_whitespace() {
                out.push(mark);
            } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
    }

    /// A line ends, in a cell or between tables.
    fn line_break(&mut self) -> Result<(), Problem> {
        match self.tables.last_mut() {
            Some(Table {
                cell: Some((_, text)),
                ..
            }) => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                Ok(())
            }
            _ => self.flush(),
        }
    }

    /// The line between tables becomes a block of its own.
    fn flush(&mut self) -> Result<(), Problem> {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return Ok(());
        }
        let index = self.blocks.begin()?;
        let block = self.blocks.get(index);
        let at = block.place(1, 1)?;
        block.put(at, &line, &mut self.budget)
    }

    fn table(&mut self) -> Result<(), Problem> {
        self.flush()?;
        if self.tables.len() >= DEPTH {
            return Err(Problem::Damaged(None));
        }
        let block = self.blocks.begin()?;
        self.tables.push(Table { block, cell: None });
        Ok(())
    }

    fn cell(&mut self, tag: &StartTag<()>) -> Result<(), Problem> {
        self.flush()?;
        if let Some(table) = self.tables.last_mut() {
            let at = self
                .blocks
                .get(table.block)
                .place(span(tag, b"colspan"), span(tag, b"rowspan"))?;
            table.cell = Some((at, String::new()));
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Problem> {
        if let Some(table) = self.tables.last_mut()
            && let Some((at, text)) = table.cell.take()
        {
            self.blocks.get(table.block).put(at, &text, &mut self.budget)?;
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), Problem> {
        self.close_cell()?;
        self.flush()?;
        if let Some(table) = self.tables.last() {
            self.blocks.get(table.block).end_row();
        }
        Ok(())
    }

    fn close_table(&mut self) -> Result<(), Problem> {
        self.close_row()?;
        let Some(inner) = self.tables.pop() else {
            return Ok(());
        };
        if let Some(Table {
            cell: Some((_, text)),
            ..
        }) = self.tables.last_mut()
            && let Some(list) = self.blocks.get(inner.block).as_list()
        {
            self.blocks.get(inner.block).clear();
            if !text.is_empty() && !list.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&list);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Grid, Problem> {
        while !self.tables.is_empty() {
            self.close_table()?;
        }
        self.flush()?;
        self.blocks.sheet()
    }
}

/// The element begins or ends a line.
fn breaks(name: &[u8]) -> bool {
    matches!(
        name,
        b"br"
            | b"p"
            | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"hr"
            | b"center"
            | b"body"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
    )
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, b"style").map(|style| style.to_lowercase().replace(' ', ""));
    tag.attributes.contains_key(b"hidden".as_slice())
        || style.is_some_and(|style| style.contains("display:none") || style.contains("visibility:collapse"))
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    attribute(tag, name)
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(1)
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::read;
    use crate::ingest::grid::{CellValue, Grid};
    use crate::ingest::source::Cancel;

    fn page(text: &str) -> Grid {
        read(text, &Cancel::default()).unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let grid = page(text);
        let cells: Vec<String> = grid
            .cells
            .iter()
            .map(|cell| match &cell.value {
                CellValue::Text(text) => format!("{}={text}", cell.at.a1()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(cells.join(" | "), expected);
    }

    #[test]
    fn cells_with_everything_an_export_writes() {
        check(
            "<html><head><title>нет</title><style>td { x }</style></head><body><h2>Список на\n 01.09.2026</h2>\
             <table><tr><th>ФИО<th>Стаж, лет<tr><td>Орлова&nbsp;Т.&thinsp;П.<td>5&#44;5</table>\
             <!-- <td>нет</td> --><script>document.write('<td>нет</td>')</script><p>Директор</body>",
            "A1=Список на 01.09.2026 | A2=ФИО | B2=Стаж, лет | A3=Орлова\u{a0}Т.\u{2009}П. | B3=5,5 | A5=Директор",
        );
    }

    #[test]
    fn cells_that_cover_others_are_merged() {
        let text = "<TABLE><TR><TD ROWSPAN=2>ФИО</TD><TD COLSPAN='2'>Стаж</TD></TR><TR STYLE='display: none'>\
                    <TD>общий</TD><TD>пед.</TD></TR></TABLE>";
        check(text, "A1=ФИО | B1=Стаж | B2=общий | C2=пед.");
        let grid = page(text);
        let merges: Vec<String> = grid
            .merges
            .iter()
            .map(|merge| format!("{}:{}", merge.from.a1(), merge.to.a1()))
            .collect();
        assert_eq!(
            (merges.join(" ").as_str(), &grid.hidden_rows[..]),
            ("A1:A2 B1:C1", &[1][..])
        );
    }

    #[test]
    fn tables_inside_cells() {
        check(
            "<table><tr><td>Отчёт<table><tr><td>ФИО<td>Пол<tr><td>Ким<td>м</table></td></tr></table>",
            "A1=Отчёт | A2=ФИО | B2=Пол | A3=Ким | B3=м",
        );
        check(
            "<table><tr><td>Ким<td>Курсы:<table><tr><td>первые<tr><td>вторые</table></table>",
            "A1=Ким | B1=Курсы:\nпервые\nвторые",
        );
    }

    #[test]
    fn what_no_browser_would_show() {
        check("</td></table><tr><td>без таблицы", "A1=без таблицы");
        assert!(read(&"<table><td>".repeat(1000), &Cancel::default()).is_err());
        assert!(
            read(
                &format!("<table>{}", "<td colspan=1000>".repeat(20)),
                &Cancel::default()
            )
            .is_err()
        );
        check("<table><td rowspan=99999999999>а<td colspan=-3>б", "A1=а | B1=б");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(<(table|tr|td|th|br|p|caption|script|/table|/tr|/td)( colspan=9| rowspan=7)?>|[а-я &;]){0,60}") {
            let _ = read(&text, &Cancel::default());
        }
    }
}
