//! One input after the other: what it changes, and what the shell has to do.

use super::answers::on_answer;
use super::confirm::{self, Asked, Confirm};
use super::input::{Effect, Input};
use super::motion::settle;
use super::palette::{self, Choice, Picked};
use super::reader::{Reader, Subject};
use super::run::run;
use super::state::{Overlay, Page, State, StoreState, ToastTone};
use super::{context, filter, form, mouse, verbs, workbench};
use crate::command::fill::Values;
use crate::command::key::{Code, Key};
use crate::command::keymap::Lookup;
use crate::command::screens::Ui;
use crate::command::table::What;
use crate::domain::id::EntityId;
use crate::i18n::{Label, Lang, Text};
use chrono::NaiveDate;

/// Takes an input in on a day, and says what has to be done.
pub fn update(state: &mut State, input: Input, today: NaiveDate) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.today != today {
        state.today = today;
        workbench::refresh(state);
    }
    match input {
        Input::Key(key) => on_key(state, key, &mut effects),
        Input::Paste(text) => paste(state, &text, &mut effects),
        Input::Mouse(event) => mouse::mouse(state, event, &mut effects),
        Input::Resize(columns, rows) => {
            state.size = (columns, rows);
            settle(state);
        }
        Input::Answer(answer) => on_answer(state, answer, &mut effects),
    }
    want_dossier(state, &mut effects);
    effects
}

/// Asks for what the screen is about, unless it is there or asked for already.
fn want_dossier(state: &mut State, effects: &mut Vec<Effect>) {
    let wanted = state.pages.iter().rev().find_map(|page| match page {
        Page::Reader(reader) => reader.subject.entity(),
        Page::List(_) => None,
    });
    let wanted = wanted.or_else(|| workbench::selected(state).map(EntityId::from));
    let Some(id) = wanted.filter(|_| state.store == StoreState::Open) else { return };
    let is_there = state.dossier.as_ref().is_some_and(|it| it.id == id && !it.stale);
    let is_hopeless = state.unreadable.as_ref().is_some_and(|(it, _)| *it == id);
    if is_there || is_hopeless || state.asked.is_some_and(|(_, asked)| asked == id) {
        return;
    }
    let generation = state.next_generation();
    state.asked = Some((generation, id));
    effects.push(Effect::LoadDossier { generation, id });
}

fn on_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    state.toast = None;
    // The shell's own key works wherever one is, also in the middle of a form.
    if key.ctrl
        && let Lookup::Command(command) = state.keymap.lookup(&[key], context::place(state))
        && matches!(command.what, What::Ui(Ui::Suspend))
    {
        return run(state, command, effects);
    }
    match state.overlays.pop() {
        Some(overlay) => overlay_key(state, overlay, key, effects),
        None if filter::filter_key(state, key) => {}
        None => command_key(state, key, effects),
    }
}

/// Whether the overlay on top is chosen from by keys, and nothing is typed into it.
fn chooses_by_key(state: &State) -> bool {
    match state.overlays.last() {
        Some(Overlay::Pick(_) | Overlay::Confirm(_)) => true,
        Some(Overlay::Form(form)) => form.current().is_none_or(form::FieldState::is_choice),
        Some(Overlay::Palette(_)) | None => false,
    }
}

fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    // What an input method commits comes in one piece: a single character is a key there.
    let mut characters = text.chars();
    if let (Some(only), None) = (characters.next(), characters.next())
        && chooses_by_key(state)
    {
        return on_key(state, Key::char(only), effects);
    }
    match state.overlays.pop() {
        Some(Overlay::Form(mut form)) => {
            form.paste(text, state);
            state.overlays.push(Overlay::Form(form));
        }
        Some(Overlay::Palette(mut palette)) => {
            palette.paste(text, state);
            state.overlays.push(Overlay::Palette(palette));
        }
        Some(other) => state.overlays.push(other),
        None if filter::filter_editor(state).is_some() => {
            if let Some(editor) = filter::filter_editor(state) {
                editor.insert(text);
            }
            filter::filtered(state);
        }
        // What an input method commits comes in one piece: a single character may be a key.
        None => {
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(only), None) => on_key(state, Key::char(only), effects),
                (Some(_), Some(_)) => {
                    let words = state.say(
                        "这里不能粘贴。按 F2 打开菜单",
                        "Nothing can be pasted here. F2 opens the menu",
                    );
                    state.toast(ToastTone::Notice, words);
                }
                (None, _) => {}
            }
        }
    }
}

