//! What the words of a header tell of reading the cells below it.

use std::collections::HashMap;

use super::layout::header::Header;
use super::schema::{FieldKind, SheetDef};
use super::values::experience::{self, Order};
use super::values::read::Beside;

/// Kinds of experience named by the headers of the columns of experience.
pub fn orders(header: &Header, def: &SheetDef) -> HashMap<usize, Order> {
    let columns = header.columns.iter();
    columns
        .filter_map(|column| Some((column.field?, experience::order(&column.header))))
        .filter(|(field, _)| def.fields[*field].kind == FieldKind::Experience)
        .collect()
}

/// «Должность, предмет», «Должность, категория».
pub fn beside(header: &Header, def: &SheetDef) -> Option<Beside> {
    let position = def.field("position")?;
    let column = header
        .columns
        .iter()
        .find(|column| column.field == Some(position))?;
    Beside::told_by(&column.header)
}
