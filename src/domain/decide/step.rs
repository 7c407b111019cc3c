//! Steps along the workflow: the table, then the guards, then the dates.

use super::{Moment, issue::find, line_or_empty, span_not_in_future, standing};
use crate::domain::{
    action::StepRequest,
    commitment::Commitment,
    date::DateSpan,
    event::{Event, IssueStepped},
    id::{EntityId, IssueId, SessionId},
    issue::Issue,
    provenance::{Mark, Source},
    refusal::{Field, Refusal},
    session::{Session, SessionStatus},
    text::SHORT_CHARS,
    workflow::{
        Authority, Exit, Missing, Override, Rule, Sight, Status, Step, StepFacts, StepKind,
        consult_gaps, exit_gaps, finished_day, resolve_gaps, service_gaps, successor, word_gaps,
    },
    world::World,
};

pub(super) fn step(
    world: &World,
    id: IssueId,
    request: &StepRequest,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let issue = find(world, id)?;
    let kind = request.kind;
    if successor(issue.status, kind).is_none() {
        return Err(Refusal::NoSuchStep { status: issue.status, kind });
    }
    let mut facts = StepFacts {
        on: DateSpan::of_day(moment.today),
        authority: Authority::Guarded { overrides: Vec::new() },
        reason: line_or_empty(Field::Reason, &request.reason, SHORT_CHARS)?,
        session: None,
        into: None,
        referred_to: line_or_empty(Field::ReferredTo, &request.referred_to, SHORT_CHARS)?,
        raiser_told: request.raiser_told,
        annuls: None,
    };
    // One acceptance is enough: correcting one of two would change nothing.
    if kind == StepKind::Accept && issue.is_accepted() {
        return Err(Refusal::NoSuchStep { status: issue.status, kind });
    }
    if matches!(kind, StepKind::Exit(_) | StepKind::Reopen) && facts.reason.is_empty() {
        return Err(Refusal::Required(Field::Reason));
    }
    refuse_to_lose(world, issue, request, &facts)?;
    if kind.is_correction() {
        facts.annuls = Some(mistaken_step(world, issue, kind)?);
        if kind == StepKind::CorrectReopen {
            refuse_if_undone_since(world, issue, &facts)?;
        }
        facts.into = issue.merged_into.filter(|_| kind == StepKind::TakeBackExit);
    } else {
        let (missing, session) = gaps(world, issue, request, moment)?;
        facts.session = session;
        facts.authority = authority(world, issue, request, &missing)?;
        facts.into = merge_target(world, issue, request)?;
        facts.on = effective_day(world, issue, request, session, moment)?;
    }
    Ok(vec![Event::IssueStepped(IssueStepped { id, kind, from: issue.status, facts })])
}

/// An issue does not leave for nowhere, and it does not take along what was merged into it: who
/// raised that has withdrawn nothing.
fn refuse_to_lose(
    world: &World,
    issue: &Issue,
    request: &StepRequest,
    facts: &StepFacts,
) -> Result<(), Refusal> {
    let child =
        issue.merged.iter().find(|child| world.issue(**child).is_some_and(|it| !it.retracted));
    match (request.kind, child) {
        (StepKind::Exit(Exit::Referred), _)
            if facts.referred_to.is_empty() && request.recorded.is_none() =>
        {
            Err(Refusal::Required(Field::ReferredTo))
        }
        (StepKind::Exit(Exit::Declined | Exit::Withdrawn), Some(child)) => {
            Err(Refusal::DependsOn((*child).into()))
        }
        _ => Ok(()),
    }
}

/// What is missing for a step, and the session that a consultation rests on.
fn gaps(
    world: &World,
    issue: &Issue,
    request: &StepRequest,
    moment: &Moment,
) -> Result<(Vec<Missing>, Option<SessionId>), Refusal> {
    Ok(match request.kind {
        StepKind::Consult => {
            let named = named_session(world, issue, request)?;
            // What is entered from a source has only the session that the source names.
            match (named, &request.recorded) {
                (None, Some(_)) => (Vec::new(), None),
                _ => consult_gaps(world, issue, named, moment.today),
            }
        }
        StepKind::Resolve | StepKind::ResolveByService if request.recorded.is_some() => {
            (word_gaps(world, issue, request.kind, sight(request)), None)
        }
        StepKind::Resolve => (resolve_gaps(world, issue), None),
        StepKind::ResolveByService => (service_gaps(world, issue), None),
        StepKind::Exit(exit) => (exit_gaps(world, issue, exit), None),
        _ => (Vec::new(), None),
    })
}

/// What a step is judged by: from a source, what lies up to it.
fn sight(request: &StepRequest) -> Sight {
    match (&request.recorded, request.on) {
        (Some(_), Some(on)) => Sight::up_to(on),
        _ => Sight::ALL,
    }
}

