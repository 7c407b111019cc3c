//! What counts as a word, and where it stands: each Chinese character by itself, everything else that
//! is a letter or a digit in runs. The text itself is never changed.

use crate::domain::text::{fold_character, is_han};
use crate::search::fold::simplified;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// A Chinese character, or a run of other letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Half width, lower case, simplified.
    pub text: String,
    /// Where it stands among the units, from 0. Punctuation and a new line leave a place free, spaces do
    /// not: 张　三 is found as 张三, and 停车，难 is not 停车难.
    pub position: u32,
    /// Where it stands in the text, in bytes.
    pub bytes: Range<usize>,
}

impl Unit {
    /// Whether it is a Chinese character.
    pub fn is_han(&self) -> bool {
        self.text.chars().next().is_some_and(is_han)
    }
}

/// A character as it is compared: half width, lower case, simplified.
fn folded(character: char) -> impl Iterator<Item = char> {
    fold_character(simplified(character)).to_lowercase()
}

/// The units of a text, in order.
pub fn units(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut position = 0;
    let mut runs_on = false;
    let mut is_free = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let is_word = fold_character(character).is_alphanumeric();
        if is_word && runs_on && !is_han(character) {
            if let Some(last) = units.last_mut() {
                last.text.extend(folded(character));
                last.bytes.end = end;
            }
        } else if is_word {
            // A place before the first unit is not free: nothing stands before it.
            position += u32::from(is_free && !units.is_empty());
            units.push(Unit { text: folded(character).collect(), position, bytes: at..end });
            position += 1;
            is_free = false;
        } else if !character.is_whitespace() || character == '\n' {
            is_free = true;
        }
        runs_on = is_word && !is_han(character);
    }
    units
}

/// A word of the index: a unit, or two Chinese characters that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gram {
    pub(super) text: String,
    pub(super) position: u32,
    pub(super) bytes: Range<usize>,
}

/// All words of the index for some units: each unit, and each pair of characters at the place of its
/// first.
pub(super) fn grams(units: &[Unit]) -> Vec<Gram> {
    let mut grams = Vec::with_capacity(units.len() * 2);
    for (at, unit) in units.iter().enumerate() {
        let Unit { text, position, bytes } = unit.clone();
        grams.push(Gram { text, position, bytes });
        grams.extend(pair(units, at));
    }
    grams
}

/// As few words of the index as say where all units stand: pairs where there are any.
pub(super) fn fewest_grams(units: &[Unit]) -> Vec<Gram> {
    let mut grams = Vec::with_capacity(units.len());
    let mut is_covered = false;
    for (at, unit) in units.iter().enumerate() {
        let pair = pair(units, at);
        let covers_next = pair.is_some();
        if let Some(pair) = pair {
            grams.push(pair);
        } else if !is_covered {
            let Unit { text, position, bytes } = unit.clone();
            grams.push(Gram { text, position, bytes });
        }
        is_covered = covers_next;
    }
    grams
}

/// The two characters that begin at a place, where both are Chinese and follow one another.
fn pair(units: &[Unit], at: usize) -> Option<Gram> {
    let (first, second) = (units.get(at)?, units.get(at + 1)?);
    let follows = second.position == first.position + 1;
    (follows && first.is_han() && second.is_han()).then(|| Gram {
        text: format!("{}{}", first.text, second.text),
        position: first.position,
        bytes: first.bytes.start..second.bytes.end,
    })
}

/// How many places lie free before each text of an entity: more than any query leaves free, so that
/// nothing is found that begins in one text and ends in the next.
const APART: usize = 4;

/// The words of a text, for tantivy.
#[derive(Debug, Clone, Default)]
pub(super) struct Grams;

/// Hands them over one by one.
pub(super) struct GramStream {
    grams: std::vec::IntoIter<Gram>,
    token: Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream {
        GramStream { grams: grams(&units(text)).into_iter(), token: Token::default() }
    }
}

impl TokenStream for GramStream {
    fn advance(&mut self) -> bool {
        let Some(gram) = self.grams.next() else { return false };
        self.token = Token {
            offset_from: gram.bytes.start,
            offset_to: gram.bytes.end,
            position: gram.position as usize + APART,
            text: gram.text,
            position_length: 1,
        };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
