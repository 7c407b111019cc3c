//! The line in which an interval or a cut-off is typed, as people write days.

use super::{Period, cursor::follow};
use crate::app::editor::LineEditor;
use crate::app::keys::edit_key;
use crate::app::overlay;
use crate::app::state::{Page, State};
use crate::command::key::{Code, Key};
use crate::domain::date::{DateSpan, parse_day};
use crate::i18n::Wording;

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypedFor {
    Interval,
    CutOff,
}

/// A line that is typed.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) about: TypedFor,
    pub(crate) editor: LineEditor,
    /// Why it could not be taken.
    pub(crate) fault: Option<String>,
}

/// Begins to type.
pub(crate) fn begin_typing(state: &mut State, about: TypedFor) {
    let editor = LineEditor::single_line().with_limit(60);
    state.figures.typed = Some(Typed { about, editor, fault: None });
}

/// Whether the line has the keyboard.
pub(crate) fn is_typing(state: &State) -> bool {
    matches!(state.pages.last(), Some(Page::Figures)) && state.figures.typed.is_some()
}

/// Gives a key to the line; says whether it took it.
pub(crate) fn key(state: &mut State, key: Key) -> bool {
    if !is_typing(state) {
        return false;
    }
    match key.code {
        Code::Esc => state.figures.typed = None,
        Code::Enter => take(state),
        Code::F(_) => return false,
        _ => {
            if let Some(typed) = &mut state.figures.typed
                && edit_key(key).is_some_and(|edit| typed.editor.handle(edit))
            {
                typed.fault = None;
            }
        }
    }
    true
}

/// Gives a text in one piece to the line; says whether it took it.
pub(crate) fn paste(state: &mut State, text: &str) -> bool {
    if !is_typing(state) {
        return false;
    }
    if let Some(typed) = &mut state.figures.typed {
        let full = typed.editor.paste(text).full;
        typed.fault = None;
        overlay::tell_full(state, full);
    }
    true
}

fn take(state: &mut State) {
    let Some(typed) = state.figures.typed.take() else { return };
    let text = typed.editor.text().trim().to_owned();
    let (today, lang) = (state.today, state.lang);
    let taken = match typed.about {
        TypedFor::Interval => DateSpan::parse(&text, today).map(|span| {
            state.figures.period = Period::Typed(span.into());
            state.figures.cut_off = None;
        }),
        TypedFor::CutOff if text.is_empty() => {
            state.figures.cut_off = None;
            Ok(())
        }
        TypedFor::CutOff => parse_day(&text, today).map(|day| {
            state.figures.cut_off = Some(day);
        }),
    };
    match taken {
        Ok(()) => {
            state.figures.frozen = None;
            follow(state);
        }
        Err(fault) => {
            state.figures.typed = Some(Typed { fault: Some(fault.words(lang)), ..typed });
        }
    }
}
