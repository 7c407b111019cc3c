//! The menu of saved views: to choose one, and to save, rename, move or delete one.

use super::{SavedView, active, choose, current, remove, rename, replace, save, shift};
use crate::app::confirm::{Asked, Confirm};
use crate::app::editor::LineEditor;
use crate::app::input::Effect;
use crate::app::keys::edit_key;
use crate::app::palette::visible;
use crate::app::rows::List;
use crate::app::state::{Overlay, State, ToastTone};
use crate::app::verbs;
use crate::command::key::{Code, Key};
use crate::command::screens::Ui;
use crate::i18n::Lang;
use crate::search::quick::Matcher;

/// A row of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// To show a view.
    View(usize),
    /// To keep what is shown: in that view, or in a new one under the name that was typed.
    Save(Option<usize>),
}

/// What is done to a view once it was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ViewWish {
    /// Put what is shown into it.
    Replace(usize),
    /// Delete it.
    Delete(usize),
}

/// The menu, open.
#[derive(Debug, Clone)]
pub(crate) struct Menu {
    pub(crate) editor: LineEditor,
    pub(crate) rows: Vec<Row>,
    pub(crate) list: List,
    /// The view that a new name is typed for.
    pub(crate) renaming: Option<usize>,
    /// The view that a single digit which was typed stands for: it is offered first.
    pointed: Option<usize>,
}

impl Menu {
    /// Opens it on the view that is on.
    pub(crate) fn open(state: &State) -> Self {
        let editor = LineEditor::single_line().with_limit(super::NAME_CHARACTERS);
        let (rows, list) = (Vec::new(), List::default());
        let mut menu = Self { editor, rows, list, renaming: None, pointed: None };
        menu.fill(state);
        let on = active(state).map(|(at, _)| Row::View(at));
        menu.list.selected = menu.rows.iter().position(|row| Some(*row) == on).unwrap_or(0);
        menu.list.follow(visible(state), menu.rows.len());
        menu
    }

    /// The views that fit what was typed, then what can be saved. The one that is called just so, or
    /// that a digit stands for, is first.
    fn fill(&mut self, state: &State) {
        let typed = self.editor.text().trim();
        let matcher = Matcher::new(typed);
        let fits =
            |view: &SavedView| Lang::ALL.into_iter().any(|lang| matcher.matches(view.label(lang)));
        let called = state.views.called(typed).filter(|_| !typed.is_empty());
        let first = self.pointed.or(called);
        let views = state.views.all().iter().enumerate();
        let others = views.filter(|(at, view)| Some(*at) != first && fits(view));
        self.rows = first.into_iter().chain(others.map(|(at, _)| at)).map(Row::View).collect();
        let changed = active(state).filter(|(_, changed)| *changed).map(|(at, _)| at);
        if typed.is_empty() {
            self.rows.extend(changed.map(|at| Row::Save(Some(at))));
        } else {
            self.rows.push(Row::Save(called));
        }
        self.list.selected = self.list.selected.min(self.rows.len().saturating_sub(1));
    }

    /// Fills it after something was typed: what was found is where the cursor is.
    fn find(&mut self, state: &State, digit: Option<usize>) {
        let is_one = self.editor.text().chars().count() == 1;
        self.pointed = digit.filter(|_| is_one);
        self.list = List::default();
        self.fill(state);
    }

    /// The view in the row that a digit names, where nothing is typed yet.
    fn view_of(&self, key: Key) -> Option<usize> {
        let row = digit_place(key).and_then(|place| self.rows.get(self.list.offset + place));
        match row.filter(|_| self.editor.is_empty()) {
            Some(Row::View(at)) => Some(*at),
            _ => None,
        }
    }

    /// What a row says, and what stands on its right.
    pub(crate) fn words(&self, state: &State, row: Row) -> (String, String) {
        let label = |at: usize| state.views.get(at).map_or("", |view| view.label(state.lang));
        match row {
            Row::View(at) => {
                let query = state.views.get(at).map_or("", |view| view.query_in(state.lang));
                let count = super::count(state, at).map(|it| it.to_string()).unwrap_or_default();
                (format!("{}  {count}", label(at)), query.to_owned())
            }
            Row::Save(at) => {
                let name = at.map_or_else(|| self.editor.text().trim(), label);
                let words = match (at, state.lang) {
                    (None, Lang::Zh) => format!("把现在的条件存为“{name}”"),
                    (Some(_), Lang::Zh) => format!("用现在的条件替换“{name}”"),
                    (None, Lang::En) => format!("Save what is shown as “{name}”"),
                    (Some(_), Lang::En) => format!("Put what is shown into “{name}”"),
                };
                (words, current(state).query)
            }
        }
    }

