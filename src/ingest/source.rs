//! What is read: named bytes; and the token that stops long work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file as the edges hand it over.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the one given by the user, with `/`.
    pub name: Arc<str>,
    /// The whole file.
    pub bytes: Arc<[u8]>,
}

/// Asked once for each sheet, school and document; cloned tokens stop together.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

/// The work was stopped by its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

impl Cancel {
    /// Asks all holders to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// [`Cancelled`] once [`Cancel::cancel`] was called.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}
