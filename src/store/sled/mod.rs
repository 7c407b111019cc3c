//! Rows in sled 0.34: fast to read, and never trusted without a checksum (“Facts about sled” in
//! ARCHITECTURE.md says why). The only user of sled.
//!
//! Trees: `row` (kind ‖ id ‖ piece), `group` (number ‖ piece), `number` (case number → kind ‖ id)
//! and `whole` (one key). Values above [`PIECE_BYTES`] lie in several pieces, because sled puts
//! large values into files of their own that it never syncs. Each value is
//!
//! ```text
//! CRC32C of key and rest, 4 bytes · pieces in all, 2 bytes (little end first) · bytes
//! ```
//!
//! A batch is one transaction as long as it is small. In a large one sled holds on to every page that it
//! replaces on the way: 25 KiB for each of a hundred thousand rows. It is written in parts then, between
//! the removal of the state of the whole and the new one, so that what is half written is known by what
//! it lacks, and made anew from the journal.

#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

pub(crate) mod closing;
mod parts;
mod pieces;

use super::guard::guarded;
use super::port::{Batch, Rows, RowsError, Telling};
use crate::domain::id::{EntityId, EntityKind};
use parts::{Entry, parts};
use pieces::{Gather, check, split};
use sled::transaction::{ConflictableTransactionError, TransactionError, TransactionalTree};
use sled::{Db, Transactional, Tree};
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub use pieces::PIECE_BYTES;

const WHOLE: &[u8] = b"whole";
const ID_KEY_BYTES: usize = 17;
/// How long an engine is given to close.
const CLOSING_WAIT: Duration = Duration::from_mins(1);
/// And how long one that has panicked.
const DEAD_WAIT: Duration = Duration::from_secs(2);

/// An engine that was not closed in time may still write: it passes when that ends.
pub(super) const STILL_CLOSING: RowsError = RowsError::Failed { kind: io::ErrorKind::TimedOut };

/// Rows in a sled folder.
#[derive(Debug)]
pub struct SledRows {
    folder: PathBuf,
    /// Always there until dropped.
    engine: Option<Engine>,
    /// It has panicked: whatever it says from now on is not to be believed.
    dead: AtomicBool,
}

#[derive(Debug)]
struct Engine {
    db: Db,
    row: Tree,
    group: Tree,
    number: Tree,
    whole: Tree,
}

/// What a transaction does to the state of the whole.
#[derive(Debug, Clone, Copy)]
enum Summary<'b> {
    /// It stays.
    AsItIs,
    /// It is removed: rows without one are made anew.
    Gone,
    /// It is this.
    Is(&'b [u8]),
}

impl SledRows {
    /// Opens or makes the store in `folder`.
    ///
    /// # Errors
    /// [`RowsError`] when sled refuses or panics; sled may have written to the folder by then. A
    /// left-over snapshot that would have kept it from ever opening again is removed (sled#1527).
    /// Nothing is done while [`SledRows::is_closing`].
    pub fn open(folder: &Path, cache_bytes: u64) -> Result<Self, RowsError> {
        if Self::is_closing(folder) {
            return Err(STILL_CLOSING);
        }
        remove_unfinished_snapshots(folder).map_err(|error| failed(&error))?;
        let opened = guarded(|| {
            let db = sled::Config::new()
                .path(folder)
                .cache_capacity(cache_bytes)
                // Garbage is only collected by the background flusher.
                .flush_every_ms(Some(200))
                .open()?;
            Ok::<_, sled::Error>(Engine {
                row: db.open_tree("row")?,
                group: db.open_tree("group")?,
                number: db.open_tree("number")?,
                whole: db.open_tree("whole")?,
                db,
            })
        });
        let opened = opened.ok_or(RowsError::Panicked)?.map_err(engine)?;
        Ok(Self { folder: folder.to_owned(), engine: Some(opened), dead: AtomicBool::new(false) })
    }

    /// Whether an engine that was given up after a long wait may still write into this folder.
    pub fn is_closing(folder: &Path) -> bool {
        closing::is_under_way(folder)
    }

    /// Returns once what was written to the files of a sled folder survives a power cut: sled's own
    /// flush stops at `sync_file_range`, which survives none (sled#1351).
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(folder: &Path) -> io::Result<()> {
        // Windows lets only those sync who may write.
        OpenOptions::new().read(true).write(cfg!(windows)).open(folder.join("db"))?.sync_data()
    }