    fn selected(&self) -> Option<Row> {
        self.rows.get(self.list.selected).copied()
    }

    fn step(&mut self, by: isize, state: &State) {
        self.list.step(by, self.rows.len());
        self.list.follow(visible(state), self.rows.len());
    }

    /// Whether rows have digits: not while a name is typed.
    pub(crate) fn has_digits(&self) -> bool {
        self.editor.is_empty() && self.renaming.is_none()
    }
}

/// The place that a digit names among the rows that are seen, from 0.
fn digit_place(key: Key) -> Option<usize> {
    match key.folded().code {
        Code::Char(digit @ '0'..='9') => Some((digit.to_digit(10)? as usize + 9) % 10),
        _ => None,
    }
}

/// Gives a key to the menu that was on top; what is left of it is put back.
pub(crate) fn key(state: &mut State, mut menu: Menu, key: Key, effects: &mut Vec<Effect>) {
    let folded = key.folded().code;
    match (folded, key.alt) {
        (Code::Esc, _) if menu.renaming.take().is_some() => {
            menu.editor.clear();
            menu.find(state, None);
        }
        (Code::Esc, _) => return,
        (Code::Enter, _) => return enter(state, menu, effects),
        (Code::Up, true) => move_view(state, &mut menu, -1, effects),
        (Code::Down, true) => move_view(state, &mut menu, 1, effects),
        (Code::Down | Code::Tab, _) => menu.step(1, state),
        (Code::Up | Code::BackTab, _) => menu.step(-1, state),
        (Code::F(2), _) => begin_renaming(state, &mut menu),
        (Code::Delete, _) if menu.editor.is_empty() => {
            if let Some(Row::View(at)) = menu.selected() {
                return ask(state, menu, ViewWish::Delete(at));
            }
        }
        (_, true) if let Some(place) = digit_place(key) => {
            let at = place + menu.list.offset;
            return chosen(state, menu, at, effects);
        }
        // A name may begin with a digit; alone it stands for a row until more is typed.
        _ => {
            let view = menu.view_of(key);
            if edit_key(key).is_some_and(|edit| menu.editor.handle(edit)) && menu.renaming.is_none()
            {
                menu.find(state, view);
            }
        }
    }
    state.overlays.push(Overlay::Views(menu));
}

/// Takes in a text that comes in one piece; says how many characters there is room for, where not all of it
/// found any.
pub(crate) fn paste(menu: &mut Menu, text: &str, state: &State) -> Option<usize> {
    let mut characters = text.chars();
    let only = characters.next().filter(|_| characters.next().is_none());
    let view = only.and_then(|digit| menu.view_of(Key::char(digit)));
    let pasted = menu.editor.paste(text);
    if pasted.changed && menu.renaming.is_none() {
        menu.find(state, view);
    }
    pasted.full
}

/// The row that a click or a digit chooses.
pub(crate) fn chosen(state: &mut State, mut menu: Menu, at: usize, effects: &mut Vec<Effect>) {
    if at < menu.rows.len() {
        menu.list.selected = at;
        menu.renaming = None;
        return enter(state, menu, effects);
    }
    state.overlays.push(Overlay::Views(menu));
}

