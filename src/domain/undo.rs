//! What would honestly undo a change: the actions that compensate it, newest event first.
//!
//! Redo is the undo of an undo: it asks for the original actions again, so the guards run again.

use super::{
    action::{Action, StepRequest},
    event::{Changed, Event, IssueStepped, SessionSteppedBody, Undone},
    id::{ChangeId, EntityId},
    refusal::Refusal,
    session::SessionStepKind,
    workflow::{Authority, StepKind},
    world::World,
};
use std::collections::BTreeSet;

/// A change of the log: its identity and what happened.
pub type Change = (ChangeId, Vec<Event>);

/// The change that an undo would take back, given the latest changes, newest first.
///
/// What was undone is passed over, and so is the undoing; doing again counts as a change.
pub fn undoable(newest_first: &[Change]) -> Option<&Change> {
    let mut passed = BTreeSet::new();
    for change in newest_first {
        let (id, events) = change;
        if passed.contains(id) {
            continue;
        }
        match marker(events) {
            Some(undone) if undone.redo => return Some(change),
            Some(undone) => {
                passed.insert(undone.change);
            }
            None => return Some(change),
        }
    }
    None
}

/// The undoing that a redo would take back; a new change since then ends the chance.
pub fn redoable(newest_first: &[Change]) -> Option<&Change> {
    let mut passed = BTreeSet::new();
    for change in newest_first {
        let (id, events) = change;
        if passed.contains(id) {
            continue;
        }
        match marker(events) {
            Some(undone) if undone.redo => {
                passed.insert(undone.change);
            }
            Some(_) => return Some(change),
            None => return None,
        }
    }
    None
}

fn marker(events: &[Event]) -> Option<Undone> {
    events.iter().find_map(|event| match event {
        Event::Undone(undone) => Some(*undone),
        _ => None,
    })
}

/// The actions that compensate `events`, in the order in which they have to be decided.
///
/// # Errors
/// [`Refusal::ChangedSince`] when something was changed again since, [`Refusal::NotUndoable`] when
/// time itself would have to be turned back. Whether something depends on an addition is found out
/// when the actions are decided.
pub fn compensate(world: &World, events: &[Event]) -> Result<Vec<Action>, Refusal> {
    events
        .iter()
        .rev()
        .filter(|event| !matches!(event, Event::Undone(_)))
        .map(|event| compensate_one(world, event))
        .collect()
}

fn compensate_one(world: &World, event: &Event) -> Result<Action, Refusal> {
    Ok(match event {
        Event::StudioAdded(e) => Action::Retract { entity: e.id.into() },
        Event::PersonAdded(e) => Action::Retract { entity: e.id.into() },
        Event::DepartmentAdded(e) => Action::Retract { entity: e.id.into() },
        Event::IssueAdded(e) => Action::Retract { entity: e.id.into() },
        Event::SessionPlanned(e) => Action::Retract { entity: e.id.into() },
        Event::CommitmentMade(e) => Action::Retract { entity: e.id.into() },
        Event::EvidenceAttached(e) => Action::Retract { entity: e.id.into() },
        Event::Undone(_) => return Err(Refusal::NotUndoable),
        Event::Retracted(entity) => Action::Restore { entity: *entity },
        Event::Restored(entity) => Action::Retract { entity: *entity },

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
        Event::SessionEdited(e) => Action::EditSession {
            id: e.id,
            facts: before(e, world.session(e.id).map(|it| &it.facts))?,
        },
        Event::AgendaSet(e) => Action::SetAgenda {
            session: e.id,
            items: before(e, world.session(e.id).map(|it| &it.agenda))?,
        },
        Event::TalliesSet(e) => Action::SetTallies {
            session: e.id,
            tallies: before(e, world.session(e.id).map(|it| &it.tallies))?,
        },
        Event::LineEdited(e) => {
            Action::EditLine { id: e.id, facts: before(e, world.line(e.id).map(|it| &it.facts))? }
        }
        Event::CommitmentEdited(e) => Action::EditCommitment {
            id: e.id,
            facts: before(e, world.commitment(e.id).map(|it| &it.facts))?,
        },
        Event::SettingsSet(e) => {
            Action::SetSettings { settings: before(e, Some(&world.settings()))? }
        }

        Event::AttendanceSet(e) => {
            let now = world
                .session(e.session)
                .and_then(|it| it.attendance.iter().find(|row| row.person == e.person));
            if now != e.to.as_ref() {
                return Err(Refusal::ChangedSince(e.session.into()));
            }
            Action::SetAttendance { session: e.session, person: e.person, row: e.from.clone() }
        }
        Event::LineAdded(e) => Action::StrikeLine { id: e.id, struck: true },
        Event::LineStruck(e) => Action::StrikeLine { id: e.id, struck: !e.struck },

        Event::IssueStepped(e) => undo_step(world, e)?,
        Event::SessionStepped(e) => undo_session_step(world, e)?,

        Event::FieldStudyNoted(e) => {
            let index = place(world.issue(e.id).map(|it| &it.field_studies), e.id.into(), |it| {
                *it == e.note
            })?;
            Action::TakeBackFieldStudy { issue: e.id, index, taken_back: true }
        }
        Event::Evaluated(e) => {
            let index = place(world.issue(e.id).map(|it| &it.evaluations), e.id.into(), |it| {
                !it.taken_back && it.evaluation == e.note
            })?;
            Action::TakeBackEvaluation { issue: e.id, index, taken_back: true }
        }
        Event::CommitmentHandled(e) => {
            let index = place(world.commitment(e.id).map(|it| &it.handlings), e.id.into(), |it| {
                !it.taken_back && it.handling == e.handling
            })?;
            Action::TakeBackHandling { id: e.id, index, taken_back: true }
        }
        Event::FieldStudyTakenBack(e) => {
            Action::TakeBackFieldStudy { issue: e.id, index: e.index, taken_back: !e.taken_back }
        }
        Event::EvaluationTakenBack(e) => {
            Action::TakeBackEvaluation { issue: e.id, index: e.index, taken_back: !e.taken_back }
        }
        Event::HandlingTakenBack(e) => {
            Action::TakeBackHandling { id: e.id, index: e.index, taken_back: !e.taken_back }
        }
    })
}

