//! The heart of the store: the journal first, the rows right after, and each healed by the other.
//!
//! Generic over both, so that the same code runs on a disk, in memory and on a failing disk.
//!
//! | question | file |
//! |---|---|
//! | which copy is believed at opening | `open` |
//! | how one heals the other, and what is shown meanwhile | `heal`, `copies`, `place` |
//! | saving | `commit` |
//! | reading, and what a full read proves | `read` |
//! | how often something was changed | `revisions` |
//! | which rows of tables were taken in | `imported` |
//! | how things stood before an event | `past` |
//! | what was changed since a group | `since` |
//! | the full check | `verify` |

mod commit;
mod copies;
mod heal;
mod imported;
mod open;
mod past;
mod place;
mod read;
mod revisions;
mod since;
mod verify;

pub use commit::{Asked, Collected, Saved};
pub use imported::ImportedRows;
pub use place::{Replaced, RowsPlace};
pub use read::Latest;
pub use verify::{Check, CheckDepth, Fault, Verification};

use super::cache::Cache;
use super::error::{Reason, StoreError};
use super::journal::{Journal, Medium};
use super::port::{Batch, Rows};
use super::projection::Projection;
use super::summary::Summary;
use crate::domain::id::EntityKind;
use crate::domain::number::ReplicaMark;
use crate::log::ReplicaId;
use place::Shown;

/// Something that opening or reading has put right, for the user to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The rows were rebuilt from the journal.
    RowsRebuilt {
        /// Why.
        cause: Cause,
        /// How many groups were folded in.
        groups: u64,
    },
    /// Changes that only the journal held were folded into the rows.
    RowsCaughtUp {
        /// How many groups.
        groups: u64,
    },
    /// The journal was written anew, with what it had lost from the rows.
    JournalRewritten {
        /// How many groups.
        groups: u64,
    },
    /// The journal was not there, although the store was; [`Notice::JournalRewritten`] says
    /// whether it could be written anew.
    JournalMissing,
    /// The end of the journal was no group; it lies in a side file. Unless
    /// [`Notice::JournalRewritten`] says that the rows had it, nobody can know whether it was ever
    /// acknowledged.
    TailSetAside {
        /// How many bytes.
        bytes: usize,
        /// The side files in the folder of the journal; none yet where there was no room.
        files: Vec<String>,
    },
    /// Groups that are lost in both copies: what can be proved is shown, and nothing is written.
    Lost {
        /// The first.
        first_group: u64,
        /// The last.
        last_group: u64,
    },
    /// A record does not follow the one before it: what is there is shown, and nothing is written.
    Broken {
        /// The group that the record is in.
        group: u64,
        /// Who wrote it.
        replica: ReplicaId,
        /// Its place in the chain of that replica.
        seq: u64,
    },
    /// The rows cannot be kept for now, so they are shown out of memory.
    ShownFromMemory {
        /// Why.
        reason: Reason,
    },
    /// The store was copied or moved here, so it writes under a new name.
    NewReplica,
}

/// Why the rows had to be rebuilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// They were missing.
    Missing,
    /// They were not what was written.
    Damaged,
    /// The machine went down while the store was open.
    MachineCrashed,
    /// This build keeps them in another shape.
    NewShape,
    /// They were copied here, perhaps while they were written.
    Copied,
}

/// What is written down beside the two copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// A group that is saved; there may be later ones.
    pub group: u64,
    /// Whether the rows may lack what they were given: until they are made anew and durable, and
    /// whoever opens the store by then has to know.
    pub are_rows_suspect: bool,
    /// Who writes.
    pub replica: ReplicaId,
}

/// Writes a checkpoint durably: before anything else is written, when rows were made anew, and
/// whenever a segment is full or the rows are durable.
pub type Gate = Box<dyn FnMut(Checkpoint) -> Result<(), StoreError> + Send>;

/// The engine over a journal and rows.
pub struct Engine<M, R> {
    journal: Journal<M>,
    rows: Shown<R>,
    place: Box<dyn RowsPlace<R>>,
    ledger: Ledger,
    projection: Projection,
    replica: ReplicaId,
    notices: Vec<Notice>,
    read_only: Option<Reason>,
    /// Why the kept rows are not to be believed, until they were rebuilt.
    distrust: Option<Cause>,
    /// The last group that is known to have been saved.
    known_group: u64,
    /// Parts of the journal were found not to be what was written.
    is_journal_damaged: bool,
    /// The rows that are kept were begun by this engine and never finished.
    is_refilling: bool,
    /// What is shown out of memory: the generation and the last group of the journal that it was
    /// read from.
    memory_of: Option<(u32, u64)>,
    /// Bringing the two copies together was cut off by an error: what is shown is nothing, and
    /// nothing may be read or written before it has succeeded.
    unsettled: bool,
}

/// Where checkpoints are written.
struct Ledger {
    gate: Option<Gate>,
    /// The gate was gone through: the disk says that the store is open.
    is_open: bool,
}

impl<M, R> std::fmt::Debug for Engine<M, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("projection", &self.projection).finish_non_exhaustive()
    }
}

