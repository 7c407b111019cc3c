//! A folder of append-only files: what the journal needs of a disk, and the disk itself.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use crate::store::private;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A flat folder of files that grow at their end.
///
/// Nothing is durable before it is synced: the bytes of a file by [`Medium::sync_data`], names
/// (made, renamed, removed) by [`Medium::sync_folder`].
pub trait Medium {
    /// The names of all files, in order; none where the folder itself was taken away.
    ///
    /// # Errors
    /// What the system says; so for all methods.
    fn list(&self) -> io::Result<Vec<String>>;
    /// The length of a file in bytes.
    ///
    /// # Errors
    /// `NotFound` without the file.
    fn len(&self, name: &str) -> io::Result<u64>;
    /// At most `len` bytes from `offset`; fewer at the end of the file.
    ///
    /// # Errors
    /// `NotFound` without the file.
    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>>;
    /// Makes the folder itself again, where somebody has taken it away.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// Makes an empty file.
    ///
    /// # Errors
    /// `AlreadyExists` when there is one.
    fn create(&mut self, name: &str) -> io::Result<()>;
    /// Adds bytes at the end of a file. After an error, any number of them may be there.
    ///
    /// # Errors
    /// `StorageFull` without room, `NotFound` without the file.
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Returns once the bytes and the length of a file survive a power cut.
    ///
    /// # Errors
    /// After one, nothing is known of the bytes since the last success.
    fn sync_data(&mut self, name: &str) -> io::Result<()>;
    /// Writes what is between two places of a file once more, as it is, and syncs it.
    ///
    /// # Errors
    /// `NotFound` without the file.
    fn write_again(&mut self, name: &str, from: u64, end: u64) -> io::Result<()>;
    /// Cuts a file to `len` bytes.
    ///
    /// # Errors
    /// `NotFound` without the file.
    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()>;
    /// Renames a file; one that has the new name is replaced.
    ///
    /// # Errors
    /// `NotFound` without the file.
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// `NotFound` without the file.
    fn remove(&mut self, name: &str) -> io::Result<()>;
    /// Returns once the names in the folder survive a power cut.
    ///
    /// # Errors
    /// After one, nothing is known of the names since the last success.
    fn sync_folder(&mut self) -> io::Result<()>;
    /// Whether what is appended to this file is found under its name: somebody may have put another
    /// file in its place, or another folder around it.
    ///
    /// # Errors
    /// What the system says.
    fn is_in_place(&mut self, name: &str) -> io::Result<bool>;
}

/// A folder that was lent: whoever lent it has it back after a refusal.
impl<M: Medium> Medium for &mut M {
    fn list(&self) -> io::Result<Vec<String>> {
        (**self).list()
    }

    fn len(&self, name: &str) -> io::Result<u64> {
        (**self).len(name)
    }

    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        (**self).read_range(name, offset, len)
    }

    fn make_folder(&mut self) -> io::Result<()> {
        (**self).make_folder()
    }

    fn create(&mut self, name: &str) -> io::Result<()> {
        (**self).create(name)
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        (**self).append(name, bytes)
    }

    fn sync_data(&mut self, name: &str) -> io::Result<()> {
        (**self).sync_data(name)
    }

    fn write_again(&mut self, name: &str, from: u64, end: u64) -> io::Result<()> {
        (**self).write_again(name, from, end)
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        (**self).truncate(name, len)
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        (**self).rename(from, to)
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        (**self).remove(name)
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        (**self).sync_folder()
    }

    fn is_in_place(&mut self, name: &str) -> io::Result<bool> {
        (**self).is_in_place(name)
    }
}

/// A folder on a disk.
#[derive(Debug)]
pub struct DiskMedium {
    folder: PathBuf,
    /// The file appended to last, kept open: an append is one write and one sync.
    open: Option<(String, File)>,
}

impl DiskMedium {
    /// The folder at this path, made durably if it does not exist, for its owner alone.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        private::make_folder(&folder)?;
        Ok(Self { folder, open: None })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn file(&mut self, name: &str) -> io::Result<&mut File> {
        let file = match self.open.take() {
            Some((open, file)) if open == name => file,
            _ => OpenOptions::new().append(true).open(self.path(name))?,
        };
        Ok(&mut self.open.insert((name.to_owned(), file)).1)
    }
}

impl Medium for DiskMedium {
    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            // A name that is no text is none of ours.
            if let Ok(name) = entry.file_name().into_string()
                && entry.file_type()?.is_file()
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn len(&self, name: &str) -> io::Result<u64> {
        Ok(fs::metadata(self.path(name))?.len())
    }

    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.path(name))?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.take(u64::try_from(len).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn make_folder(&mut self) -> io::Result<()> {
        private::make_folder(&self.folder)
    }

    fn create(&mut self, name: &str) -> io::Result<()> {
        let file = private::options().append(true).create_new(true).open(self.path(name))?;
        self.open = Some((name.to_owned(), file));
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(name)?.write_all(bytes)
    }

    fn sync_data(&mut self, name: &str) -> io::Result<()> {
        self.file(name)?.sync_data()
    }

    fn write_again(&mut self, name: &str, from: u64, end: u64) -> io::Result<()> {
        let len = usize::try_from(end.saturating_sub(from)).unwrap_or(usize::MAX);
        let bytes = self.read_range(name, from, len)?;
        let mut file = OpenOptions::new().write(true).open(self.path(name))?;
        file.seek(SeekFrom::Start(from))?;
        file.write_all(&bytes)?;
        file.sync_data()
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        self.open = None;
        OpenOptions::new().write(true).open(self.path(name))?.set_len(len)
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.open = None;
        fs::rename(self.path(from), self.path(to))
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.open = None;
        fs::remove_file(self.path(name))
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        sync_folder(&self.folder)
    }

    fn is_in_place(&mut self, name: &str) -> io::Result<bool> {
        let path = self.path(name);
        let written = identity(&self.file(name)?.metadata()?);
        let is_same = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            found => identity(&found?) == written,
        };
        if !is_same {
            self.open = None;
        }
        Ok(is_same)
    }
}

/// How the system knows a file whatever its name is.
#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;

    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
const fn identity(_metadata: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// Returns once the names in a folder survive a power cut.
///
/// Only where a folder can be opened as a file; elsewhere (Windows) the file system's own journal
/// has to do.
///
/// # Errors
/// What the system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
