//! Frozen reports: a name that is free, and one that is there.

use super::{Moment, line, not_in_future};
use crate::domain::{
    event::Event,
    figures::FrozenReport,
    refusal::{Field, Refusal},
    world::World,
};

/// The most frozen reports that are kept at a time.
const REPORTS: usize = 200;

/// The longest name of one, in characters.
const NAME_CHARS: usize = 60;

pub(super) fn freeze(
    world: &World,
    report: &FrozenReport,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let name = line(Field::Name, &report.name, NAME_CHARS)?;
    not_in_future(report.frozen_on, moment)?;
    let settings = world.settings();
    if settings.frozen_report(&name).is_some() {
        return Err(Refusal::ReportNamed);
    }
    if settings.frozen.len() >= REPORTS {
        return Err(Refusal::TooMany { limit: u32::try_from(REPORTS).unwrap_or(u32::MAX) });
    }
    Ok(vec![Event::ReportFrozen(FrozenReport { name, ..report.clone() })])
}

pub(super) fn drop_report(world: &World, name: &str) -> Result<Vec<Event>, Refusal> {
    let settings = world.settings();
    let report = settings.frozen_report(name.trim()).ok_or(Refusal::NoSuchReport)?;
    Ok(vec![Event::FrozenReportDropped(report.clone())])
}
