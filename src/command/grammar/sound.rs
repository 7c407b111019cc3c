//! Whether what was typed is a name or a part of it: by characters, by pinyin and by initials, in
//! any reading of a polyphone (DOMAIN §5).

use super::typed::{folded, is_blank};
use crate::command::{Initials, latin_initials};
use crate::domain::text::is_han;
use crate::search::sound::{initials, is_spoken_alike, readings};

/// The most characters that are looked for: no name is typed longer by hand.
const MOST_TYPED: usize = 40;

/// How what was typed lies in a name, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the whole name.
    Whole,
    /// The name begins with it.
    Begins,
    /// It stands within the name.
    Within,
}

/// A name as it is looked for.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    name: Box<[char]>,
    /// The letters that each character is, or can begin with when it is spoken; a bit each.
    letters: Box<[u32]>,
    /// All of them.
    any: u32,
    /// Whether a word of it is written in Latin letters.
    is_latin: bool,
}

impl Spoken {
    pub(super) fn of(name: &str) -> Self {
        let name = folded(name);
        let letters: Box<[u32]> = name.iter().map(|character| letters(*character)).collect();
        let any = letters.iter().fold(0, |any, letters| any | letters);
        let is_latin = name.iter().copied().any(is_latin);
        Self { name, letters, any, is_latin }
    }

    /// Its characters, folded.
    pub(super) const fn name(&self) -> &[char] {
        &self.name
    }

    /// How a folded text lies in it; `None` where it does not, and for nothing typed.
    pub(super) fn fit(&self, typed: &[char]) -> Option<Fit> {
        let wanted = bit(*typed.first()?);
        let is_hopeless = wanted != 0 && self.any & wanted == 0;
        if is_hopeless || typed.len() > MOST_TYPED {
            return None;
        }
        // Nobody is called Ann who is called Joanna: a Latin word is found by how it begins.
        let is_latin = |at: usize| self.name.get(at).is_some_and(|c| is_latin(*c));
        let is_inside = |at: usize| is_latin(at) && at.checked_sub(1).is_some_and(is_latin);
        let begin = |at: &usize| {
            let may_be = wanted == 0 || self.letters.get(*at).is_some_and(|it| it & wanted != 0);
            may_be && !is_inside(*at)
        };
        let mut found = None;
        for at in (0..self.name.len()).filter(begin) {
            let whole = eat(typed, self.name.get(at..)?);
            let fit = match (at, whole) {
                (_, None) => continue,
                (0, Some(true)) => return Some(Fit::Whole),
                (0, Some(false)) => return Some(Fit::Begins),
                (_, Some(_)) => Fit::Within,
            };
            found = Some(fit);
            break;
        }
        self.by_latin_initials(typed).or(found)
    }

    /// Whether a text is another way to write it: as many Chinese characters, each spoken alike but
    /// for the tone.
    pub(super) fn sounds_like(&self, typed: &[char]) -> bool {
        let mut pairs = typed.iter().zip(&self.name);
        typed.len() == self.name.len()
            && typed != &*self.name
            && pairs.all(|(typed, own)| typed == own || is_spoken_alike(*typed, *own))
    }

    /// The initials of a Latin name are the beginning of it, and no more: `al` may be Anna Lee as well
    /// as Alan.
    fn by_latin_initials(&self, typed: &[char]) -> Option<Fit> {
        let initials = self.is_latin.then(|| latin_initials(typed, self.name.iter().copied()));
        initials.flatten().map(|initials| match initials {
            Initials::Begin => Fit::Begins,
            Initials::Within => Fit::Within,
        })
    }
}

/// Whether a name begins with what was typed, and whether that is all of it. Goes through the name
/// once, with every place of the typed text that can be reached so far, so that no name costs more
/// than its length.
fn eat(typed: &[char], name: &[char]) -> Option<bool> {
    let all = 1_u64 << typed.len();
    let (mut reached, mut begins) = (1_u64, false);
    for character in name {
        if is_gap(*character) && !begins_with(typed, reached, *character) {
            continue;
        }
        begins |= reached & all != 0;
        reached = step(typed, reached & !all, *character);
        if reached == 0 {
            break;
        }
    }
    if reached & all != 0 { Some(true) } else { begins.then_some(false) }
}

/// Whether a character is typed next at one of the places that are reached.
fn begins_with(typed: &[char], reached: u64, character: char) -> bool {
    (0..typed.len()).any(|at| reached & (1 << at) != 0 && typed.get(at) == Some(&character))
}

/// The places that are reached when a character of the name is passed.
fn step(typed: &[char], reached: u64, character: char) -> u64 {
    let mut next = 0;
    for at in (0..typed.len()).filter(|at| reached & (1 << at) != 0) {
        let left = typed.get(at..).unwrap_or_default();
        match left.first() {
            Some(first) if *first == character => next |= 1 << (at + 1),
            Some(first) if first.is_ascii_lowercase() && is_han(character) => {
                for reading in readings(character) {
                    for length in lengths(left, reading.letters()).into_iter().flatten() {
                        next |= 1 << (at + length);
                    }
                }
            }
            _ => {}
        }
    }
    next
}

