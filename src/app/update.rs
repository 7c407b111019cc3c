//! One input after the other: what it changes, and what the shell has to do.

use super::answers::on_answer;
use super::form::Form;
use super::input::{Effect, Input};
use super::motion::settle;
use super::run::run;
use super::state::{Overlay, Page, State, StoreState, Toast, ToastTone, Typed};
use super::{
    asking, cockpit, context, figures, filter, mouse, overlay, palette, paper as document,
    searching, unsaved, verbs, views, workbench,
};
use crate::command::key::{Code, Key};
use crate::command::keymap::Lookup;
use crate::command::screens::Ui;
use crate::command::table::{Command, What};
use crate::domain::id::{EntityId, EntityKind};
use crate::i18n::Lang;
use chrono::NaiveDate;

/// How much typing waits for the store; nobody types more meanwhile.
const HELD: usize = 200;

/// Takes an input in on a day, and says what has to be done.
pub fn update(state: &mut State, input: Input, today: NaiveDate) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.today != today {
        state.today = today;
        workbench::refresh(state);
    }
    match input {
        Input::Key(key) => type_in(state, Typed::Key(key), &mut effects),
        Input::Paste(text) => type_in(state, Typed::Paste(text), &mut effects),
        // What was typed before comes first.
        Input::Mouse(_) | Input::Click(_) if state.is_waiting() || !state.held.is_empty() => {}
        Input::Click(hit) => mouse::click(state, hit, &mut effects),
        Input::Mouse(event) => mouse::mouse(state, event),
        Input::Resize(columns, rows) => {
            state.size = (columns, rows);
            settle(state);
        }
        Input::Tick(now) => cockpit::tick(state, now, &mut effects),
        Input::GoOn => workbench::go_on(state),
        Input::Answer(answer) => {
            let before = state.toast.clone();
            on_answer(state, answer, &mut effects);
            let told = state.toast.clone().filter(|told| Some(told) != before.as_ref());
            type_held(state, told, &mut effects);
        }
    }
    follow(state, &mut effects);
    effects
}

/// Asks for what is shown now and is not there, and has kept what is typed.
pub(crate) fn follow(state: &mut State, effects: &mut Vec<Effect>) {
    unsaved::take_up_again(state, effects);
    want_dossier(state, effects);
    document::want(state, effects);
    figures::want(state, effects);
    views::follow(state);
    searching::follow_pages(state, effects);
    effects.extend(unsaved::follow(state).map(Effect::Keep));
    effects.extend(state.asking.take_asks().into_iter().map(|ask| Effect::Find(Box::new(ask))));
}

/// Takes in what is typed; while a form waits for the store, so does what is typed.
fn type_in(state: &mut State, typed: Typed, effects: &mut Vec<Effect>) {
    match typed {
        // The shell's own key works wherever one is, also in the middle of a form.
        Typed::Key(key) if let Some(command) = suspend(state, key) => {
            run(state, command, effects);
        }
        // Nothing is typed yet into a form that only waits to begin: it can be left at once.
        Typed::Key(key)
            if key.code == Code::Esc && state.held.is_empty() && leave_waiting(state) => {}
        typed if !state.held.is_empty() || must_wait(state, &typed) => {
            if state.held.len() < HELD {
                state.held.push_back(typed);
            } else {
                let words = "还在等数据，后面打的字没有收下";
                let words = state.say(words, "Still waiting; what was typed last is not taken in");
                state.toast(ToastTone::Notice, words);
            }
        }
        typed => take_typed(state, typed, effects),
    }
}

fn take_typed(state: &mut State, typed: Typed, effects: &mut Vec<Effect>) {
    match typed {
        Typed::Key(key) => on_key(state, key, effects),
        Typed::Paste(text) => paste(state, &text, effects),
    }
    palette::ask(state);
}

/// Whether what is typed waits for an answer: that of a form, or the rows that it is about.
fn must_wait(state: &State, typed: &Typed) -> bool {
    state.is_waiting() || asking::must_wait(state, typed)
}

/// Leaves the form on top if it waits to begin, with nothing typed; says whether there was one.
fn leave_waiting(state: &mut State) -> bool {
    let is_begun = |form: &Form| form.prefilling.is_some() && !form.is_dirty();
    let leaves = matches!(state.overlays.last(), Some(Overlay::Form(form)) if is_begun(form));
    if leaves {
        state.overlays.pop();
    }
    leaves
}

