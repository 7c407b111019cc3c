//! A chart of horizontal bars: a name, a bar, a number.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{line, width};
use crate::ui::canvas::{self, cells};
use crate::ui::text::{self, AmbiguousWidth};
use crate::ui::theme::{Role, Theme};

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar<'a> {
    /// What is counted.
    pub label: &'a str,
    /// How many.
    pub value: u64,
    /// The number as it is written, where it is more than the plain value.
    pub shown: Option<String>,
    /// How the bar looks, where not as every bar.
    pub role: Option<Role>,
}

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws a row for each bar, all on one scale; what does not fit is left out.
///
/// `selected` is the row that is highlighted, for numbers that open what they count.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    bars: &[Bar<'_>],
    selected: Option<usize>,
) {
    let area = area.intersection(buffer.area);
    let number = |bar: &Bar<'_>| bar.shown.clone().unwrap_or_else(|| bar.value.to_string());
    let widest = |widths: &mut dyn Iterator<Item = u16>| widths.max().unwrap_or(0);
    let label_cells =
        widest(&mut bars.iter().map(|bar| width(bar.label, theme))).min(area.width / 3);
    let number_cells = widest(&mut bars.iter().map(|bar| width(&number(bar), theme)));
    let number_cells = number_cells.min(area.width.saturating_sub(label_cells + 1));
    let room = area.width.saturating_sub(label_cells + number_cells + 2);
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    for ((y, bar), index) in (area.top()..area.bottom()).zip(bars).zip(0..) {
        let row = Rect { y, height: 1, ..area };
        line(
            buffer,
            Rect { width: label_cells, ..row },
            0,
            bar.label,
            theme.style(Role::Text),
            theme,
        );
        let x = row.x + (label_cells + 1).min(row.width);
        let strip = strip(bar.value, most, room, theme.ambiguous());
        let style = theme.style(bar.role.unwrap_or(Role::Bar));
        canvas::put(buffer, (x, y), &strip, room, style, theme.ambiguous());
        let shown = text::pad_left(&number(bar), usize::from(number_cells), theme.ambiguous());
        let x = row.right().saturating_sub(number_cells);
        canvas::put(
            buffer,
            (x, y),
            &shown,
            number_cells,
            theme.style(Role::Text),
            theme.ambiguous(),
        );
        if selected == Some(index) {
            canvas::tint(buffer, row, theme.selection(true));
        }
    }
}

/// A bar of `value` on a scale where `most` fills the room, in eighths of a cell.
fn strip(value: u64, most: u64, room: u16, ambiguous: AmbiguousWidth) -> String {
    let eighths = u128::from(room) * 8 * u128::from(value.min(most)) / u128::from(most.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(usize::from(value > 0));
    let block = canvas::lines(ambiguous).block;
    match ambiguous {
        AmbiguousWidth::Narrow => {
            let part = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
            block.repeat(eighths / 8) + part
        }
        AmbiguousWidth::Wide => block.repeat(usize::from(cells(eighths.div_ceil(8)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_share_one_scale_and_little_is_not_nothing() {
        let narrow = AmbiguousWidth::Narrow;
        assert_eq!(strip(10, 10, 4, narrow), "████");
        assert_eq!(strip(5, 10, 3, narrow), "█▌");
        assert_eq!(strip(1, 1_000_000, 4, narrow), "▏");
        assert_eq!(strip(0, 10, 4, narrow), "");
        assert_eq!(strip(u64::MAX, u64::MAX, 4, narrow), "████");
        assert_eq!(strip(5, 10, 3, AmbiguousWidth::Wide), "##");
    }
}
