//! Changes on their way to the rows: entities with events folded in that are not written yet.

use super::cache::{Cache, Held};
use super::error::StoreError;
use super::port::{Batch, Rows, RowsError};
use super::summary::{Summary, row_crc};
use crate::domain::action::Reads;
use crate::domain::entity::Entity;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::provenance::Envelope;
use crate::domain::session::Session;
use crate::domain::world::{Names, World};
use crate::log;
use std::collections::{BTreeMap, BTreeSet};

/// Entities that were changed and are not written yet.
#[derive(Debug, Default)]
pub(super) struct Staged {
    changed: BTreeMap<EntityId, Change>,
    /// What those of them are called that have a name.
    names: Names,
}

#[derive(Debug)]
struct Change {
    entity: Entity,
    /// Its row to be, until it is handed over to be written.
    bytes: Vec<u8>,
    /// The checksum of that row.
    crc: u32,
    /// The checksum of the row that is there now.
    before: Option<u32>,
}

impl Staged {
    /// How many entities wait to be written.
    pub(super) fn len(&self) -> usize {
        self.changed.len()
    }

    /// The entity as the staged events left it.
    pub(super) fn get(&self, id: EntityId) -> Option<&Entity> {
        self.changed.get(&id).map(|change| &change.entity)
    }

    /// Folds the events of one change in: all of them, or none.
    ///
    /// # Errors
    /// [`StoreError::Log`] when a row would grow beyond its bound, [`StoreError::Rows`] when a
    /// row cannot be read.
    pub(super) fn fold(
        &mut self,
        rows: &dyn Rows,
        cache: &mut Cache,
        change: &[(&Event, Envelope)],
    ) -> Result<(), StoreError> {
        let mut world = World::default();
        let mut before = BTreeMap::new();
        for (event, envelope) in change {
            for id in event.touches() {
                if before.contains_key(&id) {
                    continue;
                }
                let crc = if let Some(staged) = self.changed.get(&id) {
                    world.load(staged.entity.clone());
                    staged.before
                } else if let Some(held) = cache.load(rows, id)? {
                    world.load(held.entity.clone());
                    Some(held.crc)
                } else {
                    None
                };
                before.insert(id, crc);
            }
            world.apply(event, envelope);
        }
        let mut changed = Vec::new();
        for entity in world.into_touched() {
            let id = entity.id();
            let bytes = log::encode_row(&entity)?;
            let before = before.get(&id).copied().flatten();
            let crc = row_crc(id, &bytes);
            changed.push((id, Change { entity, bytes, crc, before }));
        }
        for (_, change) in &changed {
            self.names.enter(&change.entity);
        }
        self.changed.extend(changed);
        Ok(())
    }

    /// Moves every row into a batch, and puts the sums of the rows after it into the summary.
    pub(super) fn put(&mut self, batch: &mut Batch, summary: &mut Summary) {
        for (id, change) in &mut self.changed {
            if let Some(sum) = summary.sum_mut(id.kind) {
                if let Some(before) = change.before {
                    sum.remove(before);
                }
                sum.add(change.crc);
            }
            if let Some(number) = number_of(&change.entity) {
                batch.numbers.push((number.to_owned(), *id));
            }
            batch.rows.push((*id, std::mem::take(&mut change.bytes)));
        }
    }

    /// Hands over to the cache what was written.
    pub(super) fn publish(&mut self, cache: &mut Cache) {
        let Self { changed, .. } = std::mem::take(self);
        for (id, Change { entity, crc, .. }) in changed {
            cache.keep(id, Held { entity, crc });
        }
    }
}

/// The case number that an entity is found by.
pub(super) fn number_of(entity: &Entity) -> Option<&str> {
    match entity {
        Entity::Issue(issue) => Some(issue.number.as_str()),
        Entity::Session(session) => Some(session.number.as_str()),
        _ => None,
    }
}

/// Where deciding looks: the staged entities first, then the rows.
pub(super) struct Sight<'a> {
    pub(super) rows: &'a dyn Rows,
    pub(super) summary: &'a Summary,
    pub(super) cache: &'a mut Cache,
    pub(super) staged: &'a Staged,
}

