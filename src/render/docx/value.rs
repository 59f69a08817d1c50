//! Printed values on their way into XML.

use std::io::Write;

use super::{record, xml};
use crate::office::is_forbidden;

/// Text into `w:t`: markup escaped, line breaks and tabs kept, what XML forbids dropped and noted.
pub fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    // Most values need nothing; the two lead bytes begin a hyphen that does not break and what XML forbids.
    let plain = |byte: u8| byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xe2 | 0xef);
    if text.bytes().all(plain) {
        return out.write_all(text.as_bytes());
    }
    let mut from = 0;
    let mut dropped = false;
    for (at, char) in text.char_indices() {
        let instead = match char {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\n' => "</w:t><w:br/><w:t xml:space=\"preserve\">",
            NO_BREAK_HYPHEN => xml::NO_BREAK_HYPHEN,
            '\t' => "</w:t><w:tab/><w:t xml:space=\"preserve\">",
            '\r' => {
                if text[at + 1..].starts_with('\n') {
                    ""
                } else {
                    "</w:t><w:br/><w:t xml:space=\"preserve\">"
                }
            }
            char if is_forbidden(char) => {
                dropped = true;
                ""
            }
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(instead.as_bytes())?;
        from = at + char.len_utf8();
    }
    out.write_all(&text.as_bytes()[from..])?;
    if dropped {
        record::with(|record| {
            record
                .cleaned
                .push(text.chars().filter(|char| !is_forbidden(*char)).collect())
        });
    }
    Ok(())
}

/// Fonts that lack the character would change the look of the word; Word has an element for it.
const NO_BREAK_HYPHEN: char = '\u{2011}';
