//! How likely a session makes it that somebody is meant: who leads it, who is expected, who is there.

use super::Mode;
use super::people::in_the_room;
use crate::app::state::State;
use crate::domain::id::PersonId;
use crate::domain::row::PersonRow;
use crate::domain::session::{Attendance, Guest, Session};
use crate::domain::world::World;
use std::collections::{BTreeMap, BTreeSet};

/// How likely those are whom the directory alone knows; the smaller, the likelier.
pub(super) const KNOWN: u8 = 3;

/// What a session knows of people, put together once: the whole directory is looked up in it for each
/// key.
pub(super) struct Known<'s> {
    sheet: BTreeMap<PersonId, &'s Attendance>,
    guests: BTreeSet<Guest>,
    /// What the departments are called that are invited.
    units: Vec<&'s str>,
    raisers: BTreeSet<PersonId>,
    residents: BTreeSet<PersonId>,
    /// The chair and the recorder.
    leads: [Option<PersonId>; 2],
}

impl<'s> Known<'s> {
    pub(super) fn of(state: &'s State, world: &World, session: &'s Session) -> Self {
        let studio = world.studio(session.facts.studio).map(|studio| &studio.facts);
        let residents = studio.map(|it| it.convenor.iter().chain(&it.members).copied());
        let issues = session.agenda.iter().filter_map(|item| world.issue(item.issue));
        Self {
            sheet: session.attendance.iter().map(|row| (row.person, row)).collect(),
            guests: session.invitations.iter().map(|it| it.guest).collect(),
            units: invited_departments(state, session),
            raisers: issues.flat_map(|issue| issue.facts.raisers.iter().copied()).collect(),
            residents: residents.into_iter().flatten().collect(),
            leads: [session.facts.chair, session.facts.recorder],
        }
    }

    /// The row of the sheet of somebody.
    pub(super) fn sheet(&self, person: PersonId) -> Option<&'s Attendance> {
        self.sheet.get(&person).copied()
    }

    /// How likely somebody is meant, 0 first. Those who are there may speak; at the door they have come
    /// already.
    pub(super) fn likely(&self, mode: Mode, row: &PersonRow) -> u8 {
        let sheet = self.sheet(row.id);
        match (mode, sheet.is_some_and(in_the_room)) {
            (Mode::Speaker, true) => 0,
            (Mode::Speaker, false) | (_, true) => KNOWN + 1,
            (_, false) if self.leads.contains(&Some(row.id)) => 0,
            (_, false) if sheet.is_some() || self.is_invited(row) => 1,
            (_, false) if self.residents.contains(&row.id) => 2,
            (_, false) => KNOWN,
        }
    }

    fn is_invited(&self, row: &PersonRow) -> bool {
        self.guests.contains(&Guest::Person(row.id))
            || row.department.is_some_and(|id| self.guests.contains(&Guest::Department(id)))
            || self.units.contains(&&*row.unit)
            || self.raisers.contains(&row.id)
    }
}

/// What the departments are called that are invited: some of their people are known by a unit alone.
fn invited_departments<'s>(state: &'s State, session: &Session) -> Vec<&'s str> {
    let departments = session.invitations.iter().filter_map(|it| match it.guest {
        Guest::Department(id) => state.catalog.departments.get(&id),
        Guest::Person(_) => None,
    });
    let names = departments.flat_map(|row| [&*row.name, &*row.short]);
    names.filter(|name| !name.is_empty()).collect()
}
