//! The compound file (OLE) that xls and encrypted workbooks are kept in: its streams, read from bytes in memory.
//!
//! Every chain of sectors is bounded by the file itself, so a file that leads round in circles ends.

/// The container is cut or its tables lead nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DamagedCompound;

const END: u32 = 0xFFFF_FFFA;
const MINI_SECTOR: usize = 64;
const MINI_LIMIT: usize = 4096;

/// An open compound file.
#[derive(Debug)]
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens the file and reads its tables.
    ///
    /// # Errors
    /// It is damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Compound<'a>, DamagedCompound> {
        let shift = number::<2>(bytes, 30).ok_or(DamagedCompound)?;
        if shift != 9 && shift != 12 {
            return Err(DamagedCompound);
        }
        let mut file = Compound {
            bytes,
            sector: 1 << shift,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        file.read_fat()?;
        let directory = file.chain(file.header(48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(128).filter_map(Entry::read).collect();
        let root = file.entries.first().ok_or(DamagedCompound)?;
        if file.header(64)? > 0 {
            file.mini = file.chain(root.start, root.size)?;
            let table = file.chain(file.header(60)?, usize::MAX)?;
            file.mini_fat = numbers(&table);
        }
        Ok(file)
    }

    /// There is a stream or a storage of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream whole.
    ///
    /// # Errors
    /// It is absent or its chain is broken.
    pub fn stream(&self, name: &str) -> Result<Vec<u8>, DamagedCompound> {
        let mut named = self
            .entries
            .iter()
            .filter(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = named.next().ok_or(DamagedCompound)?;
        if entry.size < MINI_LIMIT {
            self.mini_chain(entry)
        } else {
            self.chain(entry.start, entry.size)
        }
    }

    fn header(&self, at: usize) -> Result<u32, DamagedCompound> {
        number::<4>(self.bytes, at).ok_or(DamagedCompound)
    }

    fn sector(&self, index: u32) -> Result<&'a [u8], DamagedCompound> {
        let from = (index as usize + 1)
            .checked_mul(self.sector)
            .ok_or(DamagedCompound)?;
        let rest = self
            .bytes
            .get(from..)
            .filter(|rest| !rest.is_empty())
            .ok_or(DamagedCompound)?;
        Ok(&rest[..rest.len().min(self.sector)])
    }

    /// The table of sectors: its own sectors are listed in the header and in a chain of further lists.
    fn read_fat(&mut self) -> Result<(), DamagedCompound> {
        let bound = self.bytes.len() / self.sector + 1;
        let mut listed = numbers(self.bytes.get(76..512).ok_or(DamagedCompound)?);
        let mut next = self.header(68)?;
        while next < END {
            let mut more = numbers(self.sector(next)?);
            next = more.pop().ok_or(DamagedCompound)?;
            listed.extend(more);
            if listed.len() > bound + self.sector {
                return Err(DamagedCompound);
            }
        }
        for index in listed.into_iter().filter(|index| *index < END) {
            self.fat.extend(numbers(self.sector(index)?));
            if self.fat.len() > bound + 2 * self.sector {
                break;
            }
        }
        Ok(())
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, DamagedCompound> {
        let mut out = Vec::new();
        let mut next = start;
        while next < END && out.len() < size {
            out.extend_from_slice(self.sector(next)?);
            if out.len() > self.bytes.len() {
                return Err(DamagedCompound);
            }
            next = *self.fat.get(next as usize).ok_or(DamagedCompound)?;
        }
        out.truncate(size);
        Ok(out)
    }

    fn mini_chain(&self, entry: &Entry) -> Result<Vec<u8>, DamagedCompound> {
        let mut out = Vec::new();
        let mut next = entry.start;
        while next < END && out.len() < entry.size {
            let from = next as usize * MINI_SECTOR;
            out.extend_from_slice(self.mini.get(from..from + MINI_SECTOR).ok_or(DamagedCompound)?);
            next = *self.mini_fat.get(next as usize).ok_or(DamagedCompound)?;
        }
        out.truncate(entry.size);
        Ok(out)
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Entry> {
        let length = number::<2>(bytes, 64)?.clamp(2, 64) as usize - 2;
        let name: Vec<u16> = bytes[..length]
            .as_chunks()
            .0
            .iter()
            .copied()
            .map(u16::from_le_bytes)
            .collect();
        let used = !matches!(bytes[66], 0);
        used.then_some(Entry {
            name: String::from_utf16_lossy(&name),
            start: number::<4>(bytes, 116)?,
            size: number::<4>(bytes, 120)? as usize,
        })
    }
}

/// A little-endian number of two or four bytes.
fn number<const SIZE: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at + SIZE)?;
    Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(u32::from_le_bytes)
        .collect()
}