/// Takes in what was typed while a form waited, or the rows that it is about; it was typed before the answer was
/// told, and takes no word of it away, unless something was refused by it.
fn type_held(state: &mut State, told: Option<Toast>, effects: &mut Vec<Effect>) {
    // The person's own editor has the terminal before anything else is typed.
    let edits = |effects: &[Effect]| effects.iter().any(|it| matches!(it, Effect::EditText { .. }));
    while !edits(effects)
        && let Some(typed) = state.held.pop_front()
    {
        let is_esc = matches!(typed, Typed::Key(key) if key.code == Code::Esc);
        if is_esc && leave_waiting(state) {
            continue;
        }
        if must_wait(state, &typed) {
            state.held.push_front(typed);
            break;
        }
        take_typed(state, typed, effects);
    }
    let weight = |toast: &Toast| match toast.tone {
        ToastTone::Notice => 0,
        ToastTone::Done => 1,
        ToastTone::Refused | ToastTone::Failed => 2,
    };
    if let Some(told) = told
        && state.toast.as_ref().is_none_or(|later| weight(later) <= weight(&told))
    {
        state.toast = Some(told);
    }
}

/// The command that gives the terminal back for a while, where this is its key.
fn suspend(state: &State, key: Key) -> Option<&'static Command> {
    match state.keymap.lookup(&[key], context::place(state)) {
        Lookup::Command(command) if key.ctrl => {
            matches!(command.what, What::Ui(Ui::Suspend)).then_some(command)
        }
        _ => None,
    }
}

/// Asks for what the form or the screen is about, unless it is there or asked for already.
fn want_dossier(state: &mut State, effects: &mut Vec<Effect>) {
    let form = state.overlays.iter().rev().find_map(|overlay| match overlay {
        Overlay::Form(form) => form.target.filter(|id| id.kind == EntityKind::Issue),
        _ => None,
    });
    let page = || {
        state.pages.iter().rev().find_map(|page| match page {
            Page::Reader(reader) => reader.subject.entity(),
            Page::Cockpit(session) => Some((*session).into()),
            Page::List(_) | Page::Figures | Page::Rows(_) | Page::Search => None,
        })
    };
    let wanted = form.or_else(page).or_else(|| workbench::selected(state).map(EntityId::from));
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
    match state.overlays.pop() {
        Some(overlay) => overlay::key(state, overlay, key, effects),
        None if filter::filter_key(state, key) => {}
        None if figures::key(state, key) => {}
        None if cockpit::key(state, key, effects) => {}
        None if searching::key(state, key, effects) => {}
        None => command_key(state, key, effects),
    }
}

fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    // What an input method commits comes in one piece: where keys choose, a single character is one.
    let mut characters = text.chars();
    let only = characters.next().filter(|_| characters.next().is_none());
    let takes =
        |only: &char| overlay::takes_keys(state, *only) || cockpit::takes_keys(state, *only);
    if let Some(only) = only.filter(takes) {
        return on_key(state, Key::char(only), effects);
    }
    if overlay::paste(state, text) {
        return;
    }
    if cockpit::paste(state, text) || figures::paste(state, text) {
        return;
    }
    if searching::paste(state, text, effects) {
        return;
    }
    if let Some(editor) = filter::filter_editor(state) {
        let full = editor.paste(text).full;
        filter::filtered(state);
        return overlay::tell_full(state, full);
    }
    match only {
        Some(only) => on_key(state, Key::char(only), effects),
        None if text.is_empty() => {}
        None => {
            let menu = verbs::key_of(state, Ui::Palette);
            let words = match state.lang {
                Lang::Zh => format!("这里不能粘贴。按 {menu} 打开菜单"),
                Lang::En => format!("Nothing can be pasted here. {menu} opens the menu"),
            };
            state.toast(ToastTone::Notice, words);
        }
    }
}

fn command_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    if key.is_han() {
        state.pending.clear();
        let menu = verbs::key_of(state, Ui::Palette);
        let words = match state.lang {
            Lang::Zh => format!("输入法开着：按 {menu} 打开菜单，用数字选，或先切到英文"),
            Lang::En => format!("An input method is on: {menu} opens the menu, or switch it off"),
        };
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
