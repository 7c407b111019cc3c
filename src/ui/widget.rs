//! The pieces that screens are made of: each is plain data with a `draw` onto a buffer.
//!
//! None keeps anything between frames and none knows the state of the program. All of them
//! stand any area, down to nothing at all.

pub mod input;
pub mod key_bar;
pub mod menu;
pub mod popup;
pub mod table;
pub mod toast;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::ops::Range;

use super::canvas::{self, cells};
use super::theme::{Role, Theme};

/// The offset of a list that shows its selected row, moved as little as possible.
///
/// Never scrolls past the end while there are rows enough to fill the view.
pub fn scrolled(offset: usize, selected: Option<usize>, visible: usize, total: usize) -> usize {
    let last = total.saturating_sub(visible);
    let offset = offset.min(last);
    match selected {
        Some(row) if row < offset => row,
        Some(row) if visible > 0 && row >= offset.saturating_add(visible) => {
            (row + 1 - visible).min(last)
        }
        _ => offset,
    }
}

/// Draws a scroll bar in a column of the area, where there is more than is visible.
pub(super) fn scroll_bar(
    buffer: &mut Buffer,
    area: Rect,
    (offset, total): (usize, usize),
    theme: &Theme,
) {
    let area = area.intersection(buffer.area);
    let visible = usize::from(area.height);
    if total <= visible || area.is_empty() {
        return;
    }
    let glyphs = canvas::lines(theme.ambiguous());
    let thumb = (visible.saturating_mul(visible) / total).max(1);
    let travel = visible - thumb;
    let top = offset.saturating_mul(travel).div_ceil(total - visible).min(travel);
    for (row, y) in (area.top()..area.bottom()).enumerate() {
        let on = (top..top + thumb).contains(&row);
        let (glyph, role) =
            if on { (glyphs.thumb, Role::Bar) } else { (glyphs.vertical, Role::Border) };
        let style = theme.style(role);
        canvas::put(buffer, (area.right() - 1, y), glyph, 1, style, theme.ambiguous());
    }
}

/// Marks what of a text was looked for, as far as it is seen: left, where it is not aligned right.
pub(super) fn mark_found(
    buffer: &mut Buffer,
    area: Rect,
    (text, found): (&str, &[Range<usize>]),
    theme: &Theme,
) {
    let style = theme.style(Role::Accent).add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    for range in found {
        let cells = |range: Range<usize>| width(text.get(range).unwrap_or_default(), theme);
        let x = area.x.saturating_add(cells(0..range.start));
        let part = Rect { x, width: cells(range.clone()), ..area };
        canvas::tint(buffer, part.intersection(area), style);
    }
}

/// Draws a text in a row of the area, cut with `…`, and returns the column after it.
pub(super) fn line(
    buffer: &mut Buffer,
    area: Rect,
    row: u16,
    text: &str,
    style: Style,
    theme: &Theme,
) -> u16 {
    if row >= area.height {
        return area.left();
    }
    let safe = super::text::sanitize(text);
    let cut = super::text::truncate(&safe, usize::from(area.width), theme.ambiguous());
    canvas::put(buffer, (area.x, area.y + row), &cut, area.width, style, theme.ambiguous())
}

/// The width of a text in the buffer's own type.
pub(super) fn width(text: &str, theme: &Theme) -> u16 {
    cells(super::text::width(text, theme.ambiguous()))
}
