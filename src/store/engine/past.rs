//! How things stood before an event, or at a place in the log: folded out of the journal, since rows
//! only tell how they stand now.

use super::Engine;
use crate::domain::event::Event;
use crate::domain::figures::{Position, Since};
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::provenance::{Envelope, Mark};
use crate::domain::world::World;
use crate::log::{ChangeAssembler, Record};
use crate::store::error::StoreError;
use crate::store::event_codec::{envelope, event};
use crate::store::journal::Medium;
use crate::store::port::Rows;
use std::ops::ControlFlow;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// What is asked for, with the parts that were added to it, as it stood before the change with the first
    /// event that is meant; `None` where there is no such event. Reads the journal from its beginning and
    /// holds no more than that at a time, however much there is beside it.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read.
    pub fn world_before(
        &self,
        is_meant: impl Fn(&Event) -> bool,
        is_asked_for: impl Fn(EntityId) -> bool,
    ) -> Result<Option<World>, StoreError> {
        let mut world = World::default();
        let found = self.each_change(|change| {
            if change.iter().any(|(event, _)| is_meant(event)) {
                return ControlFlow::Break(());
            }
            for (event, envelope) in change.iter().filter(|(it, _)| is_about(it, &is_asked_for)) {
                world.apply(event, envelope);
            }
            ControlFlow::Continue(())
        })?;
        Ok(found.then_some(world))
    }

    /// The place of the last event in the log; `None` before the first.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read.
    pub fn position(&self) -> Result<Option<Position>, StoreError> {
        let mut last = None;
        for group in self.journal.groups_from(self.journal.last_group().max(1)) {
            if let Some(bytes) = group?.records.last() {
                let envelope = envelope(&Record::parse(bytes)?);
                last = Some(Position { replica: envelope.replica, seq: envelope.seq });
            }
        }
        Ok(last)
    }

    /// How everything stood that `is_asked_for` at a place in the log, and what was entered after it;
    /// `None` where the log does not have the place. `tell` hears of each change that is read.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read.
    pub fn world_at(
        &self,
        position: Option<Position>,
        is_asked_for: impl Fn(&Event) -> bool,
        mut tell: impl FnMut(),
    ) -> Result<Option<(World, Vec<Since>)>, StoreError> {
        let (mut world, mut since) = (World::default(), Vec::new());
        let mut is_past = position.is_none();
        self.each_change(|change| {
            tell();
            for (event, envelope) in change.iter().filter(|(event, _)| is_asked_for(event)) {
                if is_past {
                    since.push(Since { event: event.clone(), mark: Mark::from(envelope) });
                } else {
                    world.apply(event, envelope);
                }
            }
            let at = |it: &Envelope| Position { replica: it.replica, seq: it.seq };
            is_past |= change.iter().any(|(_, envelope)| Some(at(envelope)) == position);
            ControlFlow::Continue(())
        })?;
        Ok(is_past.then_some((world, since)))
    }

    /// Reads the journal from its beginning, a change after the other, until `visit` has enough; says
    /// whether it had. A change that this build does not know whole is not visible to it.
    fn each_change(
        &self,
        mut visit: impl FnMut(&[(Event, Envelope)]) -> ControlFlow<()>,
    ) -> Result<bool, StoreError> {
        let mut assembler = ChangeAssembler::default();
        for group in self.journal.groups_from(1) {
            for bytes in &group?.records {
                let Ok(Some(change)) = assembler.feed(Record::parse(bytes)?) else { continue };
                let known =
                    |record: &Record| Some((event(record).ok().flatten()?, envelope(record)));
                let Some(events) = change.iter().map(known).collect::<Option<Vec<_>>>() else {
                    continue;
                };
                if visit(&events).is_break() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// Whether an event changes something that is asked for. What is added to a studio is no part of it.
fn is_about(event: &Event, is_asked_for: impl Fn(EntityId) -> bool) -> bool {
    let own = event.entity();
    let mut parts = event.touches().into_iter();
    parts.any(|id| is_asked_for(id) && (id == own || id.kind != EntityKind::Studio))
}