impl Sight<'_> {
    /// Adds everything that deciding needs and that is not there yet: the entities with their
    /// neighbours, and whole kinds.
    ///
    /// `whole` are the kinds that the world has already. Returns the entities that were asked for
    /// and those around them, there or not.
    pub(super) fn fill(
        &mut self,
        world: &mut World,
        whole: &mut BTreeSet<EntityKind>,
        reads: &Reads,
    ) -> Result<BTreeSet<EntityId>, RowsError> {
        self.add(EntityId::SETTINGS, world)?;
        for kind in &reads.kinds {
            if !whole.contains(kind) {
                self.add_kind(*kind, world)?;
                whole.insert(*kind);
            }
        }
        self.add_called(&reads.called, whole, world)?;
        self.add_speaking_of(&reads.speaking_of, whole, world)?;
        let mut to_expand = reads.entities.clone();
        let mut expanded = BTreeSet::new();
        let mut around_them = BTreeSet::new();
        for id in &reads.alone {
            self.add(*id, world)?;
            around_them.insert(*id);
        }
        for id in &reads.unless_live {
            self.add(*id, world)?;
            let session = world.session_of(*id);
            if let Some(session) = session {
                self.add(session.into(), world)?;
            }
            match session.filter(|id| world.session(*id).is_some_and(Session::is_live)) {
                Some(session) => around_them.extend([*id, session.into()]),
                None => to_expand.push(*id),
            }
        }
        while let Some(id) = to_expand.pop() {
            if !expanded.insert(id) || !self.add(id, world)? {
                continue;
            }
            let Some(around) = world.entity(id).map(Entity::neighbours) else { continue };
            for id in around.alone {
                self.add(id, world)?;
                around_them.insert(id);
            }
            to_expand.extend(around.whole);
        }
        expanded.extend(around_them);
        Ok(expanded)
    }

    fn add(&mut self, id: EntityId, world: &mut World) -> Result<bool, RowsError> {
        if world.entity(id).is_some() {
            return Ok(true);
        }
        let entity = match self.staged.get(id) {
            Some(entity) => Some(entity),
            None => self.cache.find(self.rows, self.summary, id)?.map(|held| &held.entity),
        };
        let Some(entity) = entity else { return Ok(false) };
        world.load(entity.clone());
        Ok(true)
    }

    fn add_kind(&mut self, kind: EntityKind, world: &mut World) -> Result<(), RowsError> {
        let mut entities = Vec::new();
        self.cache.scan(self.rows, self.summary, kind, &mut |entity| entities.push(entity))?;
        for entity in entities {
            // What is at hand already is at least as new.
            if world.entity(entity.id()).is_none() {
                world.load(entity);
            }
        }
        self.add_staged(world, |entity| entity.id().kind == kind);
        Ok(())
    }

    /// Everybody who has one of these names, or had it.
    fn add_called(
        &mut self,
        called: &[(EntityKind, String)],
        whole: &BTreeSet<EntityKind>,
        world: &mut World,
    ) -> Result<(), RowsError> {
        for (kind, name) in called.iter().filter(|(kind, _)| !whole.contains(kind)) {
            let there = self.cache.called(self.rows, self.summary, *kind, name)?;
            for id in there.into_iter().chain(self.staged.names.called(*kind, name)) {
                self.add(id, world)?;
            }
        }
        Ok(())
    }

    /// Whatever speaks of one of these, of everything that there is.
    fn add_speaking_of(
        &mut self,
        of: &[EntityId],
        whole: &BTreeSet<EntityKind>,
        world: &mut World,
    ) -> Result<(), RowsError> {
        if of.is_empty() {
            return Ok(());
        }
        let of: BTreeSet<EntityId> = of.iter().copied().collect();
        let speaks = |entity: &Entity| entity.speaks_of_any(&of);
        for kind in EntityKind::ALL.into_iter().filter(|kind| !whole.contains(kind)) {
            let mut found = Vec::new();
            let staged = self.staged;
            self.cache.scan(self.rows, self.summary, kind, &mut |entity| {
                if speaks(&entity) && staged.get(entity.id()).is_none() {
                    found.push(entity);
                }
            })?;
            // Only now it is certain that these are the rows.
            for entity in found {
                if world.entity(entity.id()).is_none() {
                    world.load(entity);
                }
            }
        }
        self.add_staged(world, speaks);
        Ok(())
    }

    /// Of what is staged, that which `is_meant` says.
    fn add_staged(&self, world: &mut World, is_meant: impl Fn(&Entity) -> bool) {
        for (id, change) in self.staged.changed.iter().filter(|(_, it)| is_meant(&it.entity)) {
            if world.entity(*id).is_none_or(|known| known != &change.entity) {
                world.load(change.entity.clone());
            }
        }
    }
}
