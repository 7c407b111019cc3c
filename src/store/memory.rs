//! Rows in memory: the model that the conformance suite measures the others by.

use super::port::{Batch, Rows, RowsError};
use crate::domain::id::{EntityId, EntityKind};
use std::collections::BTreeMap;

/// Rows that live as long as the value does.
#[derive(Debug, Clone, Default)]
pub struct MemoryRows {
    summary: Option<Vec<u8>>,
    rows: BTreeMap<EntityId, Vec<u8>>,
    numbers: BTreeMap<String, EntityId>,
    groups: BTreeMap<u64, Vec<u8>>,
    drops_groups: bool,
}

impl MemoryRows {
    /// Rows that are no second copy of the groups: those take far more memory than all the rest.
    pub fn without_groups() -> Self {
        Self { drops_groups: true, ..Self::default() }
    }
}

impl Rows for MemoryRows {
    fn summary(&self) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.summary.clone())
    }

    fn row(&self, id: EntityId) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.rows.get(&id).cloned())
    }

    fn scan(
        &self,
        kind: EntityKind,
        visit: &mut dyn FnMut(EntityId, Vec<u8>),
    ) -> Result<(), RowsError> {
        let first = EntityId { kind, bytes: [0; 16] };
        let last = EntityId { kind, bytes: [u8::MAX; 16] };
        for (id, row) in self.rows.range(first..=last) {
            visit(*id, row.clone());
        }
        Ok(())
    }

    fn numbered(&self, number: &str) -> Result<Option<EntityId>, RowsError> {
        Ok(self.numbers.get(number).copied())
    }

    fn group(&self, number: u64) -> Result<Option<Vec<u8>>, RowsError> {
        Ok(self.groups.get(&number).cloned())
    }

    fn group_from(&self, first: u64) -> Result<Option<u64>, RowsError> {
        Ok(self.groups.range(first..).next().map(|(number, _)| *number))
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), RowsError> {
        if !self.drops_groups {
            self.groups.extend(batch.groups.iter().cloned());
        }
        self.rows.extend(batch.rows.iter().cloned());
        self.numbers.extend(batch.numbers.iter().cloned());
        self.summary = Some(batch.summary.clone());
        Ok(())
    }

    fn make_durable(&mut self) -> Result<(), RowsError> {
        Ok(())
    }
}
