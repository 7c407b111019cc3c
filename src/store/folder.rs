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

use super::engine::{Cause, Engine, Gate, Notice, Opening, RowsPlace, Verification};
use super::error::StoreError;
use super::files::{FileFault, Files};
use super::journal::{DiskMedium, Journal, JournalError, TailReport, sync_folder};
use super::lock::{Lock, LockError};
use super::marker::{
    CleanMarker, Ending, MarkerError, Place, STORE_FORMAT, StoreMarker, boot_id, mark_open,
};
use super::port::{Rows, RowsError};
use super::sled::SledRows;
use super::summary::Summary;
use crate::domain::entity::Entity;
use crate::domain::evidence::Form;
use crate::domain::id::EntityKind;
use crate::log::{ReplicaId, StoreId};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const JOURNAL: &str = "journal";
const SLED: &str = "sled";
const FILES: &str = "files";
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

/// What a full check of a store found, files included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreVerification {
    /// Journal and rows.
    pub log: Verification,
    /// How many files of evidence were read.
    pub files: u64,
    /// Files of evidence that are missing or changed.
    pub file_faults: Vec<FileFault>,
}

impl StoreVerification {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        self.log.is_whole() && self.file_faults.is_empty()
    }
}

impl Store {
    /// Opens the store in a folder, or makes one in a folder that is missing or empty.
    ///
    /// `now_text` tells a second process since when this one has the store open.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`], [`StoreError::NewerFormat`], [`StoreError::NotEmpty`] for a
    /// folder of something else; nothing is changed then. [`StoreError::Journal`] or
    /// [`StoreError::Rows`] when a store is there and nothing of it can be read.
    pub fn open(folder: &Path, now_text: &str) -> Result<Self, StoreError> {
        if !Self::is_in(folder)? {
            refuse_foreign(folder)?;
            make_folder(folder)?;
        }
        Self::open_locked(folder, now_text)
    }

    /// Opens the store in a folder; for reading, say, where none is to be made by mistake.
    ///
    /// # Errors
    /// [`StoreError::NoStore`], and those of [`Store::open`].
    pub fn open_existing(folder: &Path, now_text: &str) -> Result<Self, StoreError> {
        if !Self::is_in(folder)? {
            return Err(StoreError::NoStore(folder.to_owned()));
        }
        Self::open_locked(folder, now_text)
    }

