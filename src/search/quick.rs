//! Quick search: whether, how well and where words that were typed are in short texts, by
//! characters, pinyin and initials in any reading, and what is nearly typed.
//!
//! Each word has to be found. What is exactly there is one thing, what is nearly there another: a
//! list looks for the second only where the first finds nothing at all, and then only for what is
//! [nearest](Nearness), so that no list is drowned by what somebody did not mean.

mod near;
mod pattern;
mod signs;

pub use self::near::Nearness;
use self::near::{Near, beginnings, folded};
use self::pattern::{How, Pattern};
use self::signs::Needs;
pub use self::signs::Signs;
use super::fold::fold;
use super::initials::{Initials, latin_initials, latin_part};
use std::ops::Range;

/// One word of what was typed.
#[derive(Debug, Clone)]
pub struct Word {
    pattern: Pattern,
    needs: Needs,
    near: Option<Near>,
}

/// How well a word fits a text, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    how: Manner,
    place: Place,
}

/// How something is found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// As it is written.
    Written,
    /// By pinyin in full.
    Spelled,
    /// By initials, or by both.
    Short,
    /// It is only near.
    Near(Nearness),
}

/// Where in a text something is found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is the whole text.
    Whole,
    /// The text begins with it.
    Begins,
    /// The text ends with it: titles say last what they are about.
    Ends,
    /// It stands between.
    Within,
}

impl Fit {
    /// Whether it is the whole text, as it is written or by its pinyin in full.
    pub fn is_spelled_out(self) -> bool {
        self.how <= Manner::Spelled && self.place == Place::Whole
    }

    /// Where it is found.
    pub const fn place(self) -> Place {
        self.place
    }

    /// How good that is as a number, the lower the better; below 36.
    pub const fn cost(self) -> u32 {
        let how = match self.how {
            Manner::Written => 0,
            Manner::Spelled => 1,
            Manner::Short => 2,
            Manner::Near(Nearness::Alike) => 4,
            Manner::Near(Nearness::One) => 6,
            Manner::Near(Nearness::Two) => 8,
        };
        how * 4 + self.place as u32
    }
}

impl Word {
    /// A word that may be pinyin; `None` for nothing.
    pub fn new(typed: &str) -> Option<Self> {
        Self::of(typed, true)
    }

    /// A phrase: its characters in a row, blanks too, and no pinyin.
    pub fn phrase(typed: &str) -> Option<Self> {
        Self::of(typed, false)
    }

    fn of(typed: &str, may_be_pinyin: bool) -> Option<Self> {
        let symbols: Vec<char> = typed.trim().chars().map(fold).collect();
        if symbols.is_empty() {
            return None;
        }
        let needs = Needs::of(&symbols);
        let pattern = Pattern::new(symbols, may_be_pinyin);
        let near = if may_be_pinyin { Near::new(&pattern) } else { None };
        Some(Self { pattern, needs, near })
    }

