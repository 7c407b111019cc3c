//! One word that was typed, as a machine over the characters of a text: all places of the word that
//! can be reached so far are bits of one number, so that a text costs its length and no more.

use crate::domain::text::is_han;
use crate::search::fold::{fold, is_folded};
use crate::search::sound;

/// The most characters of a word that can be pinyin; a longer one has to be there as it is.
const MOST: usize = 63;

/// In which ways a character of the text may be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As it is written.
    Written,
    /// Or by all letters of a reading; of the last one by what is typed so far.
    Spelled,
    /// Or by its initial.
    Short,
}

/// A word that was typed, folded.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    symbols: Box<[char]>,
    /// The same as a text.
    text: Box<str>,
    /// Where each letter stands in it, a bit each.
    letters: [u64; 26],
    /// The same of everything else.
    others: Box<[(char, u64)]>,
    is_latin: bool,
    /// The bit of its first letter, where it begins with one.
    first: u32,
}

/// The place of a letter in the alphabet.
fn letter(character: char) -> Option<usize> {
    let place = u32::from(character).checked_sub(u32::from('a')).filter(|place| *place < 26)?;
    usize::try_from(place).ok()
}

impl Pattern {
    /// Prepares a folded word that is not empty.
    pub(super) fn new(symbols: Vec<char>, may_be_pinyin: bool) -> Self {
        let mut letters = [0; 26];
        let mut others: Vec<(char, u64)> = Vec::new();
        for (at, symbol) in symbols.iter().enumerate().take(MOST) {
            match letter(*symbol).and_then(|it| letters.get_mut(it)) {
                Some(mask) => *mask |= 1 << at,
                None => match others.iter_mut().find(|(it, _)| it == symbol) {
                    Some((_, mask)) => *mask |= 1 << at,
                    None => others.push((*symbol, 1 << at)),
                },
            }
        }
        let first = symbols.first().and_then(|it| letter(*it)).map_or(0, |it| 1 << it);
        let is_latin = may_be_pinyin && letters.iter().any(|mask| *mask != 0);
        let text = symbols.iter().collect::<String>().into();
        Self { symbols: symbols.into(), text, letters, others: others.into(), is_latin, first }
    }

    /// What was typed, folded.
    pub(super) const fn symbols(&self) -> &[char] {
        &self.symbols
    }

    /// Whether letters of it may be pinyin.
    pub(super) const fn may_be_pinyin(&self) -> bool {
        self.is_latin
    }

    /// The bit that is reached at its end.
    pub(super) fn end(&self) -> u64 {
        1 << self.symbols.len().min(MOST)
    }

    /// Where a character stands in it, a bit each.
    pub(super) fn mask(&self, character: char) -> u64 {
        match letter(character) {
            Some(at) => self.letters.get(at).copied().unwrap_or(0),
            None => {
                self.others.iter().find(|(it, _)| *it == character).map_or(0, |(_, mask)| *mask)
            }
        }
    }

    /// Where a letter of a reading stands in it: `v` is typed as `u`, too.
    pub(super) fn letter_mask(&self, byte: u8) -> u64 {
        let mask = self.mask(char::from(byte));
        if byte == b'v' { mask | self.mask('u') } else { mask }
    }

    /// The places that are reached when a folded character of the text is passed.
    fn pass(&self, reached: u64, character: char, how: How) -> u64 {
        let mut next = (reached & self.mask(character)) << 1;
        if how == How::Written || !self.is_latin || !is_han(character) {
            return next;
        }
        for syllable in sound::readings(character) {
            let letters = syllable.letters().as_bytes();
            let is_retroflex = letters.get(1) == Some(&b'h');
            let mut inside = reached;
            for (count, byte) in (1..).zip(letters) {
                inside = (inside & self.letter_mask(*byte)) << 1;
                if inside == 0 {
                    break;
                }
                let is_initial = how == How::Short && (count == 1 || count == 2 && is_retroflex);
                let may_end = is_initial || count == letters.len();
                next |= if may_end { inside } else { inside & self.end() };
            }
        }
        next
    }

    /// Whether a match can begin with a folded character.
    fn may_begin(&self, character: char, how: How) -> bool {
        self.mask(character) & 1 != 0
            || how != How::Written && self.is_latin && sound::initials(character) & self.first != 0
    }

    /// Whether it is found anywhere in a text.
    pub(super) fn is_in(&self, text: &str, how: How) -> bool {
        if self.symbols.len() > MOST {
            return self.written_at(text).is_some();
        }
        if !self.is_latin {
            let is_there = text.contains(&*self.text);
            if is_there || is_folded(text) {
                return is_there;
            }
        }
        let (end, mut reached) = (self.end(), 1);
        for character in text.chars().map(fold) {
            if reached == 1 && !self.may_begin(character, how) {
                continue;
            }
            reached = self.pass(reached, character, how);
            if reached & end != 0 {
                return true;
            }
            reached |= 1;
        }
        false
    }

    /// Whether a text begins with it, and whether that can be all of the text.
    pub(super) fn begins(&self, text: &str, how: How) -> Option<bool> {
        let (end, mut reached, mut begins) = (self.end(), 1, false);
        for character in text.chars().map(fold) {
            reached = self.pass(reached & !end, character, how);
            begins |= reached & end != 0;
            if reached == 0 {
                return begins.then_some(false);
            }
        }
        begins.then_some(reached & end != 0)
    }

    /// Whether a text ends with it.
    pub(super) fn ends(&self, text: &str, how: How) -> bool {
        let (end, mut reached) = (self.end(), 0);
        for character in text.chars().map(fold) {
            reached = self.pass((reached & !end) | 1, character, how);
        }
        reached & end != 0
    }

    /// How many characters it takes at the beginning of a text, which is all it takes.
    pub(super) fn taken(&self, text: impl Iterator<Item = char>, how: How) -> Option<usize> {
        let (end, mut reached) = (self.end(), 1);
        for (count, character) in (1..).zip(text.map(fold)) {
            reached = self.pass(reached, character, how);
            if reached & end != 0 {
                return Some(count);
            }
            if reached == 0 {
                return None;
            }
        }
        None
    }

    /// Where a word stands as it is written, in characters: for one that is too long to be pinyin.
    pub(super) fn written_at(&self, text: &str) -> Option<usize> {
        let folded: Vec<char> = text.chars().map(fold).collect();
        folded.windows(self.symbols.len()).position(|part| *part == *self.symbols)
    }

    pub(super) fn is_too_long(&self) -> bool {
        self.symbols.len() > MOST
    }
}
