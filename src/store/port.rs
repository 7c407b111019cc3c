//! What the program asks of a store for reading: rows and groups, changed together or not at all.
//!
//! Bytes only. One conformance suite (`tests/it/store/conformance.rs`) holds every implementation.

use crate::domain::id::{EntityId, EntityKind};
use std::fmt;
use std::io::ErrorKind;

/// Hears how much of how much is done.
pub type Telling<'t> = &'t mut dyn FnMut(usize, usize);

/// A place where the current rows and the groups of the journal are kept for reading.
///
/// A batch is visible whole or not at all, also after the process was killed: where part of it was
/// written, there is no summary, and nothing else is to be believed. It is durable only after [`Rows::make_durable`]: until then the journal is the only copy that counts.
pub trait Rows: Send {
    /// The state of the whole, or `None` when nothing was ever applied.
    ///
    /// # Errors
    /// [`RowsError`] when it cannot be read or does not match its checksum.
    fn summary(&self) -> Result<Option<Vec<u8>>, RowsError>;

    /// The row of an entity.
    ///
    /// # Errors
    /// [`RowsError`] when it cannot be read or does not match its checksum.
    fn row(&self, id: EntityId) -> Result<Option<Vec<u8>>, RowsError>;

    /// Hands every row of one kind to `visit`, in the order of their ids.
    ///
    /// # Errors
    /// [`RowsError`] at the first row that cannot be read; those before it were visited.
    fn scan(
        &self,
        kind: EntityKind,
        visit: &mut dyn FnMut(EntityId, Vec<u8>),
    ) -> Result<(), RowsError>;

    /// The entity that a case number was given to.
    ///
    /// # Errors
    /// [`RowsError`] when it cannot be read.
    fn numbered(&self, number: &str) -> Result<Option<EntityId>, RowsError>;

    /// The records of a group, as [`join_records`] joins them.
    ///
    /// # Errors
    /// [`RowsError`] when it cannot be read or does not match its checksum.
    fn group(&self, number: u64) -> Result<Option<Vec<u8>>, RowsError>;

    /// The number of the first group from `first` on that may be there: where it can be told, none of those
    /// before is, so that nobody has to ask for each of them. `None` when there are no more.
    ///
    /// # Errors
    /// [`RowsError`] when it cannot be read.
    fn group_from(&self, first: u64) -> Result<Option<u64>, RowsError> {
        Ok(Some(first))
    }

    /// Applies a batch.
    ///
    /// # Errors
    /// [`RowsError`]; nothing of the batch is visible then, or there is no summary any more.
    fn apply(&mut self, batch: &Batch) -> Result<(), RowsError>;

    /// The same; `tell` hears how many of how many parts are written.
    ///
    /// # Errors
    /// As [`Rows::apply`].
    fn apply_telling(&mut self, batch: &Batch, tell: Telling<'_>) -> Result<(), RowsError> {
        self.apply(batch)?;
        tell(1, 1);
        Ok(())
    }

    /// Makes everything that was applied durable.
    ///
    /// # Errors
    /// [`RowsError`] when the disk fails.
    fn make_durable(&mut self) -> Result<(), RowsError>;

    /// Whether the engine has panicked: it is then not asked any more, and has to be opened anew.
    fn is_dead(&self) -> bool {
        false
    }
}

/// Changes that become visible together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Groups of the journal by number, joined by [`join_records`].
    pub groups: Vec<(u64, Vec<u8>)>,
    /// Rows to be put.
    pub rows: Vec<(EntityId, Vec<u8>)>,
    /// Case numbers that were given.
    pub numbers: Vec<(String, EntityId)>,
    /// The state of the whole after this batch.
    pub summary: Vec<u8>,
}

/// Why rows could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowsError {
    /// What was read is not what was written.
    Damaged {
        /// What was read.
        what: &'static str,
    },
    /// The disk is full.
    Full,
    /// The engine panicked; it is not to be used any more.
    Panicked,
    /// The system failed: nothing says that the rows are damaged.
    Failed {
        /// How.
        kind: ErrorKind,
    },
}

impl fmt::Display for RowsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { what } => write!(f, "a {what} is not what was written"),
            Self::Full => f.write_str("the disk is full"),
            Self::Panicked => f.write_str("the engine panicked"),
            Self::Failed { kind } => write!(f, "the system failed: {kind}"),
        }
    }
}

impl RowsError {
    /// Whether the rows are not what was written, so that only making them anew helps. After any
    /// other error they may be as good as ever.
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Panicked)
    }
}

impl std::error::Error for RowsError {}

/// Joins the records of a group: each with its length before it, four bytes, little end first.
pub fn join_records<R: AsRef<[u8]>>(records: &[R]) -> Vec<u8> {
    let mut joined = Vec::new();
    for record in records {
        let record = record.as_ref();
        joined.extend(u32::try_from(record.len()).unwrap_or(u32::MAX).to_le_bytes());
        joined.extend(record);
    }
    joined
}

/// Takes the records of a group apart; `None` when the lengths do not add up.
pub fn split_records(mut joined: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut records = Vec::new();
    while !joined.is_empty() {
        let (len, rest) = joined.split_first_chunk::<4>()?;
        let (record, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        records.push(record.to_vec());
        joined = rest;
    }
    Some(records)
}
