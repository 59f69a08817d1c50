//! Start tags of an XML stream, found without building or holding the document.
//!
//! The pre-flight looks at every part of a workbook before a real reader does, so this scanner must be cheap and
//! must not be led astray: it holds one tag at a time, counts the bytes it was given, refuses a document type
//! (no office program writes one) and anything longer than its limits. It does not check that tags match: that
//! is the real reader's work.

use std::io::{ErrorKind, Read};

use memchr::{memchr, memmem};

/// Longest tag: the longest honest attributes are some kilobytes.
const TAG_LIMIT: usize = 1 << 20;
const CHUNK: usize = 64 << 10;

/// Why an XML stream cannot be read on.
#[derive(Debug)]
pub enum TagError {
    /// The bytes under it could not be read: damaged, or beyond the limit of the container.
    Read(std::io::Error),
    /// `<!DOCTYPE …>`.
    DocumentType,
    /// A tag longer than a megabyte.
    LongTag,
    /// A run of text longer than asked for.
    LongText,
    /// UTF-16, which the readers below do not take.
    Utf16,
    /// The stream ends inside a tag.
    Cut,
}

/// One start or empty tag, without its brackets.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    body: &'a [u8],
    name_end: usize,
}

/// The scanner.
#[derive(Debug)]
pub struct Tags<R> {
    input: R,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    started: bool,
    text_limit: usize,
}

impl<R: Read> Tags<R> {
    /// Scans `input`; runs of text longer than `text_limit` bytes are refused.
    pub fn new(input: R, text_limit: usize) -> Tags<R> {
        Tags {
            input,
            buffer: vec![0; CHUNK],
            from: 0,
            to: 0,
            started: false,
            text_limit,
        }
    }

