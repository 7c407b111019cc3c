//! The order of days: nothing is dated before what it rests on, whichever of the two dates is
//! changed.

use super::issue::find;
use crate::domain::{
    commitment::{Commitment, CommitmentFacts, Handling},
    date::DateSpan,
    id::{EntityId, SessionId},
    issue::Issue,
    refusal::Refusal,
    session::Session,
    workflow::StepKind,
    world::World,
};
use chrono::NaiveDate;

/// Nothing was done about an issue before it was raised, nor asked about what was done.
pub(super) fn refuse_before_raised(issue: &Issue, on: DateSpan) -> Result<(), Refusal> {
    match issue.facts.submitted.map(DateSpan::first) {
        Some(not_before) if on.last() < not_before => Err(Refusal::TooEarly { not_before }),
        _ => Ok(()),
    }
}

/// A session that was held did not talk about an issue before it was raised. What was entered from
/// a source on both sides stands as its source says.
pub(super) fn refuse_raised_later(session: &Session, issues: &[&Issue]) -> Result<(), Refusal> {
    let stated = issues.iter().filter(|issue| session.source.is_none() || issue.source.is_none());
    let raised = stated.filter_map(|issue| Some((issue.facts.submitted?.first(), issue.id)));
    match raised.max() {
        Some((submitted, issue)) if session.facts.on.last() < submitted => {
            Err(Refusal::RaisedLater { issue: issue.into(), submitted })
        }
        _ => Ok(()),
    }
}

/// The same where the day of such a session is changed; what was raised after it already is not
/// asked about.
pub(super) fn refuse_held_earlier(
    session: &Session,
    issues: &[&Issue],
    on: DateSpan,
) -> Result<(), Refusal> {
    let raised = issues.iter().filter_map(|issue| issue.facts.submitted).map(DateSpan::first);
    match raised.filter(|day| *day <= session.facts.on.last()).max() {
        Some(not_before) if on.last() < not_before => Err(Refusal::TooEarly { not_before }),
        _ => Ok(()),
    }
}

/// Nobody promises for a day that had passed when they spoke.
pub(super) fn refuse_past_deadline(
    issue: &Issue,
    world: &World,
    session: Option<SessionId>,
    facts: &CommitmentFacts,
) -> Result<(), Refusal> {
    let stated = spoken_elsewhere(issue, world, session).or(issue.facts.submitted);
    // What remained of an issue was promised before anybody made an issue of it.
    let entered = || issue.residual_of.is_none().then(|| issue.entered.day());
    match (facts.deadline, stated.map(DateSpan::first).or_else(entered)) {
        (Some(deadline), Some(spoken)) if deadline < spoken => {
            Err(Refusal::DeadlineTooEarly { not_before: spoken })
        }
        _ => Ok(()),
    }
}

/// When a commitment was spoken: at the session, else when the issue was consulted; `None` when
/// that is only known from the issue itself.
fn spoken_elsewhere(issue: &Issue, world: &World, session: Option<SessionId>) -> Option<DateSpan> {
    let held = session.and_then(|id| world.session(id)).map(|session| session.facts.on);
    let consulted = issue.standing_steps().rev().find(|step| step.kind() == StepKind::Consult);
    held.or_else(|| consulted.map(|step| step.facts().on))
}

/// Nothing is handled before it was raised, nor before the session in which it was promised; what
/// came to a department is signed for, given back or done after it was sent, and what was done is judged
/// after it was done.
pub(super) fn refuse_before_start(
    world: &World,
    commitment: &Commitment,
    handling: &Handling,
) -> Result<(), Refusal> {
    let issue = find(world, commitment.issue)?;
    let session = commitment.session.and_then(|id| world.session(id));
    let floor = issue.facts.submitted.into_iter().chain(session.map(|it| it.facts.on));
    let answers = matches!(
        handling,
        Handling::Acknowledged { .. }
            | Handling::Returned { .. }
            | Handling::ReturnedLate { .. }
            | Handling::Completed(_)
    );
    // A word may be older than the work that it sends back: nobody knew of it then.
    let judges =
        matches!(handling, Handling::Graded { .. } | Handling::SentBack { word: None, .. });
    let is_ours = commitment.source.is_none();
    let sent = commitment.assigned().filter(|_| answers && is_ours);
    let done = commitment.completion().filter(|_| judges && is_ours).map(|it| it.on.first());
    match floor.map(DateSpan::first).chain(sent).chain(done).max() {
        Some(not_before) if handling.on() < not_before => Err(Refusal::TooEarly { not_before }),
        _ => Ok(()),
    }
}

