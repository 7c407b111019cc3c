//! What a key does in the cockpit: what can be typed is typed, everything else is a command.

use super::asks::{queue_or_speak, strike, submit};
use super::door::{check_in, leave_room};
use super::people::candidates;
use super::{Cockpit, Mode, found, on_top, on_top_mut};
use crate::app::editor::EditKey;
use crate::app::input::Effect;
use crate::app::keys::edit_key;
use crate::app::rows::List;
use crate::app::state::{State, ToastTone};
use crate::command::key::{Code, Key};
use crate::i18n::Lang;

/// How many lines of the record a page of it moves.
const PAGE_LINES: isize = 10;

/// Gives a key to the line; says whether it took it.
pub(crate) fn key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let Some(cockpit) = on_top(state) else { return false };
    let offers = cockpit.mode == Mode::Record && cockpit.completion.is_some();
    match (key.code, key.ctrl, key.alt) {
        (Code::F(_), ..) | (Code::Char('p' | 'g' | 't'), true, _) => return false,
        (Code::Tab, ..) if offers => super::line::take_completion(state),
        (Code::Tab, ..) => turn(state, 1),
        (Code::BackTab, ..) => turn(state, 3),
        _ => match cockpit.mode {
            Mode::Record => return record_key(state, key, effects),
            Mode::CheckIn | Mode::Speaker => return name_key(state, key, effects),
            Mode::Poll => return poll_key(state, key, effects),
        },
    }
    true
}

/// Whether a single character that comes in one piece is a key there: a digit that votes or chooses.
pub(crate) fn takes_keys(state: &State, character: char) -> bool {
    let is_digit = matches!(Key::char(character).folded().code, Code::Char('0'..='9'));
    let acts = |cockpit: &Cockpit| match cockpit.mode {
        Mode::Record => false,
        Mode::CheckIn | Mode::Speaker => true,
        Mode::Poll => cockpit.counting.is_some(),
    };
    is_digit && state.overlays.is_empty() && on_top(state).is_some_and(acts)
}

/// Whether what is typed goes into a line of the record.
pub(crate) fn takes_text(state: &State) -> bool {
    state.overlays.is_empty() && on_top(state).is_some_and(|it| it.mode == Mode::Record)
}

/// Gives a text in one piece to the line; says whether there is one.
pub(crate) fn paste(state: &mut State, text: &str) -> bool {
    let Some(cockpit) = on_top_mut(state) else { return false };
    // While hands are counted there is no line to type into.
    if cockpit.mode != Mode::Poll || cockpit.counting.is_none() {
        cockpit.editor_mut().insert(text);
        typed(state);
        tell_full(state);
    }
    true
}

/// Says that the line has no room for more, where it has none.
fn tell_full(state: &mut State) {
    let Some(limit) = on_top(state).and_then(|cockpit| cockpit.editor().full_at()) else { return };
    let words = match state.lang {
        Lang::Zh => format!("这一行满了：最多 {limit} 字，超出的不收"),
        Lang::En => {
            format!("The line is full: {limit} characters at most, nothing beyond is taken in")
        }
    };
    state.toast(ToastTone::Notice, words);
}

fn turn(state: &mut State, by: usize) {
    const MODES: [Mode; 4] = [Mode::Record, Mode::CheckIn, Mode::Speaker, Mode::Poll];
    let Some(cockpit) = on_top_mut(state) else { return };
    let at = MODES.iter().position(|mode| *mode == cockpit.mode).unwrap_or(0);
    cockpit.turn_to(MODES.get((at + by) % MODES.len()).copied().unwrap_or_default());
}

/// What has to follow when the text of the line has changed.
fn typed(state: &mut State) {
    let Some(cockpit) = on_top_mut(state) else { return };
    cockpit.told.clear();
    cockpit.chosen = List::default();
    cockpit.has_moved = false;
    if cockpit.mode == Mode::Record {
        cockpit.selected = cockpit.selected.filter(|_| cockpit.drafts.line.is_empty());
        super::line::complete(state);
    }
}

fn record_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let Some(cockpit) = on_top_mut(state) else { return false };
    let offers = cockpit.completion.is_some();
    let is_idle = cockpit.drafts.is_idle();
    match key.code {
        Code::Up | Code::Down if offers => {
            super::line::move_completion(state, if key.code == Code::Up { -1 } else { 1 });
        }
        Code::Enter if offers => super::line::take_completion(state),
        Code::Enter => match cockpit.selected.filter(|_| is_idle) {
            Some(place) => edit(state, place),
            None => submit(state, effects),
        },
        Code::Esc if offers => cockpit.completion = None,
        Code::Esc if cockpit.drafts.editing().is_some() => {
            cockpit.drafts.drop_line();
            cockpit.selected = None;
        }
        Code::Esc if cockpit.selected.take().is_some() => cockpit.told.clear(),
        Code::Esc => return false,
        Code::Up => select(state, -1),
        Code::Down => select(state, 1),
        Code::PageUp => select(state, -PAGE_LINES),
        Code::PageDown => select(state, PAGE_LINES),
        Code::Delete if is_idle && cockpit.selected.is_some() => strike(state, effects),
        _ => {
            let Some(edit) = edit_key(key) else { return !key.ctrl };
            let is_text = matches!(edit, EditKey::Char(_));
            if cockpit.drafts.line.handle(edit) {
                typed(state);
            } else if is_text {
                tell_full(state);
            }
        }
    }
    true
}

