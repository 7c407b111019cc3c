//! When enough people were there, and when not any more: read off the sign-in sheet and the floor.

use super::{Attendance, Column, Manner, Presence, Session, SessionStatus, counted_among};
use crate::domain::settings::Quorum;
use chrono::NaiveTime;

/// The quorum was reached, or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuorumTurn {
    /// When; `None` where it held before anybody signed with a time.
    pub at: Option<NaiveTime>,
    /// How many of each column lacked from then on: members, public, departments; none where it
    /// was reached.
    pub lacking: [u32; 3],
}

impl QuorumTurn {
    /// Whether it was reached.
    pub fn reached(&self) -> bool {
        self.lacking == [0; 3]
    }
}

impl Quorum {
    /// How many of a column are needed; one at least (DOMAIN §2), none of the others.
    pub fn needed(&self, column: Column) -> u32 {
        match column {
            Column::Member => u32::from(self.members.max(1)),
            Column::Public => u32::from(self.public.max(1)),
            Column::Department => u32::from(self.departments.max(1)),
            Column::Other => 0,
        }
    }

    /// How many of each column did not come: members, public, departments.
    pub fn lacking(&self, session: &Session) -> [u32; 3] {
        let came = session.attendance.iter().filter(|row| row.presence == Presence::Present);
        self.lacking_among(session, &came.collect::<Vec<_>>())
    }

    /// How many of each column were not in the room at a time; `None` is before anybody signed
    /// with a time.
    pub fn lacking_at(&self, session: &Session, at: Option<NaiveTime>) -> [u32; 3] {
        self.lacking_among(session, &session.in_the_room_at(at))
    }

    fn lacking_among(self, session: &Session, rows: &[&Attendance]) -> [u32; 3] {
        [Column::Member, Column::Public, Column::Department].map(|column| {
            let named = u32::try_from(counted_among(rows, column).len()).unwrap_or(u32::MAX);
            let unnamed = if session.may_be_unnamed(column) { session.tallied(column) } else { 0 };
            self.needed(column).saturating_sub(named.saturating_add(unnamed))
        })
    }

    /// When it was reached and lost, in order. Who signed without a time was there from the
    /// beginning; counts without names have none either.
    pub fn turns(&self, session: &Session) -> Vec<QuorumTurn> {
        let came = session.attendance.iter().filter(|row| row.presence == Presence::Present);
        let signed = came.flat_map(|row| [row.arrived_at, row.left_at]).flatten();
        let out = session.floor.absences().flat_map(|(_, from, until)| [from, until]);
        let mut times: Vec<Option<NaiveTime>> = signed.chain(out).map(Some).collect();
        times.push(None);
        times.sort_by_key(|at| at.map(|at| session.order_of(at)));
        times.dedup();
        let mut turns: Vec<QuorumTurn> = Vec::new();
        for at in times {
            let turn = QuorumTurn { at, lacking: self.lacking_at(session, at) };
            if turn.reached() != turns.last().is_some_and(QuorumTurn::reached) {
                turns.push(turn);
            }
        }
        turns
    }
}

impl Session {
    /// Whether people of a column count for a consultation without being named: the public, and
    /// where a source tells of a session that was held elsewhere, others too (DOMAIN §2).
    pub(super) fn may_be_unnamed(&self, column: Column) -> bool {
        let is_told =
            self.source.is_some() && self.status == SessionStatus::Closed(Manner::AfterTheFact);
        column == Column::Public || is_told
    }

    /// The rows of the sheet of those who were in the room at a time; `None` is before anybody
    /// signed with a time.
    pub fn in_the_room_at(&self, at: Option<NaiveTime>) -> Vec<&Attendance> {
        let is_out = |row: &Attendance| {
            self.floor.absences().any(|(person, from, until)| {
                let order = |time| self.order_of(time);
                person == row.person
                    && at.is_some_and(|at| order(from) <= order(at) && order(at) < order(until))
            })
        };
        let is_past = |time| at.is_some_and(|at| self.order_of(time) <= self.order_of(at));
        let has_come = |row: &Attendance| row.arrived_at.is_none_or(is_past);
        let has_left = |row: &Attendance| row.left_at.is_some_and(is_past);
        self.attendance
            .iter()
            .filter(|row| row.presence == Presence::Present)
            .filter(|row| has_come(row) && !has_left(row) && !is_out(row))
            .collect()
    }

    /// How many people were in the room at a time, those counted without names among them; `None`
    /// is before anybody signed with a time.
    pub fn heads_at(&self, at: Option<NaiveTime>) -> u32 {
        let named = u32::try_from(self.in_the_room_at(at).len()).unwrap_or(u32::MAX);
        Column::ALL.iter().fold(named, |sum, column| sum.saturating_add(self.tallied(*column)))
    }
}