fn enter(state: &mut State, mut menu: Menu, effects: &mut Vec<Effect>) {
    let done = match (menu.renaming, menu.selected()) {
        (Some(at), _) => {
            let name = menu.editor.text().to_owned();
            rename(state, at, &name).map(|()| {
                menu.renaming = None;
                menu.editor.clear();
                menu.fill(state);
                effects.push(Effect::KeepViews(state.views.clone()));
                state.overlays.push(Overlay::Views(menu.clone()));
            })
        }
        (None, Some(Row::View(at))) => {
            choose(state, at);
            Ok(())
        }
        (None, Some(Row::Save(Some(at)))) => return ask(state, menu, ViewWish::Replace(at)),
        (None, Some(Row::Save(None))) => {
            let name = menu.editor.text().to_owned();
            save(state, &name).map(|at| {
                state.workbench.view = Some(at);
                effects.push(Effect::KeepViews(state.views.clone()));
                let label = state.views.get(at).map_or("", |view| view.label(state.lang));
                let words = match state.lang {
                    Lang::Zh => format!("已存为视图“{label}”"),
                    Lang::En => format!("Saved as the view “{label}”"),
                };
                state.toast(ToastTone::Done, words);
            })
        }
        (None, None) => Ok(()),
    };
    if let Err(words) = done {
        state.overlays.push(Overlay::Views(menu));
        state.toast(ToastTone::Refused, words);
    }
}

fn begin_renaming(state: &State, menu: &mut Menu) {
    if let Some(Row::View(at)) = menu.selected() {
        menu.renaming = Some(at);
        let label = state.views.get(at).map_or("", |view| view.label(state.lang));
        menu.editor.set_text(label);
    }
}

fn move_view(state: &mut State, menu: &mut Menu, by: isize, effects: &mut Vec<Effect>) {
    let Some(Row::View(at)) = menu.selected().filter(|_| menu.editor.is_empty()) else { return };
    let to = shift(state, at, by);
    menu.fill(state);
    menu.list.selected = to;
    menu.list.follow(visible(state), menu.rows.len());
    effects.push(Effect::KeepViews(state.views.clone()));
}

/// Asks before a view is lost as it is; the menu waits below the question.
fn ask(state: &mut State, menu: Menu, wish: ViewWish) {
    let (ViewWish::Replace(at) | ViewWish::Delete(at)) = wish;
    let Some(view) = state.views.get(at) else { return };
    let none = state.say("（不筛选）", "(no filter)");
    let or_none = |query: &str| if query.is_empty() { none.to_owned() } else { query.to_owned() };
    let (label, query) = (view.label(state.lang), or_none(view.query_in(state.lang)));
    let now = or_none(&current(state).query);
    let (text, yes) = match (wish, state.lang) {
        (ViewWish::Replace(_), Lang::Zh) => {
            (format!("视图“{label}”现在是：{query}\n换成：{now}"), "替换")
        }
        (ViewWish::Replace(_), Lang::En) => {
            (format!("The view “{label}” shows now: {query}\nInstead: {now}"), "Replace")
        }
        (ViewWish::Delete(_), Lang::Zh) => (format!("删去视图“{label}”？\n条件：{query}"), "删去"),
        (ViewWish::Delete(_), Lang::En) => {
            (format!("Delete the view “{label}”?\nIt shows: {query}"), "Delete")
        }
    };
    let confirm = Confirm {
        title: state.say("视图", "Views").to_owned(),
        text,
        yes,
        no: state.say("取消", "Cancel"),
        asked: Asked::View(wish),
        on_yes: false,
        offset: 0,
    };
    state.overlays.push(Overlay::Views(menu));
    state.overlays.push(Overlay::Confirm(confirm));
}

/// Does what was asked about, and says how it is taken back.
pub(crate) fn granted(state: &mut State, wish: ViewWish, effects: &mut Vec<Effect>) {
    let (ViewWish::Replace(at) | ViewWish::Delete(at)) = wish;
    let label = state.views.get(at).map_or("", |view| view.label(state.lang)).to_owned();
    match wish {
        ViewWish::Replace(at) => replace(state, at),
        ViewWish::Delete(at) => drop(remove(state, at)),
    }
    effects.push(Effect::KeepViews(state.views.clone()));
    let key = verbs::key_of(state, Ui::Undo);
    let words = match (wish, state.lang) {
        (ViewWish::Replace(_), Lang::Zh) => format!("视图“{label}”已替换。按 {key} 恢复原来的"),
        (ViewWish::Replace(_), Lang::En) => {
            format!("The view “{label}” is replaced. {key} brings the former one back")
        }
        (ViewWish::Delete(_), Lang::Zh) => format!("已删去视图“{label}”。按 {key} 恢复"),
        (ViewWish::Delete(_), Lang::En) => {
            format!("Deleted the view “{label}”. {key} brings it back")
        }
    };
    state.toast(ToastTone::Done, words);
}
