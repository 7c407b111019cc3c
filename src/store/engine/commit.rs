//! Saving: the journal first; only then is a change acknowledged, and the rows follow.

use super::{Cause, Engine};
use crate::domain::action::{Action, Reads};
use crate::domain::decide::{Moment, decide};
use crate::domain::event::Event;
use crate::domain::id::{ChangeId, EntityId, PersonId};
use crate::log::{self, Chain, ChangeMark, Facts, HybridClock, Record, Salt, Seen, StreamId};
use crate::store::error::{Reason, StoreError};
use crate::store::event_codec::{actor, body, entity_ref};
use crate::store::journal::{JournalError, Medium, plan_groups};
use crate::store::port::{Rows, RowsError, join_records};
use crate::store::projection::Projection;
use chrono::NaiveDate;

/// Who asks for a change, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The person at the keyboard.
    pub actor: PersonId,
    /// The day, in the convenor's time zone.
    pub today: NaiveDate,
    /// The wall clock, in milliseconds since 1970 (UTC).
    pub wall_millis: u64,
}

/// A change that is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Which change; `None` when nothing had to change.
    pub change: Option<ChangeId>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// Changes that were decided and are not saved yet.
#[derive(Debug)]
pub struct Collected {
    chain: Chain,
    clock: HybridClock,
    records: Vec<Vec<u8>>,
    /// What it changed can no longer be told from what was saved.
    broken: bool,
}

