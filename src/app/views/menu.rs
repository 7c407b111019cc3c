//! The menu of saved views: to choose one, and to save, rename, move or delete one.

use super::{SavedView, active, choose, remove, rename, save, shift};
use crate::app::editor::LineEditor;
use crate::app::input::Effect;
use crate::app::keys::edit_key;
use crate::app::palette::visible;
use crate::app::rows::List;
use crate::app::state::{Overlay, State, ToastTone};
use crate::command::key::{Code, Key};
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

/// The menu, open.
#[derive(Debug, Clone)]
pub(crate) struct Menu {
    pub(crate) editor: LineEditor,
    pub(crate) rows: Vec<Row>,
    pub(crate) list: List,
    /// The view that a new name is typed for.
    pub(crate) renaming: Option<usize>,
}

impl Menu {
    /// Opens it on the view that is on.
    pub(crate) fn open(state: &State) -> Self {
        let editor = LineEditor::single_line().with_limit(super::NAME_CHARACTERS);
        let mut menu = Self { editor, rows: Vec::new(), list: List::default(), renaming: None };
        menu.fill(state);
        let on = active(state).map(|(at, _)| Row::View(at));
        menu.list.selected = menu.rows.iter().position(|row| Some(*row) == on).unwrap_or(0);
        menu.list.follow(visible(state), menu.rows.len());
        menu
    }

    /// The views that fit what was typed, then what can be saved.
    fn fill(&mut self, state: &State) {
        let typed = self.editor.text().trim();
        let matcher = Matcher::new(typed);
        let fits =
            |view: &SavedView| Lang::ALL.into_iter().any(|lang| matcher.matches(view.label(lang)));
        let views = state.views.all().iter().enumerate();
        self.rows = views.filter(|(_, view)| fits(view)).map(|(at, _)| Row::View(at)).collect();
        let called = state.views.called(typed);
        let changed = active(state).filter(|(_, changed)| *changed).map(|(at, _)| at);
        if typed.is_empty() {
            self.rows.extend(changed.map(|at| Row::Save(Some(at))));
        } else {
            self.rows.push(Row::Save(called));
        }
        self.list.selected = self.list.selected.min(self.rows.len().saturating_sub(1));
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
                (words, super::current(state).query)
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

    /// Whether a digit chooses a row: not while a name is typed.
    pub(crate) fn digits_choose(&self) -> bool {
        self.editor.is_empty() && self.renaming.is_none()
    }
}

/// Gives a key to the menu that was on top; what is left of it is put back.
pub(crate) fn key(state: &mut State, mut menu: Menu, key: Key, effects: &mut Vec<Effect>) {
    let folded = key.folded().code;
    match (folded, key.alt) {
        (Code::Esc, _) if menu.renaming.take().is_some() => {
            menu.editor.clear();
            menu.fill(state);
        }
        (Code::Esc, _) => return,
        (Code::Enter, _) => return enter(state, menu, effects),
        (Code::Up, true) => move_view(state, &mut menu, -1, effects),
        (Code::Down, true) => move_view(state, &mut menu, 1, effects),
        (Code::Down | Code::Tab, _) => menu.step(1, state),
        (Code::Up | Code::BackTab, _) => menu.step(-1, state),
        (Code::F(2), _) => begin_renaming(state, &mut menu),
        (Code::Delete, _) if menu.editor.is_empty() => delete(state, &mut menu, effects),
        (Code::Char(digit @ '0'..='9'), _) if menu.digits_choose() => {
            let at = (digit.to_digit(10).unwrap_or(0) as usize + 9) % 10 + menu.list.offset;
            return chosen(state, menu, at, effects);
        }
        _ => {
            if edit_key(key).is_some_and(|edit| menu.editor.handle(edit)) && menu.renaming.is_none()
            {
                menu.fill(state);
            }
        }
    }
    state.overlays.push(Overlay::Views(menu));
}

/// Takes in a text that comes in one piece.
pub(crate) fn paste(menu: &mut Menu, text: &str, state: &State) {
    if menu.editor.insert(text) && menu.renaming.is_none() {
        menu.fill(state);
    }
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
        (None, Some(Row::Save(at))) => {
            let label =
                at.and_then(|at| state.views.get(at)).map(|it| it.label(state.lang).to_owned());
            let name = label.unwrap_or_else(|| menu.editor.text().to_owned());
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

fn delete(state: &mut State, menu: &mut Menu, effects: &mut Vec<Effect>) {
    let Some(Row::View(at)) = menu.selected() else { return };
    let Some(view) = remove(state, at) else { return };
    menu.fill(state);
    effects.push(Effect::KeepViews(state.views.clone()));
    let (label, query) = (view.label(state.lang), view.query_in(state.lang));
    let words = match state.lang {
        Lang::Zh => format!("已删去视图“{label}”（条件：{query}）"),
        Lang::En => format!("Deleted the view “{label}” ({query})"),
    };
    state.toast(ToastTone::Done, words);
}
