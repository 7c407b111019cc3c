//! Asking the store what a verb would do before a person is asked whether it is to be done.

use super::answers::failed;
use super::form::Form;
use super::input::{Effect, Failure};
use super::marked::together;
use super::sealing;
use super::state::{Overlay, State};
use crate::command::bulk::Judged;
use crate::domain::id::EntityId;

/// Asks it; the form waits for the answer.
pub(super) fn ask(
    state: &mut State,
    form: &mut Form,
    targets: Vec<EntityId>,
    effects: &mut Vec<Effect>,
) {
    let generation = state.next_generation();
    form.saving = Some(generation);
    let (verb, values) = (form.verb, form.values());
    effects.push(Effect::Rehearse { generation, verb, targets, values });
}

/// Takes the answer in, where the form still waits for it. What was typed meanwhile is no answer to a
/// question that nobody has seen.
pub(super) fn answered(
    state: &mut State,
    generation: u64,
    result: &Result<Vec<Judged>, Failure>,
    effects: &mut Vec<Effect>,
) {
    let judged = match result {
        Ok(judged) => judged,
        Err(failure) => return failed(state, generation, failure),
    };
    let waits = |it: &Overlay| matches!(it, Overlay::Form(form) if form.saving == Some(generation));
    let Some(at) = state.overlays.iter().position(waits) else { return };
    state.held.clear();
    match state.overlays.get(at) {
        Some(Overlay::Form(form)) if sealing::seals(form) => {
            sealing::judged(state, (at, generation), judged, effects);
        }
        _ => together::judged(state, at, judged),
    }
}
