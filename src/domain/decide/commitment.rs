//! Commitments, their way, and evidence.

use super::{
    Moment, all_standing, block_or_empty, clean_source,
    directory::changed,
    issue::{find, find_open, taken},
    line, not_in_future, not_there, once_each,
    order::{refuse_before_start, refuse_done_before_sent_back, refuse_past_deadline},
    session::find_alive,
    span_not_in_future, standing,
};
use crate::domain::{
    calendar::Due,
    clock::return_window,
    commitment::{Commitment, CommitmentFacts, Completion, Grade, Handling},
    event::{CommitmentMade, Event, EvidenceAttached, HandledBody},
    evidence::EvidenceFacts,
    id::{CommitmentId, EntityId, EntityKind, EvidenceId, IssueId, LineId, SessionId},
    issue::{GivenEvaluation, Verdict},
    provenance::Source,
    refusal::{Field, Refusal},
    session::SessionStatus,
    text::SHORT_CHARS,
    turn::{MarkKind, Place},
    world::World,
};
use chrono::NaiveDate;

/// Where a commitment was spoken.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    pub(super) session: Option<SessionId>,
    pub(super) line: Option<LineId>,
}

pub(super) fn make(
    world: &World,
    id: CommitmentId,
    issue: IssueId,
    origin: Origin,
    facts: &CommitmentFacts,
    source: Option<&Source>,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    find_open(world, issue)?;
    if let Some(session) = origin.session {
        let found = find_alive(world, session)?;
        if found.item(issue).is_none() {
            return Err(Refusal::NotOnAgenda(issue.into()));
        }
        if found.status == SessionStatus::Planned {
            return Err(Refusal::SessionNotBegun(session.into()));
        }
    }
    if let Some(line) = origin.line {
        let spoken = standing(world.line(line), line, |it| it.struck)?;
        if Some(spoken.session) != origin.session {
            return Err(Refusal::Unknown(line.into()));
        }
    }
    let facts = check(world, facts)?;
    if source.is_none() {
        refuse_past_deadline(find(world, issue)?, world, origin.session, &facts)?;
    }
    Ok(vec![Event::CommitmentMade(CommitmentMade {
        id,
        issue,
        session: origin.session,
        line: origin.line,
        facts,
        source: clean_source(source)?,
    })])
}

pub(super) fn edit(
    world: &World,
    id: CommitmentId,
    facts: &CommitmentFacts,
) -> Result<Vec<Event>, Refusal> {
    let commitment = find_owed(world, id)?;
    if let Some(residual) = commitment.carried_over() {
        return Err(Refusal::CarriedOver(residual.into()));
    }
    let (from, to) = (commitment.facts.clone(), check(world, facts)?);
    if commitment.standing().next().is_some() {
        refuse_to_rewrite(commitment, &to)?;
    }
    if commitment.source.is_none() && from.deadline != to.deadline {
        let issue = find(world, commitment.issue)?;
        refuse_past_deadline(issue, world, commitment.session, &to)?;
    }
    Ok(changed(id, from, to).map(Event::CommitmentEdited).into_iter().collect())
}

/// Once work has begun, what the guards rest on changes only where the history shows it: more time
/// is granted, a department returns it, another one joins. What was promised stays promised.
fn refuse_to_rewrite(commitment: &Commitment, to: &CommitmentFacts) -> Result<(), Refusal> {
    let from = &commitment.facts;
    let has_left =
        from.supporting.iter().any(|was| !to.supporting.contains(was) && to.lead != Some(*was));
    let changes = [
        (Field::Promised, from.promised != to.promised),
        (Field::Lead, from.lead != to.lead && !commitment.is_returned()),
        (Field::Deadline, from.deadline != to.deadline),
        (Field::Supporting, has_left),
    ];
    match changes.into_iter().find(|(_, is_changed)| *is_changed) {
        Some((field, _)) => Err(Refusal::HandledSince { field, of: commitment.id.into() }),
        None => Ok(()),
    }
}

fn check(world: &World, facts: &CommitmentFacts) -> Result<CommitmentFacts, Refusal> {
    all_standing(world, facts.departments())?;
    let mut supporting = once_each(&facts.supporting);
    supporting.retain(|department| Some(*department) != facts.lead);
    Ok(CommitmentFacts {
        matter: line(Field::Matter, &facts.matter, SHORT_CHARS)?,
        supporting,
        ..facts.clone()
    })
}

/// The commitment, when the issue that it serves is still open: what a resolution rests on stays.
fn find_owed(world: &World, id: CommitmentId) -> Result<&Commitment, Refusal> {
    let commitment = standing(world.commitment(id), id, |it| it.retracted)?;
    find_open(world, commitment.issue)?;
    Ok(commitment)
}

