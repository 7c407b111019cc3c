//! The full check of both copies, and healing by it.

use super::{Cause, Engine};
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, EntityKind};
use crate::log::{Chain, LogError, Record};
use crate::store::cache::decode_row;
use crate::store::error::{Reason, StoreError};
use crate::store::journal::{Damage, Group, JournalError, Medium};
use crate::store::memory::MemoryRows;
use crate::store::port::{Rows, RowsError, join_records};
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
    /// Whether the rows were held against what the journal folds to.
    pub are_rows_checked: bool,
    /// Parts of the journal that are not what was written.
    pub damage: Vec<Damage>,
    /// Groups whose records do not prove themselves or do not follow one another.
    pub faults: Vec<Fault>,
    /// The first and the last group that are known to have been saved, and that nothing shows. What
    /// is gone from the end of the journal is no damage of what is left of it.
    pub missing: Option<(u64, u64)>,
    /// Kinds of rows that cannot be read.
    pub unreadable: Vec<(EntityKind, RowsError)>,
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
        self.is_journal_whole() && !self.are_rows_wrong()
    }

    /// Whether the journal has everything that was saved, as it was written.
    pub const fn is_journal_whole(&self) -> bool {
        self.damage.is_empty() && self.faults.is_empty() && self.missing.is_none()
    }

    /// Whether making the rows anew puts something right.
    pub fn are_rows_wrong(&self) -> bool {
        !self.unreadable.is_empty()
            || !self.uncopied.is_empty()
            || !self.different.is_empty()
            || !self.unnumbered.is_empty()
            || self.is_summary_wrong
    }
}

/// A record that is not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The group it is in.
    pub group: u64,
    /// What is wrong with it.
    pub error: LogError,
}

/// A full check on its way: a step at a time, so that others can be answered in between. What is
/// saved meanwhile is checked too.
#[derive(Debug)]
pub struct Check {
    found: Verification,
    depth: CheckDepth,
    /// What the journal gives when it is folded; nothing where it is only read.
    folded: Option<Folded>,
    chain: Chain,
    stage: Stage,
    /// The next group to be read; 0 before the first, so that what is wrong before that is found.
    next: u64,
    generation: u32,
    step_bytes: usize,
}

/// The rows as folding the journal gives them, all in memory.
#[derive(Debug)]
struct Folded {
    model: MemoryRows,
    projection: Projection,
}

/// How much a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckDepth {
    /// Everything. Takes about as much memory as the journal is long, and a step reads a kind of rows.
    Whole,
    /// As much as can be done in pauses: of a journal of more than eight segments (128 MiB) every group and record is
    /// read, and held against the second copy; rows are not looked at, not even whether they can be read.
    InPauses,
}

/// A journal of so many segments, of 16 MiB each, is folded in pauses: some 25,000 issues.
const FOLDED_SEGMENTS: u32 = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Groups,
    /// The place in the list of kinds.
    Rows(usize),
    Done,
}

impl Check {
    /// Reads about so much of the journal in a step, in bytes.
    #[must_use]
    pub fn with_step_bytes(self, step_bytes: usize) -> Self {
        Self { step_bytes, ..self }
    }

    /// What was found; everything only when the check is through.
    pub fn into_found(self) -> Verification {
        self.found
    }
}

impl Folded {
    /// Folds a group; what does not prove itself is told elsewhere.
    fn fold(&mut self, group: &Group, generation: u32) -> Result<(), StoreError> {
        let Self { model, projection } = self;
        match projection.fold(model, group.number, &group.records, Following::Lenient) {
            Ok(()) | Err(StoreError::Log(_)) => {}
            Err(error) => return Err(error),
        }
        if projection.is_due() { self.write(generation) } else { Ok(()) }
    }

    fn write(&mut self, generation: u32) -> Result<(), StoreError> {
        self.projection.write(&mut self.model, generation)
    }
}

