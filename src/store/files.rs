//! The files of evidence and of final documents: outside sled, named by what they hold.
//!
//! ```text
//! files/ab/cdef….jpg     SHA-256 of the content, two digits and the other 62, and the extension
//! files/import-….tmp     a copy that is not finished
//! ```
//!
//! Nothing of the original name is kept: it often says whose paper it is. Only after a file is
//! durable does the caller record the event that names it.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::journal::sync_folder;
use super::private;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The longest file that is taken in.
pub const LIMIT_BYTES: u64 = 200 << 20;
/// Longer endings are no endings.
const MAX_EXTENSION_BYTES: usize = 10;
const CHUNK_BYTES: usize = 64 << 10;

/// The folder that holds the files of a store.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
}

/// What an event has to say about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// SHA-256 of its content.
    pub sha256: [u8; 32],
    /// Its length in bytes.
    pub size_bytes: u64,
    /// The ending of its name in lower case, without the dot; may be empty.
    pub extension: String,
}

impl FileFacts {
    /// What is to be said about a file with these bytes, wherever it is.
    pub fn of(bytes: &[u8], extension: &str) -> Self {
        Self {
            sha256: Sha256::digest(bytes).into(),
            size_bytes: bytes.len() as u64,
            extension: clean_extension(extension),
        }
    }
}

/// Why a file could not be taken in.
#[derive(Debug)]
pub enum FilesError {
    /// It is longer than the limit.
    TooLarge {
        /// The limit, in bytes.
        limit_bytes: u64,
    },
    /// It is a folder or a device.
    NotAFile(PathBuf),
    /// A file or folder failed.
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A file that is not what its event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// SHA-256 of what it should hold.
    pub sha256: [u8; 32],
    /// Where it should be.
    pub path: PathBuf,
    /// What is wrong.
    pub kind: FileFaultKind,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFaultKind {
    /// It is not there.
    Missing,
    /// It holds something else.
    Changed,
    /// It cannot be read, in the system's words.
    Unreadable(String),
}

impl Files {
    /// The files in this folder, which is made with the first one.
    pub const fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where a file is, whether it is there or not.
    pub fn path_of(&self, sha256: [u8; 32], extension: &str) -> PathBuf {
        let name = hex(&sha256);
        let (shelf, rest) = name.split_at_checked(2).unwrap_or_default();
        let extension = clean_extension(extension);
        let dot = if extension.is_empty() { "" } else { "." };
        self.folder.join(shelf).join(format!("{rest}{dot}{extension}"))
    }

    /// Copies a file into the store, durably. In place of one that is there already: that one may
    /// have been damaged.
    ///
    /// # Errors
    /// [`FilesError`]; nothing is left behind then.
    pub fn import(&self, path: &Path, limit_bytes: u64) -> Result<FileFacts, FilesError> {
        // Looked at before it is opened: opening a pipe would wait for whoever writes to it.
        let metadata = fs::metadata(path).map_err(io_error(path))?;
        if !metadata.is_file() {
            return Err(FilesError::NotAFile(path.to_owned()));
        }
        if metadata.len() > limit_bytes {
            return Err(FilesError::TooLarge { limit_bytes });
        }
        let source = File::open(path).map_err(io_error(path))?;
        make_folder(&self.folder)?;
        let temporary = self.temporary()?;
        let imported = self.import_through(&temporary, path, source, limit_bytes);
        if imported.is_err() {
            // Already gone when it was renamed.
            fs::remove_file(&temporary).ok();
        }
        imported
    }

    fn import_through(
        &self,
        temporary: &Path,
        path: &Path,
        mut source: File,
        limit_bytes: u64,
    ) -> Result<FileFacts, FilesError> {
        let mut copy = private::options()
            .write(true)
            .create_new(true)
            .open(temporary)
            .map_err(io_error(temporary))?;
        let (sha256, size_bytes) = hash_into(&mut source, limit_bytes, |chunk| {
            copy.write_all(chunk).map_err(io_error(temporary))
        })
        .map_err(|error| error.at(path))?;
        copy.sync_all().map_err(io_error(temporary))?;
        drop(copy);
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        let facts = FileFacts { sha256, size_bytes, extension: clean_extension(extension) };
        self.put(temporary, &facts)?;
        Ok(facts)
    }

    /// Keeps bytes that were made here, durably, as [`Files::import`] keeps a file.
    ///
    /// # Errors
    /// [`FilesError`]; nothing is left behind then.
    pub fn keep(&self, bytes: &[u8], extension: &str) -> Result<FileFacts, FilesError> {
        make_folder(&self.folder)?;
        let temporary = self.temporary()?;
        let kept = self.keep_through(&temporary, bytes, extension);
        if kept.is_err() {
            fs::remove_file(&temporary).ok();
        }
        kept
    }

    fn keep_through(
        &self,
        temporary: &Path,
        bytes: &[u8],
        extension: &str,
    ) -> Result<FileFacts, FilesError> {
        let mut file = private::options()
            .write(true)
            .create_new(true)
            .open(temporary)
            .map_err(io_error(temporary))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io_error(temporary))?;
        drop(file);
        let facts = FileFacts::of(bytes, extension);
        self.put(temporary, &facts)?;
        Ok(facts)
    }

