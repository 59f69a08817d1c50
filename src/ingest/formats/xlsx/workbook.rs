//! Which sheets a workbook has and in which parts they are.

use std::collections::{HashMap, HashSet};

use super::scan::small_part;
use crate::ingest::formats::error::Problem;
use crate::office::container::Container;

/// A sheet of the workbook.
#[derive(Debug)]
pub struct SheetPart {
    /// Name of the sheet.
    pub name: String,
    /// Folded name of its part.
    pub part: String,
    /// It is a worksheet, not a chart or a dialog.
    pub has_cells: bool,
}

/// Sheets in the order of the workbook.
///
/// # Errors
/// A part is missing or damaged, or two sheets bear one name.
pub fn sheets(container: &mut Container<'_>) -> Result<Vec<SheetPart>, Problem> {
    let book = small_part(container, "_rels/.rels", |tag| {
        let kind = tag.text(b"Type")?;
        kind.ends_with("/relationships/officeDocument")
            .then(|| tag.text(b"Target"))
            .flatten()
    })?
    .pop()
    .ok_or_else(|| Problem::Damaged(Some("_rels/.rels".to_owned())))?;
    let book = resolve("", &book);
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let relations: HashMap<String, (String, bool)> =
        small_part(container, &format!("{folder}/_rels/{file}.rels"), |tag| {
            let kind = tag.text(b"Type")?;
            let part = resolve(folder, &tag.text(b"Target")?);
            Some((tag.text(b"Id")?, (part, kind.ends_with("/worksheet"))))
        })?
        .into_iter()
        .collect();
    let named = small_part(container, &book, |tag| {
        (tag.name() == b"sheet").then(|| (tag.text(b"name").unwrap_or_default(), tag.text(b"id")))
    })?;
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (name, id) in named {
        if !seen.insert(name.clone()) {
            return Err(Problem::SheetTwice(name));
        }
        let Some((part, has_cells)) = id.and_then(|id| relations.get(&id).cloned()) else {
            return Err(Problem::SheetLost(name));
        };
        found.push(SheetPart {
            name,
            part,
            has_cells,
        });
    }
    Ok(found)
}

/// Folded path of a target as seen from a folder; steps up stop at the root.
pub fn resolve(folder: &str, target: &str) -> String {
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
