//! Rows and a medium that fail, lose things and go back in time when they are told to.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use tanshi::domain::id::{EntityId, EntityKind};
use tanshi::log::{ReplicaId, StoreId};
use tanshi::store::StoreError;
use tanshi::store::engine::{Cause, Checkpoint, Engine, Gate, Opening, Replaced, RowsPlace};
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
    /// What every call that reads says, until it is taken away.
    read_failure: Option<RowsError>,
    /// What making durable says, until it is taken away.
    durable_failure: Option<RowsError>,
    /// What the engine that is open has panicked at.
    dead: bool,
    /// Rows that were put away, and what was said of them.
    asides: Vec<(Replaced, MemoryRows)>,
    /// What the next batch says, once.
    next_failure: Option<RowsError>,
    made_anew: u32,
    /// How many rows were read, one by one and on the way through all of a kind.
    visited: Arc<AtomicUsize>,
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

    pub(super) fn fail_reads(&self, failure: Option<RowsError>) {
        self.kept().read_failure = failure;
    }

    pub(super) fn fail_durable(&self, failure: Option<RowsError>) {
        self.kept().durable_failure = failure;
    }

    /// The engine that is open panics; one that is opened anew does not.
    pub(super) fn die(&self) {
        self.kept().dead = true;
    }

    pub(super) fn put_away(&self) -> Vec<Replaced> {
        self.kept().asides.iter().map(|(old, _)| *old).collect()
    }

    fn read<T>(&self, read: impl FnOnce(&Kept) -> Result<T, RowsError>) -> Result<T, RowsError> {
        let kept = self.kept();
        let dead = kept.dead.then_some(RowsError::Panicked);
        match dead.or_else(|| kept.read_failure.clone()) {
            Some(failure) => Err(failure),
            None => read(&kept),
        }
    }

    pub(super) fn fail_once(&self, failure: RowsError) {
        self.kept().next_failure = Some(failure);
    }

    /// How many rows were read since this was made.
    pub(super) fn visited(&self) -> usize {
        self.kept().visited.load(Ordering::Relaxed)
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
        self.read(|kept| if kept.lose_summary { Ok(None) } else { kept.now.summary() })
    }

    fn row(&self, id: EntityId) -> Result<Option<Vec<u8>>, RowsError> {
        self.kept().visited.fetch_add(1, Ordering::Relaxed);
        self.read(|kept| if kept.lost_rows.contains(&id) { Ok(None) } else { kept.now.row(id) })
    }

    fn scan(
        &self,
        kind: EntityKind,
        visit: &mut dyn FnMut(EntityId, Vec<u8>),
    ) -> Result<(), RowsError> {
        self.read(|kept| {
            kept.now.scan(kind, &mut |id, bytes| {
                kept.visited.fetch_add(1, Ordering::Relaxed);
                if !kept.lost_rows.contains(&id) {
                    visit(id, bytes);
                }
            })
        })
    }

    fn numbered(&self, number: &str) -> Result<Option<EntityId>, RowsError> {
        self.read(|kept| if kept.lose_numbers { Ok(None) } else { kept.now.numbered(number) })
    }

    fn group(&self, number: u64) -> Result<Option<Vec<u8>>, RowsError> {
        self.read(|kept| match &kept.lost_groups {
            lost if lost.contains(&number) => Ok(None),
            _ => kept.now.group(number),
        })
    }

    fn group_from(&self, first: u64) -> Result<Option<u64>, RowsError> {
        self.read(|kept| kept.now.group_from(first))
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), RowsError> {
        let mut kept = self.kept();
        let dead = kept.dead.then_some(RowsError::Panicked);
        let failure = dead.or_else(|| kept.next_failure.take()).or_else(|| kept.failure.clone());
        if let Some(failure) = failure {
            return Err(failure);
        }
        kept.now.apply(batch)?;
        let now = kept.now.clone();
        kept.history.push(now);
        Ok(())
    }

    fn make_durable(&mut self) -> Result<(), RowsError> {
        let kept = self.kept();
        kept.durable_failure.clone().or_else(|| kept.failure.clone()).map_or(Ok(()), Err)
    }

    fn is_dead(&self) -> bool {
        self.kept().dead
    }
}

impl RowsPlace<Self> for TestRows {
    fn open(&mut self) -> Result<Self, RowsError> {
        self.kept().dead = false;
        self.kept().failure.clone().map_or_else(|| Ok(self.clone()), Err)
    }

    fn fresh(&mut self, old: Replaced) -> Result<Self, RowsError> {
        let mut kept = self.kept();
        if let Some(failure) = kept.failure.clone() {
            return Err(failure);
        }
        let old_ones = std::mem::take(&mut *kept);
        let Kept { now, mut asides, made_anew, durable_failure, next_failure, .. } = old_ones;
        asides.push((old, now));
        let made_anew = made_anew + 1;
        *kept = Kept { durable_failure, asides, next_failure, made_anew, ..Kept::default() };
        drop(kept);
        Ok(self.clone())
    }
}

/// A store in memory, and everything that can happen to it.
pub(super) struct Bench {
    pub(super) medium: MemoryMedium,
    pub(super) rows: TestRows,
    pub(super) faults: Faults,
    pub(super) distrust_rows: Option<Cause>,
    pub(super) known_group: u64,
    /// A replica that never wrote, in place of the usual one.
    pub(super) new_replica: Option<ReplicaId>,
    /// What was written down last, and every time before.
    pub(super) checkpoints: Arc<Mutex<Vec<Checkpoint>>>,
    /// What writing it down says.
    pub(super) gate_failure: Arc<Mutex<Option<ErrorKind>>>,
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
            new_replica: None,
            checkpoints: Arc::default(),
            gate_failure: Arc::default(),
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
            gate: Some(self.gate()),
            is_replica_new: self.new_replica.is_some(),
            ..Opening::of(self.rows.clone(), self.new_replica.unwrap_or(REPLICA))
        };
        // Small segments, so that there are several.
        Engine::open(journal.with_segment_bytes(6_000), opening).unwrap()
    }

    fn gate(&self) -> Gate {
        let (written, failure) = (Arc::clone(&self.checkpoints), Arc::clone(&self.gate_failure));
        Box::new(move |checkpoint| {
            if let Some(kind) = *failure.lock().unwrap() {
                let (path, source) = ("open.marker".into(), kind.into());
                return Err(StoreError::Io { path, source });
            }
            written.lock().unwrap().push(checkpoint);
            Ok(())
        })
    }

    /// What was written down last.
    pub(super) fn checkpoint(&self) -> Checkpoint {
        *self.checkpoints.lock().unwrap().last().unwrap()
    }

    /// What stands in the way of writing anything down, if anything does.
    pub(super) fn fail_gate(&self, kind: Option<ErrorKind>) {
        *self.gate_failure.lock().unwrap() = kind;
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