    fn open_locked(folder: &Path, now_text: &str) -> Result<Self, StoreError> {
        let lock = Lock::acquire(folder, now_text).map_err(|error| lock_error(folder, error))?;
        let was_there = Self::is_in(folder)?;
        let found = match StoreMarker::read(folder) {
            Ok(found) => found,
            // Journal and rows know whose store it is; only the replica has to be minted anew.
            Err(MarkerError::Damaged { .. }) => None,
            Err(error) => return Err(marker_error(folder, error)),
        };
        let boot = boot_id();
        let ending = Ending::of(folder, boot.as_deref()).map_err(|e| marker_error(folder, e))?;
        let mut notices = Vec::new();
        let store = found.as_ref().map(|marker| marker.store);
        let opened = open_journal(folder, store, was_there, &mut notices)?;
        let (marker, is_new_place) = settle_marker(folder, found.as_ref(), opened.journal.store())?;
        if is_new_place && was_there {
            notices.push(Notice::NewReplica);
        }
        let distrust_rows = match ending {
            Ending::Unknown { .. } if was_there => Some(Cause::MachineCrashed),
            _ => None,
        };
        let replica = marker.replica;
        let opening = Opening {
            place: Box::new(SledPlace { folder: folder.to_owned() }),
            gate: Some(gate(folder, is_new_place.then_some(marker), boot)),
            replica,
            distrust_rows,
            known_group: ending.known_group(),
            is_journal_damaged: !opened.tail.damage.is_empty(),
        };
        let mut engine = Engine::open(opened.journal, opening)?;
        for notice in notices {
            engine.note(notice);
        }
        let store = Self { folder: folder.to_owned(), engine, _lock: lock };
        store.files().remove_unfinished();
        Ok(store)
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

    /// The files of the evidence.
    pub fn files(&self) -> Files {
        Files::in_folder(self.folder.join(FILES))
    }

    /// Checks everything and changes nothing: journal, rows, and every file of evidence.
    ///
    /// # Errors
    /// [`StoreError`] when the journal or the folder of the files cannot be read at all.
    pub fn verify(&mut self) -> Result<StoreVerification, StoreError> {
        let log = self.engine.verify()?;
        let files = self.files();
        let mut named = Vec::new();
        self.engine.scan(EntityKind::Evidence, |entity| {
            if let Entity::Evidence(evidence) = entity
                && let Form::File { sha256, size_bytes, extension } = evidence.facts.form
            {
                named.push((sha256, size_bytes, extension));
            }
        })?;
        let mut found = StoreVerification { log, files: 0, file_faults: Vec::new() };
        for (sha256, size_bytes, extension) in named {
            found.files += 1;
            found.file_faults.extend(files.verify(sha256, size_bytes, &extension).err());
        }
        Ok(found)
    }

    /// Makes everything durable and marks the store as closed.
    ///
    /// A store that is read-only stays marked as open: the next opening checks it again.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is lost, but the next opening checks everything.
    pub fn close(mut self) -> Result<(), StoreError> {
        if self.engine.read_only().is_some() || !self.engine.has_kept_rows() {
            return Ok(());
        }
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

/// Makes the folder durably, readable by its owner alone: letters are personal.
fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let io = |source| StoreError::Io { path: folder.to_owned(), source };
    if folder.try_exists().map_err(io)? {
        return Ok(());
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        make_folder(parent)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(io)?;
    // A power cut must not take the folder with everything that was acknowledged in it.
    sync_folder(parent.unwrap_or_else(|| Path::new("."))).map_err(io)
}

/// A journal, and what its end looked like.
struct Found {
    journal: Journal<DiskMedium>,
    tail: TailReport,
}

/// Opens the journal, or makes one.
fn open_journal(
    folder: &Path,
    store: Option<StoreId>,
    was_there: bool,
    notices: &mut Vec<Notice>,
) -> Result<Found, StoreError> {
    let path = folder.join(JOURNAL);
    make_folder(&path)?;
    let medium =
        || DiskMedium::open(&path).map_err(|source| StoreError::Io { path: path.clone(), source });
    let error = match Journal::open(medium()?, store) {
        Ok(opened) => {
            let bytes: usize = opened.tail.torn.iter().map(|torn| torn.bytes.len()).sum();
            if bytes > 0 {
                notices.push(Notice::TailSetAside { bytes });
            }
            return Ok(Found { journal: opened.journal, tail: opened.tail });
        }
        Err(error @ (JournalError::Missing | JournalError::Damaged(_))) => error,
        Err(error) => return Err(error.into()),
    };
    let tail = TailReport::default();
    if !was_there {
        let id = store.map_or_else(StoreId::fresh, Ok)?;
        return Ok(Found { journal: Journal::create(medium()?, id)?, tail });
    }
    // An empty journal in its place is right only if the rows can fill it again.
    let rows = rows_identity(folder)?;
    let journal = match (error, store.or_else(|| rows.map(|rows| rows.0))) {
        (JournalError::Missing, Some(id)) => Journal::create(medium()?, id)?,
        // A first opening that did not get far.
        (JournalError::Missing, None) => Journal::create(medium()?, StoreId::fresh()?)?,
        (_, Some(id)) if rows.is_some_and(|rows| rows.1 > 0) => Journal::replace(medium()?, id)?,
        (error, _) => return Err(error.into()),
    };
    if store.is_some() || rows.is_some() {
        notices.push(Notice::JournalMissing);
    }
    Ok(Found { journal, tail })
}

/// Whose rows there are, and up to which group; only asked when the journal cannot tell.
fn rows_identity(folder: &Path) -> Result<Option<(StoreId, u64)>, StoreError> {
    let sled = folder.join(SLED);
    if !sled.exists() {
        return Ok(None);
    }
    let summary = SledRows::open(&sled, CACHE_BYTES)?.summary()?;
    let summary = summary.and_then(|bytes| Summary::read(&bytes).ok());
    Ok(summary.map(|summary| (StoreId::from_bytes(summary.store), summary.group)))
}

/// The marker of this place, and whether it has to be written: a store that was copied or moved
/// writes as a new replica, since two writers under one name would give the same numbers twice.
fn settle_marker(
    folder: &Path,
    found: Option<&StoreMarker>,
    store: StoreId,
) -> Result<(StoreMarker, bool), StoreError> {
    let place = Place::of(folder).map_err(|error| marker_error(folder, error))?;
    if let Some(marker) = found
        && marker.place == place
    {
        return Ok((marker.clone(), false));
    }
    let marker = StoreMarker { format: STORE_FORMAT, store, replica: ReplicaId::fresh()?, place };
    Ok((marker, true))
}

/// Writes down who writes here, and that the store is open.
fn gate(folder: &Path, mut marker: Option<StoreMarker>, boot: Option<String>) -> Gate {
    let folder = folder.to_owned();
    Box::new(move |known_group| {
        let failed = |error| marker_error(&folder, error);
        if let Some(new) = &marker {
            new.write(&folder).map_err(failed)?;
            marker = None;
        }
        mark_open(&folder, boot.as_deref(), known_group).map_err(failed)
    })
}

/// The sled folder of a store.
struct SledPlace {
    folder: PathBuf,
}

impl SledPlace {
    fn aside(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{SLED}.aside-{number}"))
    }

    fn set_aside(&self) -> io::Result<()> {
        let mut number = 1_u32;
        while self.aside(number).exists() {
            number += 1;
        }
        fs::rename(self.folder.join(SLED), self.aside(number))?;
        sync_folder(&self.folder)?;
        // The latest is kept for whoever wants to know what happened; older ones only fill the
        // disk.
        for older in 1..number {
            match fs::remove_dir_all(self.aside(older)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

impl RowsPlace<SledRows> for SledPlace {
    fn open(&mut self) -> Result<SledRows, RowsError> {
        SledRows::open(&self.folder.join(SLED), CACHE_BYTES)
    }

    fn fresh(&mut self) -> Result<SledRows, RowsError> {
        if self.folder.join(SLED).exists() {
            self.set_aside().map_err(|error| match error.kind() {
                io::ErrorKind::StorageFull => RowsError::Full,
                _ => RowsError::Failed { reason: error.to_string() },
            })?;
        }
        self.open()
    }
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
