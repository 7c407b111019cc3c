//! When enough people were there, and when not any more: read off the sign-in sheet.

use super::{Column, Presence, Session};
use crate::domain::settings::Quorum;
use chrono::NaiveTime;

/// The quorum was reached, or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuorumTurn {
    /// When; `None` where it held before anybody signed with a time.
    pub at: Option<NaiveTime>,
    /// Whether it was reached.
    pub reached: bool,
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

    /// How many of each column are still needed: members, public, departments.
    pub fn lacking(&self, session: &Session) -> [u32; 3] {
        [Column::Member, Column::Public, Column::Department]
            .map(|column| self.needed(column).saturating_sub(session.count_for_quorum(column)))
    }

    /// Whether enough are there.
    pub fn is_reached(&self, session: &Session) -> bool {
        self.lacking(session) == [0; 3]
    }

    /// When it was reached and lost, in order. Who signed without a time was there from the
    /// beginning; counts without names have none either.
    pub fn turns(&self, session: &Session) -> Vec<QuorumTurn> {
        let rows = || session.attendance.iter().filter(|row| row.presence == Presence::Present);
        let mut times: Vec<Option<NaiveTime>> = rows()
            .flat_map(|row| [row.arrived_at, row.left_at])
            .flatten()
            .map(Some)
            .chain([None])
            .collect();
        times.sort_unstable();
        times.dedup();
        let mut was_reached = false;
        let mut turns = Vec::new();
        for at in times {
            let reached = self.is_reached(&session.as_at(at));
            if reached != was_reached {
                turns.push(QuorumTurn { at, reached });
                was_reached = reached;
            }
        }
        turns
    }
}

impl Session {
    /// The session with those rows of its sheet who were in the room at a time; `None` is before
    /// anybody came or left.
    #[must_use]
    pub fn as_at(&self, at: Option<NaiveTime>) -> Self {
        let is_there = |row: &&super::Attendance| {
            row.arrived_at.is_none_or(|arrived| at.is_some_and(|at| arrived <= at))
                && row.left_at.is_none_or(|left| at.is_none_or(|at| at < left))
        };
        Self {
            attendance: self.attendance.iter().filter(is_there).cloned().collect(),
            lines: Vec::new(),
            floor: super::Floor::default(),
            ..self.clone()
        }
    }
}
