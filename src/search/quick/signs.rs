//! Which characters a text has, as bits: where one that a word needs is not among them, the word cannot
//! be in the text, and nothing has to be looked at closely.

use super::near::Nearness;
use crate::search::fold::fold;
use crate::search::sound::{self, Syllable};

/// The characters of some texts and how these are read, coarsely.
///
/// There may be a million, which need not lie where a `u128` would: that would cost them a third more with
/// what they are kept with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(Rust, packed(8))]
pub struct Signs {
    /// Letters, as they are written or in a reading, a bit each.
    letters: u32,
    /// Those that something begins with.
    firsts: u32,
    /// All other characters; several may share a bit.
    others: u128,
    /// The readings; several may share a bit.
    sounds: u128,
}

impl Signs {
    /// The signs of all of some texts.
    pub fn of<'t, I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let mut signs = Self::default();
        texts.into_iter().flat_map(str::chars).for_each(|character| signs.add(character));
        signs
    }

    fn add(&mut self, character: char) {
        let folded = fold(character);
        self.add_symbol(folded);
        // The words of Latin names are compared as they are, but for their case.
        if !character.is_ascii() {
            character.to_lowercase().take(1).for_each(|lower| self.add_symbol(lower));
        }
        self.firsts |= sound::initials(folded);
        for reading in sound::readings(folded) {
            self.sounds |= sound_bit(*reading);
            self.letters |= reading.letters().bytes().map(letters_of).fold(0, |all, it| all | it);
        }
    }

    fn add_symbol(&mut self, symbol: char) {
        match letter(symbol) {
            0 => self.others |= other_bit(symbol),
            bit => {
                self.letters |= bit;
                self.firsts |= bit;
            }
        }
    }
}

/// What a word needs of a text that it is in.
#[derive(Debug, Clone)]
pub(super) struct Needs {
    letters: u32,
    /// Its first letter, where it begins with one, and its first two.
    first: [u32; 2],
    others: u128,
    /// Of each character that is no letter the bits of itself and of its readings.
    alike: Box<[(u128, u128)]>,
}

impl Needs {
    /// What a folded word needs.
    pub(super) fn of(symbols: &[char]) -> Self {
        let bits = symbols.iter().map(|symbol| letter(*symbol));
        let first = bits.clone().next().unwrap_or(0);
        let others = symbols.iter().filter(|symbol| letter(**symbol) == 0);
        let alike = others.clone().map(|symbol| {
            let sounds = sound::readings(*symbol).iter().map(|it| sound_bit(*it));
            (other_bit(*symbol), sounds.fold(0, |all, bit| all | bit))
        });
        Self {
            letters: bits.clone().fold(0, |all, bit| all | bit),
            first: [first, bits.take(2).fold(0, |all, bit| all | bit)],
            others: others.fold(0, |all, symbol| all | other_bit(*symbol)),
            alike: alike.collect(),
        }
    }

    /// Whether the word may be in a text with these signs.
    pub(super) const fn may_be_in(&self, signs: &Signs) -> bool {
        let [first, _] = self.first;
        self.others & !signs.others == 0
            && self.letters & !signs.letters == 0
            && (first == 0 || first & signs.firsts != 0)
    }

    /// Whether the word may be near to something in it: a slip accounts for one letter or character.
    pub(super) fn may_be_near(&self, signs: &Signs, nearness: Nearness) -> bool {
        let slips = match nearness {
            Nearness::Alike => 0,
            Nearness::One => 1,
            Nearness::Two => 2,
        };
        if self.alike.is_empty() {
            let [_, first] = self.first;
            return (self.letters & !signs.letters).count_ones() <= slips
                && first & signs.firsts != 0;
        }
        let is_missing =
            |(own, sounds): &&(u128, u128)| own & signs.others == 0 && sounds & signs.sounds == 0;
        // Of three characters none may be another one.
        let most = if self.alike.len() > 3 { slips } else { 0 };
        self.alike.iter().filter(is_missing).take(3).count() <= most as usize
    }
}

/// The bit of a letter; none of anything else.
fn letter(symbol: char) -> u32 {
    if symbol.is_ascii_lowercase() { 1 << (u32::from(symbol) - u32::from('a')) } else { 0 }
}

/// The letters that a letter of a reading is typed as: `v` also as `u`.
fn letters_of(byte: u8) -> u32 {
    let bit = letter(char::from(byte));
    if byte == b'v' { bit | letter('u') } else { bit }
}

/// The bit of a character that is no letter: neighbours in the table of characters differ.
fn other_bit(symbol: char) -> u128 {
    1 << (u32::from(symbol).wrapping_mul(0x9E37_79B1) >> 25)
}

fn sound_bit(syllable: Syllable) -> u128 {
    1 << (u32::from(syllable.place()).wrapping_mul(0x9E37_79B1) >> 25)
}
