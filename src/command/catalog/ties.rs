//! What leads from one row to others, kept in step with each row that changes: what things are
//! called, which sessions and commitments belong to an issue, how many issues are open.

use super::Catalog;
use super::flat::Flat;
use super::kept::{Blocks, Unread};
use super::shared::Shared;
use crate::domain::date::DateSpan;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::row::{
    CommitmentRow, DepartmentRow, IssueRow, PersonRow, SessionRow, StudioRow,
};
use crate::domain::session::SessionStatus;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Read;

/// A studio, or all of them.
pub(super) type Whose = Option<StudioId>;

/// A session by its day: of one day, too, the one that was planned last comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    on: DateSpan,
    id: SessionId,
}

impl Flat for Held {
    fn put(&self, to: &mut Vec<u8>) {
        self.on.put(to);
        self.id.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self { on: DateSpan::take(from)?, id: SessionId::take(from)? })
    }
}

/// The newest session comes first.
type Newest = Reverse<Held>;

/// A tie, by what it is looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// Something is called so; texts are told apart by their hash, and by who asks.
    Called(u32, EntityId),
    /// A session talks about an issue; the newest comes first.
    OnAgenda(IssueId, Newest),
    /// A session belongs to a studio, and to all of them.
    HeldBy(Whose, Newest),
    /// A session is going on.
    Live(Newest),
    /// A commitment serves an issue.
    Promised(IssueId, u16, CommitmentId),
    /// An issue was merged into another.
    Merged(IssueId, IssueId),
    /// A studio has an open issue, and when that is due.
    Open(Whose, Option<NaiveDate>),
}

/// All ties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ties {
    called: Shared<(u32, EntityId)>,
    on_agenda: Shared<(IssueId, Newest)>,
    held_by: Shared<(Whose, Newest)>,
    live: Shared<Newest>,
    promised: Shared<(IssueId, u16, CommitmentId)>,
    merged: Shared<(IssueId, IssueId)>,
    open: BTreeMap<Whose, usize>,
    /// How many of the open issues are due on a day: what is late today is the sum over the past.
    due: Shared<(Whose, NaiveDate), usize>,
}

impl Ties {
    /// Adds all ties to some blocks.
    pub(super) fn write(&self, to: &mut Blocks) -> Option<()> {
        self.called.write(to)?;
        self.on_agenda.write(to)?;
        self.held_by.write(to)?;
        self.live.write(to)?;
        self.promised.write(to)?;
        self.merged.write(to)?;
        to.put_value(&self.open)?;
        self.due.write(to)
    }

    /// What [`Ties::write`] wrote.
    pub(super) fn read(from: &mut Unread<impl Read>) -> Option<Self> {
        Some(Self {
            called: Shared::read(from)?,
            on_agenda: Shared::read(from)?,
            held_by: Shared::read(from)?,
            live: Shared::read(from)?,
            promised: Shared::read(from)?,
            merged: Shared::read(from)?,
            open: from.take_value()?,
            due: Shared::read(from)?,
        })
    }

    /// Adds the ties of a row, if there is one, or takes them away.
    pub(super) fn put_all(&mut self, row: Option<&impl Tied>, there: bool) {
        if let Some(row) = row {
            row.ties(&mut |tie| self.put(tie, there));
        }
    }

    /// Adds a tie, or takes it away.
    pub(super) fn put(&mut self, tie: Tie, there: bool) {
        match tie {
            Tie::Called(hash, id) => toggle(&mut self.called, (hash, id), there),
            Tie::OnAgenda(issue, newest) => toggle(&mut self.on_agenda, (issue, newest), there),
            Tie::HeldBy(whose, newest) => toggle(&mut self.held_by, (whose, newest), there),
            Tie::Live(newest) => toggle(&mut self.live, newest, there),
            Tie::Promised(issue, at, id) => toggle(&mut self.promised, (issue, at, id), there),
            Tie::Merged(into, child) => toggle(&mut self.merged, (into, child), there),
            Tie::Open(whose, due) => {
                match counted(self.open(whose), there) {
                    0 => self.open.remove(&whose),
                    count => self.open.insert(whose, count),
                };
                if let Some(day) = due {
                    let on_day = self.due.get(&(whose, day)).copied().unwrap_or(0);
                    match counted(on_day, there) {
                        0 => self.due.remove(&(whose, day)),
                        count => self.due.insert((whose, day), count),
                    };
                }
            }
        }
    }

    /// What of a kind may be called so: hashes can meet, so the row has the last word.
    pub(super) fn called(&self, kind: EntityKind, text: &str) -> impl Iterator<Item = EntityId> {
        let hash = hash_of(text);
        let first = (hash, EntityId { kind, bytes: [0; 16] });
        let keys = self.called.from(&first).map(|(key, ())| *key);
        keys.take_while(move |(it, id)| *it == hash && id.kind == kind).map(|(_, id)| id)
    }

    /// The sessions that talk about an issue, the newest first.
    pub(super) fn on_agenda(&self, issue: IssueId) -> impl Iterator<Item = SessionId> {
        let keys = self.on_agenda.from(&(issue, latest())).map(|(key, ())| *key);
        keys.take_while(move |(it, _)| *it == issue).map(|(_, Reverse(Held { id, .. }))| id)
    }

    /// The sessions of a studio or of all, the newest first.
    pub(super) fn held_by(&self, whose: Whose) -> impl Iterator<Item = SessionId> {
        let keys = self.held_by.from(&(whose, latest())).map(|(key, ())| *key);
        keys.take_while(move |(it, _)| *it == whose).map(|(_, Reverse(Held { id, .. }))| id)
    }

    /// The session that is going on, the newest where several are.
    pub(super) fn live(&self) -> Option<SessionId> {
        self.live.from(&latest()).next().map(|(Reverse(held), ())| held.id)
    }

