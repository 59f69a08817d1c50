//! The folder of papers: written beside the target, then put in its place at once.
//!
//! Knows files and hashes, not schools. A file that somebody edited since the last pack, or that was never ours,
//! stays; the new one is laid beside it and reported. What is neither is replaced or removed.

mod error;
mod kept;
mod manifest;
mod paths;
mod swap;
mod write;

pub use error::{PackageError, SHARING_VIOLATION, reason};
pub use kept::Kept;
pub use manifest::{Entry, MANIFEST, Manifest, sha256};
pub use paths::{number, unique};
pub use write::{Behind, Extent, Fate, Outcome, PackFile, write};
