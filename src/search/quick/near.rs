//! What is nearly typed: another character of the same sound, a letter or a character that is
//! missing, too much, wrong, or in the wrong place.
//!
//! Words of less than four letters or two characters are never looked for so: a slip in `tcn` could
//! be anything. The first letter or character has to be right, or swapped with the second one.
//!
//! `nucleo-matcher` finds letters in order with gaps, not slips, and knows no readings; `strsim`
//! compares whole texts with one reading each. So this is Wu and Manber's bit-parallel search, run
//! over all readings at once.

use super::pattern::Pattern;
use crate::domain::text::is_han;
use crate::search::fold::fold;
use crate::search::sound::{self, Syllable};

/// How far what was typed may be from what is found, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Other characters that are spoken alike: 停车南 for 停车难.
    Alike,
    /// One slip.
    One,
    /// Two slips, in nine letters or more.
    Two,
}

impl Nearness {
    /// All of them, the nearest first.
    pub const ALL: [Self; 3] = [Self::Alike, Self::One, Self::Two];
}

/// Which slips are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slips {
    count: usize,
    /// Something is typed that is not there, or something else than what is there.
    wrong: bool,
    /// Something is not typed that is there.
    missing: bool,
}

/// How a word is held against a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Character by character, those that are spoken alike as one.
    Characters,
    /// Letter by letter of each reading.
    Letters,
    /// Initial by initial.
    Initials,
}

/// A word as it is nearly typed.
#[derive(Debug, Clone)]
pub(super) struct Near {
    /// The syllables of the characters that were typed, with their places.
    alike: Box<[(Syllable, u64)]>,
    letters: usize,
    characters: usize,
    /// The bits of its first two letters.
    first: u32,
}

/// The places reached with no, one and two slips, and those after the first of two swapped symbols.
#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    by: [u64; 3],
    swapped: [u64; 3],
}

impl Reached {
    /// Passes a symbol of the text that stands at these places of the word.
    fn pass(self, mask: u64, slips: Slips) -> Self {
        let mut next = Self::default();
        let mut below: Option<(u64, u64)> = None;
        for (at, reached) in self.by.iter().copied().enumerate().take(slips.count + 1) {
            let mut to = (reached & mask) << 1;
            if let Some((before, after)) = below {
                // Nothing but a swap touches the first symbol.
                let inside = before & !1;
                to |= if slips.missing { inside } else { 0 };
                to |= if slips.wrong { (inside | (after & !1)) << 1 } else { 0 };
                to |= (self.swapped.get(at).copied().unwrap_or(0) & mask) << 2;
                if let Some(swapped) = next.swapped.get_mut(at) {
                    *swapped = before & (mask >> 1);
                }
            }
            if let Some(place) = next.by.get_mut(at) {
                *place = to;
            }
            below = Some((reached, to));
        }
        next
    }

    fn join(&mut self, other: Self) {
        let all = self.by.iter_mut().chain(&mut self.swapped);
        all.zip(other.by.iter().chain(&other.swapped)).for_each(|(one, other)| *one |= other);
    }

    fn any(&self) -> u64 {
        self.by.iter().fold(0, |any, reached| any | reached)
    }

    fn is_nothing(&self) -> bool {
        self.by.iter().chain(&self.swapped).all(|reached| *reached == 0)
    }
}

impl Near {
    /// Prepares it; `None` for what is too short, is mixed, or has digits.
    pub(super) fn new(pattern: &Pattern) -> Option<Self> {
        let symbols = pattern.symbols();
        if pattern.is_too_long() {
            return None;
        }
        if symbols.iter().all(char::is_ascii_lowercase) {
            let letters = symbols.len();
            let bit = |symbol: &char| 1 << (u32::from(*symbol) - u32::from('a'));
            let first = symbols.iter().take(2).map(bit).fold(0, |bits, bit: u32| bits | bit);
            return (letters >= 4).then(|| Self {
                alike: Box::default(),
                letters,
                characters: 0,
                first,
            });
        }
        if symbols.len() < 2 || !symbols.iter().copied().all(is_han) {
            return None;
        }
        let mut alike: Vec<(Syllable, u64)> = Vec::new();
        for (at, symbol) in symbols.iter().enumerate() {
            for reading in sound::readings(*symbol) {
                match alike.iter_mut().find(|(it, _)| it == reading) {
                    Some((_, mask)) => *mask |= 1 << at,
                    None => alike.push((*reading, 1 << at)),
                }
            }
        }
        Some(Self { alike: alike.into(), letters: 0, characters: symbols.len(), first: 0 })
    }

    /// Whether it is nearly anywhere in a text.
    pub(super) fn is_in(&self, pattern: &Pattern, text: &str, how: Nearness) -> bool {
        let folded = text.chars().map(fold);
        self.ways(how).any(|(way, slips)| {
            let (mut reached, mut was_latin) = (Reached::default(), false);
            folded.clone().any(|character| {
                let is_latin = character.is_alphanumeric() && !is_han(character);
                let may_begin = !(is_latin && was_latin);
                was_latin = is_latin;
                if reached.is_nothing() && !(may_begin && self.may_begin(pattern, character, way)) {
                    return false;
                }
                reached.by[0] |= u64::from(may_begin);
                reached = self.pass(pattern, reached, character, (way, slips));
                reached.any() & pattern.end() != 0
            })
        })
    }

