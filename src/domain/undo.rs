//! What would honestly undo a change: the actions that compensate it, newest event first.
//!
//! Redo is the undo of an undo: it asks for the original actions again, so the guards run again.

mod rewind;

use self::rewind::rewind;
use super::{
    action::{Action, StepRequest},
    event::{
        AttendanceSet, Changed, Event, FloorMarked, IssueStepped, Replaced, SessionSteppedBody,
        Undone,
    },
    id::{ChangeId, EntityId, IssueId},
    issue::Verdict,
    refusal::Refusal,
    session::{FloorMark, SessionStatus, SessionStepKind},
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
/// [`Refusal::ChangedSince`] when something was changed again since, [`Refusal::NeedsReason`] for a
/// complaint or a promise, [`Refusal::NotUndoable`] when
/// time itself would have to be turned back. Whether something depends on an addition is found out
/// when the actions are decided.
pub fn compensate(world: &World, events: &[Event]) -> Result<Vec<Action>, Refusal> {
    // A change may hold several events about one entity, so each is looked at in the world as it
    // was right after it.
    let mut scratch = World::default();
    for id in events.iter().map(Event::entity) {
        world.entity(id).cloned().into_iter().for_each(|entity| scratch.load(entity));
    }
    let brought: BTreeSet<IssueId> = events.iter().filter_map(Event::issue_brought).collect();
    let mut actions = Vec::new();
    for event in events.iter().rev().filter(|event| !is_note(event)) {
        refuse_without_reason(&brought, event)?;
        let action = compensate_one(&scratch, event)?;
        rewind(&mut scratch, event, &action);
        actions.push(action);
    }
    Ok(actions)
}

/// Whether it only says something about the change that holds it; or ended the clock of a session,
/// which stands until the session goes on.
const fn is_note(event: &Event) -> bool {
    matches!(
        event,
        Event::Undone(_)
            | Event::MistakeExplained(_)
            | Event::FloorMarked(FloorMarked { mark: FloorMark::Ended, .. })
    )
}

/// A complaint and a promise are not made to vanish by one key: their verbs ask why. What came
/// in together with its issue, or from a source, goes as it came.
fn refuse_without_reason(brought: &BTreeSet<IssueId>, event: &Event) -> Result<(), Refusal> {
    let came_with = |issue: IssueId| brought.contains(&issue);
    match event {
        Event::Evaluated(e) if e.note.verdict == Verdict::Dissatisfied && !came_with(e.id) => {
            Err(Refusal::NeedsReason(e.id.into()))
        }
        Event::CommitmentMade(e) if e.source.is_none() && !came_with(e.issue) => {
            Err(Refusal::NeedsReason(e.id.into()))
        }
        _ => Ok(()),
    }
}

fn compensate_one(world: &World, event: &Event) -> Result<Action, Refusal> {
    Ok(match event {
        Event::StudioAdded(e) => Action::Retract { entity: e.id.into() },
        Event::PersonAdded(e) => Action::Retract { entity: e.id.into() },
        Event::DepartmentAdded(e) => Action::Retract { entity: e.id.into() },
        Event::IssueAdded(e) => Action::Retract { entity: e.id.into() },
        Event::ResidualMade(e) => Action::Retract { entity: e.id.into() },
        Event::SessionPlanned(e) => Action::Retract { entity: e.id.into() },
        Event::CommitmentMade(e) => Action::Retract { entity: e.id.into() },
        Event::EvidenceAttached(e) => Action::Retract { entity: e.id.into() },
        // What came with an export is not one step: the store as a whole is that export.
        Event::Undone(_)
        | Event::MistakeExplained(_)
        | Event::EntityBrought(_)
        | Event::AllBrought(_) => return Err(Refusal::NotUndoable),
        // It may have left the house.
        Event::DocumentSealed(e) => return Err(Refusal::Sealed(e.of)),
        Event::RowsImported(e) => {
            Action::MarkRows { rows: e.rows.iter().map(|row| row.reversed()).collect() }
        }
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
        Event::FloorMarked(e) => undo_mark(world, e)?,
        Event::FloorMarkTakenBack(e) => {
            Action::TakeBackFloorMark { session: e.id, index: e.index, taken_back: !e.taken_back }
        }
        Event::QueueSet(e) => Action::SetQueue {
            session: e.id,
            queue: before(e, world.session(e.id).map(|it| &it.floor.queue))?,
        },
        Event::InvitationSet(e) => {
            let invitations = world.session(e.session).map(|it| &it.invitations);
            let (from, _) = turned(e, invitations)?;
            let guest = e.from.as_ref().or(e.to.as_ref()).map(|it| it.guest);
            let guest = guest.ok_or(Refusal::NotUndoable)?;
            Action::SetInvitation { session: e.session, guest, invitation: from }
        }
        Event::StagesSet(e) => {
            if world.session(e.session).is_none_or(|it| it.stages_of(e.issue) != e.to) {
                return Err(Refusal::ChangedSince(e.session.into()));
            }
            Action::SetStages { session: e.session, issue: e.issue, stages: e.from.clone() }
        }
        Event::PollSet(e) => {
            let (to, from) = turned(e, world.session(e.session).map(|it| &it.polls))?;
            Action::SetPoll { session: e.session, from, to }
        }
        Event::NoteSet(e) => {
            let (to, from) = turned(e, world.session(e.session).map(|it| &it.notes))?;
            Action::SetNote { session: e.session, from, to }
        }

        Event::AttendanceSet(e) => undo_attendance(world, e)?,
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

/// What an entry of a list replaced, and what it says, when it still stands there.
fn turned<T: Clone + PartialEq>(
    replaced: &Replaced<T>,
    now: Option<&Vec<T>>,
) -> Result<(Option<T>, Option<T>), Refusal> {
    let stands = match (&replaced.to, now) {
        (Some(to), Some(list)) => list.contains(to),
        (None, Some(_)) => true,
        (_, None) => false,
    };
    if stands {
        Ok((replaced.from.clone(), replaced.to.clone()))
    } else {
        Err(Refusal::ChangedSince(replaced.session.into()))
    }
}

fn undo_mark(world: &World, marked: &FloorMarked) -> Result<Action, Refusal> {
    let since = Refusal::ChangedSince(marked.session.into());
    let log = &world.session(marked.session).ok_or_else(|| since.clone())?.floor.log;
    let is_it = |at: &usize| {
        log.get(*at)
            .is_some_and(|it| !it.taken_back && it.at == marked.at && it.mark == marked.mark)
    };
    let index = (0..log.len()).rev().find(is_it).and_then(|at| u32::try_from(at).ok());
    let index = index.ok_or(since)?;
    Ok(Action::TakeBackFloorMark { session: marked.session, index, taken_back: true })
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

fn undo_attendance(world: &World, set: &AttendanceSet) -> Result<Action, Refusal> {
    let rows = world.session(set.session).map(|session| &session.attendance);
    let now = rows.and_then(|rows| rows.iter().find(|row| row.person == set.person));
    if now != set.to.as_ref() {
        return Err(Refusal::ChangedSince(set.session.into()));
    }
    let (session, person) = (set.session, set.person);
    Ok(Action::SetAttendance { session, person, row: set.from.clone() })
}

fn undo_step(world: &World, stepped: &IssueStepped) -> Result<Action, Refusal> {
    let since = Refusal::ChangedSince(stepped.id.into());
    let issue = world.issue(stepped.id).ok_or_else(|| since.clone())?;
    // Steps that were taken back meanwhile have come to nothing.
    let place = issue.place_of(stepped).ok_or_else(|| since.clone())?;
    if !issue.rests_on(place) {
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
            let annulled = stepped.facts.annuls;
            let again = annulled.and_then(|index| issue.steps.get(index as usize));
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
    // Steps that were taken back meanwhile have come to nothing.
    if !session.rests_on(step) {
        return Err(since);
    }
    if step.moved_to.is_some_and(|day| day != session.facts.on) {
        return Err(since);
    }
    let earlier =
        |kind: K| session.steps.iter().rev().map(|(step, _)| step).find(|step| step.kind == kind);
    let (kind, reason, to) = match step.kind {
        K::Close | K::CloseAfterTheFact => (K::UndoClose, String::new(), None),
        K::UndoClose => match step.to {
            SessionStatus::Planned => (K::CloseAfterTheFact, String::new(), None),
            _ => (K::Close, String::new(), None),
        },
        K::Postpone => (K::TakeBackPostpone, String::new(), None),
        K::TakeBackPostpone => {
            let moved =
                session.steps.iter().rev().map(|(step, _)| step).find(|earlier| {
                    earlier.kind == K::Postpone && earlier.moved_to == step.moved_from
                });
            (K::Postpone, moved.map(|step| step.reason.clone()).ok_or(since)?, step.moved_from)
        }
        K::Start => (K::TakeBackStart, String::new(), None),
        K::TakeBackStart => (K::Start, String::new(), None),
        K::Cancel => (K::TakeBackCancel, String::new(), None),
        K::TakeBackCancel => {
            let reason = earlier(K::Cancel).map(|step| step.reason.clone()).ok_or(since)?;
            (K::Cancel, reason, None)
        }
        // A break by mistake was none: its mark goes too, and the time counts.
        K::Pause => (K::Resume, String::new(), None),
        K::Resume => (K::Pause, String::new(), None),
    };
    Ok(Action::StepSession { id: stepped.id, kind, reason, to })
}
