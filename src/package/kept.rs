//! Papers of the last pack as they lie in the folder.

use std::fs;
use std::path::Path;

use super::manifest::sha256;
use super::write::last_manifest;

/// The bytes of a paper that this version of the program wrote and nobody changed since; `None` otherwise.
pub fn as_written(target: &Path, path: &str, version: &str) -> Option<Vec<u8>> {
    let manifest = last_manifest(target);
    let entry = manifest.entry(path).filter(|_| manifest.version == version)?;
    let bytes = fs::read(target.join(path)).ok()?;
    (sha256(&bytes) == entry.sha256).then_some(bytes)
}
