//! Grids as bytes, for the pipe between the reading process and its parent.
//!
//! Numbers are little-endian, texts and lists have their length before them. Both ends are the same program, so
//! there is no version; but what comes in is decoded without trust, since the writer has read a stranger's file.

use jiff::civil::{Date, DateTime, Time};

use crate::ingest::grid::{CellRef, CellValue, Grid, GridCell, Merge, Oddity, OddityKind};

const KINDS: [OddityKind; 9] = OddityKind::ALL;

/// Writes grids.
pub fn encode(grids: &[Grid]) -> Vec<u8> {
    let mut out = Vec::new();
    list(&mut out, grids, |out, grid| {
        text(out, &grid.name);
        out.push(u8::from(grid.hidden));
        list(out, &grid.cells, cell);
        list(out, &grid.merges, |out, merge| {
            place(out, merge.from);
            place(out, merge.to);
        });
        list(out, &grid.hidden_rows, |out, row| number(out, *row));
        list(out, &grid.hidden_columns, |out, column| number(out, *column));
        list(out, &grid.oddities, |out, oddity| {
            out.push(u8::from(oddity.at.is_some()));
            place(out, oddity.at.unwrap_or(CellRef { row: 0, column: 0 }));
            let kind = KINDS
                .iter()
                .position(|kind| *kind == oddity.kind)
                .unwrap_or_default();
            number(out, u32::try_from(kind).unwrap_or_default());
        });
    });
    out
}

fn number(out: &mut Vec<u8>, number: u32) {
    out.extend(number.to_le_bytes());
}

fn list<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    number(out, u32::try_from(items.len()).unwrap_or(u32::MAX));
    items.iter().for_each(|item| write(out, item));
}

fn text(out: &mut Vec<u8>, text: &str) {
    list(out, text.as_bytes(), |out, byte| out.push(*byte));
}

fn place(out: &mut Vec<u8>, at: CellRef) {
    number(out, at.row);
    number(out, at.column);
}

fn cell(out: &mut Vec<u8>, cell: &GridCell) {
    place(out, cell.at);
    match &cell.value {
        CellValue::Text(value) => {
            out.push(b't');
            text(out, value);
        }
        CellValue::Number(value) => {
            out.push(b'n');
            out.extend(value.to_bits().to_le_bytes());
        }
        CellValue::Date(value) => {
            out.push(b'd');
            out.extend(value.year().to_le_bytes());
            out.extend(
                [
                    value.month(),
                    value.day(),
                    value.hour(),
                    value.minute(),
                    value.second(),
                ]
                .map(i8::cast_unsigned),
            );
            out.extend(value.subsec_nanosecond().to_le_bytes());
        }
        CellValue::Bool(value) => out.extend([b'b', u8::from(*value)]),
        CellValue::Error(value) => {
            out.push(b'e');
            text(out, value);
        }
    }
}

/// Reads grids; `None` when the bytes are no grids.
pub fn decode(bytes: &[u8]) -> Option<Vec<Grid>> {
    let mut input = Input(bytes);
    let grids = input.list(Input::grid)?;
    input.0.is_empty().then_some(grids)
}

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn bytes<const SIZE: usize>(&mut self) -> Option<[u8; SIZE]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    /// Items are at least a byte long, so a lying length ends with the bytes.
    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()? as usize;
        let mut items = Vec::with_capacity(length.min(self.0.len() / 8));
        for _ in 0..length {
            items.push(read(self)?);
        }
        Some(items)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(std::str::from_utf8(text).ok()?.to_owned())
    }

    fn place(&mut self) -> Option<CellRef> {
        Some(CellRef {
            row: self.number()?,
            column: self.number()?,
        })
    }

    fn flag(&mut self) -> Option<bool> {
        self.bytes::<1>().map(|[byte]| byte != 0)
    }

    fn grid(&mut self) -> Option<Grid> {
        Some(Grid {
            name: self.text()?,
            hidden: self.flag()?,
            cells: self.list(|input| {
                Some(GridCell {
                    at: input.place()?,
                    value: input.value()?,
                })
            })?,
            merges: self.list(|input| {
                Some(Merge {
                    from: input.place()?,
                    to: input.place()?,
                })
            })?,
            hidden_rows: self.list(Input::number)?,
            hidden_columns: self.list(Input::number)?,
            oddities: self.list(|input| {
                let known = input.flag()?;
                let at = input.place()?;
                let kind = *KINDS.get(input.number()? as usize)?;
                Some(Oddity {
                    at: known.then_some(at),
                    kind,
                })
            })?,
        })
    }

    fn value(&mut self) -> Option<CellValue> {
        let [kind] = self.bytes()?;
        Some(match kind {
            b't' => CellValue::Text(self.text()?),
            b'n' => CellValue::Number(f64::from_bits(u64::from_le_bytes(self.bytes()?))),
            b'd' => {
                let year = i16::from_le_bytes(self.bytes()?);
                let [month, day, hour, minute, second] = self.bytes()?.map(u8::cast_signed);
                let nanosecond = i32::from_le_bytes(self.bytes()?);
                let date = Date::new(year, month, day).ok()?;
                let time = Time::new(hour, minute, second, nanosecond).ok()?;
                CellValue::Date(DateTime::from_parts(date, time))
            }
            b'b' => CellValue::Bool(self.flag()?),
            b'e' => CellValue::Error(self.text()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

    use super::{KINDS, decode, encode};
    use crate::ingest::formats::serial;
    use crate::ingest::grid::{CellRef, CellValue, Grid, GridCell, Merge, Oddity};

    fn place() -> impl Strategy<Value = CellRef> {
        (any::<u32>(), any::<u32>()).prop_map(|(row, column)| CellRef { row, column })
    }

    fn value() -> impl Strategy<Value = CellValue> {
        prop_oneof![
            any::<String>().prop_map(CellValue::Text),
            any::<f64>().prop_map(CellValue::Number),
            (61.0..2_958_465.0).prop_map(|day| CellValue::Date(serial::date_time(day, false).unwrap())),
            any::<bool>().prop_map(CellValue::Bool),
            any::<String>().prop_map(CellValue::Error),
        ]
    }

    fn grid() -> impl Strategy<Value = Grid> {
        let cells = prop::collection::vec(
            (place(), value()).prop_map(|(at, value)| GridCell { at, value }),
            0..9,
        );
        let merges =
            prop::collection::vec((place(), place()).prop_map(|(from, to)| Merge { from, to }), 0..4);
        let oddities = prop::collection::vec(
            (prop::option::of(place()), 0..KINDS.len()).prop_map(|(at, kind)| Oddity {
                at,
                kind: KINDS[kind],
            }),
            0..4,
        );
        let numbers = || prop::collection::vec(any::<u32>(), 0..5);
        (
            any::<String>(),
            any::<bool>(),
            cells,
            merges,
            numbers(),
            numbers(),
            oddities,
        )
            .prop_map(
                |(name, hidden, cells, merges, hidden_rows, hidden_columns, oddities)| Grid {
                    name,
                    hidden,
                    cells,
                    merges,
                    hidden_rows,
                    hidden_columns,
                    oddities,
                },
            )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn grids_come_out_as_they_went_in(grids in prop::collection::vec(grid(), 0..4)) {
            let read = decode(&encode(&grids)).unwrap();
            assert_eq!(format!("{read:?}"), format!("{grids:?}"));
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }
}
