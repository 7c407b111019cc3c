//! What happens on the floor of a live session: items, stages, speeches, the queue, polls, notes.

use super::{session, w};
use crate::command::fill::{Fault, FieldFault, Filling, Newcomer, read_time};
use crate::command::verb::{Field, FieldKind, choices, field};
use crate::domain::action::Action;
use crate::domain::closing::closing;
use crate::domain::id::{EntityKind, IssueId, PersonId};
use crate::domain::person::Side;
use crate::domain::session::{FloorMark, STAGES, Session, SessionStepKind, SpeechManner, Waiting};
use crate::domain::workflow::StepKind;
use chrono::{Days, NaiveDateTime};

pub(super) const AT: Field = field("at", w("时间", "Time"), FieldKind::Time).scripted();
const MANNER: Field =
    field("manner", w("方式", "Manner"), FieldKind::Choice(choices!(SpeechManner)));

/// What opening, interrupting and ending a session can say.
pub(super) const CLOCK: &[Field] = &[AT];

/// What closing a session can say.
pub(super) const CLOSE: &[Field] = &[
    AT,
    field("override", w("例外及理由", "Override"), FieldKind::Overrides),
    field("only", w("只散会，议题不动", "Leave the issues as they are"), FieldKind::Flag),
];

pub(super) const ITEM: &[Field] = &[
    field("issue", w("议题", "Issue"), FieldKind::Reference(EntityKind::Issue)).positional(),
    field("clear", w("清空发言次序", "Clear the queue"), FieldKind::Flag),
    AT,
];

pub(super) const STAGE: &[Field] = &[
    field("stage", w("第几个环节", "Stage"), FieldKind::Number { least: 1, most: STAGES as u32 })
        .positional(),
    AT,
];

pub(super) const SPEAK: &[Field] = &[
    field("person", w("发言人", "Speaker"), FieldKind::Person).newcomers(Side::Other).positional(),
    MANNER,
    AT,
];

pub(super) const QUEUE: &[Field] = &[
    field("person", w("姓名", "Name"), FieldKind::People).positional(),
    MANNER,
    field("remove", w("移出次序", "Take them out"), FieldKind::Flag),
    field("clear", w("清空发言次序", "Clear the queue"), FieldKind::Flag),
];

pub(super) const TAKE_UP: &[Field] = &[
    field("count", w("中断的时间计入", "The gap counts"), FieldKind::Flag),
    field("since", w("从什么时候起中断", "Interrupted since"), FieldKind::Line).scripted(),
    AT,
];

/// The step of a session as a whole, with the clock of its floor.
pub(super) fn step(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let kind = filling.verb.session_step;
    let kind = kind.ok_or_else(|| filling.fault("step", FieldFault::Required))?;
    let at = filling.moment("at")?;
    let mark = |mark| Action::MarkFloor { session: session.id, at, mark };
    let mut actions =
        vec![Action::StepSession { id: session.id, kind, reason: String::new(), to: None }];
    match kind {
        SessionStepKind::Start => {
            actions.push(mark(FloorMark::Opened));
            let first = session.agenda.first().map(|item| item.issue);
            actions.extend(first.map(|first| mark(FloorMark::Item(Some(first)))));
        }
        SessionStepKind::Resume => actions.push(mark(FloorMark::Opened)),
        SessionStepKind::Pause => actions.push(mark(FloorMark::Suspended)),
        SessionStepKind::Close => {
            actions.push(mark(FloorMark::Ended));
            if !filling.flag("only") {
                actions.extend(consultations(filling, session)?);
            }
        }
        _ => {}
    }
    Ok(actions)
}

/// What closing makes of the issues: those whose guards hold are consulted, with the reasons that
/// were given for what lacks.
fn consultations(filling: &Filling<'_>, session: &Session) -> Result<Vec<Action>, Fault> {
    let overrides = filling.overrides("override")?;
    let closing = closing(filling.world, session, filling.today);
    let passed = closing.stays.into_iter().filter(|(_, gaps)| {
        gaps.iter().all(|gap| overrides.iter().any(|over| over.rule == gap.rule))
    });
    let passed = passed.map(|(issue, gaps)| {
        let used = overrides.iter().filter(|over| gaps.iter().any(|gap| gap.rule == over.rule));
        (issue, used.cloned().collect())
    });
    let moves = closing.moves.into_iter().map(|issue| (issue, Vec::new())).chain(passed);
    let actions = moves.map(|(issue, overrides)| {
        let mut request = crate::domain::action::StepRequest::new(StepKind::Consult);
        request.session = Some(session.id);
        request.overrides = overrides;
        Action::StepIssue { id: issue, request }
    });
    Ok(actions.collect())
}

/// Takes up an item: the one that is named, or the next one of the agenda.
pub(super) fn item(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let named: Option<IssueId> = filling.id_of("issue", EntityKind::Issue)?;
    let item = named.or_else(|| session.next_item(&session.floor.course()));
    let mut actions = Vec::new();
    if filling.flag("clear") && !session.floor.queue.is_empty() {
        actions.push(Action::SetQueue { session: session.id, queue: Vec::new() });
    }
    let at = filling.moment("at")?;
    actions.push(Action::MarkFloor { session: session.id, at, mark: FloorMark::Item(item) });
    Ok(actions)
}

