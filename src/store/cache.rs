//! Entities as the rows hold them, read once; and the proof that none of a kind is missing.

use super::port::{Rows, RowsError};
use super::summary::{KindSum, Summary, row_crc};
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::world::Names;
use crate::log;
use std::collections::{BTreeMap, BTreeSet};

/// More entities than this are dropped.
const KEPT_ENTITIES: usize = 20_000;

/// Published entities that were read or written; never one that is not saved.
#[derive(Debug, Default)]
pub(super) struct Cache {
    held: BTreeMap<EntityId, Held>,
    /// Kinds whose rows were counted since they were opened: only then does "not there" mean that
    /// it never was.
    counted: BTreeSet<EntityKind>,
    /// Whether every case number was looked up.
    pub(super) numbers_counted: bool,
    /// Who is called what, of the kinds that somebody asked about.
    names: BTreeMap<EntityKind, Names>,
}

#[derive(Debug)]
pub(super) struct Held {
    pub(super) entity: Entity,
    /// The checksum of its row.
    pub(super) crc: u32,
}

/// Reads the entity that a row holds.
pub(super) fn decode_row(id: EntityId, bytes: &[u8]) -> Result<Entity, RowsError> {
    let entity: Option<Entity> = log::decode_row(bytes).ok();
    entity.filter(|entity| entity.id() == id).ok_or(RowsError::Damaged { what: "row" })
}

impl Cache {
    /// The entity with this id, if the rows have it.
    pub(super) fn load(
        &mut self,
        rows: &dyn Rows,
        id: EntityId,
    ) -> Result<Option<&Held>, RowsError> {
        if !self.held.contains_key(&id)
            && let Some(bytes) = rows.row(id)?
        {
            let entity = decode_row(id, &bytes)?;
            self.keep(id, Held { entity, crc: row_crc(id, &bytes) });
        }
        Ok(self.held.get(&id))
    }

    /// Like [`Cache::load`], and certain: the first time that one of a kind is not found, the
    /// whole kind is counted, since sled can lose a row without a word.
    pub(super) fn find(
        &mut self,
        rows: &dyn Rows,
        summary: &Summary,
        id: EntityId,
    ) -> Result<Option<&Held>, RowsError> {
        if self.load(rows, id)?.is_none() && !self.counted.contains(&id.kind) {
            self.scan(rows, summary, id.kind, &mut drop)?;
        }
        Ok(self.held.get(&id))
    }

    /// Hands every entity of a kind to `visit`, and compares count and sum at the end: only then is
    /// what was visited to be believed.
    pub(super) fn scan(
        &mut self,
        rows: &dyn Rows,
        summary: &Summary,
        kind: EntityKind,
        visit: &mut dyn FnMut(Entity),
    ) -> Result<(), RowsError> {
        let mut found = KindSum::default();
        let mut fault = None;
        rows.scan(kind, &mut |id, bytes| match decode_row(id, &bytes) {
            Ok(entity) => {
                found.add(row_crc(id, &bytes));
                visit(entity);
            }
            Err(error) => fault = Some(error),
        })?;
        match fault {
            Some(error) => Err(error),
            None if found != summary.sum(kind) => Err(RowsError::Damaged { what: "kind" }),
            None => {
                self.counted.insert(kind);
                Ok(())
            }
        }
    }

    /// Those of a kind that are called so, or were; the first time that it is asked, all of them are
    /// looked at.
    pub(super) fn called(
        &mut self,
        rows: &dyn Rows,
        summary: &Summary,
        kind: EntityKind,
        name: &str,
    ) -> Result<Vec<EntityId>, RowsError> {
        if !self.names.contains_key(&kind) {
            let mut names = Names::default();
            self.scan(rows, summary, kind, &mut |entity| names.enter(&entity))?;
            self.names.insert(kind, names);
        }
        let names = self.names.get(&kind).into_iter();
        Ok(names.flat_map(|names| names.called(kind, name)).collect())
    }

    /// Takes over what was just written or read.
    pub(super) fn keep(&mut self, id: EntityId, held: Held) {
        if self.held.len() >= KEPT_ENTITIES {
            self.held.clear();
        }
        if let Some(names) = self.names.get_mut(&id.kind) {
            names.enter(&held.entity);
        }
        self.held.insert(id, held);
    }
}
