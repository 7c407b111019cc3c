//! A store in a folder of the disk: lock, markers, journal, sled and the files of the evidence.
//!
//! ```text
//! lock              who has it open
//! store.marker      whose store this is, and which replica writes here
//! open.marker  clean.marker
//! journal/          what makes a change saved
//! sled/             what is read
//! sled.aside-N/     rows that were found damaged
//! files/            evidence, named by SHA-256
//! ```
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::engine::{Cause, Engine, FreshRows, Notice, Opening};
use super::error::StoreError;
use super::journal::{DiskMedium, Journal, JournalError, sync_folder};
use super::lock::{Lock, LockError};
use super::marker::{
    CleanMarker, Ending, MarkerError, Place, STORE_FORMAT, StoreMarker, boot_id, mark_open,
};
use super::port::RowsError;
use super::sled::SledRows;
use crate::log::{ReplicaId, StoreId};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const JOURNAL: &str = "journal";
const SLED: &str = "sled";
/// Most studios' stores fit whole; sled takes one to two times this in memory.
const CACHE_BYTES: u64 = 64 << 20;

/// The engine as it runs on a disk.
pub type DiskEngine = Engine<DiskMedium, SledRows>;

/// An open store in a folder. Dropping it without [`Store::close`] is what a crash does: nothing
/// is lost, but the next opening has more to check.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    engine: DiskEngine,
    // Declared last: given up only after journal and rows are closed.
    _lock: Lock,
}

impl Store {
    /// Opens the store in a folder, or makes one in a folder that is missing or empty.
    ///
    /// `now_text` tells a second process since when this one has the store open.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`], [`StoreError::NewerFormat`], [`StoreError::NotEmpty`] for a
    /// folder of something else; nothing is changed then.
    pub fn open(folder: &Path, now_text: &str) -> Result<Self, StoreError> {
        if !Self::is_in(folder)? {
            refuse_foreign(folder)?;
            make_folder(folder)?;
        }
        let lock = Lock::acquire(folder, now_text).map_err(|error| lock_error(folder, error))?;
        let found = StoreMarker::read(folder);
        let (marker, mut notices) = match found {
            Ok(Some(marker)) => (Some(marker), Vec::new()),
            Ok(None) => (None, Vec::new()),
            // The journal knows whose store it is; only the replica has to be minted anew.
            Err(MarkerError::Damaged { .. }) => (None, vec![Notice::NewReplica]),
            Err(error) => return Err(marker_error(folder, error)),
        };
        let boot = boot_id();
        let ending = Ending::of(folder, boot.as_deref()).map_err(|e| marker_error(folder, e))?;
        let (journal, tail) = open_journal(folder, marker.as_ref().map(|marker| marker.store))?;
        let marker = settle_marker(folder, marker.as_ref(), journal.store(), &mut notices)?;
        mark_open(folder, boot.as_deref()).map_err(|error| marker_error(folder, error))?;

        let sled = folder.join(SLED);
        let is_new = journal.last_group() == 0 && !sled.exists();
        let distrust_rows = match ending {
            Ending::Unknown if !is_new => Some(Cause::MachineCrashed),
            _ => None,
        };
        let opening = Opening { fresh: fresh_rows(folder), replica: marker.replica, distrust_rows };
        let mut engine = Engine::open(journal, SledRows::open(&sled, CACHE_BYTES), opening)?;
        notices.extend(tail);
        for notice in notices {
            engine.note(notice);
        }
        Ok(Self { folder: folder.to_owned(), engine, _lock: lock })
    }

    /// Whether a folder holds a store.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the folder cannot be looked at.
    pub fn is_in(folder: &Path) -> Result<bool, StoreError> {
        let markers = ["store.marker", JOURNAL, SLED];
        for name in markers {
            let path = folder.join(name);
            if path.try_exists().map_err(|source| StoreError::Io { path, source })? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The engine behind it.
    pub const fn engine(&mut self) -> &mut DiskEngine {
        &mut self.engine
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes everything durable and marks the store as closed.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is lost, but the next opening checks everything.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.engine.make_durable()?;
        let (last_group, _) = self.engine.groups();
        CleanMarker { boot_id: boot_id(), last_group }
            .write(&self.folder)
            .map_err(|error| marker_error(&self.folder, error))
    }
}

/// A folder with other things in it is left alone.
fn refuse_foreign(folder: &Path) -> Result<(), StoreError> {
    let io = |source| StoreError::Io { path: folder.to_owned(), source };
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(io(source)),
        Ok(entries) => {
            for entry in entries {
                // The lock of a first opening that did not get far.
                if entry.map_err(io)?.file_name() != super::lock::LOCK_FILE {
                    return Err(StoreError::NotEmpty(folder.to_owned()));
                }
            }
            Ok(())
        }
    }
}

/// Makes the folder, readable by its owner alone: letters are personal.
fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| StoreError::Io { path: folder.to_owned(), source })
}

