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
//! | the full check | `verify` |

mod commit;
mod copies;
mod heal;
mod open;
mod place;
mod read;
mod verify;

pub use commit::{Asked, Collected, Saved};
pub use place::RowsPlace;
pub use verify::Verification;

use super::error::{Reason, StoreError};
use super::journal::{Journal, Medium};
use super::memory::MemoryRows;
use super::port::Rows;
use super::projection::Projection;
use super::summary::Summary;
use crate::domain::number::ReplicaMark;
use crate::log::{ReplicaId, StoreId};
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
    /// The journal was not there, although the store was.
    JournalMissing,
    /// The end of the journal was no group; it lies in a side file. Unless
    /// [`Notice::JournalRewritten`] says that the rows had it, it was never acknowledged, or
    /// nothing proves that it was.
    TailSetAside {
        /// How many bytes.
        bytes: usize,
    },
    /// Groups that are lost in both copies: what can be proved is shown, and nothing is written.
    Lost {
        /// The first.
        first_group: u64,
        /// The last.
        last_group: u64,
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
}

/// What has to be on the disk before anything is written: that the store is open, and that this
/// group was saved by then.
pub type Gate = Box<dyn FnMut(u64) -> Result<(), StoreError> + Send>;

/// The engine over a journal and rows.
pub struct Engine<M, R> {
    journal: Journal<M>,
    rows: Shown<R>,
    place: Box<dyn RowsPlace<R>>,
    /// Not gone through yet.
    gate: Option<Gate>,
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
    /// Bringing the two copies together was cut off by an error: what is shown is nothing, and
    /// nothing may be read or written before it has succeeded.
    unsettled: bool,
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
    /// What has to be on the disk before anything is written.
    pub gate: Option<Gate>,
    /// The replica that writes.
    pub replica: ReplicaId,
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

    /// The store's identity.
    pub const fn store_id(&self) -> StoreId {
        self.journal.store()
    }

    /// The last group that the journal holds, and the last that the rows hold.
    pub const fn groups(&self) -> (u64, u64) {
        (self.journal.last_group(), self.projection.summary.group)
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
        let [first, second, ..] = *self.replica.as_bytes();
        ReplicaMark::from_random(u16::from_le_bytes([first, second]))
    }

    /// Goes back to the wall clock, although the log has stamps that are more than a day later: a
    /// wrong date was put right. Takes effect with the next change, which keeps it.
    pub fn restart_clock(&mut self, wall_millis: u64) {
        self.projection.clock.restart(wall_millis);
    }

    /// The projection of an empty journal.
    fn nothing(journal: &Journal<M>) -> Projection {
        Projection::resume(Summary::empty(*journal.store().as_bytes(), journal.generation()))
    }

    /// Nothing to read, and the kept rows given back.
    fn give_up_rows(&mut self) {
        self.rows = Shown::Memory(MemoryRows::default());
    }
}
