//! One process at a time: the lock file of a store, and who holds it.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::private;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::{fmt, process};

/// The name of the lock file in the folder of a store. It is never removed: a second process
/// could hold the removed one.
pub const LOCK_FILE: &str = "lock";

/// What is read of the file of another process, in bytes.
const MAX_HOLDER_BYTES: u64 = 256;

/// The right to a store, given up when dropped or when the process ends: to itself alone, or, in a
/// folder that may only be read, together with others who read.
#[derive(Debug)]
pub struct Lock {
    /// None where nobody could ever have made one.
    file: Option<File>,
    is_exclusive: bool,
}

/// Why a store could not be locked.
#[derive(Debug)]
pub enum LockError {
    /// Another process holds it.
    Held {
        /// Its process id; absent where the file cannot be read while it is locked (Windows), or
        /// in the moment before the holder has written it.
        pid: Option<u32>,
        /// When it took the lock, in the words it gave.
        since: Option<String>,
    },
    /// The file could not be opened, locked or written.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock of the store in this folder; `now_text` tells others since when.
    ///
    /// # Errors
    /// [`LockError::Held`] at once, without waiting, while another process has it.
    pub fn acquire(folder: &Path, now_text: &str) -> Result<Self, LockError> {
        let path = folder.join(LOCK_FILE);
        let mut options = private::options();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = match options.open(&path) {
            Err(error) if is_protected(&error) => return Self::share(&path),
            opened => opened?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(read_holder(file)),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let now_text = now_text.lines().next().unwrap_or_default();
        let holder = format!("{}\n{now_text}\n", process::id());
        // On a full disk the lock holds without a name.
        file.set_len(0).and_then(|()| file.write_all(holder.as_bytes())).ok();
        Ok(Self { file: Some(file), is_exclusive: true })
    }

    /// The right to read where nothing can be written: nobody who writes has it meanwhile.
    fn share(path: &Path) -> Result<Self, LockError> {
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { file: None, is_exclusive: false });
            }
            opened => opened?,
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(Self { file: Some(file), is_exclusive: false }),
            Err(TryLockError::WouldBlock) => Err(read_holder(file)),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

fn is_protected(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

impl Drop for Lock {
    /// Leaves no name behind, so that nobody is told of a holder that is gone.
    fn drop(&mut self) {
        // Nothing is lost if this fails: the lock itself ends with the file.
        if let Some(file) = self.file.as_ref().filter(|_| self.is_exclusive) {
            file.set_len(0).ok();
        }
    }
}

fn read_holder(file: File) -> LockError {
    let mut text = String::new();
    let mut file = file;
    let read = file.rewind().and_then(|()| file.take(MAX_HOLDER_BYTES).read_to_string(&mut text));
    if read.is_err() {
        text.clear();
    }
    let mut lines = text.lines();
    let pid = lines.next().and_then(|line| line.parse().ok());
    LockError::Held { pid, since: lines.next().map(str::to_owned) }
}

impl From<io::Error> for LockError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held { pid: Some(pid), since: Some(since) } => {
                write!(f, "store is open in process {pid} since {since}")
            }
            Self::Held { .. } => write!(f, "store is open in another process"),
            Self::Io(error) => write!(f, "cannot lock the store: {error}"),
        }
    }
}

impl std::error::Error for LockError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Held { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_told_who_holds_it_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(folder.path(), "2026-03-01 09:00\nsecond line").unwrap();
        let Err(LockError::Held { pid, since }) = Lock::acquire(folder.path(), "later") else {
            panic!("held")
        };
        if cfg!(unix) {
            assert_eq!(pid, Some(process::id()));
            assert_eq!(since.as_deref(), Some("2026-03-01 09:00"));
        }
        drop(lock);
        Lock::acquire(folder.path(), "later").unwrap();
    }

    #[test]
    fn what_a_killed_process_left_in_the_file_does_not_matter() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(LOCK_FILE), [0xFF; 1000]).unwrap();
        let _lock = Lock::acquire(folder.path(), "now").unwrap();
        let told = Lock::acquire(folder.path(), "now").unwrap_err().to_string();
        assert!(!cfg!(unix) || told.ends_with("since now"), "{told}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_of_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let missing = Lock::acquire(&folder.path().join("missing"), "now");
        assert!(matches!(missing, Err(LockError::Io(_))));
    }
}