impl Collected {
    /// How many bytes wait to be saved.
    pub fn bytes(&self) -> usize {
        self.records.iter().map(Vec::len).sum()
    }
}

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Decides, journals and shows one change.
    ///
    /// When this returns, the change is on the disk. A change that changes nothing writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Refused`] by the rules, or the reason why it could not be saved; nothing is
    /// changed then.
    pub fn commit(&mut self, actions: &[Action], asked: &Asked) -> Result<Saved, StoreError> {
        let mut batch = self.begin()?;
        let saved = self.add(&mut batch, actions, asked)?;
        self.finish(batch)?;
        Ok(saved)
    }

    /// Starts collecting changes that are saved together by one sync.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`].
    pub fn begin(&mut self) -> Result<Collected, StoreError> {
        self.check_writable()?;
        if self.projection.cache.pending() > 0 {
            // Somebody gave a collection up: what it changed was never saved.
            self.projection.cache.clear();
        }
        let Projection { chain, clock, .. } = &self.projection;
        Ok(Collected { chain: chain.clone(), clock: *clock, records: Vec::new(), broken: false })
    }

    /// Decides one change on top of those collected before.
    ///
    /// # Errors
    /// [`StoreError::Refused`]; the changes collected before stay.
    pub fn add(
        &mut self,
        collected: &mut Collected,
        actions: &[Action],
        asked: &Asked,
    ) -> Result<Saved, StoreError> {
        let reads = actions.iter().map(Action::reads).fold(Reads::default(), Reads::and);
        let mut world = if collected.records.is_empty() {
            self.gather(&reads)?
        } else {
            // Healing would forget the changes that were collected before.
            self.projection.cache.gather(&self.rows, &reads)?
        };
        let moment =
            Moment { today: asked.today, actor: asked.actor, replica_mark: self.replica_mark() };
        let events = decide(&mut world, actions, &moment)?;
        if let Some(frozen) = events.iter().flat_map(Event::touches).find(|id| self.is_frozen(*id))
        {
            return Err(StoreError::WrittenByNewer(frozen));
        }
        if events.is_empty() {
            return Ok(Saved { change: None, events });
        }
        let (chain, clock) = (collected.chain.clone(), collected.clock);
        match self.seal(collected, &events, asked) {
            Ok(change) => Ok(Saved { change: Some(change), events }),
            Err(error) => {
                collected.chain = chain;
                collected.clock = clock;
                Err(error)
            }
        }
    }

    /// Turns events into records and folds them into the cache.
    fn seal(
        &mut self,
        collected: &mut Collected,
        events: &[Event],
        asked: &Asked,
    ) -> Result<ChangeId, StoreError> {
        let mut bytes = [0; 10];
        fill_random(&mut bytes)?;
        let id = ChangeId::new(asked.wall_millis, bytes);
        let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
        let stream = StreamId::from_bytes(*self.journal.store().as_bytes());
        let mut records = Vec::new();
        for (index, event) in (0..count).zip(events) {
            let mut salt = [0; 16];
            fill_random(&mut salt)?;
            let facts = Facts {
                stream,
                replica: self.replica,
                at: collected.clock.tick(asked.wall_millis)?,
                seen: self.seen(&collected.chain, stream),
                change: ChangeMark { id: log::ChangeId::from_bytes(id.to_bytes()), index, count },
                actor: actor(asked.actor),
                kind: event.kind(),
                entity: entity_ref(event.entity()),
            };
            let salt = Salt::from_bytes(salt);
            records.push(collected.chain.extend(facts, salt, body(event)?)?);
        }
        for (record, event) in records.iter().zip(events) {
            if let Err(error) = self.projection.fold_event(&self.rows, event, record) {
                collected.broken = true;
                self.projection.cache.clear();
                return Err(error);
            }
        }
        collected.records.extend(records.iter().map(Record::to_bytes));
        Ok(id)
    }

    /// The other replicas that this one's first record has to name; later ones saw nothing new.
    fn seen(&self, chain: &Chain, stream: StreamId) -> Vec<Seen> {
        if chain.head(stream, self.replica).seq > 0 {
            return Vec::new();
        }
        chain
            .heads()
            .filter(|(of, replica, _)| *of == stream && *replica != self.replica)
            .map(|(_, replica, head)| Seen { replica, seq: head.seq })
            .collect()
    }

    /// Saves everything that was collected: the journal with one sync for each group, then the
    /// rows.
    ///
    /// # Errors
    /// [`StoreError::Journal`]: nothing of the group that failed is saved, and the store is
    /// read-only until [`Engine::reopen`] succeeds.
    pub fn finish(&mut self, collected: Collected) -> Result<(), StoreError> {
        if collected.broken {
            return Err(StoreError::Rows(RowsError::Damaged { what: "row" }));
        }
        if collected.records.is_empty() {
            return Ok(());
        }
        for range in plan_groups(&collected.records)? {
            let group = collected.records.get(range).unwrap_or_default();
            match self.journal.append(group) {
                Ok(number) => self.projection.show(number, join_records(group)),
                Err(error) => {
                    self.projection.cache.clear();
                    self.read_only = Some(reason(&error));
                    return Err(error.into());
                }
            }
        }
        self.projection.chain = collected.chain;
        self.projection.clock = collected.clock;
        // From here on the change is saved, whatever becomes of the rows.
        match self.projection.write(&mut self.rows) {
            Ok(()) => Ok(()),
            Err(error) => self.after_rows_failed(&error),
        }
    }

    /// The journal has the change; the rows are made anew from it, or the store goes read-only.
    fn after_rows_failed(&mut self, error: &StoreError) -> Result<(), StoreError> {
        self.projection.cache.clear();
        if matches!(error, StoreError::Rows(RowsError::Full)) {
            self.read_only = Some(Reason::DiskFull);
            return Ok(());
        }
        self.rebuild(Cause::Damaged)
    }

    /// Tries to write again after a failure.
    ///
    /// # Errors
    /// Why the store stays read-only.
    pub fn reopen(&mut self) -> Result<(), StoreError> {
        if matches!(self.read_only, None | Some(Reason::Incomplete { .. })) {
            return Ok(());
        }
        if self.journal.is_poisoned() {
            self.journal.reopen()?;
        }
        // The engine's memory still shows what a full disk refused; only a new one is clean.
        self.start_over()?;
        self.catch_up(None)?;
        self.read_only = None;
        Ok(())
    }

    fn check_writable(&mut self) -> Result<(), StoreError> {
        match self.read_only {
            None => Ok(()),
            Some(reason @ Reason::Incomplete { .. }) => Err(StoreError::ReadOnly(reason)),
            Some(_) => self.reopen(),
        }
    }

    fn is_frozen(&self, id: EntityId) -> bool {
        self.projection.summary.frozen.contains(&(id.kind.code(), id.bytes))
    }
}

fn reason(error: &JournalError) -> Reason {
    match error {
        JournalError::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
            Reason::DiskFull
        }
        _ => Reason::DiskFailed,
    }
}

fn fill_random(bytes: &mut [u8]) -> Result<(), log::LogError> {
    getrandom::fill(bytes).map_err(|_refused| log::LogError::NoRandomness)
}
