//! The clocks that run on a department's and on the studio's side (DOMAIN §2): until when something may be
//! returned, until when the raiser is asked, when one looks again. Computed from what was entered and from
//! the settings, never stored.

use super::{
    calendar::{Calendar, Due},
    commitment::Commitment,
    issue::Issue,
    settings::Settings,
    workflow::to_ask,
    world::World,
};
use chrono::{Days, NaiveDate};

/// The last day on which a department may return a wrong assignment (退回), by the letter that went out
/// on `assigned`.
pub fn return_window(settings: &Settings, calendar: &Calendar, assigned: NaiveDate) -> Due {
    let working_days = u32::from(settings.deadlines.return_working_days);
    calendar.add_working_days(assigned, working_days)
}

/// The same for a commitment that its department has neither reported on nor returned; `None` where
/// nothing can be returned any more.
pub fn returnable_until(
    commitment: &Commitment,
    settings: &Settings,
    calendar: &Calendar,
) -> Option<Due> {
    let is_ours = commitment.source.is_none();
    let assigned = commitment.assigned().filter(|_| is_ours && commitment.is_returnable());
    assigned.map(|assigned| return_window(settings, calendar, assigned))
}

/// The last day on which the raiser is to be asked (满意度测评): the report that the last of the work is
/// done starts this clock. `None` while something is owed or nothing was done, and where the raiser
/// has been asked since.
pub fn evaluation_due(
    world: &World,
    issue: &Issue,
    settings: &Settings,
    calendar: &Calendar,
) -> Option<Due> {
    let handled = to_ask(world, issue).handled?;
    let working_days = u32::from(settings.deadlines.evaluation_working_days);
    Some(calendar.add_working_days(handled, working_days))
}

/// The day on which a resolved issue is to be looked at again (回访); `None` where it is not resolved, the
/// raiser was asked since, or a source tells that it was resolved.
pub fn revisit_due(world: &World, issue: &Issue, settings: &Settings) -> Option<NaiveDate> {
    let settled = to_ask(world, issue).settled?;
    settled.checked_add_days(Days::new(settings.deadlines.revisit_days.into()))
}
