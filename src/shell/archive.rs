//! Archives of many files (zip): written straight to a file, and read entry by entry. The same entries are
//! the same bytes.
#![expect(clippy::disallowed_methods, reason = "files are written and read here")]

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::rc::Rc;
use zip::read::read_zipfile_from_stream;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What an archive begins with.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// An archive that is being written.
///
/// The library ends an archive also where it is dropped, and where that fails it says so on the terminal, in
/// the midst of whatever is shown there. So what could not be written is left as it is, and what it was
/// written to is let go at once.
#[derive(Debug)]
pub struct Packing<W: Write + Seek> {
    /// There until it is ended or dropped.
    zip: Option<ZipWriter<Once<W>>>,
    failed: Failed,
}

/// How writing failed, once it has.
type Failed = Rc<Cell<Option<io::ErrorKind>>>;

impl<W: Write + Seek> Packing<W> {
    /// An archive without entries.
    pub fn new(to: W) -> Self {
        let failed = Failed::default();
        let once = Once { to: Some(to), at: 0, end: 0, failed: Rc::clone(&failed) };
        Self { zip: Some(ZipWriter::new(once)), failed }
    }

    /// Adds an entry: how long it is, in bytes.
    ///
    /// # Errors
    /// What the system says.
    pub fn add(&mut self, name: &str, mut from: impl Read) -> io::Result<u64> {
        self.begin(name)?;
        io::copy(&mut from, self)
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
        Ok(self.zip()?.start_file(name, options)?)
    }

    /// Takes back the entry that was added last.
    pub(super) fn abandon(&mut self) -> io::Result<()> {
        Ok(self.zip()?.abort_file()?)
    }

    /// Writes what is said of the whole, at the very end.
    pub(super) fn comment(&mut self, words: String) -> io::Result<()> {
        Ok(self.zip()?.set_comment(words)?)
    }

    /// Ends it.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(mut self) -> io::Result<W> {
        self.zip()?;
        let to = self.zip.take().map(ZipWriter::finish).transpose()?.and_then(|once| once.to);
        to.ok_or_else(|| self.failure())
    }

    /// The writer, as long as nothing failed.
    fn zip(&mut self) -> io::Result<&mut ZipWriter<Once<W>>> {
        let failure = self.failure();
        self.zip.as_mut().filter(|_| self.failed.get().is_none()).ok_or(failure)
    }

    fn failure(&self) -> io::Error {
        self.failed.get().unwrap_or(io::ErrorKind::WriteZero).into()
    }
}

impl<W: Write + Seek> Drop for Packing<W> {
    fn drop(&mut self) {
        if self.failed.get().is_some() {
            std::mem::forget(self.zip.take());
        }
    }
}

impl<W: Write + Seek> Write for Packing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.zip()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip()?.flush()
    }
}

/// What an archive is written to: it fails once, and takes everything from then on, for where the library
/// tries once more while it ends.
#[derive(Debug)]
struct Once<W> {
    /// There until it has failed.
    to: Option<W>,
    at: u64,
    /// The furthest that it came to.
    end: u64,
    failed: Failed,
}

impl<W> Once<W> {
    /// What is said by what it is written to, if that is still there.
    fn heard<T>(&mut self, say: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<Option<T>> {
        let said = self.to.as_mut().map(say).transpose();
        said.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.failed.set(Some(error.kind()));
                self.to = None;
            }
        })
    }

    fn move_to(&mut self, at: u64) {
        self.at = at;
        self.end = self.end.max(at);
    }
}

impl<W: Write> Write for Once<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.heard(|to| to.write(bytes))?.unwrap_or(bytes.len());
        self.move_to(self.at.saturating_add(written as u64));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.heard(Write::flush).map(drop)
    }
}

impl<W: Seek> Seek for Once<W> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        let at = self.heard(|to| to.seek(place))?.unwrap_or_else(|| match place {
            SeekFrom::Start(at) => at,
            // It may have failed on the way back to what is filled in later: from there, the library
            // would find an entry that ends before it begins.
            SeekFrom::Current(by) | SeekFrom::End(by) => self.end.saturating_add_signed(by),
        });
        self.move_to(at);
        Ok(at)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// Takes so many bytes.
    struct Small(Cursor<Vec<u8>>, usize);

    impl Write for Small {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.get_ref().len() + bytes.len() > self.1 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Small {
        fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
            self.0.seek(place)
        }
    }

    #[test]
    fn an_archive_that_does_not_fit_is_never_called_whole_wherever_it_ends() {
        let whole =
            packed(&[("a".to_owned(), vec![7; 40]), ("b".to_owned(), vec![8; 40])]).unwrap();
        for room in 0..whole.len() {
            let mut packing = Packing::new(Small(Cursor::default(), room));
            let added = packing.add("a", [7; 40].as_slice());
            let added = added.and_then(|_| packing.add("b", [8; 40].as_slice()));
            let ended = packing.finish().map(drop);
            assert!(ended.is_err(), "{room} bytes of {}: {added:?}", whole.len());
        }
    }
}
