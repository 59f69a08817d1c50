//! Addresses of cells and ranges, as a sheet writes them.

use crate::ingest::formats::builder::{COLUMNS, ROWS};
use crate::ingest::grid::{CellRef, Merge};

/// `C12` as a place within a sheet; `None` when no sheet has it.
#[inline]
pub fn cell(text: &[u8]) -> Option<CellRef> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !(1..=3).contains(&letters) || !(1..=7).contains(&(text.len() - letters)) {
        return None;
    }
    let mut column = 0;
    for letter in &text[..letters] {
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let row = number(&text[letters..])?;
    let at = CellRef {
        row: row.checked_sub(1)?,
        column: column - 1,
    };
    (at.row < ROWS && at.column < COLUMNS).then_some(at)
}

/// Digits only, of a number that fits.
#[inline]
pub fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    text.iter().try_fold(0, |sum, byte| Some(sum * 10 + digit(byte)?))
}

/// `A1:C12` or `A1`.
pub fn range(text: &[u8]) -> Option<Merge> {
    let mut corners = text.split(|&byte| byte == b':');
    let from = cell(corners.next()?)?;
    let to = corners.next().map_or(Some(from), cell)?;
    corners.next().is_none().then_some(Merge { from, to })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{cell, range};

    #[test]
    fn addresses() {
        assert_eq!(cell(b"XFD1048576").unwrap().a1(), "XFD1048576");
        assert_eq!(cell(b"a8").unwrap().a1(), "A8");
        for wrong in [
            "",
            "5",
            "A",
            "A0",
            "A-5",
            "XFE4",
            "A1048577",
            "ZZZZ1",
            "A99999999999",
            "A1:B2",
            "A 1",
        ] {
            assert_eq!(cell(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(range(b"B2:C3").unwrap().to.a1(), "C3");
        assert!(range(b"B2:").is_none());
    }
}
