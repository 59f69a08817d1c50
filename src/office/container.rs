//! A zip container under limits: what is in it, and its parts as really inflated bytes.
//!
//! Sizes in a zip directory are claims of whoever wrote it, so nothing is allocated or decided by them: every
//! byte that comes out of a part is counted, and the count is what the limits bound. Knows no formats of office
//! programs beyond the zip itself.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::tags::{Tag, TagError, Tags};

/// What a container may ask for.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Parts in it.
    pub parts: usize,
    /// Bytes of all parts together, inflated.
    pub total: u64,
    /// Bytes of one run of text of an XML part.
    pub text: usize,
}

/// Limits for workbooks that people make: far above the largest, far below what hurts.
pub const LIMITS: Limits = Limits {
    parts: 10_000,
    total: 384 << 20,
    text: 4 << 20,
};

/// Why a container or a part of it cannot be read.
#[derive(Debug)]
pub enum ContainerError {
    /// Not a zip, or one that is cut or damaged.
    Damaged,
    /// The part is damaged.
    DamagedPart(String),
    /// Its parts are under a password.
    Encrypted,
    /// More parts than allowed.
    ManyParts,
    /// More bytes than allowed, once inflated.
    Large,
    /// An XML part that may not be read.
    Xml(String, TagError),
}

/// Why reading of an XML part stopped.
#[derive(Debug)]
pub enum Stop<E> {
    /// It may not be read on.
    Xml(TagError),
    /// The reader's own reason.
    Other(E),
}

impl<E> From<TagError> for Stop<E> {
    fn from(error: TagError) -> Stop<E> {
        Stop::Xml(error)
    }
}

/// An open container.
#[derive(Debug)]
pub struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    inflated: u64,
    /// Names in lower case with `/`, as office programs look parts up.
    names: HashMap<String, usize>,
}

impl<'a> Container<'a> {
    /// Opens the container without inflating anything.
    ///
    /// # Errors
    /// Not a zip, damaged, or too many parts.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Container<'a>, ContainerError> {
        // The count in the end record may lie in either direction; the entries themselves cannot.
        if memmem::find_iter(bytes, b"PK\x01\x02")
            .take(limits.parts + 1)
            .count()
            > limits.parts
        {
            return Err(ContainerError::ManyParts);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ContainerError::Damaged)?;
        let mut names = HashMap::with_capacity(archive.len());
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                names.insert(fold(&name), index);
            }
        }
        Ok(Container {
            archive,
            limits,
            inflated: 0,
            names,
        })
    }

    /// Number of parts.
    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// There are no parts.
    pub fn is_empty(&self) -> bool {
        self.archive.is_empty()
    }

    /// Folded names of all parts, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Index of a part by its path; letter case, `\` and a leading `/` do not matter.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.names.get(&fold(path)).copied()
    }

    /// Folded name of a part.
    pub fn name(&self, index: usize) -> String {
        self.archive
            .name_for_index(index)
            .and_then(Result::ok)
            .map(|name| fold(&name))
            .unwrap_or_default()
    }

    /// A small part whole.
    ///
    /// # Errors
    /// [`ContainerError`]; `Large` beyond `limit` bytes.
    pub fn bytes(&mut self, index: usize, limit: u64) -> Result<Vec<u8>, ContainerError> {
        let mut out = Vec::new();
        self.with_part(index, |part| {
            part.take(limit + 1).read_to_end(&mut out).map(|_| ())
        })?;
        if out.len() as u64 > limit {
            Err(ContainerError::Large)
        } else {
            Ok(out)
        }
    }

    /// Inflates a part to its end, counting; the checksum is checked on the way.
    ///
    /// # Errors
    /// [`ContainerError`].
    pub fn drain(&mut self, index: usize) -> Result<u64, ContainerError> {
        let mut count = 0;
        let mut buffer = [0; 32 << 10];
        self.with_part(index, |part| {
            loop {
                match part.read(&mut buffer)? {
                    0 => return Ok(()),
                    read => count += read as u64,
                }
            }
        })?;
        Ok(count)
    }

    /// Opens an XML part for `read`.
    ///
    /// # Errors
    /// [`ContainerError`], or the error of `read`.
    pub fn xml<T, E: From<ContainerError>>(
        &mut self,
        index: usize,
        read: impl FnOnce(&mut Tags<&mut dyn Read>) -> Result<T, Stop<E>>,
    ) -> Result<T, E> {
        let name = self.name(index);
        let text_limit = self.limits.text;
        let mut outcome = None;
        self.with_part(index, |part| match read(&mut Tags::new(part, text_limit)) {
            Err(Stop::Xml(TagError::Read(error))) => Err(error),
            other => {
                outcome = Some(other);
                Ok(())
            }
        })?;
        match outcome {
            Some(Ok(value)) => Ok(value),
            Some(Err(Stop::Other(error))) => Err(error),
            Some(Err(Stop::Xml(error))) => Err(ContainerError::Xml(name, error).into()),
            None => Err(ContainerError::DamagedPart(name).into()),
        }
    }

    /// Gives every start tag of an XML part to `visit`, to the end of the part.
    ///
    /// # Errors
    /// [`ContainerError`], or the error of `visit`.
    pub fn scan<E: From<ContainerError>>(
        &mut self,
        index: usize,
        mut visit: impl FnMut(Tag<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.xml(index, |tags| {
            while let Some(tag) = tags.next_tag()? {
                visit(tag).map_err(Stop::Other)?;
            }
            Ok(())
        })
    }

    fn with_part(
        &mut self,
        index: usize,
        use_it: impl FnOnce(&mut dyn Read) -> io::Result<()>,
    ) -> Result<(), ContainerError> {
        let name = self.name(index);
        let left = self.limits.total.saturating_sub(self.inflated);
        let part = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ContainerError::Encrypted,
            _ => ContainerError::DamagedPart(name.clone()),
        })?;
        let mut counted = Counted {
            inner: part,
            left,
            over: false,
        };
        let outcome = use_it(&mut counted);
        let over = counted.over;
        self.inflated = self.limits.total - counted.left.min(self.limits.total);
        match outcome {
            _ if over => Err(ContainerError::Large),
            Ok(()) => Ok(()),
            Err(_) => Err(ContainerError::DamagedPart(name)),
        }
    }
}

