//! What is asked of the finder: answered at once where there are few rows, else by a reply that comes later.

use super::finder::{Ask, AskKind, Finder, Found, Reply, What};
use super::index::Understood;
use super::state::{Overlay, Page, State, ToastTone, Typed};
use super::{context, palette, searching, workbench};
use crate::command::Slot;
use crate::command::key::{Code, Key};
use crate::command::keymap::Lookup;
use crate::command::screens::Ui;
use crate::command::table::What as Does;
use crate::domain::id::IssueId;
use std::sync::Arc;

/// Where the cursor is once the issues are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Keep {
    /// On the first, which fits best.
    #[default]
    Nothing,
    /// On what it is on.
    Cursor,
    /// On what it is on, else on this.
    CursorElse(IssueId),
}

/// What the finder is asked, and what was not answered yet.
#[derive(Debug, Default)]
pub(crate) struct Asking {
    /// Up to how many issues everything is answered at once.
    few: usize,
    /// Answers where there are few.
    finder: Finder,
    /// What is still to be handed on.
    asks: Vec<Ask>,
    issues: Option<Issues>,
    /// The question to which the issues that are shown are the answer.
    listed: u64,
    completion: Option<u64>,
    question: Option<u64>,
    /// The question that the search page shows the answer to.
    answered: u64,
}

/// That the issues to be shown are asked for.
#[derive(Debug, Clone, Copy)]
struct Issues {
    generation: u64,
    keep: Keep,
    /// The first of them are there.
    has_page: bool,
    /// What is to be selected is given up once they are there.
    forgets: bool,
}

impl Asking {
    /// Nothing is asked yet; up to so many issues everything is answered at once.
    pub(crate) fn new(few: usize) -> Self {
        Self { few, ..Self::default() }
    }

    /// What answers where there are few rows.
    pub(crate) const fn finder(&self) -> &Finder {
        &self.finder
    }

    /// What is to be handed on.
    pub(crate) fn take_asks(&mut self) -> Vec<Ask> {
        std::mem::take(&mut self.asks)
    }

    /// Whether the issues that are shown are not those that were asked for, or not all of them.
    pub(crate) const fn is_listing(&self) -> bool {
        self.issues.is_some()
    }

    /// Whether the search page asks something that was not answered yet.
    pub(crate) const fn is_questioned(&self) -> bool {
        self.question.is_some()
    }

    /// Whether none of the issues that were asked for is shown.
    pub(crate) fn is_without_page(&self) -> bool {
        self.issues.is_some_and(|it| !it.has_page)
    }
}

/// Asks for something: the replies are taken in at once where there are few rows.
fn ask(state: &mut State, generation: u64, what: What) {
    let catalog = Arc::clone(&state.catalog);
    let ask = Ask { generation, catalog, what };
    if state.catalog.issues.len() > state.asking.few {
        Ask::queue(&mut state.asking.asks, ask);
        return;
    }
    let mut replies = Vec::new();
    state.asking.finder.answer(ask, &|| false, &mut |reply| replies.push(reply));
    for reply in replies {
        take_in(state, reply);
    }
}

/// Asks for the issues that are shown.
pub(super) fn ask_issues(state: &mut State, keep: Keep, what: What) {
    let generation = state.next_generation();
    let before = state.asking.issues.take();
    // Where the cursor was to be on the first one, it still is.
    let is_to_be_first = before.is_some_and(|it| it.keep == Keep::Nothing && !it.has_page);
    let keep = if is_to_be_first && keep == Keep::Cursor { Keep::Nothing } else { keep };
    let forgets = before.is_some_and(|it| it.forgets);
    state.asking.issues = Some(Issues { generation, keep, has_page: false, forgets });
    let completes = matches!(&what, What::Issues { begun: Some(_), .. });
    state.asking.completion = completes.then_some(generation);
    ask(state, generation, what);
}

/// Asks for the issues of the palette.
pub(super) fn ask_palette(state: &mut State, generation: u64, typed: String, is_command: bool) {
    let terms = state.terms();
    ask(state, generation, What::Palette { typed, is_command, terms });
}

/// Asks what is called as the search page asks.
pub(super) fn ask_question(state: &mut State, typed: String) {
    let (generation, terms) = (state.next_generation(), state.terms());
    state.asking.question = Some(generation);
    ask(state, generation, What::Question { typed, terms });
}

/// What is called as the search page asked is not waited for any more.
pub(super) const fn forget_question(state: &mut State) {
    state.asking.question = None;
}

/// What is to be selected is given up, once the issues are there that are asked for.
pub(super) fn forget_selected(state: &mut State) {
    match &mut state.asking.issues {
        Some(issues) => issues.forgets = true,
        None => state.select = None,
    }
}

/// Takes in what the finder says; an answer to an earlier question is stale.
pub(super) fn take_in(state: &mut State, reply: Reply) {
    let Reply { generation, found } = reply;
    let asking = &mut state.asking;
    let is_last = |asked: &mut Option<u64>| *asked == Some(generation) && asked.take().is_some();
    match found {
        Found::Issues { shown, is_whole, understood } => {
            take_issues(state, generation, (shown, is_whole), understood);
        }
        Found::Completion(completion) if is_last(&mut asking.completion) => {
            state.workbench.completion = completion;
        }
        Found::Palette(fitting) => {
            palette::take_in(state, generation, fitting);
        }
        Found::Question(question) if asking.question == Some(generation) => {
            if question.is_whole() {
                (asking.question, asking.answered) = (None, generation);
            }
            searching::take_in(state, *question);
        }
        Found::Near(near) if asking.answered == generation => searching::take_near(state, near),
        Found::Completion(_) | Found::Question(_) | Found::Near(_) => {}
        Found::Failed(kind) => failed(state, kind, generation),
    }
}

