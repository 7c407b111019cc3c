//! A store in a folder of the disk: lock, markers, journal, sled and the files of the evidence.
//!
//! ```text
//! lock              who has it open
//! store.marker      whose store this is, and which replica writes here
//! open.marker  clean.marker
//! journal/          what makes a change saved
//! sled/             what is read
//! sled.aside-N/     rows that were found damaged; "-unread" after it if nobody could read them
//! files/            evidence, named by SHA-256
//! search/           the full text, derived from the rows: can be deleted, and no copy needs it
//! ```

mod check;
mod opening;
mod place;

pub use check::{KeptFault, StoreCheck, StoreVerification};

use super::engine::Engine;
use super::error::StoreError;
use super::files::Files;
use super::journal::DiskMedium;
use super::lock::Lock;
use super::marker::CleanMarker;
use super::private;
use super::sled::{STILL_CLOSING, SledRows};
use opening::{io_error, marker_error};
use std::path::{Path, PathBuf};

const JOURNAL: &str = "journal";
const SLED: &str = "sled";
const FILES: &str = "files";
const SEARCH: &str = "search";

/// Where the journal of the store in a folder is.
pub fn journal_folder(folder: &Path) -> PathBuf {
    folder.join(JOURNAL)
}

/// Where the files of the store in a folder are.
pub fn files_folder(folder: &Path) -> PathBuf {
    folder.join(FILES)
}

pub(super) fn hold(folder: &Path, now_text: &str) -> Result<Lock, StoreError> {
    Lock::acquire(folder, now_text).map_err(|error| opening::lock_error(folder, error))
}

/// The engine as it runs on a disk.
pub type DiskEngine = Engine<DiskMedium, SledRows>;

/// An open store in a folder. Dropping it without [`Store::close`] is what a crash does: nothing
/// is lost, but the next opening has more to check.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    engine: DiskEngine,
    // Declared last: given up only after journal and rows are closed.
    held: Held,
}

/// The lock of a folder, which is not given up as long as sled may still write there: then it stays
/// with the process, whoever let go of it.
#[derive(Debug)]
struct Held {
    sled: PathBuf,
    lock: Option<Lock>,
}

impl Held {
    fn new(folder: &Path, lock: Lock) -> Self {
        Self { sled: folder.join(SLED), lock: Some(lock) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if SledRows::is_closing(&self.sled) {
            std::mem::forget(self.lock.take());
        }
    }
}

impl Store {
    /// Opens the store in a folder, or makes one in a folder that is missing or empty.
    ///
    /// `now_text` tells a second process since when this one has the store open.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`], [`StoreError::NewerFormat`], [`StoreError::NotEmpty`] for a
    /// folder of something else, [`StoreError::Gone`] when there was a store and nothing of it is
    /// left; nothing is changed then. [`StoreError::Journal`] or [`StoreError::Rows`] when a store
    /// is there and nothing of it can be read.
    pub fn open(folder: &Path, now_text: &str) -> Result<Self, StoreError> {
        if !Self::is_in(folder)? {
            match opening::refuse_foreign(folder) {
                // Made by another process since we looked: it tells who has it.
                Err(StoreError::NotEmpty(_)) if Self::is_in(folder)? => {}
                looked => looked?,
            }
            private::make_folder(folder).map_err(io_error(folder))?;
        }
        opening::open_locked(folder, now_text)
    }

    /// Whether a folder holds a store: a marker, a segment of a journal, or the settings of sled.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the folder cannot be looked at.
    pub fn is_in(folder: &Path) -> Result<bool, StoreError> {
        opening::is_in(folder)
    }

    /// The engine behind it.
    pub const fn engine(&mut self) -> &mut DiskEngine {
        &mut self.engine
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files of the evidence.
    pub fn files(&self) -> Files {
        Files::in_folder(self.folder.join(FILES))
    }

    /// A folder for the full text, for its owner alone, since it has what letters say.
    ///
    /// # Errors
    /// [`StoreError::Io`] when it cannot be made.
    pub fn search_folder(&self) -> Result<PathBuf, StoreError> {
        let folder = self.folder.join(SEARCH);
        private::make_folder(&folder).map_err(io_error(&folder))?;
        private::tighten(&folder);
        Ok(folder)
    }

    /// Makes everything durable and marks the store as closed.
    ///
    /// A store that is read-only stays marked as open: the next opening checks it again.
    ///
    /// # Errors
    /// [`StoreError`]; everything that was saved is, but the next opening has more to catch up
    /// with. Where sled does not end, nobody can open the store before this process has.
    pub fn close(self) -> Result<(), StoreError> {
        let Self { folder, engine, held } = self;
        let closed = close_engine(&folder, engine);
        // The engine is gone on every way that leads here, also where it could not be closed well.
        drop(held);
        closed
    }
}

fn close_engine(folder: &Path, mut engine: DiskEngine) -> Result<(), StoreError> {
    if engine.read_only().is_some() || !engine.has_kept_rows() {
        return Ok(());
    }
    engine.make_durable()?;
    let (last_group, _) = engine.groups();
    // sled writes once more when it is closed; only then is there nothing more to come.
    drop(engine);
    let sled = folder.join(SLED);
    if SledRows::is_closing(&sled) {
        return Err(StoreError::Rows(STILL_CLOSING));
    }
    SledRows::sync(&sled).map_err(io_error(&sled))?;
    private::tighten(&sled);
    let marked = CleanMarker { last_group }.write(folder);
    marked.map_err(|error| marker_error(folder, error))
}

#[cfg(test)]
mod tests {
    use super::super::marker::{Ending, boot_id};
    use super::super::sled::closing;
    use super::*;

    #[test]
    fn a_store_whose_rows_are_still_written_is_not_closed() {
        let folder = tempfile::tempdir().unwrap();
        let sled = folder.path().join(SLED);
        let store = Store::open(folder.path(), "now").unwrap();
        let release = closing::hang(&sled);
        let closed = store.close();
        assert!(matches!(closed, Err(StoreError::Rows(error)) if error == STILL_CLOSING));
        let ending = Ending::of(folder.path(), boot_id().as_deref()).unwrap();
        assert!(!matches!(ending, Ending::Closed { .. }), "{ending:?}");
        let again = Store::open(folder.path(), "now");
        assert!(matches!(again, Err(StoreError::AlreadyOpen { .. })));
        drop(release);
        closing::wait_for(&sled);
    }

    #[test]
    fn a_store_that_is_only_dropped_keeps_its_lock_while_its_rows_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let sled = folder.path().join(SLED);
        let store = Store::open(folder.path(), "now").unwrap();
        let release = closing::hang(&sled);
        drop(store);
        let again = Store::open(folder.path(), "now");
        assert!(matches!(again, Err(StoreError::AlreadyOpen { .. })));
        drop(release);
        closing::wait_for(&sled);
    }
}
