//! What was changed since a group: for whoever keeps something that is derived from the rows.

use super::Engine;
use crate::domain::id::{EntityId, EntityKind};
use crate::log::Record;
use crate::store::error::StoreError;
use crate::store::event_codec::event;
use crate::store::journal::Medium;
use crate::store::port::{Rows, RowsError, split_records};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// How many rows of a kind there are, those that were taken back included.
    pub fn count_of(&self, kind: EntityKind) -> u64 {
        self.projection.summary.sum(kind).count
    }

    /// Whether every row says all that was written about it, also by newer builds.
    pub fn knows_everything(&self) -> bool {
        !self.is_partly_shown() && !self.projection.summary.has_frozen()
    }

    /// The fingerprint of a group: it tells this history from any other that has a group of the same
    /// number. `None` where the rows do not have such a group, and where they are only shown out of
    /// memory; the group 0 before the first is the same everywhere.
    ///
    /// # Errors
    /// Those of [`Engine::entity`].
    pub fn print_of(&mut self, group: u64) -> Result<Option<[u8; 32]>, StoreError> {
        self.healing(|engine| {
            if group == 0 {
                return Ok(engine.rows.is_kept().then_some([0; 32]));
            }
            Ok(engine.rows.get().group(group)?.map(|joined| Sha256::digest(joined).into()))
        })
    }

    /// The entities that these groups speak of, one by one or as what else an event changes.
    ///
    /// # Errors
    /// Those of [`Engine::entity`].
    pub fn spoken_of(
        &mut self,
        groups: &RangeInclusive<u64>,
    ) -> Result<BTreeSet<EntityId>, StoreError> {
        self.healing(|engine| {
            let mut entities = BTreeSet::new();
            for number in groups.clone() {
                let Some(joined) = engine.rows.get().group(number)? else { continue };
                let records = split_records(&joined);
                for bytes in records.ok_or(RowsError::Damaged { what: "group" })? {
                    let record = Record::parse(&bytes)?;
                    match event(&record)? {
                        Some(event) => entities.extend(event.touches()),
                        None => entities.extend(super::read::entity_of(&record)),
                    }
                }
            }
            Ok(entities)
        })
    }
}
