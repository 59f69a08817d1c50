//! The rulebook over the sample schools: the clean one is silent, each broken cell makes its own finding and no
//! unrelated one, and an act reaches only what happened while it was in force.
#![allow(clippy::unwrap_used, reason = "tests")]

mod acts;
mod clean;
mod edits;
mod forms;
mod keys;
mod mutations;
mod school;
mod waivers;
mod young;
