//! `build`: signed papers that the data word otherwise now, and the drafts of orders that amend them.

use std::path::Path;

use crate::compose::Change;
use crate::package::{Kept, PackFile};
use crate::pipeline::{self, Built, Checked, Job};
use crate::render::docx::compare::{Difference, differences};
use crate::render::library::Library;

/// Kinds of papers whose every word was signed; others hold figures and marks of a day.
const COMPARED: [&str; 3] = ["приказ", "положение", "дорожная карта"];

/// Longest wording that the report quotes, in characters.
const QUOTED: usize = 160;

/// A signed paper in the folder that would be worded otherwise today.
pub struct Amended {
    path: String,
    differences: Vec<Difference>,
    /// Path of the draft of the order that amends it.
    draft: Option<String>,
}

/// Compares the signed papers of the folder with those made now, and adds the drafts of orders that amend them.
pub fn amend(
    out: &Path,
    built: &mut Built,
    job: &Job<'_>,
    checked: &Checked,
    library: &Library,
) -> Vec<Amended> {
    let is_compared = |file: &&PackFile| {
        let mut templates = library.documents.iter().map(|one| &one.meta);
        let kind = templates
            .find(|meta| meta.id == file.template)
            .map(|meta| meta.kind.as_str());
        file.signed && kind.is_some_and(|kind| COMPARED.iter().any(|known| kind.starts_with(known)))
    };
    let kept = Kept::of(out, env!("CARGO_PKG_VERSION"));
    let mut found: Vec<Amended> = Vec::new();
    for file in built.files.iter().filter(is_compared) {
        let Some(signed) = kept.as_written(&file.path) else {
            continue;
        };
        if signed == file.bytes {
            continue;
        }
        let differences = differences(&signed, &file.bytes).unwrap_or_default();
        if built.documents.contains_key(&file.path) && !differences.is_empty() {
            found.push(Amended {
                path: file.path.clone(),
                differences,
                draft: None,
            });
        }
    }
    for one in &mut found {
        let document = built.documents[&one.path].clone();
        let changes = one.differences.iter().map(change).collect();
        let drafts = pipeline::amendments(job, checked, library, &[(document, changes)]);
        for draft in drafts.files {
            one.draft = Some(draft.path.clone());
            if !built.files.iter().any(|file| file.path == draft.path) {
                built.files.push(draft);
            }
        }
        built.failed.extend(drafts.failed);
    }
    built.files.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn change(difference: &Difference) -> Change {
    Change {
        point: difference.point.clone(),
        was: difference.was.clone(),
        becomes: difference.becomes.clone(),
    }
}

/// What the report says of them.
pub fn told(amended: &[Amended]) -> String {
    let mut text = String::new();
    for one in amended {
        text.push_str(&format!(
            "  {} подписан и оставлен, а по данным книги теперь читается иначе:\n",
            one.path
        ));
        for difference in &one.differences {
            text.push_str(&format!("    {}: {}\n", difference.point, wording(difference)));
        }
        match &one.draft {
            Some(draft) => text.push_str(&format!("    проект изменений по пунктам: {draft}\n")),
            None => text.push_str("    изменения этого документа уже вписаны на лист «Изменения»\n"),
        }
    }
    text
}

fn wording(difference: &Difference) -> String {
    let (was, becomes) = (quoted(&difference.was), quoted(&difference.becomes));
    match (difference.was.is_empty(), difference.becomes.is_empty()) {
        (true, _) => format!("добавлено {becomes}"),
        (_, true) => format!("больше нет {was}"),
        _ => format!("было {was}, стало {becomes}"),
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("«{}…»", text[..end].trim_end()),
        None => format!("«{text}»"),
    }
}
