//! `manifest.json`: what the program put into a folder, so that the next run knows its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Name of the file; a folder that holds it is never read as a school.
pub const MANIFEST: &str = "manifest.json";

/// The list of files the program wrote. No absolute path, no clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name of the program.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The day as of which the papers were made.
    pub date: String,
    /// Sorted by path.
    pub files: Vec<Entry>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Path from the folder, with `/`.
    pub path: String,
    /// Id of the template it was made from.
    pub template: String,
    /// SHA-256 of the bytes the program wrote; another hash on the disk means that somebody edited the file.
    pub sha256: String,
    /// Of a signed paper: what its data were when it was written, by name, as keys of the values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub behind: BTreeMap<String, String>,
}

impl Manifest {
    /// The entry of a path.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.files.iter().find(|entry| entry.path == path)
    }
}

/// Hash as the manifest writes it.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
