//! Opening: decides which copy to believe.

use super::copies::Copies;
use super::place::Shown;
use super::{Cause, Engine, Notice, Opening};
use crate::store::error::{Reason, StoreError};
use crate::store::journal::{Journal, JournalError, Medium};
use crate::store::memory::MemoryRows;
use crate::store::port::{Rows, RowsError, split_records};
use crate::store::projection::{Following, Projection};
use crate::store::summary::Summary;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Brings journal and rows together: whichever is behind or damaged follows the other.
    ///
    /// Costs what the two differ by; when they agree it does not grow with the store.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read, or a newer build wrote it.
    pub fn open(journal: Journal<M>, opening: Opening<R>) -> Result<Self, StoreError> {
        let projection = Self::nothing(&journal);
        let mut engine = Self {
            journal,
            rows: Shown::Memory(MemoryRows::default()),
            place: opening.place,
            gate: opening.gate,
            projection,
            replica: opening.replica,
            notices: Vec::new(),
            read_only: None,
            distrust: opening.distrust_rows,
            known_group: opening.known_group,
            is_journal_damaged: opening.is_journal_damaged,
            unsettled: true,
        };
        engine.take_up()?;
        Ok(engine)
    }

    /// Brings the two copies together from nothing, as at opening.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read; nothing is shown then.
    pub(super) fn take_up(&mut self) -> Result<(), StoreError> {
        self.settling(|engine| match engine.make_writable() {
            Ok(()) => engine.take_up_rows(),
            Err(error) => {
                let reason = Reason::of(&error).ok_or(error)?;
                engine.show_from_memory(Some(reason))
            }
        })
    }

    /// Runs something that brings the copies together. An error on the way would leave rows and
    /// projection half folded, and agreeing with each other: then nothing is shown, and nothing
    /// can be written, until [`Engine::take_up`] succeeds.
    pub(super) fn settling<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let done = work(self);
        self.unsettled = done.is_err();
        if self.unsettled {
            self.read_only = Some(Reason::DiskFailed);
            self.give_up_rows();
            self.projection = Self::nothing(&self.journal);
        }
        done
    }

    /// Goes through the gate, and makes the journal ready to be appended to.
    pub(super) fn make_writable(&mut self) -> Result<(), StoreError> {
        if let Some(gate) = &mut self.gate {
            gate(self.known_group.max(self.journal.last_group()))?;
            self.gate = None;
        }
        if self.journal.is_poisoned() {
            match self.journal.reopen() {
                // Rewriting it, with what is missing from the rows, makes it ready too.
                Err(JournalError::AcknowledgedMissing { .. }) => self.is_journal_damaged = true,
                reopened => drop(reopened?),
            }
        }
        Ok(())
    }

    /// Opens the rows anew and settles them with the journal.
    pub(super) fn take_up_rows(&mut self) -> Result<(), StoreError> {
        self.read_only = None;
        self.give_up_rows();
        match self.place.open() {
            Ok(rows) => {
                self.rows = Shown::Kept(rows);
                self.settle()
            }
            Err(RowsError::Full) => self.show_from_memory(Some(Reason::DiskFull)),
            Err(_) => self.rebuild(self.distrust.unwrap_or(Cause::Damaged)),
        }
    }

    /// Decides what to believe, and catches up, mends or rebuilds.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        let last = self.journal.last_group();
        let known = self.known_group;
        let summary = match self.read_summary() {
            Ok(Some(summary)) => summary,
            Ok(None) if self.is_new() => {
                self.projection = Self::nothing(&self.journal);
                self.distrust = None;
                return Ok(());
            }
            Ok(None) => return self.rebuild(Cause::Missing),
            Err(cause) => return self.rebuild(cause),
        };
        if let Some(cause) = self.distrust {
            return self.rebuild(cause);
        }
        if self.is_journal_damaged || summary.group > last || known > last {
            return self.settle_after_mending(summary.group.max(known));
        }
        if !self.rows_follow(&summary)? {
            return self.rebuild(Cause::Damaged);
        }
        self.projection = Projection::resume(summary);
        match self.catch_up(Following::Strict) {
            Ok(0) => Ok(()),
            Ok(groups) => {
                self.notices.push(Notice::RowsCaughtUp { groups });
                Ok(())
            }
            Err(StoreError::Rows(RowsError::Full)) => self.show_from_memory(Some(Reason::DiskFull)),
            Err(StoreError::Rows(_) | StoreError::Log(_)) => self.rebuild(Cause::Damaged),
            Err(StoreError::Journal(JournalError::Damaged(_))) => {
                self.is_journal_damaged = true;
                self.settle_after_mending(known)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether nothing was ever saved, as far as anything tells.
    fn is_new(&self) -> bool {
        let saved = self.journal.last_group().max(self.known_group);
        saved == 0 && !self.is_journal_damaged && self.rows.get().group(1) == Ok(None)
    }

    /// The rows as a second copy of the groups, unless they tell another history: then a group of
    /// theirs must not fill a hole of the journal.
    pub(super) fn second_copy(&self) -> Result<Option<&dyn Rows>, StoreError> {
        let Some(rows) = self.rows.second_copy() else { return Ok(None) };
        let last = self.journal.last_group();
        let Some(joined) = rows.group(last).ok().flatten() else { return Ok(Some(rows)) };
        for group in self.journal.groups_from(last) {
            match group {
                Ok(group) => {
                    let is_same = split_records(&joined) == Some(group.records);
                    return Ok(is_same.then_some(rows));
                }
                Err(JournalError::Damaged(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Some(rows))
    }

    /// The journal is behind or damaged, and the rows can be believed.
    fn settle_after_mending(&mut self, known: u64) -> Result<(), StoreError> {
        let mut copies = Copies::up_to(known.max(self.journal.last_group()));
        copies.run_through(&self.journal, self.second_copy()?)?;
        if !copies.lost.is_empty() {
            self.known_group = copies.last;
            return self.show_from_memory(None);
        }
        match self.mend(copies.last) {
            Ok(()) => self.settle(),
            Err(error) => {
                let reason = Reason::of(&error).ok_or(error)?;
                self.show_from_memory(Some(reason))
            }
        }
    }

    /// What the rows say about themselves; of another store they are no rows of ours.
    pub(super) fn read_summary(&self) -> Result<Option<Summary>, Cause> {
        match self.rows.get().summary() {
            Err(_) => Err(Cause::Damaged),
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => {
                let summary = Summary::read(&bytes)?;
                let is_ours = summary.store == *self.journal.store().as_bytes();
                if is_ours { Ok(Some(summary)) } else { Err(Cause::Damaged) }
            }
        }
    }

    /// Whether the last group of the rows is the one that the journal has in its place.
    fn rows_follow(&self, summary: &Summary) -> Result<bool, StoreError> {
        let number = summary.group;
        if number == 0 {
            return Ok(true);
        }
        let group = match self.journal.groups_from(number).next() {
            Some(Ok(group)) if group.number == number => group,
            Some(Err(error @ JournalError::Io { .. })) => return Err(error.into()),
            // Damage shows when it is folded, or is before what was asked for.
            _ => return Ok(false),
        };
        let joined = self.rows.get().group(number).ok().flatten();
        Ok(joined.and_then(|joined| split_records(&joined)) == Some(group.records))
    }
}
