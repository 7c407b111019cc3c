//! Who is called so, and what speaks of whom: looked up instead of searched for, since a change may
//! bring a hundred thousand people.
//!
//! An entry only says where to look: what was changed since may not say it any more, so whoever asks
//! looks at the entity itself. Entries are never taken out.

use super::spoken::spoken_of;
use crate::domain::{
    entity::Entity,
    id::{EntityId, EntityKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// What people and departments are called, and were.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeSet<(EntityKind, Box<str>, [u8; 16])>);

impl Names {
    /// Enters what an entity is called now; what has no name is passed over.
    pub fn enter(&mut self, entity: &Entity) {
        if let Some(name) = name(entity) {
            let id = entity.id();
            self.0.insert((id.kind, name.as_str().into(), id.bytes));
        }
    }

    /// Those of a kind that are, or were, called so, in the order of their ids.
    pub fn called(&self, kind: EntityKind, name: &str) -> impl Iterator<Item = EntityId> {
        let (first, last) = ((kind, name.into(), [0; 16]), (kind, name.into(), [u8::MAX; 16]));
        self.0
            .range(first..=last)
            .map(move |(kind, _, bytes)| EntityId { kind: *kind, bytes: *bytes })
    }
}

/// Entries of everything in a world.
#[derive(Debug, Clone, Default)]
pub(super) struct Register {
    names: Names,
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
        self.names.enter(entity);
        spoken_of(entity, &mut |of| {
            self.speaking_of.entry(of).or_default().insert(id);
        });
    }

    /// Those of a kind that are, or were, called so, in the order of their ids.
    pub(super) fn called(&self, kind: EntityKind, name: &str) -> impl Iterator<Item = EntityId> {
        self.names.called(kind, name)
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
