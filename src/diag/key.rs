//! Keys that stay the same between runs, versions and machines.

use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits of a SHA-256 over the parts, separated so that `["ab", "c"]` and `["a", "bc"]` differ.
pub fn stable_key(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0x1f]);
    }
    hasher
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
