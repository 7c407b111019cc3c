//! Marks on issues.

pub(super) mod together;

use super::motion::move_by;
use super::reader::{self, Subject};
use super::state::{Page, State, ToastTone};
use super::{context, verbs};
use crate::command::Slot;
use crate::command::place::Place;
use crate::command::screens::Ui;
use crate::command::verb::{self, Noun};
use crate::domain::id::{EntityId, IssueId, StudioId};
use crate::domain::session::SessionStatus;
use crate::i18n::Lang;
use std::collections::BTreeSet;

/// The issues that are marked. They stay so whatever a filter shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    all: BTreeSet<IssueId>,
    /// The one that was marked last, from which a range begins.
    last: Option<IssueId>,
    /// How many of them the workbench does not show now.
    unseen: usize,
}

impl Marks {
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn has(&self, id: IssueId) -> bool {
        self.all.contains(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = IssueId> {
        self.all.iter().copied()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    fn add(&mut self, id: IssueId) {
        self.all.insert(id);
        self.last = Some(id);
    }

    fn turn(&mut self, id: IssueId) {
        if self.all.remove(&id) {
            self.last = None;
        } else {
            self.add(id);
        }
    }
}

/// Does something that is about what the cursor is on alone: as if nothing was marked.
pub(super) fn apart(state: &mut State, act: impl FnOnce(&mut State)) {
    let marks = std::mem::take(&mut state.marks);
    act(state);
    state.marks = marks;
}

/// The studio of all that are marked; `None` where they are not of one.
pub(super) fn studio(state: &State) -> Option<StudioId> {
    let mut rows = state.marks.iter().filter_map(|id| state.catalog.issues.get(&id));
    let studio = rows.next()?.studio;
    rows.all(|row| row.studio == studio).then_some(studio)
}

/// Whether commands are about what is marked here, and not about what the cursor is on.
pub(crate) fn are_meant(state: &State) -> bool {
    !state.marks.is_empty() && is_markable(state)
}

fn is_markable(state: &State) -> bool {
    matches!(context::place(state), Place::Issues | Place::Minutes | Place::Studios | Place::Today)
}

/// The issues that can be marked here, in the order in which they are shown.
fn shown(state: &State) -> Vec<IssueId> {
    match state.pages.last() {
        Some(Page::Reader(reader)) if reader.subject == Subject::Today => {
            let lines = reader::lines(state, Subject::Today);
            let targets = lines.iter().filter(|line| line.anchor).filter_map(|line| line.target);
            targets.filter_map(|id| IssueId::try_from(id).ok()).collect()
        }
        None => {
            let slots = state.workbench.shown.iter();
            slots.filter_map(|slot| state.catalog.issues.id_at(*slot)).collect()
        }
        Some(_) => Vec::new(),
    }
}

/// Counts the marks that the workbench does not show, after either has changed: a frame need not.
pub(crate) fn recount(state: &mut State) {
    let marked = state.marks.iter().filter_map(|id| state.catalog.issues.slot(&id));
    let marked: BTreeSet<Slot> = marked.collect();
    let shown = &state.workbench.shown;
    let seen = if marked.is_empty() {
        0
    } else {
        shown.iter().filter(|slot| marked.contains(slot)).count()
    };
    state.marks.unseen = state.marks.len().saturating_sub(seen);
}

/// How many of the marked issues are not among those that are shown.
fn hidden(state: &State) -> usize {
    match state.pages.last() {
        Some(_) if !state.marks.is_empty() => {
            let seen = shown(state).into_iter().filter(|id| state.marks.has(*id)).count();
            state.marks.len().saturating_sub(seen)
        }
        Some(_) => 0,
        None => state.marks.unseen,
    }
}

/// How many are marked, and how many of them are not seen here; empty where none is.
pub(crate) fn words(state: &State) -> String {
    let (marked, hidden) = (state.marks.len(), hidden(state));
    match (marked, hidden, state.lang) {
        (0, ..) => String::new(),
        (_, 0, Lang::Zh) => format!("已标记 {marked}"),
        (_, 0, Lang::En) => format!("{marked} marked"),
        (_, _, Lang::Zh) => format!("已标记 {marked}（{hidden} 件没有显示）"),
        (_, _, Lang::En) => format!("{marked} marked ({hidden} not shown)"),
    }
}

/// Does what a key of marking asks for.
pub(super) fn perform(state: &mut State, ui: Ui) {
    mark(state, ui);
    recount(state);
    tell(state);
}

fn mark(state: &mut State, ui: Ui) {
    if ui == Ui::MarkAll {
        return mark_all(state);
    }
    let Some(here) = context::issue(state) else {
        let words = state.say("请先把光标移到一件议题上", "Move to an issue first");
        return state.toast(ToastTone::Notice, words);
    };
    match ui {
        Ui::MarkTo => mark_to(state, here),
        Ui::MarkUp | Ui::MarkDown => {
            state.marks.add(here);
            move_by(state, if ui == Ui::MarkUp { -1 } else { 1 });
            if let Some(next) = context::issue(state) {
                state.marks.add(next);
            }
        }
        _ => {
            state.marks.turn(here);
            move_by(state, 1);
        }
    }
}

/// Marks all that are shown; where they all are, takes the marks off.
fn mark_all(state: &mut State) {
    let shown = shown(state);
    let all = shown.iter().all(|id| state.marks.has(*id));
    for id in shown {
        if all {
            state.marks.all.remove(&id);
        } else {
            state.marks.all.insert(id);
        }
    }
    state.marks.last = None;
}

fn mark_to(state: &mut State, here: IssueId) {
    let shown = shown(state);
    let place = |id: IssueId| shown.iter().position(|it| *it == id);
    let from = state.marks.last.and_then(place).or_else(|| place(here)).unwrap_or(0);
    let to = place(here).unwrap_or(from);
    let range = shown.get(from.min(to)..=from.max(to)).unwrap_or_default();
    state.marks.all.extend(range);
    state.marks.last = Some(here);
}

/// Says how many are marked, and what can be done with them.
fn tell(state: &mut State) {
    let told = words(state);
    if told.is_empty() || state.toast.is_some() {
        return;
    }
    let menu = verbs::key_of(state, Ui::Palette);
    let words = match state.lang {
        Lang::Zh => format!("{told}。{menu} 看能成批办什么，Esc 取消标记"),
        Lang::En => format!("{told}. {menu} shows what can be done to them, Esc takes them off"),
    };
    state.toast(ToastTone::Notice, words);
}

/// Takes the marks off; says whether there were any.
pub(super) fn clear(state: &mut State) -> bool {
    let any = are_meant(state);
    if any {
        state.marks.clear();
    }
    any
}

/// Forgets marks on what is not there any more.
pub(super) fn follow(state: &mut State) {
    let catalog = &state.catalog;
    state.marks.all.retain(|id| catalog.issues.contains_key(id));
    recount(state);
}

/// The numbers of the marked issues, as a field takes them.
pub(super) fn numbers(state: &State) -> Vec<String> {
    let rows = state.marks.iter().filter_map(|id| state.catalog.issues.get(&id));
    rows.map(|row| row.number.to_string()).collect()
}

/// The sessions that marked issues can come onto the agenda of, the soonest first.
pub(super) fn sessions(state: &State) -> Vec<EntityId> {
    use SessionStatus::{Live, Paused, Planned};
    let rows = state.catalog.sessions_of(state.scope());
    let mut rows: Vec<_> =
        rows.filter(|row| matches!(row.status, Planned | Live | Paused)).collect();
    let own = studio(state).or(state.settings.my_studio);
    rows.sort_by_key(|row| (Some(row.studio) != own, row.on));
    rows.into_iter().map(|row| row.id.into()).collect()
}

/// Says that there is no such session, and how one is planned with what is marked.
pub(super) fn no_session(state: &mut State) {
    let key = verb::find(Noun::Session, "plan").map(|verb| verbs::verb_key(state, verb));
    let key = key.unwrap_or_default();
    let words = match state.lang {
        Lang::Zh => format!("没有待召开的会。按 {key} 筹备一场，标记的议题就在议程上"),
        Lang::En => format!("No session is to come. {key} plans one with the marked issues on it"),
    };
    state.toast(ToastTone::Refused, words);
}
