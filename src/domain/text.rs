//! What may be stored as text, and how typed text is folded before it is read.
//!
//! Stored text keeps its width and its punctuation; only its normal form and its ends are
//! tidied, and whatever could act on a terminal is refused. Folding is for commands, numbers and
//! dates (DOMAIN §5) and never for what is stored.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The most characters of a name: a person, a studio, a department.
pub const NAME_CHARS: usize = 60;
/// The most characters of a title.
pub const TITLE_CHARS: usize = 120;
/// The most characters of a short text: a place, a reason, a remark.
pub const SHORT_CHARS: usize = 200;
/// The most characters of a text of several lines.
pub const BLOCK_CHARS: usize = 5_000;
/// What spreadsheet programs take for the beginning of a formula, as bytes or in full width: in text
/// with commas an apostrophe stands before a cell that begins so, going out and coming in.
pub const FORMULA_SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The reason why a text can't be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TextFault {
    /// Nothing is left once the ends are trimmed.
    Empty,
    /// It is longer than its place allows.
    TooLong {
        /// The most characters allowed.
        limit: usize,
        /// How many there are.
        got: usize,
    },
    /// It holds a character that steers a terminal or hides from the reader.
    Control {
        /// The code point.
        code_point: u32,
        /// Where it stands in the text as given, in characters, counted from 0.
        position: usize,
    },
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty"),
            Self::TooLong { limit, got } => {
                write!(f, "the text has {got} characters, at most {limit} are allowed")
            }
            Self::Control { code_point, position } => {
                write!(f, "character U+{code_point:04X} at {position} is not allowed")
            }
        }
    }
}

impl std::error::Error for TextFault {}

/// Cleans a text of one line: normal form C, ends trimmed (U+3000 too).
///
/// # Errors
///
/// [`TextFault::Empty`], [`TextFault::TooLong`] for more than `limit_chars` characters after
/// cleaning, [`TextFault::Control`] for line breaks, tabs and every other character that steers a
/// terminal, turns the direction of writing or has no width.
pub fn clean_line(text: &str, limit_chars: usize) -> Result<String, TextFault> {
    clean(text, limit_chars, |_| false)
}

/// Cleans a text of several lines: as [`clean_line`], but `\n` stays, `\r\n` becomes `\n` and a
/// tab becomes a space.
///
/// # Errors
///
/// As [`clean_line`]; a `\r` without `\n` is refused.
pub fn clean_block(text: &str, limit_chars: usize) -> Result<String, TextFault> {
    clean(text, limit_chars, |character| matches!(character, '\n' | '\t'))
}

fn clean(text: &str, limit: usize, allowed: fn(char) -> bool) -> Result<String, TextFault> {
    let start = text.chars().take_while(|character| character.is_whitespace()).count();
    let trimmed = text.trim();
    let mut next = trimmed.chars().enumerate().peekable();
    let mut kept = String::with_capacity(trimmed.len());
    while let Some((index, character)) = next.next() {
        let breaks = character == '\r' && next.peek().is_some_and(|(_, after)| *after == '\n');
        match character {
            '\r' if breaks && allowed('\n') => {}
            _ if !allowed(character) && is_unsafe(character) => {
                let position = start + index;
                return Err(TextFault::Control { code_point: u32::from(character), position });
            }
            '\t' => kept.push(' '),
            _ => kept.push(character),
        }
    }
    let normal: String = kept.nfc().collect();
    match normal.chars().count() {
        0 => Err(TextFault::Empty),
        got if got > limit => Err(TextFault::TooLong { limit, got }),
        _ => Ok(normal),
    }
}

/// Whether a character is a Chinese one.
pub const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text as it may be shown where nothing else looks after it: whatever steers a terminal or turns the
/// direction of writing is `\u{fffd}`; line breaks and tabs stay. What is entered here passed [`clean_line`];
/// what somebody typed, or a file is called, or a store says that was tampered with, may not have.
///
/// ```
/// assert_eq!(tanshi::domain::text::shown("停\u{1b}[2J车\n"), "停\u{fffd}[2J车\n");
/// ```
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_hidden = |it: char| steers(it) && !matches!(it, '\n' | '\t');
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|it| if is_hidden(it) { '\u{fffd}' } else { it }).collect())
}

