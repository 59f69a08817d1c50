//! Office containers: zip parts and XML tags, with limits on what a stranger's file may ask for; names of files; how texts wrap.
//!
//! A leaf: knows neither spreadsheets' contents nor schools. Reading starts here, so that a hostile file is
//! refused before a real reader sees it.

pub mod compound;
pub mod container;
pub mod names;
pub mod tags;
pub mod wrap;
pub mod zip_write;

/// Characters that no XML file may hold, so no document either.
pub fn is_forbidden(char: char) -> bool {
    matches!(char, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
