//! Opening: decides which copy to believe, and heals the other.

use super::{Cause, Engine, Notice, Opening, Summary};
use crate::store::error::{Reason, StoreError};
use crate::store::journal::{Journal, JournalError, Medium};
use crate::store::port::{Rows, RowsError, split_records};
use crate::store::projection::Projection;
use crate::store::summary::VIEW_VERSION;
use std::collections::BTreeMap;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Brings journal and rows together: whichever is behind follows the other.
    ///
    /// Costs what the two differ by; when they agree it does not grow with the store.
    ///
    /// # Errors
    /// [`StoreError`] when neither copy can be read.
    pub fn open(
        journal: Journal<M>,
        rows: Result<R, RowsError>,
        opening: Opening<R>,
    ) -> Result<Self, StoreError> {
        let mut fresh = opening.fresh;
        let mut cause = opening.distrust_rows;
        let rows = if let Ok(rows) = rows {
            rows
        } else {
            cause = cause.or(Some(Cause::Damaged));
            fresh()?
        };
        let projection = Self::nothing(&journal);
        let mut engine = Self {
            journal,
            rows,
            fresh,
            projection,
            replica: opening.replica,
            notices: Vec::new(),
            read_only: None,
        };
        engine.settle(cause)?;
        Ok(engine)
    }

    /// Decides what to believe, and catches up or rebuilds.
    fn settle(&mut self, distrust: Option<Cause>) -> Result<(), StoreError> {
        let journal_groups = self.journal.last_group();
        let stored = self.rows.summary().and_then(|bytes| match bytes {
            None => Ok(None),
            Some(bytes) => {
                Summary::decode(&bytes).map(Some).ok().ok_or(RowsError::Damaged { what: "summary" })
            }
        });
        let cause = match &stored {
            Err(_) => Some(Cause::Damaged),
            Ok(None) => (journal_groups > 0).then_some(Cause::Missing),
            Ok(Some(summary)) if summary.store != *self.journal.store().as_bytes() => {
                Some(Cause::Damaged)
            }
            Ok(Some(summary)) if summary.views != VIEW_VERSION => Some(Cause::NewShape),
            Ok(Some(_)) => None,
        };
        if let Ok(Some(summary)) = stored {
            // Only trustworthy rows may speak against the journal.
            let is_ahead =
                summary.generation == self.journal.generation() && summary.group > journal_groups;
            let is_older = summary.generation > self.journal.generation();
            if cause.is_none() && (is_ahead || is_older) {
                self.projection = Projection::resume(summary);
                return self.rewrite_journal();
            }
            if cause.is_none() && summary.generation == self.journal.generation() {
                self.projection = Projection::resume(summary);
            } else if cause.is_none() {
                // The journal was written anew and the rows do not know: count from there.
                return self.rebuild(Cause::Damaged);
            }
        }
        match cause.or(distrust) {
            Some(cause) => self.rebuild(cause),
            None => self.catch_up(None),
        }
    }

    /// Folds in what the journal has beyond the rows.
    pub(super) fn catch_up(&mut self, rebuilding: Option<Cause>) -> Result<(), StoreError> {
        let first = self.projection.summary.group.saturating_add(1);
        let mut lost = None;
        let mut folded = 0;
        for group in self.journal.groups_from(first) {
            let group = match group {
                Ok(group) => group,
                Err(JournalError::Damaged(damage)) => {
                    let last = damage.last_group.unwrap_or(damage.first_group);
                    if last >= damage.first_group {
                        lost = Some((damage.first_group, last));
                    }
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            folded += 1;
            self.projection.fold(&self.rows, group.number, &group.records)?;
            if self.projection.is_due() {
                self.projection.write(&mut self.rows)?;
            }
        }
        self.projection.write(&mut self.rows)?;
        if let Some((first_group, last_group)) = lost {
            self.read_only = Some(Reason::Incomplete { first_group, last_group });
            self.notices.push(Notice::Lost { first_group, last_group });
        }
        match rebuilding {
            Some(cause) => self.notices.push(Notice::RowsRebuilt { cause, groups: folded }),
            None if folded > 0 => self.notices.push(Notice::RowsCaughtUp { groups: folded }),
            None => {}
        }
        if folded > 0 {
            self.rows.make_durable()?;
        }
        Ok(())
    }

    /// Starts over with empty rows.
    pub(super) fn start_over(&mut self) -> Result<(), StoreError> {
        self.rows = (self.fresh)()?;
        self.projection = Self::nothing(&self.journal);
        Ok(())
    }

    /// Sets the rows aside and folds the whole journal anew; first saves what only sled has.
    pub(super) fn rebuild(&mut self, cause: Cause) -> Result<(), StoreError> {
        if self.journal.verify()?.iter().any(|damage| damage.last_group >= Some(damage.first_group))
            && self.mend_journal()?
        {
            return Ok(());
        }
        self.start_over()?;
        self.catch_up(Some(cause))
    }

    /// The journal is behind or damaged and sled has every group: writes the journal anew.
    fn rewrite_journal(&mut self) -> Result<(), StoreError> {
        if self.mend_journal()? {
            return Ok(());
        }
        // Sled claims more groups than it can show, so neither copy is whole: what the journal
        // proves is served, read-only.
        let (first_group, last_group) =
            (self.journal.last_group().saturating_add(1), self.projection.summary.group);
        self.start_over()?;
        self.catch_up(Some(Cause::Damaged))?;
        self.notices.push(Notice::Lost { first_group, last_group });
        self.read_only = Some(Reason::Incomplete { first_group, last_group });
        Ok(())
    }

    /// Writes the journal anew out of both copies, each group from the one that has it whole.
    ///
    /// `false` when some group is in neither; nothing is changed then.
    fn mend_journal(&mut self) -> Result<bool, StoreError> {
        let stored = match self.rows.summary() {
            Ok(Some(bytes)) => Summary::decode(&bytes).ok(),
            _ => None,
        };
        let same_numbers =
            stored.as_ref().is_some_and(|it| it.generation >= self.journal.generation());
        let sled_last = stored.as_ref().filter(|_| same_numbers).map_or(0, |it| it.group);
        let last = sled_last.max(self.journal.last_group());
        let mut groups: Vec<Vec<Vec<u8>>> = Vec::new();
        let mut from_journal = self
            .journal
            .groups_from(1)
            .filter_map(Result::ok)
            .map(|group| (group.number, group.records))
            .collect::<BTreeMap<_, _>>();
        for number in 1..=last {
            let here = from_journal.remove(&number);
            let records = here.or_else(|| {
                let joined = self.rows.group(number).ok().flatten().filter(|_| same_numbers)?;
                split_records(&joined)
            });
            let Some(records) = records else { return Ok(false) };
            groups.push(records);
        }
        self.journal.rewrite(groups)?;
        self.notices.push(Notice::JournalRewritten { groups: last });
        // Group numbers stay, but the rows must name the new generation; simplest and surest is
        // to fold them again.
        self.start_over()?;
        self.catch_up(Some(Cause::Damaged))?;
        Ok(true)
    }
}