    /// Whether it is found in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.pattern.is_in(text, How::Short) || self.latin_initials(text).is_some()
    }

    /// Whether it may be in a text with these signs, or as near to it; a quick look that says no of nearly
    /// all where it is not.
    pub fn may_be_in(&self, signs: &Signs, near: Option<Nearness>) -> bool {
        match near {
            None => self.needs.may_be_in(signs),
            Some(nearness) => {
                let is_tried = |near: &Near| near.is_tried(nearness);
                self.near.as_ref().is_some_and(is_tried) && self.needs.may_be_near(signs, nearness)
            }
        }
    }

    /// Whether it is nearly in a text, as near as that.
    pub fn is_near(&self, text: &str, nearness: Nearness) -> bool {
        self.near.as_ref().is_some_and(|near| near.is_in(&self.pattern, text, nearness))
    }

    /// How well it fits a text; `None` where it is not in it.
    pub fn fit(&self, text: &str) -> Option<Fit> {
        let found = [
            (How::Written, Manner::Written),
            (How::Spelled, Manner::Spelled),
            (How::Short, Manner::Short),
        ];
        let (how, manner) = found
            .into_iter()
            .find(|(how, _)| self.pattern.is_in(text, *how))
            .or_else(|| self.latin_initials(text).map(|_initials| (How::Short, Manner::Short)))?;
        Some(Fit { how: manner, place: self.place(text, how) })
    }

    /// Where it is in a text that has it.
    fn place(&self, text: &str, how: How) -> Place {
        match self.pattern.begins(text, how) {
            Some(true) => Place::Whole,
            Some(false) => Place::Begins,
            None if self.latin_initials(text) == Some(Initials::Begin) => Place::Begins,
            None if self.pattern.ends(text, how) => Place::Ends,
            None => Place::Within,
        }
    }

    /// How well it fits a text that it is only near to.
    pub fn near_fit(&self, text: &str, nearness: Nearness) -> Option<Fit> {
        let found = self.near_at(text, nearness)?;
        let place = match found.start {
            0 if found.end == text.chars().count() => Place::Whole,
            0 => Place::Begins,
            _ if found.end == text.chars().count() => Place::Ends,
            _ => Place::Within,
        };
        Some(Fit { how: Manner::Near(nearness), place })
    }

    /// Where it is in a text, in bytes: as it is written if it is, else where it is found first.
    pub fn part(&self, text: &str) -> Option<Range<usize>> {
        let ways = [How::Written, How::Spelled, How::Short];
        let found = ways.into_iter().find_map(|how| self.found_at(text, how));
        let found = found.or_else(|| {
            self.may_be_initials(text).then(|| latin_part(self.pattern.symbols(), text)).flatten()
        });
        found.map(|characters| bytes(text, characters))
    }

    /// Where it is nearly in a text, in bytes.
    pub fn near_part(&self, text: &str, nearness: Nearness) -> Option<Range<usize>> {
        self.near_at(text, nearness).map(|characters| bytes(text, characters))
    }

    fn found_at(&self, text: &str, how: How) -> Option<Range<usize>> {
        if self.pattern.is_too_long() {
            let at = self.pattern.written_at(text)?;
            return Some(at..at + self.pattern.symbols().len());
        }
        (0..text.chars().count()).find_map(|at| {
            let taken = self.pattern.taken(text.chars().skip(at), how)?;
            Some(at..at + taken)
        })
    }

    fn near_at(&self, text: &str, nearness: Nearness) -> Option<Range<usize>> {
        let near = self.near.as_ref()?;
        let text = folded(text);
        beginnings(&text).find_map(|at| {
            let taken = near.taken(&self.pattern, text.get(at..)?, nearness)?;
            Some(at..at + taken)
        })
    }

    /// Where the words of a Latin text begin whose initials were typed.
    fn latin_initials(&self, text: &str) -> Option<Initials> {
        if !self.may_be_initials(text) {
            return None;
        }
        latin_initials(self.pattern.symbols(), text.chars())
    }

    fn may_be_initials(&self, text: &str) -> bool {
        self.pattern.may_be_pinyin() && text.bytes().any(|byte| byte.is_ascii_alphabetic())
    }

    /// Whether this word is only found where the other one is.
    pub fn narrows(&self, other: &Self) -> bool {
        let (own, others) = (self.pattern.symbols(), other.pattern.symbols());
        let is_longer = |place: bool| place && !others.is_empty();
        if other.pattern.may_be_pinyin() {
            // What is typed on keeps what it began with, but for the initials of Latin words.
            self.pattern.may_be_pinyin() && is_longer(own.starts_with(others))
        } else {
            is_longer(own.windows(others.len()).any(|part| part == others))
        }
    }
}

/// A range of characters as a range of bytes.
fn bytes(text: &str, characters: Range<usize>) -> Range<usize> {
    let at = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    at(characters.start)..at(characters.end)
}

/// What was typed, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    words: Vec<Word>,
    near: Option<Nearness>,
}

impl Matcher {
    /// Prepares a text: each of its words has to be found.
    pub fn new(typed: &str) -> Self {
        Self { words: typed.split_whitespace().filter_map(Word::new).collect(), near: None }
    }

    /// The same, but that each word may be near.
    #[must_use]
    pub fn near(&self, nearness: Nearness) -> Self {
        Self { words: self.words.clone(), near: Some(nearness) }
    }

    /// Whether nothing was typed, which everything matches.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that have to be found.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether every word is found in a text.
    pub fn matches(&self, text: &str) -> bool {
        self.words.iter().all(|word| self.finds(word, text))
    }

    /// Whether every word is found in one or another of some texts.
    pub fn matches_among(&self, texts: &[&str]) -> bool {
        self.words.iter().all(|word| texts.iter().any(|text| self.finds(word, text)))
    }

    fn finds(&self, word: &Word, text: &str) -> bool {
        word.is_in(text) || self.near.is_some_and(|nearness| word.is_near(text, nearness))
    }

    /// How well a short text is matched: 0 as a whole, 1 at its beginning, 2 elsewhere; `None` where it
    /// is not.
    pub fn rank(&self, text: &str) -> Option<u8> {
        self.place(text).map(|place| match place {
            Place::Whole => 0,
            Place::Begins => 1,
            Place::Ends | Place::Within => 2,
        })
    }

    /// Where in a short text the first word is found; `None` where not all are.
    pub fn place(&self, text: &str) -> Option<Place> {
        // However it is found: `zh` is 赵海 as a whole rather than the beginning of 周明.
        let place = || self.words.first().map(|word| word.place(text, How::Short));
        self.matches(text).then(|| place().unwrap_or(Place::Whole))
    }
}

/// Ranges in order, those that touch as one.
pub fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut all: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

#[cfg(test)]
mod tests;