/// Takes up a stage of the item that is on: the one that is named, or the next.
pub(super) fn stage(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let course = session.floor.course();
    let stages = course.item.map_or(&[][..], |issue| session.stages_of(issue));
    let most = u32::try_from(stages.len()).unwrap_or(u32::MAX);
    let stage = match filling.number_or("stage", None)? {
        Some(named) if (1..=most).contains(&named) => named - 1,
        _ if most == 0 => return Err(filling.fault("stage", FieldFault::NoStages)),
        Some(_) => return Err(filling.fault("stage", FieldFault::Number { least: 1, most })),
        None => u32::from(course.stage).saturating_add(1).min(most.saturating_sub(1)),
    };
    let at = filling.moment("at")?;
    let mark = FloorMark::Stage(u8::try_from(stage).unwrap_or(u8::MAX));
    Ok(vec![Action::MarkFloor { session: session.id, at, mark }])
}

/// Gives somebody the floor: whoever is named, or the first of the queue.
pub(super) fn speak(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let named = filling.person_or("person", None)?;
    let manner = filling.choice_or("manner", SpeechManner::from_key, None)?;
    let queue = &session.floor.queue;
    let first = queue.first().copied();
    let waits = |person: PersonId| queue.iter().find(|it| it.person == person).copied();
    let next = match named {
        Some(person) => waits(person).unwrap_or(Waiting { person, manner: SpeechManner::Speech }),
        None => first.ok_or_else(|| filling.fault("person", FieldFault::Required))?,
    };
    let manner = manner.unwrap_or(next.manner);
    let at = filling.moment("at")?;
    let mark = FloorMark::SpeechBegun { person: next.person, manner };
    let mut left: Vec<Waiting> =
        queue.iter().filter(|it| it.person != next.person).copied().collect();
    // Whoever is interrupted goes on when the question or the point of order is settled.
    let course = session.floor.course();
    let interrupted = course
        .speech
        .filter(|it| manner.precedence() < it.manner.precedence() && it.person != next.person);
    if let Some(speech) = interrupted {
        let place = left.iter().position(|it| it.manner.precedence() >= speech.manner.precedence());
        let place = place.unwrap_or(left.len());
        left.retain(|it| it.person != speech.person);
        let waiting = Waiting { person: speech.person, manner: speech.manner };
        left.insert(place.min(left.len()), waiting);
    }
    let mut actions = Vec::new();
    if left != *queue {
        actions.push(Action::SetQueue { session: session.id, queue: left });
    }
    actions.push(Action::MarkFloor { session: session.id, at, mark });
    Ok(actions)
}

/// Stops the clock of the speaker, or lets it go on.
pub(super) fn hold(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let at = filling.moment("at")?;
    let paused = session.floor.course().speech.is_some_and(|speech| speech.paused);
    let mark = if paused { FloorMark::SpeechResumed } else { FloorMark::SpeechPaused };
    Ok(vec![Action::MarkFloor { session: session.id, at, mark }])
}

pub(super) fn end_speech(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let at = filling.moment("at")?;
    Ok(vec![Action::MarkFloor { session: session.id, at, mark: FloorMark::SpeechEnded }])
}

/// Puts people into the queue, those that go before others ahead of them, or takes them out.
pub(super) fn queue(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let named = filling.people_as("person", Newcomer { side: Side::Other, department: None })?;
    let people = named.unwrap_or_default();
    let manner = filling.choice_or("manner", SpeechManner::from_key, None)?;
    let manner = manner.unwrap_or(SpeechManner::Speech);
    let clears = filling.flag("clear");
    if people.is_empty() && !clears {
        return Err(filling.fault("person", FieldFault::Required));
    }
    let mut queue = if clears { Vec::new() } else { session.floor.queue.clone() };
    queue.retain(|it| !people.contains(&it.person));
    if !filling.flag("remove") {
        for person in people {
            let place = queue.iter().position(|it| it.manner.precedence() > manner.precedence());
            queue.insert(place.unwrap_or(queue.len()), Waiting { person, manner });
        }
    }
    Ok(vec![Action::SetQueue { session: session.id, queue }])
}

/// Goes on after the program was stopped in the middle of a session.
pub(super) fn take_up(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let (at, counted) = (filling.moment("at")?, filling.flag("count"));
    let mark = |at, mark| Action::MarkFloor { session: session.id, at, mark };
    // Where nothing is said, the last thing that is known to have happened.
    let known = session.floor.course().at.unwrap_or(at);
    let since = match filling.text("since").filter(|text| !text.is_empty()) {
        Some(text) => {
            let since = read_since(text, at);
            let since = since.ok_or_else(|| filling.fault("since", FieldFault::Time))?;
            if filling.lies_ahead(since) {
                return Err(filling.fault("since", FieldFault::NotYet));
            }
            since
        }
        None => known,
    };
    Ok(vec![mark(since, FloorMark::Interrupted), mark(at, FloorMark::TakenUp { counted })])
}

/// Reads when something was interrupted: a day with a time, or the last time that this was.
fn read_since(text: &str, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let full = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok();
    full.or_else(|| {
        let at = now.date().and_time(read_time(text).ok()?);
        Some(if at > now { at - Days::new(1) } else { at })
    })
}
