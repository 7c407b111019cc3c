//! Sessions: planning, their own table and the agenda. The sheet and the record are in `sheet`.

use super::{
    Moment, all_standing, clean_source,
    directory::changed,
    issue::find_active,
    line, line_or_empty, not_there,
    order::{refuse_held_earlier, refuse_held_later, refuse_raised_later},
    span_not_in_future, standing,
};
use crate::domain::{
    commitment::Commitment,
    date::DateSpan,
    event::{Event, SessionPlanned, SessionSteppedBody},
    id::SessionId,
    issue::Issue,
    line::Line,
    number::{CaseNumber, NumberKind},
    provenance::Source,
    refusal::{Field, Refusal},
    session::{
        AgendaItem, Session, SessionFacts, SessionStatus, SessionStep, SessionStepKind,
        session_successor,
    },
    settings::Quorum,
    text::{SHORT_CHARS, TITLE_CHARS},
    workflow::{Rule, Step, StepKind, record_gaps},
    world::World,
};
use chrono::Datelike;

pub(super) fn find(world: &World, id: SessionId) -> Result<&Session, Refusal> {
    standing(world.session(id), id, |session| session.retracted)
}

/// The session, when it was not called off.
pub(super) fn find_alive(world: &World, id: SessionId) -> Result<&Session, Refusal> {
    let session = find(world, id)?;
    match session.status {
        SessionStatus::Cancelled => Err(Refusal::SessionCancelled(id.into())),
        _ => Ok(session),
    }
}

pub(super) const fn is_closed(session: &Session) -> bool {
    matches!(session.status, SessionStatus::Closed(_))
}

pub(super) fn plan(
    world: &World,
    id: SessionId,
    facts: &SessionFacts,
    source: Option<&Source>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let facts = check(world, facts)?;
    if source.is_some() {
        span_not_in_future(facts.on, moment)?;
    }
    let host = standing(world.studio(facts.studio), facts.studio, |it| it.retracted)?;
    let year = CaseNumber::year_written(facts.on.last().year());
    let given = host.numbered.get(&(NumberKind::Session, year)).copied().unwrap_or(0);
    let number = CaseNumber::compose(
        NumberKind::Session,
        &host.facts.code,
        year,
        moment.replica_mark,
        given + 1,
    );
    let source = clean_source(source)?;
    Ok(vec![Event::SessionPlanned(SessionPlanned { id, number, facts, source })])
}

pub(super) fn edit(
    world: &World,
    id: SessionId,
    facts: &SessionFacts,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    let to = check(world, facts)?;
    if is_closed(session) {
        span_not_in_future(to.on, moment)?;
    }
    if to.on != session.facts.on {
        refuse_if_out_of_order(world, session, to.on)?;
    }
    Ok(changed(id, session.facts.clone(), to).map(Event::SessionEdited).into_iter().collect())
}

fn check(world: &World, facts: &SessionFacts) -> Result<SessionFacts, Refusal> {
    let mut co_studios = Vec::new();
    for studio in facts.co_studios.iter().filter(|studio| **studio != facts.studio) {
        standing(world.studio(*studio), *studio, |it| it.retracted)?;
        if !co_studios.contains(studio) {
            co_studios.push(*studio);
        }
    }
    standing(world.studio(facts.studio), facts.studio, |it| it.retracted)?;
    all_standing(world, facts.chair.iter().chain(&facts.recorder).copied())?;
    Ok(SessionFacts {
        title: line(Field::Title, &facts.title, TITLE_CHARS)?,
        venue: line_or_empty(Field::Venue, &facts.venue, SHORT_CHARS)?,
        co_studios,
        ..facts.clone()
    })
}