/// About as much of the journal is read in one step of a check, in bytes.
const STEP_BYTES: usize = 4 << 20;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Makes the rows durable, so that opening has less to catch up with.
    ///
    /// # Errors
    /// [`StoreError::Rows`]; nothing is lost, since the journal has everything.
    pub fn make_durable(&mut self) -> Result<(), StoreError> {
        self.rows.get_mut().make_durable()?;
        self.note_progress();
        Ok(())
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
        // First the journal, since the rows are compared with it.
        for _ in 0..2 {
            if !self.heal(&found)? {
                break;
            }
            found = self.verify()?;
        }
        Ok(found)
    }

    /// Heals what a check has found, as far as the other copy can; whether it did anything.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read at all.
    pub fn heal(&mut self, found: &Verification) -> Result<bool, StoreError> {
        // In memory it was folded from what can be proved, just now; there is no more to be had.
        if !self.rows.is_kept() {
            return Ok(false);
        }
        if !found.damage.is_empty() {
            self.is_journal_damaged = true;
            self.settling(Self::settle)?;
            return Ok(true);
        }
        if found.are_rows_wrong() {
            self.settling(|engine| engine.rebuild(Cause::Damaged))?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Checks everything and changes nothing: every group and record of the journal, the chains,
    /// and that the rows are what folding the journal gives.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read at all.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        let mut check = self.begin_check(CheckDepth::Whole);
        while !self.check_on(&mut check)? {}
        Ok(check.into_found())
    }

    /// Starts a check that goes on with [`Engine::check_on`].
    pub fn begin_check(&self, depth: CheckDepth) -> Check {
        let missing = match self.read_only {
            Some(
                Reason::Incomplete { first_group, last_group }
                | Reason::PartlyShown { first_group, last_group, .. },
            ) => Some((first_group, last_group)),
            _ => None,
        };
        let is_folded = depth == CheckDepth::Whole || self.journal.segment() <= FOLDED_SEGMENTS;
        let folded = is_folded.then(|| Folded {
            model: MemoryRows::without_groups(),
            projection: Self::nothing(&self.journal),
        });
        Check {
            found: Verification { missing, ..Verification::default() },
            depth,
            folded,
            chain: Chain::default(),
            stage: Stage::Groups,
            next: 0,
            generation: self.journal.generation(),
            step_bytes: STEP_BYTES,
        }
    }

    /// Checks a little more; whether it is through. A step takes as long as reading a few MiB of
    /// the journal, or one kind of rows.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read at all.
    pub fn check_on(&self, check: &mut Check) -> Result<bool, StoreError> {
        if check.generation != self.journal.generation() {
            // It was written anew in between.
            *check = self.begin_check(check.depth).with_step_bytes(check.step_bytes);
        }
        match check.stage {
            Stage::Groups => {
                if self.read_groups(check)? {
                    check.stage = Stage::Rows(0);
                }
            }
            Stage::Rows(place) => {
                // What was saved since the last step.
                while !self.read_groups(check)? {}
                let Check { found, folded, chain, stage, .. } = check;
                match (folded, EntityKind::ALL.get(place)) {
                    (Some(folded), Some(kind)) => {
                        self.verify_kind(*kind, &folded.model, found)?;
                        *stage = Stage::Rows(place + 1);
                    }
                    (Some(folded), None) => {
                        found.is_summary_wrong = !self.is_summary_right(&folded.projection);
                        found.are_rows_checked = true;
                        *stage = Stage::Done;
                    }
                    (None, _) => {
                        found.is_summary_wrong = self.projection.chain != *chain;
                        *stage = Stage::Done;
                    }
                }
            }
            Stage::Done => {}
        }
        Ok(check.stage == Stage::Done)
    }

    /// Reads a few groups more, and folds them; whether those were the last ones.
    fn read_groups(&self, check: &mut Check) -> Result<bool, StoreError> {
        let Check { found, folded, chain, next, generation, step_bytes, .. } = check;
        let mut bytes = 0;
        for group in self.journal.groups_from(*next) {
            let group = match group {
                Ok(group) => group,
                Err(JournalError::Damaged(damage)) => {
                    // Whoever goes on from a group meets again what nobody knows the end of.
                    if !found.damage.contains(&damage) {
                        found.damage.push(damage);
                    }
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            // Written where no change is half folded, so that the next step goes on from there.
            let is_between = folded.as_ref().is_none_or(|it| it.projection.is_between_changes());
            if bytes > *step_bytes && is_between {
                folded.as_mut().map_or(Ok(()), |it| it.write(*generation))?;
                return Ok(false);
            }
            bytes += group.records.iter().map(Vec::len).sum::<usize>();
            *next = group.number.saturating_add(1);
            found.groups += 1;
            found.records += group.records.len() as u64;
            for record in &group.records {
                let follows = Record::parse(record).and_then(|record| chain.accept(&record));
                found
                    .faults
                    .extend(follows.err().map(|error| Fault { group: group.number, error }));
            }
            self.verify_copy(&group, found);
            folded.as_mut().map_or(Ok(()), |it| it.fold(&group, *generation))?;
        }
        folded.as_mut().map_or(Ok(()), |it| it.write(*generation))?;
        Ok(true)
    }

    /// Whether the rows hold the group too; in memory they are no second copy.
    fn verify_copy(&self, group: &Group, found: &mut Verification) {
        if let Some(rows) = self.rows.second_copy()
            && rows.group(group.number) != Ok(Some(join_records(&group.records)))
        {
            found.uncopied.push(group.number);
        }
    }

    fn verify_kind(
        &self,
        kind: EntityKind,
        model: &MemoryRows,
        found: &mut Verification,
    ) -> Result<(), StoreError> {
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
        match read {
            Ok(()) => found.different.extend(expected.into_keys()),
            Err(error) => found.unreadable.push((kind, error)),
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
        let mut expected = projection.summary.clone();
        expected.generation = self.projection.summary.generation;
        // A clock that was put back is kept there alone until the next change.
        expected.stamp = self.projection.summary.stamp;
        let stored = self.read_summary();
        let nothing = self.journal.last_group() == 0 && stored == Ok(None);
        self.projection.summary == expected
            && (nothing || stored == Ok(Some(expected)))
            && self.projection.chain == projection.chain
    }
}
