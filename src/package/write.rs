//! Writing a pack.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::PackageError;
use super::manifest::{Entry, MANIFEST, Manifest, sha256};
use super::swap;

/// One file of the pack.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// Path from the folder, with `/`; every component is a safe name.
    pub path: String,
    /// Id of the template it was made from.
    pub template: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The paper is signed: a file of it that is in the folder already stays as it is.
    pub signed: bool,
    /// The cells behind a signed paper: the next run tells which of them changed.
    pub behind: Vec<Behind>,
}

/// A cell behind a signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// What it is, whatever row it stands in.
    pub what: String,
    /// Where it stands now.
    pub cell: String,
    /// Key of its value.
    pub value: String,
}

/// What became of a path that was not simply written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Somebody edited it since the last pack: kept, the new one is beside it.
    KeptEdited,
    /// It was never ours: kept, the new one is beside it.
    KeptForeign,
}

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Number of files written.
    pub written: usize,
    /// Number of signed papers that stayed as they were.
    pub kept_signed: usize,
    /// Signed papers whose data changed since they were written: path, what changed and where it stands.
    pub changed: Vec<(String, Vec<[String; 2]>)>,
    /// Path that was kept, why, and the path of the new file beside it.
    pub kept: Vec<(String, Fate, String)>,
    /// Our own files of the last pack that are no longer made, and were removed.
    pub removed: Vec<String>,
}

/// Whether the files are all that belongs into the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A whole pack: what the last one had beyond it is removed.
    Whole,
    /// A part: the rest of the folder stays.
    Part,
}

/// Writes the files into `target`, all or nothing.
///
/// # Errors
/// When the target is a file or the disk refuses; the target is then as it was.
pub fn write(
    target: &Path,
    files: &[PackFile],
    extent: Extent,
    tool: &str,
    version: &str,
    date: &str,
) -> Result<Outcome, PackageError> {
    swap::repair(target)?;
    if let Some(file) = target.ancestors().find(|path| path.is_file()) {
        return Err(PackageError::TargetIsFile {
            path: file.to_owned(),
        });
    }
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(PackageError::io(&parent))?;
    let fresh = tempfile::Builder::new()
        .prefix(".nastavnik-")
        .tempdir_in(&parent)
        .map_err(PackageError::io(&parent))?;
    // A folder made by `tempfile` is readable by its owner alone; the papers are for the whole office.
    open_to_others(fresh.path(), target)?;

    let old = last_manifest(target);
    let mut outcome = Outcome::default();
    let judged = judged(target, &old)?;
    let mut entries = carry_over(target, fresh.path(), &old, files, extent, &judged)?;
    let mut planned: Vec<(String, &PackFile)> = Vec::new();
    for file in files {
        let kept = entries.iter().find(|(path, _, _)| *path == file.path);
        if file.signed && kept.is_some_and(|(_, entry, _)| entry.is_some()) {
            outcome.kept_signed += 1;
            let entry = entries.iter_mut().find(|(path, _, _)| *path == file.path);
            if let Some((_, Some(entry), _)) = entry {
                let changed = compared(entry, file);
                if !changed.is_empty() {
                    outcome.changed.push((file.path.clone(), changed));
                }
            }
            continue;
        }
        let path = match kept.and_then(|(_, _, fate)| *fate) {
            Some(fate) => {
                let taken = |path: &str| {
                    fresh.path().join(path).exists()
                        || files.iter().any(|file| file.path == path)
                        || planned.iter().any(|(planned, _)| planned == path)
                };
                let beside = beside(&file.path, taken);
                outcome.kept.push((file.path.clone(), fate, beside.clone()));
                beside
            }
            None => file.path.clone(),
        };
        planned.push((path, file));
    }
    outcome.written = planned.len();
    let folders: BTreeSet<PathBuf> = planned
        .iter()
        .filter_map(|(path, _)| fresh.path().join(path).parent().map(Path::to_owned))
        .collect();
    for folder in folders {
        fs::create_dir_all(&folder).map_err(PackageError::io(&folder))?;
    }
    let written: Vec<Carried> = planned
        .into_par_iter()
        .map(|(path, file)| {
            let entry = Entry {
                path: path.clone(),
                template: file.template.clone(),
                sha256: sha256(&file.bytes),
                behind: kept(&file.behind),
            };
            // The same bytes as last time: the file itself goes over, with its date.
            let same = judged.get(&path) == Some(&false)
                && old.entry(&path).is_some_and(|old| old.sha256 == entry.sha256);
            if !(same && fs::hard_link(target.join(&path), fresh.path().join(&path)).is_ok()) {
                fs::write(fresh.path().join(&path), &file.bytes)
                    .map_err(PackageError::io(target.join(&path)))?;
            }
            Ok((path, Some(entry), None))
        })
        .collect::<Result<_, PackageError>>()?;
    entries.extend(written);
    let mut listed: Vec<Entry> = entries.into_iter().filter_map(|(_, entry, _)| entry).collect();
    listed.sort_by(|one, other| one.path.cmp(&other.path));
    outcome.removed.extend(
        old.files
            .iter()
            .map(|entry| &entry.path)
            .filter(|path| !fresh.path().join(path).exists())
            .cloned(),
    );
    let manifest = Manifest {
        tool: tool.to_owned(),
        version: version.to_owned(),
        date: date.to_owned(),
        files: listed,
    };
    let text =
        serde_json::to_string_pretty(&manifest).expect("a manifest of strings always serialises") + "\n";
    fs::write(fresh.path().join(MANIFEST), text).map_err(PackageError::io(target.join(MANIFEST)))?;
    let fresh = fresh.keep();
    swap::replace(&fresh, target).inspect_err(|_| {
        // The target is as it was; what could not be put in its place is of no use to anybody.
        let _ = fs::remove_dir_all(&fresh);
    })?;
    Ok(outcome)
}

