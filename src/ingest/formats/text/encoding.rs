//! From bytes to text: the encodings that Russian exports come in.
//!
//! A mark at the start decides, then strict UTF-8. What is neither is Windows-1251, KOI8-R or CP866: the same
//! bytes read in the wrong one give rare letters, capitals inside words and box-drawing signs, so each reading is
//! weighed as Russian text and the heaviest is taken, Windows-1251 between equals.

use std::borrow::Cow;

use encoding_rs::{Encoding, IBM866, KOI8_R, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::words::points;
use crate::ingest::formats::builder;
use crate::ingest::formats::error::Problem;
use crate::ingest::grid::{Grid, OddityKind};

/// Taken off for a capital inside a word.
const FLIP: i64 = 12;
/// Bytes that are weighed.
const SAMPLE: usize = 64 << 10;

/// Text of a file.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// All of it, without a byte order mark.
    pub text: Cow<'a, str>,
    /// Some lines were UTF-8, others not.
    pub mixed: bool,
    /// Some bytes stand for no character.
    pub lost: bool,
}

impl Decoded<'_> {
    /// Notes on a sheet what could not be decoded.
    pub fn note(&self, grid: &mut Grid) {
        if self.mixed {
            builder::note(grid, None, OddityKind::EncodingMixed);
        }
        if self.lost {
            builder::note(grid, None, OddityKind::CharactersLost);
        }
    }
}

/// Decodes a file.
///
/// # Errors
/// There is nothing in it, or it is no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    if bytes.trim_ascii().is_empty() {
        return Err(Problem::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = &bytes[mark..];
        return if body.is_empty() {
            Err(Problem::Empty)
        } else {
            Ok(whole(body, encoding))
        };
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(whole(bytes, encoding));
    }
    if bytes.contains(&0) {
        return Err(Problem::Unknown);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: Cow::Borrowed(text),
            mixed: false,
            lost: false,
        });
    }
    let (wide, narrow) = lines(bytes);
    if wide > 0 {
        return Ok(by_lines(bytes, single_byte(&narrow)?));
    }
    Ok(whole(bytes, single_byte(bytes)?))
}

/// Decodes a file that names its encoding itself; what it is in truth goes before what it says.
///
/// # Errors
/// There is nothing in it, or it is no text.
pub fn decode_as<'a>(bytes: &'a [u8], told: Option<&'static Encoding>) -> Result<Decoded<'a>, Problem> {
    let sure = Encoding::for_bom(bytes).is_some() || bytes.contains(&0) || std::str::from_utf8(bytes).is_ok();
    match told.filter(|told| !sure && told.is_single_byte()) {
        Some(told) => Ok(whole(bytes, told)),
        None => decode(bytes),
    }
}

/// The encoding that the first lines of a page or an XML file name.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let at = ["charset=", "encoding="]
        .iter()
        .find_map(|mark| Some(head.find(mark)? + mark.len()))?;
    let name = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = name
        .find(|mark: char| !mark.is_ascii_alphanumeric() && !matches!(mark, '-' | '_'))
        .unwrap_or(name.len());
    Encoding::for_label(&name.as_bytes()[..end])
}

fn whole<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let (text, lost) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        mixed: false,
        lost,
    }
}

/// UTF-16 without a mark: every second byte is that of a Latin or Cyrillic block.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let pairs = sample.len() / 2;
    if pairs < 2 || !sample.contains(&0) {
        return None;
    }
    let high = |offset: usize| {
        let fits = sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| matches!(byte, 0 | 4 | 0x20))
            .count();
        let zeros = sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count();
        fits * 10 >= pairs * 9 && zeros > 0
    };
    let low_zeros = |offset: usize| sample.iter().skip(offset).step_by(2).any(|byte| *byte == 0);
    if high(1) && !low_zeros(0) {
        Some(UTF_16LE)
    } else if high(0) && !low_zeros(1) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many lines are UTF-8 beyond ASCII, and the bytes of those that are not UTF-8.
fn lines(bytes: &[u8]) -> (usize, Vec<u8>) {
    let (mut wide, mut narrow) = (0, Vec::new());
    for line in bytes.split(|&byte| byte == b'\n') {
        if std::str::from_utf8(line).is_err() {
            narrow.extend_from_slice(line);
            narrow.push(b'\n');
        } else if !line.is_ascii() {
            wide += 1;
        }
    }
    (wide, narrow)
}

fn by_lines<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let mut out = String::with_capacity(bytes.len());
    let mut any_lost = false;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => out.push_str(line),
            Err(_) => {
                let (text, lost) = encoding.decode_without_bom_handling(line);
                out.push_str(&text);
                any_lost |= lost;
            }
        }
    }
    Decoded {
        text: Cow::Owned(out),
        mixed: true,
        lost: any_lost,
    }
}

fn single_byte(bytes: &[u8]) -> Result<&'static Encoding, Problem> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample
        .iter()
        .filter(|byte| **byte < 9 || (14..26).contains(*byte))
        .count();
    if controls * 50 > sample.len() {
        return Err(Problem::Unknown);
    }
    let weights = [WINDOWS_1251, KOI8_R, IBM866].map(|encoding| (encoding, weight(sample, encoding)));
    let best = weights
        .iter()
        .copied()
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    match best {
        Some((encoding, weight)) if weight > 0 => Ok(encoding),
        // Latin text with a stray sign, or noise: noise has no words.
        Some((encoding, _))
            if sample.iter().filter(|byte| byte.is_ascii()).count() * 4 > sample.len() * 3 =>
        {
            Ok(encoding)
        }
        _ => Err(Problem::Unknown),
    }
}

/// How Russian the bytes read in this encoding.
fn weight(sample: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let mut sum = 0;
    let mut before = ' ';
    for char in text.chars() {
        sum += points(char);
        if before.is_lowercase() && char.is_uppercase() {
            sum -= FLIP;
        }
        before = char;
    }
    sum
}