fn overlay_key(state: &mut State, overlay: Overlay, key: Key, effects: &mut Vec<Effect>) {
    match overlay {
        Overlay::Palette(mut palette) => match palette.key(key, state) {
            palette::Outcome::Stay => state.overlays.push(Overlay::Palette(palette)),
            palette::Outcome::Close => {}
            palette::Outcome::Run(choice) => choose(state, choice, effects),
            palette::Outcome::Refused(reason) => {
                state.overlays.push(Overlay::Palette(palette));
                state.toast(ToastTone::Refused, reason);
            }
        },
        Overlay::Pick(mut pick) => match pick.key(key, palette::visible(state)) {
            Picked::Stay => state.overlays.push(Overlay::Pick(pick)),
            Picked::Close => {}
            Picked::One(id) => verbs::open(state, pick.verb, Some(id), effects),
        },
        Overlay::Confirm(mut confirm) => match confirm.key(key) {
            confirm::Outcome::Stay => state.overlays.push(Overlay::Confirm(confirm)),
            confirm::Outcome::No => {}
            confirm::Outcome::Yes => match confirm.asked {
                Asked::Discard => {
                    state.overlays.pop();
                }
                Asked::Perform { verb, target } => {
                    let generation = state.next_generation();
                    let values = Values::default();
                    effects.push(Effect::Perform { generation, verb, target, values });
                }
            },
        },
        Overlay::Form(mut form) => match form.key(key, state) {
            form::Outcome::Stay => state.overlays.push(Overlay::Form(form)),
            form::Outcome::Close => {
                let dirty = form.is_dirty();
                if dirty {
                    state.overlays.push(Overlay::Form(form));
                    state.overlays.push(Overlay::Confirm(discard(state)));
                }
            }
            form::Outcome::Save => {
                let generation = state.next_generation();
                form.saving = Some(generation);
                form.fault = None;
                let target = form.target.filter(|id| *id != EntityId::SETTINGS);
                effects.push(Effect::Perform {
                    generation,
                    verb: form.verb,
                    target,
                    values: form.values(),
                });
                state.overlays.push(Overlay::Form(form));
            }
            form::Outcome::Taken(taken) => {
                state.overlays.push(Overlay::Form(form));
                let words = match state.lang {
                    Lang::Zh => format!("已选“{taken}”。核对后再按一次保存"),
                    Lang::En => format!("Took “{taken}”. Save again if that is meant"),
                };
                state.toast(ToastTone::Notice, words);
            }
            form::Outcome::EditText(text) => {
                effects.push(Effect::EditText(text));
                state.overlays.push(Overlay::Form(form));
            }
        },
    }
}

fn discard(state: &State) -> Confirm {
    Confirm {
        title: Text::PaneConfirm.label(state.lang).to_owned(),
        text: Text::AskDiscard.label(state.lang).to_owned(),
        yes: Text::ButtonDiscard.label(state.lang),
        no: Text::ButtonKeepEditing.label(state.lang),
        asked: Asked::Discard,
        on_yes: false,
    }
}

fn choose(state: &mut State, choice: Choice, effects: &mut Vec<Effect>) {
    match choice {
        Choice::Run(command) => run(state, command, effects),
        Choice::OpenIssue(id) => {
            state.pages.push(Page::Reader(Reader::on(Subject::Issue(id))));
        }
    }
}

fn command_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    if key.is_han() {
        state.pending.clear();
        let words = state.say(
            "输入法开着：按 F2 或 Ctrl-P 打开菜单，用数字选，或先切到英文",
            "An input method is on: press F2 or Ctrl-P for the menu, or switch it off",
        );
        return state.toast(ToastTone::Notice, words);
    }
    let place = context::place(state);
    if key.code == Code::Esc && !state.pending.is_empty() {
        return state.pending.clear();
    }
    state.pending.push(key.folded());
    match state.keymap.lookup(&state.pending, place) {
        Lookup::Command(command) => {
            state.pending.clear();
            run(state, command, effects);
        }
        Lookup::Prefix => {}
        Lookup::Nothing => {
            let keys = crate::command::key::name_all(&state.pending);
            state.pending.clear();
            let menu = verbs::key_of(state, Ui::Palette);
            let words = match state.lang {
                Lang::Zh => format!("{keys} 在这里没有作用。按 {menu} 看能做什么"),
                Lang::En => format!("{keys} does nothing here. {menu} shows what can be done"),
            };
            state.toast(ToastTone::Notice, words);
        }
    }
}
