//! A session whose clock ran on while nobody looked after it: the workbench stopped in the middle of it.
//! Whether that time counts is said before anything else is timed by it.

use super::error::CliError;
use crate::command::Verb;
use crate::command::fill::Directory;
use crate::command::verb::Noun;
use crate::domain::id::{EntityId, SessionId};
use crate::domain::session::{Clock, SessionStatus};
use crate::shell::desk::Desk;
use crate::shell::last_beat;
use chrono::NaiveDateTime;

/// What goes by the clock of a session that is going on.
const TIMED: [&str; 7] = ["close", "pause", "item", "stage", "speak", "hold", "end-speech"];

/// Refuses what goes by a clock that ran on by itself.
///
/// # Errors
/// [`CliError::Interrupted`], and that of a store that cannot be read.
pub(super) fn refuse_gap(
    desk: &mut Desk,
    verb: &Verb,
    target: Option<EntityId>,
    now: NaiveDateTime,
) -> Result<(), CliError> {
    let id = target.and_then(|id| SessionId::try_from(id).ok());
    let Some(id) = id.filter(|_| verb.noun == Noun::Session && TIMED.contains(&verb.name)) else {
        return Ok(());
    };
    let beat = last_beat(desk.store().folder()).filter(|(of, _)| *of == id);
    let Some((_, beat)) = beat else { return Ok(()) };
    let world = desk.dossier(id.into())?;
    let Some(session) = world.session(id) else { return Ok(()) };
    let course = session.floor.course();
    let is_running = session.status == SessionStatus::Live && course.clock == Clock::Running;
    // Whoever marked anything since from here looks after it from here, without a sign of life.
    let is_of_workbench = is_running && course.is_within(beat);
    match course.left_since(Some(beat), now).filter(|_| is_of_workbench) {
        Some(since) => {
            let name = desk.catalog().name(id.into()).unwrap_or_default();
            Err(CliError::Interrupted { name, since })
        }
        None => Ok(()),
    }
}
