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
use crate::store::journal::{JournalError, Medium};
use crate::store::port::{Rows, RowsError};
use crate::store::staged::{Sight, Staged, number_of};
use crate::store::summary::FrozenReason;
use std::collections::{BTreeMap, BTreeSet};

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

    /// Why an entity can only be read, if so: its row leaves out what a newer build wrote.
    pub fn frozen(&self, id: EntityId) -> Option<FrozenReason> {
        self.projection.summary.why_frozen(id)
    }

    /// One of the entities whose rows leave out what a newer build wrote, if there are any.
    pub fn any_frozen(&self) -> Option<EntityId> {
        self.projection.summary.any_frozen()
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
            let mut numbers = Vec::new();
            self.scan_checked(kind, &mut |entity| {
                numbers.extend(number_of(&entity).map(ToOwned::to_owned));
            })?;
            for number in numbers {
                if self.rows.get().numbered(&number)?.is_none() {
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
        let entities = self.collect(&[kind], Vec::new, Vec::push)?;
        entities.into_iter().for_each(&mut visit);
        Ok(())
    }

    /// Hands every entity of some kinds to `take`, kind after kind and each in the order of their ids,
    /// with what `begin` makes; where something had to be healed, all of it is done once more. Nothing is
    /// kept beside what `take` keeps.
    ///
    /// # Errors
    /// Those of [`Engine::entity`].
    pub fn collect<T>(
        &mut self,
        kinds: &[EntityKind],
        begin: impl Fn() -> T,
        mut take: impl FnMut(&mut T, Entity),
    ) -> Result<T, StoreError> {
        self.healing(|engine| {
            let mut collected = begin();
            for kind in kinds {
                engine.scan_checked(*kind, &mut |entity| take(&mut collected, entity))?;
            }
            Ok(collected)
        })
    }

    fn scan_checked(
        &mut self,
        kind: EntityKind,
        visit: &mut dyn FnMut(Entity),
    ) -> Result<(), StoreError> {
        let projection = &mut self.projection;
        Ok(projection.cache.scan(self.rows.get(), &projection.summary, kind, visit)?)
    }

    /// Everything, for small stores and for tests.
    ///
    /// # Errors
    /// Those of [`Engine::scan`].
    pub fn world(&mut self) -> Result<World, StoreError> {
        self.collect(&EntityKind::ALL, World::default, World::load)
    }

    /// The events of the latest changes, newest first, at most `most` of them.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read, and what is damaged of it not healed.
    pub fn latest_changes(&mut self, most: usize) -> Result<Latest, StoreError> {
        match self.read_latest(most) {
            Err(StoreError::Journal(JournalError::Damaged(_))) => {
                self.is_journal_damaged = true;
                self.settling(Self::settle)?;
                self.read_latest(most)
            }
            read => read,
        }
    }

    fn read_latest(&self, most: usize) -> Result<Latest, StoreError> {
        let mut latest = Latest::default();
        // Groups are small when people type and large when they import: step back in strides.
        for stride in [512_u64, 8_192, u64::MAX] {
            let first = self.journal.last_group().saturating_sub(stride).saturating_add(1).max(1);
            latest = self.changes_from(first)?;
            if latest.changes.len() >= most || first == 1 {
                break;
            }
        }
        latest.changes.reverse();
        latest.changes.truncate(most);
        Ok(latest)
    }

    fn changes_from(&self, first: u64) -> Result<Latest, StoreError> {
        let mut assembler = ChangeAssembler::default();
        let mut latest = Latest::default();
        for group in self.journal.groups_from(first) {
            for bytes in &group?.records {
                // A change that began before `first` cannot be put together, and is not asked for.
                let Ok(Some(records)) = assembler.feed(Record::parse(bytes)?) else { continue };
                latest.take(&records);
            }
        }
        Ok(latest)
    }
}

/// The latest changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Latest {
    /// What each did, newest first.
    pub changes: Vec<(ChangeId, Vec<Event>)>,
    /// Those of which this build does not know every event, and what one of those is about.
    pub newer: BTreeMap<ChangeId, EntityId>,
}

impl Latest {
    fn take(&mut self, records: &[Record]) {
        let Some(first) = records.first() else { return };
        let id = ChangeId::from_bytes(*first.header().change.id.as_bytes());
        let mut events = Vec::with_capacity(records.len());
        for record in records {
            match event(record) {
                Ok(Some(event)) => events.push(event),
                Ok(None) | Err(_) => {
                    self.newer.extend(entity_of(record).map(|entity| (id, entity)));
                }
            }
        }
        self.changes.push((id, events));
    }
}

/// The entity that a record is about, unless it is of a newer kind.
pub(super) fn entity_of(record: &Record) -> Option<EntityId> {
    let entity = record.header().entity;
    let kind = EntityKind::try_from(entity.kind).ok()?;
    Some(EntityId { kind, bytes: *entity.id.as_bytes() })
}
