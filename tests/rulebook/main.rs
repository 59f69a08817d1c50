//! The rulebook over the sample schools: the clean one is silent, each broken cell makes its own finding and no
//! unrelated one, and an act reaches only what happened while it was in force.
#![allow(clippy::unwrap_used, reason = "tests")]

mod acts;
mod checks;
mod clean;
mod contributing;
mod edits;
mod every_model;
mod forms;
mod keys;
mod mutations;
mod papers_of_folder;
mod parameters;
mod region;
mod school;
mod sources;
mod waivers;
mod young;
