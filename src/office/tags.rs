//! Tags and texts of an XML stream, without building or holding the document.
//!
//! Workbooks come from strangers and have millions of tags, so this scanner is cheap and is not led astray: it
//! holds one tag and one run of text at a time, refuses a document type (no office program writes one) and
//! anything longer than its limits, and allocates nothing for a tag. It does not check that tags match.

use std::io::{ErrorKind, Read};

use memchr::{memchr, memmem};

/// Longest tag: the longest honest attributes are some kilobytes.
const TAG_LIMIT: usize = 1 << 20;
const CHUNK: usize = 64 << 10;
const CDATA: &[u8] = b"<![CDATA[";

/// Why an XML stream cannot be read on.
#[derive(Debug)]
pub enum TagError {
    /// The bytes under it could not be read: damaged, or beyond the limit of the container.
    Read(std::io::Error),
    /// `<!DOCTYPE …>`.
    DocumentType,
    /// An entity that XML does not know by itself, or a reference to no character.
    Entity,
    /// A tag longer than a megabyte.
    LongTag,
    /// A run of text longer than asked for.
    LongText,
    /// UTF-16, which the readers below do not take.
    Utf16,
    /// The stream ends inside a tag.
    Cut,
}

/// One tag, without its brackets.
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
    #[inline]
    pub fn next_tag(&mut self) -> Result<Option<Tag<'_>>, TagError> {
        self.next(true)
    }

    /// The next start or end tag, or `None` at the end.
    ///
    /// # Errors
    /// [`TagError`] when the stream is not one that may be read.
    pub fn next_either(&mut self) -> Result<Option<Tag<'_>>, TagError> {
        self.next(false)
    }

    #[inline]
    fn next(&mut self, starts_only: bool) -> Result<Option<Tag<'_>>, TagError> {
        let (start, end) = loop {
            if !self.skip_text()? {
                return Ok(None);
            }
            // No `<` can stand in an end tag: the search goes on behind it by itself.
            if starts_only && self.from + 1 < self.to && self.buffer[self.from + 1] == b'/' {
                self.from += 1;
                continue;
            }
            let end = self.tag_end()?;
            let start = self.from + 1;
            self.from = end + 1;
            match self.buffer[start] {
                b'!' | b'?' => {}
                b'/' if starts_only => {}
                _ => break (start, end),
            }
        };
        Ok(Some(Tag::new(&self.buffer[start..end])))
    }

    /// Adds the text up to the next tag to `out`, entities replaced, CDATA included, comments left out.
    ///
    /// # Errors
    /// [`TagError`] when the stream is not one that may be read.
    pub fn text(&mut self, out: &mut String) -> Result<(), TagError> {
        loop {
            let length = loop {
                match next_bracket(&self.buffer[self.from..self.to]) {
                    Some(at) => break at,
                    None if self.to - self.from > self.text_limit => return Err(TagError::LongText),
                    None => {
                        if !self.fill()? {
                            return Err(TagError::Cut);
                        }
                    }
                }
            };
            unescape(&self.buffer[self.from..self.from + length], out)?;
            self.from += length;
            while self.to - self.from < CDATA.len() && self.fill()? {}
            let rest = &self.buffer[self.from..self.to];
            let is_data = rest.starts_with(CDATA);
            if !is_data && !rest.starts_with(b"<!--") {
                return Ok(());
            }
            let end = self.tag_end()?;
            if is_data {
                let data = &self.buffer[self.from + CDATA.len()..end - 2];
                out.push_str(&String::from_utf8_lossy(data));
            }
            self.from = end + 1;
        }
    }

    /// Moves to the next `<`; false at the end of the stream.
    fn skip_text(&mut self) -> Result<bool, TagError> {
        let mut run = 0;
        loop {
            if let Some(at) = next_bracket(&self.buffer[self.from..self.to]) {
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
                Some(b'!') if tag.starts_with(CDATA) => memmem::find(tag, b"]]>").map(|at| at + 2),
                Some(b'!') if b"<!--".starts_with(tag) || CDATA.starts_with(tag) => None,
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

/// Index of the first `<`: most texts of a sheet are shorter than the start of a vectorised search.
#[inline]
fn next_bracket(text: &[u8]) -> Option<usize> {
    let near = text.len().min(16);
    match text[..near].iter().position(|byte| *byte == b'<') {
        None => memchr(b'<', &text[near..]).map(|at| at + near),
        found => found,
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

/// Adds text with its entities replaced; line ends become `\n`, as XML asks.
fn unescape(text: &[u8], out: &mut String) -> Result<(), TagError> {
    let text = String::from_utf8_lossy(text);
    let text = match memchr(b'\r', text.as_bytes()) {
        None => text,
        Some(_) => text.replace("\r\n", "\n").replace('\r', "\n").into(),
    };
    if memchr(b'&', text.as_bytes()).is_none() {
        out.push_str(&text);
    } else {
        out.push_str(&quick_xml::escape::unescape(&text).map_err(|_| TagError::Entity)?);
    }
    Ok(())
}

impl<'a> Tag<'a> {
    #[inline]
    fn new(body: &'a [u8]) -> Tag<'a> {
        let skip = usize::from(body.first() == Some(&b'/'));
        let name_end = body[skip..]
            .iter()
            .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'/'))
            .map_or(body.len(), |at| at + skip);
        Tag { body, name_end }
    }

    /// It is an end tag.
    pub fn is_end(&self) -> bool {
        self.body.first() == Some(&b'/')
    }

    /// It is a start tag with nothing behind it.
    pub fn is_empty(&self) -> bool {
        !self.is_end() && self.body.last() == Some(&b'/')
    }

    /// Name without its prefix.
    pub fn name(&self) -> &'a [u8] {
        let name = &self.body[..self.name_end];
        local(name.strip_prefix(b"/").unwrap_or(name))
    }

    /// Value of an attribute, its entities as they stand; the prefix of the attribute is left out of account.
    pub fn attribute(&self, name: &[u8]) -> Option<&'a [u8]> {
        self.attributes()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// Names without prefixes and values of all attributes, up to the first that is malformed.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes(&self.body[self.name_end..])
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

/// See [`Tag::attributes`].
#[derive(Debug, Clone)]
pub struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let equals = self.0.iter().position(|byte| *byte == b'=')?;
        let key = self.0[..equals].trim_ascii();
        let rest = self.0[equals + 1..].trim_ascii_start();
        let (quote, rest) = rest
            .split_first()
            .filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let end = rest.iter().position(|byte| byte == quote)?;
        self.0 = &rest[end + 1..];
        Some((local(key), &rest[..end]))
    }
}

#[inline]
fn local(name: &[u8]) -> &[u8] {
    name.iter()
        .position(|byte| *byte == b':')
        .map_or(name, |colon| &name[colon + 1..])
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
        assert!(names("\u{FEFF}<a/>").is_ok());
    }

    #[test]
    fn texts_are_read_whole() {
        let xml = "<t>a &amp;<!-- no --> &#x41;<![CDATA[<b>]]>\r\nc</t><t/>";
        let mut tags = Tags::new(Drops(xml.as_bytes()), 100);
        tags.next_tag().unwrap();
        let mut text = String::new();
        tags.text(&mut text).unwrap();
        assert_eq!(text, "a & A<b>\nc");
        assert!(
            tags.next_either()
                .unwrap()
                .is_some_and(|tag| tag.is_end() && tag.name() == b"t")
        );
        assert!(
            tags.next_either()
                .unwrap()
                .is_some_and(|tag| tag.is_empty() && tag.name() == b"t")
        );
        let mut unknown = Tags::new("<t>&x;</t>".as_bytes(), 100);
        unknown.next_tag().unwrap();
        assert!(matches!(unknown.text(&mut text), Err(TagError::Entity)));
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
