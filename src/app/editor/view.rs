//! What of a field is to be seen in a given width, and where the caret stands in it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::LineEditor;
use crate::app::cells::{self, AmbiguousWidth, grapheme_width};

/// The part of a field of one line that fits, scrolled so that the caret is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible<'a> {
    /// What to draw; at most the asked width.
    pub text: &'a str,
    /// Where that begins in the whole text, in bytes.
    pub start: usize,
    /// The caret's column in cells, always less than the asked width (0 where that is 0).
    pub caret_column: usize,
    /// The selected bytes of [`text`](Self::text), empty where nothing is selected.
    pub selected: Range<usize>,
    /// Whether text is hidden on the left.
    pub cut_left: bool,
    /// Whether text is hidden on the right.
    pub cut_right: bool,
}

/// A field of several lines, wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The rows as byte ranges of the text, without line breaks.
    pub rows: Vec<Range<usize>>,
    /// The row of the caret.
    pub caret_row: usize,
    /// Its column in cells.
    pub caret_column: usize,
}

impl LineEditor {
    /// The part that is seen in `width` cells.
    ///
    /// Scrolls by half a width at a time, so that the text stands still while a caret moves;
    /// the result depends on text and caret only.
    pub fn visible(&self, width: usize, ambiguous: AmbiguousWidth) -> Visible<'_> {
        let columns = self.columns(ambiguous);
        let caret = self.column_of(self.caret, ambiguous);
        let half = (width / 2).max(1);
        let mut start = (0, 0);
        while caret.saturating_sub(start.1) + 1 > width && start.1 < caret {
            let target = (start.1 + half).min(caret);
            // Columns rise, and looked through from the beginning a long line would cost its square.
            let at = columns.partition_point(|&(_, column)| column < target);
            start = columns.get(at).copied().unwrap_or(start);
        }
        let fits = |&&(_, column): &&(usize, usize)| column <= start.1 + width;
        let end = columns.iter().take_while(fits).last().map_or(start.0, |&(at, _)| at);
        let end = end.max(start.0);
        let selection = self.selection().unwrap_or(0..0);
        let clip = |at: usize| at.clamp(start.0, end) - start.0;
        Visible {
            text: self.text.get(start.0..end).unwrap_or_default(),
            start: start.0,
            caret_column: caret.saturating_sub(start.1).min(width.saturating_sub(1)),
            selected: clip(selection.start)..clip(selection.end),
            cut_left: start.0 > 0,
            cut_right: end < self.text.len(),
        }
    }

    /// All rows when wrapped at `width` cells, with the caret's place among them.
    pub fn rows(&self, width: usize, ambiguous: AmbiguousWidth) -> Rows {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let broken = cells::rows(line, width, ambiguous);
            rows.extend(broken.into_iter().map(|row| row.start + start..row.end + start));
            start += line.len() + 1;
        }
        let at_or_before = rows.iter().take_while(|row| row.start <= self.caret).count();
        let caret_row = at_or_before.saturating_sub(1);
        let row_start = rows.get(caret_row).map_or(0, |row| row.start);
        let typed = self.text.get(row_start..self.caret).unwrap_or_default();
        let caret_column = cells::width(typed, ambiguous).min(width.saturating_sub(1));
        Rows { rows, caret_row, caret_column }
    }

    /// Every grapheme boundary with its column, the end included.
    fn columns(&self, ambiguous: AmbiguousWidth) -> Vec<(usize, usize)> {
        let mut column = 0;
        let mut columns = vec![(0, 0)];
        for (offset, grapheme) in self.text.grapheme_indices(true) {
            column += grapheme_width(grapheme, ambiguous);
            columns.push((offset + grapheme.len(), column));
        }
        columns
    }

    fn column_of(&self, offset: usize, ambiguous: AmbiguousWidth) -> usize {
        cells::width(self.before(offset), ambiguous)
    }
}
