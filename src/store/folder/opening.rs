//! Opening a folder: whether a store is in it, whose it is, and what is written down about it.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::place::{CACHE_BYTES, SledPlace};
use super::{Held, JOURNAL, SLED, Store};
use crate::log::{Record, ReplicaId, StoreId};
use crate::store::engine::{Cause, Checkpoint, Engine, Gate, Notice, Opening, mark_of};
use crate::store::error::StoreError;
use crate::store::journal::{self, DiskMedium, Journal, JournalError, Opened, TailReport};
use crate::store::lock::{LOCK_FILE, Lock, LockError};
use crate::store::marker::{
    Ending, MarkerError, OpenMarker, Place, STORE_FORMAT, StoreMarker, boot_id, has_any,
};
use crate::store::port::{Rows, split_records};
use crate::store::private;
use crate::store::sled::SledRows;
use crate::store::summary::Summary;
use std::path::Path;
use std::{fs, io};

/// Opens the store in a folder that is there.
pub(super) fn open_locked(folder: &Path, now_text: &str) -> Result<Store, StoreError> {
    let lock = Lock::acquire(folder, now_text).map_err(|error| lock_error(folder, error))?;
    let held = Held::new(folder, lock);
    let was_there = is_in(folder)?;
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
    let mut opened = open_journal(folder, store, was_there, &mut notices)?;
    if was_there && !matches!(ending, Ending::Closed { .. }) {
        // Where it fails, the journal is poisoned, and the first thing to be saved tries to mend it.
        opened.journal.write_end_again().ok();
    }
    let (marker, is_new_place) = settle_marker(folder, found.as_ref(), opened.journal.store())?;
    if is_new_place && was_there {
        notices.push(Notice::NewReplica);
    }
    let opening = Opening {
        place: Box::new(SledPlace::new(folder.to_owned())),
        replica: marker.replica,
        is_replica_new: is_new_place,
        gate: Some(gate(folder, marker, is_new_place, boot)),
        distrust_rows: match ending {
            Ending::Unknown { .. } if was_there => Some(Cause::MachineCrashed),
            // What the markers say is true of another folder.
            _ if was_there && is_new_place && found.is_some() => Some(Cause::Copied),
            _ => None,
        },
        known_group: ending.known_group(),
        is_journal_damaged: !opened.tail.damage.is_empty(),
    };
    let mut engine = Engine::open(opened.journal, opening)?;
    for notice in notices {
        engine.note(notice);
    }
    private::tighten(folder);
    private::tighten(&folder.join(JOURNAL));
    let store = Store { folder: folder.to_owned(), engine, held };
    store.files().remove_unfinished();
    Ok(store)
}

