//! What leads from one row to others, kept in step with each row that changes: what things are
//! called, which sessions and commitments belong to an issue, how many issues are open.
//!
//! Of issues, sessions and commitments there may be a million, so that a tie to one of them is eight bytes:
//! a hash of what it is looked up by, and the slot of its row. Hashes can meet, so the row has the last
//! word.

mod collected;
mod same;

pub(super) use self::collected::Collected;
use super::flat::Flat;
use super::kept::{Blocks, Unread};
use super::packed::Slot;
use super::shared::Shared;
use crate::domain::date::DateSpan;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
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

/// By what a packed row is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// An issue by what it is called.
    IssueName,
    /// A session by what it is called.
    SessionName,
    /// A session by an issue that it talks about.
    Agenda,
    /// A commitment by the issue that it serves.
    Promise,
    /// An issue by the one that it was merged into.
    Merger,
}

/// A tie of a packed row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// It is found by the hash of something.
    Found(By, u32),
    /// A session belongs to a studio, and to all of them.
    HeldBy(Whose, Newest),
    /// A session is going on.
    Live(Newest),
    /// A studio has an open issue, and when that is due.
    Open(Whose, Option<NaiveDate>),
}

/// A list for everything by which packed rows are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Lists<L> {
    issue_names: L,
    session_names: L,
    agendas: L,
    promises: L,
    mergers: L,
}

impl<L> Lists<L> {
    const fn by(&mut self, by: By) -> &mut L {
        match by {
            By::IssueName => &mut self.issue_names,
            By::SessionName => &mut self.session_names,
            By::Agenda => &mut self.agendas,
            By::Promise => &mut self.promises,
            By::Merger => &mut self.mergers,
        }
    }
}

/// All ties.
#[derive(Debug, Clone, Default)]
pub(super) struct Ties {
    /// Studios, people and departments by what they are called.
    called: Shared<(u32, EntityId)>,
    lists: Lists<Shared<(u32, Slot)>>,
    held_by: Shared<(Whose, Newest)>,
    live: Shared<Newest>,
    open: BTreeMap<Whose, usize>,
    /// How many of the open issues are due on a day: what is late today is the sum over the past.
    due: Shared<(Whose, NaiveDate), usize>,
}

impl Ties {
    /// Adds all ties to some blocks.
    pub(super) fn write(&self, to: &mut Blocks) -> Option<()> {
        self.called.write(to)?;
        let Lists { issue_names, session_names, agendas, promises, mergers } = &self.lists;
        let lists = [issue_names, session_names, agendas, promises, mergers];
        lists.into_iter().try_for_each(|list| list.write(to))?;
        self.held_by.write(to)?;
        self.live.write(to)?;
        to.put_value(&self.open)?;
        self.due.write(to)
    }

    /// What [`Ties::write`] wrote.
    pub(super) fn read(from: &mut Unread<impl Read>) -> Option<Self> {
        Some(Self {
            called: Shared::read(from)?,
            lists: Lists {
                issue_names: Shared::read(from)?,
                session_names: Shared::read(from)?,
                agendas: Shared::read(from)?,
                promises: Shared::read(from)?,
                mergers: Shared::read(from)?,
            },
            held_by: Shared::read(from)?,
            live: Shared::read(from)?,
            open: from.take_value()?,
            due: Shared::read(from)?,
        })
    }

    /// Adds what a row is called, if there is one, or takes it away.
    pub(super) fn call(&mut self, row: Option<&impl Called>, there: bool) {
        if let Some(row) = row {
            row.called(&mut |hash, id| toggle(&mut self.called, (hash, id), there));
        }
    }

    /// Adds the ties of the row in a slot, if there is one, or takes them away.
    pub(super) fn tie(&mut self, row: Option<&impl Tied>, slot: Slot, there: bool) {
        if let Some(row) = row {
            row.ties(&mut |tie| self.put(tie, slot, there));
        }
    }

