//! A line as it is typed, character by character, beside the form that it is read in.
//!
//! Places are counted in characters, so that nothing can be cut in two; bytes come out at the end.

use crate::domain::text::{fold_name, is_han};
use std::ops::Range;

/// A name or a word as it is compared.
pub(super) fn folded(text: &str) -> Box<[char]> {
    text.chars().map(fold_name).collect()
}

/// A line and its characters.
pub(super) struct Typed<'a> {
    text: &'a str,
    folded: Vec<char>,
    at: Vec<usize>,
}

impl<'a> Typed<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let folded = text.chars().map(fold_name).collect();
        let at = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, folded, at }
    }

    /// How many characters it has.
    pub(super) const fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded character at a place.
    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.folded.get(at).copied()
    }

    /// The folded character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// The folded characters of a range; nothing where it is none.
    pub(super) fn chars(&self, range: Range<usize>) -> &[char] {
        self.folded.get(range).unwrap_or_default()
    }

    /// The folded characters from a place on.
    pub(super) fn rest(&self, at: usize) -> &[char] {
        self.folded.get(at..).unwrap_or_default()
    }

    /// A range in bytes.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.at.get(at).copied().unwrap_or(self.text.len());
        byte(range.start)..byte(range.end)
    }

    /// The place of a byte, of the character that it lies in.
    pub(super) fn place(&self, byte: usize) -> usize {
        self.at.partition_point(|at| *at < byte).min(self.len())
    }

    /// What stands in a range, as typed.
    pub(super) fn part(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(&range)).unwrap_or_default()
    }

    /// Whether a word begins at a place; the word is written as it is folded.
    pub(super) fn begins(&self, at: usize, word: &str) -> bool {
        let mut here = self.rest(at).iter();
        word.chars().all(|c| here.next() == Some(&c))
    }

    /// The first of some words that begins at a place, and where it ends.
    pub(super) fn one_of<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        let word = words.iter().find(|word| self.begins(at, word))?;
        Some((word, at + word.chars().count()))
    }

    /// The first word of a table that begins at a place: what it says, and where it ends.
    pub(super) fn said<T: Copy>(&self, at: usize, table: &[(&str, T)]) -> Option<(T, usize)> {
        let (word, says) = table.iter().find(|(word, _)| self.begins(at, word))?;
        Some((*says, at + word.chars().count()))
    }

    /// Whether one of some words ends at a place.
    pub(super) fn ends_in(&self, at: usize, words: &[&str]) -> bool {
        self.ending_in(at, words).is_some()
    }

    /// The characters before a place back to what parts a sentence, at most so many, the last first.
    pub(super) fn clause_before(&self, at: usize, most: usize) -> impl Iterator<Item = char> {
        let near = self.chars(at.saturating_sub(most)..at).iter().rev().copied();
        near.take_while(|c| !matches!(c, ',' | '.' | ';' | ':' | '!' | '?'))
    }

    /// Whether one of some words begins in the clause before a place, at most so many characters
    /// before it.
    pub(super) fn says_before(&self, at: usize, most: usize, words: &[&str]) -> bool {
        let begin = at - self.clause_before(at, most).count();
        (begin..at).any(|at| self.one_of(at, words).is_some())
    }

    /// The first of some words that ends at a place, and where it begins.
    pub(super) fn ending_in<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        words.iter().find_map(|word| {
            let start = at.checked_sub(word.chars().count())?;
            self.begins(start, word).then_some((*word, start))
        })
    }

    /// The first place from `at` on that is no blank.
    pub(super) fn past_blanks(&self, at: usize) -> usize {
        self.past(at, is_blank)
    }

    /// The last place up to `at` that no blank stands before.
    pub(super) fn back_over_blanks(&self, at: usize) -> usize {
        let before = self.chars(0..at).iter().rev().take_while(|c| is_blank(**c)).count();
        at - before
    }

    /// The first place from `at` on whose character is none of these.
    pub(super) fn past(&self, at: usize, is_one: impl Fn(char) -> bool) -> usize {
        at + self.rest(at).iter().take_while(|c| is_one(**c)).count()
    }
}

/// Whether a character leaves room.
pub(super) const fn is_blank(character: char) -> bool {
    character.is_whitespace()
}

/// Whether a folded character ends a name that a mark begins.
pub(super) const fn ends_token(c: char) -> bool {
    is_blank(c)
        || matches!(
            c,
            ',' | '.'
                | ';'
                | ':'
                | '?'
                | '!'
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '"'
                | '\''
                | '“'
                | '”'
                | '《'
                | '》'
                | '「'
                | '」'
                | '…'
                | '—'
                | '@'
                | '#'
                | '+'
                | '&'
        )
}

/// Where the word ends that begins at a place: with the marks within it that a Latin name has.
pub(super) fn token_end(typed: &Typed<'_>, at: usize) -> usize {
    let mut end = typed.past(at, |c| !ends_token(c));
    while end > at && joins(typed, end) {
        end = typed.past(end + 1, |c| !ends_token(c));
    }
    end
}

/// Whether the mark at a place stands within a Latin name, which goes on with it: O'Brien, Jean-Luc,
/// and the stop behind an initial, J. or J.R.; not the one of Mary's.
pub(super) fn joins(typed: &Typed<'_>, at: usize) -> bool {
    let is_letter = |at: usize| typed.get(at).is_some_and(|c| c.is_alphabetic() && !is_han(c));
    let Some(before) = at.checked_sub(1).filter(|at| is_letter(*at)) else { return false };
    match typed.get(at) {
        Some('-') => is_letter(at + 1),
        Some('\'') => {
            let is_possessive = typed.get(at + 1) == Some('s') && !is_letter(at + 2);
            is_letter(at + 1) && !is_possessive
        }
        Some('.') => matches!(typed.before(before), Some('@' | '.')),
        _ => false,
    }
}

/// Whether a mark may begin after this character: not inside a word, an address or a sum.
pub(super) fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        !c.is_ascii_alphanumeric()
            && !matches!(c, '_' | '.' | '-' | '=' | '%' | '~' | '@' | '#' | '+' | '&' | '\\')
    })
}
