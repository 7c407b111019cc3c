//! Healing: the rows from the journal, the journal from the rows, and what is shown while neither
//! can be done.

use super::copies::{Break, Copies};
use super::open::Unread;
use super::place::{Replaced, Shown};
use super::{Cause, Engine, Notice};
use crate::store::error::{Obstacle, Reason, StoreError};
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
        if let Err(error) = self.revive_rows()
            && !error.is_damage()
        {
            return self.show_from_memory(Some(Obstacle::of_rows(&error)));
        }
        let claimed = match self.read_summary() {
            Ok(summary) => summary.map_or(0, |summary| summary.group),
            Err(Unread::Unfit(_)) => 0,
            Err(Unread::System(error)) => {
                return self.show_from_memory(Some(Obstacle::of_rows(&error)));
            }
        };
        let copies = self.survey(claimed.max(self.known_group))?;
        if !copies.is_sound() {
            self.known_group = copies.last;
            return self.show_from_memory(None);
        }
        let is_covered = !copies.is_unread && self.second_copy()?.is_some();
        let old = if is_covered { Replaced::Covered } else { Replaced::Unread };
        if copies.is_journal_damaged
            && let Err(error) = self.mend(copies.last)
        {
            let obstacle = Obstacle::of(&error).ok_or(error)?;
            return self.show_from_memory(Some(obstacle));
        }
        match self.refill(old) {
            Ok(groups) => {
                self.trust_rows();
                self.notices.push(Notice::RowsRebuilt { cause, groups });
                Ok(())
            }
            Err(StoreError::Rows(error)) => self.show_from_memory(Some(Obstacle::of_rows(&error))),
            Err(error) => Err(error),
        }
    }

    /// Opens rows that have panicked anew: the engine that panicked says nothing more, and what
    /// it would have said may be all that is left of a group.
    fn revive_rows(&mut self) -> Result<(), RowsError> {
        if !self.rows.get().is_dead() {
            return Ok(());
        }
        self.give_up_rows();
        self.rows = Shown::Kept(self.place.open()?);
        Ok(())
    }

    /// Puts the rows away and folds the whole journal into new ones.
    fn refill(&mut self, old: Replaced) -> Result<u64, StoreError> {
        let shown = std::mem::replace(&mut self.rows, Shown::nothing());
        let before = match shown {
            // Closed first: the new ones take its place.
            Shown::Kept(rows) => {
                drop(rows);
                None
            }
            memory @ Shown::Memory(_) => Some((memory, self.memory_of)),
        };
        let empty = Self::nothing(&self.journal);
        let projection = std::mem::replace(&mut self.projection, empty);
        let refilled = self.refill_fresh(old);
        if matches!(refilled, Err(StoreError::Rows(RowsError::Full))) {
            // What is half made takes the room that is missing, and the old rows may have been refused for the
            // want of it alone: sled panics where it cannot write while it opens.
            self.give_up_rows();
            if self.place.put_back() == Ok(true) {
                self.is_refilling = false;
            }
        }
        if refilled.is_err()
            && let Some((rows, memory_of)) = before
        {
            // What was read into memory is as good as before, and dear to read again.
            self.give_up_rows();
            (self.rows, self.projection, self.memory_of) = (rows, projection, memory_of);
        }
        refilled
    }

    fn refill_fresh(&mut self, old: Replaced) -> Result<u64, StoreError> {
        let old = if self.is_refilling { Replaced::Unfinished } else { old };
        let rows = self.place.fresh(old)?;
        self.is_refilling = true;
        self.rows = Shown::Kept(rows);
        self.memory_of = None;
        let groups = self.catch_up(Following::Strict)?;
        self.rows.get_mut().make_durable()?;
        self.is_refilling = false;
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
    /// changed. Without an obstacle, part of the log is lost or does not hang together.
    pub(super) fn show_from_memory(
        &mut self,
        obstacle: Option<Obstacle>,
    ) -> Result<(), StoreError> {
        let position = (self.journal.generation(), self.journal.last_group());
        if let (Some(obstacle), true) = (obstacle, self.memory_of == Some(position)) {
            self.read_only = Some(self.still_read_only(obstacle));
            return Ok(());
        }
        let mut copies = self.survey(self.known_group)?;
        // What the journal lacks, even at its end, may well be in rows that nobody has looked at.
        let is_unseen =
            obstacle.is_some() && !self.rows.is_kept() && !self.look_at_rows(&mut copies)?;
        self.fold_into_memory(&mut copies)?;
        let is_unread = is_unseen || copies.is_unread;
        let reason = self.why_read_only(&copies, obstacle, is_unread);
        self.read_only = Some(reason);
        if let Some(obstacle) = obstacle {
            let reason = if reason.can_pass() { reason } else { obstacle.into() };
            self.notices.push(Notice::ShownFromMemory { reason });
        } else if reason.can_pass() {
            self.notices.push(Notice::ShownFromMemory { reason });
        }
        self.memory_of = obstacle.is_some().then_some(position);
        Ok(())
    }

    /// Why the store stays read-only, with the same shown as before.
    pub(super) fn still_read_only(&self, obstacle: Obstacle) -> Reason {
        match self.read_only {
            Some(Reason::PartlyShown { first_group, last_group, .. }) => {
                Reason::PartlyShown { first_group, last_group, because: obstacle }
            }
            _ => obstacle.into(),
        }
    }

    /// Opens the rows to read what the journal lacks; whether that could be done.
    fn look_at_rows(&mut self, copies: &mut Copies) -> Result<bool, StoreError> {
        let Ok(rows) = self.place.open() else { return Ok(false) };
        self.rows = Shown::Kept(rows);
        *copies = self.survey(self.known_group)?;
        Ok(true)
    }

    fn fold_into_memory(&mut self, found: &mut Copies) -> Result<(), StoreError> {
        let mut copies = found.again();
        let mut rows = MemoryRows::without_groups();
        let mut projection = Self::nothing(&self.journal);
        let generation = self.journal.generation();
        let second = self.second_copy()?;
        loop {
            let groups = copies.stride(&self.journal, second)?;
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
        found.lost = copies.lost;
        found.broken = copies.broken;
        found.is_unread |= copies.is_unread;
        self.rows = Shown::Memory(rows);
        self.projection = projection;
        Ok(())
    }

    /// Names what is missing, and tells it where it is lost for good.
    fn why_read_only(
        &mut self,
        copies: &Copies,
        obstacle: Option<Obstacle>,
        is_unread: bool,
    ) -> Reason {
        let lost = copies.lost.first().zip(copies.lost.last());
        if let Some(((first_group, _), (_, last_group))) = lost {
            let (first_group, last_group) = (*first_group, *last_group);
            if is_unread {
                let because = obstacle.unwrap_or(Obstacle::Failed);
                return Reason::PartlyShown { first_group, last_group, because };
            }
            for (first_group, last_group) in copies.lost.iter().copied() {
                self.notices.push(Notice::Lost { first_group, last_group });
            }
            return Reason::Incomplete { first_group, last_group };
        }
        if let Some(Break { group, replica, seq }) = copies.broken {
            self.notices.push(Notice::Broken { group, replica, seq });
            return Reason::Broken { group, replica, seq };
        }
        obstacle.unwrap_or(Obstacle::Failed).into()
    }
}
