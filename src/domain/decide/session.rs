//! Sessions: planning, their own table, agenda, sign-in sheet and record.

use super::{
    Moment, all_standing, block, clean_source, directory::changed, issue::find_active, line,
    line_or_empty, not_there, span_not_in_future, standing,
};
use crate::domain::{
    commitment::Commitment,
    date::DateSpan,
    event::{AttendanceSet, Event, LineAdded, LineStruckBody, SessionPlanned, SessionSteppedBody},
    id::{LineId, PersonId, SessionId},
    issue::Issue,
    line::{Line, LineFacts},
    number::{CaseNumber, NumberKind},
    provenance::Source,
    refusal::{Field, Refusal},
    session::{
        AgendaItem, Attendance, Class, Column, Session, SessionFacts, SessionStatus, SessionStep,
        SessionStepKind, TALLY_HEADS, Tally, session_successor,
    },
    settings::Quorum,
    text::{SHORT_CHARS, TITLE_CHARS},
    workflow::{Rule, Step, StepKind, record_gaps},
    world::World,
};
use chrono::Datelike;

fn find(world: &World, id: SessionId) -> Result<&Session, Refusal> {
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

const fn is_closed(session: &Session) -> bool {
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
    let moved_to = moved_to(session, kind, to)?;
    match kind {
        SessionStepKind::Postpone
        | SessionStepKind::TakeBackPostpone
        | SessionStepKind::UndoClose
        | SessionStepKind::Cancel => refuse_if_consulted(world, session)?,
        SessionStepKind::Start if session.source.is_some() => {
            return Err(Refusal::SessionFromSource(id.into()));
        }
        SessionStepKind::Close | SessionStepKind::CloseAfterTheFact | SessionStepKind::Start => {
            span_not_in_future(session.facts.on, moment)?;
        }
        SessionStepKind::TakeBackStart if session.has_run => {
            return Err(Refusal::DependsOn(id.into()));
        }
        SessionStepKind::TakeBackStart
        | SessionStepKind::Pause
        | SessionStepKind::Resume
        | SessionStepKind::TakeBackCancel => {}
    }
    if next == SessionStatus::Planned {
        refuse_if_promised(world, session, |_| true)?;
    }
    let moved_from = moved_to.map(|_| session.facts.on);
    let step = SessionStep { kind, from, to: next, reason, moved_from, moved_to };
    Ok(vec![Event::SessionStepped(SessionSteppedBody { id, step })])
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
fn refuse_if_promised(
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

/// The issues whose standing consultation names the session, with that step.
fn consultations<'w>(
    world: &'w World,
    session: &Session,
) -> impl Iterator<Item = (&'w Issue, &'w Step)> {
    let id = session.id;
    session.agenda.iter().filter_map(move |item| {
        let issue = world.issue(item.issue)?;
        let step = issue
            .standing_steps()
            .find(|step| step.kind() == StepKind::Consult && step.facts().session == Some(id))?;
        Some((issue, step))
    })
}

/// An issue is not consulted before the session, nor submitted after it.
fn refuse_if_out_of_order(world: &World, session: &Session, on: DateSpan) -> Result<(), Refusal> {
    let broken = consultations(world, session).find(|(issue, step)| {
        step.facts().on.last() < on.first()
            || issue.facts.submitted.is_some_and(|day| day.first() > on.last())
    });
    match broken {
        Some((issue, _)) => Err(Refusal::DependsOn(issue.id.into())),
        None => Ok(()),
    }
}

/// The lines of a session, one of them as it would be.
fn record<'w>(world: &'w World, session: &Session, changed: Option<&'w Line>) -> Vec<&'w Line> {
    let lines = session.lines.iter().filter_map(|id| world.line(*id));
    lines.map(|line| changed.filter(|now| now.id == line.id).unwrap_or(line)).collect()
}

/// Refuses a correction that takes away what a guarded consultation rests on: what it needs must
/// be true of the sheet and the record as they stand now, not only of the moment it was decided.
fn refuse_if_undermined(
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
    let mut agenda: Vec<AgendaItem> = Vec::new();
    for item in items {
        if agenda.iter().any(|other| other.issue == item.issue) {
            return Err(Refusal::TwiceOnAgenda(item.issue.into()));
        }
        if session.item(item.issue).is_none() {
            find_active(world, item.issue)?;
        }
        let no_consensus = item
            .no_consensus
            .as_ref()
            .map(|text| line_or_empty(Field::Text, text, SHORT_CHARS))
            .transpose()?;
        agenda.push(AgendaItem { no_consensus, ..item.clone() });
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
    }
    refuse_if_undermined(world, &Session { agenda: agenda.clone(), ..session.clone() }, None)?;
    Ok(changed(id, session.agenda.clone(), agenda).map(Event::AgendaSet).into_iter().collect())
}

pub(super) fn set_attendance(
    world: &World,
    id: SessionId,
    person: PersonId,
    row: Option<&Attendance>,
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    let from = session.attendance.iter().find(|row| row.person == person).cloned();
    let to = match row {
        None => None,
        Some(row) => {
            standing(world.person(person), person, |it| it.retracted)?;
            if row.class == Class::Department && row.department.is_none() {
                return Err(Refusal::Required(Field::Unit));
            }
            if let Some(department) = row.department {
                standing(world.department(department), department, |it| it.retracted)?;
            }
            Some(Attendance { person, correction: is_closed(session), ..row.clone() })
        }
    };
    let same = match (&from, &to) {
        (Some(was), Some(now)) => *was == Attendance { correction: was.correction, ..now.clone() },
        (None, None) => true,
        _ => false,
    };
    if same {
        return Ok(Vec::new());
    }
    let mut after = session.clone();
    after.replace_row(person, from.as_ref(), to.as_ref());
    refuse_if_undermined(world, &after, None)?;
    Ok(vec![Event::AttendanceSet(AttendanceSet { session: id, person, from, to })])
}

pub(super) fn set_tallies(
    world: &World,
    id: SessionId,
    tallies: &[Tally],
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    refuse_too_many(tallies)?;
    let tallies = tallies
        .iter()
        .map(|tally| {
            let source = line_or_empty(Field::Source, &tally.source, SHORT_CHARS)?;
            // At a live session only the public may stay unnamed (DOMAIN §2).
            let is_sourced = session.source.is_some() || !source.is_empty();
            if tally.class.column() != Column::Public && !is_sourced {
                return Err(Refusal::Required(Field::Source));
            }
            Ok(Tally { source, ..tally.clone() })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    refuse_if_undermined(world, &Session { tallies: tallies.clone(), ..session.clone() }, None)?;
    Ok(changed(id, session.tallies.clone(), tallies).map(Event::TalliesSet).into_iter().collect())
}

/// A class is counted once, and a report shows a row for each head of all of them.
fn refuse_too_many(tallies: &[Tally]) -> Result<(), Refusal> {
    let mut counted = Vec::new();
    let mut heads = 0_u32;
    for tally in tallies {
        if counted.contains(&tally.class) {
            return Err(Refusal::ClassTwice(tally.class));
        }
        counted.push(tally.class);
        heads = heads.saturating_add(tally.count);
    }
    if heads > TALLY_HEADS { Err(Refusal::TooMany { limit: TALLY_HEADS }) } else { Ok(()) }
}

pub(super) fn add_line(
    world: &World,
    id: LineId,
    session: SessionId,
    facts: &LineFacts,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let found = find_alive(world, session)?;
    let facts = check_line(world, found, facts)?;
    Ok(vec![Event::LineAdded(LineAdded { id, session, facts })])
}

fn find_line(world: &World, id: LineId) -> Result<(&Line, &Session), Refusal> {
    let line = world.line(id).ok_or_else(|| Refusal::Unknown(id.into()))?;
    Ok((line, find_alive(world, line.session)?))
}

pub(super) fn edit_line(
    world: &World,
    id: LineId,
    facts: &LineFacts,
) -> Result<Vec<Event>, Refusal> {
    let (line, session) = find_line(world, id)?;
    let from = line.facts.clone();
    let to = check_line(world, session, facts)?;
    if from == (LineFacts { correction: from.correction, ..to.clone() }) {
        return Ok(Vec::new());
    }
    refuse_if_undermined(world, session, Some(&Line { facts: to.clone(), ..line.clone() }))?;
    Ok(changed(id, from, to).map(Event::LineEdited).into_iter().collect())
}

fn check_line(world: &World, session: &Session, facts: &LineFacts) -> Result<LineFacts, Refusal> {
    all_standing(world, facts.speaker)?;
    if let Some(issue) = facts.issue.filter(|issue| session.item(*issue).is_none()) {
        return Err(Refusal::NotOnAgenda(issue.into()));
    }
    Ok(LineFacts {
        text: block(Field::Text, &facts.text)?,
        correction: is_closed(session),
        ..facts.clone()
    })
}

pub(super) fn strike_line(world: &World, id: LineId, struck: bool) -> Result<Vec<Event>, Refusal> {
    let (line, session) = find_line(world, id)?;
    if line.struck == struck {
        return Ok(Vec::new());
    }
    if struck {
        refuse_if_promised(world, session, |commitment| commitment.line == Some(id))?;
    }
    refuse_if_undermined(world, session, Some(&Line { struck, ..line.clone() }))?;
    let late = is_closed(session);
    Ok(vec![Event::LineStruck(LineStruckBody { id, struck, late })])
}
