//! x
use super::error::Problem;
use super::kind::Whole;
use crate::ingest::grid::Grid;
use crate::ingest::source::Cancel;
use std::path::PathBuf;
/// x
#[derive(Debug)]
pub struct ChildReader {
    program: PathBuf,
}
impl ChildReader {
    /// x
    pub fn new(program: PathBuf) -> ChildReader {
        ChildReader { program }
    }
    pub(super) fn read(&self, format: Whole, _bytes: &[u8], _cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
        let _ = &self.program;
        Err(Problem::NoChild(format.name()))
    }
}
