//! Templates and data into Word and Excel files; knows no schools.

pub mod docx;
pub mod error;
pub mod library;
pub mod merge;
pub mod picture;
pub mod xlsx;
