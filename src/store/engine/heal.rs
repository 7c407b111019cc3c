//! Healing: the rows from the journal, the journal from the rows, and what is shown while neither
//! can be done.

use super::copies::Copies;
use super::place::Shown;
use super::{Cause, Engine, Notice};
use crate::store::error::{Reason, StoreError};
use crate::store::journal::{JournalError, Medium};
use crate::store::memory::MemoryRows;
use crate::store::port::{Rows, RowsError};
use crate::store::projection::Following;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Makes the rows anew from the journal; first saves what only the rows have.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read.
    pub(super) fn rebuild(&mut self, cause: Cause) -> Result<(), StoreError> {
        let claimed = self.read_summary().ok().flatten().map_or(0, |summary| summary.group);
        let last = claimed.max(self.known_group).max(self.journal.last_group());
        let mut copies = Copies::up_to(last);
        copies.run_through(&self.journal, self.rows.second_copy())?;
        if !copies.lost.is_empty() {
            self.known_group = copies.last;
            return self.show_from_memory(None);
        }
        if copies.is_journal_damaged
            && let Err(error) = self.mend(copies.last)
        {
            let reason = Reason::of(&error).ok_or(error)?;
            return self.show_from_memory(Some(reason));
        }
        match self.refill() {
            Ok(groups) => {
                self.distrust = None;
                self.notices.push(Notice::RowsRebuilt { cause, groups });
                Ok(())
            }
            Err(StoreError::Rows(error)) => self.show_from_memory(Some(Reason::of_rows(&error))),
            Err(error) => Err(error),
        }
    }

    /// Sets the rows aside and folds the whole journal into new ones.
    fn refill(&mut self) -> Result<u64, StoreError> {
        self.give_up_rows();
        self.rows = Shown::Kept(self.place.fresh()?);
        self.projection = Self::nothing(&self.journal);
        let groups = self.catch_up(Following::Lenient)?;
        self.rows.get_mut().make_durable()?;
        Ok(groups)
    }

    /// Folds in what the journal has beyond the rows; how many groups.
    ///
    /// # Errors
    /// [`StoreError::Journal`] at the first part that is not what was written.
    pub(super) fn catch_up(&mut self, following: Following) -> Result<u64, StoreError> {
        let first = self.projection.summary.group.saturating_add(1);
        let generation = self.journal.generation();
        let mut folded = 0;
        for group in self.journal.groups_from(first) {
            let group = match group {
                Ok(group) => group,
                // Nothing is missing there.
                Err(JournalError::Damaged(damage))
                    if damage.last_group < Some(damage.first_group)
                        && damage.last_group.is_some() =>
                {
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            folded += 1;
            self.projection.fold(self.rows.get(), group.number, &group.records, following)?;
            if self.projection.is_due() {
                self.projection.write(self.rows.get_mut(), generation)?;
            }
        }
        self.projection.write(self.rows.get_mut(), generation)?;
        Ok(folded)
    }

    /// Writes the journal anew out of both copies, which together have every group up to `last`.
    pub(super) fn mend(&mut self, last: u64) -> Result<(), StoreError> {
        let mended = self.rewrite(last);
        match mended {
            Ok(groups) => {
                self.is_journal_damaged = false;
                self.known_group = groups;
                self.notices.push(Notice::JournalRewritten { groups });
                Ok(())
            }
            Err(error) => {
                // Half a journal would only take the room that may be missing.
                self.journal.discard_rewrite().ok();
                Err(error)
            }
        }
    }

    fn rewrite(&mut self, last: u64) -> Result<u64, StoreError> {
        let mut copies = Copies::up_to(last);
        let mut rewrite = self.journal.begin_rewrite()?;
        let mut written = 0;
        loop {
            let groups = copies.stride(rewrite.current(), self.rows.second_copy())?;
            if !copies.lost.is_empty() {
                return Err(StoreError::Rows(RowsError::Damaged { what: "group" }));
            }
            if groups.is_empty() {
                break;
            }
            for (_, records) in groups {
                written = rewrite.push(&records)?;
            }
        }
        rewrite.commit()?;
        Ok(written)
    }

    /// Folds what both copies can prove into memory and goes read-only; nothing on the disk is
    /// changed. Without a reason, groups are lost.
    pub(super) fn show_from_memory(&mut self, reason: Option<Reason>) -> Result<(), StoreError> {
        // What the journal lacks may well be in rows that could not be looked at.
        let may_be_elsewhere = reason.is_some() && !self.rows.is_kept();
        let mut copies = Copies::up_to(self.known_group.max(self.journal.last_group()));
        let mut rows = MemoryRows::default();
        let mut projection = Self::nothing(&self.journal);
        let generation = self.journal.generation();
        loop {
            let groups = copies.stride(&self.journal, self.rows.second_copy())?;
            if groups.is_empty() {
                break;
            }
            for (number, records) in groups {
                projection.fold(&rows, number, &records, Following::Lenient)?;
                if projection.is_due() {
                    projection.write(&mut rows, generation)?;
                }
            }
        }
        projection.write(&mut rows, generation)?;
        self.rows = Shown::Memory(rows);
        self.projection = projection;
        if may_be_elsewhere {
            copies.lost.clear();
        }
        let lost = copies.lost.first().zip(copies.lost.last());
        self.read_only = match (reason, lost) {
            (_, Some((first, last))) => {
                Some(Reason::Incomplete { first_group: first.0, last_group: last.1 })
            }
            (reason, None) => Some(reason.unwrap_or(Reason::DiskFailed)),
        };
        for (first_group, last_group) in copies.lost {
            self.notices.push(Notice::Lost { first_group, last_group });
        }
        if let Some(reason) = reason {
            self.notices.push(Notice::ShownFromMemory { reason });
        }
        Ok(())
    }
}
