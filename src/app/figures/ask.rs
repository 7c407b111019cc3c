//! Asking the store to count, and taking in what it says. Nothing is asked twice, and an answer to an
//! older question is dropped.

use super::{Counted, FiguresWish, cursor::follow, is_open, period, scope};
use crate::app::input::Effect;
use crate::app::state::{State, StoreState};
use crate::document::report::ReportFormat;

/// What is wished for now.
fn wish(state: &State) -> FiguresWish {
    let frozen = state.figures.frozen.clone();
    FiguresWish { scope: scope(state), dimension: state.figures.dimension, frozen }
}

/// Asks for the figures where the screen is open and they are not there, or not what is wished for.
pub(crate) fn want(state: &mut State, effects: &mut Vec<Effect>) {
    if !is_open(state) || state.store != StoreState::Open {
        return;
    }
    period::follow(state);
    let wish = wish(state);
    let is_there = state.figures.counted.as_deref().is_some_and(|it| it.wish == wish);
    let is_asked = state.figures.asked.as_ref().is_some_and(|(_, asked)| *asked == wish);
    let is_hopeless = state.figures.fault.as_ref().is_some_and(|(asked, _)| *asked == wish);
    let is_stale = state.figures.is_stale;
    if (is_there || is_asked || is_hopeless) && !is_stale {
        return;
    }
    let generation = state.next_generation();
    let figures = &mut state.figures;
    (figures.is_stale, figures.fault, figures.read) = (false, None, 0);
    figures.asked = Some((generation, wish.clone()));
    effects.push(Effect::CountFigures { generation, wish });
}

/// How far the counting is.
pub(crate) fn on_counting(state: &mut State, generation: u64, read: usize) {
    if state.figures.asked.as_ref().is_some_and(|(asked, _)| *asked == generation) {
        state.figures.read = read;
    }
}

/// Takes in what was counted; nobody waits for an answer to an older question.
pub(crate) fn on_counted(state: &mut State, generation: u64, result: Result<Box<Counted>, String>) {
    if state.figures.asked.as_ref().is_none_or(|(asked, _)| *asked != generation) {
        return;
    }
    let asked = state.figures.asked.take();
    match result {
        Ok(counted) => state.figures.counted = Some(counted),
        Err(words) => {
            state.figures.counted = None;
            state.figures.fault = asked.map(|(_, wish)| (wish, words));
        }
    }
    follow(state);
}

/// Writes what is shown to a file.
pub(crate) fn write(state: &State, format: ReportFormat, effects: &mut Vec<Effect>) {
    effects.push(Effect::WriteReport { wish: wish(state), format });
}
