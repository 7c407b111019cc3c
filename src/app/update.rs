//! One input after the other: what it changes, and what the shell has to do.

use super::confirm::{self, Asked, Confirm};
use super::context::{self, Known};
use super::editor::LineEditor;
use super::form;
use super::input::{Answer, Effect, Failure, Input, Opened, Performed};
use super::keys::edit_key;
use super::lists::{ListKind, ListPage};
use super::palette::{self, Choice, Palette, Picked};
use super::reader::{self, Reader, Subject};
use super::rows::Index;
use super::state::{Dossier, Overlay, Page, Pane, State, StoreState, ToastTone};
use super::{mouse, verbs, workbench};
use crate::command::fill::{Directory, Values};
use crate::command::key::{Code, Key};
use crate::command::table::{Command, Lookup, Ui, What, next_step};
use crate::command::verb::Noun;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, IssueId, SessionId};
use crate::domain::refusal::Refusal;
use crate::domain::workflow::StepKind;
use crate::i18n::label::happened;
use crate::i18n::{Label, Lang, Text, refusal_text, sentence};
use chrono::NaiveDate;
use std::sync::Arc;

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

/// Brings lists and pages back within the size of the screen.
fn settle(state: &mut State) {
    workbench::follow(state);
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            page.follow(state);
            state.pages.push(Page::List(page));
        }
        Some(Page::Reader(mut reader)) => {
            step_reader(state, &mut reader, 0);
            state.pages.push(Page::Reader(reader));
        }
        None => {}
    }
}

/// Asks for what the screen is about, unless it is there or asked for already.
fn want_dossier(state: &mut State, effects: &mut Vec<Effect>) {
    let wanted = state.pages.iter().rev().find_map(|page| match page {
        Page::Reader(reader) => reader.subject.entity(),
        Page::List(_) => None,
    });
    let wanted = wanted.or_else(|| workbench::selected(state).map(EntityId::from));
    let Some(id) = wanted.filter(|_| state.store == StoreState::Open) else { return };
    let is_there = state.asked.is_none() && state.dossier.as_ref().is_some_and(|it| it.id == id);
    if is_there || state.asked.is_some_and(|(_, asked)| asked == id) {
        return;
    }
    let generation = state.next_generation();
    state.asked = Some((generation, id));
    effects.push(Effect::LoadDossier { generation, id });
}

fn on_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    state.toast = None;
    match state.overlays.pop() {
        Some(overlay) => overlay_key(state, overlay, key, effects),
        None if filter_key(state, key) => {}
        None => command_key(state, key, effects),
    }
}

fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
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
        None if filter_editor(state).is_some() => {
            if let Some(editor) = filter_editor(state) {
                editor.insert(text);
            }
            filtered(state);
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

/// The filter line that has the keyboard, if one has.
fn filter_editor(state: &mut State) -> Option<&mut LineEditor> {
    match state.pages.last_mut() {
        Some(Page::List(page)) if page.filtering => Some(&mut page.filter),
        None if state.workbench.filtering => Some(&mut state.workbench.filter),
        _ => None,
    }
}

fn stop_filtering(state: &mut State) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => page.filtering = false,
        _ => state.workbench.filtering = false,
    }
}

/// Puts the rows together after the filter has changed.
fn filtered(state: &mut State) {
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            page.refresh(state);
            state.pages.push(Page::List(page));
        }
        Some(page) => state.pages.push(page),
        None => workbench::refresh(state),
    }
}