/// Goes to a line of the record; past the last one the line that is typed has the keyboard again.
fn select(state: &mut State, by: isize) {
    let Some(cockpit) = on_top(state) else { return };
    let lines = found(state, cockpit).map_or(0, |(_, session)| session.lines.len());
    let at = cockpit.selected.unwrap_or(lines).saturating_add_signed(by);
    let Some(cockpit) = on_top_mut(state) else { return };
    cockpit.selected = (at < lines).then_some(at);
    // What was told belongs to where one was.
    cockpit.told.clear();
}

/// Takes a line of the record up to be changed.
fn edit(state: &mut State, place: usize) {
    let Some(cockpit) = on_top(state) else { return };
    let line = found(state, cockpit)
        .and_then(|(world, session)| world.line(*session.lines.get(place)?))
        .cloned();
    let Some(line) = line else { return };
    let text = super::line::as_typed(state, &line.facts);
    let Some(cockpit) = on_top_mut(state) else { return };
    cockpit.drafts.edit(line.id, &text);
}

fn name_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let Some(cockpit) = on_top(state) else { return false };
    // Looked for only where a key asks for it: it goes through the whole directory.
    let shown = |state: &State| on_top(state).map_or(0, |it| candidates(state, it).len());
    // Behind a plus they are counted who give no name.
    let is_count = cockpit.name.text().starts_with(['+', '＋']);
    let digit = match key.folded().code {
        Code::Char(digit @ '1'..='9') if !key.ctrl && !key.alt && !is_count => digit.to_digit(10),
        _ => None,
    };
    // Where there is nobody to choose, a digit is typed like anything else.
    let offered = digit.map_or(0, |_| shown(state));
    let digit = digit.filter(|_| offered > 0);
    if let Some(place) = digit.and_then(|digit| usize::try_from(digit).ok()) {
        if place <= offered {
            with(state, |cockpit| {
                cockpit.chosen.selected = place - 1;
                cockpit.has_moved = true;
            });
            act(state, effects);
        }
        return true;
    }
    match (key.code, key.ctrl) {
        (Code::Enter, _) => act(state, effects),
        (Code::Esc, _) if cockpit.name.is_empty() => with(state, |it| it.turn_to(Mode::Record)),
        (Code::Esc, _) => {
            with(state, |cockpit| cockpit.name.clear());
            typed(state);
        }
        (Code::Up | Code::Down, _) => {
            let by = if key.code == Code::Up { -1 } else { 1 };
            let offered = shown(state);
            with(state, |cockpit| {
                cockpit.chosen.step(by, offered);
                cockpit.has_moved = true;
            });
        }
        (Code::Char('l'), true) => leave_room(state, effects),
        _ => {
            let Some(edit) = edit_key(key) else { return !key.ctrl };
            let is_text = matches!(edit, EditKey::Char(_));
            let changed = on_top_mut(state).is_some_and(|cockpit| cockpit.name.handle(edit));
            if changed {
                typed(state);
            } else if is_text {
                tell_full(state);
            }
        }
    }
    true
}

fn act(state: &mut State, effects: &mut Vec<Effect>) {
    match on_top(state).map(|cockpit| cockpit.mode) {
        Some(Mode::CheckIn) => check_in(state, effects),
        Some(Mode::Speaker) => queue_or_speak(state, effects),
        Some(Mode::Record | Mode::Poll) | None => {}
    }
}

fn poll_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    if super::poll::key(state, key, effects) {
        return true;
    }
    let Some(cockpit) = on_top(state) else { return false };
    let is_typing = cockpit.counting.is_none();
    match key.code {
        Code::Esc if cockpit.name.is_empty() => with(state, |it| it.turn_to(Mode::Record)),
        Code::Esc => with(state, |it| it.name.clear()),
        Code::Enter => super::poll::begin(state, effects),
        _ => {
            let Some(edit) = edit_key(key) else { return !key.ctrl };
            let is_text = matches!(edit, EditKey::Char(_));
            let takes = |cockpit: &mut Cockpit| cockpit.name.handle(edit);
            if is_typing && !on_top_mut(state).is_some_and(takes) && is_text {
                tell_full(state);
            }
        }
    }
    true
}

fn with(state: &mut State, act: impl FnOnce(&mut Cockpit)) {
    if let Some(cockpit) = on_top_mut(state) {
        act(cockpit);
    }
}
