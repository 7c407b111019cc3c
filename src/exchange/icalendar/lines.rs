//! Content lines of iCalendar (RFC 5545, 3.1): escaped, folded, each ended by CRLF. Knows nothing
//! of what they say.

use crate::domain::text::steers;

/// The longest line, in octets without its CRLF; the blank that a folded one begins with counts.
const LINE_OCTETS: usize = 75;

/// Content lines, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line whose value has a form of its own: a day, a number, a word of the standard.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Adds a line of text; nothing where there is none.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.put(name, &escaped(text));
        }
    }

    /// All of them.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Writes a line in pieces that fit. A character is never cut: its octets would be two pieces of
    /// nothing to whoever reads line by line.
    fn fold(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LINE_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value (RFC 5545, 3.3.11). Line ends of any kind become one, and control characters,
/// which are not allowed there, blanks.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' | '\r' => escaped.push_str("\\n"),
            character if steers(character) => escaped.push(' '),
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", text);
        lines.finish()
    }

    #[test]
    fn what_means_something_to_calendars_is_escaped() {
        assert_eq!(
            written("a,b;c\\d\r\ne\nf\rg\th，；"),
            "SUMMARY:a\\,b\\;c\\\\d\\ne\\nf\\ng h，；\r\n"
        );
        assert_eq!(written(""), "");
    }

    #[test]
    fn a_line_is_folded_when_it_is_longer_than_75_octets_and_not_before() {
        let fits = "a".repeat(75 - "SUMMARY:".len());
        assert_eq!(written(&fits), format!("SUMMARY:{fits}\r\n"));
        assert_eq!(written(&format!("{fits}b")), format!("SUMMARY:{fits}\r\n b\r\n"));
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_character_is_cut(text in "[潭a长\u{20000},\\n ]{0,300}") {
            let written = written(&text);
            let pieces: Vec<&str> = written.split("\r\n").collect();
            prop_assert!(pieces.iter().all(|piece| piece.len() <= 75));
            let whole = written.replace("\r\n ", "");
            let expected = if text.is_empty() { String::new() } else {
                format!("SUMMARY:{}\r\n", escaped(&text))
            };
            prop_assert_eq!(whole, expected);
        }
    }
}
