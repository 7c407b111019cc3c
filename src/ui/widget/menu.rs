//! A list to choose from, by arrows or by digit: with an input method on, digits still arrive.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{line, mark_found, scroll_bar, width};
use crate::ui::canvas;
use crate::ui::theme::{Role, Theme};
use std::ops::Range;

/// One line of a menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it does.
    pub label: &'a str,
    /// What stands on the right: its key, or why it cannot be chosen.
    pub note: &'a str,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// What of the label was looked for, in bytes, in order.
    pub found: &'a [Range<usize>],
}

/// A menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Menu<'a> {
    /// The entries.
    pub entries: &'a [Entry<'a>],
    /// The one that Enter chooses.
    pub selected: usize,
    /// The first one that is shown; see [`scrolled`](super::scrolled).
    pub offset: usize,
    /// Whether the keyboard is here.
    pub focused: bool,
    /// What the digits choose.
    pub digits: Digits,
}

/// What the digits `1` to `9` and `0` choose in a menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// The entries that are shown, from the first of them.
    #[default]
    OfShown,
    /// The first ten entries, wherever they are.
    OfAll,
    /// Nothing: they are text just now.
    Text,
}

impl Digits {
    /// The digit that chooses the entry at `index`, in a menu whose first one shown is `offset`.
    pub(crate) fn of(self, index: usize, offset: usize) -> Option<char> {
        let place = match self {
            Self::OfShown => index.checked_sub(offset)?,
            Self::OfAll => index,
            Self::Text => return None,
        };
        "1234567890".chars().nth(place)
    }
}

impl Menu<'_> {
    /// The width that shows everything, in cells, and the height.
    pub fn size(&self, theme: &Theme) -> (u16, u16) {
        let cells = |entry: &Entry<'_>| {
            let note = width(entry.note, theme);
            width(entry.label, theme).saturating_add(note).saturating_add(5)
        };
        let widest = self.entries.iter().map(cells).max().unwrap_or(0);
        (widest, canvas::cells(self.entries.len()))
    }

    /// Draws the menu.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = area.intersection(buffer.area);
        let height = usize::from(area.height);
        let scrolls = self.entries.len() > height;
        let row_width = area.width.saturating_sub(u16::from(scrolls));
        let shown = self.entries.iter().enumerate().skip(self.offset);
        for (y, (index, entry)) in (area.top()..area.bottom()).zip(shown) {
            let row = Rect { y, width: row_width, height: 1, ..area };
            let digit = self.digits.of(index, self.offset).unwrap_or(' ').to_string();
            let (key, label) =
                if entry.enabled { (Role::Key, Role::Text) } else { (Role::Dim, Role::Dim) };
            line(buffer, row, 0, &digit, theme.style(key), theme);
            let indent = 2.min(row.width);
            let row = Rect { x: row.x + indent, width: row.width - indent, ..row };
            let after = line(buffer, row, 0, entry.label, theme.style(label), theme);
            let seen = Rect { width: after.saturating_sub(row.x), ..row };
            mark_found(buffer, seen, (entry.label, entry.found), theme);
            draw_note(buffer, row, after, entry, theme);
            if index == self.selected {
                let row = Rect { x: area.x, width: row_width, ..row };
                canvas::tint(buffer, row, theme.selection(self.focused));
            }
        }
        scroll_bar(buffer, area, (self.offset, self.entries.len()), theme);
    }
}

/// Draws the note on the right, in what the label leaves.
fn draw_note(buffer: &mut Buffer, row: Rect, after: u16, entry: &Entry<'_>, theme: &Theme) {
    let room = row.right().saturating_sub(after.saturating_add(2));
    let cells = width(entry.note, theme).min(room);
    let x = row.right() - cells;
    let area = Rect { x, width: cells, ..row };
    line(buffer, area, 0, entry.note, theme.style(Role::Dim), theme);
}
