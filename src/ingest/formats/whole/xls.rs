//! xls: the workbook of Excel 97–2003 (BIFF8).

use std::io::Cursor;

use calamine::{Reader, SheetType, Xls, XlsError};

use super::{Layout, grid, take};
use crate::ingest::formats::builder::{Budget, SHEETS};
use crate::ingest::formats::error::{Foreign, Problem};
use crate::ingest::formats::kind::{Kind, Whole};
use crate::ingest::grid::{CellRef, Grid, Merge};
use crate::office::compound::{Compound, DamagedCompound};

const BOF: u16 = 0x0809;
const END: u16 = 0x000A;
const PASSWORD: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;

/// Tells what an OLE file is, without trusting it: this much is done in the caller's process.
///
/// # Errors
/// It is damaged, under a password, too old or no workbook.
pub fn examine(bytes: &[u8]) -> Result<Kind, Problem> {
    let file = Compound::open(bytes).map_err(|DamagedCompound| Problem::Damaged(None))?;
    if file.has("EncryptedPackage") {
        return Err(Problem::Encrypted);
    }
    if !file.has("Workbook") {
        return Err(match () {
            () if file.has("Book") => Problem::OldExcel,
            () if file.has("WordDocument") => Problem::Other(Foreign::Word),
            () if file.has("PowerPoint Document") => Problem::Other(Foreign::Slides),
            () => Problem::Unknown,
        });
    }
    let stream = workbook(&file)?;
    let mut records = Records(&stream);
    match records.next() {
        Some((BOF, [0x00, 0x06, ..])) => {}
        Some((BOF, _)) => return Err(Problem::OldExcel),
        _ => return Err(Problem::Damaged(None)),
    }
    if records
        .take_while(|(kind, _)| *kind != END)
        .any(|(kind, _)| kind == PASSWORD)
    {
        return Err(Problem::Encrypted);
    }
    Ok(Kind::Whole(Whole::Xls))
}

/// Reads all sheets.
///
/// # Errors
/// The file is damaged or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Problem> {
    let file = Compound::open(bytes).map_err(|DamagedCompound| Problem::Damaged(None))?;
    let stream = workbook(&file)?;
    let mut layouts = layouts(&stream);
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Problem::Encrypted,
        _ => Problem::Damaged(None),
    })?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(Problem::ManySheets(SHEETS));
    }
    let is_1904 = book.has_1904_epoch();
    let mut budget = Budget::default();
    let mut grids = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let lost = |_| Problem::SheetLost(sheet.name.clone());
        let range = book.worksheet_range(&sheet.name).map_err(lost)?;
        let mut layout = take(&mut layouts, &sheet.name);
        layout.merges = book
            .merge_cells_by_sheet_name(&sheet.name)
            .map_err(lost)?
            .into_iter()
            .map(merge)
            .collect();
        grids.push(grid(sheet, &range, layout, is_1904, &mut budget)?);
    }
    if grids.is_empty() {
        Err(Problem::NoSheets)
    } else {
        Ok(grids)
    }
}

fn workbook(file: &Compound<'_>) -> Result<Vec<u8>, Problem> {
    file.stream("Workbook")
        .map_err(|DamagedCompound| Problem::Damaged(Some("Workbook".to_owned())))
}

fn merge(range: calamine::Dimensions) -> Merge {
    let at = |(row, column): (u32, u32)| CellRef { row, column };
    Merge {
        from: at(range.start),
        to: at(range.end),
    }
}

/// Hidden rows and columns of every sheet.
fn layouts(stream: &[u8]) -> Vec<Layout> {
    Records(stream)
        .take_while(|(kind, _)| *kind != END)
        .filter(|(kind, _)| *kind == SHEET)
        .filter_map(|(_, data)| {
            let offset = u32::from_le_bytes(data.get(..4)?.try_into().ok()?) as usize;
            let mut layout = Layout {
                name: name(data.get(6..)?)?,
                ..Layout::default()
            };
            for (kind, data) in Records(stream.get(offset..)?)
                .skip(1)
                .take_while(|(kind, _)| *kind != END)
            {
                layout.note(kind, data);
            }
            Some(layout)
        })
        .collect()
}

impl Layout {
    fn note(&mut self, kind: u16, data: &[u8]) {
        match (kind, data) {
            // The row's number, and among its flags the one for a height of nothing.
            (ROW, [low, high, _, _, _, _, _, _, _, _, _, _, flags, ..]) if flags & 0x20 != 0 => {
                self.hidden_rows
                    .push(u32::from(u16::from_le_bytes([*low, *high])));
            }
            (COLUMNS, [first, _, last, _, _, _, _, _, flags, ..]) if flags & 1 != 0 => {
                self.hidden_columns.extend(u32::from(*first)..=u32::from(*last));
            }
            _ => {}
        }
    }
}

/// Name of a sheet: its length, a byte that says whether letters take one byte or two, the letters.
fn name(data: &[u8]) -> Option<String> {
    let [length, wide, letters @ ..] = data else {
        return None;
    };
    let length = usize::from(*length);
    let units: Vec<u16> = if wide & 1 == 0 {
        letters
            .get(..length)?
            .iter()
            .map(|byte| u16::from(*byte))
            .collect()
    } else {
        letters
            .get(..2 * length)?
            .as_chunks()
            .0
            .iter()
            .copied()
            .map(u16::from_le_bytes)
            .collect()
    };
    Some(String::from_utf16_lossy(&units))
}

/// Records of a stream: kind and data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let [kind_low, kind_high, low, high, rest @ ..] = self.0 else {
            return None;
        };
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        let data = rest.get(..length)?;
        self.0 = &rest[length..];
        Some((u16::from_le_bytes([*kind_low, *kind_high]), data))
    }
}