    fn engine(&self) -> Result<&Engine, RowsError> {
        self.engine.as_ref().filter(|_| !self.is_dead()).ok_or(RowsError::Panicked)
    }

    /// Calls sled; after a panic it is never called again.
    fn call<T>(&self, work: impl FnOnce() -> Result<T, RowsError>) -> Result<T, RowsError> {
        guarded(work).unwrap_or_else(|| {
            self.dead.store(true, Ordering::Relaxed);
            Err(RowsError::Panicked)
        })
    }

    /// Writes a part of a batch in one transaction.
    fn write(&self, part: &[Entry<'_>], summary: Summary<'_>) -> Result<(), RowsError> {
        let Engine { row, group, number, whole, .. } = self.engine()?;
        let trees = (row, group, number, whole);
        self.call(|| {
            let written = trees.transaction(|(row, group, number, whole)| {
                for entry in part {
                    match *entry {
                        Entry::Row(id, bytes) => put(row, &id_key(id), bytes)?,
                        Entry::Group(place, bytes) => put(group, &place.to_be_bytes(), bytes)?,
                        Entry::Number(text, id) => {
                            let key = text.as_bytes();
                            number.insert(key, pieces::seal(key, 1, &id_key(id)))?;
                        }
                    }
                }
                match summary {
                    Summary::AsItIs => Ok(()),
                    Summary::Gone => remove_from(whole, WHOLE, 0),
                    Summary::Is(bytes) => put(whole, WHOLE, bytes),
                }
            });
            written.map_err(|error| match error {
                TransactionError::Storage(error) => engine(error),
                TransactionError::Abort(error) => error,
            })
        })
    }

    fn read(
        &self,
        tree: &Tree,
        key: &[u8],
        what: &'static str,
    ) -> Result<Option<Vec<u8>>, RowsError> {
        let mut gather = Gather::new(key.len(), what);
        self.call(|| {
            for entry in tree.scan_prefix(key) {
                let (key, value) = entry.map_err(engine)?;
                if let Some((_, whole)) = gather.feed(&key, &value)? {
                    return Ok(Some(whole));
                }
            }
            gather.finish().map(|()| None)
        })
    }
}

impl Rows for SledRows {
    fn summary(&self) -> Result<Option<Vec<u8>>, RowsError> {
        self.read(&self.engine()?.whole, WHOLE, "summary")
    }

    fn row(&self, id: EntityId) -> Result<Option<Vec<u8>>, RowsError> {
        self.read(&self.engine()?.row, &id_key(id), "row")
    }

    fn scan(
        &self,
        kind: EntityKind,
        visit: &mut dyn FnMut(EntityId, Vec<u8>),
    ) -> Result<(), RowsError> {
        let tree = &self.engine()?.row;
        let mut gather = Gather::new(ID_KEY_BYTES, "row");
        self.call(|| {
            for entry in tree.scan_prefix([kind.code()]) {
                let (key, value) = entry.map_err(engine)?;
                if let Some((key, whole)) = gather.feed(&key, &value)? {
                    visit(read_id(&key)?, whole);
                }
            }
            gather.finish()
        })
    }

    fn numbered(&self, number: &str) -> Result<Option<EntityId>, RowsError> {
        let tree = &self.engine()?.number;
        let value = self.call(|| tree.get(number.as_bytes()).map_err(engine))?;
        value.map(|value| read_id(check(number.as_bytes(), &value, "number")?.1)).transpose()
    }

    fn group(&self, number: u64) -> Result<Option<Vec<u8>>, RowsError> {
        self.read(&self.engine()?.group, &number.to_be_bytes(), "group")
    }

    fn group_from(&self, first: u64) -> Result<Option<u64>, RowsError> {
        let tree = &self.engine()?.group;
        self.call(|| {
            let Some(entry) = tree.range(first.to_be_bytes()..).next() else { return Ok(None) };
            let (key, _) = entry.map_err(engine)?;
            let number = key.first_chunk::<8>().ok_or(RowsError::Damaged { what: "key" })?;
            Ok(Some(u64::from_be_bytes(*number).max(first)))
        })
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), RowsError> {
        self.apply_telling(batch, &mut |_, _| {})
    }

