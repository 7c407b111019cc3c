//! The help page: what the table of commands says, and how things are written.

use super::page::{Line, Paper, Tone, span};
use super::state::State;
use crate::command::table::{Group, commands};
use crate::domain::line::LineKind;
use crate::i18n::label::LineMark;
use crate::i18n::{Label, Text};

/// The page.
pub(crate) fn lines(state: &State, width: usize) -> Vec<Line> {
    let lang = state.lang;
    let mut paper = Paper::new(width, state.ambiguous);
    paper.text(Tone::Accent, 0, Text::HelpImeNote.label(lang));
    for group in Group::ALL {
        paper.heading(group.words().get(lang), "");
        for command in commands().iter().filter(|command| command.group == group) {
            let keys = state.keymap.keys_of(command).join(state.say(" 或 ", " or "));
            let used = super::cells::width(&keys, state.ambiguous);
            let head = format!("  {keys}{} ", " ".repeat(16_usize.saturating_sub(used)));
            paper.item(
                vec![span(Tone::Key, head)],
                &[span(Tone::Text, command.label.get(lang))],
                19,
                None,
            );
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
