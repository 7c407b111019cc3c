//! Who is spoken of where.

use crate::domain::{
    entity::Entity,
    id::EntityId,
    session::{FloorMark, Guest, Session},
};
use std::collections::BTreeSet;

impl Entity {
    /// Whether it speaks, or spoke, of any of these people, departments and studios.
    pub fn speaks_of_any(&self, of: &BTreeSet<EntityId>) -> bool {
        let mut speaks = false;
        let mut hear = |id| speaks |= of.contains(&id);
        spoken_of(self, &mut hear);
        studios_of(self, &mut hear);
        speaks
    }
}

/// The studios that something belongs to.
fn studios_of(entity: &Entity, say: &mut dyn FnMut(EntityId)) {
    match entity {
        Entity::Issue(issue) => say(issue.studio.into()),
        Entity::Session(session) => {
            say(session.facts.studio.into());
            session.facts.co_studios.iter().for_each(|id| say((*id).into()));
        }
        _ => {}
    }
}

/// The people and departments that an entity speaks of.
pub(super) fn spoken_of(entity: &Entity, say: &mut dyn FnMut(EntityId)) {
    match entity {
        Entity::Studio(studio) => {
            studio.facts.convenor.iter().chain(&studio.facts.members).for_each(|id| {
                say((*id).into());
            });
        }
        Entity::Person(person) => person.facts.department.into_iter().for_each(|id| say(id.into())),
        Entity::Issue(issue) => {
            issue.facts.raisers.iter().for_each(|id| say((*id).into()));
            let asking = issue.evaluations.iter().filter_map(|it| it.evaluation.collected_by);
            asking.for_each(|id| say(id.into()));
        }
        Entity::Session(session) => spoken_of_by_session(session, say),
        Entity::Line(line) => line.facts.speaker.into_iter().for_each(|id| say(id.into())),
        Entity::Commitment(commitment) => commitment.departments().for_each(|id| say(id.into())),
        Entity::Department(_) | Entity::Evidence(_) | Entity::Settings(_) => {}
    }
}

fn spoken_of_by_session(session: &Session, say: &mut dyn FnMut(EntityId)) {
    session.facts.chair.iter().chain(&session.facts.recorder).for_each(|id| say((*id).into()));
    for row in &session.attendance {
        say(row.person.into());
        row.department.into_iter().for_each(|id| say(id.into()));
    }
    for entry in &session.floor.log {
        if let FloorMark::SpeechBegun { person, .. } = entry.mark {
            say(person.into());
        }
    }
    session.floor.queue.iter().for_each(|it| say(it.person.into()));
    for invitation in &session.invitations {
        match invitation.guest {
            Guest::Person(id) => say(id.into()),
            Guest::Department(id) => say(id.into()),
        }
        invitation.substitute.into_iter().for_each(|id| say(id.into()));
    }
}
