//! The settings that live in the store.

use super::{all_standing, directory::changed, line_or_empty};
use crate::domain::{
    calendar::Calendar,
    event::Event,
    id::EntityId,
    refusal::{Field, Refusal},
    settings::Settings,
    text::SHORT_CHARS,
    world::World,
};

pub(super) fn set(world: &World, settings: &Settings) -> Result<Vec<Event>, Refusal> {
    let to = Settings {
        office: line_or_empty(Field::Office, &settings.office, SHORT_CHARS)?,
        ..settings.clone()
    };
    all_standing(world, to.me)?;
    all_standing(world, to.my_studio)?;
    if !to.calendar.is_empty() {
        Calendar::parse(&to.calendar).map_err(Refusal::Calendar)?;
    }
    Ok(changed(EntityId::SETTINGS, world.settings(), to)
        .map(Event::SettingsSet)
        .into_iter()
        .collect())
}
