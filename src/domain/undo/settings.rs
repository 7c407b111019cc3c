//! What takes back that settings were changed, or that a report was frozen.

use super::before;
use crate::domain::{action::Action, event::Event, id::EntityId, refusal::Refusal, world::World};

/// Sets again what was set. Nothing but what is kept in the settings comes here.
pub(super) fn settled_again(world: &World, event: &Event) -> Result<Action, Refusal> {
    Ok(match event {
        Event::SettingsSet(e) => {
            let now = world.settings();
            let stated = before(e, Some(&now.stated()))?;
            Action::SetSettings { settings: Box::new(now.with_stated(stated)) }
        }
        Event::OptionSet(e) => {
            let now = world.settings();
            // It is as the event left it when taking it over again changes nothing.
            if now.clone().with(&e.to) != now {
                return Err(Refusal::ChangedSince(e.id));
            }
            Action::SetSettings { settings: Box::new(now.with(&e.from)) }
        }
        Event::ReportFrozen(report) => {
            if world.settings().frozen_report(&report.name) != Some(report) {
                return Err(Refusal::ChangedSince(EntityId::SETTINGS));
            }
            Action::DropFrozenReport { name: report.name.clone() }
        }
        // It comes back as it was: it still speaks of the place in the log that it was counted at.
        Event::FrozenReportDropped(report) => Action::FreezeReport { report: report.clone() },
        _ => return Err(Refusal::NotUndoable),
    })
}