pub(super) fn step(
    world: &World,
    id: SessionId,
    kind: SessionStepKind,
    reason: &str,
    to: Option<DateSpan>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let session = find(world, id)?;
    let from = session.status;
    let next =
        session_successor(from, kind).ok_or(Refusal::NoSuchSessionStep { status: from, kind })?;
    let reason = line_or_empty(Field::Reason, reason, SHORT_CHARS)?;
    if matches!(kind, SessionStepKind::Postpone | SessionStepKind::Cancel) && reason.is_empty() {
        return Err(Refusal::Required(Field::Reason));
    }
    if kind == SessionStepKind::UndoClose
        && session.sealed.iter().any(|it| it.kind.tells_of_the_session())
    {
        return Err(Refusal::Sealed(id.into()));
    }
    let moved_to = moved_to(session, kind, to)?;
    match kind {
        SessionStepKind::Postpone
        | SessionStepKind::TakeBackPostpone
        | SessionStepKind::UndoClose
        | SessionStepKind::Cancel => refuse_if_consulted(world, session)?,
        SessionStepKind::Start if session.source.is_some() => {
            return Err(Refusal::SessionFromSource(id.into()));
        }
        SessionStepKind::Start if session.facts.on.last() > moment.today => {
            return Err(Refusal::SessionNotYet(id.into()));
        }
        SessionStepKind::Close | SessionStepKind::CloseAfterTheFact => {
            if !session.floor.queue.is_empty() {
                let waiting = super::floor::waiting(session);
                return Err(Refusal::QueueWaiting { session: id.into(), waiting });
            }
            span_not_in_future(session.facts.on, moment)?;
            refuse_raised_later(session, &on_agenda(world, session).collect::<Vec<_>>())?;
        }
        SessionStepKind::TakeBackStart if session.has_run => {
            return Err(Refusal::DependsOn(id.into()));
        }
        SessionStepKind::Start
        | SessionStepKind::TakeBackStart
        | SessionStepKind::Pause
        | SessionStepKind::Resume
        | SessionStepKind::TakeBackCancel => {}
    }
    if next == SessionStatus::Planned {
        refuse_if_promised(world, session, |_| true)?;
    }
    // Only what was held elsewhere was also moved in the past.
    if let Some(on) = moved_to.filter(|_| kind == SessionStepKind::Postpone)
        && on.last() < moment.today
        && session.source.is_none()
    {
        return Err(Refusal::InPast { day: on.last() });
    }
    let moved_from = moved_to.map(|_| session.facts.on);
    let step = SessionStep { kind, from, to: next, reason, moved_from, moved_to };
    let stepped = Event::SessionStepped(SessionSteppedBody { id, step });
    Ok(match kind {
        SessionStepKind::TakeBackStart => {
            super::floor::cleared(session).into_iter().chain([stepped]).collect()
        }
        _ => vec![stepped],
    })
}

/// The day that a step moves a session to: the one named, or that before the postponement.
fn moved_to(
    session: &Session,
    kind: SessionStepKind,
    to: Option<DateSpan>,
) -> Result<Option<DateSpan>, Refusal> {
    match kind {
        SessionStepKind::Postpone => to.map(Some).ok_or(Refusal::Required(Field::Date)),
        SessionStepKind::TakeBackPostpone => {
            let status = session.status;
            let moved = session.postponed().ok_or(Refusal::NoSuchSessionStep { status, kind })?;
            if moved.moved_to == Some(session.facts.on) {
                Ok(moved.moved_from)
            } else {
                Err(Refusal::ChangedSince(session.id.into()))
            }
        }
        _ => Ok(None),
    }
}

/// What a department has promised at a session keeps the session, the item and the line.
pub(super) fn refuse_if_promised(
    world: &World,
    session: &Session,
    rests_on: impl Fn(&Commitment) -> bool,
) -> Result<(), Refusal> {
    let standing = session.commitments.iter().filter_map(|id| world.commitment(*id));
    match standing.filter(|it| !it.retracted).find(|it| rests_on(it)) {
        Some(commitment) => Err(Refusal::DependsOn(commitment.id.into())),
        None => Ok(()),
    }
}

/// A session stays as it is while an issue was consulted on the strength of it.
fn refuse_if_consulted(world: &World, session: &Session) -> Result<(), Refusal> {
    match consultations(world, session).next() {
        Some((issue, _)) => Err(Refusal::DependsOn(issue.id.into())),
        None => Ok(()),
    }
}

fn on_agenda<'w>(world: &'w World, session: &Session) -> impl Iterator<Item = &'w Issue> {
    session.agenda.iter().filter_map(|item| world.issue(item.issue))
}