/// What was sent back is done again after that: its lateness is not gone by the date of what did not hold. A
/// word that is known to the month alone may have sent it back on its first day.
pub(super) fn refuse_done_before_sent_back(
    issue: &Issue,
    commitment: &Commitment,
    handling: &Handling,
) -> Result<(), Refusal> {
    if !matches!(handling, Handling::Completed(_)) || commitment.source.is_some() {
        return Ok(());
    }
    let said = |word: u32| Some(issue.evaluations.get(word as usize)?.evaluation.on.first());
    let sent_back = commitment.standing().rev().find_map(|it| match it {
        Handling::SentBack { on, word, .. } => Some(word.and_then(said).unwrap_or(*on)),
        _ => None,
    });
    match sent_back {
        Some(not_before) if handling.on() < not_before => Err(Refusal::TooEarly { not_before }),
        _ => Ok(()),
    }
}

/// A day that rests on another one, and whose it is.
type Dated = (NaiveDate, EntityId);

/// Nothing happened to an issue before it was submitted, and no session talked about it.
pub(super) fn refuse_submitted_later(
    world: &World,
    issue: &Issue,
    submitted: Option<DateSpan>,
) -> Result<(), Refusal> {
    let Some(submitted) = submitted else { return Ok(()) };
    let own = issue.standing_steps().map(|step| step.facts().on);
    let own = own
        .chain(issue.statement.iter().map(|it| it.on))
        .chain(issue.service.iter().map(|it| it.on))
        .chain(issue.evaluations.iter().filter(|it| !it.taken_back).map(|it| it.evaluation.on))
        .chain(issue.field_studies.iter().filter(|it| !it.taken_back).map(|it| it.on))
        .map(|on| (on.last(), issue.id.into()));
    let sessions = issue.sessions.iter().filter_map(|id| world.session(*id));
    let held = sessions
        .filter(|it| !it.retracted && it.is_held() && it.item(issue.id).is_some())
        .map(|it| (it.facts.on.last(), it.id.into()));
    let promised = world.commitments_of(issue).flat_map(|it| {
        let is_spoken_elsewhere = spoken_elsewhere(issue, world, it.session).is_some();
        handled(it).chain(due(it).filter(move |_| !is_spoken_elsewhere))
    });
    refuse_to_outrun(own.chain(held).chain(promised), issue.facts.submitted, submitted)
}

/// What was promised in a session was promised there first, and handled after.
pub(super) fn refuse_held_later<'w>(
    world: &'w World,
    session: &Session,
    consulted: impl Iterator<Item = (&'w Issue, DateSpan)>,
    on: DateSpan,
) -> Result<(), Refusal> {
    let consulted = consulted.map(|(issue, on)| (on.last(), issue.id.into()));
    let promised = session.commitments.iter().filter_map(|id| world.commitment(*id));
    let promised = promised.filter(|it| !it.retracted).flat_map(|it| handled(it).chain(due(it)));
    refuse_to_outrun(consulted.chain(promised), Some(session.facts.on), on)
}

fn handled(commitment: &Commitment) -> impl Iterator<Item = Dated> {
    commitment.standing().map(|handling| (handling.on(), commitment.id.into()))
}

fn due(commitment: &Commitment) -> impl Iterator<Item = Dated> {
    let deadline = commitment.facts.deadline.filter(|_| commitment.source.is_none());
    deadline.into_iter().map(|day| (day, commitment.id.into()))
}

/// Refuses to move a date behind what rests on it; what lay before it already is not asked about.
fn refuse_to_outrun(
    resting: impl Iterator<Item = Dated>,
    was: Option<DateSpan>,
    now: DateSpan,
) -> Result<(), Refusal> {
    let was = was.map(DateSpan::first);
    let outrun = resting.filter(|(day, _)| *day < now.first() && was.is_none_or(|was| *day >= was));
    match outrun.min() {
        Some((not_after, of)) => Err(Refusal::TooLate { not_after, of }),
        None => Ok(()),
    }
}
