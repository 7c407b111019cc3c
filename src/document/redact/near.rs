//! Whom a document may speak of: the names of everybody are at hand, and few of them are meant by a
//! given name alone.

use crate::domain::{
    id::{DepartmentId, PersonId, StudioId},
    session::Guest,
    world::World,
};
use std::collections::BTreeSet;

/// Who has a part in the sessions, lines, issues and commitments that are at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    pub(super) people: BTreeSet<PersonId>,
    pub(super) studios: BTreeSet<StudioId>,
    pub(super) departments: BTreeSet<DepartmentId>,
}

impl Near {
    /// Finds them.
    pub(super) fn of(world: &World) -> Self {
        let mut near = Self::default();
        for session in world.sessions() {
            let facts = &session.facts;
            near.studios.insert(facts.studio);
            near.studios.extend(&facts.co_studios);
            near.people.extend(facts.chair.into_iter().chain(facts.recorder));
            near.people.extend(session.attendance.iter().map(|row| row.person));
            near.departments.extend(session.attendance.iter().filter_map(|row| row.department));
            near.people
                .extend(session.lines.iter().filter_map(|id| world.line(*id)?.facts.speaker));
            for guest in session.expected() {
                match guest {
                    Guest::Person(person) => drop(near.people.insert(person)),
                    Guest::Department(department) => drop(near.departments.insert(department)),
                }
            }
        }
        for issue in world.issues() {
            near.people.extend(&issue.facts.raisers);
        }
        for commitment in world.commitments() {
            near.departments.extend(commitment.facts.departments());
        }
        near
    }
}
