//! Text made to fit cells: cut, wrapped, and rid of what a terminal would obey.
//!
//! Never cuts a grapheme. It does not know where on the screen a text goes.

use crate::domain::text::steers;
use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::cells;
pub use crate::app::cells::{AmbiguousWidth, grapheme_width, width};

/// The longest beginning of `text` that takes at most `cells` cells, and its width.
pub fn fitting(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> (&str, usize) {
    let mut used = 0;
    for (offset, grapheme) in text.grapheme_indices(true) {
        let next = used + grapheme_width(grapheme, ambiguous);
        if next > cells {
            return (text.get(..offset).unwrap_or_default(), used);
        }
        used = next;
    }
    (text, used)
}

/// What stands for the rest of a text that was cut.
pub const fn ellipsis(ambiguous: AmbiguousWidth) -> &'static str {
    match ambiguous {
        AmbiguousWidth::Narrow => "…",
        AmbiguousWidth::Wide => "..",
    }
}

/// Cuts a text to at most `cells` cells; a cut text ends in `…` (`..` where that is wide).
///
/// ```
/// use tanshi::ui::text::{AmbiguousWidth, truncate};
///
/// assert_eq!(truncate("市场周边停车难", 8, AmbiguousWidth::Narrow), "市场周…");
/// assert_eq!(truncate("停车难", 6, AmbiguousWidth::Narrow), "停车难");
/// ```
pub fn truncate(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> Cow<'_, str> {
    if fitting(text, cells, ambiguous).0.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mark = ellipsis(ambiguous);
    let Some(room) = cells.checked_sub(width(mark, ambiguous)) else {
        return Cow::Borrowed(fitting(text, cells, ambiguous).0);
    };
    Cow::Owned(format!("{}{mark}", fitting(text, room, ambiguous).0))
}

/// Wraps a text into rows of at most `cells` cells, by UAX #14: `，` never begins a row.
///
/// Line breaks in the text are kept; the text is [sanitized](sanitize) first.
pub fn wrap(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> Vec<String> {
    let mut wrapped = Vec::new();
    for line in text.lines() {
        let line = sanitize(line);
        let rows = cells::rows(&line, cells, ambiguous);
        let row = |range: Range<usize>| {
            line.get(range).unwrap_or_default().trim_end_matches(' ').to_owned()
        };
        wrapped.extend(rows.into_iter().map(row));
    }
    if wrapped.is_empty() {
        wrapped.push(String::new());
    }
    wrapped
}

/// Makes a stored text safe to draw: no character in it moves the cursor, starts an escape
/// sequence, turns the direction of its neighbours or is drawn differently by every terminal.
///
/// Control and direction characters show as `·`, line breaks and tabs as a space; joiners and
/// variation selectors go (an emoji family becomes its members). Half-width sound marks are
/// composed, since ratatui counts them twice.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.chars().any(needs_care) {
        return Cow::Borrowed(text);
    }
    let composed: String = text
        .graphemes(true)
        .flat_map(|grapheme| {
            let marked = grapheme.contains(['\u{FF9E}', '\u{FF9F}']);
            if marked { grapheme.nfkc().collect::<String>() } else { grapheme.to_owned() }
                .chars()
                .collect::<Vec<_>>()
        })
        .collect();
    Cow::Owned(composed.chars().filter_map(careful).collect())
}

fn needs_care(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}') || careful(c) != Some(c)
}

fn careful(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{FEFF}'
        | '\u{00AD}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E0FFF}' => None,
        c if steers(c) => Some('·'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NARROW: AmbiguousWidth = AmbiguousWidth::Narrow;
    const WIDE: AmbiguousWidth = AmbiguousWidth::Wide;

    #[test]
    fn a_cut_never_halves_a_glyph() {
        assert_eq!(truncate("停车难", 5, NARROW), "停车…");
        assert_eq!(truncate("停车难", 4, NARROW), "停…");
        assert_eq!(truncate("停车难", 1, NARROW), "…");
        assert_eq!(truncate("停车难", 1, WIDE), "");
        assert_eq!(truncate("停车难", 5, WIDE), "停..");
        assert_eq!(truncate("停车难", 0, NARROW), "");
    }

    #[test]
    fn nothing_stored_reaches_the_terminal_as_an_order() {
        assert_eq!(sanitize("停\u{1b}[2J车\u{9b}\u{202e}难\n"), "停·[2J车··难 ");
        assert_eq!(sanitize("👨\u{200d}👩"), "👨👩");
        assert_eq!(sanitize("ﾊﾞ"), "バ");
        assert!(matches!(sanitize("停车难 “ok”"), Cow::Borrowed(_)));
    }

    #[test]
    fn wrapping_keeps_line_breaks_and_punctuation() {
        assert_eq!(
            wrap("会议决定：修复。\n\n好", 8, NARROW),
            ["会议决", "定：修", "复。", "", "好"]
        );
        assert_eq!(wrap("", 8, NARROW), [""]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_cut_and_wrapped_within_its_cells(text in any::<String>(), cells in 2_usize..30) {
            for ambiguous in [NARROW, WIDE] {
                prop_assert!(width(&truncate(&text, cells, ambiguous), ambiguous) <= cells);
                let safe = sanitize(&text);
                prop_assert!(!safe.contains(char::is_control));
                prop_assert!(matches!(sanitize(&safe), Cow::Borrowed(_)), "{:?}", safe);
                for row in wrap(&text, cells, ambiguous) {
                    // One glyph may be wider than a row; it is clipped where it is drawn.
                    let one = row.graphemes(true).count() == 1;
                    prop_assert!(one || width(&row, ambiguous) <= cells, "{row:?}");
                }
            }
        }
    }
}