/// The session that a consultation names; it has to have the issue on its agenda, since that is
/// where others look for what rests on a session.
fn named_session<'w>(
    world: &'w World,
    issue: &Issue,
    request: &StepRequest,
) -> Result<Option<&'w Session>, Refusal> {
    let Some(id) = request.session else { return Ok(None) };
    let session = standing(world.session(id), id, |it| it.retracted)?;
    if session.status == SessionStatus::Cancelled {
        return Err(Refusal::SessionCancelled(id.into()));
    }
    match session.item(issue.id) {
        Some(_) => Ok(Some(session)),
        None => Err(Refusal::NotOnAgenda(issue.id.into())),
    }
}

/// The right by which the step is made: a source, or guards that hold but for those passed over.
fn authority(
    world: &World,
    issue: &Issue,
    request: &StepRequest,
    missing: &[Missing],
) -> Result<Authority, Refusal> {
    if let Some(source) = &request.recorded {
        if request.on.is_none() {
            return Err(Refusal::Required(Field::Date));
        }
        refuse_to_record(world, issue, request, missing)?;
        let reference = super::line(Field::Source, &source.reference, SHORT_CHARS)?;
        return Ok(Authority::Recorded(Source { reference }));
    }
    let mut overrides = Vec::new();
    for asked in &request.overrides {
        if !asked.rule.is_overridable() {
            return Err(Refusal::NotOverridable(asked.rule));
        }
        let reason = super::line(Field::Reason, &asked.reason, SHORT_CHARS)?;
        let is_gap = missing.iter().any(|gap| gap.rule == asked.rule);
        if is_gap && overrides.iter().all(|over: &Override| over.rule != asked.rule) {
            overrides.push(Override { rule: asked.rule, reason });
        }
    }
    let open: Vec<Missing> = missing
        .iter()
        .filter(|gap| !overrides.iter().any(|over| over.rule == gap.rule))
        .copied()
        .collect();
    if open.is_empty() {
        Ok(Authority::Guarded { overrides })
    } else {
        Err(Refusal::Missing { kind: request.kind, missing: open })
    }
}

/// Only past work is taken from a source (补录, DOMAIN §2): of an issue that itself was and that
/// nobody has worked on here but to accept it, up to the day it was entered, and never against the
/// word that a dissatisfied raiser had given by then.
fn refuse_to_record(
    world: &World,
    issue: &Issue,
    request: &StepRequest,
    missing: &[Missing],
) -> Result<(), Refusal> {
    let is_live = |step: &Step| !step.is_recorded() && step.kind() != StepKind::Accept;
    let is_ours = issue.source.is_none()
        || issue.standing_steps().any(is_live)
        || world.commitments_of(issue).any(|commitment| commitment.source.is_none())
        || request.on.is_some_and(|on| on.last() > issue.entered.day());
    if is_ours {
        return Err(Refusal::NotFromSource(issue.id.into()));
    }
    let denied: Vec<Missing> =
        missing.iter().filter(|gap| gap.rule == Rule::NotDissatisfied).copied().collect();
    let kind = request.kind;
    if denied.is_empty() { Ok(()) } else { Err(Refusal::Missing { kind, missing: denied }) }
}

fn merge_target(
    world: &World,
    issue: &Issue,
    request: &StepRequest,
) -> Result<Option<IssueId>, Refusal> {
    if request.kind != StepKind::Exit(Exit::Merged) {
        return Ok(None);
    }
    let into = request.into.ok_or_else(|| Refusal::NotMergeable(issue.id.into()))?;
    let target = find(world, into)?;
    // A target that has left could lead round in a circle; a complaint that is merged into a solved
    // issue would be solved with it, unheard.
    if into == issue.id || !target.status.is_open() {
        let root = target.merged_into.filter(|root| *root != issue.id);
        let named = |root: IssueId| Refusal::MergedAway(root.into());
        return Err(root.map_or_else(|| Refusal::NotMergeable(into.into()), named));
    }
    // Neither what remained of an issue nor what was merged into it counts as a problem of its own.
    if let Some(root) = target.residual_of {
        let is_own = root == issue.id;
        return Err(Refusal::IsResidual { residual: into.into(), root: root.into(), is_own });
    }
    // What a session said of it would stay behind in an issue that has left, and be said again.
    if issue.status == Status::Consulted && target.status == Status::Submitted {
        return Err(Refusal::RootBehind(into.into()));
    }
    // What was promised for it could not even be reported on any more.
    let unkept = world.commitments_of(issue).find(|it| it.is_owed());
    match unkept {
        Some(commitment) => Err(Refusal::CommitmentOpen(commitment.id.into())),
        None => Ok(Some(into)),
    }
}

