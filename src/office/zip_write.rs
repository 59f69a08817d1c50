//! Writes the zip container of an office file.
//!
//! A part is compressed once and may then be put into any number of files: documents made from one template differ
//! in a part or two, so the rest is copied as packed bytes. Dates are fixed, so equal parts give equal files.

use std::cell::RefCell;
use std::sync::Arc;

use flate2::{Compress, Compression, FlushCompress, Status};

/// First of January 1980, the earliest date a zip file can hold.
const DATE: u16 = 0x0021;
const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;

/// How hard a part is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For parts packed once and written often.
    Best,
    /// For parts packed for every document.
    Fast,
}

/// One part, already compressed.
#[derive(Debug, Clone)]
pub struct Entry {
    name: Arc<str>,
    packed: Arc<[u8]>,
    crc: u32,
    size: u32,
    deflated: bool,
}

impl Entry {
    /// Compresses a part.
    pub fn pack(name: impl Into<Arc<str>>, bytes: &[u8], effort: Effort) -> Self {
        let deflated = deflate(bytes, effort);
        let (packed, deflated) = if deflated.len() < bytes.len() {
            (deflated.into(), true)
        } else {
            (bytes.into(), false)
        };
        Self {
            name: name.into(),
            packed,
            crc: crc32fast::hash(bytes),
            size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            deflated,
        }
    }

    /// Path of the part inside the file.
    pub fn name(&self) -> &str {
        &self.name
    }
}

thread_local! {
    /// A compressor costs a third of a megabyte; it is reset, not made again.
    static FAST: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), false));
    static BEST: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(8), false));
}

fn deflate(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let compressor = match effort {
        Effort::Fast => &FAST,
        Effort::Best => &BEST,
    };
    compressor.with_borrow_mut(|compress| {
        compress.reset();
        run(compress, bytes)
    })
}

fn run(compress: &mut Compress, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 + 64);
    loop {
        let from = usize::try_from(compress.total_in()).unwrap_or(bytes.len());
        match compress.compress_vec(&bytes[from..], &mut out, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => return out,
            Ok(_) => out.reserve(out.capacity().max(64)),
            // Stored as it is: longer than the input, so the caller keeps the input.
            Err(_) => return bytes.to_vec(),
        }
    }
}

/// Joins parts into one file, in the order given.
pub fn write<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Vec<u8> {
    let entries: Vec<&Entry> = entries.into_iter().collect();
    let room: usize = entries
        .iter()
        .map(|entry| entry.packed.len() + 2 * entry.name.len() + 76)
        .sum();
    let mut out = Vec::with_capacity(room + 22);
    let mut offsets = Vec::with_capacity(entries.len());
    for entry in &entries {
        offsets.push(length(out.len()));
        put32(&mut out, LOCAL);
        common(&mut out, entry);
        out.extend_from_slice(entry.name.as_bytes());
        out.extend_from_slice(&entry.packed);
    }
    let start = out.len();
    for (entry, offset) in entries.iter().zip(offsets) {
        put32(&mut out, CENTRAL);
        put16(&mut out, 20);
        common(&mut out, entry);
        // Comment length, disk, internal and external attributes.
        out.extend_from_slice(&[0; 10]);
        put32(&mut out, offset);
        out.extend_from_slice(entry.name.as_bytes());
    }
    let directory = out.len() - start;
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    put32(&mut out, END);
    put32(&mut out, 0);
    put16(&mut out, count);
    put16(&mut out, count);
    put32(&mut out, length(directory));
    put32(&mut out, length(start));
    put16(&mut out, 0);
    out
}

/// The fields that the local and the central header share.
fn common(out: &mut Vec<u8>, entry: &Entry) {
    put16(out, 20);
    // Bit 11: the name is UTF-8.
    put16(out, if entry.name.is_ascii() { 0 } else { 1 << 11 });
    put16(out, if entry.deflated { 8 } else { 0 });
    put16(out, 0);
    put16(out, DATE);
    put32(out, entry.crc);
    put32(out, length(entry.packed.len()));
    put32(out, entry.size);
    put16(out, u16::try_from(entry.name.len()).unwrap_or(u16::MAX));
    put16(out, 0);
}

fn length(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn put16(out: &mut Vec<u8>, value: u16) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn another_reader_gets_the_same_parts() {
        let long = "наставник ".repeat(5000);
        let parts = [("a.xml", long.as_str()), ("папка/b.txt", "x"), ("empty", "")];
        let entries: Vec<Entry> = parts
            .iter()
            .map(|(name, text)| Entry::pack(*name, text.as_bytes(), Effort::Fast))
            .collect();
        let bytes = write(&entries);
        assert_eq!(bytes, write(&entries));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), 3);
        for (name, text) in parts {
            let mut read = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }
}
