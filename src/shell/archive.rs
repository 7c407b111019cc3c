//! Archives of many files (zip): written straight to a file, and read entry by entry. The same entries are
//! the same bytes.
#![expect(clippy::disallowed_methods, reason = "files are written and read here")]

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What an archive begins with.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// An archive that is being written.
pub(super) struct Packing<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Packing<W> {
    pub(super) fn new(to: W) -> Self {
        Self(ZipWriter::new(to))
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, name: &str, mut from: impl Read) -> io::Result<u64> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .large_file(true)
            .unix_permissions(0o600);
        self.0.start_file(name, options)?;
        io::copy(&mut from, &mut self.0)
    }

    /// Writes what is said of the whole, at the very end.
    pub(super) fn comment(&mut self, words: String) -> io::Result<()> {
        Ok(self.0.set_comment(words)?)
    }

    /// Ends it.
    pub(super) fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?)
    }
}

/// The bytes of an archive with these entries.
///
/// # Errors
/// What the system says; nothing is known to fail.
pub fn packed(entries: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut packing = Packing::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        packing.add(name, bytes.as_slice())?;
    }
    Ok(packing.finish()?.into_inner())
}

/// An archive that is read.
#[derive(Debug)]
pub struct Unpacking<R: Read + Seek>(ZipArchive<R>);

impl Unpacking<BufReader<File>> {
    /// Opens the archive in a file.
    ///
    /// # Errors
    /// What the system says; `InvalidData` for what is no archive.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::read(BufReader::new(File::open(path)?))
    }
}

impl<R: Read + Seek> Unpacking<R> {
    /// Reads an archive.
    ///
    /// # Errors
    /// `InvalidData` for what is none.
    pub fn read(from: R) -> io::Result<Self> {
        Ok(Self(ZipArchive::new(from).map_err(invalid)?))
    }

    /// The names of its entries, in order.
    pub fn names(&self) -> Vec<String> {
        self.0.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// What can be read of one entry, and whether that is all of it and as it was written.
    pub fn entry_partly(&mut self, name: &str, most: u64) -> (Vec<u8>, bool) {
        let mut bytes = Vec::new();
        let Ok(entry) = self.0.by_name(name) else { return (bytes, false) };
        let is_read = entry.take(most).read_to_end(&mut bytes).is_ok();
        (bytes, is_read)
    }

    /// One entry, at most `most` bytes of it; its checksum is looked at as well.
    ///
    /// # Errors
    /// `NotFound` without the entry, `InvalidData` where it is not what was written or too long.
    pub fn entry(&mut self, name: &str, most: u64) -> io::Result<Vec<u8>> {
        let entry = match self.0.by_name(name) {
            Err(zip::result::ZipError::FileNotFound) => {
                return Err(io::ErrorKind::NotFound.into());
            }
            entry => entry.map_err(invalid)?,
        };
        let mut bytes = Vec::new();
        entry.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(invalid)?;
        if bytes.len() as u64 > most {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(bytes)
    }
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// Whether a file begins as an archive does.
///
/// # Errors
/// What the system says.
pub fn is_archive(path: &Path) -> io::Result<bool> {
    let mut first = [0; 4];
    let read = File::open(path)?.read(&mut first)?;
    Ok(first.get(..read) == Some(MAGIC))
}
