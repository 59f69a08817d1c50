//! Why an answer of a check was not composed.

use thiserror::Error;

/// Why there is no page.
#[derive(Debug, Error)]
#[error("страница не составлена")]
pub struct HtmlError(#[from] tera::Error);
