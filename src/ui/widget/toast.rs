//! A short word on what just happened, in a corner.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{line, width};
use crate::ui::canvas;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};

/// What a toast is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Done,
    /// It is good to know.
    Notice,
    /// It was refused, or needs care.
    Refused,
    /// It went wrong.
    Failed,
}

impl Tone {
    const fn role(self) -> Role {
        match self {
            Self::Done => Role::Success,
            Self::Notice => Role::Accent,
            Self::Refused => Role::Warning,
            Self::Failed => Role::Danger,
        }
    }
}

/// The widest a toast gets, in cells, and the most rows of text in it.
const WIDEST: u16 = 48;
const ROWS: usize = 8;

/// Draws the toast in the lower right corner of the area; returns what it covers.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, tone: Tone, words: &str) -> Rect {
    let area = area.intersection(buffer.area);
    let room = area.width.min(WIDEST).saturating_sub(4);
    if room == 0 || area.height < 3 {
        let row = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        canvas::popup(buffer, row, theme);
        line(buffer, row, 0, words, theme.style(tone.role()), theme);
        return row;
    }
    let mut rows = text::wrap(words, usize::from(room), theme.ambiguous());
    let visible = ROWS.min(usize::from(area.height - 2));
    if rows.len() > visible {
        rows.truncate(visible);
        // What is cut says so.
        if let Some(last) = rows.last_mut() {
            last.push('…');
        }
    }
    let widest = rows.iter().map(|row| width(row, theme)).max().unwrap_or(0).min(room);
    let size = (widest + 4, canvas::cells(rows.len()) + 2);
    let corner = (area.right() - size.0, area.bottom() - size.1);
    let outer = Rect::new(corner.0, corner.1, size.0, size.1);
    canvas::popup(buffer, outer, theme);
    let inside = canvas::frame(buffer, outer, theme.style(tone.role()), theme.ambiguous());
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    for (y, row) in (0..inside.height).zip(&rows) {
        line(buffer, inside, y, row, theme.style(Role::Text), theme);
    }
    outer
}
