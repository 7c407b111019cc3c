//! Saving: the journal first; only then is a change acknowledged, and the rows follow.

use super::{Cause, Engine};
use crate::domain::action::{Action, Reads};
use crate::domain::decide::{Moment, decide};
use crate::domain::event::Event;
use crate::domain::id::{ChangeId, EntityId, EntityKind, PersonId};
use crate::domain::provenance::Envelope;
use crate::domain::world::World;
use crate::log::{self, Chain, ChangeMark, Facts, HybridClock, Record, Salt, Seen, StreamId};
use crate::store::error::{Obstacle, StoreError};
use crate::store::event_codec::{actor, body, entity_ref, envelope};
use crate::store::journal::{Medium, plan_groups};
use crate::store::port::{Rows, RowsError, Telling, join_records};
use crate::store::staged::{Sight, Staged};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// After so many actions it is told how far deciding is.
const DECIDED_AT_ONCE: usize = 1_000;

/// Who asks for a change, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The person at the keyboard.
    pub actor: PersonId,
    /// The day, in the convenor's time zone.
    pub today: NaiveDate,
    /// The time of that day.
    pub time: NaiveTime,
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
    /// The place of each of them in the log.
    pub envelopes: Vec<Envelope>,
}

/// Changes that were decided and are not saved yet. Nobody else sees them; dropped, they never
/// were.
#[derive(Debug)]
pub struct Collected {
    /// The heads that the first change follows.
    base: Chain,
    chain: Chain,
    clock: HybridClock,
    records: Vec<Vec<u8>>,
    staged: Staged,
    /// What the changes so far looked at, as they left it.
    world: World,
    /// The kinds of which the world has every entity.
    whole: BTreeSet<EntityKind>,
}

impl Collected {
    /// How many bytes wait to be saved.
    pub fn bytes(&self) -> usize {
        self.records.iter().map(Vec::len).sum()
    }

    /// Drops what a refused change has done to the world.
    fn forget_world(&mut self) {
        self.world = World::default();
        self.whole.clear();
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
        self.commit_telling(actions, asked, &mut |_, _| {})
    }

    /// The same; `tell` hears how much of how much is done, in parts of any size.
    ///
    /// # Errors
    /// As [`Engine::commit`].
    pub fn commit_telling(
        &mut self,
        actions: &[Action],
        asked: &Asked,
        tell: Telling<'_>,
    ) -> Result<Saved, StoreError> {
        self.commit_after(&[], actions, asked, tell).map(|[_, saved]| saved)
    }

    /// The same, with a change of its own right before it that is not saved without it.
    ///
    /// # Errors
    /// As [`Engine::commit`], for either of them; where the disk fails under a change of many groups, the
    /// first may be saved all the same, as [`Engine::finish`] says.
    pub fn commit_after(
        &mut self,
        first: &[Action],
        actions: &[Action],
        asked: &Asked,
        tell: Telling<'_>,
    ) -> Result<[Saved; 2], StoreError> {
        let mut batch = self.begin()?;
        let first = self.add(&mut batch, first, asked)?;
        let saved = self.add_telling(&mut batch, actions, asked, &mut |at, of| tell(at, 2 * of))?;
        // Nothing more is decided on it, and it may hold a hundred thousand entities.
        batch.forget_world();
        self.finish_telling(batch, &mut |at, of| tell(of + at, 2 * of))?;
        Ok([first, saved])
    }

    /// Starts collecting changes that are saved together by one sync.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`].
    pub fn begin(&mut self) -> Result<Collected, StoreError> {
        self.reopen()?;
        let chain = self.projection.chain.clone();
        Ok(Collected {
            base: chain.clone(),
            chain,
            clock: self.projection.clock,
            records: Vec::new(),
            staged: Staged::default(),
            world: World::default(),
            whole: BTreeSet::new(),
        })
    }