/// The issues whose standing consultation names the session, with that step.
fn consultations<'w>(
    world: &'w World,
    session: &Session,
) -> impl Iterator<Item = (&'w Issue, &'w Step)> {
    let id = session.id;
    on_agenda(world, session).filter_map(move |issue| {
        let step = issue
            .standing_steps()
            .find(|step| step.kind() == StepKind::Consult && step.facts().session == Some(id))?;
        Some((issue, step))
    })
}

/// An issue is not consulted before the session, nor submitted after one that was held; nor does
/// what was promised in it lie before it.
fn refuse_if_out_of_order(world: &World, session: &Session, on: DateSpan) -> Result<(), Refusal> {
    if is_closed(session) {
        refuse_held_earlier(session, &on_agenda(world, session).collect::<Vec<_>>(), on)?;
    }
    let consulted = consultations(world, session).map(|(issue, step)| (issue, step.facts().on));
    refuse_held_later(world, session, consulted, on)
}

/// The lines of a session, one of them as it would be.
fn record<'w>(world: &'w World, session: &Session, changed: Option<&'w Line>) -> Vec<&'w Line> {
    let lines = session.lines.iter().filter_map(|id| world.line(*id));
    lines.map(|line| changed.filter(|now| now.id == line.id).unwrap_or(line)).collect()
}

/// Refuses a correction that takes away what a guarded consultation rests on: what it needs must
/// be true of the sheet and the record as they stand now, not only of the moment it was decided.
pub(super) fn refuse_if_undermined(
    world: &World,
    after: &Session,
    changed: Option<&Line>,
) -> Result<(), Refusal> {
    let Some(before) = world.session(after.id).filter(|session| is_closed(session)) else {
        return Ok(());
    };
    let (was, now) = (record(world, before, None), record(world, before, changed));
    // The quorum is a setting that moves; one of each is the law, whatever it says today.
    let quorums = [Quorum::default(), world.quorum()];
    for (issue, step) in consultations(world, before).filter(|(_, step)| !step.is_recorded()) {
        let passed = |rule: Rule| step.overrides().iter().any(|over| over.rule == rule);
        let broken = quorums.into_iter().any(|quorum| {
            let earlier = record_gaps(before, &was, issue.id, quorum);
            record_gaps(after, &now, issue.id, quorum)
                .into_iter()
                .any(|rule| !earlier.contains(&rule) && !passed(rule))
        });
        if broken {
            return Err(Refusal::DependsOn(issue.id.into()));
        }
    }
    Ok(())
}

pub(super) fn set_agenda(
    world: &World,
    id: SessionId,
    items: &[AgendaItem],
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    let (mut agenda, mut added) = (Vec::<AgendaItem>::new(), Vec::new());
    for item in items {
        if agenda.iter().any(|other| other.issue == item.issue) {
            return Err(Refusal::TwiceOnAgenda(item.issue.into()));
        }
        if session.item(item.issue).is_none() {
            added.push(find_active(world, item.issue)?);
        }
        let no_consensus = item
            .no_consensus
            .as_ref()
            .map(|text| line_or_empty(Field::Text, text, SHORT_CHARS))
            .transpose()?;
        agenda.push(AgendaItem { no_consensus, ..item.clone() });
    }
    if is_closed(session) {
        refuse_raised_later(session, &added)?;
    }
    for gone in session.agenda.iter().filter(|was| agenda.iter().all(|now| now.issue != was.issue))
    {
        let spoken = session
            .lines
            .iter()
            .filter_map(|line| world.line(*line))
            .find(|line| !line.struck && line.facts.issue == Some(gone.issue));
        if let Some(line) = spoken {
            return Err(Refusal::DependsOn(line.id.into()));
        }
        if consultations(world, session).any(|(issue, _)| issue.id == gone.issue) {
            return Err(Refusal::DependsOn(gone.issue.into()));
        }
        refuse_if_promised(world, session, |commitment| commitment.issue == gone.issue)?;
        if session.floor.has_had(gone.issue) {
            return Err(Refusal::DependsOn(id.into()));
        }
    }
    refuse_if_undermined(world, &Session { agenda: agenda.clone(), ..session.clone() }, None)?;
    Ok(changed(id, session.agenda.clone(), agenda).map(Event::AgendaSet).into_iter().collect())
}
