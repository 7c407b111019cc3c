//! Taking events out of the scratch world on which undo finds its actions.

use crate::domain::{
    action::Action,
    event::{AttendanceSet, Changed, Event, Replaced, StagesSet, TakenBack},
    id::{ChangeId, PersonId},
    provenance::Envelope,
    world::World,
};

/// Takes an event out of the scratch world, once the action that compensates it is known.
pub(super) fn rewind(scratch: &mut World, event: &Event, action: &Action) {
    let back = match (event, action) {
        (Event::IssueStepped(e), _) => return scratch.unstep_issue(e),
        (Event::SessionStepped(e), _) => return scratch.unstep_session(e),
        (Event::StudioEdited(e), _) => Event::StudioEdited(reversed(e)),
        (Event::PersonEdited(e), _) => Event::PersonEdited(reversed(e)),
        (Event::DepartmentEdited(e), _) => Event::DepartmentEdited(reversed(e)),
        (Event::IssueEdited(e), _) => Event::IssueEdited(reversed(e)),
        (Event::IssueMoved(e), _) => Event::IssueMoved(reversed(e)),
        (Event::ClosingStated(e), _) => Event::ClosingStated(reversed(e)),
        (Event::ServiceRecorded(e), _) => Event::ServiceRecorded(reversed(e)),
        (Event::SessionEdited(e), _) => Event::SessionEdited(reversed(e)),
        (Event::AgendaSet(e), _) => Event::AgendaSet(reversed(e)),
        (Event::TalliesSet(e), _) => Event::TalliesSet(reversed(e)),
        (Event::LineEdited(e), _) => Event::LineEdited(reversed(e)),
        (Event::CommitmentEdited(e), _) => Event::CommitmentEdited(reversed(e)),
        (Event::SettingsSet(e), _) => Event::SettingsSet(reversed(e)),
        (Event::OptionSet(e), _) => Event::OptionSet(reversed(e)),
        (Event::QueueSet(e), _) => Event::QueueSet(reversed(e)),
        (Event::InvitationSet(e), _) => Event::InvitationSet(turned(e)),
        (Event::PollSet(e), _) => Event::PollSet(turned(e)),
        (Event::NoteSet(e), _) => Event::NoteSet(turned(e)),
        (Event::StagesSet(e), _) => {
            Event::StagesSet(StagesSet { from: e.to.clone(), to: e.from.clone(), ..*e })
        }
        (_, Action::TakeBackFloorMark { session, index, taken_back }) => {
            Event::FloorMarkTakenBack(taken(*session, *index, *taken_back))
        }
        (Event::AttendanceSet(e), _) => Event::AttendanceSet(AttendanceSet {
            from: e.to.clone(),
            to: e.from.clone(),
            ..e.clone()
        }),
        (_, Action::TakeBackFieldStudy { issue, index, taken_back }) => {
            Event::FieldStudyTakenBack(taken(*issue, *index, *taken_back))
        }
        (_, Action::TakeBackEvaluation { issue, index, taken_back }) => {
            Event::EvaluationTakenBack(taken(*issue, *index, *taken_back))
        }
        (_, Action::TakeBackHandling { id, index, taken_back }) => {
            Event::HandlingTakenBack(taken(*id, *index, *taken_back))
        }
        // What compensates these looks at nothing but the event itself.
        (
            Event::StudioAdded(_)
            | Event::PersonAdded(_)
            | Event::DepartmentAdded(_)
            | Event::IssueAdded(_)
            | Event::ResidualMade(_)
            | Event::SessionPlanned(_)
            | Event::LineAdded(_)
            | Event::LineStruck(_)
            | Event::CommitmentMade(_)
            | Event::EvidenceAttached(_)
            | Event::Retracted(_)
            | Event::Restored(_)
            | Event::FieldStudyNoted(_)
            | Event::FieldStudyTakenBack(_)
            | Event::Evaluated(_)
            | Event::EvaluationTakenBack(_)
            | Event::CommitmentHandled(_)
            | Event::HandlingTakenBack(_)
            | Event::FloorMarked(_)
            | Event::FloorMarkTakenBack(_)
            | Event::MistakeExplained(_)
            | Event::DocumentSealed(_)
            | Event::EntityBrought(_)
            | Event::AllBrought(_)
            | Event::ReportFrozen(_)
            | Event::FrozenReportDropped(_)
            | Event::RowsImported(_)
            | Event::Undone(_),
            _,
        ) => return,
    };
    let nowhere = Envelope {
        replica: [0; 16],
        seq: 0,
        at_millis: 0,
        change: ChangeId::from_bytes([0; 16]),
        actor: PersonId::from_bytes([0; 16]),
    };
    scratch.apply(&back, &nowhere);
}

fn reversed<Id: Copy, Facts: Clone>(change: &Changed<Id, Facts>) -> Changed<Id, Facts> {
    Changed { id: change.id, from: change.to.clone(), to: change.from.clone() }
}

fn turned<T: Clone>(replaced: &Replaced<T>) -> Replaced<T> {
    Replaced { from: replaced.to.clone(), to: replaced.from.clone(), ..*replaced }
}

const fn taken<Id: Copy>(id: Id, index: u32, taken_back: bool) -> TakenBack<Id> {
    TakenBack { id, index, taken_back }
}
