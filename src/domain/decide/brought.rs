//! Everything of an export, into a store that has nothing. No guard runs: the export's own did.

use crate::domain::{
    brought::{AllBrought, in_parts},
    event::Event,
    id::EntityId,
    refusal::Refusal,
    settings::Settings,
    world::World,
    written,
};

/// # Errors
/// [`Refusal::Exists`] with the first thing that is there already, [`Refusal::NotAsWritten`] with the first
/// whose words are not its own.
pub(super) fn bring_in(
    world: &World,
    entities: &[(EntityId, String)],
    all: &AllBrought,
) -> Result<Vec<Event>, Refusal> {
    let mut there = world.entities().map(crate::domain::entity::Entity::id);
    if let Some(id) = there.find(|id| *id != EntityId::SETTINGS) {
        return Err(Refusal::Exists(id));
    }
    if world.settings() != Settings::default() {
        return Err(Refusal::Exists(EntityId::SETTINGS));
    }
    let is_its_own = |(id, text): &&(EntityId, String)| {
        written::read(text).is_ok_and(|entity| entity.id() == *id)
    };
    if let Some((id, _)) = entities.iter().find(|it| !is_its_own(it)) {
        return Err(Refusal::NotAsWritten(*id));
    }
    let parts = entities.iter().flat_map(|(id, text)| in_parts(*id, text, all.format));
    Ok(parts.map(Event::EntityBrought).chain([Event::AllBrought(*all)]).collect())
}
