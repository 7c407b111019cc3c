//! What may be written to a terminal.

/// A text in which nothing that was typed, stored or imported can send an escape to the terminal: control
/// characters other than the end of a line and the tab are replaced.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_is_left() {
        assert_eq!(printable("a\u{1b}[2J\u{9b}b\r\n\t议"), "a\u{fffd}[2J\u{fffd}b\u{fffd}\n\t议");
    }
}
