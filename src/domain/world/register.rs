//! Who is called so, and what speaks of whom: looked up instead of searched for, since a change may
//! bring a hundred thousand people.
//!
//! An entry only says where to look: what was changed since may not say it any more, so whoever asks
//! looks at the entity itself. Entries are never taken out.

use crate::domain::{
    entity::Entity,
    id::{EntityId, EntityKind},
    session::{FloorMark, Guest, Session},
};
use std::collections::{BTreeMap, BTreeSet};

/// Entries of everything in a world.
#[derive(Debug, Clone, Default)]
pub(super) struct Register {
    called: BTreeMap<(EntityKind, String), BTreeSet<EntityId>>,
    speaking_of: BTreeMap<EntityId, BTreeSet<EntityId>>,
}

impl Register {
    /// The register of some entities.
    pub(super) fn of(entities: &BTreeMap<EntityId, Entity>) -> Self {
        let mut register = Self::default();
        for entity in entities.values() {
            register.enter(entity);
        }
        register
    }

    /// Enters what an entity says now.
    pub(super) fn enter(&mut self, entity: &Entity) {
        let id = entity.id();
        if let Some(name) = name(entity) {
            let called = self.called.entry((id.kind, name.to_owned())).or_default();
            called.insert(id);
        }
        spoken_of(entity, &mut |of| {
            self.speaking_of.entry(of).or_default().insert(id);
        });
    }

    /// Those of a kind that are, or were, called so, in the order of their ids.
    pub(super) fn called(&self, kind: EntityKind, name: &str) -> impl Iterator<Item = EntityId> {
        self.called.get(&(kind, name.to_owned())).into_iter().flatten().copied()
    }

    /// What speaks, or spoke, of a person or a department, in the order of ids.
    pub(super) fn speaking_of(&self, id: EntityId) -> impl Iterator<Item = EntityId> {
        self.speaking_of.get(&id).into_iter().flatten().copied()
    }
}

const fn name(entity: &Entity) -> Option<&String> {
    match entity {
        Entity::Person(person) => Some(&person.facts.name),
        Entity::Department(department) => Some(&department.facts.name),
        _ => None,
    }
}

/// The people and departments that an entity speaks of.
fn spoken_of(entity: &Entity, say: &mut dyn FnMut(EntityId)) {
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
