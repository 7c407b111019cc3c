//! How often entities were changed, and when last: counted in the journal, since rows do not say.

use super::Engine;
use crate::domain::id::EntityId;
use crate::domain::provenance::Revision;
use crate::log::{ChangeAssembler, Record};
use crate::store::error::StoreError;
use crate::store::journal::{JournalError, Medium};
use crate::store::port::Rows;
use std::collections::{BTreeMap, BTreeSet};

impl<M: Medium, R: Rows> Engine<M, R> {
    /// How often each of these entities was changed, and when last. One that no change is about is
    /// not in the answer. Reads the whole journal: its clock may have been set back, so that nothing
    /// tells from where on an entity is spoken of.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read, and what is damaged of it not healed.
    pub fn revisions(
        &mut self,
        of: &BTreeSet<EntityId>,
    ) -> Result<BTreeMap<EntityId, Revision>, StoreError> {
        match self.count_revisions(of) {
            Err(StoreError::Journal(JournalError::Damaged(_))) => {
                self.is_journal_damaged = true;
                self.settling(Self::settle)?;
                self.count_revisions(of)
            }
            counted => counted,
        }
    }

    fn count_revisions(
        &self,
        of: &BTreeSet<EntityId>,
    ) -> Result<BTreeMap<EntityId, Revision>, StoreError> {
        let mut assembler = ChangeAssembler::default();
        let mut counted = BTreeMap::new();
        for group in self.journal.groups_from(1) {
            for bytes in &group?.records {
                let Ok(Some(records)) = assembler.feed(Record::parse(bytes)?) else { continue };
                count(&records, of, &mut counted);
            }
        }
        Ok(counted)
    }
}

/// Counts a change once for each entity that it is about.
fn count(records: &[Record], of: &BTreeSet<EntityId>, into: &mut BTreeMap<EntityId, Revision>) {
    let about: BTreeSet<EntityId> = records.iter().filter_map(super::read::entity_of).collect();
    let at_millis = records.iter().map(|record| record.header().at.millis()).max().unwrap_or(0);
    for entity in about.intersection(of) {
        let revision = into.entry(*entity).or_insert(Revision { changes: 0, at_millis });
        revision.changes = revision.changes.saturating_add(1);
        revision.at_millis = revision.at_millis.max(at_millis);
    }
}
