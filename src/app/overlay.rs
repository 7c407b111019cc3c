//! What has the keyboard over the screen: palette, lists to pick from, forms, questions.

use super::cockpit;
use super::confirm::{self, Asked, Confirm};
use super::form::{self, FieldState, Form};
use super::input::Effect;
use super::layout::question;
use super::palette::{self, Choice, Palette, Pick, PickKey, Picked};
use super::reader::{Reader, Subject};
use super::run::run;
use super::state::{Overlay, Page, State, ToastTone};
use super::{checked, context, figures, marked, rehearsing, sealing, verbs, views};
use crate::command::key::{Code, Key, name_all};
use crate::command::keymap::Lookup;
use crate::domain::id::EntityId;
use crate::i18n::{Label, Lang, Text};

/// Gives a key to the overlay that was on top; what is left of it is put back.
pub(super) fn key(state: &mut State, overlay: Overlay, key: Key, effects: &mut Vec<Effect>) {
    match overlay {
        Overlay::Palette(mut palette) => {
            let outcome = palette.key(key, state);
            after_palette(state, palette, outcome, effects);
        }
        Overlay::Pick(mut pick) => {
            let picked = pick.key(key, palette::visible(state));
            after_pick(state, pick, &picked, effects);
        }
        Overlay::Choose(mut choose) => {
            let (total, visible) = (choose.entries.len(), palette::visible(state));
            match palette::pick_key(&mut choose.list, total, key, visible) {
                PickKey::Close => {}
                PickKey::At(at) if at < total => figures::chosen(state, choose.about, at, effects),
                PickKey::At(_) | PickKey::Stay => state.overlays.push(Overlay::Choose(choose)),
            }
        }
        Overlay::Views(menu) => views::menu::key(state, menu, key, effects),
        Overlay::Confirm(mut confirm) => {
            let outcome = confirm.key(key, question(state, &confirm).shown());
            after_confirm(state, confirm, &outcome, effects);
        }
        Overlay::Form(form) if is_for_the_screen(key) => {
            let words = only_outside(state, key);
            state.overlays.push(Overlay::Form(form));
            state.toast(ToastTone::Notice, words);
        }
        Overlay::Form(mut form) => {
            let outcome = form.key(key, state);
            after_form(state, form, outcome, effects);
        }
    }
}

/// Whether a key asks for something of the screen beneath, and does nothing in a form.
fn is_for_the_screen(key: Key) -> bool {
    let is_save = key.code == Code::F(9);
    matches!(key.code, Code::F(_)) && !is_save || (key.ctrl && key.code == Code::Char('p'))
}

/// That a key does nothing in a form, and how to come out of it.
fn only_outside(state: &State, key: Key) -> String {
    let name = name_all(&[key]);
    let command = match state.keymap.lookup(&[key], context::place(state)) {
        Lookup::Command(command) => command.label.get(state.lang),
        Lookup::Prefix | Lookup::Nothing => "",
    };
    match (command.is_empty(), state.lang) {
        (false, Lang::Zh) => {
            format!("填表时不能用 {name}（{command}）。先保存（Ctrl-S），或按 Esc")
        }
        (true, Lang::Zh) => format!("{name} 在表单里没有作用。保存按 Ctrl-S，退出按 Esc"),
        (false, Lang::En) => {
            format!("{name} ({command}) does not work in a form. Save first (Ctrl-S), or press Esc")
        }
        (true, Lang::En) => format!("{name} does nothing in a form. Ctrl-S saves, Esc leaves it"),
    }
}

/// Whether a single character that comes in one piece is a key for the overlay on top.
pub(super) fn takes_keys(state: &State, character: char) -> bool {
    match state.overlays.last() {
        Some(Overlay::Choose(_) | Overlay::Confirm(_)) => true,
        Some(Overlay::Pick(pick)) => {
            let digit = matches!(Key::char(character).folded().code, Code::Char('0'..='9'));
            digit && pick.digits_choose()
        }
        Some(Overlay::Form(form)) => form.current().is_none_or(FieldState::is_choice),
        Some(Overlay::Palette(palette)) => {
            let digit = matches!(Key::char(character).folded().code, Code::Char('0'..='9'));
            digit && palette.digits_choose()
        }
        Some(Overlay::Views(_)) | None => false,
    }
}

/// Gives a text to the overlay on top; says whether there is one.
pub(super) fn paste(state: &mut State, text: &str) -> bool {
    let Some(mut overlay) = state.overlays.pop() else { return false };
    let full = match &mut overlay {
        Overlay::Form(form) => form.paste(text, state),
        Overlay::Palette(palette) => palette.paste(text, state),
        Overlay::Views(menu) => views::menu::paste(menu, text, state),
        Overlay::Pick(pick) => pick.paste(text),
        Overlay::Choose(_) | Overlay::Confirm(_) => None,
    };
    state.overlays.push(overlay);
    tell_full(state, full);
    true
}

/// Says that a text did not find room, and how much there is of it.
pub(super) fn tell_full(state: &mut State, full: Option<usize>) {
    let Some(limit) = full else { return };
    let words = match state.lang {
        Lang::Zh => format!("放不下：这里最多 {limit} 字，超出的不收"),
        Lang::En => {
            format!("Too long: {limit} characters at most here, nothing beyond is taken in")
        }
    };
    state.toast(ToastTone::Notice, words);
}