fn fold(path: &str) -> String {
    path.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

/// Stops a part that inflates beyond what is left.
struct Counted<R> {
    inner: R,
    left: u64,
    over: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => {
                self.over = true;
                return Err(io::Error::other("more bytes than allowed"));
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{Container, ContainerError, Limits};

    const SMALL: Limits = Limits {
        parts: 3,
        total: 1000,
        text: 100,
    };

    fn zipped(sizes: &[usize]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (number, size) in sizes.iter().enumerate() {
            zip.start_file(format!("Folder\\Part{number}.XML"), SimpleFileOptions::default())
                .unwrap();
            zip.write_all(&vec![b' '; *size]).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn bytes_are_counted_over_all_parts() {
        let bytes = zipped(&[600, 600]);
        let mut container = Container::open(&bytes, SMALL).unwrap();
        assert_eq!(container.drain(0).unwrap(), 600);
        assert!(matches!(container.drain(1), Err(ContainerError::Large)));
    }

    #[test]
    fn parts_are_counted_and_found_by_folded_names() {
        let bytes = zipped(&[1, 1, 1]);
        assert_eq!(
            Container::open(&bytes, SMALL).unwrap().find("/folder/PART2.xml"),
            Some(2)
        );
        assert!(matches!(
            Container::open(&zipped(&[1; 4]), SMALL),
            Err(ContainerError::ManyParts)
        ));
        assert!(matches!(
            Container::open(b"PK", SMALL),
            Err(ContainerError::Damaged)
        ));
    }

    #[test]
    fn a_small_part_is_bounded_by_itself() {
        let bytes = zipped(&[50]);
        let mut container = Container::open(&bytes, SMALL).unwrap();
        assert_eq!(container.bytes(0, 50).unwrap().len(), 50);
        assert!(matches!(container.bytes(0, 49), Err(ContainerError::Large)));
    }
}
