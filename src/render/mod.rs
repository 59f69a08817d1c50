//! Turns documents composed elsewhere into the bytes of Word and Excel files.

pub mod docx;
