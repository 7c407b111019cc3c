//! Archives of many files (zip): written straight to a file, and read entry by entry. The same entries are
//! the same bytes.
#![expect(clippy::disallowed_methods, reason = "files are written and read here")]

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;
use zip::read::read_zipfile_from_stream;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What an archive begins with.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// An archive that is being written.
#[derive(Debug)]
pub struct Packing<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Packing<W> {
    /// An archive without entries.
    pub fn new(to: W) -> Self {
        Self(ZipWriter::new(to))
    }

    /// Adds an entry: how long it is, in bytes.
    ///
    /// # Errors
    /// What the system says.
    pub fn add(&mut self, name: &str, mut from: impl Read) -> io::Result<u64> {
        self.begin(name)?;
        io::copy(&mut from, &mut self.0)
    }

    /// Begins an entry; what is written then is what it holds.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .large_file(true)
            .unix_permissions(0o600);
        Ok(self.0.start_file(name, options)?)
    }

    /// Takes back the entry that was added last.
    pub(super) fn abandon(&mut self) -> io::Result<()> {
        Ok(self.0.abort_file()?)
    }

    /// Writes what is said of the whole, at the very end.
    pub(super) fn comment(&mut self, words: String) -> io::Result<()> {
        Ok(self.0.set_comment(words)?)
    }

    /// Ends it.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?)
    }
}

impl<W: Write + Seek> Write for Packing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
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

/// How the entries of an archive were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// In its directory, at its end.
    Listed,
    /// By what stands before each of them: its end is gone.
    OneByOne,
}

/// Goes through the entries of an archive, in their order. One that cannot be read fails when it is read;
/// its checksum is looked at there as well. `visit` ends it with an error.
///
/// # Errors
/// What `visit` says, and what the system says.
pub(super) fn each_entry(
    mut file: &File,
    visit: &mut dyn FnMut(&str, &mut dyn Read) -> io::Result<()>,
) -> io::Result<Found> {
    file.rewind()?;
    let Ok(mut archive) = ZipArchive::new(BufReader::new(file)) else {
        file.rewind()?;
        one_by_one(BufReader::new(file), visit)?;
        return Ok(Found::OneByOne);
    };
    for at in 0..archive.len() {
        let Some(Ok(name)) = archive.name_for_index(at) else { continue };
        let name = name.into_owned();
        match archive.by_index(at) {
            Ok(mut entry) => visit(&name, &mut entry)?,
            Err(_damaged) => visit(&name, &mut Unreadable)?,
        }
    }
    Ok(Found::Listed)
}

/// Reads entry by entry from the front, as far as there is one.
fn one_by_one(
    mut from: impl Read,
    visit: &mut dyn FnMut(&str, &mut dyn Read) -> io::Result<()>,
) -> io::Result<()> {
    while let Ok(Some(mut entry)) = read_zipfile_from_stream(&mut from) {
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { return Ok(()) };
        visit(&name, &mut entry)?;
    }
    Ok(())
}

/// An entry that cannot even be begun.
struct Unreadable;

impl Read for Unreadable {
    fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::InvalidData.into())
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
