//! The heart of the store: the journal first, the rows right after, and each healed by the other.
//!
//! Generic over both, so that the same code runs on a disk, in memory and on a failing disk.

mod commit;
mod open;
mod read;
mod verify;

pub use commit::{Asked, Collected, Saved};
pub use verify::Verification;

use super::error::Reason;
use super::journal::{Journal, Medium};
use super::port::{Rows, RowsError};
use super::projection::Projection;
use super::summary::Summary;
use crate::domain::number::ReplicaMark;
use crate::log::{ReplicaId, StoreId};

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
    /// The journal was written anew from sled.
    JournalRewritten {
        /// How many groups.
        groups: u64,
    },
    /// The end of the journal was no group; it lies in a side file.
    TailSetAside {
        /// How many bytes.
        bytes: usize,
    },
    /// Groups that are lost in both copies.
    Lost {
        /// The first.
        first_group: u64,
        /// The last.
        last_group: u64,
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

/// Makes empty rows, after setting aside what is there.
pub type FreshRows<R> = Box<dyn FnMut() -> Result<R, RowsError> + Send>;

/// The engine over a journal and rows.
pub struct Engine<M, R> {
    journal: Journal<M>,
    rows: R,
    fresh: FreshRows<R>,
    projection: Projection,
    replica: ReplicaId,
    notices: Vec<Notice>,
    read_only: Option<Reason>,
}

impl<M, R> std::fmt::Debug for Engine<M, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("projection", &self.projection).finish_non_exhaustive()
    }
}

/// What opening needs to know beyond the two copies.
pub struct Opening<R> {
    /// Makes empty rows.
    pub fresh: FreshRows<R>,
    /// The replica that writes.
    pub replica: ReplicaId,
    /// Whether sled may be missing what it was given.
    pub distrust_rows: Option<Cause>,
}

impl<R> std::fmt::Debug for Opening<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening").field("replica", &self.replica).finish_non_exhaustive()
    }
}

impl<M: Medium, R: Rows> Engine<M, R> {
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

    /// The two characters that case numbers of this replica carry.
    pub fn replica_mark(&self) -> ReplicaMark {
        let [first, second, ..] = *self.replica.as_bytes();
        ReplicaMark::from_random(u16::from_le_bytes([first, second]))
    }

    /// The projection of an empty journal.
    fn nothing(journal: &Journal<M>) -> Projection {
        Projection::resume(Summary::empty(*journal.store().as_bytes(), journal.generation()))
    }
}
