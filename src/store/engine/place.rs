//! Where the rows are kept, and what is shown while they cannot be.

use super::super::memory::MemoryRows;
use super::super::port::{Rows, RowsError};

/// What is known of rows that others take the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// The journal has every group that they have.
    Covered,
    /// They could not be asked: they may have what nothing else has.
    Unread,
    /// They were made out of the journal a moment ago, and never finished.
    Unfinished,
}

/// A place that keeps rows.
pub trait RowsPlace<R>: Send {
    /// Opens the rows as they are; empty ones where there are none.
    ///
    /// # Errors
    /// [`RowsError`] when they cannot be opened; they stay where they are.
    fn open(&mut self) -> Result<R, RowsError>;

    /// Puts away what is there and makes empty rows.
    ///
    /// # Errors
    /// [`RowsError`] when the place fails.
    fn fresh(&mut self, old: Replaced) -> Result<R, RowsError>;

    /// Takes the last [`RowsPlace::fresh`] back: what it put away is in its place again, and what was begun
    /// there is gone. Whether there was anything to bring back.
    ///
    /// # Errors
    /// [`RowsError`] when the place fails; what was put away is still there then.
    fn put_back(&mut self) -> Result<bool, RowsError> {
        Ok(false)
    }
}

/// What is read.
pub(super) enum Shown<R> {
    /// The rows that are kept.
    Kept(R),
    /// What can be proved, folded in memory: the place is full or failed, or part of the log is
    /// lost and the rows are left as they are.
    Memory(MemoryRows),
}

impl<R: Rows> Shown<R> {
    pub(super) fn nothing() -> Self {
        Self::Memory(MemoryRows::without_groups())
    }

    pub(super) fn get(&self) -> &dyn Rows {
        match self {
            Self::Kept(rows) => rows,
            Self::Memory(rows) => rows,
        }
    }

    pub(super) fn get_mut(&mut self) -> &mut dyn Rows {
        match self {
            Self::Kept(rows) => rows,
            Self::Memory(rows) => rows,
        }
    }

    /// The rows that are kept, as a second copy of the groups.
    pub(super) fn second_copy(&self) -> Option<&dyn Rows> {
        match self {
            Self::Kept(rows) => Some(rows),
            Self::Memory(_) => None,
        }
    }

    pub(super) const fn is_kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }
}