/// Gives a key to the filter line; says whether it took it.
fn filter_key(state: &mut State, key: Key) -> bool {
    let Some(editor) = filter_editor(state) else { return false };
    match (key.code, key.ctrl) {
        (Code::Esc, _) => {
            editor.clear();
            stop_filtering(state);
            filtered(state);
        }
        (Code::Enter | Code::Tab, _) => {
            stop_filtering(state);
            filtered(state);
        }
        (Code::Down | Code::PageDown, _) => {
            move_by(state, if key.code == Code::Down { 1 } else { 10 });
        }
        (Code::Up | Code::PageUp, _) => move_by(state, if key.code == Code::Up { -1 } else { -10 }),
        (Code::F(_), _) => return false,
        _ => {
            if edit_key(key).is_some_and(|edit| editor.handle(edit)) {
                filtered(state);
            }
        }
    }
    true
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

/// Runs a command, or says why it cannot be run.
pub(crate) fn run(state: &mut State, command: &'static Command, effects: &mut Vec<Effect>) {
    if let Err(reason) = command.available(&context::facts(state)) {
        let words = reason.words(state.lang);
        return state.toast(ToastTone::Refused, words);
    }
    match command.what {
        What::Verb(verb) => verbs::start(state, verb, effects),
        What::Ui(ui) => run_ui(state, ui, effects),
    }
}

fn run_ui(state: &mut State, ui: Ui, effects: &mut Vec<Effect>) {
    let rows = page_rows(state);
    match ui {
        Ui::Up => move_by(state, -1),
        Ui::Down => move_by(state, 1),
        Ui::PageUp => move_by(state, -rows),
        Ui::PageDown => move_by(state, rows),
        Ui::HalfUp => move_by(state, -(rows / 2).max(1)),
        Ui::HalfDown => move_by(state, (rows / 2).max(1)),
        Ui::Top => move_by(state, isize::MIN),
        Ui::Bottom => move_by(state, isize::MAX),
        Ui::NextPane | Ui::Right => turn_pane(state, 1),
        Ui::PreviousPane | Ui::Left => turn_pane(state, 2),
        Ui::PaneStudios => go_pane(state, Pane::Studios),
        Ui::PaneIssues => go_pane(state, Pane::Issues),
        Ui::PaneMinutes => go_pane(state, Pane::Minutes),
        Ui::Open => open(state),
        Ui::Back => back(state),
        Ui::Zoom => {
            state.workbench.zoomed = !state.workbench.zoomed;
            workbench::follow(state);
        }
        Ui::Filter => begin_filter(state),
        Ui::OpenOnly => {
            state.workbench.open_only = !state.workbench.open_only;
            workbench::refresh(state);
        }
        Ui::Sort(by) => workbench::sort(state, by),
        Ui::Palette => {
            let palette = Palette::open(state);
            state.overlays.push(Overlay::Palette(palette));
        }
        Ui::Help => push_reader(state, Subject::Help),
        Ui::Copy => copy(state, effects),
        Ui::Refresh => {
            state.asked = None;
            state.dossier = None;
            effects.push(Effect::Reload);
        }
        Ui::Undo => effects.push(Effect::Undo),
        Ui::Redo => effects.push(Effect::Redo),
        Ui::Language => {
            state.lang = match state.lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
        }
        Ui::Theme => {
            state.theme = state.theme.next();
            let words = format!("{}{}", state.say("配色：", "Theme: "), state.theme.key());
            state.toast(ToastTone::Notice, words);
        }
        Ui::Mouse => {
            state.mouse = !state.mouse;
            let words = if state.mouse {
                state.say("鼠标已开；选字请按住 Shift", "Mouse on; hold Shift to select text")
            } else {
                state.say("鼠标已关，可以直接选字", "Mouse off; text can be selected")
            };
            state.toast(ToastTone::Notice, words);
            effects.push(Effect::SetMouse(state.mouse));
        }
        Ui::Widen => widen(state),
        Ui::GoWorkbench => state.pages.clear(),
        Ui::GoCommitments => push_list(state, ListKind::Commitments),
        Ui::GoPeople => push_list(state, ListKind::People),
        Ui::GoDepartments => push_list(state, ListKind::Departments),
        Ui::GoSettings => push_reader(state, Subject::Settings),
        Ui::NextStep => run_next_step(state, effects),
        Ui::Example => effects.push(Effect::OpenExample),
        Ui::Suspend => effects.push(Effect::Suspend),
        Ui::Quit => effects.push(Effect::Quit),
    }
}

fn run_next_step(state: &mut State, effects: &mut Vec<Effect>) {
    let row = context::issue(state).and_then(|id| state.catalog.issues.get(&id));
    let kind = row.and_then(|row| next_step(row.status, row.accepted));
    let name = match kind {
        Some(StepKind::Accept) => "accept",
        Some(StepKind::Consult) => "consult",
        Some(StepKind::Resolve) => "resolve",
        _ => return,
    };
    if let Some(verb) = crate::command::verb::find(Noun::Issue, name) {
        verbs::start(state, verb, effects);
    }
}

fn page_rows(state: &State) -> isize {
    let rows = match state.pages.last() {
        Some(Page::Reader(reader)) => reader::text_size(state, reader.subject).1,
        Some(Page::List(_)) => super::layout::table_rows(super::layout::layout(state).body),
        None => workbench::page_rows(state),
    };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

/// Moves in the screen with the keyboard.
pub(crate) fn move_by(state: &mut State, by: isize) {
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            page.list.step(by, page.ids.len());
            page.follow(state);
            state.pages.push(Page::List(page));
        }
        Some(Page::Reader(mut reader)) => {
            step_reader(state, &mut reader, by);
            state.pages.push(Page::Reader(reader));
        }
        None => workbench::step(state, by),
    }
}