    /// Decides one change on top of those collected before.
    ///
    /// # Errors
    /// [`StoreError::Refused`], [`StoreError::WrittenByNewer`], [`StoreError::ClockBehind`], and
    /// [`StoreError::Log`] for a change that is too large to be stored; the changes collected
    /// before stay.
    pub fn add(
        &mut self,
        collected: &mut Collected,
        actions: &[Action],
        asked: &Asked,
    ) -> Result<Saved, StoreError> {
        self.add_telling(collected, actions, asked, &mut |_, _| {})
    }

    fn add_telling(
        &mut self,
        collected: &mut Collected,
        actions: &[Action],
        asked: &Asked,
        tell: Telling<'_>,
    ) -> Result<Saved, StoreError> {
        let reads = actions.iter().map(Action::reads).fold(Reads::default(), Reads::and);
        let looked_at = self.healing(|engine| engine.fill(collected, &reads))?;
        // What a newer build wrote about them is not in what is decided on.
        if let Some(id) = looked_at.into_iter().find(|id| self.is_frozen(*id)) {
            return Err(StoreError::WrittenByNewer(id));
        }
        let (chain, clock) = (collected.chain.clone(), collected.clock);
        let added = self.decide_and_seal(collected, actions, asked, tell);
        if added.is_err() {
            collected.chain = chain;
            collected.clock = clock;
            collected.forget_world();
        }
        added
    }

    fn fill(
        &mut self,
        collected: &mut Collected,
        reads: &Reads,
    ) -> Result<BTreeSet<EntityId>, StoreError> {
        let Collected { staged, world, whole, .. } = collected;
        let mut sight = Sight {
            rows: self.rows.get(),
            summary: &self.projection.summary,
            cache: &mut self.projection.cache,
            staged,
        };
        Ok(sight.fill(world, whole, reads)?)
    }

    fn is_frozen(&self, id: EntityId) -> bool {
        self.projection.summary.why_frozen(id).is_some()
    }

    fn decide_and_seal(
        &mut self,
        collected: &mut Collected,
        actions: &[Action],
        asked: &Asked,
        tell: Telling<'_>,
    ) -> Result<Saved, StoreError> {
        let moment =
            Moment { today: asked.today, actor: asked.actor, replica_mark: self.replica_mark() };
        let mut events = Vec::with_capacity(actions.len());
        for (at, some) in actions.chunks(DECIDED_AT_ONCE).enumerate() {
            // Sealing and folding them takes about as long again.
            tell(at * DECIDED_AT_ONCE, 2 * actions.len());
            events.extend(decide(&mut collected.world, some, &moment)?);
        }
        let frozen = events.iter().flat_map(Event::touches).find(|id| self.is_frozen(*id));
        if let Some(frozen) = frozen {
            return Err(StoreError::WrittenByNewer(frozen));
        }
        if events.is_empty() {
            return Ok(Saved { change: None, events, envelopes: Vec::new() });
        }
        if let Some(millis) = events.iter().filter_map(Event::latest_millis).max() {
            collected.clock.pass(millis);
        }
        let (id, records) = self.seal(collected, &events, asked)?;
        let facts: Vec<_> =
            events.iter().zip(&records).map(|(event, record)| (event, envelope(record))).collect();
        // Folding also shows that every row can be written: nothing that cannot be shown may get
        // into the journal.
        collected.staged.fold(self.rows.get(), &mut self.projection.cache, &facts)?;
        for id in collected.world.take_touched() {
            if let Some(entity) = collected.staged.get(id) {
                collected.world.load(entity.clone());
            }
        }
        let envelopes = facts.iter().map(|(_, envelope)| *envelope).collect();
        collected.records.extend(records.iter().map(Record::to_bytes));
        Ok(Saved { change: Some(id), events, envelopes })
    }

