//! Running text that was wrapped beforehand, and can be scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{line, scroll_bar};
use crate::ui::text::WrapCache;
use crate::ui::theme::{Role, Theme};

/// A text, or as much of it as fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// The text, with line breaks where it wants them.
    pub text: &'a str,
    /// The first row that is shown; more than there are shows the last ones.
    pub offset: usize,
    /// How it looks.
    pub role: Role,
}

impl Paragraph<'_> {
    /// Draws the text and returns how many rows it has when wrapped in this area.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        theme: &Theme,
        cache: &mut WrapCache,
    ) -> usize {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return 0;
        }
        let height = usize::from(area.height);
        let mut inner = area;
        let mut rows = cache.wrap(self.text, usize::from(area.width), theme.ambiguous());
        if rows.len() > height && area.width > 2 {
            inner.width -= 2;
            rows = cache.wrap(self.text, usize::from(inner.width), theme.ambiguous());
        }
        let offset = self.offset.min(rows.len().saturating_sub(height));
        for (y, row) in (0..area.height).zip(rows.iter().skip(offset)) {
            line(buffer, inner, y, row, theme.style(self.role), theme);
        }
        if inner.width < area.width {
            scroll_bar(buffer, area, (offset, rows.len()), theme);
        }
        rows.len()
    }
}