/// What changed behind a signed paper; a manifest that told nothing yet takes the data of today.
fn compared(entry: &mut Entry, file: &PackFile) -> Vec<[String; 2]> {
    if entry.behind.is_empty() {
        entry.behind = kept(&file.behind);
    }
    let differs = |one: &&Behind| {
        entry
            .behind
            .get(&one.what)
            .is_some_and(|value| *value != one.value)
    };
    let changed = file.behind.iter().filter(differs);
    changed.map(|one| [one.what.clone(), one.cell.clone()]).collect()
}

fn kept(behind: &[Behind]) -> BTreeMap<String, String> {
    let pairs = behind.iter().map(|one| (one.what.clone(), one.value.clone()));
    pairs.collect()
}

/// A path that stays, its entry for the next manifest, and why a new file must not take its place.
type Carried = (String, Option<Entry>, Option<Fate>);

/// Files of the last pack, and whether each was edited since or was never ours.
fn judged(target: &Path, old: &Manifest) -> Result<BTreeMap<String, bool>, PackageError> {
    let mut found = files_below(target)?;
    found.retain(|path| path != MANIFEST);
    found
        .into_par_iter()
        .map(|path| {
            let Some(entry) = old.entry(&path) else {
                return Ok((path, true));
            };
            let bytes = fs::read(target.join(&path)).map_err(PackageError::io(target.join(&path)))?;
            let edited = sha256(&bytes) != entry.sha256;
            Ok((path, edited))
        })
        .collect()
}

/// Takes over what is signed, edited or not ours.
fn carry_over(
    target: &Path,
    fresh: &Path,
    old: &Manifest,
    files: &[PackFile],
    extent: Extent,
    judged: &BTreeMap<String, bool>,
) -> Result<Vec<Carried>, PackageError> {
    let mut carried = Vec::new();
    for (path, edited) in judged.iter().map(|(path, edited)| (path.clone(), *edited)) {
        let signed = files.iter().any(|file| file.path == path && file.signed);
        let apart = extent == Extent::Part && !files.iter().any(|file| file.path == path);
        let (entry, fate) = match old.entry(&path) {
            Some(entry) if apart => (Some(entry.clone()), None),
            None => (None, Some(Fate::KeptForeign)),
            Some(_) if !edited && !signed => continue,
            Some(entry) => (Some(entry.clone()), edited.then_some(Fate::KeptEdited)),
        };
        let to = fresh.join(&path);
        let folder = to.parent().unwrap_or(fresh);
        fs::create_dir_all(folder).map_err(PackageError::io(folder))?;
        let from = target.join(&path);
        if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to).map_err(PackageError::io(&to))?;
        }
        carried.push((path, entry, fate));
    }
    Ok(carried)
}

/// The manifest of the last pack; an unreadable one makes every file foreign, so that nothing is lost.
pub(super) fn last_manifest(target: &Path) -> Manifest {
    fs::read(target.join(MANIFEST))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// «приказ.docx» → «приказ (новый).docx», «приказ (новый 2).docx» …
fn beside(path: &str, taken: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (path, String::new()),
    };
    let mut candidate = format!("{stem} (новый){ending}");
    let mut number = 2;
    while taken(&candidate) {
        candidate = format!("{stem} (новый {number}){ending}");
        number += 1;
    }
    candidate
}

