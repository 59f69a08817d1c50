//! Two folders change places; a run that was cut off between two renames is repaired by the next.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::PackageError;

/// Where the old folder waits between two renames.
fn waiting(target: &Path) -> PathBuf {
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    target.with_file_name(format!(".{name}.nastavnik-old"))
}

/// Puts back a target that a cut-off run left under its waiting name.
pub fn repair(target: &Path) -> Result<(), PackageError> {
    let waiting = waiting(target);
    if !waiting.exists() {
        return Ok(());
    }
    if target.exists() {
        fs::remove_dir_all(&waiting).map_err(PackageError::io(&waiting))
    } else {
        fs::rename(&waiting, target).map_err(PackageError::io(target))
    }
}

/// Makes `fresh` the target; the old target, if any, is removed.
pub fn replace(fresh: &Path, target: &Path) -> Result<(), PackageError> {
    if !target.exists() {
        return fs::rename(fresh, target).map_err(PackageError::io(target));
    }
    match exchange(fresh, target) {
        Ok(()) => fs::remove_dir_all(fresh).map_err(PackageError::io(fresh)),
        Err(_) => {
            let waiting = waiting(target);
            fs::rename(target, &waiting).map_err(PackageError::io(target))?;
            if let Err(error) = fs::rename(fresh, target) {
                fs::rename(&waiting, target).map_err(PackageError::io(target))?;
                return Err(PackageError::io(target)(error));
            }
            fs::remove_dir_all(&waiting).map_err(PackageError::io(&waiting))
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs;

    use super::{repair, waiting};

    #[test]
    fn a_target_left_under_its_waiting_name_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::create_dir(waiting(&target)).unwrap();
        fs::write(waiting(&target).join("a.docx"), b"a").unwrap();
        repair(&target).unwrap();
        assert_eq!(fs::read(target.join("a.docx")).unwrap(), b"a");
    }
}