pub(super) fn handle(
    world: &World,
    id: CommitmentId,
    handling: &Handling,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let commitment = find_owed(world, id)?;
    if let Some(residual) = commitment.carried_over() {
        return Err(Refusal::CarriedOver(residual.into()));
    }
    not_in_future(handling.on(), moment)?;
    refuse_before_start(world, commitment, handling)?;
    refuse_done_before_sent_back(find(world, commitment.issue)?, commitment, handling)?;
    refuse_out_of_turn(world, commitment, handling)?;
    let reason = |text: &String| line(Field::Reason, text, SHORT_CHARS);
    let handling = match handling {
        Handling::Assigned { .. } | Handling::Acknowledged { .. } => handling.clone(),
        Handling::Returned { on, reason: why } => {
            Handling::Returned { on: *on, reason: reason(why)? }
        }
        Handling::Extended { on, until, reason: why } => {
            Handling::Extended { on: *on, until: *until, reason: reason(why)? }
        }
        Handling::Reported { on, text } => {
            Handling::Reported { on: *on, text: super::block(Field::Text, text)? }
        }
        Handling::Completed(done) => Handling::Completed(Completion {
            text: block_or_empty(Field::Text, &done.text)?,
            delivered: once_each(&done.delivered),
            ..done.clone()
        }),
        Handling::Graded { on, grade, reason: why } => {
            Handling::Graded { on: *on, grade: *grade, reason: block_or_empty(Field::Reason, why)? }
        }
        Handling::FollowedUp { on, text } => {
            Handling::FollowedUp { on: *on, text: block_or_empty(Field::Text, text)? }
        }
        Handling::SentBack { on, until, reason: why, word } => {
            Handling::SentBack { on: *on, until: *until, reason: reason(why)?, word: *word }
        }
        Handling::ReturnedLate { on, reason: why, agreed } => {
            Handling::ReturnedLate { on: *on, reason: reason(why)?, agreed: reason(agreed)? }
        }
        Handling::CarriedOver { on, to, reason: why } => {
            Handling::CarriedOver { on: *on, to: *to, reason: reason(why)? }
        }
    };
    Ok(vec![Event::CommitmentHandled(HandledBody { id, handling })])
}

/// Refuses a mark that has no place where the commitment stands (DOMAIN §2): the table of marks, then what a
/// mark says of days, grades and words. What a source tells of is entered as it was.
fn refuse_out_of_turn(
    world: &World,
    commitment: &Commitment,
    handling: &Handling,
) -> Result<(), Refusal> {
    refuse_without_place(commitment, handling)?;
    let id = commitment.id.into();
    match handling {
        Handling::Extended { on, until, .. } => refuse_to_shorten(commitment, *on, *until),
        Handling::SentBack { on, until: Some(until), .. } if until <= on => {
            Err(Refusal::DeadlineTooEarly { not_before: day_after(*on) })
        }
        Handling::SentBack { word: Some(word), .. } => {
            let issue = find(world, commitment.issue)?;
            let given = issue.evaluations.get(*word as usize).filter(|it| !it.taken_back);
            let is_complaint =
                |it: &&GivenEvaluation| it.evaluation.verdict == Verdict::Dissatisfied;
            given.filter(is_complaint).map(|_| ()).ok_or(Refusal::NoSuchEntry(*word))
        }
        Handling::Returned { on, .. } => refuse_after_window(world, commitment, *on),
        Handling::ReturnedLate { on, .. } => refuse_within_window(world, commitment, *on),
        Handling::Graded { grade, reason, .. } if commitment.source.is_none() => {
            let has_changed = commitment.grade().is_some_and(|before| before != *grade);
            if *grade == Grade::A && commitment.completion().is_none() {
                Err(Refusal::NothingToGrade(id))
            } else if reason.trim().is_empty() && has_changed {
                Err(Refusal::Required(Field::Reason))
            } else {
                Ok(())
            }
        }
        Handling::CarriedOver { to, .. } => {
            let residual = find(world, *to)?;
            match residual.residual_of {
                Some(parent) if parent == commitment.issue => Ok(()),
                _ => Err(Refusal::Unknown((*to).into())),
            }
        }
        _ => Ok(()),
    }
}