    /// How many characters it takes from the beginning of a folded text, which is all it takes.
    pub(super) fn taken(&self, pattern: &Pattern, text: &[char], how: Nearness) -> Option<usize> {
        self.ways(how).find_map(|way| {
            let mut reached = Reached { by: [1, 0, 0], ..Reached::default() };
            for (count, character) in (1..).zip(text) {
                reached = self.pass(pattern, reached, *character, way);
                if reached.any() & pattern.end() != 0 {
                    return Some(count);
                }
                if reached.is_nothing() {
                    break;
                }
            }
            None
        })
    }

    /// Whether a word like this can be so near to anything.
    pub(super) fn is_tried(&self, how: Nearness) -> bool {
        self.ways(how).next().is_some()
    }

    /// How it is held against a text, with the slips that are allowed.
    fn ways(&self, how: Nearness) -> impl Iterator<Item = (Way, Slips)> + use<> {
        let ways = if self.characters > 0 {
            [self.character_slips(how).map(|slips| (Way::Characters, slips)), None]
        } else {
            [
                self.letter_slips(how).map(|slips| (Way::Letters, slips)),
                self.initial_slips(how).map(|slips| (Way::Initials, slips)),
            ]
        };
        ways.into_iter().flatten()
    }

    fn pass(
        &self,
        pattern: &Pattern,
        reached: Reached,
        character: char,
        (way, slips): (Way, Slips),
    ) -> Reached {
        match way {
            Way::Characters => reached.pass(self.alike_mask(pattern, character), slips),
            Way::Letters => spelled(pattern, reached, character, slips),
            Way::Initials => reached.pass(Self::initials_mask(pattern, character), slips),
        }
    }

    /// Whether a match can begin with a character, as the first symbol or as one that was swapped
    /// with it.
    fn may_begin(&self, pattern: &Pattern, character: char, way: Way) -> bool {
        match way {
            Way::Characters => self.alike_mask(pattern, character) & 3 != 0,
            Way::Letters | Way::Initials => {
                pattern.mask(character) & 3 != 0 || sound::initials(character) & self.first != 0
            }
        }
    }

    const fn character_slips(&self, how: Nearness) -> Option<Slips> {
        match (how, self.characters) {
            (Nearness::Alike, _) => Some(Slips { count: 0, wrong: false, missing: false }),
            (Nearness::One, 3) => Some(Slips { count: 1, wrong: false, missing: true }),
            (Nearness::One, 4..) => Some(Slips { count: 1, wrong: true, missing: true }),
            _ => None,
        }
    }

    const fn letter_slips(&self, how: Nearness) -> Option<Slips> {
        match (how, self.letters) {
            (Nearness::One, 4) => Some(Slips { count: 1, wrong: false, missing: false }),
            (Nearness::One, 5..) => Some(Slips { count: 1, wrong: true, missing: true }),
            (Nearness::Two, 9..) => Some(Slips { count: 2, wrong: true, missing: true }),
            _ => None,
        }
    }

    const fn initial_slips(&self, how: Nearness) -> Option<Slips> {
        match (how, self.letters) {
            (Nearness::One, 4..=5) => Some(Slips { count: 1, wrong: false, missing: true }),
            (Nearness::One, 6..) => Some(Slips { count: 1, wrong: true, missing: true }),
            _ => None,
        }
    }

    /// The places of the characters that are spoken as this one is.
    fn alike_mask(&self, pattern: &Pattern, character: char) -> u64 {
        let readings = sound::readings(character).iter();
        let same = readings.flat_map(|it| self.alike.iter().filter(move |(one, _)| one == it));
        same.fold(pattern.mask(character), |mask, (_, places)| mask | places)
    }

    fn initials_mask(pattern: &Pattern, character: char) -> u64 {
        let readings = sound::readings(character).iter();
        let first = readings.filter_map(|it| it.letters().bytes().next());
        first.fold(pattern.mask(character), |mask, byte| mask | pattern.letter_mask(byte))
    }
}

/// Passes a character by all letters of each of its readings.
fn spelled(pattern: &Pattern, reached: Reached, character: char, slips: Slips) -> Reached {
    let readings = sound::readings(character);
    if readings.is_empty() {
        return reached.pass(pattern.mask(character), slips);
    }
    let mut next = Reached::default();
    for syllable in readings {
        let letters = syllable.letters().bytes();
        next.join(letters.fold(reached, |it, byte| it.pass(pattern.letter_mask(byte), slips)));
    }
    next
}

/// The places of a text from which something may be found, in characters: not within a Latin word.
pub(super) fn beginnings(text: &[char]) -> impl Iterator<Item = usize> {
    let is_latin = |at: usize| text.get(at).is_some_and(|it| it.is_alphanumeric() && !is_han(*it));
    (0..text.len()).filter(move |at| !(is_latin(*at) && at.checked_sub(1).is_some_and(is_latin)))
}

/// A text as it is compared.
pub(super) fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}