    fn apply_telling(&mut self, batch: &Batch, tell: Telling<'_>) -> Result<(), RowsError> {
        // Known before the first part is written: after that there is no way back.
        if !parts::all_fit(batch) {
            return Err(RowsError::Damaged { what: "length" });
        }
        let mut parts = parts(batch);
        let last = parts.pop().unwrap_or_default();
        if !parts.is_empty() {
            self.write(&[], Summary::Gone)?;
        }
        let of = parts.len() + 1;
        for (at, part) in (1..).zip(&parts) {
            self.write(part, Summary::AsItIs)?;
            tell(at, of);
        }
        self.write(&last, Summary::Is(&batch.summary))?;
        tell(of, of);
        Ok(())
    }

    fn make_durable(&mut self) -> Result<(), RowsError> {
        let db = &self.engine()?.db;
        self.call(|| db.flush().map_err(engine))?;
        Self::sync(&self.folder).map_err(|error| failed(&error))
    }

    fn is_dead(&self) -> bool {
        self.dead.load(Ordering::Relaxed)
    }
}

impl Drop for SledRows {
    /// Sled writes once more when it is closed, and on a failing disk it panics then too. One that
    /// has panicked may wait for ever for a lock that nobody gives up, or for a thread of its own
    /// that is gone: after a while it is left alone, and with it its folder
    /// ([`SledRows::is_closing`]).
    fn drop(&mut self) {
        let patience = if self.is_dead() { DEAD_WAIT } else { CLOSING_WAIT };
        let engine = self.engine.take();
        closing::close_within(&self.folder, patience, move || drop(engine));
    }
}

/// Puts a value in, and removes the pieces that a longer one left behind.
fn put(
    tree: &TransactionalTree,
    key: &[u8],
    bytes: &[u8],
) -> Result<(), ConflictableTransactionError<RowsError>> {
    let pieces = split(key, bytes)
        .ok_or(ConflictableTransactionError::Abort(RowsError::Damaged { what: "length" }))?;
    let place = pieces.len();
    for (key, value) in pieces {
        tree.insert(key, value)?;
    }
    remove_from(tree, key, place)
}

/// Removes the pieces of a value from one of them on.
fn remove_from(
    tree: &TransactionalTree,
    key: &[u8],
    mut place: usize,
) -> Result<(), ConflictableTransactionError<RowsError>> {
    while let Some(stale) = pieces::piece_key(key, place) {
        if tree.remove(stale)?.is_none() {
            break;
        }
        place += 1;
    }
    Ok(())
}

fn id_key(id: EntityId) -> [u8; ID_KEY_BYTES] {
    let mut key = [0; ID_KEY_BYTES];
    let (kind, bytes) = key.split_at_mut(1);
    kind.copy_from_slice(&[id.kind.code()]);
    bytes.copy_from_slice(&id.bytes);
    key
}

fn read_id(key: &[u8]) -> Result<EntityId, RowsError> {
    let damaged = || RowsError::Damaged { what: "key" };
    let (kind, bytes) = key.split_first().ok_or_else(damaged)?;
    let kind = EntityKind::try_from(*kind).ok().ok_or_else(damaged)?;
    let bytes = <[u8; 16]>::try_from(bytes).ok().ok_or_else(damaged)?;
    Ok(EntityId { kind, bytes })
}

fn engine(error: sled::Error) -> RowsError {
    match error {
        sled::Error::Io(error) => failed(&error),
        // A file of settings or a page of pages that says what no build of ours has written.
        _ => RowsError::Damaged { what: "page" },
    }
}

/// Tells a failing system from files that are not what was written.
pub(super) fn failed(error: &io::Error) -> RowsError {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => RowsError::Full,
        // sled has no error of its own for its lock.
        Kind::Other if error.to_string().contains("could not acquire lock") => {
            RowsError::Failed { kind: Kind::WouldBlock }
        }
        // What sled itself says of bytes, and what the system says of places that they name.
        Kind::Other
        | Kind::InvalidData
        | Kind::InvalidInput
        | Kind::UnexpectedEof
        | Kind::NotFound
        | Kind::IsADirectory
        | Kind::NotADirectory => RowsError::Damaged { what: "file" },
        kind => RowsError::Failed { kind },
    }
}

/// A kill while sled writes its snapshot leaves `snap.*.generating`, which keeps it from opening.
fn remove_unfinished_snapshots(folder: &Path) -> io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}