/// JSON that means the same and steers no terminal: what [`shown`] would not show is written as `\u001b`.
pub fn shown_json(json: &str) -> Cow<'_, str> {
    let is_hidden = |it: char| steers(it) && it != '\n';
    if !json.contains(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                write!(shown, "\\u{unit:04x}").ok();
            }
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character steers a terminal or turns the direction of writing.
pub fn steers(character: char) -> bool {
    character.is_control()
        || is_direction(character)
        || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Whether a character only turns the direction of the text around it, or marks its order.
pub const fn is_direction(character: char) -> bool {
    matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// Tells whether a character steers a terminal, reorders the line or hides in it.
pub fn is_unsafe(character: char) -> bool {
    // Cc, then what Unicode calls format characters (bidi, zero width, tags) and the two
    // separators that some programs break lines at.
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Folds what a Chinese input method types into what a command, a number or a date is read from.
///
/// U+FF01–U+FF5E become ASCII, U+3000 a space, `。` a full stop, `【】` square brackets and `、` a
/// slash (DOMAIN §5). Every character stays one character, so positions hold. Not for stored text.
///
/// ```
/// use tanshi::domain::text::fold_width;
///
/// assert_eq!(fold_width("２０２３－０６－３０"), "2023-06-30");
/// assert_eq!(fold_width("、停车　难"), "/停车 难");
/// ```
pub fn fold_width(text: &str) -> String {
    text.chars().map(fold_character).collect()
}

/// Folds one character as [`fold_width`] does.
pub fn fold_character(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '。' => '.',
        '【' => '[',
        '】' => ']',
        '、' => '/',
        other => other,
    }
}

/// Folds a character of a name for comparison: half width, lower case, every apostrophe the straight
/// one. One character stays one.
pub fn fold_name(character: char) -> char {
    match fold_character(character) {
        '’' | '‘' | 'ʼ' => '\'',
        narrow => narrow.to_lowercase().next().unwrap_or(narrow),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_are_trimmed_and_the_width_is_kept() {
        assert_eq!(clean_line("\u{3000} 市场周边，停车难 \n", 60).unwrap(), "市场周边，停车难");
        assert_eq!(clean_line("张\u{3000}三", 60).unwrap(), "张\u{3000}三");
    }

    #[test]
    fn composed_and_decomposed_letters_are_stored_alike() {
        assert_eq!(clean_line("e\u{301}", 1), clean_line("é", 1));
    }

    #[test]
    fn an_empty_text_is_refused() {
        assert_eq!(clean_line(" \u{3000}\n", 60), Err(TextFault::Empty));
        assert_eq!(clean_block("", 60), Err(TextFault::Empty));
    }

    #[test]
    fn the_limit_counts_characters_and_not_bytes() {
        assert!(clean_line(&"潭".repeat(NAME_CHARS), NAME_CHARS).is_ok());
        let fault = TextFault::TooLong { limit: NAME_CHARS, got: NAME_CHARS + 1 };
        assert_eq!(clean_line(&"潭".repeat(NAME_CHARS + 1), NAME_CHARS), Err(fault));
    }

    #[test]
    fn characters_that_steer_a_terminal_are_refused_where_they_stand() {
        for hidden in ['\u{1b}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{200b}', '\0'] {
            let fault = TextFault::Control { code_point: u32::from(hidden), position: 3 };
            let text = format!(" 停车{hidden}难");
            assert_eq!(clean_line(&text, 60), Err(fault));
            assert_eq!(clean_block(&text, 60), Err(fault));
        }
    }

    #[test]
    fn a_line_has_no_breaks_and_no_tabs() {
        let fault = |code_point| Err(TextFault::Control { code_point, position: 1 });
        assert_eq!(clean_line("a\nb", 60), fault(10));
        assert_eq!(clean_line("a\tb", 60), fault(9));
        assert_eq!(clean_line("a\r\nb", 60), fault(13));
    }

    #[test]
    fn a_block_keeps_its_lines_and_loses_its_tabs() {
        assert_eq!(clean_block("一\r\n\t二\n三\n", 60).unwrap(), "一\n 二\n三");
        let fault = TextFault::Control { code_point: 13, position: 1 };
        assert_eq!(clean_block("a\rb", 60), Err(fault));
    }

    #[test]
    fn commands_typed_in_full_width_read_as_ascii() {
        assert_eq!(fold_width("、停车\u{3000}难"), "/停车 难");
        assert_eq!(fold_width("：／？！；，。（）【】０９ａｚ"), ":/?!;,.()[]09az");
    }

    #[test]
    fn what_is_shown_or_written_as_json_steers_no_terminal() {
        let text = "停\u{1b}[2J\u{9b}31m\u{7f}\u{202e}车\n难\t路";
        assert_eq!(shown(text), "停\u{fffd}[2J\u{fffd}31m\u{fffd}\u{fffd}车\n难\t路");
        let json = serde_json::to_string(text).unwrap();
        let safe = shown_json(&json);
        assert!(safe.contains(r"\u009b31m\u007f\u202e车\n"), "{safe}");
        assert!(!safe.contains(steers));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        assert!(matches!(shown("停车难"), Cow::Borrowed(_)));
        assert!(matches!(shown_json("{\n}"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,40}") {
            if let Ok(once) = clean_block(&text, BLOCK_CHARS) {
                prop_assert_eq!(clean_block(&once, BLOCK_CHARS), Ok(once));
            }
        }

        #[test]
        fn folding_keeps_the_number_of_characters(text in "\\PC{0,40}") {
            prop_assert_eq!(fold_width(&text).chars().count(), text.chars().count());
        }
    }
}
