//! A question with two answers, told with what will change.

use super::dialogue::Dialogue;
use super::{help, spoken};
use crate::app::confirm::{Asked, Confirm, Outcome};
use crate::app::input::Effect;
use crate::app::overlay::after_confirm;
use crate::app::state::{Overlay, State};
use crate::domain::text::fold_width;

fn open(state: &State) -> Option<&Confirm> {
    match state.overlays.last() {
        Some(Overlay::Confirm(confirm)) => Some(confirm),
        _ => None,
    }
}

/// What is asked, which tells one question from another.
pub(super) fn told(state: &State) -> String {
    open(state).map(|it| format!("{}\n{}", it.title, it.text)).unwrap_or_default()
}

/// The question with its answers.
pub(super) fn tell(state: &State) -> Vec<String> {
    let Some(confirm) = open(state) else { return Vec::new() };
    let mut lines = vec![spoken::text(&confirm.title, state.lang)];
    lines.extend(spoken::texts(&confirm.text, state.lang));
    lines.push(format!("1 {}", confirm.yes));
    if !confirm.no.is_empty() {
        lines.push(format!("2 {}", confirm.no));
    }
    lines
}

/// Takes the answer in; anything else asks once more.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    typed: &str,
    effects: &mut Vec<Effect>,
) {
    let is_back = open(state).is_some_and(|it| matches!(it.asked, Asked::Back));
    let outcome = match fold_width(typed.trim()).as_str() {
        "1" | "y" | "Y" | "yes" | "是" => Outcome::Yes,
        // Nothing that was typed is given up by going back.
        "0" | "q" if is_back => Outcome::Yes,
        "2" | "n" | "N" | "no" | "否" | "0" | "q" => Outcome::No,
        "?" => {
            let here = dialogue.here(state);
            return help::tell(dialogue, state, here);
        }
        _ => {
            let words = "请打 1 或 2";
            dialogue.say(state.say(words, "Type 1 or 2"));
            dialogue.say_all(tell(state));
            return;
        }
    };
    if let Some(Overlay::Confirm(confirm)) = state.overlays.pop() {
        after_confirm(state, confirm, &outcome, effects);
    }
}
