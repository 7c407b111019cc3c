//! What takes back what happened to a session: its papers, its floor, its record and its steps.

use super::before;
use crate::domain::{
    action::Action,
    event::{AttendanceSet, Event, FloorMarked, Replaced, SessionSteppedBody},
    refusal::Refusal,
    session::{SessionStatus, SessionStepKind},
    world::World,
};

/// Takes it back. Nothing but what happens to sessions comes here.
pub(super) fn taken_back(world: &World, event: &Event) -> Result<Action, Refusal> {
    Ok(match event {
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
        Event::LineEdited(e) => {
            Action::EditLine { id: e.id, facts: before(e, world.line(e.id).map(|it| &it.facts))? }
        }
        Event::LineAdded(e) => Action::StrikeLine { id: e.id, struck: true },
        Event::LineStruck(e) => Action::StrikeLine { id: e.id, struck: !e.struck },
        Event::SessionStepped(e) => undo_session_step(world, e)?,
        _ => return Err(Refusal::NotUndoable),
    })
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

fn undo_attendance(world: &World, set: &AttendanceSet) -> Result<Action, Refusal> {
    let rows = world.session(set.session).map(|session| &session.attendance);
    let now = rows.and_then(|rows| rows.iter().find(|row| row.person == set.person));
    if now != set.to.as_ref() {
        return Err(Refusal::ChangedSince(set.session.into()));
    }
    let (session, person) = (set.session, set.person);
    Ok(Action::SetAttendance { session, person, row: set.from.clone() })
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
