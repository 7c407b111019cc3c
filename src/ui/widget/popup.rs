//! A titled box, over what is there or as a pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::width;
use crate::ui::canvas;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};

/// A frame with words in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Framed<'a> {
    /// What stands in the upper edge, on the left.
    pub title: &'a str,
    /// What stands in the lower edge, on the right: a count, a position, a key.
    pub footer: &'a str,
    /// Whether the keyboard is here.
    pub focused: bool,
}

impl Framed<'_> {
    /// Draws the frame over whatever is there, blanked, and returns what is inside.
    pub fn draw_over(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Rect {
        canvas::popup(buffer, area, theme);
        self.draw(buffer, area, theme)
    }

    /// Draws the frame and returns what is inside.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) -> Rect {
        let area = area.intersection(buffer.area);
        let inside = canvas::frame(buffer, area, theme.border(self.focused), theme.ambiguous());
        if inside == area || area.width < 6 {
            return inside;
        }
        let room = usize::from(area.width - 4);
        let mut edge = |words: &str, y: u16, right: bool, role| {
            if words.is_empty() {
                return;
            }
            let safe = text::sanitize(words);
            let words = format!(" {} ", text::truncate(&safe, room - 2, theme.ambiguous()));
            let cells = width(&words, theme);
            let x = if right { area.right() - 1 - cells } else { area.x + 1 };
            canvas::put(buffer, (x, y), &words, cells, theme.style(role), theme.ambiguous());
        };
        let title = if self.focused { Role::Accent } else { Role::Title };
        edge(self.title, area.top(), false, title);
        edge(self.footer, area.bottom() - 1, true, Role::Dim);
        inside
    }
}

/// An area of a size in the middle of another, cut to it.
pub fn centered(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    Rect::new(x, y, width, height)
}
