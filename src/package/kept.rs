//! Papers of the last pack as they lie in the folder.

use std::fs;
use std::path::Path;

use super::manifest::{Manifest, sha256};
use super::write::last_manifest;

/// The last pack of a folder, if this version of the program wrote it.
#[derive(Debug)]
pub struct Kept<'a> {
    target: &'a Path,
    manifest: Option<Manifest>,
}

impl<'a> Kept<'a> {
    /// What the manifest of the folder tells.
    pub fn of(target: &'a Path, version: &str) -> Self {
        let manifest = last_manifest(target);
        Self {
            target,
            manifest: (manifest.version == version).then_some(manifest),
        }
    }

    /// The bytes of a paper that nobody changed since it was written; `None` otherwise.
    pub fn as_written(&self, path: &str) -> Option<Vec<u8>> {
        let entry = self.manifest.as_ref()?.entry(path)?;
        let bytes = fs::read(self.target.join(path)).ok()?;
        (sha256(&bytes) == entry.sha256).then_some(bytes)
    }
}
