//! What takes back that what is stated about something was changed.

use super::before;
use crate::domain::{action::Action, event::Event, refusal::Refusal, world::World};

/// States again what an edit replaced. Nothing but edits comes here.
pub(super) fn stated_again(world: &World, event: &Event) -> Result<Action, Refusal> {
    Ok(match event {
        Event::StudioEdited(e) => Action::EditStudio {
            id: e.id,
            facts: before(e, world.studio(e.id).map(|it| &it.facts))?,
        },
        Event::PersonEdited(e) => Action::EditPerson {
            id: e.id,
            facts: before(e, world.person(e.id).map(|it| &it.facts))?,
        },
        Event::DepartmentEdited(e) => Action::EditDepartment {
            id: e.id,
            facts: before(e, world.department(e.id).map(|it| &it.facts))?,
        },
        Event::IssueEdited(e) => {
            Action::EditIssue { id: e.id, facts: before(e, world.issue(e.id).map(|it| &it.facts))? }
        }
        Event::IssueMoved(e) => Action::MoveIssue {
            id: e.id,
            studio: before(e, world.issue(e.id).map(|it| &it.studio))?,
        },
        Event::ClosingStated(e) => Action::StateClosing {
            issue: e.id,
            statement: before(e, world.issue(e.id).map(|it| &it.statement))?,
        },
        Event::ServiceRecorded(e) => Action::RecordService {
            issue: e.id,
            service: before(e, world.issue(e.id).map(|it| &it.service))?,
        },
        Event::CommitmentEdited(e) => Action::EditCommitment {
            id: e.id,
            facts: before(e, world.commitment(e.id).map(|it| &it.facts))?,
        },
        _ => return Err(Refusal::NotUndoable),
    })
}