fn take_issues(
    state: &mut State,
    generation: u64,
    (shown, is_whole): (Vec<Slot>, bool),
    understood: Understood,
) {
    let Some(asked) = state.asking.issues.as_mut() else {
        // They are there already; these are in the order of this day.
        if state.asking.listed == generation && is_whole {
            workbench::take_shown(state, (shown, understood), Keep::Cursor);
        }
        return;
    };
    // Where the cursor stays on what it is on, the first of them may not have that.
    let is_of_use = is_whole || asked.has_page || asked.keep == Keep::Nothing;
    if asked.generation != generation || !is_of_use {
        return;
    }
    let keep = std::mem::replace(&mut asked.keep, Keep::Cursor);
    asked.has_page = true;
    let forgets = asked.forgets;
    if is_whole {
        (state.asking.issues, state.asking.listed) = (None, generation);
    }
    workbench::take_shown(state, (shown, understood), keep);
    if is_whole && forgets {
        state.select = None;
    }
}

/// Nothing comes of something that was asked, and that is said, unless something else is asked already.
fn failed(state: &mut State, kind: AskKind, generation: u64) {
    let is_awaited = match kind {
        AskKind::Issues => give_up_issues(state, generation),
        AskKind::Palette => palette::take_in(state, generation, palette::Fitting::default()),
        AskKind::Question => {
            let is_asked = state.asking.question == Some(generation);
            let is_awaited = is_asked || state.asking.answered == generation;
            if is_awaited {
                state.asking.question = None;
                searching::give_up(state);
            }
            is_awaited
        }
    };
    if is_awaited {
        let words = "查找时出错了，请再试一次";
        let words = state.say(words, "Looking for it failed; please try again");
        state.toast(ToastTone::Failed, words);
    }
}

/// The issues that were asked for do not come; says whether they were waited for. A part of them is not left as
/// if it was all.
fn give_up_issues(state: &mut State, generation: u64) -> bool {
    let Some(asked) = state.asking.issues.take_if(|it| it.generation == generation) else {
        return false;
    };
    state.asking.completion = None;
    if asked.has_page {
        workbench::take_shown(state, (Vec::new(), Understood::default()), Keep::Cursor);
    }
    if asked.forgets {
        state.select = None;
    }
    true
}

/// Whether what is typed has to wait for the rows that it is about; what is typed into a line has not.
pub(super) fn must_wait(state: &State, typed: &Typed) -> bool {
    let key = match typed {
        Typed::Key(key) => *key,
        // Where keys choose, a single character that comes in one piece is one.
        Typed::Paste(text) => {
            let mut characters = text.chars();
            let only = characters.next().filter(|_| characters.next().is_none());
            let Some(only) = only else { return false };
            Key::char(only)
        }
    };
    let asking = &state.asking;
    match (state.overlays.last(), state.pages.last()) {
        (Some(Overlay::Palette(palette)), _) => {
            (palette.is_asking() || asking.is_listing()) && palette.is_for_entries(key)
        }
        (None, Some(Page::Search)) => searching::must_wait(state, key),
        (Some(_), _) | (None, Some(_)) => false,
        (None, None) if state.workbench.filtering => match key.code {
            Code::Tab => asking.completion.is_some(),
            Code::Down | Code::Up | Code::PageDown | Code::PageUp => !has_room(state),
            // Where the cursor is then depends on what it is on now.
            Code::Esc => asking.is_without_page(),
            Code::F(_) => asking.is_listing(),
            _ => false,
        },
        (None, None) => asking.is_listing() && !goes_without_rows(state, key),
    }
}

/// Whether the cursor can move a page about among the issues that are shown so far.
fn has_room(state: &State) -> bool {
    let issues = &state.workbench;
    let below = issues.shown.len().saturating_sub(issues.issue_list.selected);
    !state.asking.is_listing()
        || (!state.asking.is_without_page() && below > workbench::page_rows(state).max(10))
}

/// Whether a key does what it does before all issues are shown: it leaves, or moves among the first of them where
/// these are there.
fn goes_without_rows(state: &State, key: Key) -> bool {
    if !state.pending.is_empty() {
        return false;
    }
    match state.keymap.lookup(&[key.folded()], context::place(state)) {
        Lookup::Command(command) => match command.what {
            Does::Ui(Ui::Quit | Ui::Suspend) => true,
            Does::Ui(Ui::Back | Ui::Filter) => !state.asking.is_without_page(),
            Does::Ui(Ui::Up | Ui::Down | Ui::PageUp | Ui::PageDown | Ui::HalfUp | Ui::HalfDown) => {
                has_room(state)
            }
            Does::Ui(Ui::Open) => has_room(state),
            _ => false,
        },
        // What does nothing says so at once.
        Lookup::Nothing => true,
        Lookup::Prefix => false,
    }
}

#[cfg(test)]
mod tests;
