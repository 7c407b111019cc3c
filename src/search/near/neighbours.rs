//! The names of many people, by what near ones have in common: an import compares thousands of new names
//! with thousands of known ones.

use super::{Near, words};
use crate::domain::person::surname_chars;
use crate::domain::text::{fold_name, is_han};
use crate::search::sound::readings;
use std::collections::{BTreeMap, BTreeSet};

/// Nobody means a name by more of its first characters than this.
const LONGEST_BEGINNING: usize = 8;
/// Two slips change so many letters of a word at most, those that go and those that come.
const LETTERS_OF_SLIPS: u32 = 4;
/// Two slips change its length by so much at most.
const LENGTH_OF_SLIPS: usize = 2;
/// Behind all characters, for syllables.
const SYLLABLES: u32 = 1 << 24;

/// Names, each with whose it is.
#[derive(Debug, Clone)]
pub struct Neighbours<Id> {
    names: Vec<(String, Id)>,
    /// By all of a name, a word of it, its surname, its given name, and how it begins.
    parts: BTreeMap<Vec<char>, Vec<usize>>,
    /// By length, and by how the first and the last character are spoken.
    sounds: BTreeMap<(usize, u32, u32), Vec<usize>>,
    /// By the number of words: what letters the first and the last one have.
    letters: BTreeMap<usize, Vec<([Letters; 2], usize)>>,
}

impl<Id> Default for Neighbours<Id> {
    fn default() -> Self {
        let (parts, sounds) = (BTreeMap::new(), BTreeMap::new());
        Self { names: Vec::new(), parts, sounds, letters: BTreeMap::new() }
    }
}

impl<Id> Neighbours<Id> {
    /// Adds a name.
    pub fn insert(&mut self, name: &str, id: Id) {
        let (at, known) = (self.names.len(), folded(name));
        for part in parts(name, &known) {
            self.parts.entry(part).or_default().push(at);
        }
        for key in spoken(&known) {
            self.sounds.entry(key).or_default().push(at);
        }
        if let Some((count, letters)) = letters(&known) {
            self.letters.entry(count).or_default().push((letters, at));
        }
        self.names.push((name.to_owned(), id));
    }

    /// Those who may be meant by a name that nobody has, in the order in which they were added. Letters
    /// alone (`zmy`) find nobody: no table is written in those.
    pub fn of(&self, near: &Near) -> impl Iterator<Item = &Id> {
        let whole = self.parts.get(&near.name).into_iter().flatten();
        let joined = self.parts.get(&joined(&near.name)).into_iter().flatten();
        let parts = whole.chain(joined).copied();
        let all_han = near.name.iter().copied().all(is_han);
        let keys = all_han.then(|| spoken(&near.name)).into_iter().flatten();
        let alike = keys.filter_map(|key| self.sounds.get(&key)).flatten().copied();
        let mut found: BTreeSet<usize> = parts.chain(alike).collect();
        let is_latin = !near.name.iter().copied().any(is_han);
        if let Some((count, letters)) = letters(&near.name).filter(|_| is_latin) {
            let others = self.letters.get(&count).into_iter().flatten();
            let close = others.filter(|(other, _)| {
                letters.iter().zip(other).all(|(one, other)| one.may_be(*other))
            });
            found.extend(close.map(|(_, at)| *at));
        }
        let names = found.into_iter().filter_map(|at| self.names.get(at));
        names.filter(|(name, _)| near.is_of(name)).map(|(_, id)| id)
    }
}

fn folded(name: &str) -> Vec<char> {
    name.chars().map(fold_name).collect()
}

/// A name without its blanks.
fn joined(name: &[char]) -> Vec<char> {
    words(name).flatten().copied().collect()
}

/// What a name may be called by: all of it, with its blanks or without, its words, and the parts of a Chinese
/// one.
fn parts(name: &str, known: &[char]) -> BTreeSet<Vec<char>> {
    let mut parts: BTreeSet<Vec<char>> = words(known).map(<[char]>::to_vec).collect();
    parts.extend([known.to_vec(), joined(known)]);
    if let Some((surname, given)) = known.split_at_checked(surname_chars(name))
        && !surname.is_empty()
    {
        parts.extend([surname.to_vec(), given.to_vec()]);
        let beginnings = (2..known.len().min(LONGEST_BEGINNING)).filter_map(|end| known.get(..end));
        parts.extend(beginnings.map(<[char]>::to_vec));
    }
    parts
}

