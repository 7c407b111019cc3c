//! The help page: what the table of commands says, and how things are written.

use super::context;
use super::page::{Line, Paper, Tone, span};
use super::reader::Subject;
use super::state::{Page, State};
use crate::command::Words;
use crate::command::fixed::{FixedKey, FixedPlace};
use crate::command::place::{EVERYWHERE, Place};
use crate::command::table::{Command, Group, commands};
use crate::domain::line::LineKind;
use crate::i18n::label::LineMark;
use crate::i18n::{Label, Text};

/// Everything that was told since the start and does not go away by itself.
pub(crate) fn notices(state: &State, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    if let Some(read_only) = &state.read_only {
        paper.text(Tone::Danger, 0, &read_only.words);
        paper.gap();
    }
    for notice in &state.notices {
        paper.item(vec![span(Tone::Accent, "· ")], &[span(Tone::Text, notice.clone())], 2, None);
    }
    if state.read_only.is_none() && state.notices.is_empty() {
        let words = state.say("没有要提示的事。", "There is nothing to tell.");
        paper.text(Tone::Dim, 0, words);
    }
    paper.finish()
}

/// The page: what can be done where one came from, then everything else.
pub(crate) fn lines(state: &State, width: usize) -> Vec<Line> {
    let lang = state.lang;
    let mut paper = Paper::new(width, state.ambiguous);
    paper.text(Tone::Accent, 0, Text::HelpImeNote.label(lang));
    let place = asked_from(state);
    paper.heading(Text::HelpHere.label(lang), "");
    let has_own_key = |command: &Command| command.there.iter().any(|it| it.place == place);
    let is_own = |command: &&Command| {
        command.scope != EVERYWHERE && (command.scope.has(place) || has_own_key(command))
    };
    for command in commands().iter().filter(is_own) {
        let keys = state.keymap.key_of(command, place).unwrap_or_default();
        row(state, &mut paper, &keys, command.label);
    }
    let fixed_here = (place == Place::Cockpit).then_some(FixedPlace::Floor);
    for key in fixed_here.map(FixedPlace::keys).unwrap_or_default() {
        fixed_row(state, &mut paper, key);
    }
    for group in Group::ALL {
        let others = commands().iter().filter(|it| it.group == group && !is_own(it));
        let others: Vec<&Command> = others.collect();
        if !others.is_empty() {
            paper.heading(group.words().get(lang), "");
        }
        for command in others {
            let keys = state.keymap.keys_of(command).join(state.say(" 或 ", " or "));
            row(state, &mut paper, &keys, command.label);
        }
    }
    for fixed in FixedPlace::ALL.into_iter().filter(|it| Some(*it) != fixed_here) {
        paper.heading(fixed.words().get(lang), "");
        for key in fixed.keys() {
            fixed_row(state, &mut paper, key);
        }
    }
    paper.heading(Text::HelpRecordMarks.label(lang), "");
    for kind in LineKind::ALL {
        let head = format!("  {} / {}  ", kind.mark(), kind.letter());
        paper.item(vec![span(Tone::Key, head)], &[span(Tone::Text, kind.label(lang))], 10, None);
    }
    for (title, body) in [
        (Text::HelpDates, Text::HelpDateExamples),
        (Text::HelpAmounts, Text::HelpAmountExamples),
        (Text::HelpFilter, Text::PromptFilterHint),
    ] {
        paper.heading(title.label(lang), "");
        paper.text(Tone::Text, 2, body.label(lang));
    }
    paper.finish()
}

/// Where the keyboard was before the help was opened.
fn asked_from(state: &State) -> Place {
    match state.pages.split_last() {
        Some((Page::Reader(help), below)) if help.subject == Subject::Help => {
            context::place_over(state, below)
        }
        _ => context::place(state),
    }
}

fn fixed_row(state: &State, paper: &mut Paper, key: &FixedKey) {
    row(state, paper, &key.keys.join(state.say(" 或 ", " or ")), key.label);
}

/// A key and what it does; one without a key is in the menu.
fn row(state: &State, paper: &mut Paper, keys: &str, label: Words) {
    let used = super::cells::width(keys, state.ambiguous);
    let head = format!("  {keys}{} ", " ".repeat(16_usize.saturating_sub(used)));
    paper.item(vec![span(Tone::Key, head)], &[span(Tone::Text, label.get(state.lang))], 19, None);
}