fn step_reader(state: &State, reader: &mut Reader, by: isize) {
    let total = reader::lines(state, reader.subject).len();
    let (_, visible) = reader::text_size(state, reader.subject);
    reader.step(by, total, visible);
}

/// Gives the keyboard to a pane.
pub(crate) fn go_pane(state: &mut State, pane: Pane) {
    if state.workbench.pane != pane {
        state.workbench.pane = pane;
        state.workbench.minutes = Reader::default();
        workbench::follow(state);
    }
}

fn turn_pane(state: &mut State, by: usize) {
    let at = Pane::ALL.iter().position(|pane| *pane == state.workbench.pane).unwrap_or(0);
    let pane = Pane::ALL.get((at + by) % Pane::ALL.len()).copied().unwrap_or_default();
    go_pane(state, pane);
}

pub(crate) fn push_reader(state: &mut State, subject: Subject) {
    if !matches!(state.pages.last(), Some(Page::Reader(reader)) if reader.subject == subject) {
        state.pages.push(Page::Reader(Reader::on(subject)));
    }
}

fn push_list(state: &mut State, kind: ListKind) {
    if matches!(state.pages.last(), Some(Page::List(page)) if page.kind == kind) {
        return;
    }
    let mut page = ListPage::new(kind);
    page.refresh(state);
    state.pages.push(Page::List(page));
}

/// Opens what is under the cursor.
pub(crate) fn open(state: &mut State) {
    let target = match state.pages.last() {
        Some(Page::Reader(reader)) => reader::target(state, reader),
        Some(Page::List(page)) => page.selected().and_then(|id| {
            super::lists::commitment(state, id).map(|row| row.issue.into()).or(Some(id))
        }),
        None => match state.workbench.pane {
            Pane::Studios => return go_pane(state, Pane::Issues),
            Pane::Issues => workbench::selected(state).map(EntityId::from),
            Pane::Minutes => reader::target(state, &state.workbench.minutes),
        },
    };
    let here = match state.pages.last() {
        Some(Page::Reader(reader)) => reader.subject.entity(),
        _ => None,
    };
    let Some(target) = target.filter(|id| Some(*id) != here) else { return };
    if let Ok(id) = IssueId::try_from(target) {
        push_reader(state, Subject::Issue(id));
    } else if let Ok(id) = SessionId::try_from(target) {
        push_reader(state, Subject::Session(id));
    }
}

/// One step back; never out of the program.
fn back(state: &mut State) {
    match state.pages.last_mut() {
        Some(Page::List(page)) if !page.filter.is_empty() => {
            page.filter.clear();
            return filtered(state);
        }
        Some(_) => {
            state.pages.pop();
            return settle(state);
        }
        None => {}
    }
    if !state.workbench.filter.is_empty() {
        state.workbench.filter.clear();
        workbench::refresh(state);
    } else if state.workbench.zoomed {
        state.workbench.zoomed = false;
        workbench::follow(state);
    } else if state.workbench.pane != Pane::Issues {
        go_pane(state, Pane::Issues);
    } else if state.workbench.studio_list.selected > 0 {
        state.workbench.studio_list.selected = 0;
        workbench::refresh(state);
    } else {
        let key = verbs::key_of(state, Ui::Quit);
        let words = Text::HintQuit.with_key(state.lang, &key);
        state.toast(ToastTone::Notice, words);
    }
}

fn begin_filter(state: &mut State) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => page.filtering = true,
        Some(Page::Reader(_)) => {
            let words = state.say("这一页不能筛选", "This page cannot be filtered");
            state.toast(ToastTone::Notice, words);
        }
        None => {
            state.workbench.filtering = true;
            go_pane(state, Pane::Issues);
            workbench::follow(state);
        }
    }
}

fn widen(state: &mut State) {
    if state.settings.my_studio.is_none() {
        let words = state.say(
            "还没有定“我的工作室”，请在设置里选（gs，再按 e）",
            "My studio is not set; choose it in the settings (gs, then e)",
        );
        return state.toast(ToastTone::Notice, words);
    }
    state.mine_only = !state.mine_only;
    state.workbench.studio_list.selected = 0;
    workbench::refresh(state);
    filtered(state);
    let text = if state.mine_only { Text::MarkMyStudio } else { Text::MarkAllStudios };
    state.toast(ToastTone::Notice, text.label(state.lang));
}