/// The length of a name, with each way to speak its first and its last character.
fn spoken(name: &[char]) -> Vec<(usize, u32, u32)> {
    let sounds = |character: &char| -> Vec<u32> {
        let syllables = readings(*character).iter().map(|it| SYLLABLES + u32::from(it.place()));
        syllables.chain([u32::from(*character)]).collect()
    };
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return Vec::new() };
    let lasts = sounds(last);
    let of_first = sounds(first).into_iter();
    of_first.flat_map(|one| lasts.iter().map(move |other| (name.len(), one, *other))).collect()
}

/// How many words a name has, and the letters of the first and the last.
fn letters(name: &[char]) -> Option<(usize, [Letters; 2])> {
    let (first, last) = (words(name).next()?, words(name).last()?);
    Some((words(name).count(), [Letters::of(first), Letters::of(last)]))
}

/// Which letters a word has, a bit each, and how many.
#[derive(Debug, Clone, Copy)]
struct Letters {
    bits: u32,
    count: usize,
}

impl Letters {
    fn of(word: &[char]) -> Self {
        let bit = |letter: &char| 1_u32 << (u32::from(*letter) & 31);
        Self { bits: word.iter().map(bit).fold(0, |all, one| all | one), count: word.len() }
    }

    /// Whether a word with these may be the other, begun or with a slip or two.
    const fn may_be(self, other: Self) -> bool {
        let is_begun = self.bits & !other.bits == 0 && self.count <= other.count;
        let is_slip = (self.bits ^ other.bits).count_ones() <= LETTERS_OF_SLIPS
            && self.count.abs_diff(other.count) <= LENGTH_OF_SLIPS;
        is_begun || is_slip
    }
}

#[cfg(test)]
mod tests {
    use super::super::Likelihood;
    use super::*;

    const NAMES: [&str; 53] = [
        "AgnesThorley",
        "Ines Whit",
        "Ines Whitlock",
        "Walter Pym",
        "Walter Pymm",
        "Agnes Thorley",
        "Agnes Thorly",
        "Agnes",
        "agnes thorley",
        "Thorley Agnes",
        "Alice Hartley",
        "Alise Hartly",
        "Alice Hartley Brown",
        "Tom Ash",
        "Tim Ash",
        "Thomas Ash",
        "Tomas Ashe",
        "O'Brien",
        "Sean O’Brien",
        "Sean OBrien",
        "José Núñez",
        "Jose Nunez",
        "Al",
        "Alex",
        "Alexandre Dupont-Martin",
        "Alexander Dupont Martin",
        "王",
        "王芳",
        "汪芳",
        "王方",
        "王芳菲",
        "芳菲",
        "欧阳",
        "欧阳志远",
        "欧阳志园",
        "志远",
        "欧",
        "赵桂兰",
        "赵桂蓝",
        "赵贵兰",
        "赵桂英",
        "周明",
        "周明远",
        "周鸣",
        "周名远",
        "李某",
        "李某某",
        "诉求人12",
        "诉求人13",
        "张3",
        "单雄信",
        "善雄信",
        "曾国藩",
    ];

    #[test]
    fn nobody_who_is_near_is_passed_over() {
        let mut neighbours = Neighbours::default();
        for name in NAMES {
            neighbours.insert(name, name);
        }
        let mut found = 0;
        for text in NAMES {
            for likelihood in [Likelihood::New, Likelihood::Known] {
                let near = Near::of(text, likelihood);
                let plain: Vec<&str> = NAMES.into_iter().filter(|it| near.is_of(it)).collect();
                let quick: Vec<&str> = neighbours.of(&near).copied().collect();
                assert_eq!(quick, plain, "{text}");
                found += quick.len();
            }
        }
        assert!(found > 150, "{found}");
    }
}
