//! Which brackets of a text belong together, of either width.

use std::collections::BTreeMap;

/// The pairs of brackets in a text, found in one pass however many are never closed.
pub struct Brackets {
    /// Where a bracket opens, and where it closes, in bytes.
    pairs: BTreeMap<usize, usize>,
}

impl Brackets {
    /// Finds them in a text.
    pub fn of(text: &str) -> Self {
        let (mut open, mut pairs) = (Vec::new(), BTreeMap::new());
        for (at, character) in text.char_indices() {
            if is_opening(character) {
                open.push(at);
            } else if matches!(character, ')' | '）') {
                pairs.extend(open.pop().map(|opened| (opened, at)));
            }
        }
        Self { pairs }
    }

    /// Where the bracket opens that closes at a place.
    pub fn opening_of(&self, closing: usize) -> Option<usize> {
        self.pairs.iter().find(|(_, closes)| **closes == closing).map(|(opens, _)| *opens)
    }

    /// The characters of the text with their places, but for what stands in brackets. A bracket that
    /// is never closed holds nothing together.
    pub fn outside(&self, text: &str) -> impl Iterator<Item = (usize, char)> {
        let mut inside_until = 0;
        text.char_indices().filter(move |(at, _)| {
            if *at >= inside_until {
                inside_until = self.pairs.get(at).copied().unwrap_or(inside_until);
            }
            *at >= inside_until
        })
    }
}

/// Whether a character opens a bracket, of either width.
pub const fn is_opening(character: char) -> bool {
    matches!(character, '(' | '（')
}
