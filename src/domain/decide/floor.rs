//! The floor of a live session: what is on, who speaks, who waits; and who is invited to it.

use super::{all_standing, directory::changed, line, line_or_empty, session::find_alive, standing};
use crate::domain::{
    event::{Event, FloorMarked, Replaced, StagesSet, TakenBack},
    id::{EntityId, IssueId, SessionId},
    refusal::{Field, Refusal},
    session::{
        Clock, Course, FloorMark, Guest, Invitation, POLL_ANSWERS, PollAnswer, PrivateNote, Reply,
        STAGES, Session, SessionStatus, Stage, StrawPoll, TALLY_HEADS, Waiting,
    },
    text::{NAME_CHARS, SHORT_CHARS, TITLE_CHARS},
    world::World,
};
use chrono::NaiveDateTime;

/// The most people that wait for the floor.
const QUEUE: usize = 99;
/// The most marks of one session: more than three a minute for a whole day.
const MARKS: usize = 5_000;

pub(super) fn mark(
    world: &World,
    id: SessionId,
    at: NaiveDateTime,
    mark: FloorMark,
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    refuse_unless_fitting(session, mark)?;
    // However much was marked, a session can be left and ended.
    if session.floor.log.len() >= MARKS && !ends_or_stops(mark) {
        return Err(Refusal::TooMany { limit: u32::try_from(MARKS).unwrap_or(u32::MAX) });
    }
    let course = session.floor.course();
    // Whoever set the clock back makes nothing happen before what has happened. That somebody came
    // back moves no clock, and may be entered when more has happened since.
    let moves = !matches!(mark, FloorMark::Returned { .. });
    let at = course.at.filter(|_| moves).map_or(at, |last| last.max(at));
    let marked = |mark| Event::FloorMarked(FloorMarked { session: id, at, mark });
    if !changes(&course, mark) {
        return Ok(Vec::new());
    }
    check(world, session, mark)?;
    // A session that was begun where no clock ran is timed from here.
    let needs_clock =
        !ends_or_stops(mark) && !matches!(mark, FloorMark::Opened | FloorMark::Returned { .. });
    let opens = needs_clock && matches!(course.clock, Clock::Unset | Clock::Suspended);
    Ok(opens.then_some(FloorMark::Opened).into_iter().chain([mark]).map(marked).collect())
}

/// Whether a mark ends the session, stops its clocks or says that they go on.
const fn ends_or_stops(mark: FloorMark) -> bool {
    matches!(
        mark,
        FloorMark::Suspended
            | FloorMark::Ended
            | FloorMark::Interrupted
            | FloorMark::TakenUp { .. }
    )
}

/// Where the session has to stand for a mark to be made.
fn refuse_unless_fitting(session: &Session, mark: FloorMark) -> Result<(), Refusal> {
    let fits = match mark {
        FloorMark::Suspended => session.status == SessionStatus::Paused,
        FloorMark::Ended => matches!(session.status, SessionStatus::Closed(_)),
        FloorMark::Interrupted | FloorMark::TakenUp { .. } | FloorMark::Returned { .. } => {
            session.is_live()
        }
        FloorMark::Opened
        | FloorMark::Item(_)
        | FloorMark::Stage(_)
        | FloorMark::SpeechBegun { .. }
        | FloorMark::SpeechPaused
        | FloorMark::SpeechResumed
        | FloorMark::SpeechEnded => session.status == SessionStatus::Live,
    };
    if fits { Ok(()) } else { Err(Refusal::SessionNotLive(session.id.into())) }
}

/// Whether a mark says anything new.
fn changes(course: &Course, mark: FloorMark) -> bool {
    let pauses = course.speech.map(|speech| speech.paused);
    match mark {
        FloorMark::Opened => course.clock != Clock::Running,
        FloorMark::Suspended | FloorMark::Interrupted => course.clock == Clock::Running,
        FloorMark::Ended => !matches!(course.clock, Clock::Unset | Clock::Ended),
        FloorMark::TakenUp { .. } => course.clock == Clock::Interrupted,
        FloorMark::Item(item) => course.item != item,
        FloorMark::Stage(stage) => course.stage != stage,
        FloorMark::SpeechBegun { .. } | FloorMark::Returned { .. } => true,
        FloorMark::SpeechPaused => pauses == Some(false),
        FloorMark::SpeechResumed => pauses == Some(true),
        FloorMark::SpeechEnded => pauses.is_some(),
    }
}

