//! Tables kept as markup: pages of HTML and Excel's XML of 2003, which exports give out under `.xls`.
//!
//! Both are streams of tags whose cells may cover their neighbours; what they cover becomes a merged range. Knows
//! nothing of headers and people.

mod blocks;
mod html;
mod xml2003;

use super::error::{Foreign, Problem};
use super::text::encoding;
use crate::ingest::grid::Grid;
use crate::ingest::source::Cancel;

/// Ranges noted in a file: honest tables have some hundreds.
const MERGES: usize = 100_000;

/// Reads a page as one sheet without a name: its tables one below another, its headings above them.
///
/// # Errors
/// It holds no table, or is beyond the limits.
pub fn html(bytes: &[u8], cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    let decoded = encoding::decode_as(bytes, encoding::declared(bytes))?;
    let mut grid = html::read(&decoded.text, cancel)?;
    decoded.note(&mut grid);
    // A page without two cells side by side is an error page or a form of sign-in, unless it has a
    // table of one column with several rows.
    if is_table(&grid) || grid.cells.len() > 2 && has_table(&decoded.text) {
        Ok(vec![grid])
    } else {
        Err(Problem::Other(Foreign::Html))
    }
}

/// Reads the sheets of an XML workbook.
///
/// # Errors
/// It is damaged, holds no table, or is beyond the limits.
pub fn xml2003(bytes: &[u8], cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
    let decoded = encoding::decode_as(bytes, encoding::declared(bytes))?;
    let mut grids = xml2003::read(&decoded.text, cancel)?;
    grids.iter_mut().take(1).for_each(|grid| decoded.note(grid));
    if grids.iter().any(|grid| grid.cells.len() > 1) {
        Ok(grids)
    } else {
        Err(Problem::Other(Foreign::Xml2003))
    }
}

/// The beginning of a text, in lower case, names the vocabulary of XML workbooks.
pub fn is_xml2003(head: &str) -> bool {
    head.contains("urn:schemas-microsoft-com:office:spreadsheet")
}

/// The page has rows of a table.
fn has_table(page: &str) -> bool {
    let mut tags = page.split('<').skip(1);
    tags.any(|tag| {
        tag.get(..3)
            .is_some_and(|name| name.eq_ignore_ascii_case("tr>") || name.eq_ignore_ascii_case("tr "))
    })
}

/// Two cells stand side by side somewhere.
fn is_table(grid: &Grid) -> bool {
    grid.cells.windows(2).any(|pair| pair[0].at.row == pair[1].at.row)
}
