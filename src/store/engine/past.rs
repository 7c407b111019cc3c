//! How things stood before an event: folded out of the journal, since rows only tell how they stand now.

use super::Engine;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::world::World;
use crate::log::{ChangeAssembler, Record};
use crate::store::error::StoreError;
use crate::store::event_codec::{envelope, event};
use crate::store::journal::Medium;
use crate::store::port::Rows;

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
        let mut assembler = ChangeAssembler::default();
        let mut world = World::default();
        for group in self.journal.groups_from(1) {
            for bytes in &group?.records {
                let Ok(Some(change)) = assembler.feed(Record::parse(bytes)?) else { continue };
                // A change that this build does not know whole is not visible to it.
                let events: Option<Vec<Event>> =
                    change.iter().map(|record| event(record).ok().flatten()).collect();
                let Some(events) = events else { continue };
                if events.iter().any(&is_meant) {
                    return Ok(Some(world));
                }
                for (event, record) in events.iter().zip(&change) {
                    if is_about(event, &is_asked_for) {
                        world.apply(event, &envelope(record));
                    }
                }
            }
        }
        Ok(None)
    }
}

/// Whether an event changes something that is asked for. What is added to a studio is no part of it.
fn is_about(event: &Event, is_asked_for: impl Fn(EntityId) -> bool) -> bool {
    let own = event.entity();
    let mut parts = event.touches().into_iter();
    parts.any(|id| is_asked_for(id) && (id == own || id.kind != EntityKind::Studio))
}