/// How many of the typed letters a reading may take: all of them, its initial, or what is typed of
/// it so far.
fn lengths(typed: &[char], reading: &str) -> [Option<usize>; 3] {
    let same =
        |(typed, letter): &(&char, char)| **typed == *letter || (*letter == 'v' && **typed == 'u');
    let common = typed.iter().zip(reading.chars()).take_while(same).count();
    let is_whole = common == reading.len() || (common == typed.len() && common > 0);
    let retroflex = ["zh", "ch", "sh"].iter().any(|initial| reading.starts_with(initial));
    [
        is_whole.then_some(common),
        (common > 1 || common == 1 && !is_whole).then_some(1),
        (retroflex && common > 1).then_some(2),
    ]
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}

/// What may be left out of a name when it is typed.
const fn is_gap(character: char) -> bool {
    is_blank(character) || matches!(character, '·' | '-' | '\'' | '.')
}

fn letters(character: char) -> u32 {
    bit(character) | initials(character)
}

/// The bit of a letter; 0 for anything else.
fn bit(letter: char) -> u32 {
    match letter {
        letter @ 'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(typed: &str, name: &str) -> Option<Fit> {
        Spoken::of(name).fit(&folded(typed))
    }

    #[test]
    fn a_name_is_found_by_characters_pinyin_and_initials() {
        for typed in
            ["李建国", "ljg", "LJG", "ｌｊｇ", "lijianguo", "lijguo", "李jg", "l建guo", "lijiang"]
        {
            assert_eq!(how(typed, "李建国"), Some(Fit::Whole), "{typed}");
        }
        for typed in ["l", "lj", "李", "李建", "lijian", "lijia"] {
            assert_eq!(how(typed, "李建国"), Some(Fit::Begins), "{typed}");
        }
        for typed in ["jg", "建国", "guo", "国"] {
            assert_eq!(how(typed, "李建国"), Some(Fit::Within), "{typed}");
        }
        for typed in ["", "lg", "李国", "ljgx", "x", "li1"] {
            assert_eq!(how(typed, "李建国"), None, "{typed}");
        }
    }

    #[test]
    fn every_reading_of_a_polyphone_is_found() {
        for (typed, name) in [
            ("zj", "曾军"),
            ("sl", "单林"),
            ("qw", "仇伟"),
            ("xm", "解敏"),
            ("rh", "任红"),
            ("ob", "区波"),
            ("zl", "查良"),
            ("qh", "覃华"),
            ("th", "覃华"),
            ("cl", "谌龙"),
            ("sl", "谌龙"),
            ("mj", "缪杰"),
            ("cc", "长城"),
            ("yd", "育塅"),
            ("shw", "沈伟"),
            ("lv", "吕"),
            ("lu", "吕"),
        ] {
            assert_eq!(how(typed, name), Some(Fit::Whole), "{typed} {name}");
        }
    }

    #[test]
    fn a_name_is_written_otherwise_by_characters_that_are_spoken_alike() {
        let is_alike = |typed: &str, name: &str| Spoken::of(name).sounds_like(&folded(typed));
        for (typed, name) in
            [("赵桂蓝", "赵桂兰"), ("章三", "张三"), ("王方", "王芳"), ("曾军", "增君")]
        {
            assert!(is_alike(typed, name), "{typed} {name}");
        }
        for (typed, name) in
            [("赵桂兰", "赵桂兰"), ("赵桂", "赵桂兰"), ("赵桂英", "赵桂兰"), ("mary", "marie")]
        {
            assert!(!is_alike(typed, name), "{typed} {name}");
        }
    }

    #[test]
    fn a_name_with_gaps_is_typed_without_them() {
        for (typed, name) in
            [("maryj", "Mary Jones"), ("almmmt", "阿里木·买买提"), ("jeanluc", "Jean-Luc")]
        {
            assert!(how(typed, name).is_some(), "{typed} {name}");
        }
    }

    #[test]
    fn the_initials_of_a_latin_name_begin_it() {
        for (typed, name, fit) in [
            ("gc", "Grace Chen", Fit::Begins),
            ("ＧＣ", "Grace Chen", Fit::Begins),
            ("ml", "Grace May Lee", Fit::Within),
            ("al", "Anna Lee", Fit::Begins),
            ("al", "Alan More", Fit::Begins),
        ] {
            assert_eq!(how(typed, name), Some(fit), "{typed} {name}");
        }
        assert_eq!(how("gl", "Grace May Lee"), None);
    }

    #[test]
    fn a_long_run_of_letters_costs_little() {
        let name: String = "啊嗯安昂".repeat(15);
        assert_eq!(how(&"an".repeat(20), &name), None);
        assert_eq!(how(&"a".repeat(2_000), &name), None);
    }
}
