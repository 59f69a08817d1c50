//! Which sheets a workbook has, and in which parts they, the strings and the styles are.

use std::collections::{HashMap, HashSet};

use crate::ingest::formats::error::Problem;
use crate::office::container::{Container, ContainerError};
use crate::office::tags::Tag;

/// A workbook's table of contents.
#[derive(Debug, Default)]
pub struct Book {
    /// Sheets in their order.
    pub sheets: Vec<SheetPart>,
    /// Part of the shared strings.
    pub strings: Option<usize>,
    /// Part of the styles.
    pub styles: Option<usize>,
    /// Days are counted from 1904.
    pub is_1904: bool,
}

/// A sheet with cells.
#[derive(Debug)]
pub struct SheetPart {
    /// Name of the sheet.
    pub name: String,
    /// Its part.
    pub part: usize,
    /// Not shown by spreadsheet programs.
    pub hidden: bool,
}

#[derive(Debug, Clone)]
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Reads the table of contents; charts and dialogs are left out.
///
/// # Errors
/// A part is missing or damaged, or two sheets bear one name.
pub fn read(container: &mut Container<'_>) -> Result<Book, Problem> {
    let main = relations(container, "_rels/.rels", "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .ok_or_else(|| Problem::Damaged(Some("_rels/.rels".to_owned())))?
        .target;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(container, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let mut book = Book {
        strings: part("sharedStrings").and_then(|relation| container.find(&relation.target)),
        styles: part("styles").and_then(|relation| container.find(&relation.target)),
        ..Book::default()
    };
    let by_id: HashMap<&str, &Relation> = relations
        .iter()
        .map(|relation| (relation.id.as_str(), relation))
        .collect();
    let mut named = Vec::new();
    visit(container, &main, |tag| match tag.name() {
        b"workbookPr" => book.is_1904 |= tag.is_on(b"date1904"),
        b"sheet" => {
            let hidden = matches!(tag.attribute(b"state"), Some(b"hidden" | b"veryHidden"));
            named.push((
                tag.text(b"name").unwrap_or_default(),
                tag.text(b"id").unwrap_or_default(),
                hidden,
            ));
        }
        _ => {}
    })?;
    let mut seen = HashSet::new();
    for (name, id, hidden) in named {
        if !seen.insert(name.clone()) {
            return Err(Problem::SheetTwice(name));
        }
        let Some(relation) = by_id.get(id.as_str()) else {
            return Err(Problem::SheetLost(name));
        };
        if relation.kind == "worksheet" {
            let Some(part) = container.find(&relation.target) else {
                return Err(Problem::SheetLost(name));
            };
            book.sheets.push(SheetPart { name, part, hidden });
        }
    }
    Ok(book)
}

fn relations(container: &mut Container<'_>, path: &str, folder: &str) -> Result<Vec<Relation>, Problem> {
    let mut found = Vec::new();
    visit(container, path, |tag| {
        if let (Some(id), Some(kind), Some(target)) =
            (tag.text(b"Id"), tag.text(b"Type"), tag.text(b"Target"))
        {
            // The strict and the usual namespace differ only before the last step.
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation {
                id,
                kind,
                target: resolve(folder, &target),
            });
        }
    })?;
    Ok(found)
}

/// Identifiers of relations and the paths they lead to.
///
/// # Errors
/// The part is missing or damaged.
pub fn targets(
    container: &mut Container<'_>,
    path: &str,
    folder: &str,
) -> Result<HashMap<String, String>, Problem> {
    Ok(relations(container, path, folder)?
        .into_iter()
        .map(|relation| (relation.id, relation.target))
        .collect())
}

fn visit(container: &mut Container<'_>, path: &str, mut visit: impl FnMut(Tag<'_>)) -> Result<(), Problem> {
    let index = container
        .find(path)
        .ok_or_else(|| ContainerError::DamagedPart(path.to_owned()))?;
    container.scan(index, |tag| {
        visit(tag);
        Ok(())
    })
}

/// Folded path of a target as seen from a folder; steps up stop at the root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_ascii_lowercase();
    let mut steps: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_stay_inside_the_file() {
        assert_eq!(resolve("xl", "worksheets/Sheet1.XML"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl", "../../../etc/passwd"), "etc/passwd");
    }
}