/// What opening needs to know beyond the two copies.
pub struct Opening<R> {
    /// Where the rows are.
    pub place: Box<dyn RowsPlace<R>>,
    /// Where checkpoints are written.
    pub gate: Option<Gate>,
    /// The replica that writes.
    pub replica: ReplicaId,
    /// Whether it has never written: then another one is minted if its case numbers could be taken
    /// for those of one that has.
    pub is_replica_new: bool,
    /// Whether the rows may be missing what they were given.
    pub distrust_rows: Option<Cause>,
    /// The last group that is known to have been saved, 0 if none is.
    pub known_group: u64,
    /// Whether parts of the journal were found not to be what was written.
    pub is_journal_damaged: bool,
}

impl<R> Opening<R> {
    /// Rows in this place, and nothing else known.
    pub fn of(place: impl RowsPlace<R> + 'static, replica: ReplicaId) -> Self {
        Self {
            place: Box::new(place),
            gate: None,
            replica,
            is_replica_new: false,
            distrust_rows: None,
            known_group: 0,
            is_journal_damaged: false,
        }
    }
}

impl<R> std::fmt::Debug for Opening<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening").field("replica", &self.replica).finish_non_exhaustive()
    }
}

/// The two characters that case numbers of a replica carry.
pub fn mark_of(replica: ReplicaId) -> ReplicaMark {
    let [first, second, ..] = *replica.as_bytes();
    ReplicaMark::from_random(u16::from_le_bytes([first, second]))
}

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Whether something was put right since the last call of [`Engine::take_notices`].
    pub const fn has_notices(&self) -> bool {
        !self.notices.is_empty()
    }

    /// What was put right since the last call.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Tells something that was put right before the engine was made.
    pub fn note(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Why the store is read-only, if it is.
    pub const fn read_only(&self) -> Option<Reason> {
        self.read_only
    }

    /// Whether the rows are kept, not only shown out of memory.
    pub const fn has_kept_rows(&self) -> bool {
        self.rows.is_kept()
    }

    /// The last group that the journal holds, and the last that the rows hold.
    pub const fn groups(&self) -> (u64, u64) {
        (self.journal.last_group(), self.projection.summary.group)
    }

    /// How many entities of a kind there are, those that were taken back too.
    pub fn count(&self, kind: EntityKind) -> u64 {
        self.projection.summary.sum(kind).count
    }

    /// Forgets every row that was read, so that the next one is read from where it is kept.
    pub fn forget(&mut self) {
        self.projection.cache = Cache::default();
    }

    /// Whether part of what is saved cannot be shown for now, so that nothing may be counted.
    pub const fn is_partly_shown(&self) -> bool {
        matches!(self.read_only, Some(Reason::PartlyShown { .. }))
    }

    /// The journal, for backups and tests.
    pub const fn journal(&self) -> &Journal<M> {
        &self.journal
    }

    /// Gives the journal's folder back, as a kill would leave it.
    pub fn into_medium(self) -> M {
        self.journal.into_medium()
    }

    /// The two characters that case numbers of this replica carry.
    pub fn replica_mark(&self) -> ReplicaMark {
        mark_of(self.replica)
    }

    /// Goes back to the wall clock, although the log has stamps that are more than a day later: a
    /// wrong date was put right. Kept in the rows until the next change, which keeps it in the log;
    /// whoever makes the rows anew before has to ask again.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], and [`StoreError::Rows`] when it cannot be kept.
    pub fn restart_clock(&mut self, wall_millis: u64) -> Result<(), StoreError> {
        self.reopen()?;
        let stamp = self.projection.clock.restart(wall_millis);
        self.projection.summary.keep_stamp(stamp);
        if self.projection.summary.group > 0 {
            let summary = self.projection.summary.encode()?;
            self.rows.get_mut().apply(&Batch { summary, ..Batch::default() })?;
            self.rows.get_mut().make_durable()?;
        }
        Ok(())
    }

    /// The projection of an empty journal.
    fn nothing(journal: &Journal<M>) -> Projection {
        Projection::resume(Summary::empty(*journal.store().as_bytes(), journal.generation()))
    }

    /// Nothing to read, and the kept rows given back.
    fn give_up_rows(&mut self) {
        self.rows = Shown::nothing();
        self.memory_of = None;
    }

    /// Writes down how far the journal is known to be saved.
    ///
    /// # Errors
    /// [`StoreError::Io`]; the one before is then still there.
    fn write_checkpoint(&mut self) -> Result<(), StoreError> {
        let checkpoint = Checkpoint {
            group: self.known_group.max(self.journal.last_group()),
            are_rows_suspect: self.distrust.is_some(),
            replica: self.replica,
        };
        if let Some(gate) = &mut self.ledger.gate {
            gate(checkpoint)?;
        }
        self.ledger.is_open = true;
        Ok(())
    }

    /// Like [`Engine::write_checkpoint`], where an older one does no harm.
    fn note_progress(&mut self) {
        if self.ledger.is_open {
            self.write_checkpoint().ok();
        }
    }
}
