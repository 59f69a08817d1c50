//! Where the records of a sheet stand: header rows, label columns of cards, rows that are no records.
//!
//! Decides from places and headers alone; values are read later.

pub mod cards;
pub mod content;
pub mod header;
pub mod headless;
pub mod parts;
pub mod rows;
pub mod split;
pub mod stack;
pub mod view;