    /// The next start tag, or `None` at the end.
    ///
    /// # Errors
    /// [`TagError`] when the stream is not one that may be read.
    pub fn next_tag(&mut self) -> Result<Option<Tag<'_>>, TagError> {
        let (start, end) = loop {
            if !self.skip_text()? {
                return Ok(None);
            }
            let end = self.tag_end()?;
            let start = self.from + 1;
            self.from = end + 1;
            if !matches!(self.buffer[start], b'/' | b'!' | b'?') {
                break (start, end);
            }
        };
        let body = &self.buffer[start..end];
        let name_end = body
            .iter()
            .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'/'))
            .unwrap_or(body.len());
        Ok(Some(Tag { body, name_end }))
    }

    /// Moves to the next `<`; false at the end of the stream.
    fn skip_text(&mut self) -> Result<bool, TagError> {
        let mut run = 0;
        loop {
            if let Some(at) = memchr(b'<', &self.buffer[self.from..self.to]) {
                self.from += at;
                return if run + at > self.text_limit {
                    Err(TagError::LongText)
                } else {
                    Ok(true)
                };
            }
            run += self.to - self.from;
            if run > self.text_limit {
                return Err(TagError::LongText);
            }
            self.from = self.to;
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    /// Index of the `>` that ends the tag at `from`; more is read until it is in the buffer.
    fn tag_end(&mut self) -> Result<usize, TagError> {
        loop {
            let tag = &self.buffer[self.from..self.to];
            let found = match tag.get(1) {
                None => None,
                Some(b'!') if tag.starts_with(b"<!--") => memmem::find(&tag[4..], b"-->").map(|at| at + 6),
                Some(b'!') if tag.starts_with(b"<![CDATA[") => memmem::find(tag, b"]]>").map(|at| at + 2),
                Some(b'!') if b"<!--".starts_with(tag) || b"<![CDATA[".starts_with(tag) => None,
                Some(b'!') => return Err(TagError::DocumentType),
                Some(b'?') => memmem::find(tag, b"?>").map(|at| at + 1),
                Some(b'/') => memchr(b'>', tag),
                Some(_) => unquoted_end(tag),
            };
            if let Some(at) = found {
                return Ok(self.from + at);
            }
            if tag.len() > TAG_LIMIT {
                return Err(TagError::LongTag);
            }
            if !self.fill()? {
                return Err(TagError::Cut);
            }
        }
    }

    /// Reads more behind what is still needed; false at the end of the stream.
    fn fill(&mut self) -> Result<bool, TagError> {
        self.buffer.copy_within(self.from..self.to, 0);
        self.to -= self.from;
        self.from = 0;
        if self.buffer.len() - self.to < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let count = loop {
            match self.input.read(&mut self.buffer[self.to..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other.map_err(TagError::Read)?,
            }
        };
        self.to += count;
        if !self.started && self.to >= 2 {
            self.started = true;
            if matches!(
                self.buffer[..2],
                [0xFF, 0xFE] | [0xFE, 0xFF] | [b'<', 0] | [0, b'<']
            ) {
                return Err(TagError::Utf16);
            }
        }
        Ok(count > 0)
    }
}

/// Index of the first `>` outside quotes.
fn unquoted_end(tag: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (at, &byte) in tag.iter().enumerate() {
        if quote != 0 {
            if byte == quote {
                quote = 0;
            }
        } else if byte == b'>' {
            return Some(at);
        } else if byte == b'"' || byte == b'\'' {
            quote = byte;
        }
    }
    None
}

impl<'a> Tag<'a> {
    /// Name without its prefix.
    pub fn name(&self) -> &'a [u8] {
        local(&self.body[..self.name_end])
    }

    /// Value of an attribute, its entities as they stand; the prefix of the attribute is left out of account.
    pub fn attribute(&self, name: &[u8]) -> Option<&'a [u8]> {
        let mut rest = &self.body[self.name_end..];
        loop {
            let equals = memchr(b'=', rest)?;
            let key = rest[..equals].trim_ascii();
            rest = rest[equals + 1..].trim_ascii_start();
            let quote = *rest.first()?;
            if quote != b'"' && quote != b'\'' {
                return None;
            }
            let end = memchr(quote, &rest[1..])? + 1;
            if local(key) == name {
                return Some(&rest[1..end]);
            }
            rest = &rest[end + 1..];
        }
    }

    /// Value of an attribute as text, entities replaced; `None` when it is absent or cannot be read.
    pub fn text(&self, name: &[u8]) -> Option<String> {
        let raw = std::str::from_utf8(self.attribute(name)?).ok()?;
        Some(quick_xml::escape::unescape(raw).ok()?.into_owned())
    }

    /// The attribute is there and says yes.
    pub fn is_on(&self, name: &[u8]) -> bool {
        matches!(self.attribute(name), Some(b"1" | b"true" | b"on"))
    }
}

fn local(name: &[u8]) -> &[u8] {
    memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{TagError, Tags};

    /// Gives one byte at a time, so that every tag is cut at every place.
    struct Drops<'a>(&'a [u8]);

    impl std::io::Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(1);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn names(xml: &str) -> Result<Vec<String>, TagError> {
        let mut tags = Tags::new(Drops(xml.as_bytes()), 100);
        let mut found = Vec::new();
        while let Some(tag) = tags.next_tag()? {
            let id = tag.text(b"id").unwrap_or_default();
            found.push(format!("{}{id}", String::from_utf8_lossy(tag.name())));
        }
        Ok(found)
    }

    #[test]
    fn start_tags_and_attributes_are_found() {
        let xml = "<?xml v='1'?><x:a r:id='1'>t<!-- <no/> --><b y='>' id=\"&lt;\"/><![CDATA[<no>]]></x:a>";
        assert_eq!(names(xml).unwrap(), ["a1", "b<"]);
    }

    #[test]
    fn what_may_not_be_read_is_refused() {
        assert!(matches!(names("<!DOCTYPE a><a/>"), Err(TagError::DocumentType)));
        assert!(matches!(names("<a/><b"), Err(TagError::Cut)));
        assert!(matches!(
            names(&format!("<a>{}</a>", "x".repeat(101))),
            Err(TagError::LongText)
        ));
        assert!(matches!(names("\u{FEFF}<a/>"), Ok(_)));
    }

    #[test]
    fn utf16_is_told_from_broken_xml() {
        let wide: Vec<u8> = "\u{FEFF}<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(
            Tags::new(&wide[..], 100).next_tag(),
            Err(TagError::Utf16)
        ));
    }
}
