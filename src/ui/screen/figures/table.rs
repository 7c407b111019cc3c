//! The division as a table: a row for each cell, a column for each total, and the rates where there is
//! room. The cursor stands on a number.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{empty, look, tab_words, titled};
use crate::app::figures::{Head, Parts, Section, Tab, names, table_heads};
use crate::app::state::State;
use crate::command::report::cell_name;
use crate::i18n::Label;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::{line, scroll_bar, width};

pub(super) fn draw(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let title = tab_words(state, Tab::Table);
    let area = titled(state, parts, parts.table, &title, (theme, buffer));
    if area.is_empty() {
        return;
    }
    let room = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let heads = table_heads(state, parts.table);
    let numbers = heads.first().map_or_else(|| room.right(), |it| it.x);
    let name_cells = numbers.saturating_sub(room.x);
    let by = state.figures.dimension.label(state.lang);
    line(buffer, Rect { width: name_cells, ..room }, 0, by, theme.style(Role::Title), theme);
    for placed in &heads {
        let place = Rect { x: placed.x, width: placed.cells, ..room };
        right(buffer, place, placed.head.words(state), theme.style(Role::Title), theme);
    }
    let body = Rect { y: room.y + 1, height: room.height.saturating_sub(1), ..room };
    let cells = state.figures.cells();
    if cells.is_empty() {
        let words = state
            .say("这段时间没有数字。按 {key} 换区间", "Nothing here; {key} changes the interval");
        return empty(state, body, words, theme, buffer);
    }
    let offset = state.figures.list(Section::Table).offset;
    let shown = cells.iter().enumerate().skip(offset).take(usize::from(body.height));
    for (y, (row, cell)) in (body.y..).zip(shown) {
        let of = (state.figures.dimension, cell.clone());
        let Some(part) = state.figures.part(Some(&of)) else { continue };
        let whole = Rect { y, height: 1, ..body };
        let name = cell_name(names(state), state.figures.dimension, cell, state.lang);
        let name_area = Rect { width: name_cells, ..whole };
        line(buffer, name_area, 0, &name, theme.style(Role::Text), theme);
        for (column, placed) in heads.iter().enumerate() {
            let place = Rect { x: placed.x, width: placed.cells, ..whole };
            let said = placed.head.says(part);
            let is_none = matches!(said.as_str(), "0" | "—");
            let usual = theme.style(if is_none { Role::Dim } else { Role::Text });
            let is_figure = matches!(placed.head, Head::Figure(_));
            let here = look(state, Section::Table, (row, column), theme).filter(|_| is_figure);
            right(buffer, place, &said, here.unwrap_or(usual), theme);
        }
    }
    let edge = Rect { x: area.right() - 1, width: 1, ..body };
    scroll_bar(buffer, edge, (offset, cells.len()), theme);
}

/// Draws a number at the right edge of its place.
fn right(
    buffer: &mut Buffer,
    area: Rect,
    words: &str,
    style: ratatui::style::Style,
    theme: &Theme,
) {
    let free = area.width.saturating_sub(width(words, theme));
    let place = Rect { x: area.x + free, width: area.width - free, ..area };
    line(buffer, place, 0, words, style, theme);
}