fn check(world: &World, session: &Session, mark: FloorMark) -> Result<(), Refusal> {
    let is_left_alone = session.floor.course().clock == Clock::Interrupted;
    match mark {
        FloorMark::Interrupted | FloorMark::TakenUp { .. } | FloorMark::Ended => Ok(()),
        _ if is_left_alone => Err(Refusal::Interrupted(session.id.into())),
        FloorMark::Item(_) if !session.floor.queue.is_empty() => {
            Err(Refusal::QueueWaiting { session: session.id.into(), waiting: waiting(session) })
        }
        FloorMark::Item(Some(issue)) if session.item(issue).is_none() => {
            Err(Refusal::NotOnAgenda(issue.into()))
        }
        FloorMark::SpeechBegun { person, .. } | FloorMark::Returned { person, .. } => {
            all_standing(world, [person])
        }
        _ => Ok(()),
    }
}

/// How many wait for the floor.
pub(super) fn waiting(session: &Session) -> u32 {
    u32::try_from(session.floor.queue.len()).unwrap_or(u32::MAX)
}

pub(super) fn take_back(
    world: &World,
    id: SessionId,
    index: u32,
    taken_back: bool,
) -> Result<Vec<Event>, Refusal> {
    let log = &find_alive(world, id)?.floor.log;
    let place = index as usize;
    let entry = log.get(place).ok_or(Refusal::NoSuchEntry(index))?;
    if entry.taken_back == taken_back {
        return Ok(Vec::new());
    }
    // What came after rests on it, since times are counted from mark to mark; who was out of the
    // room changes none.
    let counts = !matches!(entry.mark, FloorMark::Returned { .. });
    if counts && log.iter().skip(place + 1).any(|later| !later.taken_back) {
        return Err(Refusal::ChangedSince(id.into()));
    }
    Ok(vec![Event::FloorMarkTakenBack(TakenBack { id, index, taken_back })])
}

/// Takes back everything that happened on a floor, the latest first: a start that was a mistake
/// leaves no clock running and nobody waiting.
pub(super) fn cleared(session: &Session) -> Vec<Event> {
    let id = session.id;
    let places = session.floor.log.iter().enumerate().rev();
    let standing = places.filter(|(_, entry)| !entry.taken_back).map(|(place, _)| place);
    let marks = standing
        .filter_map(|place| u32::try_from(place).ok())
        .map(|index| Event::FloorMarkTakenBack(TakenBack { id, index, taken_back: true }));
    let queue = changed(id, session.floor.queue.clone(), Vec::new()).map(Event::QueueSet);
    marks.chain(queue).collect()
}

pub(super) fn set_queue(
    world: &World,
    id: SessionId,
    queue: &[Waiting],
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    if !session.is_live() && !queue.is_empty() {
        return Err(Refusal::SessionNotLive(id.into()));
    }
    let mut once: Vec<Waiting> = Vec::new();
    for waiting in queue {
        all_standing(world, [waiting.person])?;
        if once.iter().all(|it| it.person != waiting.person) {
            once.push(*waiting);
        }
    }
    if once.len() > QUEUE {
        return Err(Refusal::TooMany { limit: u32::try_from(QUEUE).unwrap_or(u32::MAX) });
    }
    let before = session.floor.queue.clone();
    Ok(changed(id, before, once).map(Event::QueueSet).into_iter().collect())
}

pub(super) fn set_invitation(
    world: &World,
    id: SessionId,
    guest: Guest,
    invitation: Option<&Invitation>,
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    let from = session.invitation(guest).cloned();
    let to = match invitation {
        None => None,
        Some(invitation) => {
            all_standing(world, [EntityId::from(guest)])?;
            all_standing(world, invitation.substitute)?;
            let reason = line_or_empty(Field::Reason, &invitation.reason, SHORT_CHARS)?;
            // Whoever comes needs neither excuse nor substitute.
            let is_excused = invitation.reply == Reply::Excused;
            Some(Invitation {
                guest,
                reply: invitation.reply,
                reason: if is_excused { reason } else { String::new() },
                substitute: invitation.substitute.filter(|_| is_excused),
            })
        }
    };
    Ok(replaced(id, from, to).map(Event::InvitationSet).into_iter().collect())
}

