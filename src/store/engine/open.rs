//! Opening: decides which copy to believe.

use super::copies::Copies;
use super::place::Shown;
use super::{Cause, Engine, Ledger, Notice, Opening, mark_of};
use crate::domain::number::ReplicaMark;
use crate::log::{LogError, Record, ReplicaId};
use crate::store::error::{Obstacle, Reason, StoreError};
use crate::store::journal::{Journal, JournalError, Medium};
use crate::store::port::{Rows, RowsError, split_records};
use crate::store::projection::{Following, Projection};
use crate::store::summary::Summary;

/// How many replicas are minted for a free mark at most; there are 1,024 marks.
const NAMES: usize = 100_000;

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
            rows: Shown::nothing(),
            place: opening.place,
            ledger: Ledger { gate: opening.gate, is_open: false },
            projection,
            replica: opening.replica,
            notices: Vec::new(),
            read_only: None,
            distrust: opening.distrust_rows,
            known_group: opening.known_group,
            is_journal_damaged: opening.is_journal_damaged,
            is_refilling: false,
            memory_of: None,
            unsettled: true,
        };
        engine.take_up()?;
        if opening.is_replica_new {
            engine.settle_name()?;
        }
        Ok(engine)
    }

    /// Mints another replica as long as the case numbers of this one could be taken for those of
    /// one that wrote before.
    fn settle_name(&mut self) -> Result<(), StoreError> {
        self.avoid_marks(&[])
    }

    /// Like `settle_name`, for numbers that come from elsewhere; a replica that has written keeps its name.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the name cannot be kept.
    pub fn avoid_marks(&mut self, others: &[ReplicaMark]) -> Result<(), StoreError> {
        let heads = self.projection.chain.heads();
        let mut taken: Vec<_> = heads.map(|(_, replica, _)| (replica, mark_of(replica))).collect();
        if !others.is_empty() && taken.iter().any(|(replica, _)| *replica == self.replica) {
            return Ok(());
        }
        let mut taken: Vec<ReplicaMark> = taken.drain(..).map(|(_, mark)| mark).collect();
        taken.extend(others);
        if !taken.contains(&self.replica_mark()) {
            return Ok(());
        }
        for _ in 0..NAMES {
            self.replica = ReplicaId::fresh()?;
            if !taken.contains(&self.replica_mark()) {
                break;
            }
        }
        // Nothing is written under a name that is not on the disk.
        self.ledger.is_open = false;
        if let Err(error) = self.write_checkpoint() {
            let obstacle = Obstacle::of(&error).ok_or(error)?;
            self.read_only = self.read_only.or_else(|| Some(obstacle.into()));
        }
        Ok(())
    }

    /// Brings the two copies together from nothing, as at opening.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read; nothing is shown then.
    pub(super) fn take_up(&mut self) -> Result<(), StoreError> {
        self.settling(|engine| {
            engine.check_format()?;
            match engine.make_writable() {
                Ok(()) => engine.take_up_rows(),
                Err(error) => {
                    let obstacle = Obstacle::of(&error).ok_or(error)?;
                    engine.show_from_memory(Some(obstacle))
                }
            }
        })
    }

    /// Refuses a journal whose last group a newer build wrote, before anything is changed.
    fn check_format(&self) -> Result<(), StoreError> {
        let last = self.journal.last_group();
        for group in self.journal.groups_from(last.max(1)).filter_map(Result::ok) {
            for bytes in &group.records {
                if let Err(error @ (LogError::UnknownVersion(_) | LogError::UnknownSlot(_))) =
                    Record::parse(bytes)
                {
                    return Err(error.into());
                }
            }
        }
        Ok(())
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
        if !self.ledger.is_open {
            self.write_checkpoint()?;
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
        if self.rows.is_kept() {
            self.give_up_rows();
        }
        match self.place.open() {
            Ok(rows) => {
                self.read_only = None;
                self.rows = Shown::Kept(rows);
                self.memory_of = None;
                self.settle()
            }
            Err(error) if error.is_damage() => {
                self.read_only = None;
                self.rebuild(self.distrust.unwrap_or(Cause::Damaged))
            }
            // Nothing says that they are not as good as ever.
            Err(error) => self.show_from_memory(Some(Obstacle::of_rows(&error))),
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
                self.trust_rows();
                return Ok(());
            }
            Ok(None) => return self.rebuild(Cause::Missing),
            Err(Unread::Unfit(cause)) => return self.rebuild(cause),
            Err(Unread::System(error)) => {
                return self.show_from_memory(Some(Obstacle::of_rows(&error)));
            }
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
            Err(StoreError::Rows(error)) if !error.is_damage() => {
                self.show_from_memory(Some(Obstacle::of_rows(&error)))
            }
            Err(StoreError::Rows(_) | StoreError::Log(_)) => self.rebuild(Cause::Damaged),
            Err(StoreError::Journal(JournalError::Damaged(_))) => {
                self.is_journal_damaged = true;
                self.settle_after_mending(known)
            }
            Err(error) => Err(error),
        }
    }

    /// Whatever was to be feared of the rows is over, on the disk too.
    pub(super) fn trust_rows(&mut self) {
        if self.distrust.take().is_some() {
            self.note_progress();
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
        let copies = self.survey(known)?;
        if !copies.is_sound() {
            self.known_group = copies.last;
            return self.show_from_memory(None);
        }
        match self.mend(copies.last) {
            Ok(()) => self.settle(),
            Err(error) => {
                let obstacle = Obstacle::of(&error).ok_or(error)?;
                self.show_from_memory(Some(obstacle))
            }
        }
    }

    /// Looks through both copies, up to a group that is known to have been saved or further.
    pub(super) fn survey(&self, known: u64) -> Result<Copies, StoreError> {
        let last = known.max(self.journal.last_group());
        Copies::survey(last, &self.journal, self.second_copy()?)
    }

    /// What the rows say about themselves; of another store they are no rows of ours.
    pub(super) fn read_summary(&self) -> Result<Option<Summary>, Unread> {
        match self.rows.get().summary() {
            Err(error) if error.is_damage() => Err(Unread::Unfit(Cause::Damaged)),
            Err(error) => Err(Unread::System(error)),
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => {
                let summary = Summary::read(&bytes).map_err(Unread::Unfit)?;
                let is_ours = summary.store == *self.journal.store().as_bytes();
                if is_ours { Ok(Some(summary)) } else { Err(Unread::Unfit(Cause::Damaged)) }
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

/// Why rows do not say anything about themselves that helps.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// They have to be made anew.
    Unfit(Cause),
    /// The system failed; they may be as good as ever.
    System(RowsError),
}
