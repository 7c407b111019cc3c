//! How Chinese characters are read: every reading of each, without its tone (DOMAIN §5).

use super::fold::{place, places};
use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How surnames are read beside what dictionaries say (DOMAIN §5).
const AS_SURNAMES: [(char, &str); 1] = [('谌', "shen")];

/// A syllable without its tone, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Syllable(u16);

impl Syllable {
    /// Its place among all of them.
    pub(super) const fn place(self) -> u16 {
        self.0
    }

    /// Its letters, lower case; `v` stands for ü.
    pub fn letters(self) -> &'static str {
        SOUNDS.syllables.get(usize::from(self.0)).map_or("", |letters| &**letters)
    }
}

/// The readings of one character.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    start: u32,
    count: u8,
    initials: u32,
}

#[derive(Debug, Default)]
struct Sounds {
    syllables: Vec<Box<str>>,
    readings: Vec<Syllable>,
    slots: Vec<Slot>,
}

/// The readings of all common characters: a look-up for each character of each title.
static SOUNDS: LazyLock<Sounds> = LazyLock::new(Sounds::new);

impl Sounds {
    fn new() -> Self {
        let (first, count) = places();
        let mut sounds = Self::default();
        let mut known: BTreeMap<String, Syllable> = BTreeMap::new();
        for code in (first..).take(count) {
            let slot = char::from_u32(code).map(|it| sounds.slot(it, &mut known));
            sounds.slots.push(slot.unwrap_or_default());
        }
        sounds
    }

    fn slot(&mut self, character: char, known: &mut BTreeMap<String, Syllable>) -> Slot {
        let start = self.readings.len();
        let read = character.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain);
        let surname = AS_SURNAMES.iter().filter(|(it, _)| *it == character);
        for letters in read.chain(surname.map(|(_, reading)| *reading)) {
            let letters = letters.replace('ü', "v");
            // What is only hummed (`ê`, `m̀`) cannot be typed.
            if letters.is_empty() || !letters.bytes().all(|it| it.is_ascii_lowercase()) {
                continue;
            }
            let syllable = self.syllable(letters, known);
            let before = self.readings.get(start..).unwrap_or_default();
            if !before.contains(&syllable) {
                self.readings.push(syllable);
            }
        }
        let readings = self.readings.get(start..).unwrap_or_default();
        let initials = readings.iter().filter_map(|it| self.syllables.get(usize::from(it.0)));
        Slot {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            count: u8::try_from(readings.len()).unwrap_or(u8::MAX),
            initials: initials.fold(0, |bits, letters| bits | first_bit(letters)),
        }
    }

    fn syllable(&mut self, letters: String, known: &mut BTreeMap<String, Syllable>) -> Syllable {
        if let Some(syllable) = known.get(&letters) {
            return *syllable;
        }
        let new = Syllable(u16::try_from(self.syllables.len()).unwrap_or(u16::MAX));
        self.syllables.push(letters.as_str().into());
        known.insert(letters, new);
        new
    }

    fn at(&self, character: char) -> Slot {
        place(character).and_then(|at| self.slots.get(at)).copied().unwrap_or_default()
    }
}

fn first_bit(letters: &str) -> u32 {
    letters.bytes().next().map_or(0, |letter| 1 << (letter.wrapping_sub(b'a') & 31))
}

/// All readings of a character, the commonest first; none for what is no Chinese character, or one
/// beyond the basic plane.
pub fn readings(character: char) -> &'static [Syllable] {
    let slot = SOUNDS.at(character);
    let start = usize::try_from(slot.start).unwrap_or(usize::MAX);
    SOUNDS.readings.get(start..start.saturating_add(slot.count.into())).unwrap_or_default()
}

/// How a character is read most often; `None` for what has no readings.
pub fn commonest(character: char) -> Option<Syllable> {
    readings(character).first().copied()
}

/// The letters that its readings begin with; a bit each, `a` the lowest.
pub fn initials(character: char) -> u32 {
    SOUNDS.at(character).initials
}

/// Whether two characters have a reading in common.
pub fn is_spoken_alike(one: char, other: char) -> bool {
    initials(one) & initials(other) != 0
        && readings(one).iter().any(|reading| readings(other).contains(reading))
}

/// The commonest reading of a Chinese character, without its tone.
pub(super) fn syllable(character: char) -> Option<&'static str> {
    // In the names of places, as 长城乡, it is cháng (DOMAIN §5).
    if character == '长' { Some("chang") } else { character.to_pinyin().map(Pinyin::plain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(character: char) -> Vec<&'static str> {
        readings(character).iter().map(|it| it.letters()).collect()
    }

    #[test]
    fn every_reading_of_a_polyphone_is_known() {
        for (character, reading) in [
            ('曾', "zeng"),
            ('单', "shan"),
            ('仇', "qiu"),
            ('解', "xie"),
            ('任', "ren"),
            ('区', "ou"),
            ('查', "zha"),
            ('覃', "qin"),
            ('覃', "tan"),
            ('谌', "chen"),
            ('谌', "shen"),
            ('缪', "miao"),
            ('射', "she"),
            ('畲', "she"),
            ('塅', "duan"),
            ('长', "chang"),
            ('吕', "lv"),
            ('重', "chong"),
        ] {
            assert!(read(character).contains(&reading), "{character} {:?}", read(character));
        }
        assert!(read('a').is_empty() && read('，').is_empty());
        assert!(is_spoken_alike('难', '南') && !is_spoken_alike('难', '停'));
    }
}
