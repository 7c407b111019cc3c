//! Making an issue of what remains of another (余项议题), so that what was done can be resolved and the
//! rest is not forgotten.

use super::{
    Moment,
    issue::{check, find_open, next_number},
    line, not_in_future, not_there,
    order::{refuse_before_raised, refuse_before_start},
    standing,
};
use crate::domain::{
    commitment::{Commitment, CommitmentFacts, Handling},
    date::DateSpan,
    event::{CommitmentMade, Event, HandledBody, ResidualMade},
    id::{CommitmentId, IssueId},
    issue::{Issue, IssueFacts},
    refusal::{Field, Refusal},
    text::SHORT_CHARS,
    workflow::{Status, StepKind},
    world::World,
};
use chrono::NaiveDate;

/// What is asked for beside the facts of the new issue.
pub(super) struct Wish<'a> {
    pub(super) id: IssueId,
    pub(super) parent: IssueId,
    pub(super) on: NaiveDate,
    pub(super) until: Option<NaiveDate>,
    pub(super) reason: &'a str,
}

pub(super) fn carry_over(
    world: &World,
    wish: &Wish<'_>,
    facts: &IssueFacts,
    commitments: &[(CommitmentId, CommitmentId)],
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, wish.id)?;
    let parent = find_open(world, wish.parent)?;
    if parent.status != Status::Consulted {
        return Err(Refusal::NotConsulted(parent.id.into()));
    }
    let reason = line(Field::Reason, wish.reason, SHORT_CHARS)?;
    let remaining = remaining(world, parent, commitments)?;
    refuse_day(world, parent, &remaining, wish, moment)?;
    let facts = check(world, facts, moment)?;
    let number = next_number(world, parent.studio, facts.submitted, moment)?;
    let (on, to) = (wish.on, wish.id);
    // In this order each of them can be taken back where nothing rests on it.
    let left = remaining.iter().map(|(commitment, _)| {
        let handling = Handling::CarriedOver { on, to, reason: reason.clone() };
        Event::CommitmentHandled(HandledBody { id: commitment.id, handling })
    });
    let made = Event::ResidualMade(ResidualMade {
        id: to,
        number,
        studio: parent.studio,
        facts,
        parent: parent.id,
        on,
        reason: reason.clone(),
    });
    let taken = remaining.iter().map(|(commitment, id)| {
        let deadline = wish.until.or_else(|| commitment.due());
        let facts = CommitmentFacts { deadline, ..commitment.facts.clone() };
        let (session, line, source) = (None, None, None);
        Event::CommitmentMade(CommitmentMade { id: *id, issue: to, session, line, facts, source })
    });
    Ok(left.chain([made]).chain(taken).collect())
}

/// What remains is known after what was consulted and what was promised, and it is due after that.
fn refuse_day(
    world: &World,
    parent: &Issue,
    remaining: &[(&Commitment, CommitmentId)],
    wish: &Wish<'_>,
    moment: &Moment,
) -> Result<(), Refusal> {
    let (on, to) = (wish.on, wish.id);
    not_in_future(on, moment)?;
    refuse_before_raised(parent, DateSpan::of_day(on))?;
    let consulted = parent.standing_steps().rev().find(|step| step.kind() == StepKind::Consult);
    match consulted.map(|step| step.facts().on.first()) {
        Some(not_before) if on < not_before => return Err(Refusal::TooEarly { not_before }),
        _ => {}
    }
    for (commitment, _) in remaining {
        let handling = Handling::CarriedOver { on, to, reason: String::new() };
        refuse_before_start(world, commitment, &handling)?;
    }
    match wish.until {
        Some(until) if until < on => Err(Refusal::DeadlineTooEarly { not_before: on }),
        _ => Ok(()),
    }
}

/// The commitments that are carried over, each with the id of the one that takes its place: at least
/// one, all of the issue and still owed, and never everything that was promised.
fn remaining<'w>(
    world: &'w World,
    parent: &'w Issue,
    commitments: &[(CommitmentId, CommitmentId)],
) -> Result<Vec<(&'w Commitment, CommitmentId)>, Refusal> {
    if commitments.is_empty() {
        let is_any = world.commitments_of(parent).any(Commitment::is_owed);
        let nothing = Refusal::NothingOwed(parent.id.into());
        return Err(if is_any { Refusal::Required(Field::Matter) } else { nothing });
    }
    let mut remaining: Vec<(&Commitment, CommitmentId)> = Vec::new();
    for (id, new) in commitments {
        not_there(world, *new)?;
        let commitment = standing(world.commitment(*id), *id, |it| it.retracted)?;
        if commitment.issue != parent.id {
            return Err(Refusal::Unknown((*id).into()));
        }
        if let Some(residual) = commitment.carried_over() {
            return Err(Refusal::CarriedOver(residual.into()));
        }
        if commitment.completion().is_some() {
            return Err(Refusal::CompletedAlready((*id).into()));
        }
        if remaining.iter().all(|(it, _)| it.id != *id) {
            remaining.push((commitment, *new));
        }
    }
    let stays = |it: &Commitment| {
        it.carried_over().is_none() && remaining.iter().all(|(left, _)| left.id != it.id)
    };
    if world.commitments_of(parent).any(stays) {
        Ok(remaining)
    } else {
        Err(Refusal::NothingStays(parent.id.into()))
    }
}
