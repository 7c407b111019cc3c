//! Rows and a medium that fail, lose things and go back in time when they are told to.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use tanshi::domain::id::{EntityId, EntityKind};
use tanshi::log::{ReplicaId, StoreId};
use tanshi::store::engine::{Cause, Engine, Opening, RowsPlace};
use tanshi::store::journal::faults::{FailingMedium, Faults};
use tanshi::store::journal::{Journal, JournalError, MemoryMedium, Opened};
use tanshi::store::memory::MemoryRows;
use tanshi::store::port::{Batch, Rows, RowsError};

pub(super) const STORE: StoreId = StoreId::from_bytes([7; 16]);
pub(super) const REPLICA: ReplicaId = ReplicaId::from_bytes([8; 16]);

pub(super) type Failing = FailingMedium<MemoryMedium>;
pub(super) type TestEngine = Engine<Failing, TestRows>;

/// Rows in memory that outlive the engine.
#[derive(Clone, Default)]
pub(super) struct TestRows(Arc<Mutex<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    now: MemoryRows,
    /// As they were after each batch.
    history: Vec<MemoryRows>,
    lost_rows: BTreeSet<EntityId>,
    lost_groups: BTreeSet<u64>,
    lose_summary: bool,
    lose_numbers: bool,
    /// What every call that writes or opens says, until it is taken away.
    failure: Option<RowsError>,
    /// What the next batch says, once.
    next_failure: Option<RowsError>,
    made_anew: u32,
}

impl TestRows {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap()
    }

    /// The same rows again, with a life of their own.
    pub(super) fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.kept().clone())))
    }

    pub(super) fn lose_row(&self, id: impl Into<EntityId>) {
        self.kept().lost_rows.insert(id.into());
    }

    pub(super) fn lose_group(&self, number: u64) {
        self.kept().lost_groups.insert(number);
    }

    pub(super) fn lose_summary(&self) {
        self.kept().lose_summary = true;
    }

    /// Rows as a build before this one kept them.
    pub(super) fn make_older(&self) {
        let mut kept = self.kept();
        let mut summary = kept.now.summary().unwrap().unwrap();
        summary[..2].copy_from_slice(&(tanshi::store::VIEW_VERSION - 1).to_le_bytes());
        kept.now.apply(&Batch { summary, ..Batch::default() }).unwrap();
    }

    pub(super) fn lose_numbers(&self) {
        self.kept().lose_numbers = true;
    }

    pub(super) fn fail(&self, failure: Option<RowsError>) {
        self.kept().failure = failure;
    }

    pub(super) fn fail_once(&self, failure: RowsError) {
        self.kept().next_failure = Some(failure);
    }

    pub(super) fn made_anew(&self) -> u32 {
        self.kept().made_anew
    }

    /// Back to how they were `batches` ago, as after a kill that took what was not flushed.
    pub(super) fn go_back(&self, batches: usize) {
        let mut kept = self.kept();
        let left = kept.history.len().saturating_sub(batches);
        kept.history.truncate(left);
        kept.now = kept.history.last().cloned().unwrap_or_default();
    }
}

impl Rows for TestRows {
    fn summary(&self) -> Result<Option<Vec<u8>>, RowsError> {
        let kept = self.kept();
        if kept.lose_summary { Ok(None) } else { kept.now.summary() }
    }

    fn row(&self, id: EntityId) -> Result<Option<Vec<u8>>, RowsError> {
        let kept = self.kept();
        if kept.lost_rows.contains(&id) { Ok(None) } else { kept.now.row(id) }
    }

    fn scan(
        &self,
        kind: EntityKind,
        visit: &mut dyn FnMut(EntityId, Vec<u8>),
    ) -> Result<(), RowsError> {
        let kept = self.kept();
        kept.now.scan(kind, &mut |id, bytes| {
            if !kept.lost_rows.contains(&id) {
                visit(id, bytes);
            }
        })
    }

    fn numbered(&self, number: &str) -> Result<Option<EntityId>, RowsError> {
        let kept = self.kept();
        if kept.lose_numbers { Ok(None) } else { kept.now.numbered(number) }
    }

    fn group(&self, number: u64) -> Result<Option<Vec<u8>>, RowsError> {
        let kept = self.kept();
        if kept.lost_groups.contains(&number) { Ok(None) } else { kept.now.group(number) }
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), RowsError> {
        let mut kept = self.kept();
        if let Some(failure) = kept.next_failure.take().or_else(|| kept.failure.clone()) {
            return Err(failure);
        }
        kept.now.apply(batch)?;
        let now = kept.now.clone();
        kept.history.push(now);
        Ok(())
    }

    fn make_durable(&mut self) -> Result<(), RowsError> {
        Ok(())
    }
}

impl RowsPlace<Self> for TestRows {
    fn open(&mut self) -> Result<Self, RowsError> {
        self.kept().failure.clone().map_or_else(|| Ok(self.clone()), Err)
    }

    fn fresh(&mut self) -> Result<Self, RowsError> {
        let made_anew = self.made_anew() + 1;
        let failure = self.kept().failure.clone();
        *self.kept() = Kept { made_anew, failure: failure.clone(), ..Kept::default() };
        failure.map_or_else(|| Ok(self.clone()), Err)
    }
}

/// A store in memory, and everything that can happen to it.
pub(super) struct Bench {
    pub(super) medium: MemoryMedium,
    pub(super) rows: TestRows,
    pub(super) faults: Faults,
    pub(super) distrust_rows: Option<Cause>,
    pub(super) known_group: u64,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self::over(MemoryMedium::default())
    }

    pub(super) fn over(medium: MemoryMedium) -> Self {
        Self {
            medium,
            rows: TestRows::default(),
            faults: Faults::default(),
            distrust_rows: None,
            known_group: 0,
        }
    }

    /// Opens what is there, as `Store::open` does.
    pub(super) fn open(&self) -> TestEngine {
        let medium = || FailingMedium::new(self.medium.clone(), self.faults.clone());
        let (journal, is_journal_damaged) = match Journal::open(medium(), Some(STORE)) {
            Ok(Opened { journal, tail }) => (journal, !tail.damage.is_empty()),
            Err(JournalError::Missing) => (Journal::create(medium(), STORE).unwrap(), false),
            Err(JournalError::Damaged(_)) => (Journal::replace(medium(), STORE).unwrap(), false),
            Err(error) => panic!("{error}"),
        };
        let opening = Opening {
            distrust_rows: self.distrust_rows,
            known_group: self.known_group,
            is_journal_damaged,
            ..Opening::of(self.rows.clone(), REPLICA)
        };
        // Small segments, so that there are several.
        Engine::open(journal.with_segment_bytes(6_000), opening).unwrap()
    }

    /// Ends the engine as a kill does.
    pub(super) fn kill(&mut self, engine: TestEngine) {
        self.medium = engine.into_medium().into_inner();
    }

    /// Ends the engine as a power cut does: only what was synced is sure.
    pub(super) fn cut_power(&mut self, engine: TestEngine, seed: u64) {
        self.kill(engine);
        self.medium = self.medium.after_power_cut(seed);
    }
}
