//! The search page: the line, what is said about it, and the hits.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page;
use crate::app::searching::{about_it, line};
use crate::app::state::State;
use crate::i18n::sentence;
use crate::ui::canvas;
use crate::ui::theme::Theme;
use crate::ui::widget::input::Input;
use crate::ui::widget::popup::Framed;
use crate::ui::widget::scroll_bar;

/// Draws the page over the whole body; returns the caret of its line.
pub(super) fn draw(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let searching = &state.searching;
    let total = searching.rows.len();
    // What is counted is what one goes to, and not the rows below it.
    let footer = match searching.entries() {
        (_, 0) => String::new(),
        (at, entries) => sentence::position(state.lang, at, entries),
    };
    let focused = state.overlays.is_empty();
    let title = state.say("查找", "Search");
    let inside = Framed { title, footer: &footer, focused }.draw(buffer, area, theme);
    if inside.height == 0 {
        return None;
    }
    let label = state.say("找", "Find");
    let placeholder = state.say("词语、姓名、编号", "words, names, numbers");
    let wrong = searching.faults().first().map_or((0, 0), |it| (it.place.start, it.place.end));
    let input = Input { label, placeholder, editor: &searching.editor, focused, wrong };
    let caret = input.draw(buffer, Rect { height: 1, ..inside }, theme);
    let text = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    if inside.height > 1 {
        page::spans(buffer, text, 1, &about_it(state), theme);
    }
    let hits = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    let shown = searching.rows.iter().enumerate().skip(searching.list.offset);
    for (y, (at, row)) in (0..hits.height).zip(shown) {
        page::spans(buffer, Rect { y: hits.y, ..text }, y, &line(state, *row), theme);
        if at == searching.list.selected {
            let row =
                Rect { y: hits.y + y, height: 1, width: hits.width.saturating_sub(1), ..hits };
            canvas::tint(buffer, row, theme.selection(focused));
        }
    }
    if hits.height > 0 {
        scroll_bar(buffer, hits, (searching.list.offset, total), theme);
    }
    caret
}
