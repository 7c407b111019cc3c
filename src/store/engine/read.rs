//! Reading, and healing what cannot be read.

use super::{Cause, Engine};
use crate::domain::action::Reads;
use crate::domain::entity::Entity;
use crate::domain::event::Event;
use crate::domain::id::{ChangeId, EntityId, EntityKind};
use crate::domain::world::World;
use crate::log::{ChangeAssembler, Record};
use crate::store::cache::decode_row;
use crate::store::error::StoreError;
use crate::store::event_codec::event;
use crate::store::journal::Medium;
use crate::store::port::{Rows, RowsError};
use crate::store::summary::{KindSum, row_crc};

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Runs a read; when the rows turn out to be damaged, rebuilds them and runs it once more.
    pub(super) fn healing<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match read(self) {
            Err(StoreError::Rows(RowsError::Damaged { .. } | RowsError::Panicked)) => {
                self.rebuild(Cause::Damaged)?;
                read(self)
            }
            other => other,
        }
    }

    /// The entity with this id; retracted ones too.
    ///
    /// # Errors
    /// [`StoreError::Rows`] when it cannot be read even after healing.
    pub fn entity(&mut self, id: EntityId) -> Result<Option<Entity>, StoreError> {
        self.healing(|engine| Ok(engine.projection.cache.load(&engine.rows, id)?.cloned()))
    }

    /// The entities with their neighbours, and whole kinds.
    ///
    /// # Errors
    /// [`StoreError::Rows`] when they cannot be read even after healing.
    pub fn gather(&mut self, reads: &Reads) -> Result<World, StoreError> {
        self.healing(|engine| {
            engine.projection.cache.gather(&engine.rows, reads).map_err(StoreError::Rows)
        })
    }

    /// The entity that a case number was given to.
    ///
    /// # Errors
    /// [`StoreError::Rows`] when it cannot be read even after healing.
    pub fn numbered(&mut self, number: &str) -> Result<Option<EntityId>, StoreError> {
        self.healing(|engine| engine.rows.numbered(number).map_err(StoreError::Rows))
    }

    /// Hands every entity of a kind to `visit`, in the order of their ids, after it is certain
    /// that none is missing: a full scan compares count and sum and heals before it answers.
    ///
    /// # Errors
    /// [`StoreError::Rows`] when they cannot be read even after healing.
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
        let mut found = KindSum::default();
        let mut entities = Vec::new();
        let mut fault = None;
        self.rows.scan(kind, &mut |id, bytes| match decode_row(id, &bytes) {
            Ok(entity) => {
                found.add(row_crc(id, &bytes));
                entities.push(entity);
            }
            Err(error) => fault = Some(error),
        })?;
        if let Some(error) = fault {
            return Err(StoreError::Rows(error));
        }
        if found != self.projection.summary.sum(kind) {
            return Err(StoreError::Rows(RowsError::Damaged { what: "kind" }));
        }
        Ok(entities)
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
