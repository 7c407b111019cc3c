//! The filter line of the workbench and of lists, and the line under it: what is wrong in the query,
//! what could be typed next.

use super::editor::{EditKey, LineEditor, Motion};
use super::index::Understood;
use super::keys::edit_key;
use super::motion::{go_pane, move_by};
use super::rows::List;
use super::state::{Page, Pane, State, ToastTone};
use super::workbench;
use crate::command::key::{Code, Key};
use crate::command::query::Fault;
use crate::command::query::complete::Completion;
use unicode_segmentation::UnicodeSegmentation;

/// The most characters of a query.
pub(crate) const QUERY_CHARACTERS: usize = 200;

pub(super) fn begin(state: &mut State) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => page.filtering = true,
        Some(Page::Reader(_) | Page::Cockpit(_) | Page::Figures | Page::Rows(_) | Page::Search) => {
            let words = state.say("这一页不能筛选", "This page cannot be filtered");
            state.toast(ToastTone::Notice, words);
        }
        None => {
            let text = state.workbench.filter.text().to_owned();
            state.workbench.before_filtering = Some((text, workbench::selected(state)));
            state.workbench.filtering = true;
            begin_word(&mut state.workbench.filter);
            go_pane(state, Pane::Issues);
            workbench::refresh(state);
        }
    }
}

/// What is typed next is a word of its own.
fn begin_word(filter: &mut LineEditor) {
    let ends = filter.text().chars().next_back().is_none_or(char::is_whitespace);
    if !ends {
        filter.handle(EditKey::Move(Motion::End));
        filter.insert(" ");
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

/// Puts the rows together after the filter has changed, with the cursor on what fits best.
pub(crate) fn filtered(state: &mut State) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => {
            page.ids.clear();
            page.list = List::default();
            filter_again(state);
        }
        Some(_) => {}
        None => workbench::ask_anew(state),
    }
}

/// Puts the rows together where the filter asks for the same, or for less, than before: the cursor
/// stays on what it is on.
pub(crate) fn filter_again(state: &mut State) {
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            page.refresh(state);
            state.pages.push(Page::List(page));
        }
        Some(page) => state.pages.push(page),
        None => {
            let is_on_the_first = state.workbench.issue_list.selected == 0;
            if is_on_the_first && !state.workbench.filter.is_empty() {
                workbench::ask_anew(state);
            } else {
                workbench::refresh(state);
            }
        }
    }
}

/// Leaves the filter line with what was there before; where nothing was, it is empty then.
fn give_up(state: &mut State) {
    stop_filtering(state);
    if let Some(Page::List(page)) = state.pages.last_mut() {
        page.filter.clear();
        return filter_again(state);
    }
    let (text, issue) = state.workbench.before_filtering.take().unwrap_or_default();
    state.workbench.filter.set_text(&text);
    // What the cursor is on stays so where it is shown still, else what it was on before.
    workbench::refresh_else(state, issue);
}

/// What is typed into the filter line of the workbench up to the caret.
pub(super) fn begun(state: &State) -> String {
    let filter = &state.workbench.filter;
    filter.text().get(..filter.caret_byte()).unwrap_or_default().to_owned()
}

/// Puts the first offer into the filter line of the workbench; says whether there was one.
fn take_offer(state: &mut State) -> bool {
    let bench = &mut state.workbench;
    if !state.pages.is_empty() || !bench.filtering {
        return false;
    }
    let Some(Completion { place, offers, .. }) = bench.completion.take() else { return false };
    let insert = offers.first().map(|offer| offer.insert.as_str()).filter(|it| !it.is_empty());
    let Some(insert) = insert else { return false };
    let text = bench.filter.text();
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let begun = format!("{before}{insert}");
    let caret = begun.graphemes(true).count();
    bench.filter.set_text(&format!("{begun}{after}"));
    bench.filter.set_caret(caret);
    true
}

/// Gives a key to the filter line; says whether it took it.
pub(super) fn filter_key(state: &mut State, key: Key) -> bool {
    if key.code == Code::Tab && take_offer(state) {
        filtered(state);
        return true;
    }
    let Some(editor) = filter_editor(state) else { return false };
    match (key.code, key.ctrl) {
        // What is typed next would be commands if it were left.
        (Code::Tab, _) => {
            let words = "这里没有可补全的；回车结束筛选";
            let words =
                state.say(words, "There is nothing to complete here; Enter ends the filter");
            state.toast(ToastTone::Notice, words);
        }
        (Code::Esc, _) => give_up(state),
        (Code::Enter, _) => {
            stop_filtering(state);
            filter_again(state);
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

/// What the line under the filter line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint<'s> {
    /// What could be typed next.
    Next(&'s Completion),
    /// What is wrong.
    Fault(&'s Fault),
    /// That what is shown is only near.
    Near,
    /// What is not finished, and asks nothing so far.
    Unfinished(&'s Fault),
    /// How a query is typed.
    How,
}

/// What was understood of what stands in the filter line of the workbench, once that is known.
pub(crate) fn understood(state: &State) -> Option<&Understood> {
    let bench = &state.workbench;
    Some(&bench.understood).filter(|it| it.typed == bench.filter.text())
}

/// What there is to say about the query of the workbench.
pub(crate) fn hint(state: &State) -> Option<Hint<'_>> {
    let bench = &state.workbench;
    let understood = understood(state);
    let fault = || understood?.faults.first().map(Hint::Fault);
    let next = bench.completion.as_ref().filter(|_| bench.filtering).map(Hint::Next);
    let is_near = || understood.and_then(|it| it.ready.as_ref()).is_some_and(|it| it.is_near());
    let near = || is_near().then_some(Hint::Near);
    let unfinished = || understood?.unfinished.first().map(Hint::Unfinished);
    let how = || bench.filtering.then_some(Hint::How);
    next.or_else(fault).or_else(near).or_else(unfinished).or_else(how)
}

/// That nothing is as it was typed.
pub(crate) const fn near_words(state: &State) -> &'static str {
    state.say("没有完全相符的，列的是相近的", "Nothing matches exactly; these are close")
}
