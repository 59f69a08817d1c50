//! Texts: the shared ones and those inside cells, plain or rich.

use std::borrow::Cow;
use std::io::Read;

use crate::ingest::formats::builder::TEXT_MB;
use crate::ingest::formats::error::Problem;
use crate::office::container::{Container, Stop};
use crate::office::tags::{TagError, Tags};

/// Shared strings a workbook may have.
const STRINGS: usize = 2_000_000;

/// The shared strings. What the part declares about their number is not looked at: it may lie.
///
/// # Errors
/// The part is damaged, hostile or beyond the limits.
pub fn shared(container: &mut Container<'_>, index: usize) -> Result<Vec<Box<str>>, Problem> {
    container.xml(index, |tags| {
        let mut strings = Vec::new();
        let mut left = TEXT_MB << 20;
        let mut text = String::new();
        while let Some(tag) = tags.next_tag()? {
            if tag.name() != b"si" {
                continue;
            }
            let is_empty = tag.is_empty();
            text.clear();
            if !is_empty {
                item(tags, b"si", &mut text)?;
            }
            if strings.len() == STRINGS {
                return Err(Problem::ManyStrings(STRINGS).into());
            }
            left = left
                .checked_sub(text.len())
                .ok_or(Stop::Other(Problem::MuchText(TEXT_MB)))?;
            strings.push(plain(&text).into());
        }
        Ok(strings)
    })
}

/// Adds the text of an item up to the end tag `end`: the runs of a rich text joined, phonetic hints left out.
///
/// # Errors
/// [`TagError`].
pub fn item<R: Read>(tags: &mut Tags<R>, end: &[u8], text: &mut String) -> Result<(), TagError> {
    let mut is_hint = false;
    while let Some(tag) = tags.next_either()? {
        match tag.name() {
            name if name == end => return Ok(()),
            b"rPh" => is_hint = !tag.is_end() && !tag.is_empty(),
            b"t" if !tag.is_end() && !tag.is_empty() && !is_hint => tags.text(text)?,
            _ => {}
        }
    }
    Err(TagError::Cut)
}

/// Replaces `_x000D_` and its like by what they stand for; those that stand for no character stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let letter = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let used = match letter {
            Some(letter) => {
                out.push_str(&rest[..at]);
                out.push(letter);
                at + 7
            }
            None => {
                out.push_str(&rest[..at + 2]);
                at + 2
            }
        };
        rest = &rest[used..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn escapes_of_characters() {
        assert_eq!(plain("a_x000D_b"), "a\rb");
        assert_eq!(plain("_x005F_x0041_"), "_x0041_");
        assert_eq!(plain("a_x000B_ _xD800_ _xyz _x"), "a\u{b} _xD800_ _xyz _x");
        assert_eq!(plain("_xяяяя_"), "_xяяяя_");
    }
}
