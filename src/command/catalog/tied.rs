//! Where ties lead: the rows themselves, which have the last word on whether they are meant.

use super::Catalog;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::row::{CommitmentRow, IssueRow, SessionRow};
use chrono::NaiveDate;
use std::cmp::Reverse;

impl Catalog {
    /// The session that is going on, the one of the latest day where several are.
    pub fn live_session(&self) -> Option<SessionId> {
        self.ties.live()
    }

    /// The sessions that a studio leads, or all sessions, the newest first.
    pub fn sessions_of(&self, studio: Option<StudioId>) -> impl Iterator<Item = SessionRow> {
        self.ties.held_by(studio).filter_map(|id| self.sessions.get(&id))
    }

    /// The sessions that talk about an issue, the newest first.
    pub fn sessions_of_issue(&self, issue: IssueId) -> impl Iterator<Item = SessionRow> + use<> {
        let rows = self.ties.on_agenda(issue).filter_map(|slot| self.sessions.at(slot));
        let mut rows: Vec<_> = rows.filter(|row| row.issues.contains(&issue)).collect();
        rows.sort_unstable_by_key(|row| Reverse((row.on, row.id)));
        rows.into_iter()
    }

    /// The commitments that serve an issue, in their order.
    pub fn commitments_of(&self, issue: IssueId) -> impl Iterator<Item = CommitmentRow> + use<> {
        let rows = self.ties.promised(issue).filter_map(|slot| self.commitments.at(slot));
        let mut rows: Vec<_> = rows.filter(|row| row.issue == issue).collect();
        rows.sort_unstable_by_key(|row| (row.ordinal, row.id));
        rows.into_iter()
    }

    /// The issues that were merged into one, not those that came with them.
    pub fn merged_into(&self, issue: IssueId) -> impl Iterator<Item = IssueRow> + use<> {
        let rows = self.ties.merged(issue).filter_map(|slot| self.issues.at(slot));
        let mut rows: Vec<_> = rows.filter(|row| row.merged_into == Some(issue)).collect();
        rows.sort_unstable_by_key(|row| row.id);
        rows.into_iter()
    }

    /// How many issues of a studio, or of all, are open, and how many of these are late.
    pub fn open_counts(&self, studio: Option<StudioId>, today: NaiveDate) -> (usize, usize) {
        (self.ties.open(studio), self.ties.late(studio, today))
    }

    /// Those of a small kind that may be called so, and are meant by what they say themselves.
    pub(super) fn called<Id: TryFrom<EntityId>>(
        &self,
        kind: EntityKind,
        text: &str,
        is_meant: impl Fn(Id) -> bool,
    ) -> impl Iterator<Item = EntityId> {
        let is_one = move |id: &EntityId| Id::try_from(*id).is_ok_and(&is_meant);
        self.ties.called(kind, text).filter(is_one)
    }

    /// The issues that may be called so and are meant, in the order of their ids.
    pub(super) fn issues_called(
        &self,
        text: &str,
        is_meant: impl Fn(&IssueRow) -> bool,
    ) -> Vec<EntityId> {
        let rows = self.ties.issues_called(text).filter_map(|slot| self.issues.at(slot));
        in_order(rows.filter(is_meant).map(|row| row.id.into()))
    }

    /// The sessions that may be called so and are meant, in the order of their ids.
    pub(super) fn sessions_called(
        &self,
        text: &str,
        is_meant: impl Fn(&SessionRow) -> bool,
    ) -> Vec<EntityId> {
        let rows = self.ties.sessions_called(text).filter_map(|slot| self.sessions.at(slot));
        in_order(rows.filter(is_meant).map(|row| row.id.into()))
    }
}

fn in_order(ids: impl Iterator<Item = EntityId>) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = ids.collect();
    ids.sort_unstable();
    ids
}