    /// Moves what is whole to where its hash belongs.
    fn put(&self, temporary: &Path, facts: &FileFacts) -> Result<(), FilesError> {
        let place = self.path_of(facts.sha256, &facts.extension);
        let shelf = place.parent().unwrap_or(&self.folder);
        make_folder(shelf)?;
        fs::rename(temporary, &place).map_err(io_error(&place))?;
        sync_folder(shelf).map_err(io_error(shelf))
    }

    /// Reads a file that is kept, and holds it against its hash.
    ///
    /// # Errors
    /// [`FileFault`] when it is missing, changed or unreadable.
    pub fn read(&self, sha256: [u8; 32], extension: &str) -> Result<Vec<u8>, FileFault> {
        let path = self.path_of(sha256, extension);
        let kind = match fs::read(&path) {
            Ok(bytes) if <[u8; 32]>::from(Sha256::digest(&bytes)) == sha256 => return Ok(bytes),
            Ok(_) => FileFaultKind::Changed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileFaultKind::Missing,
            Err(error) => FileFaultKind::Unreadable(error.to_string()),
        };
        Err(FileFault { sha256, path, kind })
    }

    /// Whether a file is there and holds what its event says.
    ///
    /// # Errors
    /// [`FileFault`] that names it.
    pub fn verify(
        &self,
        sha256: [u8; 32],
        size_bytes: u64,
        extension: &str,
    ) -> Result<(), FileFault> {
        let path = self.path_of(sha256, extension);
        let kind = match hash_of(&path) {
            Ok(found) if found == (sha256, size_bytes) => return Ok(()),
            Ok(_) => FileFaultKind::Changed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileFaultKind::Missing,
            Err(error) => FileFaultKind::Unreadable(error.to_string()),
        };
        Err(FileFault { sha256, path, kind })
    }

    /// Removes a file that nothing names. It only takes room: where it cannot be removed, it stays.
    pub fn remove(&self, sha256: [u8; 32], extension: &str) {
        fs::remove_file(self.path_of(sha256, extension)).ok();
    }

    /// A name that no other import has.
    fn temporary(&self) -> Result<PathBuf, FilesError> {
        let mut bytes = [0; 8];
        if getrandom::fill(&mut bytes).is_err() {
            let source = io::Error::other("no random bytes from the system");
            return Err(FilesError::Io { path: self.folder.clone(), source });
        }
        Ok(self.folder.join(format!("import-{}.tmp", hex(&bytes))))
    }

    /// Removes what a kill left behind; for whoever has just opened the store, before any import.
    pub(super) fn remove_unfinished(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_default();
            if name.strip_prefix("import-").is_some_and(|rest| rest.strip_suffix(".tmp").is_some())
            {
                // It only takes room; the next import tries again.
                fs::remove_file(entry.path()).ok();
            }
        }
    }
}

/// Letters and digits in lower case: an ending goes into names of files.
fn clean_extension(extension: &str) -> String {
    let clean = extension.to_ascii_lowercase();
    let fits = clean.len() <= MAX_EXTENSION_BYTES
        && clean.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if fits { clean } else { String::new() }
}

/// Why reading, or what is done with each chunk, stopped.
enum Stopped {
    Read(io::Error),
    Other(FilesError),
}

impl Stopped {
    fn at(self, path: &Path) -> FilesError {
        match self {
            Self::Read(source) => FilesError::Io { path: path.to_owned(), source },
            Self::Other(error) => error,
        }
    }
}

/// Reads to the end: SHA-256 and length. A file may grow while it is read, so the limit counts
/// here too.
fn hash_into(
    source: &mut File,
    limit_bytes: u64,
    mut each: impl FnMut(&[u8]) -> Result<(), FilesError>,
) -> Result<([u8; 32], u64), Stopped> {
    let mut hash = Sha256::new();
    let mut size_bytes = 0;
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => return Ok((hash.finalize().into(), size_bytes)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Stopped::Read(error)),
        };
        let chunk = buffer.get(..read).unwrap_or_default();
        size_bytes += chunk.len() as u64;
        if size_bytes > limit_bytes {
            return Err(Stopped::Other(FilesError::TooLarge { limit_bytes }));
        }
        hash.update(chunk);
        each(chunk).map_err(Stopped::Other)?;
    }
}

fn hash_of(path: &Path) -> io::Result<([u8; 32], u64)> {
    let mut file = File::open(path)?;
    hash_into(&mut file, u64::MAX, |_| Ok(())).map_err(|stopped| match stopped {
        Stopped::Read(error) => error,
        Stopped::Other(error) => io::Error::other(error),
    })
}

fn make_folder(folder: &Path) -> Result<(), FilesError> {
    private::make_folder(folder).map_err(io_error(folder))
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> FilesError {
    let path = path.to_owned();
    move |source| FilesError::Io { path, source }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        write!(hex, "{byte:02x}").ok();
        hex
    })
}

impl fmt::Display for FilesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit_bytes } => write!(f, "longer than {limit_bytes} bytes"),
            Self::NotAFile(path) => write!(f, "{} is no file", path.display()),
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for FilesError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            FileFaultKind::Missing => write!(f, "{path} is missing"),
            FileFaultKind::Changed => write!(f, "{path} is not what was taken in"),
            FileFaultKind::Unreadable(reason) => write!(f, "{path} cannot be read: {reason}"),
        }
    }
}