fn copy(state: &mut State, effects: &mut Vec<Effect>) {
    let line = match state.pages.last() {
        Some(Page::Reader(reader)) => reader::lines(state, reader.subject)
            .get(reader.cursor)
            .map(|line| line.text().trim().to_owned()),
        Some(Page::List(page)) => page.selected().map(|id| context::named(&state.catalog, id)),
        None if state.workbench.pane == Pane::Minutes => reader::lines(state, Subject::Minutes)
            .get(state.workbench.minutes.cursor)
            .map(|line| line.text().trim().to_owned()),
        None => context::issue(state)
            .and_then(|id| state.catalog.issues.get(&id))
            .map(|row| format!("{} {}", row.number, row.title))
            .or_else(|| context::studio(state).and_then(|id| state.catalog.name(id.into()))),
    };
    let Some(text) = line.filter(|text| !text.is_empty()) else { return };
    let words = format!("{}{}{text}", Text::NoticeCopied.label(state.lang), state.say("：", ": "));
    state.toast(ToastTone::Done, words);
    effects.push(Effect::Copy(text));
}

fn on_answer(state: &mut State, answer: Answer, effects: &mut Vec<Effect>) {
    match answer {
        Answer::Opened(opened) => on_opened(state, *opened),
        Answer::Failed(words) => state.store = StoreState::Failed(words),
        Answer::Unreadable(words) => state.toast(ToastTone::Failed, words),
        Answer::Dossier { generation, id, world } => {
            if state.asked == Some((generation, id)) {
                state.asked = None;
                state.dossier = Some(Dossier { id, world: *world });
                settle(state);
            }
        }
        Answer::Prefilled { generation, values } => {
            if let Some(Overlay::Form(mut form)) = state.overlays.pop() {
                if form.prefilling == Some(generation) {
                    form.prefill(state, &values);
                }
                state.overlays.push(Overlay::Form(form));
            }
        }
        Answer::Performed { generation, result } => {
            on_performed(state, generation, result, effects);
        }
        Answer::Travelled { undone, result } => match result {
            Ok(done) => {
                let what = what_happened(state, &done.events);
                take_in(state, *done);
                let words = if undone {
                    sentence::undone(state.lang, &what, &verbs::key_of(state, Ui::Redo))
                } else {
                    sentence::redone(state.lang, &what)
                };
                state.toast(ToastTone::Done, words);
            }
            Err(Failure::NothingToUndo) => {
                let text =
                    if undone { Text::NoticeNothingToUndo } else { Text::NoticeNothingToRedo };
                state.toast(ToastTone::Notice, text.label(state.lang));
            }
            Err(failure) => {
                let words = failure_words(state, &failure);
                state.toast(ToastTone::Refused, words);
            }
        },
        Answer::Edited(text) => {
            if let Some(Overlay::Form(mut form)) = state.overlays.pop() {
                if let Some(text) = &text {
                    form.edited(text, state);
                }
                state.overlays.push(Overlay::Form(form));
            }
            if text.is_none() {
                let words = state.say(
                    "外部编辑器没有正常结束，内容没有改动",
                    "The editor did not end well; nothing was changed",
                );
                state.toast(ToastTone::Failed, words);
            }
        }
    }
}

fn on_opened(state: &mut State, opened: Opened) {
    state.store = StoreState::Open;
    state.demo = opened.settings.example_today.is_some();
    state.today = opened.settings.example_today.unwrap_or(state.today);
    state.catalog = opened.catalog;
    state.index = Index::of(&state.catalog);
    state.settings = opened.settings;
    state.calendar = opened.calendar;
    state.read_only = opened.read_only;
    state.actor = opened.actor;
    state.asked = None;
    state.dossier = None;
    if let Some(first) = opened.notices.first() {
        state.toast(ToastTone::Notice, first.clone());
    }
    state.notices.extend(opened.notices);
    refresh_all(state);
    state.select = None;
}

fn refresh_all(state: &mut State) {
    workbench::refresh(state);
    let mut pages = std::mem::take(&mut state.pages);
    for page in &mut pages {
        if let Page::List(page) = page {
            page.refresh(state);
        }
    }
    state.pages = pages;
}

/// Takes in the rows as they are after a change.
fn take_in(state: &mut State, done: Performed) {
    state.catalog = Arc::clone(&done.catalog);
    state.index = Index::of(&state.catalog);
    state.settings = done.settings;
    state.calendar = done.calendar;
    // What was read before the change is old now; it stays on the screen until it is read again.
    state.asked = None;
    if let Some(dossier) = state.dossier.take() {
        let generation = state.next_generation();
        state.asked = Some((generation, dossier.id));
        state.dossier = Some(dossier);
    }
    refresh_all(state);
}