    /// The commitments of an issue, in their order.
    pub(super) fn promised(&self, issue: IssueId) -> impl Iterator<Item = CommitmentId> {
        let first = (issue, 0, CommitmentId::from_bytes([0; 16]));
        let keys = self.promised.from(&first).map(|(key, ())| *key);
        keys.take_while(move |(it, ..)| *it == issue).map(|(_, _, id)| id)
    }

    /// The issues that were merged into one, in the order of their ids.
    pub(super) fn merged(&self, into: IssueId) -> impl Iterator<Item = IssueId> {
        let keys = self.merged.from(&(into, IssueId::from_bytes([0; 16]))).map(|(key, ())| *key);
        keys.take_while(move |(it, _)| *it == into).map(|(_, child)| child)
    }

    /// How many issues are open.
    pub(super) fn open(&self, whose: Whose) -> usize {
        self.open.get(&whose).copied().unwrap_or(0)
    }

    /// How many of them were due before a day.
    pub(super) fn late(&self, whose: Whose, today: NaiveDate) -> usize {
        let days = self.due.from(&(whose, NaiveDate::MIN));
        let past = days.take_while(|((it, day), _)| *it == whose && *day < today);
        past.map(|(_, count)| count).sum()
    }
}

/// The latest that a date can be: with it the newest session begins.
fn latest() -> Newest {
    Reverse(Held { on: DateSpan::of_day(NaiveDate::MAX), id: SessionId::from_bytes([u8::MAX; 16]) })
}

fn toggle<K: Ord + Clone>(keys: &mut Shared<K>, key: K, there: bool) {
    if there {
        keys.insert(key, ());
    } else {
        keys.remove(&key);
    }
}

const fn counted(count: usize, more: bool) -> usize {
    if more { count + 1 } else { count.saturating_sub(1) }
}

/// Of two texts that are alike, and of few others: the rows have the last word. It is kept with the lists,
/// so that every build has to reckon it in the same way.
fn hash_of(text: &str) -> u32 {
    crc32c::crc32c(text.as_bytes())
}

/// A row with its ties to others.
pub(super) trait Tied {
    /// Tells every tie.
    fn ties(&self, tell: &mut dyn FnMut(Tie));
}

fn call(tell: &mut dyn FnMut(Tie), id: impl Into<EntityId>, texts: &[&str]) {
    let id = id.into();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        tell(Tie::Called(hash_of(text), id));
    }
}

impl Tied for StudioRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        call(tell, self.id, &[&self.code, &self.name]);
    }
}

impl Tied for PersonRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        call(tell, self.id, &[&self.name]);
    }
}

impl Tied for DepartmentRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        let of = |name: &str| format!("{}{name}", self.district);
        call(tell, self.id, &[&self.name, &self.short, &of(&self.name), &of(&self.short)]);
    }
}

impl Tied for IssueRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        call(tell, self.id, &[self.number.as_str(), &self.title]);
        if self.status.is_open() {
            tell(Tie::Open(None, self.due));
            tell(Tie::Open(Some(self.studio), self.due));
        }
        if let Some(into) = self.merged_into {
            tell(Tie::Merged(into, self.id));
        }
    }
}

impl Tied for SessionRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        call(tell, self.id, &[self.number.as_str(), &self.title]);
        // Of one day, too, the one that was planned last comes first.
        let newest = Reverse(Held { on: self.on, id: self.id });
        tell(Tie::HeldBy(None, newest));
        tell(Tie::HeldBy(Some(self.studio), newest));
        if matches!(self.status, SessionStatus::Live | SessionStatus::Paused) {
            tell(Tie::Live(newest));
        }
        for issue in &self.issues {
            tell(Tie::OnAgenda(*issue, newest));
        }
    }
}

impl Tied for CommitmentRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        tell(Tie::Promised(self.issue, self.ordinal, self.id));
    }
}

/// Ties that are collected first and put in order once: that of many rows is soon done.
#[derive(Default)]
pub(super) struct Collected {
    called: Vec<(u32, EntityId)>,
    on_agenda: Vec<(IssueId, Newest)>,
    held_by: Vec<(Whose, Newest)>,
    promised: Vec<(IssueId, u16, CommitmentId)>,
    ties: Ties,
}

impl Collected {
    /// The ties of all rows of a catalog.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut ties = Self::default();
        catalog.studios.values().for_each(|row| ties.add(row));
        catalog.people.values().for_each(|row| ties.add(row));
        catalog.departments.values().for_each(|row| ties.add(row));
        catalog.issues.values().for_each(|row| ties.add(&row));
        catalog.sessions.values().for_each(|row| ties.add(&row));
        catalog.commitments.values().for_each(|row| ties.add(&row));
        ties
    }

    /// Collects the ties of a row.
    fn add(&mut self, row: &impl Tied) {
        row.ties(&mut |tie| match tie {
            Tie::Called(hash, id) => self.called.push((hash, id)),
            Tie::OnAgenda(issue, newest) => self.on_agenda.push((issue, newest)),
            Tie::HeldBy(whose, newest) => self.held_by.push((whose, newest)),
            Tie::Promised(issue, at, id) => self.promised.push((issue, at, id)),
            Tie::Open(..) | Tie::Live(_) | Tie::Merged(..) => self.ties.put(tie, true),
        });
    }

    /// All of them, in order.
    pub(super) fn finish(self) -> Ties {
        Ties {
            called: self.called.into_iter().collect(),
            on_agenda: self.on_agenda.into_iter().collect(),
            held_by: self.held_by.into_iter().collect(),
            promised: self.promised.into_iter().collect(),
            ..self.ties
        }
    }
}