    /// Turns events into records of one change.
    fn seal(
        &self,
        collected: &mut Collected,
        events: &[Event],
        asked: &Asked,
    ) -> Result<(ChangeId, Vec<Record>), StoreError> {
        let id = ChangeId::new(asked.wall_millis, random()?);
        let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
        let stream = StreamId::from_bytes(*self.journal.store().as_bytes());
        let mut records = Vec::with_capacity(events.len());
        for (index, event) in (0..count).zip(events) {
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
            let salt = Salt::from_bytes(random()?);
            records.push(collected.chain.extend(facts, salt, body(event)?)?);
        }
        Ok((id, records))
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
    /// [`StoreError::Overtaken`] when something else was saved since [`Engine::begin`].
    /// [`StoreError::NotSaved`] when the disk fails: the store is then read-only until
    /// [`Engine::reopen`] succeeds. Of a collection above 4 MiB, which takes several groups, the
    /// changes that were whole in the groups before are saved all the same and show after
    /// reopening; [`Engine::latest_changes`] tells them.
    pub fn finish(&mut self, collected: Collected) -> Result<(), StoreError> {
        self.finish_telling(collected, &mut |_, _| {})
    }

    fn finish_telling(
        &mut self,
        collected: Collected,
        tell: Telling<'_>,
    ) -> Result<(), StoreError> {
        if collected.records.is_empty() {
            return Ok(());
        }
        if let Some(reason) = self.read_only {
            return Err(StoreError::ReadOnly(reason));
        }
        if collected.base != self.projection.chain {
            return Err(StoreError::Overtaken);
        }
        let mut groups = Vec::new();
        let segment = self.journal.segment();
        let follows = self.projection.summary.group.saturating_add(1);
        let Collected { mut records, staged, chain, clock, .. } = collected;
        for range in plan_groups(&records)? {
            let group = records.get_mut(range).unwrap_or_default();
            match self.journal.append(group) {
                Ok(number) => {
                    groups.push((number, join_records(group)));
                    // Of a hundred thousand rows there are enough copies without these.
                    group.fill_with(Vec::new);
                }
                Err(error) => {
                    let error = StoreError::NotSaved(error);
                    let obstacle = Obstacle::of(&error).unwrap_or(Obstacle::Failed);
                    self.read_only = Some(obstacle.into());
                    return Err(error);
                }
            }
        }
        self.known_group = self.journal.last_group();
        if self.journal.segment() != segment {
            self.note_progress();
        }
        // Rows that lack groups before these would never learn of them.
        if groups.first().is_some_and(|(number, _)| *number != follows) {
            self.after_rows_failed(&RowsError::Damaged { what: "summary" }.into());
            return Ok(());
        }
        self.projection.take(groups, staged, chain, clock);
        // From here on the change is saved, whatever becomes of the rows.
        let generation = self.journal.generation();
        let rows = self.rows.get_mut();
        if let Err(error) = self.projection.write_telling(rows, generation, tell) {
            self.after_rows_failed(&error);
        }
        Ok(())
    }

    /// The journal has the change: the rows are made anew from it, or shown out of memory.
    fn after_rows_failed(&mut self, error: &StoreError) {
        let obstacle = match error {
            StoreError::Rows(error) if !error.is_damage() => Some(Obstacle::of_rows(error)),
            _ => None,
        };
        // Where that fails too, the next read or write tries once more and tells.
        self.settling(|engine| match obstacle {
            Some(obstacle) => engine.show_from_memory(Some(obstacle)),
            None => engine.rebuild(Cause::Damaged),
        })
        .ok();
    }

    /// Tries to write again after a failure; nothing to do when nothing failed.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] with the reason why the store stays read-only.
    pub fn reopen(&mut self) -> Result<(), StoreError> {
        if self.unsettled {
            self.take_up()?;
        }
        match self.read_only {
            None => return Ok(()),
            Some(reason) if !reason.can_pass() => return Err(StoreError::ReadOnly(reason)),
            Some(_) => {}
        }
        if let Err(error) = self.make_writable() {
            let obstacle = Obstacle::of(&error).ok_or(error)?;
            let reason = self.still_read_only(obstacle);
            self.read_only = Some(reason);
            return Err(StoreError::ReadOnly(reason));
        }
        self.settling(|engine| {
            if engine.rows.is_kept() {
                engine.read_only = None;
                engine.settle()
            } else {
                engine.take_up_rows()
            }
        })?;
        self.read_only.map_or(Ok(()), |reason| Err(StoreError::ReadOnly(reason)))
    }
}

fn random<const N: usize>() -> Result<[u8; N], log::LogError> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(log::LogError::NoRandomness),
    }
}