/// Whether a folder holds a store. Other things may have a folder that is called `journal`.
pub(super) fn is_in(folder: &Path) -> Result<bool, StoreError> {
    if has_any(folder).map_err(|error| marker_error(folder, error))? {
        return Ok(true);
    }
    let conf = folder.join(SLED).join("conf");
    if conf.try_exists().map_err(io_error(&conf))? {
        return Ok(true);
    }
    let path = folder.join(JOURNAL);
    match fs::read_dir(&path) {
        Err(error) if is_not_there(&error) => Ok(false),
        entries => {
            for entry in entries.map_err(io_error(&path))? {
                let name = entry.map_err(io_error(&path))?.file_name();
                if name.to_str().is_some_and(journal::is_segment_name) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

fn is_not_there(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A folder with other things in it is left alone.
pub(super) fn refuse_foreign(folder: &Path) -> Result<(), StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(io_error(folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(io_error(folder))?;
        // The lock and the empty journal of a first opening that did not get far.
        let is_ours = entry.file_name() == LOCK_FILE
            || entry.file_name() == JOURNAL && is_empty_folder(&entry.path())?;
        if !is_ours {
            return Err(StoreError::NotEmpty(folder.to_owned()));
        }
    }
    Ok(())
}

fn is_empty_folder(path: &Path) -> Result<bool, StoreError> {
    match fs::read_dir(path) {
        Err(error) if is_not_there(&error) => Ok(false),
        entries => Ok(entries.map_err(io_error(path))?.next().is_none()),
    }
}

/// A journal, and what its end looked like.
struct Found {
    journal: Journal<DiskMedium>,
    tail: TailReport,
}

impl Found {
    /// Tells of an end that was set aside.
    fn opened(opened: Opened<DiskMedium>, notices: &mut Vec<Notice>) -> Self {
        let Opened { journal, tail } = opened;
        let bytes: usize = tail.torn.iter().map(|torn| torn.bytes.len()).sum();
        if bytes > 0 {
            notices.push(Notice::TailSetAside { bytes, files: tail.set_aside.clone() });
        }
        Self { journal, tail }
    }
}

/// Opens the journal, or makes one where none can have been.
fn open_journal(
    folder: &Path,
    store: Option<StoreId>,
    was_there: bool,
    notices: &mut Vec<Notice>,
) -> Result<Found, StoreError> {
    let path = folder.join(JOURNAL);
    let medium = || DiskMedium::open(&path).map_err(io_error(&path));
    let error = if path.try_exists().map_err(io_error(&path))? {
        match Journal::open(medium()?, store) {
            Ok(opened) => return Ok(Found::opened(opened, notices)),
            Err(error @ (JournalError::Missing | JournalError::Damaged(_))) => error,
            // With its whole path, so that somebody can look there.
            Err(JournalError::Io { file, source, .. }) if file.is_empty() => {
                return Err(StoreError::Io { path, source });
            }
            Err(JournalError::Io { file, source, .. }) => {
                return Err(StoreError::Io { path: path.join(file), source });
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        JournalError::Missing
    };
    let tail = TailReport::default();
    // The journal is made before markers and rows: either of them without one tells of a loss.
    let sled = folder.join(SLED);
    let had_one = has_any(folder).map_err(|error| marker_error(folder, error))?
        || sled.try_exists().map_err(io_error(&sled))?;
    let rows = if was_there { rows_identity(folder)? } else { None };
    // Where no header tells whose the journal is, the rows do.
    if let (JournalError::Damaged(_), None, Some(id)) = (&error, store, rows)
        && let Ok(opened) = Journal::open(medium()?, Some(id))
    {
        return Ok(Found::opened(opened, notices));
    }
    // An empty journal in its place is right only if the rows can fill it again.
    let journal = match (error, rows) {
        (JournalError::Missing, None) if !had_one => {
            private::make_folder(&path).map_err(io_error(&path))?;
            Journal::create(medium()?, store.map_or_else(StoreId::fresh, Ok)?)?
        }
        (JournalError::Missing, None) => return Err(StoreError::Gone(folder.to_owned())),
        (JournalError::Missing, Some(id)) => {
            private::make_folder(&path).map_err(io_error(&path))?;
            Journal::create(medium()?, store.unwrap_or(id))?
        }
        (_, Some(id)) => Journal::replace(medium()?, store.unwrap_or(id))?,
        (error, None) => return Err(error.into()),
    };
    if rows.is_some() {
        notices.push(Notice::JournalMissing);
    }
    Ok(Found { journal, tail })
}

/// Whose rows there are, if they have groups that a journal can be filled from; only asked when
/// there is no journal to tell.
fn rows_identity(folder: &Path) -> Result<Option<StoreId>, StoreError> {
    let sled = folder.join(SLED);
    if !sled.try_exists().map_err(io_error(&sled))? {
        return Ok(None);
    }
    let rows = SledRows::open(&sled, CACHE_BYTES)?;
    let summary = rows.summary()?.and_then(|bytes| Summary::read(&bytes).ok());
    if let Some(summary) = summary {
        return Ok((summary.group > 0).then(|| StoreId::from_bytes(summary.store)));
    }
    // Rows of another shape, or hurt: the records say whose they are as well.
    let first = rows.group(1)?.and_then(|joined| split_records(&joined));
    let record = first.as_ref().and_then(|records| Record::parse(records.first()?).ok());
    Ok(record.map(|record| StoreId::from_bytes(*record.header().stream.as_bytes())))
}

/// The marker of this place, and whether it is a new one: a store that was copied or moved writes
/// as a new replica, since two writers under one name would give the same numbers twice.
fn settle_marker(
    folder: &Path,
    found: Option<&StoreMarker>,
    store: StoreId,
) -> Result<(StoreMarker, bool), StoreError> {
    let place = Place::of(folder).map_err(|error| marker_error(folder, error))?;
    if let Some(marker) = found
        && marker.place.is_same(&place)
    {
        return Ok((marker.clone(), false));
    }
    let mut replica = ReplicaId::fresh()?;
    while found.is_some_and(|it| mark_of(it.replica) == mark_of(replica)) {
        replica = ReplicaId::fresh()?;
    }
    Ok((StoreMarker { format: STORE_FORMAT, store, replica, place }, true))
}

/// Writes down who writes here, that the store is open, and what is known of it.
fn gate(folder: &Path, mut marker: StoreMarker, is_new: bool, boot: Option<String>) -> Gate {
    let folder = folder.to_owned();
    let mut written = (!is_new).then_some(marker.replica);
    Box::new(move |checkpoint| {
        let failed = |error| marker_error(&folder, error);
        let Checkpoint { group, are_rows_suspect, replica } = checkpoint;
        if written != Some(replica) {
            marker.replica = replica;
            marker.write(&folder).map_err(failed)?;
            written = Some(replica);
        }
        OpenMarker { boot_id: boot.clone(), known_group: group, are_rows_suspect }
            .write(&folder)
            .map_err(failed)
    })
}

/// Says which file or folder failed.
pub(super) fn io_error(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { path, source }
}

pub(super) fn lock_error(folder: &Path, error: LockError) -> StoreError {
    match error {
        LockError::Held { pid, since } => StoreError::AlreadyOpen { pid, since },
        LockError::Io(source) => StoreError::Io { path: folder.to_owned(), source },
    }
}

pub(super) fn marker_error(folder: &Path, error: MarkerError) -> StoreError {
    let io = |file: &str, source| StoreError::Io { path: folder.join(file), source };
    match error {
        MarkerError::NewerFormat { found, known } => StoreError::NewerFormat { found, known },
        MarkerError::Damaged { file } => io(file, io::ErrorKind::InvalidData.into()),
        MarkerError::Io { file, source } => io(file, source),
    }
}
