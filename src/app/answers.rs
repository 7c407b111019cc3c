//! What comes back from the store, and what the screens make of it.

use super::context::{Known, named};
use super::form::Form;
use super::input::{Answer, Effect, Failure, Opened, Performed};
use super::motion::{put_back, settle, spots};
use super::reader::{self, Subject};
use super::state::{Dossier, Overlay, Page, State, StoreState, ToastTone};
use super::{
    asking, cockpit, figures, marked, paper, rehearsing, searching, understood, undone, verbs,
    welcome, workbench,
};
use crate::command::Verb;
use crate::command::screens::Ui;
use crate::domain::event::Event;
use crate::domain::id::EntityId;
use crate::domain::refusal::Refusal;
use crate::i18n::label::happened_to;
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang, Text, refusal_text, sentence};
use std::sync::Arc;

pub(super) fn on_answer(state: &mut State, answer: Answer, effects: &mut Vec<Effect>) {
    match answer {
        Answer::Opened(opened) => {
            on_opened(state, *opened);
            welcome::ask_at_first(state, effects);
        }
        Answer::Failed(words) => on_failed(state, words),
        Answer::Unreadable { generation, words } => unreadable(state, generation, words),
        Answer::Dossier { generation, id, world, frozen } => {
            if state.asked == Some((generation, id)) {
                state.asked = None;
                let spots = spots(state);
                state.dossier =
                    Some(Dossier { id, world: *world, generation, stale: false, frozen });
                put_back(state, &spots);
                go_to_new(state);
                settle(state);
                // A question that has to be asked comes before anything is typed.
                cockpit::settle_gap(state);
                with_form(
                    state,
                    |form| form.target == Some(id) && form.lacks.is_empty(),
                    Form::foresee,
                );
            }
        }
        Answer::Told { notices } => {
            if let Some(first) = notices.first() {
                state.toast(ToastTone::Notice, first.clone());
            }
            state.notices.extend(notices);
        }
        Answer::Checking(is_running) => state.checking = is_running,
        Answer::Indexing(percent) => state.indexing = percent,
        Answer::Found(reply) => asking::take_in(state, *reply),
        Answer::Said { generation, found } => searching::said(state, generation, *found),
        Answer::Prefilled { generation, values } => {
            with_form(
                state,
                |form| form.prefilling == Some(generation),
                |form, state| form.prefill(state, &values),
            );
        }
        Answer::Performed { generation, verb, result } => {
            on_performed(state, generation, verb, result, effects);
        }
        Answer::Rehearsed { generation, result } => {
            rehearsing::answered(state, generation, &result, effects);
        }
        Answer::Travelled { undone, result } => match result {
            Ok(done) => travelled(state, undone, *done),
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
        Answer::Composed { wish, result } => paper::composed(state, wish, result),
        Answer::Writing { done, all } => {
            let words = match state.lang {
                Lang::Zh => format!("正在写：{done} / {all}"),
                Lang::En => format!("Writing: {done} of {all}"),
            };
            state.toast(ToastTone::Notice, words);
        }
        Answer::LookedThrough { at, of } => {
            let words = match state.lang {
                Lang::Zh => format!("正在检查：{at}/{of} 行"),
                Lang::En => format!("Checking: {at} of {}", counted(of, "row", "rows")),
            };
            state.toast(ToastTone::Notice, words);
        }
        Answer::Saving { percent } => {
            let words = match state.lang {
                Lang::Zh => format!("正在保存：{percent}%"),
                Lang::En => format!("Saving: {percent}%"),
            };
            state.toast(ToastTone::Notice, words);
        }
        Answer::Written(result) => paper::written(state, result),
        Answer::BackedUp { stands, notices } => {
            state.backups = stands;
            let told = state.notices.len();
            state.notices.extend(notices);
            tell_notices(state, told);
        }
        Answer::Counting { generation, read } => figures::on_counting(state, generation, read),
        Answer::Figures { generation, result } => figures::on_counted(state, generation, result),
        Answer::Edited(Ok(text)) => {
            with_form(state, |_form| true, |form, state| form.edited(&text, state));
        }
        Answer::Edited(Err(words)) => state.toast(ToastTone::Failed, words),
    }
}

/// Takes in what was undone or done again, and tells it by the name that it had when it was done.
fn travelled(state: &mut State, undone: bool, done: Performed) {
    let events = done.told.clone();
    let about = undone::telling(&events).map(happened_to);
    // What is taken back has no name afterwards, what is brought back none before.
    let name = |state: &State| about.map_or_else(String::new, |id| named(&state.catalog, id));
    let (before, many_before) = (name(state), undone::count(state, &events));
    take_in(state, done);
    let name = if before.is_empty() { name(state) } else { before };
    let many = many_before.max(undone::count(state, &events));
    let what = undone::what_was_done(state, &events, &name, many);
    let words = if undone {
        sentence::undone(state.lang, &what, &verbs::key_of(state, Ui::Redo))
    } else {
        sentence::redone(state.lang, &what)
    };
    cockpit::forget_told(state);
    state.toast(ToastTone::Done, words);
}

/// Does something with the topmost form that is meant; whatever lies over it stays there.
fn with_form(
    state: &mut State,
    is_meant: impl Fn(&Form) -> bool,
    act: impl FnOnce(&mut Form, &State),
) {
    let meant = |overlay: &Overlay| matches!(overlay, Overlay::Form(form) if is_meant(form));
    let Some(at) = state.overlays.iter().rposition(meant) else { return };
    let mut overlay = state.overlays.remove(at);
    if let Overlay::Form(form) = &mut overlay {
        act(form, state);
    }
    state.overlays.insert(at, overlay);
}

/// Does something with every form that is meant.
fn each_form(
    state: &mut State,
    is_meant: impl Fn(&Form) -> bool,
    mut act: impl FnMut(&mut Form, &State),
) {
    let mut overlays = std::mem::take(&mut state.overlays);
    for overlay in &mut overlays {
        if let Overlay::Form(form) = overlay
            && is_meant(form)
        {
            act(form, state);
        }
    }
    state.overlays = overlays;
}

/// The store is gone, or never came: what was typed stays on the screen, to be copied.
fn on_failed(state: &mut State, words: String) {
    state.held.clear();
    each_form(state, |_form| true, |form, state| form.lost(state, &words));
    cockpit::lost(state);
    state.store = StoreState::Failed(words);
}

/// Says why something cannot be read. The form that was to begin with it is closed, unless
/// something was typed; nobody waits for an answer to an older question.
fn unreadable(state: &mut State, generation: u64, words: String) {
    let mut awaited = false;
    if let Some((asked, id)) = state.asked
        && asked == generation
    {
        state.asked = None;
        state.unreadable = Some((id, words.clone()));
        awaited = true;
    }
    each_form(
        state,
        |form| form.prefilling == Some(generation) && form.is_dirty(),
        |form, state| {
            form.start_unknown(state);
            awaited = true;
        },
    );
    let before = state.overlays.len();
    state.overlays.retain(
        |overlay| !matches!(overlay, Overlay::Form(form) if form.prefilling == Some(generation)),
    );
    if state.overlays.len() < before {
        // What was typed meanwhile was meant for that form, and is nothing to do elsewhere.
        state.held.clear();
        awaited = true;
    }
    if awaited {
        state.toast(ToastTone::Failed, words);
    }
}

fn on_opened(state: &mut State, opened: Opened) {
    let was_open = std::mem::replace(&mut state.store, StoreState::Open) == StoreState::Open;
    if !was_open {
        // That one has to wait holds no more; what else was told is told again below.
        state.toast = None;
    }
    state.demo = opened.settings.example_today.is_some();
    state.today = opened.settings.example_today.unwrap_or(state.today);
    state.catalog = Arc::clone(&opened.catalog);
    state.settings = opened.settings;
    state.calendar = opened.calendar;
    cockpit::follow_names(state);
    state.actor = opened.actor;
    forget_what_was_read(state);
    let told = if was_open { state.notices.len() } else { 0 };
    // It says why as long as it lasts.
    let why = opened.read_only.as_ref().map(|it| it.words.clone());
    state.notices.extend(opened.notices.into_iter().filter(|it| Some(it) != why.as_ref()));
    if state.read_only != opened.read_only {
        state.read_only = opened.read_only;
        tell_read_only(state);
    }
    tell_notices(state, told);
    if let Some(order) = opened.order {
        workbench::take_up(state, order);
    }
    refresh_all(state);
    let studio = state.select_studio.take();
    let studios = &state.workbench.studios;
    if let Some(at) = studio.and_then(|id| studios.iter().position(|it| *it == id)) {
        state.workbench.studio_list.selected = at + 1;
        refresh_all(state);
    }
    asking::forget_selected(state);
    // Somebody ran a session here when the program stopped: they go on with it.
    let left = state.last_beat.map(|(session, _)| session);
    if let Some(session) = left.filter(|id| !was_open && cockpit::is_live(state, *id)) {
        cockpit::enter(state, session);
    }
}

/// Says that nothing can be saved now, or again; not over what came of something that was asked.
fn tell_read_only(state: &mut State) {
    if state.toast.as_ref().is_some_and(|it| it.tone != ToastTone::Notice) {
        return;
    }
    if let Some(read_only) = &state.read_only {
        let words = read_only.words.clone();
        state.toast(ToastTone::Notice, words);
    } else {
        let words = state.say("又可以保存了", "Saving works again");
        state.toast(ToastTone::Done, words);
    }
}

/// Tells the first notice that was not told yet, and where the others are.
pub(super) fn tell_notices(state: &mut State, told: usize) {
    let Some(first) = state.notices.get(told).cloned() else { return };
    let words = match state.notices.len() - told - 1 {
        0 => first,
        more => {
            let key = verbs::key_of(state, Ui::GoNotices);
            match state.lang {
                Lang::Zh => format!("{first}\n还有 {more} 条提示，按 {key} 看"),
                Lang::En => format!("{first}\n{more} more to tell; {key} shows them"),
            }
        }
    };
    state.toast(ToastTone::Notice, words);
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
    let spots = spots(state);
    state.catalog = Arc::clone(&done.catalog);
    state.settings = done.settings;
    state.calendar = done.calendar;
    cockpit::follow_names(state);
    state.figures.is_stale |= !done.applied.is_empty();
    if !done.applied.is_empty() {
        state.views_before = None;
    }
    if !cockpit::follow(state, &done.applied) {
        forget_what_was_read(state);
    }
    leave_what_is_gone(state);
    marked::follow(state);
    refresh_all(state);
    put_back(state, &spots);
}

/// Leaves the pages of what was taken back.
fn leave_what_is_gone(state: &mut State) {
    let catalog = Arc::clone(&state.catalog);
    state.pages.retain(|page| match page {
        Page::Reader(reader) => match reader.subject {
            Subject::Issue(id) => catalog.issues.contains_key(&id),
            Subject::Session(id) | Subject::Closing(id) => catalog.sessions.contains_key(&id),
            Subject::Paper(..)
            | Subject::Minutes
            | Subject::Settings
            | Subject::Today
            | Subject::Help
            | Subject::Notices => true,
        },
        Page::Cockpit(session) => catalog.sessions.contains_key(session),
        Page::List(_) | Page::Figures | Page::Rows(_) | Page::Search => true,
    });
}

/// Goes to what was just added to the page that is shown.
pub(super) fn go_to_new(state: &mut State) {
    let Some(wanted) = state.go_to.take() else { return };
    let Some(Page::Reader(reader)) = state.pages.last() else { return };
    let lines = reader::lines(state, reader.subject);
    let at = lines.iter().position(|line| line.target == Some(wanted));
    if let (Some(at), Some(Page::Reader(reader))) = (at, state.pages.last_mut()) {
        reader.cursor = at;
    }
}

/// What was read before is old now: it stays on the screen until it is read again.
pub(super) fn forget_what_was_read(state: &mut State) {
    state.asked = None;
    state.unreadable = None;
    state.figures.is_stale = true;
    if let Some(dossier) = &mut state.dossier {
        dossier.stale = true;
    }
}

fn on_performed(
    state: &mut State,
    generation: u64,
    verb: &'static Verb,
    result: Result<Box<Performed>, Failure>,
    effects: &mut Vec<Effect>,
) {
    match result {
        Ok(done) => {
            let at = state.overlays.iter().position(
                |it| matches!(it, Overlay::Form(form) if form.saving == Some(generation)),
            );
            let several = at.map(|at| state.overlays.remove(at));
            let several = several.is_some_and(|form| marked::together::done(state, verb, &form));
            let added = done.told.iter().find_map(Event::issue_brought);
            let mut founded = done.told.iter().filter_map(|event| match event {
                Event::StudioAdded(added) => Some((added.id, added.facts.convenor)),
                _ => None,
            });
            // Which of several is one's own, as a file may bring them, nobody else knows.
            let founded = founded.next().filter(|_| founded.next().is_none());
            if let Some(added) = added {
                state.select = Some(added);
                state.workbench.filter.clear();
            }
            let line = done.told.iter().find_map(|event| match event {
                Event::LineAdded(added) => Some(added.id),
                _ => None,
            });
            state.go_to = line.map(EntityId::from).or(state.go_to);
            let (events, consequence) = (done.told.clone(), done.consequence.clone());
            take_in(state, *done);
            asking::forget_selected(state);
            if cockpit::after_saving(state, generation, &events) {
                return;
            }
            if events.is_empty() {
                return state.toast(ToastTone::Notice, Text::NoticeUnchanged.label(state.lang));
            }
            // The key that takes it back is that of the page which is there now.
            if !cockpit::follow_step(state, &events) {
                let hint = undone::hint(state, &events);
                let who = undone::who_came(state, &events);
                let mut saved = undone::saved(state.lang, verb, &events, &who);
                if several {
                    let count = undone::count(state, &events);
                    saved.push_str(&undone::how_many(state.lang, count));
                }
                undone::remember(state, verb, &events);
                let between = state.say("。", ". ");
                let alike = added.and_then(|id| undone::may_be_merged(state, id));
                let alike = alike.map(|words| format!("\n{words}")).unwrap_or_default();
                let told = consequence.map(|words| format!("\n{words}")).unwrap_or_default();
                state.toast(ToastTone::Done, format!("{saved}{between}{hint}{told}{alike}"));
            }
            if let Some((studio, convenor)) = founded
                && state.settings.my_studio.is_none()
            {
                welcome::ask_who(state, Some(studio.into()), convenor.map(EntityId::from), effects);
                let words = state.say(
                    "工作室已保存。接着请填：谁在用这台电脑",
                    "The studio is saved. Next: who is at this computer",
                );
                state.toast(ToastTone::Done, words);
            }
        }
        Err(failure) => failed(state, generation, &failure),
    }
}

pub(super) fn failed(state: &mut State, generation: u64, failure: &Failure) {
    let at = state
        .overlays
        .iter()
        .position(|it| matches!(it, Overlay::Form(form) if form.saving == Some(generation)));
    let Some(Overlay::Form(mut form)) = at.map(|at| state.overlays.remove(at)) else {
        cockpit::refused(state, generation);
        state.go_to = None;
        let words = failure_words(state, failure);
        return state.toast(ToastTone::Refused, words);
    };
    // What was typed meanwhile was meant for what comes after saving.
    state.held.clear();
    match failure {
        Failure::Fault(fault) => form.faulted(state, fault),
        Failure::Refused(refusal) => {
            form.refused(state, refusal);
            // The form says what is missing.
            if let Refusal::Missing { missing, .. } = refusal {
                let count = i64::try_from(missing.len()).unwrap_or(i64::MAX);
                state.toast(ToastTone::Refused, sentence::missing_count(state.lang, count));
            }
        }
        Failure::Check(checked) => {
            form.saving = None;
            state.toast = None;
            let confirm = super::checked::question(state, checked);
            let at = at.unwrap_or(state.overlays.len()).min(state.overlays.len());
            state.overlays.insert(at, Overlay::Form(form));
            return state.overlays.push(Overlay::Confirm(confirm));
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
        Failure::Fault(fault) => understood::fault_words(state, &fault.fault),
        Failure::Refused(Refusal::NeedsReason(id)) => undone::needs_reason_words(state, *id),
        Failure::Refused(refusal) => {
            refusal_text(refusal, state.lang, &Known::of(state)).join("\n")
        }
        Failure::NothingToUndo => Text::NoticeNothingToUndo.label(state.lang).to_owned(),
        Failure::Check(checked) => checked.verdict.clone(),
        Failure::Other(words) => words.clone(),
    }
}
