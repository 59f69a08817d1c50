//! Templates and data into Word and Excel files; knows no schools.

pub mod docx;
pub mod merge;
pub mod xlsx;