/// Refuses what the table of marks has no place for.
fn refuse_without_place(commitment: &Commitment, handling: &Handling) -> Result<(), Refusal> {
    let id = commitment.id.into();
    let completion = commitment.completion();
    match (handling, completion) {
        (Handling::SentBack { .. }, None) => return Err(Refusal::NotCompleted(id)),
        (Handling::FollowedUp { .. }, Some(_)) => return Err(Refusal::CompletedAlready(id)),
        _ if commitment.source.is_some() => return Ok(()),
        (Handling::Completed(_), Some(_)) => return Err(Refusal::CompletedAlready(id)),
        _ => {}
    }
    let (progress, kind) = (commitment.progress(), handling.kind());
    let is_receipt_of_none = kind == MarkKind::Acknowledged && !commitment.awaits_receipt();
    let has_place = match kind.after(progress) {
        Place::Free => true,
        Place::Late => completion.is_some_and(|done| handling.on() <= done.on.last()),
        Place::None => false,
    };
    match (has_place, is_receipt_of_none) {
        (true, false) => Ok(()),
        (true, true) => Err(Refusal::NothingToAcknowledge(id)),
        (false, _) => Err(Refusal::OutOfTurn { of: id, progress, kind }),
    }
}

/// More time is more: a deadline is not brought forward under the name of an extension.
fn refuse_to_shorten(
    commitment: &Commitment,
    on: NaiveDate,
    until: NaiveDate,
) -> Result<(), Refusal> {
    if until <= on {
        return Err(Refusal::DeadlineTooEarly { not_before: day_after(on) });
    }
    match commitment.due().filter(|_| commitment.source.is_none()) {
        Some(due) if until <= due => Err(Refusal::NotExtended { of: commitment.id.into(), due }),
        _ => Ok(()),
    }
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The window within which a wrong assignment is returned, in working days from the letter; what a source
/// tells of has none.
fn window(world: &World, commitment: &Commitment) -> Option<Due> {
    let settings = world.settings();
    let assigned = commitment.assigned().filter(|_| commitment.source.is_none())?;
    Some(return_window(&settings, &settings.working_days(), assigned))
}

fn refuse_after_window(
    world: &World,
    commitment: &Commitment,
    on: NaiveDate,
) -> Result<(), Refusal> {
    match window(world, commitment) {
        Some(Due { date: last, assumed }) if on > last => {
            Err(Refusal::WindowClosed { of: commitment.id.into(), last, assumed })
        }
        _ => Ok(()),
    }
}

/// Nobody has to agree to what a department may return by itself.
fn refuse_within_window(
    world: &World,
    commitment: &Commitment,
    on: NaiveDate,
) -> Result<(), Refusal> {
    if commitment.source.is_some() || !commitment.is_returnable() {
        return Ok(());
    }
    let last = window(world, commitment).map(|it| it.date);
    if last.is_some_and(|last| on > last) {
        return Ok(());
    }
    Err(Refusal::WindowOpen { of: commitment.id.into(), last })
}

/// A mark that was a mistake, unless a later one rests on it.
pub(super) fn take_back_mistake(
    world: &World,
    id: CommitmentId,
    index: u32,
) -> Result<Vec<Event>, Refusal> {
    let commitment = find_owed(world, id)?;
    if let Some((_, later)) = commitment.resting_on(index as usize).next() {
        return Err(Refusal::MarkRests { of: id.into(), kind: later.kind() });
    }
    take_back(world, id, index, true)
}

pub(super) fn take_back(
    world: &World,
    id: CommitmentId,
    index: u32,
    taken_back: bool,
) -> Result<Vec<Event>, Refusal> {
    let commitment = find_owed(world, id)?;
    let handled = commitment.handlings.get(index as usize).ok_or(Refusal::NoSuchEntry(index))?;
    if !taken_back {
        refuse_before_start(world, commitment, &handled.handling)?;
    }
    if let Handling::CarriedOver { to, .. } = handled.handling
        && world.issue(to).is_some_and(|residual| !residual.retracted)
    {
        return Err(Refusal::DependsOn(to.into()));
    }
    Ok(taken(id, index, handled.taken_back, taken_back)
        .map(Event::HandlingTakenBack)
        .into_iter()
        .collect())
}

pub(super) fn attach(
    world: &World,
    id: EvidenceId,
    of: EntityId,
    facts: &EvidenceFacts,
    source: Option<&Source>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let found = match of.kind {
        EntityKind::Issue => IssueId::try_from(of).ok().map(|issue| find(world, issue).map(|_| ())),
        EntityKind::Commitment => CommitmentId::try_from(of)
            .ok()
            .map(|it| standing(world.commitment(it), it, |it| it.retracted).map(|_| ())),
        _ => None,
    };
    not_there(world, id)?;
    found.unwrap_or(Err(Refusal::Unknown(of)))?;
    if let Some(on) = facts.on {
        span_not_in_future(on, moment)?;
    }
    let facts =
        EvidenceFacts { title: line(Field::Title, &facts.title, SHORT_CHARS)?, ..facts.clone() };
    let source = clean_source(source)?;
    Ok(vec![Event::EvidenceAttached(EvidenceAttached { id, of, facts, source })])
}