/// What an edit replaced, when what it said still stands.
fn before<Id: Copy + Into<EntityId>, Facts: Clone + PartialEq>(
    change: &Changed<Id, Facts>,
    now: Option<&Facts>,
) -> Result<Facts, Refusal> {
    if now == Some(&change.to) {
        Ok(change.from.clone())
    } else {
        Err(Refusal::ChangedSince(change.id.into()))
    }
}

/// The place of the last entry that the event made.
fn place<T>(
    list: Option<&Vec<T>>,
    entity: EntityId,
    is_it: impl Fn(&T) -> bool,
) -> Result<u32, Refusal> {
    list.and_then(|list| list.iter().rposition(is_it))
        .and_then(|index| u32::try_from(index).ok())
        .ok_or(Refusal::ChangedSince(entity))
}

fn undo_step(world: &World, stepped: &IssueStepped) -> Result<Action, Refusal> {
    let since = Refusal::ChangedSince(stepped.id.into());
    let issue = world.issue(stepped.id).ok_or_else(|| since.clone())?;
    let last = issue.steps.last().ok_or_else(|| since.clone())?;
    if last.kind() != stepped.kind || last.facts() != &stepped.facts {
        return Err(since);
    }
    let correction = match stepped.kind {
        StepKind::Accept => StepKind::CorrectAccept,
        StepKind::Consult => StepKind::CorrectConsult,
        StepKind::Resolve | StepKind::ResolveByService => StepKind::CorrectResolve,
        StepKind::Reopen => StepKind::CorrectReopen,
        StepKind::Exit(_) => StepKind::TakeBackExit,
        StepKind::TakeBackExit
        | StepKind::CorrectAccept
        | StepKind::CorrectConsult
        | StepKind::CorrectResolve
        | StepKind::CorrectReopen => {
            let again = last.annuls().and_then(|index| issue.steps.get(index as usize));
            return again.map(|step| ask_again(stepped, step)).ok_or(since);
        }
    };
    Ok(Action::StepIssue { id: stepped.id, request: StepRequest::new(correction) })
}

/// The request that made a step, so that its guards run again.
fn ask_again(stepped: &IssueStepped, step: &super::workflow::Step) -> Action {
    let facts = step.facts();
    let (overrides, recorded) = match &facts.authority {
        Authority::Guarded { overrides } => (overrides.clone(), None),
        Authority::Recorded(source) => (Vec::new(), Some(source.clone())),
    };
    Action::StepIssue {
        id: stepped.id,
        request: StepRequest {
            kind: step.kind(),
            on: Some(facts.on),
            reason: facts.reason.clone(),
            session: facts.session,
            into: facts.into,
            referred_to: facts.referred_to.clone(),
            raiser_told: facts.raiser_told,
            overrides,
            recorded,
        },
    }
}

fn undo_session_step(world: &World, stepped: &SessionSteppedBody) -> Result<Action, Refusal> {
    use SessionStepKind as K;
    let since = Refusal::ChangedSince(stepped.id.into());
    let session = world.session(stepped.id).ok_or_else(|| since.clone())?;
    let step = &stepped.step;
    if session.steps.last().map(|(last, _)| last) != Some(step) {
        return Err(since);
    }
    let earlier =
        |kind: K| session.steps.iter().rev().map(|(step, _)| step).find(|step| step.kind == kind);
    let (kind, reason, to) = match step.kind {
        K::Close | K::CloseAfterTheFact => (K::UndoClose, String::new(), None),
        K::UndoClose => match step.to {
            super::session::SessionStatus::Planned => (K::CloseAfterTheFact, String::new(), None),
            _ => (K::Close, String::new(), None),
        },
        K::Postpone => (K::Postpone, step.reason.clone(), step.moved_from),
        K::Cancel => (K::TakeBackCancel, String::new(), None),
        K::TakeBackCancel => {
            let reason = earlier(K::Cancel).map(|step| step.reason.clone()).ok_or(since)?;
            (K::Cancel, reason, None)
        }
        K::Start | K::Pause | K::Resume => return Err(Refusal::NotUndoable),
    };
    Ok(Action::StepSession { id: stepped.id, kind, reason, to })
}
