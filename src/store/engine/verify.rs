//! The full check of both copies.

use super::Engine;
use crate::domain::id::{EntityId, EntityKind};
use crate::log::{Chain, Record};
use crate::store::error::StoreError;
use crate::store::journal::{Damage, Medium};
use crate::store::memory::MemoryRows;
use crate::store::port::Rows;
use std::collections::BTreeMap;

/// What a full check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Groups read.
    pub groups: u64,
    /// Records read.
    pub records: u64,
    /// Parts of the journal that are not what was written.
    pub damage: Vec<Damage>,
    /// Groups whose records do not prove themselves or do not follow one another.
    pub faults: Vec<(u64, String)>,
    /// Entities whose rows are not what the journal says.
    pub different: Vec<EntityId>,
}

impl Verification {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        self.damage.is_empty() && self.faults.is_empty() && self.different.is_empty()
    }
}

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Makes the rows durable, so that opening has less to catch up with.
    ///
    /// # Errors
    /// [`StoreError::Rows`]; nothing is lost, since the journal has everything.
    pub fn make_durable(&mut self) -> Result<(), StoreError> {
        Ok(self.rows.make_durable()?)
    }

    /// Checks everything: every group and record of the journal, the chains, and that the rows
    /// are what folding the journal gives.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read at all.
    pub fn verify(&mut self) -> Result<Verification, StoreError> {
        let damage = self.journal.verify()?;
        let mut chain = Chain::default();
        let mut model = MemoryRows::default();
        let mut projection = Self::nothing(&self.journal);
        let (mut groups, mut records, mut faults) = (0, 0, Vec::new());
        for group in self.journal.groups_from(1) {
            let Ok(group) = group else { continue };
            groups += 1;
            records += group.records.len() as u64;
            for bytes in &group.records {
                let follows = Record::parse(bytes).and_then(|record| chain.accept(&record));
                if let Err(error) = follows {
                    faults.push((group.number, error.to_string()));
                }
            }
            if let Err(error) = projection.fold(&model, group.number, &group.records) {
                faults.push((group.number, error.to_string()));
                continue;
            }
            if projection.is_due() {
                projection.write(&mut model)?;
            }
        }
        projection.write(&mut model)?;
        let mut different = Vec::new();
        for kind in EntityKind::ALL {
            let mut expected = BTreeMap::new();
            model.scan(kind, &mut |id, bytes| {
                expected.insert(id, bytes);
            })?;
            let read = self.rows.scan(kind, &mut |id, bytes| {
                if expected.remove(&id) != Some(bytes) {
                    different.push(id);
                }
            });
            different.extend(expected.into_keys());
            if let Err(error) = read {
                faults.push((0, error.to_string()));
            }
        }
        Ok(Verification { groups, records, damage, faults, different })
    }
}
