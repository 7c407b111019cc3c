//! Where a motion of the caret ends.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_segmentation::UnicodeSegmentation;

use super::{LineEditor, Motion};
use crate::app::cells::{grapheme_width, width};

impl LineEditor {
    /// The byte offset that a motion leads to; remembers the column for `Up` and `Down`.
    pub(super) fn destination(&mut self, motion: Motion) -> usize {
        match motion {
            Motion::Left => {
                let before = self.before(self.caret);
                self.caret - before.graphemes(true).next_back().map_or(0, str::len)
            }
            Motion::Right => {
                let after = self.text.get(self.caret..).unwrap_or_default();
                self.caret + after.graphemes(true).next().map_or(0, str::len)
            }
            Motion::WordLeft => floor_grapheme(&self.text, word_left(&self.text, self.caret)),
            Motion::WordRight => ceil_grapheme(&self.text, word_right(&self.text, self.caret)),
            Motion::Home => self.before(self.caret).rfind('\n').map_or(0, |at| at + 1),
            Motion::End => {
                let after = self.text.get(self.caret..).unwrap_or_default();
                self.caret + after.find('\n').unwrap_or(after.len())
            }
            // A row may begin inside a grapheme: a space that carries a combining mark.
            Motion::Up => {
                let offset = self.row_away(|row| row.checked_sub(1), 0);
                floor_grapheme(&self.text, offset)
            }
            Motion::Down => {
                let offset = self.row_away(|row| Some(row + 1), self.text.len());
                ceil_grapheme(&self.text, offset)
            }
            Motion::Start => 0,
            Motion::Finish => self.text.len(),
        }
    }

    /// The offset in another row below or above the goal column; `edge` where there is no row.
    fn row_away(&mut self, step: impl Fn(usize) -> Option<usize>, edge: usize) -> usize {
        let view = self.rows(self.wrap_cells, self.ambiguous);
        let goal = *self.goal.get_or_insert(view.caret_column);
        let Some(row) = step(view.caret_row).and_then(|row| view.rows.get(row)).cloned() else {
            return edge;
        };
        let text = self.text.get(row.clone()).unwrap_or_default();
        let mut column = 0;
        for (offset, grapheme) in text.grapheme_indices(true) {
            let next = column + grapheme_width(grapheme, self.ambiguous);
            if next > goal {
                return row.start + offset;
            }
            column = next;
        }
        // The end of a row that goes on is drawn at the start of the next one: stay before it.
        let continues = self.text.get(row.end..).is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with('\n') && width(text, self.ambiguous) > 0
        });
        let last = text.graphemes(true).next_back().map_or(0, str::len);
        if continues { row.end - last } else { row.end }
    }
}

/// The start of the last word that begins before `caret`, else 0.
fn word_left(text: &str, caret: usize) -> usize {
    words(text).take_while(|word| word.0 < caret).last().map_or(0, |word| word.0)
}

/// The end of the first word that ends after `caret`, else the end of the text.
fn word_right(text: &str, caret: usize) -> usize {
    words(text).find(|word| word.1 > caret).map_or(text.len(), |word| word.1)
}

/// The words as byte offsets (start, end); Chinese by the dictionary: 会议|决定|修复|登录.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = 0;
    segmenter.segment_str(text).iter_with_word_type().filter_map(move |(end, kind)| {
        let word = (start, end);
        start = end;
        kind.is_word_like().then_some(word)
    })
}

/// The last grapheme boundary at or before `offset`.
fn floor_grapheme(text: &str, offset: usize) -> usize {
    boundaries(text).take_while(|&at| at <= offset).last().unwrap_or(0)
}

/// The first grapheme boundary at or after `offset`.
pub(super) fn ceil_grapheme(text: &str, offset: usize) -> usize {
    boundaries(text).find(|&at| at >= offset).unwrap_or(text.len())
}

fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()])
}