    fn put(&mut self, tie: Tie, slot: Slot, there: bool) {
        match tie {
            Tie::Found(by, hash) => toggle(self.lists.by(by), (hash, slot), there),
            Tie::HeldBy(whose, newest) => toggle(&mut self.held_by, (whose, newest), there),
            Tie::Live(newest) => toggle(&mut self.live, newest, there),
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

    /// What of a small kind may be called so, in the order of ids.
    pub(super) fn called(&self, kind: EntityKind, text: &str) -> impl Iterator<Item = EntityId> {
        let hash = hash_of(text.as_bytes());
        let first = (hash, EntityId { kind, bytes: [0; 16] });
        let keys = self.called.from(&first).map(|(key, ())| *key);
        keys.take_while(move |(it, id)| *it == hash && id.kind == kind).map(|(_, id)| id)
    }

    /// The slots of the issues that may be called so.
    pub(super) fn issues_called(&self, text: &str) -> impl Iterator<Item = Slot> {
        found(&self.lists.issue_names, hash_of(text.as_bytes()))
    }

    /// The slots of the sessions that may be called so.
    pub(super) fn sessions_called(&self, text: &str) -> impl Iterator<Item = Slot> {
        found(&self.lists.session_names, hash_of(text.as_bytes()))
    }

    /// The slots of the sessions that may talk about an issue.
    pub(super) fn on_agenda(&self, issue: IssueId) -> impl Iterator<Item = Slot> {
        found(&self.lists.agendas, hash_of(&issue.to_bytes()))
    }

    /// The slots of the commitments that may serve an issue.
    pub(super) fn promised(&self, issue: IssueId) -> impl Iterator<Item = Slot> {
        found(&self.lists.promises, hash_of(&issue.to_bytes()))
    }

    /// The slots of the issues that may have been merged into one.
    pub(super) fn merged(&self, into: IssueId) -> impl Iterator<Item = Slot> {
        found(&self.lists.mergers, hash_of(&into.to_bytes()))
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

/// The slots behind a hash.
fn found(list: &Shared<(u32, Slot)>, hash: u32) -> impl Iterator<Item = Slot> {
    let keys = list.from(&(hash, 0)).map(|(key, ())| *key);
    keys.take_while(move |(it, _)| *it == hash).map(|(_, slot)| slot)
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

/// Of two that are alike, and of few others: the rows have the last word. It is kept with the lists, so that
/// every build has to reckon it in the same way.
fn hash_of(bytes: &[u8]) -> u32 {
    crc32c::crc32c(bytes)
}

/// A row of a small kind, which is called something and leads nowhere else.
pub(super) trait Called {
    /// Tells the hash of everything that it is called, with its id.
    fn called(&self, tell: &mut dyn FnMut(u32, EntityId));
}

/// A packed row with its ties to others.
pub(super) trait Tied {
    /// Tells every tie.
    fn ties(&self, tell: &mut dyn FnMut(Tie));
}

/// The hashes of what something is called.
fn hashes<'t>(texts: &'t [&str]) -> impl Iterator<Item = u32> + use<'t> {
    texts.iter().filter(|text| !text.is_empty()).map(|text| hash_of(text.as_bytes()))
}

impl Called for StudioRow {
    fn called(&self, tell: &mut dyn FnMut(u32, EntityId)) {
        hashes(&[&self.code, &self.name]).for_each(|hash| tell(hash, self.id.into()));
    }
}

impl Called for PersonRow {
    fn called(&self, tell: &mut dyn FnMut(u32, EntityId)) {
        hashes(&[&self.name]).for_each(|hash| tell(hash, self.id.into()));
    }
}

impl Called for DepartmentRow {
    fn called(&self, tell: &mut dyn FnMut(u32, EntityId)) {
        let of = |name: &str| format!("{}{name}", self.district);
        let names = [&*self.name, &*self.short, &*of(&self.name), &*of(&self.short)];
        hashes(&names).for_each(|hash| tell(hash, self.id.into()));
    }
}

impl Tied for IssueRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        for hash in hashes(&[self.number.as_str(), &self.title]) {
            tell(Tie::Found(By::IssueName, hash));
        }
        if self.status.is_open() {
            tell(Tie::Open(None, self.due));
            tell(Tie::Open(Some(self.studio), self.due));
        }
        if let Some(into) = self.merged_into {
            tell(Tie::Found(By::Merger, hash_of(&into.to_bytes())));
        }
    }
}

impl Tied for SessionRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        for hash in hashes(&[self.number.as_str(), &self.title]) {
            tell(Tie::Found(By::SessionName, hash));
        }
        // Of one day, too, the one that was planned last comes first.
        let newest = Reverse(Held { on: self.on, id: self.id });
        tell(Tie::HeldBy(None, newest));
        tell(Tie::HeldBy(Some(self.studio), newest));
        if matches!(self.status, SessionStatus::Live | SessionStatus::Paused) {
            tell(Tie::Live(newest));
        }
        for issue in &self.issues {
            tell(Tie::Found(By::Agenda, hash_of(&issue.to_bytes())));
        }
    }
}

impl Tied for CommitmentRow {
    fn ties(&self, tell: &mut dyn FnMut(Tie)) {
        tell(Tie::Found(By::Promise, hash_of(&self.issue.to_bytes())));
    }
}