fn what_happened(state: &State, events: &[Event]) -> String {
    // Newcomers are added on the way; what was asked for comes last.
    events.last().map_or("", |event| happened(event, state.lang)).to_owned()
}

fn on_performed(
    state: &mut State,
    generation: u64,
    result: Result<Box<Performed>, Failure>,
    effects: &mut Vec<Effect>,
) {
    match result {
        Ok(done) => {
            let at = state.overlays.iter().position(
                |it| matches!(it, Overlay::Form(form) if form.saving == Some(generation)),
            );
            if let Some(at) = at {
                state.overlays.remove(at);
            }
            let what = what_happened(state, &done.events);
            let added = done.events.iter().find_map(|event| match event {
                Event::IssueAdded(added) => Some(added.id),
                _ => None,
            });
            let founded = done.events.iter().find_map(|event| match event {
                Event::StudioAdded(added) => Some((added.id, added.facts.convenor)),
                _ => None,
            });
            if let Some(added) = added {
                state.select = Some(added);
                state.workbench.filter.clear();
            }
            let unchanged = done.events.is_empty();
            take_in(state, *done);
            reload(state, effects);
            state.select = None;
            if unchanged {
                return state.toast(ToastTone::Notice, Text::NoticeUnchanged.label(state.lang));
            }
            let undo = verbs::key_of(state, Ui::Undo);
            let hint = Text::HintUndo.with_key(state.lang, &undo);
            let saved = sentence::saved(state.lang, &what);
            let between = state.say("。", ". ");
            state.toast(ToastTone::Done, format!("{saved}{between}{hint}"));
            if let Some((studio, convenor)) = founded
                && state.settings.my_studio.is_none()
            {
                ask_who(state, studio.into(), convenor.map(EntityId::from), effects);
            }
        }
        Err(failure) => failed(state, generation, &failure),
    }
}

/// Asks again for what the screen is about, after a change.
fn reload(state: &State, effects: &mut Vec<Effect>) {
    if let Some((generation, id)) = state.asked {
        effects.push(Effect::LoadDossier { generation, id });
    }
}

/// After the first studio: who is at the keyboard, and whose studio it is.
fn ask_who(
    state: &mut State,
    studio: EntityId,
    convenor: Option<EntityId>,
    effects: &mut Vec<Effect>,
) {
    let Some(verb) = crate::command::verb::find(Noun::Settings, "set") else { return };
    let mut start = Values::default();
    start.set("my-studio", state.catalog.name(studio).unwrap_or_default());
    if let Some(name) = convenor.and_then(|id| state.catalog.name(id)) {
        start.set("me", name);
    }
    let mut form = form::Form::new(state, verb, Some(EntityId::SETTINGS), &start);
    let generation = state.next_generation();
    form.prefilling = Some(generation);
    effects.push(Effect::Prefill { generation, verb, target: EntityId::SETTINGS });
    state.overlays.push(Overlay::Form(Box::new(form)));
}

fn failed(state: &mut State, generation: u64, failure: &Failure) {
    let at = state
        .overlays
        .iter()
        .position(|it| matches!(it, Overlay::Form(form) if form.saving == Some(generation)));
    let Some(Overlay::Form(mut form)) = at.map(|at| state.overlays.remove(at)) else {
        let words = failure_words(state, failure);
        return state.toast(ToastTone::Refused, words);
    };
    match failure {
        Failure::Fault(fault) => form.faulted(state, fault.key, &fault.fault),
        Failure::Refused(refusal) => {
            form.refused(state, refusal);
            if let Refusal::Missing { .. } = refusal {
                let words = refusal_text(refusal, state.lang, &Known::of(state));
                state.toast(ToastTone::Refused, words.into_iter().next().unwrap_or_default());
            }
        }
        Failure::NothingToUndo | Failure::Other(_) => {
            form.saving = None;
            let words = failure_words(state, failure);
            state.toast(ToastTone::Failed, words);
        }
    }
    let at = at.unwrap_or(state.overlays.len()).min(state.overlays.len());
    state.overlays.insert(at, Overlay::Form(form));
}

fn failure_words(state: &State, failure: &Failure) -> String {
    match failure {
        Failure::Fault(fault) => super::understood::fault_words(state, &fault.fault),
        Failure::Refused(refusal) => {
            refusal_text(refusal, state.lang, &Known::of(state)).join("\n")
        }
        Failure::NothingToUndo => Text::NoticeNothingToUndo.label(state.lang).to_owned(),
        Failure::Other(words) => words.clone(),
    }
}