pub(super) fn set_stages(
    world: &World,
    id: SessionId,
    issue: IssueId,
    stages: &[Stage],
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    if session.item(issue).is_none() {
        return Err(Refusal::NotOnAgenda(issue.into()));
    }
    let to = check_stages(stages)?;
    let from = session.stages_of(issue).to_vec();
    if from == to {
        return Ok(Vec::new());
    }
    Ok(vec![Event::StagesSet(StagesSet { session: id, issue, from, to })])
}

/// Stages with tidied names, not too many of them.
pub(super) fn check_stages(stages: &[Stage]) -> Result<Vec<Stage>, Refusal> {
    if stages.len() > usize::from(STAGES) {
        return Err(Refusal::TooMany { limit: u32::from(STAGES) });
    }
    let tidy = |stage: &Stage| {
        Ok(Stage { name: line(Field::Name, &stage.name, NAME_CHARS)?, minutes: stage.minutes })
    };
    stages.iter().map(tidy).collect()
}

pub(super) fn set_poll(
    world: &World,
    id: SessionId,
    from: Option<&StrawPoll>,
    to: Option<&StrawPoll>,
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    refuse_gone(session, from, &session.polls)?;
    if session.status == SessionStatus::Planned {
        return Err(Refusal::SessionNotLive(id.into()));
    }
    let to = to.map(|poll| check_poll(session, poll)).transpose()?;
    Ok(replaced(id, from.cloned(), to).map(Event::PollSet).into_iter().collect())
}

fn check_poll(session: &Session, poll: &StrawPoll) -> Result<StrawPoll, Refusal> {
    if let Some(issue) = poll.issue.filter(|issue| session.item(*issue).is_none()) {
        return Err(Refusal::NotOnAgenda(issue.into()));
    }
    if poll.answers.len() < 2 {
        return Err(Refusal::Required(Field::Answers));
    }
    if poll.answers.len() > POLL_ANSWERS {
        return Err(Refusal::TooMany { limit: u32::try_from(POLL_ANSWERS).unwrap_or(u32::MAX) });
    }
    let heads = poll.answers.iter().fold(0_u32, |sum, it| sum.saturating_add(it.count));
    if heads > TALLY_HEADS {
        return Err(Refusal::TooMany { limit: TALLY_HEADS });
    }
    let tidy = |answer: &PollAnswer| {
        let text = line(Field::Answers, &answer.text, NAME_CHARS)?;
        Ok(PollAnswer { text, count: answer.count })
    };
    let answers = poll.answers.iter().map(tidy).collect::<Result<Vec<_>, Refusal>>()?;
    let question = line(Field::Question, &poll.question, TITLE_CHARS)?;
    Ok(StrawPoll { question, answers, ..poll.clone() })
}

pub(super) fn set_note(
    world: &World,
    id: SessionId,
    from: Option<&PrivateNote>,
    to: Option<&PrivateNote>,
) -> Result<Vec<Event>, Refusal> {
    let session = standing(world.session(id), id, |it| it.retracted)?;
    refuse_gone(session, from, &session.notes)?;
    let to = match to {
        None => None,
        Some(note) => {
            let text = super::block(Field::Note, &note.text)?;
            let issue = note.issue.filter(|issue| session.item(*issue).is_some());
            Some(PrivateNote { text, issue, at: note.at })
        }
    };
    Ok(replaced(id, from.cloned(), to).map(Event::NoteSet).into_iter().collect())
}

/// Refuses to replace what is not there any more.
fn refuse_gone<T: PartialEq>(
    session: &Session,
    from: Option<&T>,
    list: &[T],
) -> Result<(), Refusal> {
    match from {
        Some(from) if !list.contains(from) => Err(Refusal::ChangedSince(session.id.into())),
        _ => Ok(()),
    }
}

fn replaced<T: PartialEq>(
    session: SessionId,
    from: Option<T>,
    to: Option<T>,
) -> Option<Replaced<T>> {
    (from != to).then_some(Replaced { session, from, to })
}
