//! Which character separates the fields.

use super::fields::{Event, Fields};

/// In the order of preference between equals; a comma last but one, since it stands inside texts and numbers.
const CANDIDATES: [u8; 4] = [b';', b'\t', b',', b'|'];
/// Rows that are looked at.
const SAMPLE: usize = 200;
/// Bytes that are looked at.
const SAMPLE_BYTES: usize = 256 << 10;

/// The text that follows a line `sep=`, the delimiter, and the number of lines passed over.
pub fn of(text: &str) -> (&str, u8, u32) {
    if let Some(announced) = announced(text) {
        return announced;
    }
    let end = (0..=text.len().min(SAMPLE_BYTES))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let sample = &text[..end];
    // `max_by_key` takes the last of equals, so the order is turned round.
    let best = CANDIDATES
        .into_iter()
        .rev()
        .max_by_key(|&candidate| score(sample, candidate));
    (text, best.unwrap_or(b';'), 0)
}

/// A first line `sep=|`, which Excel obeys.
fn announced(text: &str) -> Option<(&str, u8, u32)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter = *rest
        .as_bytes()
        .first()
        .filter(|byte| byte.is_ascii() && !b"\"\r\n".contains(byte))?;
    let after = &rest[1..];
    let body = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix(['\n', '\r']))?;
    Some((body, delimiter, 1))
}

/// Rows that have the commonest number of fields above one; titles above a table count for nothing.
fn score(sample: &str, delimiter: u8) -> usize {
    let mut counts: Vec<usize> = Vec::new();
    let mut fields = 0;
    let mut rows = 0;
    for event in Fields::new(sample, delimiter) {
        match event {
            Event::Field(_) => fields += 1,
            Event::Unclosed => {}
            Event::Row => {
                counts.push(fields);
                fields = 0;
                rows += 1;
                if rows == SAMPLE {
                    break;
                }
            }
        }
    }
    counts.push(fields);
    counts.retain(|&count| count > 1);
    counts.sort_unstable();
    counts
        .chunk_by(|one, next| one == next)
        .map(<[usize]>::len)
        .max()
        .unwrap_or(0)
}