/// Regular files below a folder, as paths with `/`, sorted; none when there is no folder.
fn files_below(folder: &Path) -> Result<Vec<String>, PackageError> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let entry = entry.map_err(PackageError::io(&folder))?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry
                .file_type()
                .map_err(PackageError::io(entry.path()))?
                .is_dir()
            {
                waiting.push((entry.path(), format!("{path}/")));
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(unix)]
fn open_to_others(fresh: &Path, target: &Path) -> Result<(), PackageError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(target).map_or(0o755, |data| data.permissions().mode());
    fs::set_permissions(fresh, fs::Permissions::from_mode(mode)).map_err(PackageError::io(fresh))
}

#[cfg(not(unix))]
fn open_to_others(_fresh: &Path, _target: &Path) -> Result<(), PackageError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;
    use std::path::Path;

    use super::{Extent, Fate, Outcome, PackFile, write};

    /// `None` as text: the paper is signed.
    fn pack(files: &[(&str, Option<&str>)]) -> Vec<PackFile> {
        let file = |(path, text): &(&str, Option<&str>)| PackFile {
            path: (*path).to_owned(),
            template: "приказ".to_owned(),
            bytes: text.unwrap_or("новый").as_bytes().to_vec(),
            signed: text.is_none(),
            behind: Vec::new(),
        };
        files.iter().map(file).collect()
    }

    fn put(target: &Path, files: &[(&str, Option<&str>)]) -> Outcome {
        write(
            target,
            &pack(files),
            Extent::Whole,
            "nastavnik",
            "1",
            "2026-11-21",
        )
        .unwrap()
    }

    fn text(target: &Path, path: &str) -> String {
        fs::read_to_string(target.join(path)).unwrap()
    }

    #[test]
    fn our_own_files_are_replaced_and_removed() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        put(&target, &[("приказы/а.docx", Some("1")), ("б.docx", Some("1"))]);
        let outcome = put(&target, &[("приказы/а.docx", Some("2"))]);
        assert_eq!(text(&target, "приказы/а.docx"), "2");
        assert!(!target.join("б.docx").exists());
        assert_eq!(
            outcome,
            Outcome {
                written: 1,
                removed: vec!["б.docx".to_owned()],
                ..Outcome::default()
            }
        );
        assert_eq!(
            fs::read_dir(home.path()).unwrap().count(),
            1,
            "nothing is left beside the target"
        );
    }

    #[test]
    fn an_edited_file_stays_and_the_new_one_lies_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        put(&target, &[("а.docx", Some("1"))]);
        fs::write(target.join("а.docx"), "правка").unwrap();
        for _ in 0..2 {
            let outcome = put(&target, &[("а.docx", Some("2"))]);
            assert_eq!(text(&target, "а.docx"), "правка");
            assert_eq!(text(&target, "а (новый).docx"), "2");
            assert_eq!(
                outcome.kept,
                [("а.docx".to_owned(), Fate::KeptEdited, "а (новый).docx".to_owned())]
            );
        }
    }

    #[test]
    fn files_that_were_never_ours_stay() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::create_dir_all(target.join("сканы")).unwrap();
        fs::write(target.join("сканы/1.pdf"), "скан").unwrap();
        fs::write(target.join("а.docx"), "чужой").unwrap();
        put(&target, &[("а.docx", Some("1"))]);
        assert_eq!(text(&target, "сканы/1.pdf"), "скан");
        assert_eq!(text(&target, "а.docx"), "чужой");
        assert_eq!(text(&target, "а (новый).docx"), "1");
    }

    #[test]
    fn a_signed_paper_keeps_its_bytes() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        put(&target, &[("а.docx", Some("подписан"))]);
        put(&target, &[("а.docx", None)]);
        let outcome = put(&target, &[("а.docx", None)]);
        assert_eq!(text(&target, "а.docx"), "подписан");
        assert_eq!(
            outcome,
            Outcome {
                kept_signed: 1,
                ..Outcome::default()
            }
        );
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::write(&target, "файл").unwrap();
        let error = write(&target, &[], Extent::Whole, "nastavnik", "1", "2026-11-21").unwrap_err();
        assert!(error.to_string().contains("это файл"));
        assert_eq!(fs::read_to_string(&target).unwrap(), "файл");
    }
}
