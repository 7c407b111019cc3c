//! Reading, and healing what cannot be read.

use super::{Cause, Engine};
use crate::domain::action::Reads;
use crate::domain::entity::Entity;
use crate::domain::event::Event;
use crate::domain::id::{ChangeId, EntityId, EntityKind};
use crate::domain::world::World;
use crate::log::{ChangeAssembler, Record};
use crate::store::error::{Obstacle, StoreError};
use crate::store::event_codec::event;
use crate::store::journal::Medium;
use crate::store::port::{Rows, RowsError};
use crate::store::staged::{Sight, Staged, number_of};
use std::collections::BTreeSet;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Runs a read; when the rows fail or turn out to be damaged, rebuilds them and runs it once
    /// more.
    pub(super) fn healing<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.unsettled {
            self.take_up()?;
        }
        match read(self) {
            Err(StoreError::Rows(error)) if error.is_damage() => {
                self.settling(|engine| engine.rebuild(Cause::Damaged))?;
                read(self)
            }
            // The system failed, not the rows: what is opened anew may well be read.
            Err(StoreError::Rows(_)) => {
                self.settling(Self::take_up_rows)?;
                match read(self) {
                    Err(StoreError::Rows(error)) if !error.is_damage() => {
                        let obstacle = Obstacle::of_rows(&error);
                        self.settling(|engine| engine.show_from_memory(Some(obstacle)))?;
                        read(self)
                    }
                    other => other,
                }
            }
            other => other,
        }
    }

    /// The entity with this id; retracted ones too.
    ///
    /// # Errors
    /// [`StoreError::Rows`] when it cannot be read even after healing; so for all reads.
    pub fn entity(&mut self, id: EntityId) -> Result<Option<Entity>, StoreError> {
        self.healing(|engine| {
            let projection = &mut engine.projection;
            let found = projection.cache.find(engine.rows.get(), &projection.summary, id)?;
            Ok(found.map(|held| held.entity.clone()))
        })
    }

    /// The entities with their neighbours, and whole kinds.
    ///
    /// # Errors
    /// Those of [`Engine::entity`].
    pub fn gather(&mut self, reads: &Reads) -> Result<World, StoreError> {
        self.healing(|engine| {
            let mut world = World::default();
            let mut sight = Sight {
                rows: engine.rows.get(),
                summary: &engine.projection.summary,
                cache: &mut engine.projection.cache,
                staged: &Staged::default(),
            };
            sight.fill(&mut world, &mut BTreeSet::new(), reads)?;
            Ok(world)
        })
    }

    /// The entity that a case number was given to.
    ///
    /// # Errors
    /// Those of [`Engine::entity`].
    pub fn numbered(&mut self, number: &str) -> Result<Option<EntityId>, StoreError> {
        self.healing(|engine| {
            let found = engine.rows.get().numbered(number)?;
            if found.is_none() {
                engine.count_numbers()?;
            }
            Ok(found)
        })
    }

    /// Looks every case number up, once: only then does "not there" mean that it was never given.
    fn count_numbers(&mut self) -> Result<(), StoreError> {
        if self.projection.cache.numbers_counted {
            return Ok(());
        }
        for kind in [EntityKind::Issue, EntityKind::Session] {
            for entity in self.scan_checked(kind)? {
                let Some(number) = number_of(&entity) else { continue };
                if self.rows.get().numbered(number)?.is_none() {
                    return Err(StoreError::Rows(RowsError::Damaged { what: "number" }));
                }
            }
        }
        self.projection.cache.numbers_counted = true;
        Ok(())
    }

    /// Hands every entity of a kind to `visit`, in the order of their ids, after it is certain
    /// that none is missing: a full scan compares count and sum and heals before it answers.
    ///
    /// # Errors
    /// Those of [`Engine::entity`].
    pub fn scan(
        &mut self,
        kind: EntityKind,
        mut visit: impl FnMut(Entity),
    ) -> Result<(), StoreError> {
        let entities = self.healing(|engine| engine.scan_checked(kind))?;
        entities.into_iter().for_each(&mut visit);
        Ok(())
    }

    fn scan_checked(&mut self, kind: EntityKind) -> Result<Vec<Entity>, StoreError> {
        let projection = &mut self.projection;
        Ok(projection.cache.scan(self.rows.get(), &projection.summary, kind)?)
    }

    /// Everything, for small stores and for tests.
    ///
    /// # Errors
    /// Those of [`Engine::scan`].
    pub fn world(&mut self) -> Result<World, StoreError> {
        let mut world = World::default();
        for kind in EntityKind::ALL {
            self.scan(kind, |entity| world.load(entity))?;
        }
        Ok(world)
    }

    /// The events of the latest changes, newest first, at most `most` of them.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read.
    pub fn latest_changes(
        &mut self,
        most: usize,
    ) -> Result<Vec<(ChangeId, Vec<Event>)>, StoreError> {
        let mut changes = Vec::new();
        // Groups are small when people type and large when they import: step back in strides.
        for stride in [16_u64, 256, u64::MAX] {
            let first = self.journal.last_group().saturating_sub(stride).saturating_add(1).max(1);
            changes = self.changes_from(first)?;
            if changes.len() >= most || first == 1 {
                break;
            }
        }
        changes.reverse();
        changes.truncate(most);
        Ok(changes)
    }

    fn changes_from(&self, first: u64) -> Result<Vec<(ChangeId, Vec<Event>)>, StoreError> {
        let mut assembler = ChangeAssembler::default();
        let mut changes = Vec::new();
        for group in self.journal.groups_from(first) {
            let Ok(group) = group else { continue };
            for bytes in &group.records {
                // A change that began before `first` cannot be put together, and is not asked for.
                let Ok(Some(records)) = assembler.feed(Record::parse(bytes)?) else { continue };
                let id = records.first().map(|record| *record.header().change.id.as_bytes());
                let events =
                    records.iter().filter_map(|record| event(record).ok().flatten()).collect();
                changes.extend(id.map(|id| (ChangeId::from_bytes(id), events)));
            }
        }
        Ok(changes)
    }
}
