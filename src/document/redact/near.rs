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

/// What was typed of the sessions, lines, issues and commitments that are at hand.
pub(super) fn texts(world: &World) -> Vec<&str> {
    let lines = world.sessions().flat_map(|it| &it.lines).filter_map(|id| world.line(*id));
    let lines = lines.map(|it| &*it.facts.text);
    let sessions = world.sessions().map(|it| &*it.facts.title);
    let issues =
        world.issues().flat_map(|it| [&*it.facts.title, &*it.facts.body, &*it.facts.place]);
    let matters = world.commitments().map(|it| &*it.facts.matter);
    sessions.chain(lines).chain(issues).chain(matters).collect()
}
