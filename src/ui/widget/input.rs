//! A field that is typed into.
//!
//! The caret is the terminal's own: an input method draws what is being composed at the
//! hardware cursor, so a painted one would put it elsewhere. `draw` returns where it belongs;
//! the screen hands that to the frame, on every frame.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{line, scroll_bar, width};
use crate::app::editor::{LineEditor, Mode};
use crate::ui::canvas::{self, cells};
use crate::ui::theme::{Role, Theme};

/// A field with what is said before it and in it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What stands before the field.
    pub label: &'a str,
    /// What stands in it while it is empty.
    pub placeholder: &'a str,
    /// The text with its caret.
    pub editor: &'a LineEditor,
    /// Whether the keyboard is here.
    pub focused: bool,
    /// What of the text is wrong, in bytes; nothing where both are the same.
    pub wrong: (usize, usize),
}

impl Input<'_> {
    /// The part of an area that the text itself gets; an editor of several lines wants its
    /// width for [`LineEditor::set_wrap`].
    pub fn text_area(&self, area: Rect, theme: &Theme) -> Rect {
        let label = match width(self.label, theme) {
            0 => 0,
            cells => (cells + 1).min(area.width / 2),
        };
        let scroll = u16::from(self.editor.mode() == Mode::MultiLine && area.width > 2);
        Rect { x: area.x + label, width: (area.width - label).saturating_sub(scroll), ..area }
    }

    /// Draws the field; returns where the hardware cursor belongs, if the keyboard is here.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Option<Position> {
        let area = area.intersection(buffer.area);
        let field = self.text_area(area, theme);
        if field.is_empty() {
            return None;
        }
        let label = Rect { width: (field.x - area.x).saturating_sub(1), ..area };
        let role = if self.focused { Role::Accent } else { Role::KeyLabel };
        line(buffer, label, 0, self.label, theme.style(role), theme);
        let caret = match self.editor.mode() {
            Mode::SingleLine => self.draw_line(buffer, Rect { height: 1, ..field }, theme),
            Mode::MultiLine => self.draw_rows(buffer, area, field, theme),
        };
        if self.editor.is_empty() {
            let style = theme.style(Role::Input).patch(theme.style(Role::Dim));
            line(buffer, field, 0, self.placeholder, style, theme);
        }
        self.focused.then_some(caret)
    }

    fn draw_line(&self, buffer: &mut Buffer, field: Rect, theme: &Theme) -> Position {
        canvas::fill(buffer, field, theme.style(Role::Input));
        let seen = self.editor.visible(usize::from(field.width), theme.ambiguous());
        self.draw_text(buffer, field, seen.text, seen.selected, theme);
        let clip = |at: usize| at.saturating_sub(seen.start).min(seen.text.len());
        let (from, to) = (clip(self.wrong.0), clip(self.wrong.1));
        let cells_of = |range: Range<usize>| width(seen.text.get(range).unwrap_or_default(), theme);
        let (before, wide) = (cells_of(0..from), cells_of(from..to));
        let place = Rect { x: field.x + before, width: wide, ..field }.intersection(field);
        canvas::tint(buffer, place, theme.style(Role::Danger).add_modifier(Modifier::UNDERLINED));
        Position::new(field.x + cells(seen.caret_column), field.y)
    }

    fn draw_rows(&self, buffer: &mut Buffer, area: Rect, field: Rect, theme: &Theme) -> Position {
        canvas::fill(buffer, field, theme.style(Role::Input));
        let view = self.editor.rows(usize::from(field.width), theme.ambiguous());
        let height = usize::from(field.height);
        let offset = super::scrolled(0, Some(view.caret_row), height, view.rows.len());
        let selection = self.editor.selection().unwrap_or(0..0);
        for (y, row) in (field.top()..field.bottom()).zip(view.rows.iter().skip(offset)) {
            let text = self.editor.text().get(row.clone()).unwrap_or_default();
            let clip = |at: usize| at.clamp(row.start, row.end) - row.start;
            let selected = clip(selection.start)..clip(selection.end);
            self.draw_text(buffer, Rect { y, height: 1, ..field }, text, selected, theme);
        }
        scroll_bar(buffer, area, (offset, view.rows.len()), theme);
        let row = cells(view.caret_row - offset.min(view.caret_row));
        Position::new(field.x + cells(view.caret_column), field.y + row)
    }

    fn draw_text(
        &self,
        buffer: &mut Buffer,
        row: Rect,
        text: &str,
        selected: Range<usize>,
        theme: &Theme,
    ) {
        let parts = [
            (0..selected.start, theme.style(Role::Input)),
            (selected.clone(), selected_style(theme, self.focused)),
            (selected.end..text.len(), theme.style(Role::Input)),
        ];
        let mut x = row.x;
        for (range, style) in parts {
            let part = text.get(range).unwrap_or_default();
            let room = row.right().saturating_sub(x);
            x = canvas::put(buffer, (x, row.y), part, room, style, theme.ambiguous());
        }
    }
}

fn selected_style(theme: &Theme, focused: bool) -> Style {
    theme.style(Role::Input).patch(theme.selection(focused))
}
