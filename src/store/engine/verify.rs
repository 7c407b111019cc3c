//! The full check of both copies, and healing by it.

use super::{Cause, Engine};
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, EntityKind};
use crate::log::{Chain, Record};
use crate::store::cache::decode_row;
use crate::store::error::StoreError;
use crate::store::journal::{Damage, Medium};
use crate::store::memory::MemoryRows;
use crate::store::port::{Rows, join_records};
use crate::store::projection::{Following, Projection};
use crate::store::staged::number_of;
use std::collections::BTreeMap;

/// What a full check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Groups read.
    pub groups: u64,
    /// Records read.
    pub records: u64,
    /// Parts of the journal that are not what was written.
    pub damage: Vec<Damage>,
    /// Groups whose records do not prove themselves or do not follow one another.
    pub faults: Vec<(u64, String)>,
    /// Groups of which the rows do not hold the second copy.
    pub uncopied: Vec<u64>,
    /// Entities whose rows are not what the journal says.
    pub different: Vec<EntityId>,
    /// Entities that their case numbers do not lead to.
    pub unnumbered: Vec<EntityId>,
    /// What the rows say about themselves is not what the journal says.
    pub is_summary_wrong: bool,
}

impl Verification {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        self.damage.is_empty()
            && self.faults.is_empty()
            && self.uncopied.is_empty()
            && self.different.is_empty()
            && self.unnumbered.is_empty()
            && !self.is_summary_wrong
    }
}

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Makes the rows durable, so that opening has less to catch up with.
    ///
    /// # Errors
    /// [`StoreError::Rows`]; nothing is lost, since the journal has everything.
    pub fn make_durable(&mut self) -> Result<(), StoreError> {
        Ok(self.rows.get_mut().make_durable()?)
    }

    /// Checks everything and heals what it finds; what was healed becomes a notice.
    ///
    /// Returns what is still wrong afterwards: what neither copy can heal.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read at all.
    pub fn scrub(&mut self) -> Result<Verification, StoreError> {
        if self.unsettled {
            self.take_up()?;
        }
        let mut found = self.verify()?;
        // In memory it was folded from what can be proved, just now; there is no more to be had.
        if self.rows.is_kept() && !found.damage.is_empty() {
            // The rows are compared with the journal, so that one comes first.
            self.is_journal_damaged = true;
            self.settling(Self::settle)?;
            found = self.verify()?;
        }
        if self.rows.is_kept() && !found.is_whole() {
            self.settling(|engine| engine.rebuild(Cause::Damaged))?;
            found = self.verify()?;
        }
        Ok(found)
    }

    /// Checks everything and changes nothing: every group and record of the journal, the chains,
    /// and that the rows are what folding the journal gives.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read at all.
    pub fn verify(&mut self) -> Result<Verification, StoreError> {
        let mut found = Verification { damage: self.journal.verify()?, ..Default::default() };
        let mut model = MemoryRows::default();
        let mut projection = Self::nothing(&self.journal);
        self.verify_groups(&mut model, &mut projection, &mut found)?;
        self.verify_rows(&model, &mut found)?;
        found.is_summary_wrong = !self.is_summary_right(&projection);
        Ok(found)
    }

    fn verify_groups(
        &self,
        model: &mut MemoryRows,
        projection: &mut Projection,
        found: &mut Verification,
    ) -> Result<(), StoreError> {
        let mut chain = Chain::default();
        for group in self.journal.groups_from(1) {
            let Ok(group) = group else { continue };
            found.groups += 1;
            found.records += group.records.len() as u64;
            for bytes in &group.records {
                let follows = Record::parse(bytes).and_then(|record| chain.accept(&record));
                if let Err(error) = follows {
                    found.faults.push((group.number, error.to_string()));
                }
            }
            let copy = self.rows.get().group(group.number);
            if copy != Ok(Some(join_records(&group.records))) {
                found.uncopied.push(group.number);
            }
            let folded = projection.fold(model, group.number, &group.records, Following::Lenient);
            match folded {
                Ok(()) => {}
                Err(error @ StoreError::NewerFormat { .. }) => return Err(error),
                Err(error) => {
                    found.faults.push((group.number, error.to_string()));
                    continue;
                }
            }
            if projection.is_due() {
                projection.write(model, self.journal.generation())?;
            }
        }
        projection.write(model, self.journal.generation())
    }

    fn verify_rows(&self, model: &MemoryRows, found: &mut Verification) -> Result<(), StoreError> {
        for kind in EntityKind::ALL {
            let mut expected = BTreeMap::new();
            model.scan(kind, &mut |id, bytes| {
                expected.insert(id, bytes);
            })?;
            for (id, bytes) in &expected {
                if self.is_number_lost(&decode_row(*id, bytes)?) {
                    found.unnumbered.push(*id);
                }
            }
            let read = self.rows.get().scan(kind, &mut |id, bytes| {
                if expected.remove(&id) != Some(bytes) {
                    found.different.push(id);
                }
            });
            found.different.extend(expected.into_keys());
            if let Err(error) = read {
                found.faults.push((0, error.to_string()));
            }
        }
        Ok(())
    }

    fn is_number_lost(&self, entity: &Entity) -> bool {
        let number = number_of(entity);
        number.is_some_and(|number| !matches!(self.rows.get().numbered(number), Ok(Some(_))))
    }

    /// Whether the rows' own summary, and the one in use, say what the journal says.
    fn is_summary_right(&self, projection: &Projection) -> bool {
        // The generation is only a note of when it was written.
        let generation = self.projection.summary.generation;
        let mut expected = projection.summary.clone();
        expected.generation = generation;
        let stored = self.read_summary();
        let nothing = self.journal.last_group() == 0 && stored == Ok(None);
        self.projection.summary == expected
            && (nothing || stored == Ok(Some(expected)))
            && self.projection.chain == projection.chain
    }
}
