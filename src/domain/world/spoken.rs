//! Who is spoken of where.

use crate::domain::{
    entity::Entity,
    id::EntityId,
    session::{FloorMark, Guest, Session},
};

impl Entity {
    /// Whether it speaks, or spoke, of a person, a department or a studio.
    pub fn speaks_of(&self, of: EntityId) -> bool {
        let mut speaks = false;
        spoken_of(self, &mut |id| speaks |= id == of);
        speaks || is_at(self, of)
    }
}

/// Whether something belongs to a studio.
fn is_at(entity: &Entity, of: EntityId) -> bool {
    match entity {
        Entity::Issue(issue) => of == issue.studio.into(),
        Entity::Session(session) => {
            let facts = &session.facts;
            std::iter::once(facts.studio)
                .chain(facts.co_studios.iter().copied())
                .any(|id| of == id.into())
        }
        _ => false,
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
