//! `build --event`: the papers of what happened, in the order of signing, and the cells to change.

use std::path::Path;

use super::Failure;
use crate::diag::{nearest, suggestion};
use crate::ingest::grid::CellRef;
use crate::model::event::{self, Event, EventCell, EventOf};
use crate::pipeline::Built;
use crate::school::{Row, School};

/// The event of an id; the list of all when there is none.
pub fn find(id: &str) -> Result<&'static Event, Failure> {
    event::find(id).ok_or_else(|| {
        let hint = nearest(id, event::all().iter().map(|event| event.id.as_str()));
        let listed: String = event::all()
            .iter()
            .map(|event| format!("  {:<18} {}\n", event.id, event.title))
            .collect();
        Failure::new(format!(
            "нет события «{id}»{}\nСобытия:\n{}",
            suggestion(hint.as_deref()),
            listed.trim_end()
        ))
    })
}

/// An event of a pair needs the key of a pair that is there.
pub fn pair<'s>(event: &Event, key: Option<&'s str>, school: &School) -> Result<Option<&'s str>, Failure> {
    if event.about == EventOf::School {
        return Ok(None);
    }
    let known = || school.rows("pair").map(|row| row.text("key"));
    match key {
        Some(key) if known().any(|one| one == key) => Ok(Some(key)),
        Some(key) => Err(Failure::new(format!(
            "на листе «Пары» нет пары «{key}»{}",
            suggestion(nearest(key, known()).as_deref())
        ))),
        None => Err(Failure::new(format!(
            "событие «{}» касается одной пары: назовите её ключ в --pair (ключи: {})",
            event.title,
            known().collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// What to write into the workbook, with the cells where the rows are known.
pub fn cells(event: &Event, key: Option<&str>, school: &School) -> String {
    let about = key.map(|key| format!(", пара {key}")).unwrap_or_default();
    let mut text = format!("Событие: {}{about}\n  Срок: {}\n", event.title, event.term);
    if !event.cells.is_empty() {
        text.push_str("Впишите в книгу\n");
    }
    let pair = school.rows("pair").find(|row| Some(row.text("key")) == key);
    for cell in &event.cells {
        let Some((sheet, column)) = cell.titles() else {
            continue;
        };
        let at = pair.and_then(|pair| place(cell, pair)).unwrap_or_default();
        text.push_str(&format!(
            "  {sheet} › {column} ({}{at}): {}\n",
            cell.row, cell.value
        ));
    }
    if !event.note.is_empty() {
        text.push_str(&format!("  {}\n", event.note));
    }
    text
}

/// The address of a cell whose row the pair tells: its own, its mentor's, the mentee's, its addendum's.
fn place(cell: &EventCell, pair: Row<'_>) -> Option<String> {
    let before = || pair.linked("replaces").next();
    let row = match cell.row.as_str() {
        "эта пара" => pair,
        "прежняя пара" => before()?,
        "наставник" => pair.linked("mentor").next()?,
        "наставляемый" => pair.linked("mentees").next()?,
        "допсоглашение пары" => pair
            .school
            .rows("addendum")
            .find(|other| other.text("pair") == pair.text("key"))?,
        _ => return None,
    };
    let at = row.record().cells.get(row.field(&cell.field)?)?.at?;
    Some(format!(", ячейка {}", CellRef::a1(at)))
}

/// The papers in the order of signing.
pub fn papers(out: Option<&Path>, built: &Built) -> String {
    let place = out.map(|out| format!(": {}", out.display())).unwrap_or_default();
    let mut text = format!("Документы, по порядку подписания{place}\n");
    for file in &built.files {
        text.push_str(&format!("  {}\n", file.path));
    }
    if built.files.is_empty() {
        text.push_str("  нет: всё, что нужно, – записи в книге\n");
    }
    text
}