/// Opens the journal, or makes one; what its end looked like becomes a notice.
fn open_journal(
    folder: &Path,
    store: Option<StoreId>,
) -> Result<(Journal<DiskMedium>, Vec<Notice>), StoreError> {
    let path = folder.join(JOURNAL);
    make_folder(&path)?;
    let medium =
        || DiskMedium::open(&path).map_err(|source| StoreError::Io { path: path.clone(), source });
    let fresh_id = || store.map_or_else(|| StoreId::fresh().map_err(StoreError::from), Ok);
    match Journal::open(medium()?, store) {
        Ok(opened) => {
            let bytes: usize = opened.tail.torn.iter().map(|torn| torn.bytes.len()).sum();
            let notice = (bytes > 0).then_some(Notice::TailSetAside { bytes });
            Ok((opened.journal, notice.into_iter().collect()))
        }
        Err(JournalError::Missing) => Ok((Journal::create(medium()?, fresh_id()?)?, Vec::new())),
        Err(JournalError::Damaged(_)) => {
            Ok((Journal::replace(medium()?, fresh_id()?)?, Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The marker of this place: a store that was copied or moved writes as a new replica, since two
/// writers under one name would give the same numbers twice.
fn settle_marker(
    folder: &Path,
    found: Option<&StoreMarker>,
    store: StoreId,
    notices: &mut Vec<Notice>,
) -> Result<StoreMarker, StoreError> {
    let place = Place::of(folder).map_err(|error| marker_error(folder, error))?;
    if let Some(marker) = found
        && marker.place == place
    {
        return Ok(marker.clone());
    }
    if found.is_some() {
        notices.push(Notice::NewReplica);
    }
    let marker = StoreMarker { format: STORE_FORMAT, store, replica: ReplicaId::fresh()?, place };
    marker.write(folder).map_err(|error| marker_error(folder, error))?;
    Ok(marker)
}

/// Sets a sled folder aside and opens an empty one.
fn fresh_rows(folder: &Path) -> FreshRows<SledRows> {
    let folder = folder.to_owned();
    Box::new(move || {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::StorageFull => RowsError::Full,
            _ => RowsError::Failed { reason: error.to_string() },
        };
        let sled = folder.join(SLED);
        if sled.exists() {
            let mut number = 1_u32;
            let mut aside = folder.join(format!("{SLED}.aside-{number}"));
            while aside.exists() {
                number += 1;
                aside = folder.join(format!("{SLED}.aside-{number}"));
            }
            fs::rename(&sled, &aside).map_err(failed)?;
            sync_folder(&folder).map_err(failed)?;
            // The latest is kept for whoever wants to know what happened; older ones only fill
            // the disk.
            for older in 1..number {
                match fs::remove_dir_all(folder.join(format!("{SLED}.aside-{older}"))) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(failed(error));
                    }
                    _ => {}
                }
            }
        }
        SledRows::open(&sled, CACHE_BYTES)
    })
}

fn lock_error(folder: &Path, error: LockError) -> StoreError {
    match error {
        LockError::Held { pid, since } => StoreError::AlreadyOpen { pid, since },
        LockError::Io(source) => StoreError::Io { path: folder.to_owned(), source },
    }
}

fn marker_error(folder: &Path, error: MarkerError) -> StoreError {
    let io = |file: &str, source| StoreError::Io { path: folder.join(file), source };
    match error {
        MarkerError::NewerFormat { found, known } => StoreError::NewerFormat { found, known },
        MarkerError::Damaged { file } => io(file, io::ErrorKind::InvalidData.into()),
        MarkerError::Io { file, source } => io(file, source),
    }
}
