//! Taking entries back as mistakes, with the reason. What may be taken back is decided where such
//! an entry is decided.

use super::{Moment, commitment, issue, line, retract};
use crate::domain::{
    event::Event,
    id::EntityId,
    mistake::{Mistake, MistakeExplained},
    refusal::{Field, Refusal},
    text::SHORT_CHARS,
    world::World,
};

pub(super) fn take_back(
    world: &World,
    mistake: Mistake,
    reason: &str,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let reason = line(Field::Reason, reason, SHORT_CHARS)?;
    let mut events = match mistake {
        Mistake::FieldStudy(id, index) => issue::take_back_field_study(world, id, index, true),
        Mistake::Evaluation(id, index) => issue::take_back_evaluation(world, id, index, true),
        Mistake::Statement(id) => issue::state_closing(world, id, None, moment),
        Mistake::Service(id) => issue::record_service(world, id, None, moment),
        Mistake::Handling(id, index) => commitment::take_back_mistake(world, id, index),
        Mistake::Commitment(id) => retract::retract(world, id.into()),
    }?;
    let (id, index) = place(world, mistake);
    if events.is_empty() {
        return Err(Refusal::NoSuchEntry(index));
    }
    let kind = mistake.kind();
    events.push(Event::MistakeExplained(MistakeExplained { id, kind, index, reason }));
    Ok(events)
}

/// Whose history tells it, and at which place of its list the entry was. A commitment that is gone
/// is told of by its issue.
fn place(world: &World, mistake: Mistake) -> (EntityId, u32) {
    match mistake {
        Mistake::FieldStudy(id, index) | Mistake::Evaluation(id, index) => (id.into(), index),
        Mistake::Statement(id) | Mistake::Service(id) => (id.into(), 0),
        Mistake::Handling(id, index) => (id.into(), index),
        Mistake::Commitment(id) => world.commitment(id).map_or_else(
            || (id.into(), 0),
            |found| (found.issue.into(), u32::from(found.ordinal).saturating_sub(1)),
        ),
    }
}