/// The day of the step: as asked, else the session's or today; never before what it rests on.
fn effective_day(
    world: &World,
    issue: &Issue,
    request: &StepRequest,
    session: Option<SessionId>,
    moment: &Moment,
) -> Result<DateSpan, Refusal> {
    let held = session.and_then(|id| world.session(id)).map(|session| session.facts.on);
    let before = issue.standing_steps().next_back().map(|step| step.facts().on);
    let default = match (request.kind, held) {
        // An acceptance entered after the session still comes first in the order of things.
        (StepKind::Consult, Some(held)) => match before {
            Some(day) if day.first() > held.last() => day,
            _ => held,
        },
        _ => DateSpan::of_day(moment.today),
    };
    let on = request.on.unwrap_or(default);
    span_not_in_future(on, moment)?;
    let floor = [
        before.map(DateSpan::first),
        held.map(DateSpan::first),
        issue.facts.submitted.map(DateSpan::first),
        finished_day(world, issue, request.kind, sight(request)),
    ]
    .into_iter()
    .flatten()
    .max();
    match floor {
        Some(not_before) if on.last() < not_before => Err(Refusal::TooEarly { not_before }),
        _ => Ok(on),
    }
}

/// The step that a correction annuls; refused while something later rests on it.
fn mistaken_step(world: &World, issue: &Issue, kind: StepKind) -> Result<u32, Refusal> {
    let (place, mistaken) =
        issue.mistaken_by(kind).ok_or(Refusal::NoSuchStep { status: issue.status, kind })?;
    let later = mistaken.mark();
    let dependent: Option<EntityId> = match kind {
        StepKind::CorrectAccept => issue
            .sessions
            .iter()
            .filter_map(|id| world.session(*id))
            .find(|session| !session.retracted && session.is_held())
            .map(|session| session.id.into()),
        StepKind::CorrectConsult => world
            .commitments_of(issue)
            .find(|it| it.entered > later || it.standing().next().is_some())
            .map(|it| it.id.into())
            .or_else(|| has_word_since(issue, later).then(|| issue.id.into())),
        // What the raiser said about it since is a relapse, not a slip of the keyboard.
        StepKind::CorrectResolve if is_evaluated_since(issue, later) => {
            return Err(Refusal::ReopenInstead(issue.id.into()));
        }
        StepKind::CorrectReopen => world
            .commitments_of(issue)
            .find(|it| it.entered > later || has_mark_since(it, later))
            .map(|it| it.id.into()),
        _ => None,
    };
    match dependent {
        Some(entity) => Err(Refusal::DependsOn(entity)),
        None => Ok(place),
    }
}

fn has_mark_since(commitment: &Commitment, later: Mark) -> bool {
    commitment.handlings.iter().any(|handled| !handled.taken_back && handled.mark > later)
}

fn is_evaluated_since(issue: &Issue, later: Mark) -> bool {
    issue.evaluations.iter().any(|given| !given.taken_back && given.mark > later)
}

/// Whether the raiser or the studio spoke of what was done, after the step was entered.
fn has_word_since(issue: &Issue, later: Mark) -> bool {
    is_evaluated_since(issue, later) || issue.statement_entered.is_some_and(|mark| mark > later)
}

/// Refuses to take a reopening back when what the resolution rests on has gone meanwhile: else
/// reopen, remove the evidence, take the reopening back would end in a hollow resolution.
fn refuse_if_undone_since(
    world: &World,
    issue: &Issue,
    correction: &StepFacts,
) -> Result<(), Refusal> {
    let kind = StepKind::CorrectReopen;
    let mut before = issue.clone();
    let step = Step::make(issue.status, kind, correction.clone(), issue.entered)
        .map_err(|fault| Refusal::NoSuchStep { status: fault.from, kind })?;
    before.steps.push(step);
    let Some(resolving) = before.standing_steps().next_back() else { return Ok(()) };
    let gaps = match resolving.kind() {
        // It was judged by what lay up to it; what the raiser said to us since counts all the same.
        kind if resolving.is_recorded() => {
            let sight = Sight::up_to(resolving.facts().on).and_since(resolving.mark());
            let mut gaps = word_gaps(world, &before, kind, sight);
            gaps.retain(|gap| gap.rule == Rule::NotDissatisfied);
            gaps
        }
        StepKind::ResolveByService => service_gaps(world, &before),
        _ => resolve_gaps(world, &before),
    };
    let missing: Vec<Missing> = gaps
        .into_iter()
        .filter(|gap| !resolving.overrides().iter().any(|over| over.rule == gap.rule))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Refusal::Missing { kind, missing }) }
}
