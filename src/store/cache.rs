//! The entities between the rows and the rules: read once, changed by events, written in batches.

use super::error::StoreError;
use super::port::{Batch, Rows, RowsError};
use super::summary::{Summary, row_crc};
use crate::domain::action::Reads;
use crate::domain::entity::Entity;
use crate::domain::event::Event;
use crate::domain::fold::Met;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::provenance::Envelope;
use crate::domain::world::World;
use crate::log;
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

/// More entities than this are dropped once they are written.
const KEPT_ENTITIES: usize = 20_000;

/// Entities that were read or changed.
#[derive(Debug, Default)]
pub(super) struct Cache {
    held: BTreeMap<EntityId, Held>,
    dirty: BTreeSet<EntityId>,
}

#[derive(Debug)]
struct Held {
    entity: Entity,
    /// The checksum of the row as it was read or last written; `None` before the first writing.
    crc: Option<u32>,
}

/// Reads the entity that a row holds.
pub(super) fn decode_row(id: EntityId, bytes: &[u8]) -> Result<Entity, RowsError> {
    let entity: Option<Entity> = log::decode_row(bytes).ok();
    entity.filter(|entity| entity.id() == id).ok_or(RowsError::Damaged { what: "row" })
}

impl Cache {
    /// The entity with this id.
    pub(super) fn load(
        &mut self,
        rows: &dyn Rows,
        id: EntityId,
    ) -> Result<Option<&Entity>, RowsError> {
        let held = match self.held.entry(id) {
            Slot::Occupied(held) => held.into_mut(),
            Slot::Vacant(slot) => {
                let Some(bytes) = rows.row(id)? else { return Ok(None) };
                let entity = decode_row(id, &bytes)?;
                slot.insert(Held { entity, crc: Some(row_crc(id, &bytes)) })
            }
        };
        Ok(Some(&held.entity))
    }

    /// Everything that deciding needs: the entities with their neighbours, and whole kinds.
    pub(super) fn gather(&mut self, rows: &dyn Rows, reads: &Reads) -> Result<World, RowsError> {
        let mut world = World::default();
        self.add(rows, crate::domain::entity::SETTINGS, &mut world)?;
        for kind in &reads.kinds {
            self.add_kind(rows, *kind, &mut world)?;
        }
        let mut whole: Vec<EntityId> = reads.entities.clone();
        let mut expanded = BTreeSet::new();
        while let Some(id) = whole.pop() {
            if !expanded.insert(id) || !self.add(rows, id, &mut world)? {
                continue;
            }
            let Some(around) = world.entity(id).map(Entity::neighbours) else { continue };
            for id in around.alone {
                self.add(rows, id, &mut world)?;
            }
            whole.extend(around.whole);
        }
        Ok(world)
    }

    fn add(&mut self, rows: &dyn Rows, id: EntityId, world: &mut World) -> Result<bool, RowsError> {
        if world.entity(id).is_some() {
            return Ok(true);
        }
        let Some(entity) = self.load(rows, id)? else { return Ok(false) };
        world.load(entity.clone());
        Ok(true)
    }

    fn add_kind(
        &mut self,
        rows: &dyn Rows,
        kind: EntityKind,
        world: &mut World,
    ) -> Result<(), RowsError> {
        let mut fault = None;
        rows.scan(kind, &mut |id, bytes| match decode_row(id, &bytes) {
            Ok(entity) => world.load(entity),
            Err(error) => fault = Some(error),
        })?;
        if let Some(error) = fault {
            return Err(error);
        }
        for id in self.dirty.iter().filter(|id| id.kind == kind) {
            if let Some(held) = self.held.get(id) {
                world.load(held.entity.clone());
            }
        }
        Ok(())
    }

    /// Folds an event in.
    pub(super) fn apply(
        &mut self,
        rows: &dyn Rows,
        event: &Event,
        envelope: &Envelope,
    ) -> Result<Met, RowsError> {
        let mut world = World::default();
        for id in event.touches() {
            self.add(rows, id, &mut world)?;
        }
        let met = world.apply(event, envelope);
        for id in world.take_touched() {
            let Some(entity) = world.entity(id).cloned() else { continue };
            let crc = self.held.get(&id).and_then(|held| held.crc);
            self.held.insert(id, Held { entity, crc });
            self.dirty.insert(id);
        }
        Ok(met)
    }

    /// How many entities wait to be written.
    pub(super) fn pending(&self) -> usize {
        self.dirty.len()
    }

    /// Puts what changed into a batch and brings the sums up to date.
    pub(super) fn drain(
        &mut self,
        batch: &mut Batch,
        summary: &mut Summary,
    ) -> Result<(), StoreError> {
        for id in std::mem::take(&mut self.dirty) {
            let Some(held) = self.held.get_mut(&id) else { continue };
            let bytes = log::encode_row(&held.entity)?;
            let crc = row_crc(id, &bytes);
            if let Some(sum) = summary.sum_mut(id.kind) {
                if let Some(before) = held.crc.replace(crc) {
                    sum.remove(before);
                }
                sum.add(crc);
            }
            let number = match &held.entity {
                Entity::Issue(issue) => Some(&issue.number),
                Entity::Session(session) => Some(&session.number),
                _ => None,
            };
            batch.numbers.extend(number.map(|number| (number.as_str().to_owned(), id)));
            batch.rows.push((id, bytes));
        }
        if self.held.len() > KEPT_ENTITIES {
            self.held.clear();
        }
        Ok(())
    }

    /// Forgets everything, because the rows are in doubt.
    pub(super) fn clear(&mut self) {
        self.held.clear();
        self.dirty.clear();
    }
}
