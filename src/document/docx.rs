//! A sheet as a Word file (Office Open XML, ECMA-376 transitional), laid out by GB/T 9704-2012.
//!
//! The same sheet and the same fonts give the same bytes: parts stand in a fixed order, without
//! times, and without a word about who wrote them.

mod body;
mod colophon;
mod face;
mod paragraph;
mod parts;
mod styles;
mod table;
mod xml;

use super::{setting::Fonts, sheet::Sheet};
use std::{
    fmt,
    io::{Cursor, Write},
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// The reason why a file could not be put together; memory or the sizes that a zip archive allows.
#[derive(Debug)]
pub struct DocxFault(zip::result::ZipError);

impl fmt::Display for DocxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file could not be put together: {}", self.0)
    }
}

impl std::error::Error for DocxFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<zip::result::ZipError> for DocxFault {
    fn from(fault: zip::result::ZipError) -> Self {
        Self(fault)
    }
}

impl From<std::io::Error> for DocxFault {
    fn from(fault: std::io::Error) -> Self {
        Self(fault.into())
    }
}

/// Writes a sheet as a Word file.
///
/// # Errors
/// [`DocxFault`] when the archive cannot be put together.
pub fn bytes(sheet: &Sheet, fonts: &Fonts) -> Result<Vec<u8>, DocxFault> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    for (name, text) in parts::all(sheet, fonts) {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
