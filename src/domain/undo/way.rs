//! What takes back a step of an issue, and entries on the way of issues and commitments.

use crate::domain::{
    action::{Action, StepRequest},
    event::{Event, IssueStepped},
    id::EntityId,
    refusal::Refusal,
    workflow::{Authority, StepKind},
    world::World,
};

/// Takes it back. Nothing but steps and entries comes here.
pub(super) fn taken_back(world: &World, event: &Event) -> Result<Action, Refusal> {
    Ok(match event {
        Event::IssueStepped(e) => undo_step(world, e)?,

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
        _ => return Err(Refusal::NotUndoable),
    })
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
fn ask_again(stepped: &IssueStepped, step: &crate::domain::workflow::Step) -> Action {
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
