//! How many terminal cells a text takes, and where its lines break.
//!
//! Pure arithmetic over Unicode; it knows no terminal, only whether that terminal draws the
//! ambiguous characters (`“ ” … — · ① →`, box drawing) in one cell or in two.

use std::ops::Range;

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How the terminal draws characters whose width Unicode leaves open (East Asian *ambiguous*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AmbiguousWidth {
    /// One cell, as most terminals do.
    #[default]
    Narrow,
    /// Two cells, as some terminals do in a Chinese setting.
    Wide,
}

/// Counts the cells of one grapheme: 0 for what leaves no trace, else 1 or 2, rarely more.
pub fn grapheme_width(grapheme: &str, ambiguous: AmbiguousWidth) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(!byte.is_ascii_control());
    }
    match ambiguous {
        AmbiguousWidth::Narrow => grapheme.width(),
        AmbiguousWidth::Wide => grapheme.width_cjk(),
    }
}

/// Counts the cells of a text, grapheme by grapheme.
///
/// ```
/// use tanshi::app::cells::{AmbiguousWidth, width};
///
/// assert_eq!(width("潭事 ok", AmbiguousWidth::Narrow), 7);
/// assert_eq!(width("①", AmbiguousWidth::Wide), 2);
/// ```
pub fn width(text: &str, ambiguous: AmbiguousWidth) -> usize {
    text.graphemes(true).map(|grapheme| grapheme_width(grapheme, ambiguous)).sum()
}

/// Breaks one line (no `\n` in it) into rows of at most `cells` cells, as byte ranges that
/// cover the line without a gap; an empty line is one empty row.
///
/// Breaks where UAX #14 allows it, so that `，` and `。` never begin a row; a word longer than
/// a row is cut between graphemes. Spaces at the end of a row hang over its edge.
pub fn rows(line: &str, cells: usize, ambiguous: AmbiguousWidth) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    // Most lines are short: where they could break need not be found out.
    if width(line, ambiguous) <= cells {
        return std::iter::once(0..line.len()).collect();
    }
    let mut rows = Vec::new();
    let (mut start, mut end, mut used) = (0, 0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let word_cells = width(word.word, ambiguous);
        if used > 0 && used + word_cells > cells {
            rows.push(start..end);
            (start, used) = (end, 0);
        }
        if word_cells > cells {
            for grapheme in word.word.graphemes(true) {
                let step = grapheme_width(grapheme, ambiguous);
                if used + step > cells && end > start {
                    rows.push(start..end);
                    (start, used) = (end, 0);
                }
                end += grapheme.len();
                used += step;
            }
        } else {
            end += word.word.len();
            used += word_cells;
        }
        end += word.whitespace.len();
        used += width(word.whitespace, ambiguous);
    }
    rows.push(start..line.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(line: &str, cells: usize) -> Vec<&str> {
        let rows = rows(line, cells, AmbiguousWidth::Narrow);
        rows.into_iter().map(|row| line.get(row).unwrap()).collect()
    }

    #[test]
    fn ambiguous_characters_follow_the_terminal() {
        for text in ["“", "”", "…", "—", "·", "①", "→", "●", "■", "★", "─", "℃"]
        {
            assert_eq!(width(text, AmbiguousWidth::Narrow), 1, "{text}");
            assert_eq!(width(text, AmbiguousWidth::Wide), 2, "{text}");
        }
    }

    #[test]
    fn half_width_sound_marks_take_a_cell() {
        assert_eq!(width("ﾊﾞ", AmbiguousWidth::Narrow), 2);
    }

    #[test]
    fn punctuation_never_begins_a_row() {
        let line = "会议决定，由城管局牵头，两周内修复登录问题。";
        for cells in 4..40 {
            for row in broken(line, cells) {
                assert!(!row.starts_with(['，', '。']), "{cells}: {row}");
                assert!(width(row, AmbiguousWidth::Narrow) <= cells);
            }
        }
    }

    #[test]
    fn rows_cover_the_line_and_long_words_are_cut() {
        let line = "see https://example.org/a/very/long/address  now";
        for cells in 1..60 {
            assert_eq!(broken(line, cells).concat(), line);
        }
        assert_eq!(broken("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(broken("", 4), [""]);
    }

    #[test]
    fn spaces_hang_over_the_edge() {
        assert_eq!(broken("abcd efgh", 4), ["abcd ", "efgh"]);
    }
}
