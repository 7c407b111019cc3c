//! The filter line of the workbench and of lists.

use super::editor::LineEditor;
use super::keys::edit_key;
use super::motion::{go_pane, move_by};
use super::state::{Page, Pane, State, ToastTone};
use super::workbench;
use crate::command::key::{Code, Key};

pub(super) fn begin(state: &mut State) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => page.filtering = true,
        Some(Page::Reader(_) | Page::Cockpit(_) | Page::Search) => {
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

/// The filter line that has the keyboard, if one has.
pub(super) fn filter_editor(state: &mut State) -> Option<&mut LineEditor> {
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
pub(super) fn filtered(state: &mut State) {
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
pub(super) fn filter_key(state: &mut State, key: Key) -> bool {
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