pub(crate) fn after_palette(
    state: &mut State,
    palette: Palette,
    outcome: palette::Outcome,
    effects: &mut Vec<Effect>,
) {
    match outcome {
        palette::Outcome::Stay => state.overlays.push(Overlay::Palette(palette)),
        palette::Outcome::Close => {}
        palette::Outcome::Run(Choice::Run(command)) => run(state, command, effects),
        palette::Outcome::Run(Choice::OpenIssue(id)) => {
            state.pages.push(Page::Reader(Reader::on(Subject::Issue(id))));
        }
        palette::Outcome::Refused(reason) => {
            state.overlays.push(Overlay::Palette(palette));
            state.toast(ToastTone::Refused, reason);
        }
    }
}

pub(crate) fn after_pick(
    state: &mut State,
    pick: Pick,
    picked: &Picked,
    effects: &mut Vec<Effect>,
) {
    match *picked {
        Picked::Stay => state.overlays.push(Overlay::Pick(pick)),
        Picked::Close => {}
        Picked::One(id) => verbs::open(state, pick.verb, Some(id), effects),
    }
}

pub(crate) fn after_confirm(
    state: &mut State,
    confirm: Confirm,
    outcome: &confirm::Outcome,
    effects: &mut Vec<Effect>,
) {
    match (outcome, &confirm.asked) {
        (confirm::Outcome::Stay, _) => state.overlays.push(Overlay::Confirm(confirm)),
        (outcome, Asked::TakeUp { session, since }) => {
            let counted = matches!(outcome, confirm::Outcome::Yes);
            cockpit::take_up(state, (*session, *since), counted, effects);
        }
        (confirm::Outcome::No, Asked::Back) | (confirm::Outcome::Yes, Asked::Discard) => {
            drop(state.overlays.pop());
        }
        (confirm::Outcome::No, _) | (confirm::Outcome::Yes, Asked::Look | Asked::Back) => {}
        (confirm::Outcome::Yes, Asked::Save) => {
            if let Some(Overlay::Form(mut form)) = state.overlays.pop() {
                save(state, &mut form, effects);
                state.overlays.push(Overlay::Form(form));
            }
        }
        (confirm::Outcome::Yes, Asked::Checked { good, print }) => {
            if let Some(Overlay::Form(mut form)) = state.overlays.pop() {
                checked::save(state, &mut form, (*good, print), effects);
                state.overlays.push(Overlay::Form(form));
            }
        }
        (confirm::Outcome::Yes, Asked::Several { targets }) => {
            marked::together::go_on(state, targets.clone(), effects);
        }
        (confirm::Outcome::Yes, Asked::View(wish)) => {
            // The menu that asked is done.
            drop(state.overlays.pop());
            views::menu::granted(state, *wish, effects);
        }
        (confirm::Outcome::Yes, Asked::Write(wish)) => effects.push(Effect::WritePaper(*wish)),
        (confirm::Outcome::Yes, Asked::Quit) => effects.push(Effect::Quit),
        (confirm::Outcome::Yes, Asked::Perform { verb, target, values }) => {
            verbs::perform(state, verb, *target, values.clone(), effects);
        }
    }
}

pub(crate) fn after_form(
    state: &mut State,
    mut form: Box<Form>,
    outcome: form::Outcome,
    effects: &mut Vec<Effect>,
) {
    match outcome {
        form::Outcome::Stay => {}
        form::Outcome::Close if !form.is_dirty() => return,
        form::Outcome::Close => {
            state.overlays.push(Overlay::Form(form));
            return state.overlays.push(Overlay::Confirm(discard(state)));
        }
        form::Outcome::Save if sealing::is_asked_about(state, &form) => {
            form.forget_refusal();
            let targets = form.target.into_iter().collect();
            rehearsing::ask(state, &mut form, targets, effects);
        }
        form::Outcome::Save => save(state, &mut form, effects),
        form::Outcome::Taken(taken) => {
            let words = match state.lang {
                Lang::Zh => format!("已选“{taken}”。核对后再按一次保存"),
                Lang::En => format!("Took “{taken}”. Save again if that is meant"),
            };
            state.toast(ToastTone::Notice, words);
        }
        form::Outcome::EditText(text, most) => effects.push(Effect::EditText { text, most }),
        form::Outcome::Show(confirm) => {
            state.overlays.push(Overlay::Form(form));
            return state.overlays.push(Overlay::Confirm(confirm));
        }
    }
    state.overlays.push(Overlay::Form(form));
}

pub(super) fn save(state: &mut State, form: &mut Form, effects: &mut Vec<Effect>) {
    form.forget_refusal();
    if !form.several.is_empty() {
        let targets = form.several.clone();
        return rehearsing::ask(state, form, targets, effects);
    }
    let target = form.target.filter(|id| *id != EntityId::SETTINGS);
    form.saving = Some(verbs::perform(state, form.verb, target, form.values(), effects));
}

fn discard(state: &State) -> Confirm {
    Confirm {
        title: Text::PaneConfirm.label(state.lang).to_owned(),
        text: Text::AskDiscard.label(state.lang).to_owned(),
        yes: Text::ButtonDiscard.label(state.lang),
        no: Text::ButtonKeepEditing.label(state.lang),
        asked: Asked::Discard,
        on_yes: false,
        offset: 0,
    }
}
